"""Citations from the records of an XML export."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kb.literature.blocks import count_marks
from kb.literature.citation import Citation, Malformed, Place
from kb.literature.encoding import Source
from kb.literature.formats import Format
from kb.literature.reader import Desk, Remarks
from kb.literature.xml_blocks import Elements, is_only_frame
from kb.literature.xml_parsing import Element, parse


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

    def read(text: str, place: Place, remarks: Remarks) -> Citation:
        element, remark = parse(text)
        return format.citation(element, text, place, (*remarks, remark) if remark else remarks)

    desk, starts = Desk(format.key, source), 0
    for block in Elements(source, format.names).blocks():
        starts += block.is_record
        if block.is_record:
            yield desk.citation(block, read)
        elif block.message:
            yield desk.aside(block, block.message, block.remedy)
        elif not is_only_frame(block):
            message = "Something other than records stands here."
            yield desk.aside(block, message, "Look whether it belongs to one.")
    mark = re.compile(rf"<(?:{'|'.join(format.names)})[\s/>]".encode())
    if problem := desk.miscount(f"`<{format.names[0]}>`", count_marks(source.chunks(), mark), starts):
        yield problem
