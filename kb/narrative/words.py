"""Words of a sentence: lists, capitals, articles, and whether a noun phrase is plural."""

from __future__ import annotations

import re
from collections.abc import Sequence

PREPOSITIONS = frozenset(
    {
        "about",
        "above",
        "according",
        "across",
        "after",
        "among",
        "at",
        "before",
        "below",
        "between",
        "by",
        "despite",
        "during",
        "following",
        "for",
        "from",
        "in",
        "of",
        "on",
        "over",
        "per",
        "since",
        "than",
        "through",
        "to",
        "under",
        "until",
        "with",
        "within",
        "without",
    }
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Nouns that end in s and are singular all the same; words in -ss, -is and -us are known by their ending.
_SINGULAR_IN_S = frozenset({"diabetes", "series", "rabies", "herpes", "days'"})


def listed(items: Sequence[str], separator: str = ",", word: str = "and") -> str:
    """``a``, ``a and b``, ``a, b, and c``; with separator ``;`` for items that hold commas."""
    if len(items) < 3:
        joint = f" {word} " if separator == "," else f"{separator} {word} "
        return joint.join(items)
    return f"{separator} ".join(items[:-1]) + f"{separator} {word} {items[-1]}"


def listed_clearly(items: Sequence[str]) -> str:
    """A list whose items are kept apart by semicolons when there are three or more with commas or "and"."""
    crowded = len(items) > 2 and any("," in item or " and " in item for item in items)
    return listed(items, ";" if crowded else ",")


def sentence(text: str) -> str:
    """A text with a capital and a period."""
    closed = text if text.endswith((".", ".]", "?")) else f"{text}."
    return closed[:1].upper() + closed[1:]


def with_article(noun: str) -> str:
    """``a trial``, ``an open trial``."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def is_plural(noun_phrase: str) -> bool:
    """Whether the verb after a noun phrase is plural, judged by its head (``types of complication``: yes)."""
    head = re.split(r"[(,\[]", noun_phrase)[0].split()
    for index, word in enumerate(head):
        if index and (word in PREPOSITIONS or word in {"found", "known"} or word.endswith("ed")):
            head = head[:index]
            break
    last = head[-1].lower() if head else ""
    if last in _SINGULAR_IN_S or last.endswith(("ss", "is", "us")):
        return False
    return last.endswith("s") or " and " in " ".join(head)


def was(noun_phrase: str) -> str:
    """``was`` or ``were``."""
    return "were" if is_plural(noun_phrase) else "was"


def singular_phrase(plural: str) -> str:
    """A plural noun phrase in the singular, by the nouns the notation knows: ``prospective study``."""
    # Imported where used: a brief summary needs nothing else of the notation.
    from kb.notation.units import singular

    return " ".join(singular(word) for word in plural.split())


def in_words(date: str) -> str:
    """``July 2021`` for 2021-07, ``July 28, 2021`` for 2021-07-28; the year alone as it is."""
    year, _, rest = date.partition("-")
    if not rest:
        return year
    month, _, day = rest.partition("-")
    name = _MONTHS[int(month) - 1]
    return f"{name} {int(day)}, {year}" if day else f"{name} {year}"
