"""Saved queries as files: a front comment that says what is asked, then one SELECT.

    -- title: Survival at a time point
    -- question: What share was alive at this time, in each study and arm?
    -- note: where the method comes from, or what to mind (optional)
    -- parameter months (real, default 60): The time in months
    --   a line that starts with three spaces goes on with the one above
    SELECT ...

A parameter is ``(type)``, ``(type, default VALUE)`` or ``(type, optional)``, which is null when not given. A
type is text, integer, real or date, or the name of what its value is the key of: policy, study, outcome ...
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.db.answer import LARGEST_STATEMENT, Value
from kb.db.arguments import TYPES, converted
from kb.db.parameters import parameter_names
from kb.errors import KbError, Problem, nearest
from kb.files import Unfit, content_of

KEYS = {
    "policy": "SELECT id FROM policy ORDER BY id",
    "indication": "SELECT DISTINCT key AS id FROM indication ORDER BY key",
    "study": "SELECT id FROM study ORDER BY id",
    "outcome": "SELECT id FROM vocabulary_outcome ORDER BY id",
    "intervention": "SELECT id FROM vocabulary_intervention ORDER BY id",
    "condition": "SELECT id FROM vocabulary_condition ORDER BY id",
    "design": "SELECT id FROM design ORDER BY id",
    "reference": "SELECT id FROM reference ORDER BY id",
    "guideline": "SELECT id FROM guideline ORDER BY id",
    "statement": "SELECT DISTINCT key AS id FROM statement ORDER BY key",
    "system": "SELECT DISTINCT system AS id FROM listed_code ORDER BY system",
    "measure": "SELECT code AS id FROM code_list WHERE list = 'statistic' ORDER BY position",
    "funding": "SELECT code AS id FROM code_list WHERE list = 'funding' ORDER BY position",
}
"""Types whose values are keys, with the select that lists them."""

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIELDS = ("title", "question", "note")
_PARAMETER = re.compile(
    r"parameter (?P<name>[a-z_][a-z0-9_]*) "
    r"\((?P<type>[a-z]+)(?:, (?:default (?P<default>[^()]+)|optional))?\): .+"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; ``required`` ones have no default, and an optional one without default is null."""

    name: str
    type: str
    description: str
    required: bool
    default: Value = None


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One saved query; ``note`` is empty when there is none."""

    name: str
    file: Path
    title: str
    question: str
    note: str
    parameters: tuple[Parameter, ...]
    sql: str


def read_query(file: Path) -> tuple[SavedQuery | None, list[Problem]]:
    """The query of a file, or everything that is wrong with it."""
    try:
        text = content_of(file, LARGEST_STATEMENT).decode("utf-8-sig")
    except Unfit as error:
        return None, [Problem(str(file), 0, "", error.flaw, error.remedy)]
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return None, [Problem(str(file), line, "", "is not UTF-8 text.", "Save it as UTF-8.")]
    reading = _Reading(file, text.splitlines())
    query = reading.query()
    return (None, reading.problems) if reading.problems else (query, [])


class _Reading:
    """One file while it is read."""

    def __init__(self, file: Path, lines: list[str]) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._lines = lines
        self._front = next((n for n, line in enumerate(lines) if not line.startswith("--")), len(lines))

    def query(self) -> SavedQuery:
        fields: dict[str, str] = {}
        parameters: dict[str, Parameter] = {}
        for number, entry in self._entries():
            key, sign, value = entry.partition(":")
            if key.startswith("parameter"):
                self._add_parameter(number, entry, parameters)
            elif not sign or key not in _FIELDS:
                self._problem(number, f"the front comment has no `{key}`.", _known(key))
            elif key in fields:
                self._problem(number, f"`{key}` is here for the second time.", "Keep one of them.")
            elif not value.strip():
                self._problem(number, f"`{key}` is empty.", "Write it out.")
            else:
                fields[key] = value.strip()
        sql = "\n".join(self._lines[self._front :]).strip()
        self._check(fields, parameters, sql)
        return SavedQuery(
            self._file.stem,
            self._file,
            fields.get("title", ""),
            fields.get("question", ""),
            fields.get("note", ""),
            tuple(parameters.values()),
            sql,
        )

    def _entries(self) -> Iterator[tuple[int, str]]:
        """Entries of the front comment with the line they start in, lines that go on joined."""
        entries: list[tuple[int, str]] = []
        for number, line in enumerate(self._lines[: self._front], start=1):
            text = line.removeprefix("--")
            if not text.strip():
                continue
            if text.startswith("   ") and entries:
                entries[-1] = (entries[-1][0], f"{entries[-1][1]} {text.strip()}")
            else:
                entries.append((number, text.strip()))
        return iter(entries)

    def _add_parameter(self, number: int, entry: str, parameters: dict[str, Parameter]) -> None:
        match = _PARAMETER.fullmatch(entry)
        if match is None:
            remedy = "Write: -- parameter months (real, default 60): what it means"
            self._problem(number, "the parameter cannot be read.", remedy)
            return
        name, type, default = match["name"], match["type"], match["default"]
        if name in parameters:
            self._problem(number, f"the parameter {name} is here for the second time.", "Keep one.")
        elif type not in TYPES and type not in KEYS:
            self._problem(number, f"unknown type {type}.", f"Types: {', '.join((*TYPES, *KEYS))}.")
        else:
            parameters[name] = Parameter(
                name,
                type,
                entry.partition("): ")[2],
                required=default is None and ", optional)" not in entry,
                default=self._default(number, name, type, default),
            )

    def _default(self, number: int, name: str, type: str, default: str | None) -> Value:
        try:
            return None if default is None else converted(name, default.strip(), type)
        except KbError as error:
            self._problem(number, f"the default does not fit: {error}", "")
            return None

    def _check(self, fields: dict[str, str], parameters: dict[str, Parameter], sql: str) -> None:
        if not NAME.fullmatch(self._file.stem):
            self._problem(0, "the name of the file is no key.", "Use a-z, 0-9 and hyphens.")
        for key in ("title", "question"):
            if key not in fields and not any(f"`{key}`" in problem.message for problem in self.problems):
                self._problem(1, f"the front comment has no `{key}`.", f"Add: -- {key}: ...")
        if not sql:
            self._problem(len(self._lines), "there is no SELECT below the front comment.", "Write one.")
            return
        used = parameter_names(sql)
        for name in sorted(used - parameters.keys()):
            place = self._line_of(f":{name}")
            remedy = f"Add: -- parameter {name} (text): ..."
            if not any("cannot be read" in problem.message for problem in self.problems):
                self._problem(place, f"the parameter :{name} is not described.", remedy)
        for name in sorted(parameters.keys() - used):
            place = self._line_of(f"parameter {name} ")
            self._problem(place, f"the SELECT does not use :{name}.", "Use it, or remove its description.")

    def _line_of(self, text: str) -> int:
        return next((n for n, line in enumerate(self._lines, start=1) if text in line), 1)

    def _problem(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(str(self._file), line, "", message, remedy))


def _known(key: str) -> str:
    known = (*_FIELDS, "parameter")
    return nearest(key, known) or f"It has: {', '.join(known)}."
