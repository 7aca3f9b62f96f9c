"""Errors meant for the person at the keyboard: what happened, where, what to do next.

Every error that reaches a user is a :class:`KbError`. One error may carry many problems, so that a run
reports all of them at once. Exit codes are part of the command line contract.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple


class ExitCode(IntEnum):
    """Exit codes of ``kb``: fine, user error, wrong usage, problems found, database needs upgrade."""

    FINE = 0
    USER_ERROR = 1
    USAGE = 2
    PROBLEMS = 3
    NEEDS_UPGRADE = 4


class Problem(NamedTuple):
    """One thing wrong at one place.

    ``file`` is the path as the user would type it ("" when the place is not a file), ``line`` counts
    from 1 (0 = the whole file), ``field`` names the field by its path in the record ("" = the whole
    record), ``message`` says what is wrong and ``remedy`` what to do about it ("" when obvious).
    """

    file: str
    line: int
    field: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [_cut(part) for part in (place, self.field, self.message) if part]
        return ": ".join(parts) + (f" {self.remedy}" if self.remedy else "")


_LONGEST_PART = 2000
"""Characters that a problem shows of its message; it may quote a value that fills a page."""


def _cut(part: str) -> str:
    """The part without its middle where it is too long to be read."""
    half = _LONGEST_PART // 2
    return part if len(part) <= _LONGEST_PART else f"{part[:half]} ... {part[-half:]}"


class KbError(Exception):
    """An error with a message for its reader and the exit code of the process.

    ``problems`` holds the single problems when there are several; the message is then their headline.
    """

    exit_code: ExitCode = ExitCode.USER_ERROR

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([self.message, *(str(problem) for problem in self.problems)])


class NotAllowed(KbError):
    """The person may not write to the database."""


class ProblemsFound(KbError):
    """Records or checks with problems; nothing was written."""

    exit_code = ExitCode.PROBLEMS


class NeedsUpgrade(KbError):
    """The database has an older, newer or unknown schema version."""

    exit_code = ExitCode.NEEDS_UPGRADE


def nearest(word: str, known: Sequence[str]) -> str:
    """A remedy that names the known words nearest to a mistyped one, else those that hold it.

    Lists them all when they are few; empty when they are many and none is near.
    """
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=3, cutoff=0.6)
    close = close or [each for each in known if len(word) > 2 and word.casefold() in each.casefold()][:3]
    if close:
        return f"Did you mean {' or '.join(close)}?"
    if 0 < len(known) <= 12:
        return f"Known: {', '.join(known)}."
    return ""
