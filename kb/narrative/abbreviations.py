"""Terms spelled out where a part of a document first names them, and abbreviated from there on.

``radiofrequency ablation (RFA)``, then ``RFA`` (AMA Manual of Style, 11th ed, section 13.11). A term that a
part names only once stays as it is in full; an abbreviation is never left unexplained. What stands between
quotation marks is somebody's wording and stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kb.evidence.vocabulary import Naming
from kb.inlines import CitationNumber, Emphasis, FigureText, Line, Strong, TermText, Text, printed
from kb.narrative.phrasing import with_article

_WORDS = (Text, TermText, Strong, Emphasis)
_LEAVES = (*_WORDS, FigureText, CitationNumber)
_QUOTED = re.compile('"[^"]*"|\u201c[^\u201d]*\u201d')
_POSSESSIVE = re.compile(r"['\u2019]s\b")
Change = tuple[int, int, str]
"""Start and end of words in a line, and the words that take their place."""


class _Form(NamedTuple):
    """One way of naming a term, in full or short, with the other way in the same number."""

    term: str
    full: str
    short: str
    is_short: bool

    @property
    def term_letters(self) -> str:
        """The letters and digits of an abbreviation, in small letters."""
        return "".join(filter(str.isalnum, self.short.removesuffix("s"))).lower()


@dataclass(frozen=True)
class Abbreviations:
    """The abbreviations of the vocabulary; one that means several terms explains none."""

    namings: Sequence[Naming] = ()

    def part(self, lines: Iterable[Line]) -> PartTerms:
        """The terms of a part of a document that consists of some lines."""
        text = "\n".join(_QUOTED.sub(" ", line.plain) for line in lines)
        forms = dict(self._forms(text))
        if not forms:
            return PartTerms({}, None, Counter())
        pattern = _pattern(forms)
        return PartTerms(
            forms, pattern, Counter(_form_of(match, forms).term for match in pattern.finditer(text))
        )

    def _forms(self, text: str) -> Iterator[tuple[str, _Form]]:
        """The forms that a text holds, by a name in small letters or an abbreviation as it is written."""
        lowered = text.lower()
        meanings = Counter(naming.abbreviation for naming in self.namings)
        for naming in self.namings:
            short = naming.abbreviation
            for full, abbreviated in ((naming.name, short), (naming.plural, f"{short}s")):
                if full is not None and meanings[short] == 1:
                    if full.lower() in lowered:
                        yield full.lower(), _Form(naming.name, full, abbreviated, False)
                    if abbreviated in text:
                        yield abbreviated, _Form(naming.name, full, abbreviated, True)


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    listed = sorted(forms, key=lambda form: (-len(form), form))
    names = "|".join(re.escape(form) if form[:1].isupper() else f"(?i:{re.escape(form)})" for form in listed)
    # "trisomy 21, 18, or 13" is not trisomy 21.
    more = r"(?!,? (?:and |or )?[0-9]+\b(?! ?%))"
    return re.compile(rf"(?:(?<!\w)(?P<article>[Aa]n?) )?(?<![\w-])(?P<form>{names})(?![\w-]){more}")


def _form_of(match: re.Match[str], forms: dict[str, _Form]) -> _Form:
    return forms.get(match["form"]) or forms[match["form"].lower()]


@dataclass
class PartTerms:
    """The terms of a part, and which of them its lines so far have explained: go through them in order."""

    forms: dict[str, _Form]
    pattern: re.Pattern[str] | None
    counts: Counter[str]
    _explained: set[str] = field(default_factory=set)

    def line(self, line: Line) -> Line:
        """The line with a new term in full and abbreviated, and a known one abbreviated."""
        if self.pattern is None or not all(isinstance(piece, _LEAVES) for piece in line.pieces):
            return line
        words = _spans_of_words(line)
        quoted = [match.span() for match in _QUOTED.finditer(line.plain)]
        changes: list[Change] = []
        for match in self.pattern.finditer(line.plain):
            start, end = match.span("form")
            if _is_within(words, start, end) and not _is_within(quoted, start, end):
                changes += self._changes(match, shares=_is_within(words, end, end + 2))
        return _changed(line, changes) if changes else line

    def _changes(self, match: re.Match[str], *, shares: bool) -> Iterator[Change]:
        """What changes at a name; ``shares``: parentheses after it can be those of the abbreviation, too."""
        form = _form_of(match, self.forms)
        start, end = match.span("form")
        before, after = match.string[:start].lower(), match.string[end:]
        other = form.full if form.is_short else form.short
        again = f" ({form.short})"
        if form.term in self._explained and not form.is_short and after.startswith(again):
            yield start, end, form.short
            yield end, end + len(again), ""
        elif after.startswith(f" ({other}") or _is_explained(before, after, other, form):
            self._explained.add(form.term)
        elif form.term in self._explained:
            if not form.is_short:
                yield from _article(match, form.short)
                yield start, end, form.short
        elif form.is_short or self.counts[form.term] > 1:
            self._explained.add(form.term)
            yield from _explained(match, form, shares=shares)


def _is_explained(before: str, after: str, other: str, form: _Form) -> bool:
    """Whether the author explained the form: in parentheses after its name, or words that it is short for.

    ``before`` is in small letters. The words are those that each letter of the abbreviation comes from, the
    first one from the start of a word (Schwartz and Hearst, Pac Symp Biocomput 2003:451-62).
    """
    if before.endswith((f"{other.lower()} (", f"{other.lower()} [")):
        return True
    if not form.is_short or before[-2:] not in (" (", " [") or not after.startswith((")", "]", ";", ",")):
        return False
    letters = [re.escape(letter) for letter in form.term_letters]
    words = " ".join(before[:-2].split()[-len(letters) - 3 :])
    return len(letters) > 1 and re.search(rf"\b{'.*?'.join(letters)}", words) is not None


def _explained(match: re.Match[str], form: _Form, *, shares: bool) -> Iterator[Change]:
    """A term in full and abbreviated; what follows in parentheses shares those of the abbreviation."""
    start, end = match.span("form")
    full, before, after = match["form"], match.string[:start], match.string[end:]
    if form.is_short:
        yield from _article(match, form.full)
        full = form.full if before.strip() else form.full[:1].upper() + form.full[1:]
    if before.count("(") > before.count(")"):
        yield start, end, f"{full} [{form.short}]"
    elif shares and _POSSESSIVE.match(after):
        yield start, end, f"{full}{after[:2]} ({form.short}"
        yield end, end + 2, f"{after[:2]})"
    elif shares and after.startswith(" ("):
        yield start, end, f"{full} ({form.short}"
        yield end, end + 2, "; "
    else:
        yield start, end, f"{full} ({form.short})"


def _article(match: re.Match[str], word: str) -> Iterator[Change]:
    """The article before a word that takes the place of another."""
    if match["article"] is None:
        return
    article = with_article(word).partition(" ")[0]
    start, end = match.span("article")
    yield start, end, match["article"][0] + article[1:]


def _is_within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _spans_of_words(line: Line) -> list[tuple[int, int]]:
    """Start and end of each piece that consists of words."""
    spans, place = [], 0
    for piece in line.pieces:
        end = place + len(printed(piece))  # type: ignore[arg-type]
        if isinstance(piece, _WORDS):
            spans.append((place, end))
        place = end
    return spans


def _changed(line: Line, changes: Sequence[Change]) -> Line:
    """The line with other words in the pieces that hold the places of the changes."""
    pieces = []
    place = 0
    for piece in line.pieces:
        end = place + len(printed(piece))  # type: ignore[arg-type]
        if isinstance(piece, _WORDS):
            text = piece.text
            for start, last, words in reversed(changes):
                if place <= start and last <= end:
                    text = text[: start - place] + words + text[last - place :]
            piece = piece._replace(text=text)
        place = end
        pieces.append(piece)
    return Line(*pieces)
