"""Writing files so that a reader never finds half of one, and nobody loses what cannot be made again.

Two promises hold for every file that kb writes. It is whole or not there: what is half written has no name,
so that nothing of it is left when the program is killed. And it takes the place of a plain file only: never
of a database, a device, a pipe or a folder.
"""

from __future__ import annotations

import errno
import glob
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kb.errors import KbError

_SQLITE = b"SQLite format 3\0"
_DATABASES = (
    (0, _SQLITE, "a SQLite database"),
    (0, b"\x37\x7f\x06\x82", "the log of a SQLite database"),
    (0, b"\x37\x7f\x06\x83", "the log of a SQLite database"),
    (0, b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", "the journal of a SQLite database"),
    (8, b"DUCK", "a DuckDB database"),
    (4, b"Standard Jet DB", "an Access database"),
    (4, b"Standard ACE DB", "an Access database"),
    (0, b"PGDMP", "a backup of a PostgreSQL database"),
)
"""Where in a file which bytes say that it is what kind of database."""
_BESIDE_DATABASES = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a database, without which it may be damaged."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SAYS_FULL = re.compile(
    r"\b(ENOSPC|EDQUOT|EFBIG)\b|IO_E(NOSPC|DQUOT|FBIG)|(errno|os error) (28|122|27)\b"
    r"|No space left on device|disk is full"
)
_UNNAMED_UNKNOWN = (errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT)
"""What file systems answer that know no files without a name."""
_UNFINISHED = ".unfinished"


class DiskFull(KbError):
    """There is no room left for what is written, or the person's share of it is used up."""


class AlreadyThere(KbError):
    """Another program has made the file meanwhile."""


class Unfit(KbError):
    """A file that is not what it should be: what is wrong, and what to do."""

    def __init__(self, path: Path, flaw: str, remedy: str) -> None:
        super().__init__(f"{path}: {flaw} {remedy}")
        self.flaw = flaw
        self.remedy = remedy


def content_of(path: Path, most: int) -> bytes:
    """The bytes of a plain file that is meant to be small. Raises Unfit.

    A pipe would be waited for, and a device read for ever, also through a link.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        flaw = f"cannot be read: {error.strerror}."
        raise Unfit(path, flaw, "Check your rights, and where a link leads.") from error
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise Unfit(path, f"is {_special(mode)} and no file.", "Name a file on disk.")
    with os.fdopen(handle, "rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        size = f"{most / 1_000_000:g} MB"
        raise Unfit(path, f"is larger than {size}, which nothing of its kind is.", "Look what is in it.")
    return content


def require_plain(path: Path) -> None:
    """Nothing when it is a plain file, or not there at all. Raises Unfit for a pipe, a device, a folder."""
    with suppress(OSError):
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise Unfit(path, f"is {_special(mode)} and no file.", "Name a file on disk.")


def write_whole(path: Path, text: str) -> None:
    """Write UTF-8 text to a file, whole or not at all. Raises KbError like :func:`replacing`."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def replacing(
    path: Path, *, is_database: bool = False, needs_name: bool = False, only_new: bool = False
) -> Iterator[Path]:
    """A file to write to; it takes the place of ``path`` when all went well.

    It may have no name of its own: what is passed on is a path to open, not one to look beside. A link stays,
    and what it leads to is replaced or made. The rights and the owner of the file that was there stay.

    ``is_database`` says that what is written is one, which may take the place of another; ``needs_name`` that
    it is written by SQLite, which looks for files beside it; ``only_new`` that it takes no place at all of
    what others have made meanwhile, which raises AlreadyThere.
    Raises KbError when ``path`` can take no file, and DiskFull.
    """
    place = place_for(path, is_database=is_database)
    before = place.stat() if place.exists() else None
    try:
        unfinished = None if needs_name or only_new else unnamed_file(place.parent)
        unfinished = unfinished or _named(place)
    except OSError as error:
        raise not_written(path, error) from error
    try:
        yield unfinished.path
        if only_new and unfinished.name is not None:
            _take_free_place(unfinished.name, place)
        else:
            _take_place(unfinished, place, before)
    except OSError as error:
        if is_full(error):
            raise not_written(path, error) from error
        raise
    finally:
        unfinished.forget()


def place_for(path: Path, *, is_database: bool = False) -> Path:
    """Where a file of this name is written: what the link leads to when it is one.

    Raises KbError when there is something that no file may take the place of, or no folder.
    """
    try:
        place = path.resolve() if path.is_symlink() else path
        if place.is_dir():  # first of all: "." and "/" have no name to look beside
            raise KbError(f"{path}: is a folder. Give the name of a file.")
        if not place.parent.is_dir():
            raise KbError(f"{path}: the folder {place.parent} does not exist. Create it first.")
        if not is_database and (database := _kept_beside(place)):
            raise KbError(
                f"{path}: is a part of the database {database.name}, and is never written over."
                " Name another file."
            )
        if not place.exists():
            return place
        mode = place.stat().st_mode
        if not stat.S_ISREG(mode):
            raise KbError(
                f"{path}: is {_special(mode)}, and no file is written over it."
                " To pass the result on, leave out the file and use | or >."
            )
        if not is_database and (kind := database_kind(place)):
            raise KbError(f"{path}: is {kind}, and is never written over. Name another file.")
    except RuntimeError as error:  # a link that leads to itself
        raise KbError(f"{path}: is a link that leads to itself. Name another file.") from error
    except OSError as error:
        raise not_written(path, error) from error
    if not mode & 0o222 or not os.access(place, os.W_OK):
        raise KbError(f"{path}: is protected against writing. Name another file, or allow writing to it.")
    return place


def database_kind(file: Path) -> str | None:
    """What kind of database a file is, by its content; None when it is none."""
    with file.open("rb") as opened:
        head = opened.read(64)
    for at, mark, kind in _DATABASES:
        if head[at : at + len(mark)] == mark:
            return kind
    return None


def _kept_beside(file: Path) -> Path | None:
    """The SQLite database that keeps a file of this name beside it, be it there just now or not."""
    for ending in _BESIDE_DATABASES:
        database = file.with_name(file.name.removesuffix(ending))
        if database != file and database.is_file() and database_kind(database):
            return database
    return None


def not_written(path: Path, error: OSError) -> KbError:
    """Why a file could not be written, and what to do about it."""
    if is_full(error):
        return DiskFull(
            f"{path}: there is no room to write it ({error.strerror or error})."
            " Free some space, or write to another disk. What was there before is unchanged."
        )
    return KbError(f"{path}: cannot be written ({error.strerror or error}). Check the name and your rights.")


def is_full(error: BaseException | None) -> bool:
    """Whether an error comes from a full disk, also where a library has made words of it."""
    while error is not None:
        if (isinstance(error, OSError) and error.errno in _FULL) or _SAYS_FULL.search(str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False


def _special(mode: int) -> str:
    kinds = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISDIR, "a folder"))
    return next((name for is_kind, name in kinds if is_kind(mode)), "a device")


@dataclass(slots=True)
class UnfinishedFile:
    """A file under way: a path to write to, its open handle, and its name for the time being, if any."""

    path: Path
    handle: int | None
    name: Path | None

    def forget(self) -> None:
        """Let go of it; what has not taken its place is gone."""
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
        if self.name is not None:
            _remove(self.name)
            self.name = None


def _take_place(unfinished: UnfinishedFile, place: Path, before: os.stat_result | None) -> None:
    """Give the file its name, with the rights of what was there before."""
    give_rights(unfinished.path, before)
    if unfinished.name is None:
        if before is None and not place.exists():
            give_name(unfinished.path, place)
            return
        name = _name_beside(place)
        give_name(unfinished.path, name)
        unfinished.name = name
    elif unfinished.handle is not None:  # Windows renames no open file
        os.close(unfinished.handle)
        unfinished.handle = None
    unfinished.name.replace(place)
    unfinished.name = None


def _take_free_place(name: Path, place: Path) -> None:
    """Give a file its name, unless another file has it: then it raises AlreadyThere."""
    give_rights(name, None)
    try:
        os.link(name, place)  # in one step, where a look and a renaming are two
    except FileExistsError as error:
        raise AlreadyThere(f"{place}: another program has made it meanwhile.") from error
    except OSError as error:  # this file system knows no second name of a file
        if place.exists():
            raise AlreadyThere(f"{place}: another program has made it meanwhile.") from error
        name.rename(place)


def give_name(nameless: Path, name: Path) -> None:
    """Give a file that has no name one; there must be no other file of this name."""
    folder = os.open(name.parent, os.O_RDONLY)
    try:
        # With a folder the call is linkat, which can follow the link that stands for an open file.
        os.link(nameless, name.name, dst_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def unnamed_file(folder: Path) -> UnfinishedFile | None:
    """A file that has no name, so that nothing is left of it when the program dies; None where none is."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not Path("/proc/self/fd").is_dir():
        return None
    try:
        handle = os.open(folder, flag | os.O_RDWR, 0o600)
    except OSError as error:
        if error.errno in _UNNAMED_UNKNOWN:
            return None
        raise
    return UnfinishedFile(Path(f"/proc/self/fd/{handle}"), handle, None)


def _named(place: Path) -> UnfinishedFile:
    """A file beside the place; those that a killed program left there are cleared away."""
    for left in place.parent.glob(f"{glob.escape(_beginning(place))}*{_UNFINISHED}"):
        _clear_away(left)
    name = _name_beside(place)
    handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    _locked(handle)
    return UnfinishedFile(name, handle, name)


def _name_beside(place: Path) -> Path:
    return place.with_name(f"{_beginning(place)}{secrets.token_hex(4)}{_UNFINISHED}")


def _beginning(place: Path) -> str:
    return f".{place.name[:40]}."


def _clear_away(left: Path) -> None:
    """Remove a file that nobody is writing to any more."""
    with suppress(OSError):
        handle = os.open(left, os.O_RDWR)
        try:
            if _locked(handle):
                _remove(left)
        finally:
            os.close(handle)


def _remove(unfinished: Path) -> None:
    """Remove a file under way, with what SQLite keeps beside it when it is a database."""
    for ending in ("", *_BESIDE_DATABASES):
        unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def _locked(handle: int) -> bool:
    """Take hold of an open file; False when another program holds it, or where this is not known."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(handle, LOCK_EX | LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def give_rights(file: Path, before: os.stat_result | None) -> None:
    """Give a new file, which is private, the rights and owner of the one before, else the usual ones."""
    if before is None:
        mask = os.umask(0)
        os.umask(mask)
        file.chmod(0o666 & ~mask)
        return
    now = file.stat()
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        with suppress(OSError):  # only root gives files away
            os.chown(file, before.st_uid, before.st_gid)
    file.chmod(stat.S_IMODE(before.st_mode) & 0o777)
