"""The words that filters take: a key, or the name or abbreviation that people know a thing by."""

from __future__ import annotations

from kb.db.connect import Reader
from kb.errors import KbError, nearest
from kb.queries import run


def resolve(reader: Reader, kind: str, word: str | None) -> str | None:
    """The key that a word stands for: itself, or the key with that name or abbreviation.

    Returns None for no word. Raises KbError that names the nearest keys when there is no such word.
    """
    if word is None:
        return None
    known = [row for row in run(reader, "known_words") if row["kind"] == kind]
    if any(row["key"] == word for row in known):
        return word
    wanted = word.casefold()
    for row in known:
        if wanted in {str(row[column] or "").casefold() for column in ("key", "name", "abbreviation")}:
            return str(row["key"])
    raise KbError(f"There is no {kind} {word!r}. {nearest(wanted, [row['key'] for row in known])}".strip())
