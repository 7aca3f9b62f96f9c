"""Who is at the keyboard, for the change log."""

from __future__ import annotations


def login() -> str:
    """The login name of the person; ``unknown`` where the system does not tell."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
