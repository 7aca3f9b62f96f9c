"""Words of a sentence: lists, capitals, articles, and whether a noun phrase is plural.

What puts a sentence together works on lines; what decides on a word asks for plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.inlines import Emphasis, FigureText, Line, Strong, TermText, Text, as_line, cut, joined

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
_PLACES = re.compile(r"\{(?P<name>\w+)\}|<(?P<words>[^<>]+)>")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ENDS_A_HEAD = frozenset(
    {"found", "known", "who", "whose", "that", "which", "undergoing", "receiving", "having"}
)
_NEEDS_THE = re.compile(
    r"(?:maximum|minimum|highest|lowest|first|last|best|worst|total) "
    r"|(?:number|duration|length|date|rate|severity|frequency|proportion|percentage|share|extent|degree|size"
    r"|volume|risk|odds|median|mean|amount|cost|costs) of "
)
_POOLED = re.compile(r"pooled \((?:fixed-effect|random-effects)\) ")
_WITH_A = frozenset({"result", "milestone"})
_BEGINS_WITH_A_VOWEL = re.compile(
    r"8|1[18](?!\d)(?![,.]\d{3})|[AEFHILMNORSX](?![a-z])(?:[A-Z]|\b)"
    r"|(?!U[A-Z])(?i:(?!uni[^nm]|us[aeu]|eu|one?\b|ut[ei]|ub)[aeiou]|hour|heir|honest)"
)
"""How words begin that take "an": by sound, so that letters read one by one count by their names."""
_COUNTRIES_WITH_ARTICLE = re.compile(
    r"(?:United |Netherlands|Philippines|Bahamas|Maldives|Gambia|Ivory Coast|Czech Republic"
    r"|Dominican Republic|Democratic Republic|Central African|Republic of|US$|UK$|USA$).*"
)
# Nouns that end in s and are singular all the same; words in -ss, -is and -us are known by their ending.
_SINGULAR_IN_S = frozenset({"diabetes", "series", "rabies", "herpes", "days'"})

BOUNDS = {
    "<": "less than ",
    ">": "more than ",
    "<=": "no more than ",
    ">=": "at least ",
    "~": "approximately ",
}
"""How a sentence says the sign of a number that is no exact value."""


def listed(items: Sequence[str | Line], separator: str = ",", word: str = "and") -> Line:
    """``a``, ``a and b``, ``a, b, and c``; with separator ``;`` for items that hold commas."""
    if len(items) < 3:
        return joined(f" {word} " if separator == "," else f"{separator} {word} ", items)
    return Line(joined(f"{separator} ", items[:-1]), f"{separator} {word} ", items[-1])


def listed_clearly(items: Sequence[str | Line], word: str = "and") -> Line:
    """A list whose items are kept apart by semicolons when there are three or more with commas or "and"."""
    texts = [as_line(item).plain for item in items]
    crowded = len(items) > 2 and any("," in text or " and " in text for text in texts)
    return listed(items, ";" if crowded else ",", word)


def filled(frame: str, figures: Sequence[str] = (), **values: str | Line) -> Line:
    """A frame with values for its ``{names}``; words between ``<`` and ``>`` say the figures of these ids."""
    parts: list[str | Line | FigureText] = []
    end = 0
    for place in _PLACES.finditer(frame):
        parts.append(frame[end : place.start()])
        parts.append(values[place["name"]] if place["name"] else FigureText(place["words"], tuple(figures)))
        end = place.end()
    return Line(*parts, frame[end:])


def bracketed(line: str | Line, inside: Sequence[str | Line], brackets: str = "()") -> Line:
    """A line with remarks in brackets behind it; without remarks, as it is."""
    return Line(line, f" {brackets[0]}", joined("; ", inside), brackets[1]) if inside else as_line(line)


def sentence(line: str | Line) -> Line:
    """A line with a capital and a period."""
    line = as_line(line)
    closed = line if line.plain.endswith((".", ".]", "?")) else Line(line, ".")
    first, *rest = closed.pieces
    if isinstance(first, Text | Strong | Emphasis | FigureText | TermText):
        first = first._replace(text=first.text[:1].upper() + first.text[1:])
    return Line(first, *rest)


def with_article(noun: str) -> str:
    """``a trial``, ``an open trial``, ``an MRI scan``, ``a European registry``, ``an 8-week course``."""
    return f"{'an' if _BEGINS_WITH_A_VOWEL.match(noun) else 'a'} {noun}"


def with_the(country: str) -> str:
    """A country as it reads after "in": ``the United States``, ``Korea``."""
    takes = _COUNTRIES_WITH_ARTICLE.fullmatch(country) is not None
    return f"the {country}" if takes else country


def with_needed_article(noun: Line) -> Line:
    """A noun phrase with the article that it cannot do without: the number of tumors, a positive result."""
    plain = noun.plain
    if _NEEDS_THE.match(plain):
        return Line("the ", noun)
    singular_result = head_of(plain) in _WITH_A and plain.split()[0] not in {"a", "an", "the", "no", "any"}
    return Line(with_article(plain).partition(" ")[0], " ", noun) if singular_result else noun


def pooled_first(noun: Line, name: str) -> tuple[Line, str]:
    """A pooled outcome without that word, and a statistic with it: the pooled (random-effects) risk ratio."""
    match = _POOLED.match(noun.plain)
    return (noun, name) if match is None else (cut(noun, match.end()), f"{match[0]}{name}")


def says_statistic(noun: str, name: str) -> bool:
    """Whether a noun phrase says a statistic: reduction in biopsies, annual bleeding rate, prevalence."""
    words = noun.partition("(")[0].split()
    return " ".join(words).startswith(name) or (name in words and name not in {"mean", "median"})


def people_in(description: str, otherwise: str = "patients") -> str:
    """The plural noun for those whom a description is of: ``infants`` of "infants with a rare disease"."""
    from kb.notation.units import PEOPLE

    before = _head_words(description)
    is_clear = before and not {"and", "or"} & set(before) and before[-1] in PEOPLE
    return before[-1] if is_clear else otherwise


def head_of(noun_phrase: str) -> str:
    """The noun that a noun phrase is about: ``tumor`` of "colorectal tumor of the liver"."""
    return (_head_words(noun_phrase) or [""])[-1].lower()


def _head_words(noun_phrase: str) -> list[str]:
    """The words up to the noun that a noun phrase is about."""
    head = re.split(r"[(,\[]", noun_phrase)[0].split()
    for index, word in enumerate(head):
        if index and (word in PREPOSITIONS or word in _ENDS_A_HEAD or word.endswith("ed")):
            return head[:index]
    return head


def is_plural(noun_phrase: str) -> bool:
    """Whether the verb after a noun phrase is plural, judged by its head (``types of complication``: yes)."""
    head = _head_words(noun_phrase)
    last = head[-1].lower() if head else ""
    if last in _SINGULAR_IN_S or last.endswith(("ss", "is", "us")):
        return False
    return last.endswith("s") or " and " in " ".join(head)


def was(noun_phrase: str | Line) -> str:
    """``was`` or ``were``."""
    return "were" if is_plural(as_line(noun_phrase).plain) else "was"


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
