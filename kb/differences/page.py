"""A difference as a document: records, conclusions with reasons, and what changed in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.differences import wording
from kb.differences.changed_places import ChangedPlace
from kb.differences.changes import Kind
from kb.differences.conclusions import Conclusions, IndicationDifference
from kb.differences.difference import Difference
from kb.differences.records import RecordDifference, Row
from kb.differences.words import compare
from kb.documents.content import Block, Bullets, Document, ListItem, Paragraph, Section
from kb.inlines import Deleted, Hyperlink, Inserted, Line, joined

_LONGEST = 60
_LOOKS = Line("Text ", Inserted(Line("inserted")), " or ", Deleted(Line("deleted")), " looks like this.")


def build_difference_page(difference: Difference, levels: Sequence[str], *, at_length: bool) -> Document:
    """The levels asked for; at length the whole redline, else only the places of it that changed."""
    sections: list[Section] = []
    if "records" in levels:
        title = f"Records: {wording.of_records(difference.records)}"
        sections.append(Section(title, map(_record, difference.records), key="records"))
    if "conclusions" in levels:
        title = f"Conclusions: {wording.of_conclusions(difference.conclusions.indications)}"
        sections.append(Section(title, _conclusions(difference.conclusions), key="conclusions"))
    if "document" in levels:
        title = f"Document: {wording.of_document(difference)}"
        shown = _redline(difference) if at_length else _places(difference.places)
        sections.append(Section(title, shown, key="document"))
    blocks: list[Block] = [Paragraph(_LOOKS), *sections] if at_length else [*sections]
    title = f"{difference.policy}: from {difference.before.label} to {difference.after.label}"
    return Document(title, (), blocks, difference.redline.changed_by)


def _record(record: RecordDifference) -> Section:
    title = f" ({record.title})" if record.title else ""
    items = [ListItem(Line(f"{row.field or 'record'}: ", _change(row))) for row in record.rows()]
    blocks = (Bullets(items),) if items else ()
    return Section(f"{wording.KINDS[record.kind].capitalize()}: {record.record}{title}", blocks)


def _change(row: Row) -> Line:
    if row.kind is Kind.MOVED:
        return Line(f"reordered: {row.after}")
    return compare(Line(row.before), Line(row.after))


def _conclusions(conclusions: Conclusions) -> Iterator[Section]:
    for indication in conclusions.indications:
        suffix = "" if indication.kind == "both" else f" ({indication.kind})"
        yield Section(f"{indication.key}: {indication.title}{suffix}", (Bullets(_aspects(indication)),))
    if conclusions.sentences:
        items = [
            item
            for sentence in conclusions.sentences
            for item in (
                ListItem(Line(_link(sentence.place), ": ", compare(sentence.before, sentence.after))),
                *_reasons(sentence.why),
            )
        ]
        title = f"Sentences that changed: {len(conclusions.sentences)}"
        yield Section(title, (Bullets(items),))


def _aspects(indication: IndicationDifference) -> Iterator[ListItem]:
    for aspect in indication.aspects:
        if aspect.is_changed:
            yield ListItem(Line(f"{aspect.name}: ", compare(Line(aspect.before), Line(aspect.after))))
            yield from _reasons(aspect.why)
    if unchanged := wording.unchanged(indication):
        yield ListItem(f"unchanged: {unchanged}")


def _reasons(why: Sequence[str]) -> Iterator[ListItem]:
    return (ListItem(f"because of {reason}", depth=1) for reason in why)


def _link(place: ChangedPlace, headings: int = 0) -> Hyperlink:
    return Hyperlink(Line(wording.where(place.headings[-headings:])), f"#{place.anchor}")


def _redline(difference: Difference) -> Iterator[Block]:
    """The changed places as links, then the whole document with its changes."""
    redline = difference.redline
    entries = [
        ListItem(Line(_link(place, 2), f" {_happened(place)}: {_short(place)}"))
        for place in difference.places
    ]
    if entries:
        yield Bullets(entries)
    facts = [ListItem(Line(fact.label, ": ", fact.value), change=fact.change) for fact in redline.facts]
    yield Section(redline.title, (*((Bullets(facts),) if facts else ()), *redline.blocks))


def _happened(place: ChangedPlace) -> str:
    return place.change or "changed"


def _short(place: ChangedPlace) -> str:
    """The first words that changed, from and to; of what came or went whole its first words."""
    if place.change:
        return _cut(joined(" ", place.lines).plain)
    pieces = [piece for line in place.lines for piece in line.pieces]
    deleted = joined(", ", (piece.line for piece in pieces if isinstance(piece, Deleted))).plain
    inserted = joined(", ", (piece.line for piece in pieces if isinstance(piece, Inserted))).plain
    return " → ".join(_cut(text.strip()) for text in (deleted, inserted) if text.strip())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _places(places: Sequence[ChangedPlace]) -> Iterator[Section]:
    """The changed places under the headings that they are under."""
    for headings, group in groupby(places, key=lambda place: place.headings):
        yield Section(wording.where(headings), (Bullets(map(_place_item, group)),))


def _place_item(place: ChangedPlace) -> ListItem:
    between = {"fact": ": ", "row": " | ", "table": " | "}.get(place.kind, " ")
    line = joined(between, place.lines)
    if place.kind == "section":
        line = Line("Heading: ", line)
    return ListItem(line, label=place.label, change=place.change)
