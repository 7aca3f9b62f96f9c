"""PDF files made by hand, for the tests of their reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Words on a page: left edge and base line in points from the lower left corner, size of the font."""

    text: str
    x: float
    y: float
    size: float = 10.0


def lines(texts: Sequence[str], x: float = 50, top: float = 740, step: float = 12) -> list[Words]:
    """Lines under one another; an empty one leaves a blank line."""
    return [Words(text, x, top - index * step) for index, text in enumerate(texts) if text]


def pdf(pages: Sequence[Sequence[Words]], *, encrypted: bool = False) -> bytes:
    """A PDF file of these pages."""
    bodies: list[bytes] = []
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    bodies.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    bodies.append(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode())
    bodies.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for index, words in enumerate(pages):
        content = b"\n".join(_painted(one) for one in words)
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * index} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    if encrypted:
        key = b"<" + b"41" * 32 + b">"
        bodies.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O " + key + b" /U " + key + b" >>")
    return _file(bodies, encrypted)


def _painted(words: Words) -> bytes:
    text = words.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (words.size, words.x, words.y, text)


def _file(bodies: Sequence[bytes], encrypted: bool) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    locked = b" /Encrypt %d 0 R /ID [<00> <00>]" % len(bodies) if encrypted else b""
    return out + b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1,
        locked,
        start,
    )
