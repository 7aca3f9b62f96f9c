"""Writing files so that a reader never finds half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import KbError


def write_whole(path: Path, text: str) -> None:
    """Write UTF-8 text to a file, whole or not at all. Raises KbError like :func:`replacing`."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` to write to; it takes the place of ``path`` when all went well.

    A link stays, and what it leads to is replaced. A device or a pipe is never replaced: the content is
    passed to it. Raises KbError when the folder does not exist or may not be written to.
    """
    if not path.parent.is_dir():
        raise KbError(f"{path}: the folder {path.parent} does not exist. Create it first.")
    if path.is_dir():
        raise KbError(f"{path}: is a folder. Give the name of a file.")
    if path.exists() and not path.is_file():
        with _passing_to(path) as temporary:
            yield temporary
        return
    if path.is_symlink() and path.is_file():
        path = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise KbError(f"{path}: cannot be written ({error.strerror}). Check your rights.") from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        _keep_usual_rights(temporary, path)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def _passing_to(path: Path) -> Iterator[Path]:
    """A temporary file whose content goes to a device or a pipe."""
    with tempfile.TemporaryDirectory() as folder:
        temporary = Path(folder) / "content"
        temporary.touch()
        yield temporary
        try:
            path.write_bytes(temporary.read_bytes())
        except OSError as error:
            raise KbError(f"{path}: cannot be written ({error.strerror}).") from error


def _keep_usual_rights(temporary: Path, path: Path) -> None:
    """A temporary file is private; give it the rights of the file it replaces, or the usual ones."""
    if path.exists():
        temporary.chmod(path.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)
