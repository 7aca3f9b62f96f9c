"""Running a named read: one ``.sql`` file of this package, with ``:name`` parameters."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from kb.db.connect import Reader, Row
from kb.db.parameters import parameter_names
from kb.errors import nearest

_FOLDER = Path(__file__).parent / "sql"


def run(reader: Reader, name: str, /, **params: Any) -> list[Row]:
    """The rows of a named read, in its order; a parameter that is missing or unknown is an error of ours."""
    sql = statement(name)
    wanted = parameter_names(sql)
    if wanted != params.keys():
        raise TypeError(f"query {name} takes {sorted(wanted)}, not {sorted(params)}")
    return reader.rows(sql, params)


@cache
def statement(name: str) -> str:
    """The SQL of a named read."""
    try:
        return (_FOLDER / f"{name}.sql").read_text("utf-8")
    except FileNotFoundError:
        raise LookupError(f"there is no query {name}. {nearest(name, query_names())}") from None


def query_names() -> list[str]:
    """Names of all named reads."""
    return sorted(file.stem for file in _FOLDER.glob("*.sql"))
