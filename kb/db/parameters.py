"""``:name`` parameters: found outside strings, comments and casts, for both engines."""

from __future__ import annotations

import re
from functools import lru_cache

# What must be skipped comes first, so that ':x' in a string, "a:b" and x::text are left alone.
_TOKEN = re.compile(
    r"""
    (?P<skip>
        '(?:[^']|'')*'            # string
      | "(?:[^"]|"")*"            # quoted identifier
      | --[^\n]*                  # comment
      | /\*.*?\*/
      | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$
      | ::                        # cast
    )
    | :(?P<name>[a-z_][a-z0-9_]*)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


@lru_cache(maxsize=256)
def parameter_names(sql: str) -> frozenset[str]:
    """Names of the ``:name`` parameters of a statement."""
    return frozenset(match["name"] for match in _TOKEN.finditer(sql) if match["name"])


@lru_cache(maxsize=256)
def for_psycopg(sql: str) -> str:
    """The statement with ``%(name)s`` for ``:name``, and every other percent sign doubled."""
    parts: list[str] = []
    end = 0
    for match in _TOKEN.finditer(sql):
        if match["name"] is None:
            continue
        parts += [sql[end : match.start()].replace("%", "%%"), f"%({match['name']})s"]
        end = match.end()
    return "".join([*parts, sql[end:].replace("%", "%%")])
