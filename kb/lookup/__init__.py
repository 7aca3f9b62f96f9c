"""Looking up studies, references and texts; words that filters take, saved queries, the data dictionary."""
