"""Records as the sheets of a workbook and back: one cell for each thing that a person fills in."""
