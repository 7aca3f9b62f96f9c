"""An audit as a document: counts, what needs a look, and at length the source text with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.audit.audit import Audit
from kb.audit.checked_claims import CheckedClaim, ClaimStatus, Span
from kb.audit.context import snippet
from kb.audit.marked_source import MarkedSource, legend
from kb.audit.tallies import Tally
from kb.audit.wording import (
    KINDS,
    SAID,
    about_label,
    coverage,
    headline,
    numbers_line,
    printed,
    recorded,
    subject,
)
from kb.audit.words.disagreements import Disagreement
from kb.documents.content import Block, Bullets, Document, Paragraph, Section, Table, TableRow, Wording
from kb.inlines import Hyperlink, Inline, Line, LinkTarget, Strong, joined

_FIGURE = (
    *("No.", "Study", "Outcome", "Arm or contrast", "Population, time", "As kb prints it", "In the text"),
)
_COVERAGE = (
    "Coverage is the part of the numbers in the passages about a study that its figures claim; figures"
    " without"
    " a place in the document count as not covered."
)


def build_page(audit: Audit, *, at_length: bool) -> Document:
    """Counts by study; what differs, is gone, is unclaimed, and labels not on file, each with its place.

    At length the whole source text follows, and every figure, each leading to the other.
    """
    source, text = audit.source, MarkedSource(audit)
    facts = [
        ("File", f"{source.file} ({source.form})"),
        ("Compared with", f"{audit.choice.document}, {audit.choice.title}"),
        ("The file is", audit.choice.why),
        *(("Remark", remark) for remark in source.remarks),
        ("Figures", headline(audit)),
        ("Numbers", numbers_line(audit)),
    ]
    coverage_told = (Paragraph(_COVERAGE),) if at_length else ()
    sections = (
        Section("Counts", (_counts(audit), *coverage_told), key="counts"),
        Section("Printed otherwise", _differing(audit, text), key="differs"),
        Section("Not found", _gone(audit, text), key="gone"),
        Section("Said otherwise by the words around them", _said(audit, text), key="words"),
        Section("Without a place in the document", _unlocated(audit), key="unlocated"),
        Section("Unclaimed numbers", _unclaimed(audit, text), key="unclaimed"),
        Section("Study labels not on file", _labels(audit, text), key="labels"),
        Section("Studies that the text does not name", _unnamed(audit), key="unnamed"),
        *(_at_length(audit, text) if at_length else ()),
    )
    return Document("Audit of figures", facts, [section for section in sections if section.blocks])


def _counts(audit: Audit) -> Table:
    header = (
        "Study",
        "As recorded",
        "Otherwise",
        "Not found",
        "No place",
        "Unclaimed",
        "Coverage",
    )
    rows = [_count(tally) for tally in (*audit.tallies, audit.total)]
    return Table("", header, rows)


def _count(tally: Tally) -> tuple[str, ...]:
    of_study = tally.owner is None or tally.owner.kind == "study"
    counts = (str(tally.ok), str(tally.differs), str(tally.gone))
    of_numbers = (str(tally.unlocated), str(tally.unclaimed)) if of_study else ("", "")
    return (tally.label, *counts, *of_numbers, coverage(tally))


def _differing(audit: Audit, source: MarkedSource) -> tuple[Block, ...]:
    rows = [
        (
            Hyperlink(Line(str(audit.source.place(check.near))), source.target(f"t{number}")),
            Hyperlink(Line(check.claim.figure), f"#r{number}"),
            subject(check.claim),
            recorded(check),
            printed(check, audit.source.text),
            KINDS[check.kind] if check.kind else "",
            str(snippet(audit.source.text, *(check.span or (check.near, check.near)))),
        )
        for number, check in _having(audit, ClaimStatus.DIFFERS)
    ]
    header = ("Place", "Figure", "What it is", "Recorded", "Printed", "Difference", "Text")
    return _table(header, rows)


def _having(audit: Audit, status: ClaimStatus) -> Iterator[tuple[int, CheckedClaim]]:
    """The figures of a status with the numbers of their rows."""
    return ((number, check) for number, check in enumerate(audit.checks, start=1) if check.status is status)


def _table(header: tuple[str, ...], rows: Sequence[tuple[str | Inline, ...]]) -> tuple[Block, ...]:
    lines = [TableRow(Line(cell) for cell in row) for row in rows]
    return (Table("", header, lines),) if rows else ()


def _gone(audit: Audit, source: MarkedSource) -> tuple[Block, ...]:
    rows = [
        (
            Hyperlink(Line(str(audit.source.place(check.near))), source.target(f"g{number}")),
            Hyperlink(Line(check.claim.figure), f"#r{number}"),
            subject(check.claim),
            recorded(check),
            _around(audit.source.text, check.near),
        )
        for number, check in _having(audit, ClaimStatus.GONE)
    ]
    return _table(("Should be near", "Figure", "What it is", "Recorded", "Text there"), rows)


def _around(text: str, place: int) -> str:
    there = snippet(text, place, place)
    return f"{there.before}{there.after}"


def _said(audit: Audit, source: MarkedSource) -> tuple[Block, ...]:
    rows_of = {check.claim.source: number for number, check in enumerate(audit.checks, start=1)}
    rows = []
    for told in audit.disagreements:
        number = rows_of[told.claim.source]
        what = f"{SAID[told.kind]}: {told.message}"
        rows.append(
            (
                Hyperlink(Line(str(audit.source.place(told.span[0]))), source.target(f"t{number}")),
                Hyperlink(Line(told.claim.figure), f"#r{number}"),
                subject(told.claim),
                told.claim.statement,
                f"{what} (flagged in the record)" if told.known else what,
                _in_its_sentence(audit.source.text, told),
            )
        )
    return _table(("Place", "Figure", "What it is", "As kb prints it", "Difference", "Sentence"), rows)


def _in_its_sentence(text: str, told: Disagreement) -> str:
    before, shown = text[told.sentence[0] : told.span[0]], text[slice(*told.span)]
    return " ".join(f"{before}«{shown}»{text[told.span[1] : told.sentence[1]]}".split())


def _unlocated(audit: Audit) -> tuple[Block, ...]:
    rows = [
        (
            figure.claim.owner.key,
            figure.claim.figure,
            subject(figure.claim),
            figure.claim.statement,
            "; ".join(figure.printed_at) or "nowhere as a number",
        )
        for figure in audit.unlocated
    ]
    return _table(("Study", "Figure", "What it is", "As kb prints it", "Its number is printed at"), rows)


def _unclaimed(audit: Audit, source: MarkedSource) -> tuple[Block, ...]:
    rows = [
        (
            _named(f"v{number}", str(audit.source.place(numeral.start)), source.target(f"u{number}")),
            numeral.study or "",
            str(snippet(audit.source.text, numeral.start, numeral.stop)),
        )
        for number, numeral in enumerate(audit.unclaimed, start=1)
    ]
    return _table(("Place", "Study", "Text"), rows)


def _named(name: str, text: str, target: str) -> Inline:
    return LinkTarget(Line(Hyperlink(Line(text), target)), name)


def _labels(audit: Audit, source: MarkedSource) -> tuple[Block, ...]:
    rows = [
        (
            _named(f"m{number}", str(audit.source.place(mention.start)), source.target(f"l{number}")),
            mention.printed,
            about_label(mention),
        )
        for number, mention in enumerate(audit.unknown, start=1)
    ]
    return _table(("Place", "Label", "On file"), rows)


def _unnamed(audit: Audit) -> tuple[Block, ...]:
    if not audit.unnamed:
        return ()
    remark = Paragraph("Figures of these studies are recorded, but no label of theirs is in the text.")
    return (remark, Bullets(f"{name.label} ({name.key})" for name in audit.unnamed))


def _at_length(audit: Audit, source: MarkedSource) -> tuple[Section, ...]:
    numbered = "pages and lines" if audit.source.pages else "lines"
    how = f"A mark leads to its row; hovering over it shows what it is. Numbers at the side are {numbered}."
    text = (Bullets(legend()), Paragraph(how), Bullets(source.lines))
    beside = _beside(audit)
    rows = [_figure(source, number, check, beside) for number, check in enumerate(audit.checks, start=1)]
    figures = (Table("", _FIGURE, rows),) if rows else ()
    return Section("Source text", text, key="text"), Section("Figures", figures, key="rows")


def _beside(audit: Audit) -> dict[Span, list[int]]:
    """Characters of the text -> the rows of the figures that they state."""
    rows: dict[Span, list[int]] = {}
    for number, check in enumerate(audit.checks, start=1):
        if check.span is not None:
            rows.setdefault(check.span, []).append(number)
    return rows


def _figure(
    source: MarkedSource, number: int, check: CheckedClaim, beside: dict[Span, list[int]]
) -> TableRow:
    claim, place = check.claim, source.target(f"t{number}" if check.span else f"g{number}")
    when = ", ".join(part for part in (claim.population, claim.time) if part)
    statement = "" if claim.statement == claim.reported else f" {claim.statement}"
    link = Line(Hyperlink(Line(check.printed if check.span else "not found"), place))
    same = beside.get(check.span or (0, 0), ())
    others = [Line(Hyperlink(Line(str(row)), f"#r{row}")) for row in same if row != number]
    if others:
        link = Line(link, "; also states ", joined(", ", others))
    cells: list[Wording] = [
        Line(LinkTarget(Line(str(number)), f"r{number}")),
        f"{claim.owner} {claim.figure}",
        claim.outcome,
        claim.subject,
        when,
        Line(Strong(claim.reported), statement),
        link,
    ]
    return TableRow(cells)
