"""What is raised for a text that is not figure notation."""

from kb.errors import KbError


class Misread(Exception):
    """What is at a column (from 1) and what should; the parser adds the text and raises the error."""

    def __init__(self, column: int, found: str, expected: str, remedy: str = "") -> None:
        super().__init__(expected)
        self.column = column
        self.found = found
        self.expected = expected
        self.remedy = remedy


_SHOWN = 60
"""Characters shown on either side of the place in a long text."""


def _shortened(text: str, column: int) -> str:
    """The text; of a long one, the part around a column."""
    start, end = max(column - _SHOWN, 0), column + _SHOWN
    return ("..." if start else "") + text[start:end] + ("..." if end < len(text) else "")


class NotationError(KbError, ValueError):
    """A text that is not figure notation, with the place and the way out.

    ``column`` counts characters from 1; at the end of the text it is one past the last.
    ``found`` is empty at the end of the text, ``remedy`` where what was expected says it all.
    """

    def __init__(self, text: str, column: int, found: str, expected: str, remedy: str = "") -> None:
        place = f'"{_shortened(found, 1)}"' if found else "the end"
        where = f' in "{_shortened(text, column)}"' if text.strip() not in {"", found} else ""
        message = f"column {column}: found {place}{where}; expected {expected}. {remedy}"
        super().__init__(message.rstrip())
        self.text = text
        self.column = column
        self.found = found
        self.expected = expected
        self.remedy = remedy

    # An exception is pickled by its arguments, of which KbError keeps the message only.
    def __reduce__(self) -> tuple[type, tuple[str, int, str, str, str]]:
        return type(self), (self.text, self.column, self.found, self.expected, self.remedy)
