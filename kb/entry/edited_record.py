"""``kb edit``: a record changed by options, or as a text in the person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.db.connect import read
from kb.db.version import require_current
from kb.entry.record_fields import entry_model, is_vocabulary, told_fields
from kb.entry.said_fields import Said, Sayings
from kb.entry.written_record import existing_data, take_over
from kb.errors import KbError, Problem, ProblemsFound, nearest
from kb.files import write_whole
from kb.records.formatting import format_text
from kb.records.kinds import RecordName, id_of, name_of, one_of_kind
from kb.records.yaml_source import Unreadable, bytes_of, read_text
from kb.store.edits import Amended, put


@dataclass(frozen=True, slots=True)
class Edited:
    """A record or term to be changed."""

    kind: str
    key: str
    id: str
    name: RecordName
    data: dict[str, Any]
    """What the database holds: of a term, its whole file."""
    text: str
    """What the person edits: the record, or the term alone."""

    @property
    def called(self) -> str:
        """How messages call it."""
        return f"the {one_of_kind(self.kind)} {self.key}"


def open_record(url: str, kind: str, key: str) -> Edited:
    """What the database holds of a record or term. Raises KbError that names the near ones."""
    policy, _, own = key.lower().rpartition("/")
    id = id_of(kind, own, policy)
    with read(url) as reader:
        require_current(reader)
        data = existing_data(reader, id)
        if not (own in data if is_vocabulary(kind) else data):
            raise _not_there(reader, kind, key, data)
    name = name_of(id)
    assert name is not None
    return Edited(kind, own if is_vocabulary(kind) else key.lower(), id, name, data, _text(name, data, own))


def _not_there(reader: Any, kind: str, key: str, terms: dict[str, Any]) -> KbError:
    known = list(terms)
    if not is_vocabulary(kind):
        start = "policies/" if kind == "indications" else f"{kind}/"
        ids = [str(row["id"]) for row in reader.rows("SELECT id FROM record ORDER BY id")]
        names = [name for id in ids if id.startswith(start) and (name := name_of(id)) and name.kind == kind]
        known = [f"{name.policy}/{name.key}" if name.policy else name.key for name in names]
    one = one_of_kind(kind)
    words = [f"There is no {one} {key}.", nearest(key.lower(), known)]
    return KbError(" ".join(filter(None, [*words, f"kb new {one} {key} makes one."])))


def _text(name: RecordName, data: dict[str, Any], key: str) -> str:
    from kb.entry.said_fields import frozen
    from kb.records.validating import validate
    from kb.records.writing import write_record
    from kb.records.yaml_source import RecordSource

    record = validate(RecordSource(name.id, frozen(data), {}), name)
    if is_vocabulary(name.kind):
        record = type(record).model_construct({key: record.root[key]})
    return write_record(record)


def change(
    url: str, edited: Edited, said: Sequence[Said], removed: Sequence[str], author: tuple[str, str]
) -> Amended:
    """Change a record by what is said of it. Raises KbError and ProblemsFound; then nothing is written."""
    is_term = is_vocabulary(edited.kind)
    sayings = Sayings(entry_model(edited.kind), edited.data[edited.key] if is_term else edited.data)
    for place in sorted(removed, reverse=True):  # the last of a list first, so that numbers stay right
        sayings.remove(place)
    sayings.take(said)
    data = {**edited.data, edited.key: sayings.data} if is_term else sayings.data
    return take_over(url, edited.id, data, author)


def take_text(url: str, edited: Edited, file: Path, author: tuple[str, str], label: str = "") -> Amended:
    """Write the record as a file says it. Raises ProblemsFound with all that is wrong, at its lines.

    ``label`` is what problems call the file; else its path.
    """
    label = label or str(file)
    try:
        text = _without_hints(bytes_of(file).decode("utf-8-sig"))
        format_text(text, edited.name, label)
        whole = _whole(edited, text, label)
        return put(url, {edited.id: whole}, *author)
    except UnicodeDecodeError:
        problems = [Problem(label, 0, "", "is not UTF-8.", "Save the file with the encoding UTF-8.")]
    except Unreadable as error:
        problems = error.problems
    except ProblemsFound as error:
        own = f"{edited.id}.yaml"
        problems = [p._replace(file=label) if p.file == own else p for p in error.problems]
        if is_vocabulary(edited.kind):
            problems = [p._replace(line=0) if p.file == label else p for p in problems]
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    raise ProblemsFound(f"Nothing was written: {count}.", problems)


def _whole(edited: Edited, text: str, file: str) -> str:
    """The text of the record; of a term, that of its file with the term as it is now."""
    if not is_vocabulary(edited.kind):
        return text
    from kb.entry.said_fields import thawed

    terms = thawed(read_text(text, file).data)
    if list(terms) != [edited.key]:
        message = f"holds {', '.join(terms)}."
        raise Unreadable(
            [Problem(file, 1, "", message, f"Leave the term {edited.key} alone in it, by its key.")]
        )
    return _text_of_all(edited, {**edited.data, **terms})


def _text_of_all(edited: Edited, data: dict[str, Any]) -> str:
    from kb.entry.said_fields import frozen
    from kb.records.validating import validate
    from kb.records.writing import write_record
    from kb.records.yaml_source import RecordSource

    return write_record(validate(RecordSource(edited.id, frozen(data), {}), edited.name))


_HINTS = "# What else may be said"
"""Begins the part of the text in the editor that is no part of the record."""


def hints(edited: Edited) -> str:
    """What the record may say and does not yet, with what is written there, as lines below its text."""
    data = edited.data[edited.key] if is_vocabulary(edited.kind) else edited.data
    rows = [row for row in told_fields(entry_model(edited.kind)) if row[0].partition(".")[0] not in data]
    if not rows:
        return ""
    lines = [f"{_HINTS} (lines with # are left out when this is taken over):"]
    for name, what, description in rows:
        indent = "  " * (name.count(".") + 1)
        lines.append(f"#{indent}{name.rpartition('.')[2]}: {what} - {description}")
    return "\n".join(lines) + "\n"


def _without_hints(text: str) -> str:
    """The text with empty lines for those of the hints, so that what was written below them has its line."""
    before, sign, after = text.partition(_HINTS)
    below = ("" if line.startswith("#") else line for line in (sign + after).splitlines(keepends=True))
    return before + "".join(line or "\n" for line in below) if sign else text


@dataclass(frozen=True, slots=True)
class EditSession:
    """One stay in the editor: ``tell`` shows problems, ``again`` asks whether to go back to them."""

    url: str
    edited: Edited
    author: tuple[str, str]
    tell: Callable[[ProblemsFound], None]
    again: Callable[[], bool]

    def run(self) -> Amended:
        """Let the person edit until it is right. What was written and not taken is kept, and told where."""
        with tempfile.TemporaryDirectory(prefix="kb-edit-") as folder:
            file = Path(folder) / f"{self.edited.name.key or self.edited.key}.yaml"
            file.write_text(self.edited.text + hints(self.edited), encoding="utf-8", newline="\n")
            try:
                while True:
                    _run_editor(file)
                    try:
                        self._require_unchanged_behind()
                        return take_text(self.url, self.edited, file, self.author, file.name)
                    except ProblemsFound as error:
                        self.tell(error)
                        if not self.again():
                            raise
            except BaseException as error:
                raise _kept(self.edited, file, error) from error

    def _require_unchanged_behind(self) -> None:
        now = open_record(self.url, self.edited.kind, self.edited.key)
        if now.data != self.edited.data:
            remedy = "Put your change into the record as it is now: kb edit, once more."
            message = f"{self.edited.called} was changed by somebody else meanwhile."
            raise KbError(f"{message[0].upper()}{message[1:]} {remedy}")


def _kept(edited: Edited, file: Path, error: BaseException) -> BaseException:
    """The error, and where the text is now, if the person has written anything."""
    try:
        text = file.read_bytes()
    except OSError:
        return error
    if text == (edited.text + hints(edited)).encode() or isinstance(error, SystemExit):
        return error
    kept = _free_file(file.name)
    write_whole(kept, text.decode("utf-8", "replace"))
    again = f"kb edit {one_of_kind(edited.kind)} {edited.key} {kept}"
    words = f"Your text is kept in {kept}. Take it up again: {again}"
    if isinstance(error, KbError):
        return type(error)(
            f"{error.message} {words}", () if isinstance(error, ProblemsFound) else error.problems
        )
    return KbError(f"The editing was broken off. {words}")


def _free_file(name: str) -> Path:
    stem = name.removesuffix(".yaml")
    numbers = ("", *(f"-{number}" for number in range(2, 1000)))
    return next(file for number in numbers if not (file := Path(f"{stem}{number}.yaml")).exists())


def _run_editor(file: Path) -> None:
    """Let the editor of the person run on the file. Raises KbError when there is none, or it fails."""
    words = editor_words()
    try:
        status = subprocess.run([*words, str(file)], check=False).returncode
    except OSError as error:
        raise KbError(f"The editor {words[0]} does not start ({error.strerror}). {_SET_EDITOR}") from None
    if status:
        raise KbError(f"The editor {words[0]} ended with the code {status}; nothing was taken over.")


_SET_EDITOR = "Set VISUAL or EDITOR to the editor that you use, for example nano, or code --wait."


def editor_words() -> list[str]:
    """The command of the editor: VISUAL, else EDITOR, else what the system has."""
    for variable in ("VISUAL", "EDITOR"):
        if command := os.environ.get(variable, "").strip():
            # A path of Windows has backslashes, which shlex would take out.
            return shlex.split(command, posix=sys.platform != "win32")
    usual = ("notepad",) if sys.platform == "win32" else ("nano", "vim", "vi")
    for name in usual:
        if shutil.which(name):
            return [name]
    raise KbError(f"There is no editor. {_SET_EDITOR}")
