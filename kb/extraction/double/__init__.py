"""Two extractions of one study, made by two people: compared, settled, and made one."""
