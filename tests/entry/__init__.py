"""Records entered by options of a command, or in an editor."""
