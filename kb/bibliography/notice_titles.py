"""What a title says about a notice: that the article itself was retracted, or that this is the notice.

Publishers and databases word it in many ways, before the title or after it. ``RETRACTED: X`` is the article
itself, ``Retraction notice to "X" [J Made Up 12 (2019) 1-9]`` the notice about it. Wordings that clinical
titles have as well (``Correction of scoliosis``) count only where what follows is the title of a publication.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

RETRACTION, CONCERN, CORRECTION, REINSTATEMENT = "retraction", "concern", "correction", "reinstatement"

_LONGEST = 2000
"""Characters of a title that are looked at."""
LEAST_WORDS = 2
"""Words of the shortest title by which a publication can be known again."""


@dataclass(frozen=True, slots=True)
class TitleNotice:
    """A notice that a title speaks of."""

    nature: str
    """retraction, concern, correction or reinstatement."""
    is_own: bool
    """Whether it is about the article that has the title; else the title is that of the notice."""
    about: tuple[str, ...] = ()
    """Titles that the publication may have which the notice is about, the likeliest first."""
    is_certain: bool = True
    """Whether the wording alone makes it a notice."""


_SIGN = r"\s*(?:[:.|\u2013\u2014\uff1a]+|\s-+\s|-{2,}|-\s)\s*"
_QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\u2039\u203a"
_NOUN = (
    r"(?:\s+(?:article|paper|publication|chapter|study|manuscript|preprint|review|report|report of trial))?"
)
_OPEN, _CLOSE = r"[\[({<\u3010*]+", r"[\])}>\u3011*]+"
_DONE = (
    r"(?:retracted|withdrawn|zur[u\u00fc]ckgezogen|r[e\u00e9]tract[e\u00e9]e?|retractad[oa]|retratad[oa]"
    r"|ritrattat[oa]"
    r"|art[i\u00ed]culo retractado|artigo retratado|\u64a4\u7a3f|\u5df2\u64a4\u7a3f|\u64a4\u56de)"
)
_REMOVED = r"(?:temporary removal|temporarily removed|removed)"
_STATE = rf"(?:the |this )?(?:{_DONE}|{_REMOVED})(?:\s+and\s+(?:replaced|republished))?{_NOUN}"
_BY_WHOM = r"(?:\s*\((?:by|at)\b[^()]*\)|\s+(?:by|at)\b[^:\])]{0,80})?"

_SAID = r"(?:(?:this |the )?(?:article|paper|publication) (?:was|has been|is) )?"

_OWN_RETRACTED = (
    re.compile(
        rf"^\W*{_SAID}{_STATE}{_BY_WHOM}(?:\s*{_CLOSE}[\s:.\-\u2013\u2014]*|{_SIGN}|\W*$)", re.IGNORECASE
    ),
    re.compile(rf"^\W*RETRACTED(?:\s+(?:ARTICLE|PAPER|PUBLICATION))?\s+(?=[{_QUOTES}A-Z0-9])(?=.*[a-z])"),
    re.compile(
        rf"\s*{_OPEN}\s*{_SAID}(?:{_STATE}|retraction in)"
        rf"(?:(?:\s*[:.,;]|\s+(?:by|in|at|on|due|because|see)\b|\s+\d)[^\[\](){{}}]*(?:\([^()]*\)[^\[\](){{}}]*)*)?"
        rf"{_CLOSE}\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_SIGN}{_SAID}{_DONE}{_NOUN}\W*$",
        re.IGNORECASE,
    ),
    re.compile(r"(?<=[a-z])[.?!]?\s+RETRACTED(?:\s+(?:ARTICLE|PAPER|PUBLICATION))?\W*$"),
    re.compile(
        rf"^\W*(?:article|paper|publication|chapter|manuscript|preprint)\s+{_DONE}{_SIGN}", re.IGNORECASE
    ),
)
"""Marks on the title of a retracted article, before and after it."""
_OWN_CONCERN = re.compile(
    rf"\s*{_OPEN}\s*(?:this )?(?:publication|article|paper) (?:with|under|subject to) (?:an )?"
    rf"(?:editorial )?expression of concern\b[^\])]*{_CLOSE}?\W*$",
    re.IGNORECASE,
)
_OWN_CORRECTED = (
    re.compile(
        rf"^\W*corrected(?:\s+and\s+republished)?{_NOUN}(?:\s*{_CLOSE}\s*:?\s*|\s*:\s*)", re.IGNORECASE
    ),
    re.compile(
        rf"\s*{_OPEN}\s*(?:corrected(?: and republished\b[^\[\]]*)?"
        rf"|(?:published )?(?:errat(?:um|a)|corrections?|corrigend(?:um|a)) (?:appears?|in|published in)\b"
        rf"[^\[\]]*)"
        rf"{_CLOSE}\W*$",
        re.IGNORECASE,
    ),
)

_NATURES = (
    (REINSTATEMENT, r"reinstatement|retraction of (?:the )?retraction"),
    (
        RETRACTION,
        r"retraction|withdrawal|removal|zur[u\u00fc]ck(?:nahme|ziehung)|retraktion|r[e\u00e9]tractation|retractaci[o\u00f3]n"
        r"|retracci[o\u00f3]n|retrata[c\u00e7][a\u00e3]o|ritrattazione|\u64a4\u7a3f\u58f0\u660e|\u64a4\u7a3f\u901a\u77e5",
    ),
    (CONCERN, r"(?:expressions?|notice|statement) of (?:editorial )?concern"),
    (
        CORRECTION,
        r"corrections?|corrigend(?:um|a)|errat(?:um|a)|addend(?:um|a)|berichtigung|fe de erratas?"
        r"|errata corrige",
    ),
)
_ALWAYS = (
    r"errat|corrig|addend|concern|fe de|berichtig|reinstat|zur|retraktion|tract|retrac|retrat|ritr|\u64a4"
)
_KIND = "|".join(f"(?P<{nature}>{words})" for nature, words in _NATURES)
_BEFORE = (
    r"(?:(?:an?|the|this|notice|notification|note|statement|journal|article|paper|voluntary|announcement|letter|editor(?:ial|s|'s|\u2019s)?|editors'|editors\u2019"
    r"|authors?'?s?'?|author\u2019s|publishers?'?s?|publisher\u2019s|partial|full|published|formal|public|of|on):?\s+)*"
)
_AFTER = (
    r"(?:\s+and\s+(?:replacement|republication))?"
    r"(?:\s+(?:notice|note|statement|letter|announcement|article))?"
)
_LINKED = (
    r"(?:\s+(?P<link>to|of|for|on|in|about|regarding|concerning)\b)?"
    r"(?:\s+(?:the|this|our))?(?:\s+(?:article|paper|publication|manuscript|study|work)s?\b)?"
    r"(?:\s+(?:titled|entitled|by\b[^:\"\u201c]{0,80}))?"
)
_NOTICE = re.compile(
    rf"^\W*{_BEFORE}(?:{_KIND}){_AFTER}(?P<closed>\s*{_CLOSE})?{_LINKED}(?P<sign>{_SIGN}|\s*:)?\s*",
    re.IGNORECASE,
)
_VOLUME_AFTER = re.compile(
    r"\s*\((?P<kind>vol)\.? ?\w+,? (?:pg|p|pp|page)s?\.? ?[\w-]+(?:,? (?:19|20)\d\d)?\)?\W*$", re.IGNORECASE
)
_CITED_AFTER = (
    re.compile(
        r"\s*[\[(]\s*(?P<kind>retraction|expression of concern|correction)\b[^\[\]]*[\])]?\W*$", re.IGNORECASE
    ),
    _VOLUME_AFTER,
    re.compile(
        rf"{_SIGN}(?P<kind>retraction|withdrawal|expression of concern|errat(?:um|a)|corrigend(?:um|a)"
        r"|correction)(?: (?:notice|note|statement))?\W*$",
        re.IGNORECASE,
    ),
)
"""Words after the title that make it a notice: Web of Science, and journals that put the word last."""

_SOURCE = re.compile(
    r"[\s.,]*[\[(](?=[^\[\]]*(?:19|20)\d\d)(?=[^\[\]]*\d[^\[\]]*\d)[^\[\]]*[\])]*\W*$"
    r"|[\s.,]+(?:doi:?\s*|https?://\S*?)10\.\S+\W*$"
)
"""Where the article stands, in brackets after its title, or its DOI."""
_PEOPLE = re.compile(
    r"^\W*(?:[^:.\u201c\"]{2,80}?\bet al\b\.?|[A-Z][\w'\u2019-]+ and [A-Z][\w'\u2019-]+)\s*[,:.]?\s+"
)
_NAMED_AFTER = re.compile(
    r"\s+by\s+(?:[A-Z](?:\.|[\w\u2019'-]+)(?:,\s*|\s+and\s+|\s+|$)){2,}(?:et al\.?)?\W*$"
)
"""Authors after the title: ``by A. Madeup and B. Madeup``."""
_SPEAKS = re.compile(
    r"retract|r[e\u00e9]tract|retrata|retracc|ritratt|withdraw|remov|concern|errat|corrig|correct|addend|reinstat"
    r"|zur[u\u00fc]ck|retrakt|berichtig|\(vol\b|\u64a4",
    re.IGNORECASE,
)


def speaks_of_notice(text: str) -> bool:
    """Whether a text holds any of the words by which notices are known; most hold none."""
    return _SPEAKS.search(text) is not None


def notice_in_title(title: str) -> TitleNotice | None:
    """The notice that a title speaks of; None when it speaks of none."""
    plain = " ".join(title[:_LONGEST].split())
    if not speaks_of_notice(plain):
        return None
    if any(pattern.search(plain) for pattern in _OWN_RETRACTED):
        return TitleNotice(RETRACTION, is_own=True)
    if _OWN_CONCERN.search(plain):
        return TitleNotice(CONCERN, is_own=True)
    if any(pattern.search(plain) for pattern in _OWN_CORRECTED):
        return TitleNotice(CORRECTION, is_own=True)
    return _notice_before(plain) or _notice_after(plain)


def _notice_before(title: str) -> TitleNotice | None:
    """``Retraction notice to "X" [J 12 (2019) 1-9]``."""
    match = _NOTICE.match(title)
    if match is None:
        return None
    nature = next(nature for nature, _ in _NATURES if match[nature])
    rest = title[match.end() :]
    is_quoted = rest[:1] in _QUOTES and rest[:1] != ""
    marked = bool(match["sign"] or match["closed"] or is_quoted or not rest)
    words = match[nature].lower()
    is_certain = marked or (bool(match["link"]) and _is_word_of_notices(title[: match.end()], words))
    if not is_certain and not match["link"]:
        return None
    return TitleNotice(nature, is_own=False, about=tuple(_titles_in(rest)), is_certain=is_certain)


def _is_word_of_notices(head: str, words: str) -> bool:
    """Whether the words before a title are hardly ever meant otherwise: ``Retraction note to``."""
    if re.search(r"\b(?:notice|note|statement)\b", head, re.IGNORECASE):
        return True
    return words not in ("retraction", "withdrawal", "removal", "correction", "corrections")


def _notice_after(title: str) -> TitleNotice | None:
    """``X (Retraction of vol 4, pg 2, 2015)``, ``X: erratum``."""
    for pattern in _CITED_AFTER:
        if match := pattern.search(title):
            word = match["kind"].lower()
            nature = RETRACTION if word in ("retraction", "withdrawal") else CORRECTION
            nature = CONCERN if "concern" in word else nature
            rest = title[: match.start()]
            if rest.strip():
                return TitleNotice(nature, is_own=False, about=tuple(_titles_in(rest)))
    return None


def titles_cited(text: str | None) -> tuple[str, ...]:
    """What may be the title in the printed citation of an article, the likeliest first."""
    return tuple(_titles_in(text)) if text else ()


def _titles_in(rest: str) -> Iterator[str]:
    """What may be the title of the article in what follows the words of a notice, each once."""
    seen = set()
    for title in _readings(rest):
        key = title_key(title)
        if key and key not in seen:
            seen.add(key)
            yield title


def _readings(rest: str) -> Iterator[str]:
    text = rest.strip()
    if quoted := _quoted(text):
        yield quoted
    while (shorter := _SOURCE.sub("", text).strip()) and shorter != text:
        text = shorter
    if not text.startswith(tuple(_QUOTES)) or not quoted:
        yield text
    if (named := _PEOPLE.sub("", text, count=1)) != text:
        yield named
    if (unnamed := _NAMED_AFTER.sub("", text, count=1)) != text:
        yield unnamed
    if quoted is None and (inner := re.search(r"[\u201c\"\u00ab](.{10,}?)[\u201d\"\u00bb](?!\w)", text)):
        yield inner[1]
    sentences = re.split(r"(?<=[\w)])\.\s+", text)
    yield from (sentence for sentence in sentences[:4] if len(sentence.split()) > 3)


def _quoted(text: str) -> str | None:
    """The text between the quotation marks that it begins with; None when it begins with none."""
    if not text or text[0] not in _QUOTES:
        return None
    closing = {"\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u2018": "\u2019", "\u00ab": "\u00bb"}.get(
        text[0], text[0]
    )
    ends = [
        match.start() for match in re.finditer(rf"[{re.escape(closing)}](?=\W|$)", text) if match.start() > 0
    ]
    return text[1 : ends[-1]].strip() if ends else text[1:].strip()


def title_without_marks(title: str) -> str:
    """The title of an article without what says that it was retracted or corrected."""
    plain = " ".join(title[:_LONGEST].split())
    if not speaks_of_notice(plain):
        return plain
    for pattern in (*_OWN_RETRACTED, _OWN_CONCERN, *_OWN_CORRECTED, _VOLUME_AFTER):
        rest = pattern.sub("", plain, count=1).strip()
        plain = rest if any(sign.isalnum() for sign in rest) else plain
    return plain


def title_words(title: str) -> tuple[str, ...]:
    """The words by which a title is known again, in one spelling, without marks of notices."""
    from kb.bibliography.duplicates.similarity import words_of

    return words_of(title_without_marks(title))


def title_key(title: str | None) -> str | None:
    """What two titles have in common that are the same but for signs, spelling and marks: 16 letters.

    None for no title, and for one that is too short to be known by.
    """
    words = title_words(title) if title else ()
    if len(words) < LEAST_WORDS:
        return None
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]
