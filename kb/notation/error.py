"""The one exception of this package."""

from kb.errors import KbError


class NotationError(KbError, ValueError):
    """A text that is not figure notation, with the place and the way out.

    ``column`` counts characters from 1; at the end of the text it is one past the last.
    """

    def __init__(self, text: str, column: int, found: str, expected: str, remedy: str = "") -> None:
        super().__init__(text, column, found, expected, remedy)
        self.text = text
        self.column = column
        self.found = found
        self.expected = expected
        self.remedy = remedy

    def __str__(self) -> str:
        found = f'"{self.found}"' if self.found else "the end"
        where = f' in "{self.text}"' if self.text.strip() not in {"", self.found} else ""
        message = f"column {self.column}: found {found}{where}; expected {self.expected}."
        return f"{message} {self.remedy}".rstrip()
