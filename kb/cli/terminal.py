"""What the terminal is like, and a word to the person before it."""

from __future__ import annotations

import sys

from kb.db.url import without_passwords
from kb.settings import without_installed_places


def note(message: str) -> None:
    """A line for the person, on stderr, so that stdout stays clean for pipes."""
    sys.stdout.flush()
    sys.stderr.write(without_passwords(without_installed_places(message)) + "\n")


def shows_colors() -> bool:
    """Whether stdout is a terminal whose user does not ask for plain text (no-color.org)."""
    import os

    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")


def terminal_width() -> int | None:
    """Columns to wrap text at: the terminal's, up to 100; none on a pipe, where lines stay whole."""
    import shutil

    return min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None
