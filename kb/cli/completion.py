"""Completion of SQL: relations after FROM and JOIN, columns of the relations that stand in the statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from kb.cli.completion_values import ValuesOfColumns
from kb.db.connect import Reader
from kb.db.queries import run

KEYWORDS = (
    *("SELECT", "DISTINCT", "FROM", "JOIN", "LEFT JOIN", "ON", "USING", "WHERE", "AND", "OR", "NOT", "IN"),
    *("EXISTS", "BETWEEN", "LIKE", "IS NULL", "IS NOT NULL", "GROUP BY", "HAVING", "ORDER BY", "ASC", "DESC"),
    *("LIMIT", "OFFSET", "WITH", "RECURSIVE", "AS", "UNION", "UNION ALL", "EXCEPT", "INTERSECT", "CASE"),
    *("WHEN", "THEN", "ELSE", "END", "CAST", "COALESCE", "COUNT", "SUM", "AVG", "MIN", "MAX", "ROUND"),
    *("LOWER", "UPPER", "SUBSTR", "LENGTH", "ROW_NUMBER", "OVER", "PARTITION BY", "VALUES"),
)


QUOTE = "'"
_COMPARED = re.compile(
    r"""
    (?:(?P<prefix>\w+)\.)?(?P<column>\w+)\s*
    (?:=|<>|!=|\bLIKE\b|\bIN\s*\((?:\s*'[^']*'\s*,)*)\s*
    (?P<quote>')?(?P<typed>[^'\s,()]*)$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A column, a sign of comparison, and the value that is being typed."""


@dataclass(frozen=True, slots=True)
class RelationNames:
    """What can be named: relation -> its columns, and which of the relations are public views."""

    columns: dict[str, tuple[str, ...]]
    views: frozenset[str]


def names_of(reader: Reader) -> RelationNames:
    """The names of a database, from its data dictionary."""
    rows = run(reader, "lookup/relation_columns")
    columns: dict[str, list[str]] = {}
    for row in rows:
        column_names = columns.setdefault(row["relation"], [])
        if row["column_name"]:
            column_names.append(row["column_name"])
    views = frozenset(row["relation"] for row in rows if row["relation_kind"] == "view")
    return RelationNames({name: tuple(column_names) for name, column_names in columns.items()}, views)


class SqlCompleter(Completer):
    """Completes the word before the cursor."""

    def __init__(self, names: RelationNames, values: ValuesOfColumns) -> None:
        self._names = names
        self._values = values

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        before = document.text_before_cursor
        if (compared := _COMPARED.search(before)) is not None:
            yield from self._offer_values(compared, document.text)
            if compared["quote"]:
                return
        match = re.search(r"(?:(\w+)\.)?(\w*)$", before)
        prefix, word = (match[1], match[2]) if match else (None, "")
        for text, meaning in self._offers(before, document.text, prefix):
            if text.lower().startswith(word.lower()) and text.lower() != word.lower():
                yield Completion(text, start_position=-len(word), display_meta=meaning)

    def _offer_values(self, compared: re.Match[str], text: str) -> Iterator[Completion]:
        """Values of the column before the sign of comparison, in quotes."""
        column, typed = compared["column"].lower(), compared["typed"]
        for relation in self._homes(compared["prefix"], column, text):
            quote = compared["quote"] or ""
            for value, meaning in self._values.beginning(relation, column, typed):
                shown = value.replace("'", "''")
                yield Completion(
                    f"{quote or QUOTE}{shown}{QUOTE}",
                    start_position=-len(quote + typed),
                    display=value,
                    display_meta=meaning,
                )
            return

    def _homes(self, prefix: str | None, column: str, text: str) -> list[str]:
        """Relations of the statement that have the column; with a prefix the one that it means."""
        relations = [self._meant(prefix, text)] if prefix else self._mentioned(text)
        return [relation for relation in relations if column in self._names.columns.get(relation, ())]

    def _offers(self, before: str, text: str, prefix: str | None) -> Iterator[tuple[str, str]]:
        if prefix is not None:
            meant = self._meant(prefix, text)
            yield from ((column, meant) for column in self._names.columns.get(meant, ()))
            return
        if re.search(r"\b(?:from|join)\s+\w*$", before, re.IGNORECASE):
            yield from ((name, self._kind(name)) for name in self._names.columns)
            return
        offered: set[str] = set()
        for relation in self._mentioned(text):
            for column in self._names.columns[relation]:
                if column not in offered:
                    offered.add(column)
                    yield column, relation
        yield from ((keyword, "") for keyword in KEYWORDS)
        yield from ((name, self._kind(name)) for name in self._names.columns if name not in offered)

    def _kind(self, name: str) -> str:
        return "view" if name in self._names.views else "table"

    def _mentioned(self, text: str) -> list[str]:
        words = dict.fromkeys(word.lower() for word in re.findall(r"\w+", text))
        return [word for word in words if word in self._names.columns]

    def _meant(self, prefix: str, text: str) -> str:
        """The relation that a prefix or alias stands for."""
        if prefix.lower() in self._names.columns:
            return prefix.lower()
        aliased = re.findall(rf"(\w+)\s+(?:as\s+)?{re.escape(prefix)}\b", text, re.IGNORECASE)
        return next((name.lower() for name in aliased if name.lower() in self._names.columns), "")
