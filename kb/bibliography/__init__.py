"""Publications as databases and exports describe them: citations, names, identifiers, notices, duplicates."""
