"""Bytes of an export as text, whatever encoding it is in, without holding the file.

Most exports are UTF-8. Others are found in the wild: with a byte-order mark, UTF-16 (Windows programs),
windows-1252 and Latin-1 (older reference managers, Retraction Watch), and UTF-8 with single bytes of
windows-1252 pasted in. Records are cut from bytes first and decoded one by one, so a stray byte spoils
nothing but itself.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kb.errors import KbError

CHUNK = 1 << 18
"""Bytes read at once."""

_HEAD = 1 << 16
_WIDE = (
    # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "a ZIP archive (Excel, Word and EndNote's .enlx files are such archives too)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"%PDF-", "a PDF"),
    (b"SQLite format 3\x00", "a database"),
)
_ASCII = rb"<?xml> @{}[] \n \u0041 : .. aZ09+- -,;"
_USUAL = "utf-8, windows-1252, utf-16, gb18030"
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
"""Bytes that hardly any text has."""

_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]{0,40})["']""")


@dataclass(frozen=True, slots=True)
class ExportFile:
    """An export on disk, and how its bytes are to be understood. Made by :func:`open_source`."""

    path: Path
    size: int
    """Bytes of the file."""
    head: bytes
    """Its first bytes, as :meth:`chunks` gives them; at most 64 kB."""
    encoding: str
    """Encoding of the chunks: utf-8 unless the file declares another that leaves ASCII alone."""
    wide: str | None
    """UTF-16 or UTF-32, where the chunks are made from; they are UTF-8 then."""
    mark: int
    """Length of the byte-order mark that the chunks leave out."""
    old_mac: bool
    """Whether lines end in a carriage return alone; the chunks have line feeds instead."""

    def chunks(self) -> Iterator[bytes]:
        """The file piece by piece, in an encoding in which ASCII characters are single bytes.

        Raises KbError when the file cannot be read.
        """
        try:
            with self.path.open("rb") as file:
                file.seek(self.mark)
                pieces = _narrowed(file, self.wide) if self.wide else iter(lambda: file.read(CHUNK), b"")
                for piece in pieces:
                    yield piece.replace(b"\r", b"\n") if self.old_mac else piece
        except OSError as error:
            raise KbError(f"{self.path}: cannot be read ({error.strerror}).") from error

    def offset(self, position: int) -> int | None:
        """Where in the file a position in the chunks is; None when the two cannot be compared."""
        return None if self.wide else self.mark + position

    def text(self, data: bytes) -> tuple[str, str | None]:
        """The text of a record, and a remark on what was mended (None = nothing).

        Never fails: bytes that are not of the file's encoding are taken for windows-1252, which holds
        Latin-1; the sign NUL, which no database takes, becomes U+FFFD.
        """
        remark = None
        try:
            text = data.decode(self.encoding)
        except UnicodeDecodeError:
            text = data.decode(self.encoding, errors="windows-1252")
            remark = (
                "Some letters were not in UTF-8 and were read as windows-1252; look at accents and symbols."
            )
        if "\x00" in text:
            text = text.replace("\x00", "\ufffd")
            remark = "The record had characters that no text can hold (NUL); they were replaced."
        return text, remark


def open_source(path: Path, encoding: str | None = None) -> ExportFile:
    """Look at the beginning of a file. ``encoding`` overrides what is found out.

    Raises KbError when the file cannot be read, is empty, is packed or is no text at all.
    """
    if path.exists() and not path.is_file():
        raise KbError(
            f"{path}: cannot be read, because it is no file on disk. Save the export, and give its name."
        )
    try:
        with path.open("rb") as file:
            head, size = file.read(_HEAD), path.stat().st_size
    except OSError as error:
        raise KbError(
            f"{path}: cannot be read ({error.strerror}). Check the name and your rights."
        ) from error
    mark, wide = _wide(head)
    if not head[mark:].strip(b"\x00 \t\r\n"):
        raise KbError(f"{path}: is empty. Export it again.")
    _refuse_other_files(path, head)
    if encoding is not None:
        encoding = _known(encoding)
        wide = (wide or encoding) if encoding.startswith(("utf-16", "utf-32")) else None
    start = head[mark:]
    if wide:
        start = start[: len(start) // 4 * 4].decode(wide, errors="replace").encode()
    if b"\x00" * 8 in start or len(start) - len(start.translate(None, _CONTROLS)) > max(8, len(start) // 20):
        raise KbError(f"{path}: is not a text file. Export the records as text (NBIB, RIS, XML, CSV ...).")
    old_mac = b"\n" not in start and b"\r" in start
    kept = start.replace(b"\r", b"\n") if old_mac else start
    narrow = "utf-8" if wide else encoding or _declared(start)
    return ExportFile(path, size, kept, narrow, wide, mark, old_mac)


def _refuse_other_files(path: Path, head: bytes) -> None:
    for beginning, name in _OTHER_FILES:
        if head.startswith(beginning):
            raise KbError(
                f"{path}: is {name}, not an export as text. Unpack or export it, and give the text file."
            )


def _wide(head: bytes) -> tuple[int, str | None]:
    """Length of the byte-order mark, and the encoding when it has two or four bytes a character."""
    if head.startswith(codecs.BOM_UTF8):
        return len(codecs.BOM_UTF8), None
    for bom, name in _WIDE:
        if head.startswith(bom):
            return len(bom), name
    sample = head[:2000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half > 8 and odd > half * 0.6 and even < half * 0.1:
        return 0, "utf-16-le"
    if half > 8 and even > half * 0.6 and odd < half * 0.1:
        return 0, "utf-16-be"
    return 0, None


def _declared(start: bytes) -> str:
    """The encoding that an XML file declares, if it is one in which markup is plain ASCII."""
    match = _DECLARED.match(start.lstrip())
    name = match[1].decode("ascii") if match else "utf-8"
    try:
        known = codecs.lookup(name).name
        return known if "<?xml>".encode(known) == b"<?xml>" else "utf-8"
    except (LookupError, UnicodeError):
        return "utf-8"


def _known(encoding: str) -> str:
    """The name of an encoding in which the marks around records are plain ASCII, or of UTF-16 or UTF-32."""
    try:
        known = codecs.lookup(encoding).name
        if (
            known.startswith(("utf-16", "utf-32"))
            or _ASCII.decode(known, errors="windows-1252") == _ASCII.decode()
        ):
            return known
    except (LookupError, UnicodeError):
        pass
    raise KbError(f"{encoding}: no such encoding of exports. Usual ones: {_USUAL}.")


def _narrowed(file: BinaryIO, wide: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(wide)(errors="replace")
    while piece := file.read(CHUNK):
        yield decoder.decode(piece).encode("utf-8", errors="replace")
    yield decoder.decode(b"", final=True).encode("utf-8", errors="replace")


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Decoding of what is not UTF-8; the five bytes that windows-1252 leaves out are Latin-1 controls."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    letters = (
        byte.to_bytes().decode("cp1252", errors="ignore") or byte.to_bytes().decode("latin-1")
        for byte in wrong
    )
    return "".join(letters), error.end


codecs.register_error("windows-1252", _as_windows_1252)
