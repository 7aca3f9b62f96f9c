"""Nothing that a file can hold stops a reader, fills memory or loses a record."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.bibliography.citation import Citation, Malformed
from kb.bibliography.formats import file_blocks, table_rows
from kb.bibliography.formats.exports import read_citations, read_notices
from kb.errors import KbError
from tests.bibliography.formats.made_up import Article, articles, nbib, pubmed_set
from tests.bibliography.formats.made_up_exports import bibtex, csl_json, endnote_xml, ris
from tests.bibliography.formats.test_formats import EXPORTS, exports_of
from tests.tiers import mostly_slow

LONG = "long words and more of them " * 40_000
WITHOUT_LINKS = exports_of([replace(article, links=()) for article in articles(2)])
ABSTRACT = (("BACKGROUND", LONG),)


def exports(made: list[Article]) -> Iterator[str]:
    """The same articles in every format that has abstracts."""
    yield "".join(map(nbib, made))
    yield pubmed_set(made)
    yield "".join(map(ris, made))
    yield endnote_xml(made)
    yield "".join(map(bibtex, made))
    yield csl_json(made)


@pytest.mark.parametrize("number", range(6))
def test_a_monstrous_abstract_costs_one_record(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [Article(), Article(pmid="90000002", abstract=ABSTRACT), Article(pmid="90000003")]
    path = tmp_path / "export"
    path.write_text(list(exports(made))[number], encoding="utf-8")
    assert [type(item) for item in read_citations(path)] == [Citation] * 3
    monkeypatch.setattr(file_blocks, "LONGEST", 400_000)
    found = list(read_citations(path))
    assert [type(item) for item in found if item.place.record] == [Citation, Malformed, Citation]
    assert isinstance(found[1], Malformed)
    assert "1 million bytes come without an end" in found[1].message
    assert len(found[1].raw) <= 64 << 10
    assert found[1].place.record == 2
    assert isinstance(found[2], Citation)
    assert found[2].pmid == "90000003"
    assert found[2].place.line == 1 + path.read_bytes()[: found[2].place.offset].count(b"\n")


@pytest.mark.parametrize(
    "text",
    [
        '[{"title":"One","abstract":"{LONG} \\\\\\" \\\\"},{"title":"Two"}]',
        "@article{a, title={One}, abstract={LONG}}\n@article{b, title={Two}}\n",
        'PMID,Title,Abstract\n1,One,"LONG"\n2,Two,x\n',
    ],
)
def test_a_monstrous_text_without_line_ends_costs_one_record(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_blocks, "LONGEST", 300_000)
    monkeypatch.setattr(table_rows, "_MOST_BYTES", 300_000)
    path = tmp_path / "export"
    path.write_text(text.replace("LONG", LONG), encoding="utf-8")
    found = list(read_citations(path))
    assert [type(item) for item in found] == [Malformed, Citation]
    assert isinstance(found[1], Citation)
    assert found[1].title == "Two"


def test_a_monstrous_cell_costs_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_rows, "_MOST_BYTES", 400_000)
    path = tmp_path / "export"
    path.write_text(f"PMID,Title\n1,One\n2,{LONG}\n3,Three\n", encoding="utf-8")
    found = list(read_citations(path))
    assert [type(item) for item in found] == [Citation, Malformed, Citation]
    assert f"This line has {len(LONG) + 3} bytes" in str(found[1])
    assert isinstance(found[2], Citation)
    raw = path.read_bytes()
    assert found[2].place.offset is not None
    assert raw[found[2].place.offset :] == b"3,Three\n"


@pytest.mark.parametrize("number", mostly_slow(range(6)))
def test_memory_is_that_of_a_few_records(number: int, tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_text(list(exports(articles(2000)))[number], encoding="utf-8")
    peaks = []
    for _ in range(2):  # the first time fills caches
        tracemalloc.start()
        for _ in read_citations(path):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert path.stat().st_size > 2_000_000
    assert peaks[1] < 1_800_000


@pytest.mark.parametrize("format", EXPORTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_gives_records_or_words(format: str, data: st.DataObject, tmp_path: Path) -> None:
    raw = bytearray(EXPORTS[format].encode())  # type: ignore[index]
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(raw) - 1))
        piece = data.draw(
            st.sampled_from([b"", b"\x00", b"\xff", b"<", b"&", b'"', b"{", b"}", b"\n", b"]", b"@a{"])
        )
        raw[place : place + data.draw(st.integers(0, 30))] = piece
    path = tmp_path / "damaged"
    path.write_bytes(raw)
    try:
        found = list(read_citations(path))
        list(read_notices(path))
    except KbError as error:
        assert str(path) in str(error)
        return
    assert all(
        isinstance(item, Citation) or (item.message and item.raw.encode() is not None) for item in found
    )


@pytest.mark.parametrize("format", EXPORTS)
def test_a_file_cut_anywhere_loses_nothing_silently(format: str, tmp_path: Path) -> None:
    text = WITHOUT_LINKS[format]  # type: ignore[index]
    second = text.index(" 90000001")  # in the title
    path = tmp_path / "cut"
    for end in range(second + 10, len(text.rstrip()) - 90, 23):
        path.write_text(text[:end], encoding="utf-8")
        found = list(read_citations(path))
        told = [item for item in found if isinstance(item, Malformed) or item.remarks]
        assert told, f"cut at {end} of {len(text)}"
        assert isinstance(found[0], Citation)


def _macros(count: int, times: int) -> str:
    names = ['@string{a0 = "' + "x" * 1000 + '"}']
    names += [
        f"@string{{a{number} = {' # '.join([f'a{number - 1}'] * times)}}}" for number in range(1, count)
    ]
    return "\n".join(names) + "\n"


BIBTEX_BOMBS = {
    "names of names": _macros(40, 4) + "@article{k, title={T}, note = a39}\n",
    "names in many records": _macros(2, 30)
    + "".join(f"@article{{k{n}, title={{T}}, abstract = {' # '.join(['a1'] * 33)}}}\n" for n in range(2000)),
    "joined a hundred thousand times": "@article{k, title={T}, note = "
    + " # ".join(['"a"'] * 100_000)
    + "}\n",
    "braces in braces": "@article{k, title={" + "{" * 100_000 + "}" * 100_000 + "}}\n",
    "starts without ends": "@article{k, " * 100_000,
    "all on one line": "@article{k, title={T}} " * 20_000,
}


@pytest.mark.parametrize("bomb", mostly_slow(BIBTEX_BOMBS, usual=[0, 2]))
def test_a_bomb_in_bibtex_is_bounded_and_told(bomb: str, tmp_path: Path) -> None:
    """Seconds of the processor and memory stay within what an export of that size takes."""
    path = tmp_path / "bomb.bib"
    path.write_text(BIBTEX_BOMBS[bomb], encoding="utf-8")
    begun = time.process_time()
    characters = 0
    for item in read_citations(path):
        abstract = item.abstract if isinstance(item, Citation) else item.message
        characters += len(abstract or "")
    assert characters < 40_000_000
    assert time.process_time() - begun < 30


def test_a_definition_that_cannot_be_read_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "bomb.bib"
    path.write_text(BIBTEX_BOMBS["names of names"], encoding="utf-8")
    items = list(read_citations(path))
    assert [item for item in items if isinstance(item, Citation) or item.is_record] == items[-1:]
    assert "hold more text than any" in str(items[0])


LINES = "TY  - JOUR\nTI  - T\n"
OTHER_BOMBS = {
    "an abstract of a hundred thousand lines": f"{LINES}AB  - x\n"
    + "more words here\n" * 100_000
    + "ER  - \n",
    "end marks alone": f"{LINES}ER  - \n" + "ER  - \n" * 100_000,
    "counters alone": f"{LINES}ER  - \n" + "12.\n\n" * 100_000,
    "lost records": f"{LINES}ER  - \n" + "TI  - lost\nER  - \n" * 30_000,
    "a DOI of brackets": f"{LINES}DO  - 10.5555/{')' * 100_000}\nER  - \n",
    "a DOI of DOIs": f"{LINES}DO  - {'10.5555/' * 50_000}\nER  - \n",
    "lines without tags": "PMID- 1\nTI  - T\nAB  - x\n" + "odd line\n" * 100_000,
    "quotation marks alone": "Title,Year\n" + '"a\n' * 50_000,
    "columns": "Title,Year" + ",x" * 100_000 + "\nT,2019" + ",y" * 100_000 + "\n",
    "arrays in arrays": '[{"title":"T","author":' + "[" * 100_000 + "]" * 100_000 + "}]",
    "elements in elements": "<xml><records><record>"
    + "<a>" * 50_000
    + "</a>" * 50_000
    + "</record></records></xml>",
    "elements without ends": "<xml><records>" + "<record>" * 50_000,
}


@pytest.mark.parametrize("bomb", mostly_slow(OTHER_BOMBS, usual=[0, 4]))
def test_a_bomb_in_another_format_is_bounded(bomb: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    path.write_text(OTHER_BOMBS[bomb], encoding="utf-8")
    begun = time.process_time()
    items = list(read_citations(path))
    assert items
    assert max(len(getattr(item, "remarks", ())) for item in items) <= 21
    assert time.process_time() - begun < 20
