"""The audit of figures against the text that they were read from."""
