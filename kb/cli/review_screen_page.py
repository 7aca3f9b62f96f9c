"""The page about one candidate that is shown while screening on a terminal: lines of styled text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.codes import SCREENING_REASON
from kb.forms.values import in_one_line
from kb.review.screening.candidate_list import told
from kb.review.screening.question_terms import PicoPhrase, PicoSpan, spans_in
from kb.review.screening.rules import EXCLUDE
from kb.review.screening.session import Progress, Session
from kb.review.screening.worklist import STAGE_NAMES, STAGES, WorklistItem

Fragment = tuple[str, str]
"""Style and text."""
Line = list[Fragment]

REASON_KEYS = dict(zip("1234567890abcdefghijklm", SCREENING_REASON, strict=False))
"""Key to press -> reason."""

STYLES = {
    "bar": "reverse",
    "title": "bold",
    "quiet": "ansibrightblack",
    "flag": "bold ansired",
    "message": "bold ansiyellow",
    "population": "underline ansigreen",
    "intervention": "bold underline ansiyellow",
    "comparator": "underline ansicyan",
    "outcome": "underline ansimagenta",
}


CRITERIA_HEADING: Line = [("class:title", "What the review asks")]


def page(session: Session, item: WorklistItem, width: int) -> list[Line]:
    """Flags, citation, identifiers, abstract and criteria; words of the policy's question stand out."""
    standing, terms = item.standing, session.terms
    shown = item.shows_decisions_to(session.stage, session.screener)
    decisions = told(item.outcome(session.stage).standing) if shown else ""
    lines = [*_paragraph(f"#{item.number}  {item.candidate}", (), width, "quiet")]
    for flag in session.flags.get(item.candidate, ()):
        lines += _paragraph(f"! {flag}", (), width, "flag")
    lines += _paragraph(standing.title or "(no title)", terms, width, "title")
    lines += _paragraph(standing.original_title and f"[{standing.original_title}]", (), width)
    lines += _paragraph(standing.authors, (), width)
    for told_line in (source_of(item), identifiers_of(item), kind_of(item)):
        lines += _paragraph(told_line, (), width)
    lines += _paragraph(f"Decisions so far: {decisions}" if decisions else "", (), width, "flag")
    lines.append([])
    for part in (standing.abstract or "(no abstract)").splitlines():
        lines += _paragraph(part, terms, width)
    return [*lines, [], *criteria_lines(session, width)]


def source_of(item: WorklistItem) -> str:
    """Where it appeared: ``Journal of Made-Up Medicine. 2021-05-01; 12(3): 101-9``."""
    standing = item.standing
    volume = (standing.volume or "") + (f"({standing.issue})" if standing.issue else "")
    place = ": ".join(part for part in (volume, standing.pages) if part)
    when = "; ".join(part for part in (standing.issued, place) if part)
    return ". ".join(part for part in (standing.journal, when) if part)


def identifiers_of(item: WorklistItem) -> str:
    """By what it is found: ``PMID 1100; PMC22; https://doi.org/10.1000/x``."""
    standing = item.standing
    named = (
        standing.pmid and f"PMID {standing.pmid}",
        standing.pmcid,
        standing.doi and f"https://doi.org/{standing.doi}",
    )
    return "; ".join(part for part in named if part)


def kind_of(item: WorklistItem) -> str:
    """What kind of publication its source calls it, and in what language."""
    return ". ".join(part for part in (item.standing.publication_types, item.standing.languages) if part)


def criteria_lines(session: Session, width: int) -> list[Line]:
    """The question and the criteria of each indication."""
    lines: list[Line] = [CRITERIA_HEADING] if session.criteria else []
    for criteria in session.criteria:
        lines += _paragraph(f"{criteria.indication}: {criteria.title}", (), width, "title")
        for label, text in criteria.lines:
            lines += _paragraph(f"{label}: {text}", (), width)
    return lines


def _paragraph(text: str | None, terms: Sequence[PicoPhrase], width: int, style: str = "") -> Iterator[Line]:
    """A text in lines; nothing for a text that is empty."""
    plain = in_one_line(text)
    if plain:
        yield from wrapped(plain, spans_in(plain, terms), width, style)


def wrapped(text: str, spans: Sequence[PicoSpan], width: int, style: str = "") -> Iterator[Line]:
    """A text cut between words into lines of at most so many columns, its spans styled by their element."""
    for start, end in _cuts(text, max(width, 20)):
        line: Line = []
        position = start
        for span in spans:
            first, last = max(span.start, start), min(span.end, end)
            if first >= last:
                continue
            if position < first:
                line.append((f"class:{style}" if style else "", text[position:first]))
            line.append(
                (
                    f"class:{style} class:{span.element}" if style else f"class:{span.element}",
                    text[first:last],
                )
            )
            position = last
        if position < end:
            line.append((f"class:{style}" if style else "", text[position:end]))
        yield line


def _cuts(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where lines begin and end."""
    from prompt_toolkit.utils import get_cwidth

    start = end = 0
    for word in re.finditer(r"\S+", text):
        if get_cwidth(text[start : word.end()]) > width and end > start:
            yield start, end
            start = word.start()
        while get_cwidth(text[start : word.end()]) > width:
            cut = start + max(width // 2, 1)  # letters may be two columns wide
            yield start, cut
            start = cut
        end = word.end()
    if end > start:
        yield start, end


def header(session: Session) -> str:
    """Where the person is."""
    where = f"{session.task.policy}  {STAGE_NAMES[session.stage].lower()}"
    return f" {where}  {session.screener.who}  {told_progress(session.progress())} "


def told_progress(progress: Progress) -> str:
    """How much is done, and about how long the rest takes."""
    text = f"{progress.done} of {progress.total} ({progress.percent}%)"
    if progress.seconds_left is None:
        return text
    minutes = round(progress.seconds_left / 60)
    hours = f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{max(minutes, 1)} min"
    return f"{text}, about {hours} left"


def keys(session: Session) -> str:
    """Keys that decide, and keys that lead elsewhere, in two lines."""
    unsure = "" if session.screener.is_arbiter else "u unsure  "
    report = "r not retrieved  " if session.stage != STAGES[0] else ""
    return (
        f" i include  e exclude  {unsure}{report}n note"
        "\n s skip  b back, taking back a decision  g go to  c criteria  q quit "
    )


def legend() -> Line:
    """What the marks in the text stand for, in their styles."""
    line: Line = [("class:quiet", " Marked: ")]
    for element in ("population", "intervention", "comparator", "outcome"):
        line += [(f"class:{element}", element), ("", " ")]
    return [*line, ("class:quiet", "  Arrows scroll.")]


def reasons(session: Session, width: int) -> list[Line]:
    """The reasons for an exclusion, with the key of each."""
    free = session.stage == STAGES[0]
    lines = [
        *_paragraph(
            f"Why {EXCLUDE}? Esc: back." + (" Enter: no reason." if free else ""), (), width, "message"
        )
    ]
    for key, code in REASON_KEYS.items():
        lines += _paragraph(f"{key} {code}: {SCREENING_REASON[code]}", (), width)
    return lines
