"""A study record as a workbook and back: one cell for each thing that a person fills in."""
