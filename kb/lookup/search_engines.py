"""The one place where full-text search differs by engine: how its index is asked.

SQLite has an FTS5 table, PostgreSQL a table of tsvectors; both are called ``search_index`` and hold the
same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kb.search.engine_queries import fts5_query, tsquery
from kb.search.question import SearchTerm

Params = dict[str, Any]

_SQLITE = "SELECT rowid AS number FROM search_index WHERE search_index MATCH :{name}"
_POSTGRESQL = (
    "SELECT number FROM search_index"
    " WHERE (CAST(:{name}_stems AS tsquery) IS NULL OR stems @@ CAST(:{name}_stems AS tsquery))"
    " AND (CAST(:{name}_words AS tsquery) IS NULL OR words @@ CAST(:{name}_words AS tsquery))"
)
_WORDS = {
    "sqlite": "SELECT term AS word, SUM(doc) AS texts FROM search_index_words"
    " WHERE col IN ('title_words', 'words') AND LENGTH(term) BETWEEN :shortest AND :longest"
    " GROUP BY term ORDER BY 1",
    "postgresql": "SELECT word, ndoc AS texts FROM ts_stat('SELECT words FROM search_index')"
    ' WHERE LENGTH(word) BETWEEN :shortest AND :longest ORDER BY word COLLATE "C"',
}


def matching(
    engine: str, groups: Sequence[SearchTerm], name: str, *, in_title: bool = False
) -> tuple[str, Params]:
    """A select of the ``number`` of every entry that fits all groups, and its parameters called ``name``."""
    if engine == "sqlite":
        return _SQLITE.format(name=name), {name: fts5_query(groups, in_title=in_title)}
    params = {
        f"{name}_{column}": tsquery(groups, prefixes=column == "words", in_title=in_title)
        for column in ("stems", "words")
    }
    return _POSTGRESQL.format(name=name), params


def known_words(engine: str) -> str:
    """A select of the words of all texts of a length from ``:shortest`` to ``:longest``."""
    return _WORDS[engine]
