"""An audit as a document of sections and tables, for a terminal and for Markdown."""

from __future__ import annotations

from kb.audit.audit import Audit
from kb.audit.held import Held, Status
from kb.audit.snippets import snippet
from kb.audit.tallies import Tally
from kb.audit.wording import KINDS, about_label, coverage, headline, numbers_line, printed, recorded, subject
from kb.documents.content import Block, Bullets, Document, Paragraph, Section, Table


def build_page(audit: Audit) -> Document:
    """Counts by study; what differs, is gone, is unclaimed, and labels not on file, each with its place."""
    source = audit.source
    facts = [
        ("File", f"{source.file} ({source.form})"),
        ("Held against", f"{audit.choice.document}, {audit.choice.title}"),
        ("The file is", audit.choice.why),
        ("Figures", headline(audit)),
        ("Numbers", numbers_line(audit)),
        *(("Remark", remark) for remark in source.remarks),
    ]
    sections = (
        Section("Counts", (_counts(audit),), key="counts"),
        Section("Printed otherwise", _differing(audit), key="differs"),
        Section("Not found", _gone(audit), key="gone"),
        Section("Unclaimed numbers", _unclaimed(audit), key="unclaimed"),
        Section("Study labels not on file", _labels(audit), key="labels"),
        Section("Studies that the text does not name", _unnamed(audit), key="unnamed"),
    )
    kept: tuple[Block, ...] = tuple(section for section in sections if section.blocks)
    return Document("Audit of figures", tuple(facts), kept)


def _counts(audit: Audit) -> Table:
    header = ("Study", "As recorded", "Otherwise", "Not found", "Unclaimed", "Coverage")
    return Table("", header, tuple(_count(tally) for tally in (*audit.tallies, audit.total)))


def _count(tally: Tally) -> tuple[str, ...]:
    of_study = tally.owner is None or tally.owner.kind == "study"
    counts = (str(tally.ok), str(tally.differs), str(tally.gone))
    return (tally.label, *counts, str(tally.unclaimed) if of_study else "", coverage(tally))


def _differing(audit: Audit) -> tuple[Block, ...]:
    rows = tuple(
        (
            str(audit.source.place(one.near)),
            one.claim.figure,
            subject(one.claim),
            recorded(one),
            printed(one, audit.source.text),
            KINDS[one.kind] if one.kind else "",
            str(snippet(audit.source.text, *(one.span or (one.near, one.near)))),
        )
        for one in audit.having(Status.DIFFERS)
    )
    header = ("Place", "Figure", "What it is", "Recorded", "Printed", "Difference", "Text")
    return (Table("", header, rows),) if rows else ()


def _gone(audit: Audit) -> tuple[Block, ...]:
    rows = tuple(_gone_row(audit, one) for one in audit.having(Status.GONE))
    header = ("Should be near", "Figure", "What it is", "Recorded", "Text there")
    return (Table("", header, rows),) if rows else ()


def _gone_row(audit: Audit, one: Held) -> tuple[str, ...]:
    there = snippet(audit.source.text, one.near, one.near)
    place = str(audit.source.place(one.near))
    return (place, one.claim.figure, subject(one.claim), recorded(one), f"{there.before}{there.after}")


def _unclaimed(audit: Audit) -> tuple[Block, ...]:
    text = audit.source.text
    rows = tuple(
        (str(audit.source.place(one.start)), one.study or "", str(snippet(text, one.start, one.stop)))
        for one in audit.unclaimed
    )
    return (Table("", ("Place", "Study", "Text"), rows),) if rows else ()


def _labels(audit: Audit) -> tuple[Block, ...]:
    rows = tuple((str(audit.source.place(one.start)), one.printed, about_label(one)) for one in audit.unknown)
    return (Table("", ("Place", "Label", "On file"), rows),) if rows else ()


def _unnamed(audit: Audit) -> tuple[Block, ...]:
    if not audit.unnamed:
        return ()
    told = Paragraph("Figures of these studies are recorded, but no label of theirs is in the text.")
    return (told, Bullets(f"{name.label} ({name.key})" for name in audit.unnamed))
