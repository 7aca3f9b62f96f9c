"""A problem met while a text is read, before it is known which text."""


class Misread(Exception):
    """What stands at a column (from 1) and what should; the parser adds the text and raises the error."""

    def __init__(self, column: int, found: str, expected: str, remedy: str = "") -> None:
        super().__init__(expected)
        self.column = column
        self.found = found
        self.expected = expected
        self.remedy = remedy
