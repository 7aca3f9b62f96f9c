"""Names of authors taken apart, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from kb.bibliography.citation import CitationAuthor
from kb.bibliography.cleaning import clean

SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|V|2nd|3rd|4th|2d|3d)\.?", re.IGNORECASE)
"""What follows a name and is no given name."""

INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?-?){1,4}")
"""Initials as printed: C, CP, C.-P."""

GROUP = re.compile(
    r"(?i:\b(?:group|groups|investigators?|collaborat\w*|consorti\w+|committee|society|association|team|trial"
    r"|trialists|study|network|institutes?|centers?|centres?|department|university|foundation|organi[sz]ation"
    r"|council|agency|ministry|commission|federation|hospital|college|academy|registry|task force|alliance"
    r"|authority|programme|administration|services?|bureau|office|board|union|health|medicine|sciences"
    r"|technology|laborator(?:y|ies)"
    r"|grupo|groupe|gruppo|gruppe|studiengruppe|arbeitsgruppe|investigadores|sociedade?|soci[eé]t[eé]|societ[aà]"
    r"|gesellschaft|asociaci[oó]n|associa[cç][aã]o|associazione|colegio|fundaci[oó]n|funda[cç][aã]o|fondation"
    r"|ministerio|minist[eé]rio|minist[eè]re|ministero|instituto|istituto|institut|universidade?|universit[eéaàä]t?"
    r"|red de|r[eé]seau|comit[eéê])\b)|\b(?:of|for|and|the)\b|\bThe\b|&|\d"
)
"""Words and characters that a family name does not hold beside others, but names of groups do."""

_NOUN_OF_A_GROUP = re.compile(
    r"(?:study |working |trial )?group|investigators|collaborat(?:ion|ors|ive)|consortium|committee"
    r"|association|organi[sz]ation|foundation|institutes?|university|department|network|agency|ministry|commission"
    r"|federation|trialists|grupo|groupe|gruppo|(?:arbeits|studien)?gruppe",
    re.IGNORECASE,
)
"""What is no family name, even alone."""
_ONE_OR_TWO_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[ -]?){1,2}")
COMPANY = re.compile(r"(?:Inc|Ltd|LLC|L\.L\.C|Corp|Co|GmbH|AG|PLC|S\.?A|B\.?V|N\.?V|U\.S|U\.K|USA?)\.?")
_PLAIN_DEGREES = (
    r"Ph\.?\s?D|D\.?Phil|M\.?\s?Sc|B\.?\s?Sc|Sc\.?D|MPH|M\.P\.H|DrPH|MBA|MBBS|MBBCh|MBChB|MBBChir|FRCS(?:Ed)?|FACS"
    r"|FACP|FACR|FSIR|FACC|FAHA|FESC|FRCPC?|FRCR|MRCP|MRCS|FASCO|PharmD|Pharm\.D|DDS|DMD|DVM|MHSc?|MPhil|MEd|MSN|DNP"
    r"|APRN|PA-C|EdD|PsyD|MMSc?|MSCR|MSCI|Dr|Dr\.\s?med|Prof|Professor|Esq"
)
_SHORT_DEGREES = r"M\.?D|D\.?O|M\.?S|M\.?A|B\.?A|B\.?S|R\.?N|R\.?D|J\.?D|N\.?P"
_PLAIN_DEGREE = re.compile(rf"(?:{_PLAIN_DEGREES})\.?", re.IGNORECASE)
DEGREE = re.compile(rf"(?:{_PLAIN_DEGREES}|{_SHORT_DEGREES})\.?")
"""Degrees, and those that may as well be initials: told from these by what stands before them."""
_TITLE = re.compile(r"(?<!\w)(?:(?:Dr\.?(?:\s+med\.)?|Prof|Professor|Mr|Mrs|Ms)\.?\s+(?=\S))+", re.IGNORECASE)
_PARTICLE = re.compile(
    r"(?:al|ap|bin|da|das|de|del|della|den|der|des|di|do|dos|du|el|la|las|le|les|los|st|san|ten|ter|van|vande|vander"
    r"|vom|von|zu|zur)\.?",
    re.IGNORECASE,
)
SHORT = re.compile(rf"\S.*\s{INITIALS.pattern}(?:\s+{SUFFIX.pattern})?")
_MORE = re.compile(
    r"(?:(?:^|[\s,;&]+)(?:and\s+)?(?:et\.?\s*al\b\.?|others\b\.?)|[\s,;]*(?:\u2026|\.\.\.))\s*\]?$",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"[\[(]?(?:no authors?(?:ship)?,? (?:listed|indicated|given|named|available)"
    r"|authors? not (?:listed|given)|anonymous|anon\.?|unknown authors?|authors? unknown)[\])]?",
    re.IGNORECASE,
)

LONGEST_NAME = 2000
"""Characters of the longest text that is taken apart as a name; a longer one is none."""

Authors = tuple[tuple[CitationAuthor, ...], bool]
"""Names in order, and whether there are more (et al)."""


def people(names: Iterable[str]) -> Authors:
    """The authors of values that hold a name each, as RIS and XML have them.

    ``et al`` is no author but says that there are more; ``[No authors listed]`` is none at all.
    """
    authors: list[CitationAuthor] = []
    is_truncated = False
    for name in names:
        text = (clean(name) or "") if "&" in name else name.strip()
        bare = without_more(text)
        is_truncated = is_truncated or bare != text
        if bare and not NOBODY.fullmatch(bare.rstrip(" ,")):
            authors += _names_of_value(bare)
    return tuple(authors), is_truncated


def group_of(text: str | None) -> CitationAuthor | None:
    """A group under its name; None where that says that nobody, or who else, wrote it (``et al``)."""
    name = clean(text)
    if not name or NOBODY.fullmatch(name) or not without_more(name):
        return None
    return CitationAuthor(literal=name)


def without_more(text: str) -> str:
    """A text without the words at its end that say that there are more: ``et al``, ``and others``."""
    tail = text[-_LONGEST_END:]
    return text[: len(text) - len(tail)] + _MORE.sub("", tail)


_LONGEST_END = 40
"""Characters that may say that there are more."""


def parted(text: str) -> list[str]:
    """What semicolons and bars part, except within brackets."""
    parts, depth, start = [], 0, 0
    for match in _SIGN.finditer(text):
        depth = max(0, depth + (match[0] in "([") - (match[0] in ")]"))
        if match[0] in ";|" and not depth:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


_SIGN = re.compile(r"[;|()\[\]]")


def apart_from_group(text: str) -> tuple[str, str]:
    """A person, and the group on whose behalf; the text and nothing where there is no such group."""
    head, sign, group = text.partition("on behalf of")
    head = head.rstrip(" ,")
    return (head, f"{sign}{group}") if sign and head and is_person(head) else (text, "")


def _names_of_value(text: str) -> list[CitationAuthor]:
    """Nearly always one; some exports put all of a record into one value, with semicolons."""
    head, behalf = apart_from_group(text)
    if behalf:
        return [person(head), CitationAuthor(literal=behalf)]
    if ";" not in text:
        return [person(name) for name in _listed(text) or [text]]
    parts = [part.strip() for part in parted(text) if part.strip()]
    are_apart = any(map(is_person, parts)) and all(is_person(part) or GROUP.search(part) for part in parts)
    return [person(part) for part in parts] if are_apart else [person(text)]


def _listed(text: str) -> list[str]:
    """Several persons whom initials tell apart: ``Wang C, Li A`` and ``Wang, C., Li, A.``; else none."""
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) > 1 and all(SHORT.fullmatch(piece) and person(piece).family for piece in pieces):
        return pieces
    names, initials = pieces[::2], pieces[1::2]
    if len(names) < 2 or len(names) != len(initials) or any(map(_is_no_family, names)):
        return []
    if not all(INITIALS.fullmatch(piece.replace(" ", "")) for piece in initials):
        return []
    return [f"{name}, {given}" for name, given in zip(names, initials, strict=True)]


def _is_no_family(piece: str) -> bool:
    return not piece or any(kind.fullmatch(piece) for kind in (INITIALS, SUFFIX, DEGREE))


def person(text: str) -> CitationAuthor:
    """A name with its family name first: ``Wang, Chunping``, ``Wang CP``, ``King, Martin Luther, Jr``.

    What has neither a comma nor initials at its end is taken for a group (``EASL``), and so is a name with
    nothing after its comma, as EndNote writes groups; two commas in a row are one of a group's own. Degrees
    are left out.
    """
    return _person(text) if len(text) <= LONGEST_NAME else CitationAuthor(literal=text)


@lru_cache(maxsize=16384)
def _person(text: str) -> CitationAuthor:
    text = " ".join(text.split())
    if ",," in text:
        return CitationAuthor(literal=text.replace(",,", ",", 1))
    family, *rest = (piece.strip() for piece in text.split(","))
    if not rest:
        return _without_comma(text)
    given = [piece for piece in rest if piece]
    if not given or not family:
        return CitationAuthor(literal=family or ", ".join(given) or text)
    if _NOUN_OF_A_GROUP.fullmatch(family) and not _ONE_OR_TWO_INITIALS.fullmatch(given[0]):
        return CitationAuthor(literal=f"{' '.join(given)} {family}")
    if _is_group(family, given):
        return CitationAuthor(literal=text.rstrip(" ,"))
    return _with_comma(family, given)


def _is_group(family: str, given: list[str]) -> bool:
    """Whether a text with commas is the name of a group that has commas of its own."""
    return bool(
        (" " in family and GROUP.search(family) and not SUFFIX.fullmatch(given[-1]))
        or COMPANY.fullmatch(given[-1])
        or any(re.search(r"\b(?:of|for|and|the)\b|&|\b(?:Group|Investigators)\b", piece) for piece in given)
    )


@lru_cache(maxsize=16384)
def person_of_parts(family: str, given: str | None, suffix: str | None) -> CitationAuthor:
    """A person whose export has the parts apart; suffix and degrees that it left within another are moved."""
    if given is None:
        family, found = _apart(family, suffix_of(suffix))
        return CitationAuthor(family=family, suffix=found)
    name = _with_pieces(family, [piece.strip() for piece in given.split(",") if piece.strip()])
    return replace(name, suffix=suffix_of(suffix) or name.suffix)


def _with_comma(family: str, pieces: list[str]) -> CitationAuthor:
    suffixes, rest = _suffixes_and_rest(pieces)
    if SHORT.fullmatch(family) and all(map(DEGREE.fullmatch, rest)):
        name = _without_comma(family)
        return replace(name, suffix=suffix_of(suffixes[0])) if suffixes and name.family else name
    if (pieces == ["MD"] or (len(pieces) > 1 and all(map(DEGREE.fullmatch, pieces)))) and _is_given_first(
        family
    ):
        return given_first(family)
    name = _with_pieces(family, pieces)
    if name.given is None and _is_given_first(family):
        return replace(given_first(family), suffix=name.suffix)
    return name


def _suffixes_and_rest(pieces: list[str]) -> tuple[list[str], list[str]]:
    suffixes = [piece for piece in pieces if SUFFIX.fullmatch(piece)]
    return suffixes, [piece for piece in pieces if piece not in suffixes]


def _with_pieces(family: str, pieces: list[str]) -> CitationAuthor:
    suffix, given = None, ""
    for piece in pieces:
        if SUFFIX.fullmatch(piece) and (given or len(pieces) > 1 or piece not in ("V", "IV", "II")):
            suffix = suffix_of(piece)
        elif not (_PLAIN_DEGREE.fullmatch(piece) or (given and DEGREE.fullmatch(piece))):
            given = f"{given} {piece}".strip()
    given = _TITLE.sub("", _without_degrees(given))
    given, suffix = _apart(given, suffix)
    family, suffix = _apart(family, suffix)
    return CitationAuthor(family=family, given=given or None, suffix=suffix)


def _is_given_first(name: str) -> bool:
    """Whether what stands before ``, Jr`` is a whole name: ``John W. Madeup``, but not ``van der Made``."""
    words = name.split(" ")
    return len(words) > 1 and not any(_PARTICLE.fullmatch(word) for word in words[:-1])


def _without_comma(text: str) -> CitationAuthor:
    words = _without_degrees(_TITLE.sub("", text)).split(" ")
    if len(words) > 2 and DEGREE.fullmatch(words[-1]) and INITIALS.fullmatch(words[-2]):
        words.pop()
    suffix = None
    if len(words) > 2 and SUFFIX.fullmatch(words[-1]) and INITIALS.fullmatch(words[-2]):
        suffix = suffix_of(words.pop())
    initials: list[str] = []
    while len(words) > 1 and len(initials) < 3 and _is_initials(words[-1], initials):
        initials.insert(0, words.pop())
    if initials:
        family, suffix = _apart(" ".join(words), suffix)
        is_group = " " in family and GROUP.search(family)
        if not is_group and not (_NOUN_OF_A_GROUP.fullmatch(family) and len(initials[0]) > 2):
            return CitationAuthor(family=family, given=" ".join(initials), suffix=suffix)
    if len(words) > 1 and not GROUP.search(text) and " ".join(words) != text:
        return given_first(" ".join(words))
    return CitationAuthor(literal=text)


def _is_initials(word: str, others: list[str]) -> bool:
    """Whether a word is initials, before others of the same name: ``Doyle F. M.``, but not ``NG AB``."""
    return bool(INITIALS.fullmatch(word)) and (not others or len(word.strip(".")) == 1)


def _apart(name: str, suffix: str | None) -> tuple[str, str | None]:
    """A family or given name, and the suffix at its end: ``Cobbler Jr``."""
    words = name.split(" ")
    if suffix is None and len(words) > 1 and SUFFIX.fullmatch(words[-1]) and words[-1] not in ("V", "v"):
        return " ".join(words[:-1]), suffix_of(words[-1])
    return name, suffix


def suffix_of(text: str | None) -> str | None:
    """A suffix in one form: Jr. and JR are Jr; None for none."""
    bare = (text or "").rstrip(".")
    if not bare:
        return None
    if not SUFFIX.fullmatch(bare):
        return None if DEGREE.fullmatch(bare) else text
    if bare[0].isdigit():
        return bare.lower()
    return bare.capitalize() if bare.lower() in ("jr", "sr") else bare.upper()


def _without_degrees(name: str) -> str:
    """A name without the degrees at its end: ``Anna Madeup MD PhD``."""
    words = name.split(" ")
    has_degree = False
    while len(words) > 1 and (
        _PLAIN_DEGREE.fullmatch(words[-1]) or (has_degree and len(words) > 2 and DEGREE.fullmatch(words[-1]))
    ):
        words.pop()
        has_degree = True
    return " ".join(words)


@lru_cache(maxsize=16384)
def given_first(text: str) -> CitationAuthor:
    """``Chunping Wang``, with particle and suffix; one word is a group (``EASL``), as what names one is."""
    words = _without_degrees(_TITLE.sub("", " ".join(text.split()))).split(" ")
    suffix = suffix_of(words.pop()) if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else None
    if len(words) == 1 or GROUP.search(text):
        return CitationAuthor(literal=text)
    particles = (place for place, word in enumerate(words[1:-1], 1) if word[0].islower())
    start = next(particles, len(words) - 1)
    return CitationAuthor(family=" ".join(words[start:]), given=" ".join(words[:start]), suffix=suffix)


def is_person(text: str) -> bool:
    """Whether it is one person, or a list of persons, by its commas or initials."""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    if len(pieces) == 1:
        return bool(SHORT.fullmatch(text)) and person(text).family is not None
    if pieces and all(SHORT.fullmatch(piece) for piece in pieces):
        return True
    return bool(pieces) and not (GROUP.search(text) and " " in pieces[0]) and person(text).family is not None
