"""A question in the query language of each engine. Words hold ``a-z0-9`` only, so nothing needs escaping."""

from __future__ import annotations

from collections.abc import Sequence

from kb.search.question import Phrase, SearchTerm


def fts5_query(groups: Sequence[SearchTerm], *, in_title: bool = False) -> str:
    """The MATCH expression of SQLite's FTS5 over the columns of ``search_index``."""
    return " AND ".join(f"({_fts5_columns(group, in_title)} : ({_fts5_group(group)}))" for group in groups)


def _fts5_columns(group: SearchTerm, in_title: bool) -> str:
    form = "words" if group.is_prefix else "stems"
    return f"{{title_{form}}}" if in_title else f"{{title_{form} {form}}}"


def _fts5_group(group: SearchTerm) -> str:
    star = " *" if group.is_prefix else ""
    return " OR ".join(f'"{" ".join(phrase)}"{star}' for phrase in group.phrases)


def tsquery(groups: Sequence[SearchTerm], *, prefixes: bool, in_title: bool = False) -> str | None:
    """The tsquery of PostgreSQL over stems, or over words for beginnings; None when no group asks there.

    Words of a title carry the weight A in ``search_index``.
    """
    chosen = [group for group in groups if group.is_prefix is prefixes]
    weight = "A" if in_title else ""
    return " & ".join(f"({_tsquery_group(group, weight)})" for group in chosen) or None


def _tsquery_group(group: SearchTerm, weight: str) -> str:
    return " | ".join(_tsquery_phrase(phrase, weight, group.is_prefix) for phrase in group.phrases)


def _tsquery_phrase(phrase: Phrase, weight: str, is_prefix: bool) -> str:
    marks = [weight] * (len(phrase) - 1) + [f"*{weight}" if is_prefix else weight]
    lexemes = (f"'{word}':{mark}" if mark else f"'{word}'" for word, mark in zip(phrase, marks, strict=True))
    return f"({' <-> '.join(lexemes)})"
