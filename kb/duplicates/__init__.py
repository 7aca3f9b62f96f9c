"""Which citations are the same publication, which are only tied to one another, and which a person must judge."""
