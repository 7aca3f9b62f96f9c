"""Who a person is: one name for one person, however it was typed."""

from __future__ import annotations

import unicodedata

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError


def recorded_name(reader: Reader, who: str) -> str:
    """The name under which a person is on record; the name as given, without blanks around, for a new person.

    ``Ann``, ``ann`` and ``ann `` are one person: where two people have to decide, one who types another case
    of letters must not count as both. The spelling on record first stands. Raises KbError for no name.
    """
    require_name(who)
    key = _key(who)
    names = [row["who"] for row in run(reader, "review/people") if _key(row["who"]) == key]
    return str(names[0]) if names else " ".join(who.split())


def is_same_person(one: str, other: str) -> bool:
    """Whether two names differ by case, blanks or the form of their letters at most."""
    return _key(one) == _key(other)


def require_name(who: str) -> None:
    """Raises KbError for a name that is none."""
    name = " ".join(who.split())
    if not name or not name.isprintable():
        raise KbError(f"--who {who!r} is no name. Write the name that your decisions go under.")


def _key(who: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", who).casefold().split())
