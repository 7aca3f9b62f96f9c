"""The diagram as PNG at print resolution, by typst (extra ``pdf``)."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from kb.prisma.drawing.svg import render_svg
from kb.prisma.flow import Flow

DPI = 300
"""Dots per inch at the size at which the text is 9 points high; printed smaller, it is finer."""

_HEADER = 8 + 4 + 4 + 13 + 4
"""Bytes of a PNG up to the end of its first chunk: signature, then length, type, 13 bytes and checksum."""

_PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("/flow.svg", format: "svg")\n'


def render_png(flow: Flow) -> bytes:
    """The picture."""
    import typst

    with TemporaryDirectory(prefix="kb-prisma-") as folder:
        page = Path(folder) / "page.typ"
        page.write_text(_PAGE, encoding="utf-8")
        (Path(folder) / "flow.svg").write_text(render_svg(flow), encoding="utf-8")
        return _with_resolution(typst.compile(page, root=Path(folder), format="png", ppi=DPI))


def _with_resolution(picture: bytes) -> bytes:
    """The PNG with its dots per metre (chunk pHYs), so that a printer or Word takes it at its true size."""
    from struct import pack
    from zlib import crc32

    dots = round(DPI / 0.0254)
    chunk = b"pHYs" + pack(">IIB", dots, dots, 1)
    return (
        picture[:_HEADER] + pack(">I", len(chunk) - 4) + chunk + pack(">I", crc32(chunk)) + picture[_HEADER:]
    )
