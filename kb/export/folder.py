"""Writing a folder of files: all of them or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import KbError
from kb.export.package import FILE, files_of_package


@contextmanager
def replacing_folder(folder: Path, *, overwrite: bool) -> Iterator[Path]:
    """A new folder beside ``folder`` to write to; it takes its place when all went well.

    Raises KbError when ``folder`` is a file, holds files of others, or an earlier export that is not to be
    overwritten, or when its own folder does not exist or may not be written to.
    """
    place = folder.resolve()
    _require_room(folder, place, overwrite)
    try:
        temporary = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
    except OSError as error:
        raise KbError(f"{folder}: cannot be written ({error.strerror}). Check your rights.") from error
    try:
        new = temporary / "new"
        new.mkdir()
        yield new
        _require_room(folder, place, overwrite)  # others may have written to it since
        _swap(new, place, temporary / "old")
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _require_room(folder: Path, place: Path, overwrite: bool) -> None:
    if not place.parent.is_dir():
        raise KbError(f"{folder}: the folder {place.parent} does not exist. Create it first.")
    if not place.exists():
        return
    if not place.is_dir():
        raise KbError(f"{folder}: is a file. Give the name of a folder that is new or empty.")
    present = {entry.name for entry in place.iterdir()}
    if not present:
        return
    package = place / FILE
    ours = files_of_package(package.read_text("utf-8", "replace")) if package.is_file() else set()
    foreign = sorted(present - ours)
    if foreign:
        raise KbError(
            f"{folder}: holds files that kb did not write ({', '.join(foreign[:3])}). They would be lost;"
            " choose a folder that is new or empty."
        )
    if not overwrite:
        raise KbError(f"{folder}: holds an earlier export. Add --overwrite to replace it.")


def _swap(new: Path, place: Path, old: Path) -> None:
    """Put ``new`` in its place; when that fails, what was there is put back."""
    there = place.exists()
    if there:
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if there:
            old.rename(place)
        raise
