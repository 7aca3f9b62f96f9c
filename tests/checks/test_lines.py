"""Lines of problems are remembered by the text that they are lines of."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.checks import lines
from kb.checks.earlier_runs import remembering
from kb.checks.lines import Place, lines_of
from kb.db.connect import Reader, read
from tests.builders.folders import Folder

PLACES = [
    ("studies/doe-2020", "doe-2020/overall-survival/cryo@3y:percent"),
    ("studies/doe-2020", "doe-2020/cryo"),
]


@pytest.fixture
def records_written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Records whose text was made anew to find lines in it."""
    records: list[str] = []
    write = lines._written

    def noted(reader: Reader, places: list[Place]) -> dict[Place, int]:
        records.extend(dict.fromkeys(record for record, _ in places))
        return write(reader, places)

    monkeypatch.setattr(lines, "_written", noted)
    return records


def test_a_text_is_written_once_for_as_long_as_it_stays(
    folder: Folder, engine_url: str, tmp_path: Path, records_written: list[str]
) -> None:
    """And again for a place that was not asked for before, or when the record has changed."""
    folder.load(engine_url)
    text = folder.file("studies/doe-2020").read_text()

    def asked(places: list[Place]) -> dict[Place, int]:
        with read(engine_url) as reader, remembering(tmp_path / "checks.db") as memory:
            return lines_of(reader, engine_url, places, memory)

    first = asked(PLACES[:1])
    assert text.splitlines()[first[PLACES[0]] - 1].strip().startswith("cryo: [97%, 67%]")
    assert asked(PLACES[:1]) == first
    assert records_written == ["studies/doe-2020"]
    assert asked(PLACES) == first | asked(PLACES[1:])
    assert records_written == ["studies/doe-2020"] * 2
    folder.change(
        "studies/doe-2020", "label: Doe et al (2020)", "label: Doe et al (2020)\nsetting: one center"
    )
    folder.load(engine_url)
    assert asked(PLACES[:1]) == {PLACES[0]: first[PLACES[0]] + 1}


def test_lines_are_the_same_on_many_processes(
    folder: Folder, engine_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder.load(engine_url)
    with read(engine_url) as reader, remembering(tmp_path / "one") as memory:
        expected = lines_of(reader, "", PLACES, memory)
        monkeypatch.setattr(lines, "_WORTH_PROCESSES", 1)
        monkeypatch.setattr("kb.processes.cores", lambda: 2)
        with remembering(tmp_path / "two") as other:
            assert lines_of(reader, engine_url, PLACES, other) == expected
