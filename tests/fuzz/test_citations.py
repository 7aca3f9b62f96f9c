"""Readers of citations and notices: what a damaged file still says is in a record, or told."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.bibliography.citation import Malformed
from kb.bibliography.formats.exports import read_citations, read_notices
from kb.bibliography.formats.table_columns import known_columns
from kb.errors import KbError
from tests.bibliography.formats import host_tables, hosts
from tests.bibliography.formats.made_up import articles
from tests.bibliography.formats.test_formats import exports_of
from tests.bibliography.formats.test_retraction_watch import table
from tests.fuzz.damage import damaged
from tests.tiers import mostly_slow

MARK = re.compile(rb"Qz[a-j]{4}zQ")
"""A word that no other record has."""


def _mark(number: int) -> str:
    return f"Qz{''.join(chr(97 + int(digit)) for digit in f'{number:04}')}zQ"


MADE = [
    replace(article, title=f"{article.title} {_mark(number)}")
    for number, article in enumerate(articles(6, seed=5))
]
NUMBERED = re.compile(r"kind (\d+) masses")
EXPORTS = {
    **{str(format): text for format, text in exports_of(MADE).items()},
    **{
        host: NUMBERED.sub(lambda match: f"kind {_mark(int(match[1]))} masses", make(6))
        for host, make in hosts.RIS_OF_HOSTS.items()
    },
    **{
        host: text.replace("study one", f"study {_mark(1)}").replace("study two", f"study {_mark(2)}")
        for host, text in host_tables.TABLES.items()
    },
}
"""Exports in which each record has a word of its own in its title."""
USUAL = [
    place
    for place, name in enumerate(EXPORTS)
    if name in ("nbib", "ris", "bibtex", "table", "Ovid", "Rayyan")
]


def _in_frames(raw: bytes) -> set[bytes]:
    """Marks that were pasted into the names of columns, or into the line of a host that names itself."""
    lines = re.split(rb"[\r\n]+", raw)
    cells = {line: re.split(r'[,;\t"]+', line.decode(errors="replace")) for line in lines}
    frames = [
        line for line in lines if known_columns(cells[line]) > 2 or line.startswith((b"Provider", b"Datab"))
    ]
    return set(MARK.findall(b"\n".join(frames)))


@pytest.mark.parametrize("export", mostly_slow(EXPORTS, usual=USUAL))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_record_of_a_damaged_export_is_lost_silently(
    export: str, data: st.DataObject, tmp_path: Path
) -> None:
    """Each word that marks a record is in what was read, kept aside or told; or the file is refused."""
    raw = data.draw(damaged(EXPORTS[export].encode()))
    path = tmp_path / "export"
    path.write_bytes(raw)
    begun = time.process_time()
    try:
        items = list(read_citations(path))
    except KbError as error:
        assert str(path) in str(error)
        return
    assert time.process_time() - begun < 20
    told = "\n".join(f"{item.raw} {getattr(item, 'message', '')} {item.place}" for item in items).encode()
    assert set(MARK.findall(raw)) <= set(MARK.findall(told)) | _in_frames(raw)
    for item in items:
        assert isinstance(item, Malformed) or item.title or item.remarks


@pytest.mark.parametrize("export", ["nbib", "pubmed-xml", "retraction watch"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_notices_are_read_or_told(export: str, data: st.DataObject, tmp_path: Path) -> None:
    whole = EXPORTS.get(export) or table({}, {"Record ID": "70002"}, {"Record ID": "70003"})
    path = tmp_path / "notices"
    path.write_bytes(data.draw(damaged(whole.encode())))
    try:
        assert all(item.raw is not None for item in read_notices(path))
    except KbError as error:
        assert str(path) in str(error)
