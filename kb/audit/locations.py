"""Pages and tables of a document: what is called ``page 4`` or ``Table 2``, and which of them hold a
number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.audit.anchors import anchors_of, occurrences
from kb.audit.checked_claims import CheckedClaim, MismatchKind, as_recorded, not_found, printed_otherwise
from kb.audit.claims import FigureClaim
from kb.audit.exemptions import accounted_by_form
from kb.audit.folding import Folded, fold
from kb.audit.source_text import SourceText
from kb.audit.text_numbers import numbers_in

_PAGE = re.compile(r"\bp(?:ages?|p)?\.?\s*(?P<number>\d+)", re.IGNORECASE)
_PART = re.compile(
    r"\b(?P<kind>tables?|figures?|fig|box|appendix)\.?\s*(?P<number>[A-Z]?\d+[A-Za-z]?)\b", re.IGNORECASE
)
_HEADING = re.compile(
    r"^[ \t*#|]*(?P<kind>table|figure|fig|box|appendix)\.?\s*(?P<number>[A-Z]?\d+[A-Za-z]?)\b",
    re.IGNORECASE | re.MULTILINE,
)
_MOST = 6000
"""Characters of the longest table."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """A table or figure of a text: its name, first character, and the one after its last."""

    name: str
    start: int
    stop: int


def parts_of(text: str) -> list[TextPart]:
    """The tables, figures and boxes of a text by their captions at the beginning of a line."""
    captions = list(_HEADING.finditer(text))
    parts = []
    for index, match in enumerate(captions):
        end = captions[index + 1].start() if index + 1 < len(captions) else len(text)
        parts.append(TextPart(_name(match), match.start(), min(end, match.start() + _MOST)))
    return parts


def _name(match: re.Match[str]) -> str:
    kind = match["kind"].lower().rstrip("s").replace("fig", "figure").replace("figureure", "figure")
    return f"{kind.capitalize()} {match['number']}"


def check_locations(claims: list[FigureClaim], source: SourceText) -> list[CheckedClaim]:
    """Each figure that the record traces to a page or table, compared with what is printed there."""
    folded, parts = fold(source.text), parts_of(source.text)
    return [_check(claim, source, folded, parts) for claim in claims]


def _check(claim: FigureClaim, source: SourceText, folded: Folded, parts: list[TextPart]) -> CheckedClaim:
    (anchor,) = anchors_of([claim])
    areas = _areas(claim.location, source, parts)
    spots = [(folded.places[spot], spot) for spot in occurrences(anchor, source.text, folded)]
    inside = [(start, spot) for start, spot in spots if any(first <= start < last for first, last in areas)]
    if not spots:
        return not_found(claim, areas[0][0] if areas else 0)
    _, spot = (inside or spots)[0]
    excerpt = folded.span(spot, spot + len(anchor.folded.text))
    at = anchor.excerpt.find(claim.printed)
    length = len(fold(anchor.excerpt[: max(at, 0)]).text)
    span = folded.span(spot + length, spot + max(length + len(fold(claim.printed).text), length + 1))
    if inside:
        return as_recorded(claim, source.text, span, excerpt)
    return printed_otherwise(claim, source.text, span, excerpt, MismatchKind.PLACE)


def _areas(location: str, source: SourceText, parts: list[TextPart]) -> list[tuple[int, int]]:
    """The parts of a text that a location names; the whole text where it names none that is known."""
    named = {_name(match) for match in _PART.finditer(location)}
    areas = [(part.start, part.stop) for part in parts if part.name in named]
    pages = [int(match["number"]) for match in _PAGE.finditer(location)]
    if source.pages and not named:
        ends = [*source.pages[1:], len(source.text)]
        areas += [(source.pages[page - 1], ends[page - 1]) for page in pages if 0 < page <= len(source.pages)]
    known = named or (pages and source.pages)
    return areas if known else [(0, len(source.text))]


def where_printed(claim: FigureClaim, source: SourceText) -> list[str]:
    """The tables and pages (or lines) of a text that print the number of a figure, with its percent sign."""
    parts = parts_of(source.text)
    places = []
    for start in _places(claim, source.text):
        part = next((part.name for part in reversed(parts) if part.start <= start < part.stop), "")
        place = source.place(start)
        at = f"page {place.page}" if place.page is not None else f"line {place.line}"
        places.append(", ".join(filter(None, (part, at))))
    return list(dict.fromkeys(places))


def _places(claim: FigureClaim, text: str) -> Iterator[int]:
    decimals = _decimals(claim.reported)
    others = [(first, last) for first, last, _ in accounted_by_form(text, 0, len(text))]
    for number in numbers_in(text):
        if number.value != claim.value or any(first <= number.start < last for first, last in others):
            continue
        percent = text[number.stop : number.stop + 2].strip().startswith("%")
        same = number.in_words or _decimals(text[number.start : number.stop]) == decimals
        if same and (claim.unit == "%" or not percent):
            yield number.start


def _decimals(printed: str) -> int:
    """Digits after the decimal point."""
    match = re.search(r"[.·](\d+)", printed)
    return len(match[1]) if match else 0
