"""Finding studies, references and texts; the words filters take, saved queries, the data dictionary."""
