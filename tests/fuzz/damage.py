"""What happens to files on their way: cut, joined, pasted into, saved again in another encoding."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *(b"", b"\x00", b"\xff", b"\xc3", b"<", b">", b"&", b"&#0;", b'"', b"'", b"{", b"}", b"[", b"]", b"\\"),
    *(b"\n", b"\r", b"\r\n", b"\n\n", b"\t", b",", b";", b"@a{", b"@string{", b"TY  - ", b"ER  -", b"PMID- "),
    *(b"\nER  - \n", b"\nTY  - JOUR\n", b"\nPMID- 1\n", b"<record>", b"</record>", b"<!--", b"-->", b"]]>"),
    *(b"<![CDATA[", b"<!ENTITY a 'b'>", "\u202e".encode(), b"\xef\xbb\xbf", b"1e999", b"- " * 40, b"&a *a"),
    *(b": : :", b"%PDF-", b"PK\x03\x04", b"{{{{", b"$^{$", b"0,734", b"NaN", b"2.5E+07", b"10-May"),
)
"""What is pasted in, or put in the place of something."""


@st.composite
def damaged(draw: st.DrawFn, whole: bytes, most: int = 4) -> bytes:
    """The file after up to so many mishaps."""
    raw = bytearray(whole)
    for _ in range(draw(st.integers(1, most))):
        at = draw(st.integers(0, len(raw)))
        size = draw(st.sampled_from((0, 1, 2, 7, 30, 200)))
        kind = draw(st.sampled_from(("replace", "replace", "cut", "double", "move")))
        if kind == "replace":
            raw[at : at + size] = draw(st.sampled_from(PIECES))
        elif kind == "cut":
            del raw[at : at + 10 * size]
        elif kind == "double":
            raw[at:at] = raw[at : at + 10 * size]
        else:
            piece = bytes(raw[at : at + size])
            del raw[at : at + size]
            raw[(to := draw(st.integers(0, len(raw)))) : to] = piece
    return draw(st.sampled_from((_as_is, _as_is, _windows, _old_mac, _doubled)))(bytes(raw))


def _as_is(raw: bytes) -> bytes:
    return raw


def _windows(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _old_mac(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r")


def _doubled(raw: bytes) -> bytes:
    return raw + raw
