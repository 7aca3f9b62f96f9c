"""Citations from the records of an XML export."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kb.bibliography.citation import Citation, Format, Malformed, RecordPlace
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.file_blocks import FileBlock, count_marks
from kb.bibliography.formats.record_reader import RecordReader, Remarks, UnreadableRecord
from kb.bibliography.formats.xml_blocks import Elements, is_only_frame, start_of
from kb.bibliography.formats.xml_parsing import Element, parse


@dataclass(frozen=True, slots=True)
class XmlFormat:
    """What one XML format is."""

    key: Format
    names: Sequence[str]
    """Elements that are records."""
    citation: Callable[[Element, str, RecordPlace, Remarks], Citation]
    """Makes a citation of the element, raw text, place and remarks of a record. Raises UnreadableRecord."""


def read_elements(source: ExportFile, format: XmlFormat) -> Iterator[Citation | Malformed]:
    """The records of an XML file, in order. Raises KbError when it declares entities."""
    reader, starts = RecordReader(format.key, source), 0
    for block in Elements(source, format.names).blocks():
        starts += block.is_record
        if block.is_record:
            yield _record(reader, block, format)
        elif block.message:
            yield reader.outside(block, block.message, block.remedy)
        elif not is_only_frame(block):
            message = "Here is something other than records."
            yield reader.outside(block, message, "Look whether it belongs to one.")
    expected = count_marks(source.chunks(), start_of(format.names))
    if problem := reader.miscount(f"`<{format.names[0]}>`", expected, starts):
        yield problem


def _record(reader: RecordReader, block: FileBlock, format: XmlFormat) -> Citation | Malformed:
    if block.message:
        return reader.aside(block, block.message, block.remedy)
    text, remarks = reader.text(block)
    place = reader.place(block)
    is_plain = reader.source.encoding == "utf-8" and not remarks
    try:
        element, remark = parse(text, block.data if is_plain else None)
        return format.citation(element, text, place, (*remarks, remark) if remark else remarks)
    except UnreadableRecord as error:
        return Malformed(reader.format, place, text, error.message, error.remedy)
