"""What all readers do alike: number the records, keep aside what cannot be read, compare the counts."""

from __future__ import annotations

from collections.abc import Callable

from kb.bibliography.citation import Citation, Format, Malformed, RecordPlace
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.file_blocks import FileBlock

Remarks = tuple[str, ...]


class UnreadableRecord(Exception):
    """A record that makes no citation: what is wrong, and what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class RecordReader:
    """Takes the blocks of one file, in order."""

    def __init__(self, format: Format, source: ExportFile) -> None:
        self.format = format
        self.source = source
        self.records = 0

    def text(self, block: FileBlock) -> tuple[str, Remarks]:
        """The text of a block, and what had to be mended."""
        text, remark = self.source.text(block.data)
        return text, (remark,) if remark else ()

    def place(self, block: FileBlock) -> RecordPlace:
        """The place of the next record; counts it."""
        self.records += 1
        return RecordPlace(self.records, max(block.line, 1), self.source.offset(max(block.position, 0)))

    def aside(self, block: FileBlock, message: str, remedy: str = "") -> Malformed:
        """A block that is kept, unread. Counts as a record."""
        text, _ = self.text(block)
        return Malformed(self.format, self.place(block), text, message, remedy)

    def outside(self, block: FileBlock, message: str, remedy: str = "") -> Malformed:
        """A block that is kept, unread, and is none of the records."""
        text, _ = self.text(block)
        place = RecordPlace(0, max(block.line, 1), self.source.offset(max(block.position, 0)))
        return Malformed(self.format, place, text, message, remedy, is_record=False)

    def citation(
        self, block: FileBlock, read: Callable[[str, RecordPlace, Remarks], Citation]
    ) -> Citation | Malformed:
        """The citation that ``read`` makes of a block, or the block kept aside."""
        if block.message:
            return self.aside(block, block.message, block.remedy)
        text, remarks = self.text(block)
        place = self.place(block)
        try:
            return read(text, place, remarks)
        except UnreadableRecord as error:
            return Malformed(self.format, place, text, error.message, error.remedy)

    def miscount(self, mark: str, expected: int, read: int) -> Malformed | None:
        """A problem of the whole file: its bytes hold another number of record starts than were read."""
        if expected == read:
            return None
        message = f"Starts of records in the file ({mark}): {expected}; records read: {read}."
        remedy = "Compare the last records with the file, and export it again if some are missing."
        return Malformed(self.format, RecordPlace(0, 0, None), "", message, remedy, is_record=False)


def insist_on_contents(title: str | None, *identifiers: str | None) -> None:
    """A citation has a title or an identifier. Raises UnreadableRecord."""
    if title is None and not any(identifiers):
        raise UnreadableRecord(
            "The record has neither a title nor a PMID, PMCID or DOI.", "Look it up and add it by hand."
        )
