"""What the words around a figure say of it, held against the record: arm, outcome, time, unit and so on."""
