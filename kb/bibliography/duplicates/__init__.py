"""Which citations are the same publication, which are only tied, and which a person must judge."""
