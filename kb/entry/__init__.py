"""Entering records without writing their text: by options of a command, or in an editor."""
