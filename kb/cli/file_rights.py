"""Who may read what kb writes: nobody who may not read the database that it comes from.

Databases, backups, dumps, exports and whatever rests on a draft are as private as their database, which is
made for its owner alone. The mask of the process does it, so that no way of making a file or folder is left
out. Documents of published versions are for everybody, and get the rights of the person's other files.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_usual: ContextVar[int | None] = ContextVar("usual", default=None)
"""The mask of the person, while ours is in force."""

_ALL, _READ, _WRITE = 0o7, 0o4, 0o2


@contextmanager
def rights_as_of(url: str) -> Iterator[None]:
    """New files have the rights of the database; those of a server, or of none yet, are the owner's alone."""
    before = os.umask(0o077)
    token = _usual.set(before)
    try:
        os.umask(before | _mask_of(url))
        yield
    finally:
        os.umask(before)
        _usual.reset(token)


@contextmanager
def usual_rights() -> Iterator[None]:
    """New files have the rights that files of the person usually have."""
    mask = _usual.get()
    if mask is None:
        yield
        return
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def _mask_of(url: str) -> int:
    from kb.db.url import SqliteUrl, parse_url
    from kb.errors import KbError

    try:
        database = parse_url(url)
        rights = database.file.stat().st_mode if isinstance(database, SqliteUrl) else 0
    except (KbError, OSError):  # whoever opens it says so
        rights = 0
    mode = stat.S_IMODE(rights)
    return _withheld(mode >> 3) << 3 | _withheld(mode)


def _withheld(rights: int) -> int:
    """What of reading, writing and entering a folder is not allowed where a file has these rights."""
    if not rights & _READ:
        return _ALL
    return 0 if rights & _WRITE else _WRITE
