"""Document content from rows: plain data, nothing rendered."""
