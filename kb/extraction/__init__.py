"""From a publication to a study record: pre-filled records, spreadsheets, two extractions made one."""
