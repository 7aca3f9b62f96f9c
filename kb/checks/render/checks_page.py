"""Problems as a document: by record, open ones first, with what each rule looks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.listing import Item, Listing, by_record
from kb.checks.rule import Rule
from kb.documents.content import Block, Bullets, Document, ListItem, Paragraph, Section
from kb.inlines import Hyperlink, Line, LinkTarget, Strong


def build_checks_page(listing: Listing, *, at_length: bool, acknowledged: bool = False) -> Document:
    """The open problems and their count, and with ``acknowledged`` those that may stand.

    At length it begins with the count and explains the rules that found something, as a page does; else it
    ends with the count, where a terminal leaves off.
    """
    stands = listing.acknowledged if acknowledged else ()
    items = (*listing.open, *stands)
    rules = [rule for _, rule in sorted({item.rule.key: item.rule for item in items}.items())]
    blocks: list[Block] = [Section("Open", tuple(_records(listing.open)))] if listing.open else []
    if stands:
        blocks.append(Section("Acknowledged", tuple(_records(stands))))
    further = " --acknowledged lists what is acknowledged." if listing.acknowledged and not stands else ""
    count = Paragraph(f"{listing.sentence}{further}")
    if not at_length:
        return Document("Checks", (), (*blocks, count))
    explained = (Section("Rules", tuple(_rule(rule) for rule in rules)),) if rules else ()
    return Document("Checks", (), (count, *blocks, *explained))


def _records(items: Sequence[Item]) -> Iterator[Section]:
    for _, of_record in by_record(items):
        lines = tuple(line for item in of_record for line in _item(item))
        yield Section(of_record[0].file, (Bullets(lines),))


def _item(item: Item) -> Iterator[ListItem]:
    judged, problem = item.judged, item.judged.problem
    rule = Hyperlink(Line(problem.rule), f"#rule-{problem.rule}")
    name = LinkTarget(Line(judged.id), judged.id)
    yield ListItem(Line(Strong(str(problem.severity)), " ", rule, f", line {item.line} [", name, "]"))
    yield ListItem(item.message, depth=1)
    facts = {
        "at": problem.place,
        "found": problem.found,
        "expected": problem.expected,
        "acknowledged": judged.reason,
        "which said": judged.before or "",
    }
    yield from (ListItem(f"{word}: {text}", depth=1) for word, text in facts.items() if text)


def _rule(rule: Rule) -> Section:
    paragraphs = [Paragraph(" ".join(part.split())) for part in rule.explanation.split("\n\n")]
    source = () if "Source: " in rule.explanation else (Paragraph(f"Source: {rule.source}"),)
    return Section(f"{rule.key}: {rule.title}", (*paragraphs, *source), key=f"rule-{rule.key}")
