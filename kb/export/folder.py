"""Writing a folder of files: all of them or none."""

from __future__ import annotations

import glob
import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import KbError
from kb.files import UnfinishedFile, give_name, give_rights, not_written, unnamed_file

FILE = "datapackage.json"
MADE_BY = "kb export"
_UNFINISHED, _OLD = ".unfinished", ".old"


class NewFolder:
    """Files on their way into a folder. Where the system can, none has a name before all are written."""

    def __init__(self, place: Path) -> None:
        self._beside = place.with_name(f"{_beginning(place)}{secrets.token_hex(4)}{_UNFINISHED}")
        self._parent = place.parent
        self._files: dict[str, UnfinishedFile] = {}

    def file(self, name: str) -> Path:
        """The file of a name: a path to write to, or to read what was written."""
        if name not in self._files:
            unnamed = unnamed_file(self._parent)
            if unnamed is None:
                if not self._files:  # under a name that no other export takes for one that was left behind
                    self._beside = self._beside.with_suffix("")
                self._beside.mkdir(exist_ok=True)
                unnamed = UnfinishedFile(self._beside / name, None, self._beside / name)
            self._files[name] = unnamed
        return self._files[name].path

    def finish(self) -> Path:
        """The folder with all files under their names."""
        self._beside.mkdir(exist_ok=True)
        for name, file in self._files.items():
            if file.name is None:
                give_rights(file.path, None)
                give_name(file.path, self._beside / name)
        return self._beside

    def forget(self) -> None:
        """Let go of everything that has not taken its place."""
        for file in self._files.values():
            file.forget()
        shutil.rmtree(self._beside, ignore_errors=True)


@contextmanager
def replacing_folder(folder: Path, *, overwrite: bool) -> Iterator[NewFolder]:
    """Files to write, which become a folder that takes the place of ``folder`` when all went well.

    Raises KbError when ``folder`` is a file, holds files of others, or an earlier export that is not to be
    overwritten, or when its own folder does not exist or may not be written to.
    """
    place = folder.resolve()
    _clear_away(place)
    _require_room(folder, place, overwrite)
    new = NewFolder(place)
    try:
        yield new
        _require_room(folder, place, overwrite)  # others may have written to it since
        _swap(new.finish(), place)
    except OSError as error:
        raise not_written(folder, error) from error
    finally:
        new.forget()


def files_of_package(text: str) -> set[str]:
    """Names of the files that an earlier export wrote; empty when the text is none of ours."""
    try:
        content = json.loads(text)
        if content["created_by"] != MADE_BY:
            return set()
        paths = (str(resource["path"]) for resource in content["resources"])
        return {FILE, *paths, *map(str, content.get("scripts", ()))}
    except (ValueError, KeyError, TypeError):
        return set()


def _require_room(folder: Path, place: Path, overwrite: bool) -> None:
    if not place.parent.is_dir():
        raise KbError(f"{folder}: the folder {place.parent} does not exist. Create it first.")
    if not place.exists():
        return
    if not place.is_dir():
        raise KbError(f"{folder}: is a file. Give the name of a folder that is new or empty.")
    if Path.cwd().is_relative_to(place):
        raise KbError(f"{folder}: is where you are, and would be replaced under you. Name another folder.")
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


def _swap(new: Path, place: Path) -> None:
    """Put ``new`` in its place; when that fails, what was there is put back."""
    old = new.with_name(f"{new.name}{_OLD}")
    there = place.exists()
    if there:
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if there:
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _beginning(place: Path) -> str:
    return f".{place.name[:40]}."


def _clear_away(place: Path) -> None:
    """Put back or remove what programs left that were killed while their files got their names."""
    beginning = glob.escape(_beginning(place))
    for old in place.parent.glob(f"{beginning}*{_UNFINISHED}{_OLD}"):
        if place.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(place)
    for left in place.parent.glob(f"{beginning}*{_UNFINISHED}"):
        shutil.rmtree(left, ignore_errors=True)
