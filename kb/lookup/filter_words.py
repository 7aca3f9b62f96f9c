"""The words that filters take: a key, or the name or abbreviation that people know a thing by."""

from __future__ import annotations

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest

# Kinds of which there may be too many to name in an error.
_LISTS = {
    "design": "SELECT id, name FROM design",
    "intervention": "SELECT intervention, name FROM intervention",
    "outcome": "SELECT outcome, name FROM outcome",
}


def resolve(reader: Reader, kind: str, word: str | None) -> str | None:
    """The key that a word means: itself, or the key with that name or abbreviation.

    Returns None for no word. Raises KbError that names the nearest keys when there is no such word.
    """
    if word is None:
        return None
    known = [row for row in run(reader, "lookup/known_words") if row["kind"] == kind]
    if any(row["key"] == word for row in known):
        return word
    folded = word.casefold()
    names: dict[str, str] = {}
    for row in known:
        for column in ("key", "name", "abbreviation"):
            names.setdefault(str(row[column] or "").casefold(), str(row["key"]))
    names.pop("", None)
    if folded in names:
        return names[folded]
    raise KbError(f"There is no {kind} {word!r}. {_remedy(kind, folded, names)}")


def _remedy(kind: str, word: str, names: dict[str, str]) -> str:
    """The keys nearest to a word, also by their names; else where to find the keys."""
    from difflib import get_close_matches

    keys = sorted(set(names.values()))
    hint = nearest(word, keys)
    if hint:
        return hint
    close = dict.fromkeys(names[name] for name in get_close_matches(word, names, n=3, cutoff=0.6))
    if close:
        return f"Did you mean {' or '.join(close)}?"
    if not keys:
        return "None has been loaded yet: kb load."
    if kind in _LISTS:
        return f'This lists them: kb sql "{_LISTS[kind]}"'
    return f"Known: {', '.join(keys)}."
