"""What a title says a record is: an article, or something about one that goes by the article's title.

A correction, a reply or a protocol has the title of the article that it belongs to, before it or
after it. They are other publications: they are tied to the article, and never merged with it. Databases
write the same thing in several ways (``Erratum: X``, ``X (vol 142, pg 310, 2003)``), so the mark is taken
off and kept apart, and what is left is compared.

A title that says ``RETRACTED:`` is the article itself; one that says ``Retraction:`` is the notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.bibliography.notice_titles import (
    CONCERN,
    CORRECTION,
    REINSTATEMENT,
    RETRACTION,
    notice_in_title,
)


class PublicationKind(StrEnum):
    """What a record is."""

    ARTICLE = "article"
    CORRECTION = "correction"
    RETRACTION = "retraction notice"
    CONCERN = "expression of concern"
    REPLY = "reply"
    COMMENT = "comment"
    PROTOCOL = "protocol"
    ABSTRACT = "conference abstract"
    PREPRINT = "preprint"


@dataclass(frozen=True, slots=True)
class Heading:
    """A title taken apart."""

    kind: PublicationKind
    bare: str
    """The title without its mark; what a correction corrects."""
    part: str
    """``part 2`` of a series, ``update 2016`` of a guideline; "" for neither."""


_SIGN = r"\s*[:.\u2013\u2014-]+\s*"
_OF = rf"(?:\s*\b(?:to|for|on|of|in)\b)?(?: the (?:article|paper)\b)?{_SIGN}"
"""What parts a mark from the title after it: ``to:``, ``on the article:``, a colon, a dash."""
_DASH = r"\s*[:.?\u2013\u2014(\[-]+\s*"
_YEAR = r"(?:19|20)\d\d"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _leading(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)})", re.IGNORECASE)


_MARKS = (
    (
        PublicationKind.CORRECTION,
        _leading(
            rf"(?:(?:publisher'?s?|authors?'?|notice of) )?corrections?{_OF}",
            r"(?:publisher |author )?correction (?:to|for)\b",
            rf"(?:publish(?:ed|er'?s?) )?(?:errat(?:um|a)|corrigend(?:um|a))\b(?:{_OF}| to\b| for\b| in\b)?",
            rf"addend(?:um|a)(?:{_OF}| to\b)",
        ),
    ),
    (
        PublicationKind.RETRACTION,
        _leading(
            rf"(?:notice of |partial )?retraction(?: notice| note| statement)?(?: to\b|{_OF})",
            rf"(?:statement|notice) of retraction\b(?:{_OF})?",
            rf"withdrawal{_OF}",
        ),
    ),
    (
        PublicationKind.CONCERN,
        _leading(rf"(?:editorial )?expression of concern\b(?:{_OF}| about\b| regarding\b| on\b| for\b)?"),
    ),
    (
        PublicationKind.REPLY,
        _leading(
            r"(?:in )?reply (?:to|by|from)\b\W*",
            rf"(?:authors?'?s?'? )?reply{_OF}",
            r"authors?'?s?'? (?:reply|response)\b(?: to\b)?\W*",
            r"response to\s*:",
            r"response to (?:the )?(?:letter|comments?|editor)\b(?: on\b| to\b)?\W*",
        ),
    ),
    (
        PublicationKind.COMMENT,
        _leading(
            rf"(?:editorial )?comment(?:ary|s)?(?:{_OF}| on\b| to\b)",
            r"invited commentary\b\W*",
            r"re\s*:\s*",
            r"letters? to the editor\b\W*(?:(?:regarding|on|about|re)\b\W*)?",
            rf"letter{_OF}",
            r"regarding\s*:\s*",
        ),
    ),
    (
        PublicationKind.CORRECTION,
        _any(
            rf"\s*\(vol\.? ?\w+,? (?:pg|p|pp|page)s?\.? ?[\w-]+(?:,? {_YEAR})?\)?\W*$",
            rf"\s*\([^()]{{3,}}\({_YEAR}\)[^()]*\([^()]*(?:\([^()]*\)[^()]*)*\)?\W*$",
            rf"{_DASH}\W*(?:errat(?:um|a)|corrigend(?:um|a)|correction)\W*$",
        ),
    ),
    (PublicationKind.RETRACTION, _any(rf"{_DASH}\W*retraction(?: notice)?\W*$")),
    (PublicationKind.CONCERN, _any(rf"{_DASH}\W*expression of concern\W*$")),
    (PublicationKind.REPLY, _any(rf"{_DASH}(?:the )?(?:authors?'?s?'? )?(?:reply|response|replies)\W*$")),
    (PublicationKind.COMMENT, _any(rf"{_DASH}(?:letters?(?: to the editor)?|comment(?:ary)?s?)\W*$")),
    (
        PublicationKind.PROTOCOL,
        _any(
            r"(?:^|\s*[:.\u2013\u2014(\[-]+\s+)[^:.\u2013\u2014()]*?(?:"
            r"\b(?:study|trial|review|research|clinical) protocol\b|\bprotocol (?:for|of) (?:an?|the)\b"
            r"|\brationale(?:,| and| &)? (?:study )?design\b|\bdesign(?:,| and| &) rationale\b).*$",
            r"\s*[:\u2013\u2014(\[-]+\s*(?:an? |the )?protocol\W*$",
        ),
    ),
)
"""Marks in front of a title, then those after it."""
_LANGUAGES = (
    "arabic|chinese|croatian|czech|danish|dutch|english|finnish|french|german|hebrew|hungarian|italian|japanese"
    "|korean|norwegian|persian|polish|portuguese|romanian|russian|serbian|slovak|spanish|swedish|turkish|ukrainian"
)
_OF_ARTICLE = (
    _leading(rf"(?:retracted|withdrawn)(?: (?:article|paper|chapter))?{_SIGN}"),
    _any(
        r"\s*[\[(](?:see (?:also )?comments?|comments?|(?:published )?errat(?:um|a)|correct(?:ion|ed)"
        r"|retract(?:ion|ed)|summary for patients|original report|update|republished)\b"
        r"(?: (?:in|by|appears|has been|and republished)\b[^\[\]]*)?[\])]?\W*$"
    ),
    _any(r"\s*\((?:cochrane )?review\)\W*$", r"\s*[\[(](?:\d+ )?ref(?:erence)?s?[\])]?\W*$"),
    _any(r"\s*[\[(](?:review|letter|editorial|abstract|article in [a-z]+|multiple letters)[\])]\W*$"),
    _any(rf"\s*[\[(](?:{_LANGUAGES})(?:,[^\])]*)?[\])]\W*$"),
    _any(rf"(?<=\w{{4}})\s*\.\.\.\s?[A-Z][^.]*\b.*\b{_YEAR}\b.*$", r"\s*\[\d\]\W*$"),
)
"""What databases add to the title of the article itself; the last is how CINAHL names what is answered."""
_IN_MARKS = (
    *("(", "[", "...", "addend", "comment", "concern", "correct", "corrig", "design", "errat", "letter"),
    *("protocol", "re:", "re :", "regarding", "repl", "respon", "retract", "withdraw"),
)
"""Every title that a pattern above matches holds one of these in small letters."""
_PART = re.compile(r"\b(?:part|pt)\.?\s+(\d+|[ivx]+|one|two|three|four|five|six|[a-d])\b", re.IGNORECASE)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_SPELLED = ("one", "two", "three", "four", "five", "six")
_NUMERALS = {name: str(number) for names in (_ROMAN, _SPELLED) for number, name in enumerate(names, start=1)}
_DATED_UPDATE = _any(
    rf"\b({_YEAR})\s+(?:\w+\s+)?(?:update|revision)\b",
    rf"\b(?:update|updated|revision)\b(?:\s+\w+){{0,2}}\s+({_YEAR})\b",
)
_UPDATE = _any(r"[:\u2013\u2014,(-]\s*(?:an? |the )?(?:\w+ )?update\W*$")
_TYPES = {
    "published erratum": PublicationKind.CORRECTION,
    "erratum": PublicationKind.CORRECTION,
    "correction": PublicationKind.CORRECTION,
    "retraction of publication": PublicationKind.RETRACTION,
    "retraction notice": PublicationKind.RETRACTION,
    "expression of concern": PublicationKind.CONCERN,
    "comment": PublicationKind.COMMENT,
    "clinical trial protocol": PublicationKind.PROTOCOL,
    "conference abstract": PublicationKind.ABSTRACT,
    "meeting abstract": PublicationKind.ABSTRACT,
    "congress": PublicationKind.ABSTRACT,
    "preprint": PublicationKind.PREPRINT,
}


_KINDS = {
    RETRACTION: PublicationKind.RETRACTION,
    CONCERN: PublicationKind.CONCERN,
    CORRECTION: PublicationKind.CORRECTION,
    REINSTATEMENT: PublicationKind.RETRACTION,
}
"""What a notice of each nature is, in wordings that only :mod:`kb.bibliography.notice_titles` knows."""


def heading_of(title: str) -> Heading:
    """The title taken apart. Marks are taken off until none is left (``Correction: RETRACTED: X``)."""
    kind, bare = PublicationKind.ARTICLE, title.strip()
    for _ in range(4 if _may_hold(bare, _IN_MARKS) else 0):
        mark, rest = _without_mark(bare)
        kind = mark if kind is PublicationKind.ARTICLE else kind
        if rest == bare:
            break
        bare = rest
    if kind is PublicationKind.ARTICLE and (notice := notice_in_title(title)):
        kind = _KINDS[notice.nature] if notice.is_certain and not notice.is_own else kind
        bare = next(iter(notice.about), bare) if kind is not PublicationKind.ARTICLE else bare
    return Heading(kind, bare, _part(bare))


def kind_of_types(types: Sequence[str]) -> PublicationKind:
    """What the database calls the record; an article when it says nothing of these."""
    return next((kind for name in types if (kind := _TYPES.get(name.lower()))), PublicationKind.ARTICLE)


def numeral(word: str) -> str:
    """A Roman or spelled number as digits; anything else as it is."""
    return _NUMERALS.get(word, word)


def _may_hold(title: str, beginnings: Sequence[str]) -> bool:
    """Whether a title may hold one of these in capital or small letters: most hold none, which is found at
    once. A letter outside of ASCII may be another form of one in it."""
    small = " ".join(title.lower().split())
    return not title.isascii() or any(beginning in small for beginning in beginnings)


def _without_mark(title: str) -> tuple[PublicationKind, str]:
    for pattern in _OF_ARTICLE:
        if rest := _rest(pattern, title):
            return PublicationKind.ARTICLE, rest
    for kind, pattern in _MARKS:
        if pattern.search(title):
            return kind, _rest(pattern, title) or title
    return PublicationKind.ARTICLE, title


def _rest(pattern: re.Pattern[str], title: str) -> str:
    """What is left without what the pattern finds; "" when it finds nothing or is the whole title."""
    rest = pattern.sub("", title, count=1).strip()
    return rest if rest != title and any(sign.isalnum() for sign in rest) else ""


def _part(title: str) -> str:
    if match := _PART.search(title):
        return f"part {numeral(match[1].lower())}"
    if not _may_hold(title, ("updat", "revision")):
        return ""
    if match := _DATED_UPDATE.search(title):
        return f"update {match[1] or match[2]}"
    return "update" if _UPDATE.search(title) else ""
