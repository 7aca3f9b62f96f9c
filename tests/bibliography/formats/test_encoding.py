"""Any encoding found in the wild, and files that are no text at all."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.citation import Citation
from kb.bibliography.formats import encoding as module
from kb.bibliography.formats.encoding import open_source
from kb.bibliography.formats.exports import read_citations
from kb.errors import KbError
from tests.bibliography.formats.made_up import Article, nbib, pubmed_set
from tests.bibliography.formats.made_up_exports import ris
from tests.bibliography.formats.reading_whole import citations, read

TITLE = "Über Tumoren \u2013 „größer“ als 5 cm"


@pytest.mark.parametrize(
    "code",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"),
        *("utf-32-le-sig", "utf-32-be-sig", "utf-16-be-sig"),
    ],
)
@pytest.mark.parametrize("write", [nbib, ris])
def test_encodings_are_found_out(code: str, write: object, tmp_path: Path) -> None:
    assert callable(write)
    text = write(Article(title=TITLE)) + write(Article(pmid="90000002", title="Plain"))
    raw = ("\ufeff" + text).encode(code.removesuffix("-sig")) if code.endswith("-sig") else text.encode(code)
    found = citations(tmp_path, raw)
    assert [citation.title for citation in found] == [TITLE, "Plain"]
    assert [bool(citation.remarks) for citation in found] == [code == "windows-1252"] * 2
    offsets = [citation.place.offset for citation in found]
    assert (offsets == [None, None]) == code.startswith(("utf-16", "utf-32"))


def test_only_the_records_that_need_it_are_read_otherwise(tmp_path: Path) -> None:
    parts = [
        nbib(Article(title="Größe", authors=())).encode(),
        nbib(Article(title="Größe", authors=())).encode("latin-1"),
        nbib(Article(title="Grö", authors=())).encode()[:-1] + "größer\n\n".encode("latin-1"),
    ]
    found = citations(tmp_path, b"".join(parts))
    assert [citation.title for citation in found] == ["Größe", "Größe", "Grö"]
    assert [bool(citation.remarks) for citation in found] == [False, True, True]


def test_both_encodings_in_one_line(tmp_path: Path) -> None:
    raw = nbib(Article(title="TITLE")).encode().replace(b"TITLE", b"\xc3\xbcber gr\xf6\xdfer \x93x\x94 \x81")
    (citation,) = citations(tmp_path, raw)
    assert citation.title == "über größer \u201cx\u201d"


@given(st.binary(max_size=200))
def test_decoding_never_fails(data: bytes) -> None:
    """Any bytes become text, and ASCII becomes itself."""
    text = data.decode("utf-8", errors="windows-1252")
    assert len(text.encode()) >= len(data)
    if data.isascii():
        assert text == data.decode("ascii")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_what_is_utf_8_stays_as_it_is(text: str) -> None:
    assert text.encode().decode("utf-8", errors="windows-1252") == text


def test_xml_declares_its_encoding(tmp_path: Path) -> None:
    text = pubmed_set([Article(title="Größe")])
    for code in ("ISO-8859-1", "windows-1252", "gb18030", "Shift_JIS"):
        declared = text.replace('"UTF-8"', f'"{code}"').replace("ü", "u").replace("é", "e")
        title = {"Shift_JIS": "東京"}.get(code, "Größe")
        (citation,) = citations(tmp_path, declared.replace("Größe", title).encode(code))
        assert citation.title == title
    (citation,) = citations(tmp_path, text.replace('"UTF-8"', '"no such code"').encode())
    assert citation.title == "Größe"


def test_the_user_knows_better(tmp_path: Path) -> None:
    path = tmp_path / "export.nbib"
    path.write_bytes(nbib(Article(title="肝癌冷冻消融", authors=())).encode("gb18030"))
    (citation,) = read_citations(path, encoding="gb18030")
    assert isinstance(citation, Citation)
    assert citation.title == "肝癌冷冻消融"


@pytest.mark.parametrize(
    "name", ["ebcdik", "hex", "rot13", "cp500", "raw_unicode_escape", "idna", "punycode", "utf-7", ""]
)
def test_encodings_that_no_export_has_are_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "export.nbib"
    path.write_text(nbib(Article()), encoding="utf-8")
    with pytest.raises(KbError, match=rf"^{name}: no such encoding of exports\. Usual ones"):
        read_citations(path, encoding=name)


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le"])
def test_a_named_encoding_of_wide_letters_does_not_hide_their_mark(name: str, tmp_path: Path) -> None:
    path = tmp_path / "export.nbib"
    path.write_bytes(
        ("\ufeff" + nbib(Article(title=TITLE))).encode("utf-16-be" if name == "utf-16" else name)
    )
    (citation,) = read_citations(path, encoding=name)
    assert isinstance(citation, Citation)
    assert citation.title == TITLE


def test_signs_that_no_database_takes_are_replaced(tmp_path: Path) -> None:
    (citation,) = citations(tmp_path, nbib(Article(title="a\x00b")).encode())
    assert citation.title == "a\ufffdb"
    assert "\x00" not in citation.raw
    assert "NUL" in citation.remarks[0]


def _zip(name: str, data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return held.getvalue()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (_zip("bomb.nbib", b"0" * 10_000_000), "a ZIP archive"),
        (gzip.compress(b"PMID- 1\n" * 1_000_000), "compressed with gzip"),
        (b"%PDF-1.7\n%...", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "an old Office file"),
        (b"SQLite format 3\x00" + b"\x00" * 100, "a database"),
        (b"\x7fELF" + b"\x00" * 500, "not a text file"),
        (b"", "is empty"),
        (b" \n\n ", "is empty"),
        ("\ufeff\n".encode(), "is empty"),
        ("\ufeff\n".encode("utf-16-le"), "is empty"),
        (bytes(range(1, 256)) * 9, "not a text file"),
    ],
)
def test_files_that_are_no_text_are_refused_by_name(raw: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(KbError, match=said):
        read(tmp_path, raw)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(KbError, match="cannot be read"):
        read_citations(tmp_path / "none.nbib")
    with pytest.raises(KbError, match="no file on disk"):
        read_citations(tmp_path)


def test_a_file_that_goes_away_while_reading_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.nbib"
    path.write_text(nbib(Article()), encoding="utf-8")
    source = open_source(path)
    path.unlink()
    with pytest.raises(KbError, match="cannot be read"):
        list(source.chunks())


def test_wide_letters_may_be_cut_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = nbib(Article(title="Große \U0001f9ca")).encode("utf-16")
    monkeypatch.setattr(module, "CHUNK", 3)
    (citation,) = citations(tmp_path, raw)
    assert citation.title == "Große \U0001f9ca"
