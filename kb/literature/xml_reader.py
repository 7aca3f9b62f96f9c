"""Citations from the records of an XML export, parsed some at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kb.literature.blocks import LONGEST, Block, count_marks
from kb.literature.citation import Citation, Malformed, Place
from kb.literature.encoding import Source
from kb.literature.formats import Format
from kb.literature.reader import Desk, Remarks, Unreadable
from kb.literature.xml_blocks import Elements, is_only_frame, parse, parse_all

_AT_ONCE = 25
"""Records parsed together: setting up a parser takes as long as parsing one."""


@dataclass(frozen=True, slots=True)
class XmlFormat:
    """What one XML format is."""

    key: Format
    names: Sequence[str]
    """Elements that are records."""
    citation: Callable[[Element, str, Place, Remarks], Citation]
    """Makes a citation of the element, raw text, place and remarks of a record. May raise Unreadable."""


def read_elements(source: Source, format: XmlFormat) -> Iterator[Citation | Malformed]:
    """The records of an XML file, in order. Raises KbError when it declares entities."""
    desk, starts = Desk(format.key, source), 0
    for batch in _batches(Elements(source, format.names).blocks()):
        starts += sum(block.is_record for block in batch)
        yield from _read_batch(desk, format, batch)
    mark = re.compile(rf"<(?:{'|'.join(format.names)})[\s/>]".encode())
    if problem := desk.miscount(f"`<{format.names[0]}>`", count_marks(source.chunks(), mark), starts):
        yield problem


def _batches(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks some at a time, few and small enough to hold."""
    held: list[Block] = []
    weight = 0
    for block in blocks:
        held.append(block)
        weight += len(block.data)
        if len(held) > 2 * _AT_ONCE or weight > LONGEST // 8:
            yield held
            held, weight = [], 0
    yield held


def _read_batch(desk: Desk, format: XmlFormat, batch: list[Block]) -> Iterator[Citation | Malformed]:
    texts = [desk.text(block) if _is_readable(block) else ("", ()) for block in batch]
    elements = iter(parse_all([text for text, _ in texts if text]))
    for block, (text, remarks) in zip(batch, texts, strict=True):
        if text:
            yield _read(desk, format, block, (text, remarks), next(elements))
        elif block.is_record or block.message:
            yield desk.aside(block, block.message, block.remedy)
        elif not is_only_frame(block):
            yield desk.aside(
                block, "Something other than records stands here.", "Look whether it belongs to one."
            )


def _is_readable(block: Block) -> bool:
    return block.is_record and not block.message


def _read(
    desk: Desk, format: XmlFormat, block: Block, text: tuple[str, Remarks], element: Element | None
) -> Citation | Malformed:
    place, remark = desk.place(block), None
    raw, remarks = text
    try:
        if element is None:
            element, remark = parse(raw)
        return format.citation(element, raw, place, (*remarks, remark) if remark else remarks)
    except Unreadable as error:
        return Malformed(desk.format, place, raw, error.message, error.remedy)
