"""Saved queries: those that ship with kb, and those of a plan beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kb.db.answer import Value
from kb.db.arguments import converted
from kb.db.connect import Reader
from kb.errors import KbError, Problem, ProblemsFound, nearest
from kb.lookup.saved_file import KEYS, Parameter, SavedQuery, read_query


def saved_files(folders: Sequence[Path]) -> dict[str, Path]:
    """Name -> file, in order of name; a later folder takes the place of an earlier one.

    A folder is that of the evidence; its saved queries are in ``queries``, if it has any.
    """
    files = {file.stem: file for folder in folders for file in sorted((folder / "queries").glob("*.sql"))}
    return dict(sorted(files.items()))


def saved_queries(folders: Sequence[Path]) -> list[SavedQuery]:
    """All saved queries by name. Raises ProblemsFound with the problems of all files."""
    queries: list[SavedQuery] = []
    problems: list[Problem] = []
    for file in saved_files(folders).values():
        query, wrong = read_query(file)
        problems += wrong
        queries += [] if query is None else [query]
    if problems:
        raise ProblemsFound("Some saved queries cannot be read:", problems)
    return queries


def saved_query(folders: Sequence[Path], name: str) -> SavedQuery:
    """One saved query. Raises KbError with the nearest names, or ProblemsFound when it cannot be read."""
    files = saved_files(folders)
    if name not in files:
        remedy = nearest(name, list(files)) or "kb query list shows them."
        raise KbError(f"There is no saved query {name}. {remedy}")
    query, problems = read_query(files[name])
    if query is None:
        raise ProblemsFound("The saved query cannot be read:", problems)
    return query


def values_for(reader: Reader, query: SavedQuery, given: Mapping[str, str]) -> dict[str, Value]:
    """Values for all parameters of a query: as given, else by default.

    Raises KbError that names the missing and unknown ones, and for a key that does not exist the nearest.
    """
    known = [parameter.name for parameter in query.parameters]
    unknown = [name for name in given if name not in known]
    if unknown:
        takes = f"It takes {', '.join(known)}." if known else "It takes none."
        remedy = nearest(unknown[0], known) if known else ""
        raise KbError(
            f"The query {query.name} has no parameter {' and no '.join(unknown)}. {remedy or takes}"
        )
    missing = [
        parameter for parameter in query.parameters if parameter.required and parameter.name not in given
    ]
    if missing:
        listed = "\n".join(f"  -p {parameter.name}=...  {parameter.description}" for parameter in missing)
        raise KbError(f"The query {query.name} needs {_and(missing)}. Give:\n{listed}")
    return dict(_values(reader, query, given))


def _values(reader: Reader, query: SavedQuery, given: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    for parameter in query.parameters:
        if parameter.name not in given:
            yield parameter.name, parameter.default
            continue
        value = converted(parameter.name, given[parameter.name], parameter.type)
        if parameter.type in KEYS:
            _require_key(reader, parameter, str(value))
        yield parameter.name, value


def _require_key(reader: Reader, parameter: Parameter, value: str) -> None:
    known = [str(row["id"]) for row in reader.rows(KEYS[parameter.type])]
    if value not in known:
        raise KbError(f"There is no {parameter.type} {value!r}. {nearest(value, known)}".rstrip())


def _and(parameters: Sequence[Parameter]) -> str:
    return " and ".join(parameter.name for parameter in parameters)
