"""Values that Tab offers for a column: its codes, or the keys that begin as typed."""

from __future__ import annotations

from collections.abc import Iterator

from kb.db.connect import Reader
from kb.errors import KbError

_MOST = 200
_SECONDS = 2.0
"""How many values are offered, and how long the database may look for them."""


class ValuesOfColumns:
    """Looks values up in a database when they are asked for."""

    def __init__(self, url: str, reader: Reader) -> None:
        rows = reader.rows(
            "SELECT relation, column_name, codes FROM data_dictionary"
            " WHERE position > 0 AND column_type IN ('text', 'date') AND relation_kind = 'view'"
        )
        self._url = url
        self._codes = {
            (str(row["relation"]), str(row["column_name"])): str(row["codes"] or "") for row in rows
        }

    def beginning(self, relation: str, column: str, typed: str) -> Iterator[tuple[str, str]]:
        """Values with what they mean ("" = themselves), in order; none when the column is no text."""
        if (relation, column) not in self._codes:
            return
        if codes := self._codes[relation, column]:
            pairs = (line.partition(": ") for line in codes.splitlines())
            yield from ((code, meaning) for code, _, meaning in pairs if code.startswith(typed))
            return
        yield from ((value, "") for value in self._found(self._home(relation, column), column, typed))

    def _home(self, relation: str, column: str) -> str:
        """The view that has each value of a key once, which is quicker to ask than a view of numbers."""
        homes = (f"{column}_overview", column)
        return next((home for home in homes if (home, column) in self._codes), relation)

    def _found(self, relation: str, column: str, typed: str) -> list[str]:
        from kb.db.readonly import query

        sql = (
            f'SELECT DISTINCT "{column}" FROM "{relation}"'  # noqa: S608  (names of our dictionary)
            f' WHERE SUBSTR("{column}", 1, {len(typed)}) = :typed ORDER BY "{column}"'
        )
        try:
            answer = query(self._url, sql, {"typed": typed}, row_limit=_MOST, seconds=_SECONDS)
        except KbError:
            return []
        return [str(row[0]) for row in answer.rows]
