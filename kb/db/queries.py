"""Named reads: ``evidence/arms`` is the file ``kb/evidence/sql/arms.sql``, next to the code that runs it.

A file holds one select that both engines understand, with ``:name`` parameters and a total order.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from kb.db.connect import Reader, Row
from kb.db.parameters import parameter_names
from kb.errors import nearest

_PACKAGE = Path(__file__).parents[1]


def run(reader: Reader, name: str, /, **params: Any) -> list[Row]:
    """The rows of a named read, in its order; a parameter that is missing or unknown is an error of ours."""
    sql = statement(name)
    expected = parameter_names(sql)
    if expected != params.keys():
        raise TypeError(f"query {name} takes {sorted(expected)}, not {sorted(params)}")
    return reader.rows(sql, params)


@cache
def statement(name: str) -> str:
    """The SQL of a named read."""
    folder, _, stem = name.rpartition("/")
    try:
        return (_PACKAGE / folder / "sql" / f"{stem}.sql").read_text("utf-8")
    except FileNotFoundError:
        raise LookupError(f"there is no query {name}. {nearest(name, query_names())}") from None


def query_names() -> list[str]:
    """Names of all named reads of the package."""
    files = (file.relative_to(_PACKAGE) for file in _PACKAGE.rglob("sql/*.sql"))
    return sorted(f"{file.parents[1].as_posix()}/{file.stem}" for file in files)
