"""A difference as text: colours on a terminal, ``[-deleted-]{+inserted+}`` on a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.differences.changes import Kind
from kb.differences.conclusions import Conclusions, IndicationDifference
from kb.differences.difference import Difference
from kb.differences.records import RecordDifference, Row
from kb.differences.redline import (
    MarkedFact,
    MarkedItem,
    MarkedParagraph,
    MarkedRow,
    MarkedSection,
    Numbering,
    Spot,
    spots,
)
from kb.differences.render import wording
from kb.differences.words import Op, Words

_PLAIN = {Op.KEEP: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
_COLOURED = {Op.KEEP: "{}", Op.DELETE: "\ue000{}\ue002", Op.INSERT: "\ue001{}\ue002"}
_COLOURS = {"\ue000": "\x1b[31;9m", "\ue001": "\x1b[32;4m", "\ue002": "\x1b[0m"}
"""What stands for a colour (red and struck out, green and underlined, neither) until all text is cleaned."""


def render_text(difference: Difference, levels: Sequence[str], *, colours: bool = False) -> str:
    """The levels asked for, one under the other; long lines are left to the terminal."""
    marks = _COLOURED if colours else _PLAIN
    lines = [wording.title(difference), "=" * len(wording.title(difference)), ""]
    if "records" in levels:
        lines += _headed(f"Records: {wording.of_records(difference.records)}")
        lines += [line for one in difference.records for line in _record(one, marks)]
    if "conclusions" in levels:
        lines += _headed(f"Conclusions: {wording.of_conclusions(difference.conclusions.indications)}")
        lines += _conclusions(difference.conclusions, marks)
    if "document" in levels:
        lines += _headed(f"Document: {wording.of_document(difference)}")
        lines += _document(difference, marks)
    return "\n".join(_printable(line, colours=colours) for line in lines).rstrip("\n") + "\n"


def shown(words: Words, marks: dict[Op, str]) -> str:
    """Words with marks around what was deleted and inserted."""
    return "".join(marks[run.op].format(run.text) for run in wording.runs(words) if run.text)


def _printable(line: str, *, colours: bool) -> str:
    """Without characters that would steer the terminal, but for our own colours."""
    known = _COLOURS if colours else {}
    return "".join(known.get(letter, letter if letter.isprintable() else "") for letter in line)


def _headed(heading: str) -> list[str]:
    return [heading, "-" * len(heading)]


def _record(one: RecordDifference, marks: dict[Op, str]) -> Iterator[str]:
    called = f" ({one.title})" if one.title else ""
    yield f"{wording.KINDS[one.kind].capitalize()}: {one.record}{called}"
    for row in one.rows():
        yield f"  {row.field or 'record'}: {_row(row, marks)}"
    yield ""


def _row(row: Row, marks: dict[Op, str]) -> str:
    if row.kind is Kind.MOVED:
        return f"reordered: {row.after}"
    return shown(wording.words_between(row.before, row.after), marks)


def _conclusions(conclusions: Conclusions, marks: dict[Op, str]) -> Iterator[str]:
    for one in conclusions.indications:
        yield from _indication(one, marks)
    if conclusions.sentences:
        yield from _headed(f"Sentences that changed: {len(conclusions.sentences)}")
    for sentence in conclusions.sentences:
        yield wording.where(sentence.headings)
        yield f"  {shown(wording.words_between(sentence.before, sentence.after), marks)}"
        yield from (f"    because of {reason}" for reason in sentence.why)
        yield ""


def _indication(one: IndicationDifference, marks: dict[Op, str]) -> Iterator[str]:
    told = "" if one.kind == "both" else f" ({one.kind})"
    yield f"{one.key}: {one.title}{told}"
    for aspect in one.aspects:
        if aspect.is_changed:
            yield f"  {aspect.name}: {shown(wording.words_between(aspect.before, aspect.after), marks)}"
            yield from (f"    because of {reason}" for reason in aspect.why)
    same = wording.unchanged(one)
    if same:
        yield f"  unchanged: {same}"
    yield ""


def _document(difference: Difference, marks: dict[Op, str]) -> Iterator[str]:
    above: tuple[str, ...] | None = None
    for spot in spots(difference.redline):
        if spot.headings != above:
            above = spot.headings
            yield from ([""] if spot.number > 1 else [])
            yield wording.where(above)
        yield f"  {_spot(spot, marks)}"
    yield ""


def _spot(spot: Spot, marks: dict[Op, str]) -> str:
    block = spot.block
    if isinstance(block, MarkedParagraph):
        return shown(block.words, marks)
    if isinstance(block, MarkedItem):
        return f"{_number(block)} {shown(block.words, marks)}"
    if isinstance(block, MarkedRow):
        return " | ".join(shown(cell, marks) for cell in block.cells)
    if isinstance(block, MarkedFact):
        return f"{shown(block.label, marks)}: {shown(block.value, marks)}"
    if isinstance(block, MarkedSection):
        return f"Heading: {shown(block.title, marks)}"
    caption = f"{shown(block.caption, marks)}: " if block.caption else ""
    return caption + " | ".join(shown(cell, marks) for cell in block.header)


def _number(item: MarkedItem) -> str:
    numbering = item.before if item.op is Op.DELETE else item.after
    return _mark(numbering)


def _mark(numbering: Numbering | None) -> str:
    return "-" if numbering is None or numbering.number is None else f"{numbering.number}."
