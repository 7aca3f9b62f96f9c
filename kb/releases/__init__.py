"""Published versions: frozen for ever, and read again to the byte."""
