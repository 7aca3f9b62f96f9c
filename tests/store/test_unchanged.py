"""A load passes by what is as it was, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.schema.tables import metadata
from kb.store import loading
from kb.store.convert import TABLES
from kb.store.examining import TextsToRead, read_texts
from kb.store.unchanged import FIRST, INTO_RECORDS
from tests.builders.folders import FILES, Folder, change_in_database, content, rows

OTHERS = [id for id in FILES if not id.startswith(("vocabulary/", "documents/", "instruments/"))]


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the records whose texts were read, but for those that all others rest on."""
    ids: list[str] = []

    def noted(wanted: TextsToRead) -> list[object]:
        ids.extend(name.id for name, _ in wanted.files)
        return list(read_texts(wanted))

    monkeypatch.setattr(loading, "read_texts", noted)
    return ids


def test_a_second_load_reads_nothing_that_is_as_it_was(
    folder: Folder, engine_url: str, files_read: list[str]
) -> None:
    folder.load(engine_url)
    assert files_read == OTHERS
    before = content(engine_url)
    files_read.clear()
    outcome = folder.load(engine_url)
    assert files_read == []
    assert (outcome.unchanged, outcome.changed) == (len(FILES), 0)
    assert content(engine_url) == before


@pytest.mark.parametrize(
    ("what", "old", "new", "read"),
    [
        ("references/doe-2020", "title: A trial", "title: A new trial", ["references/doe-2020"]),
        (
            "studies/doe-2020",
            "label: Doe et al (2020)",
            "label: Doe (2020)",
            ["studies/doe-2020", "policies/1.01/indications/hcc"],
        ),
        (
            "guidelines/society",
            "title: Liver",
            "title: The liver",
            ["guidelines/society", "policies/1.01/policy", "policies/1.01/indications/hcc"],
        ),
        ("instruments/limitations-2021", "title: Limitations", "title: Limits", OTHERS),
        ("vocabulary/conditions", "name: hepatocellular carcinoma", "name: liver cancer", OTHERS),
    ],
)
def test_what_changed_is_read_with_all_that_points_into_it(
    folder: Folder, engine_url: str, files_read: list[str], what: str, old: str, new: str, read: list[str]
) -> None:
    folder.load(engine_url)
    files_read.clear()
    folder.change(what, old, new)
    assert folder.load(engine_url).changed == 1
    assert files_read == read


def test_a_row_that_somebody_changed_is_looked_at(
    folder: Folder, engine_url: str, files_read: list[str]
) -> None:
    folder.load(engine_url)
    files_read.clear()
    change_in_database(engine_url, "UPDATE arm SET label = 'cold' WHERE key = 'cryo'")
    (problem,) = folder.problems(engine_url)
    assert "was changed in the database since it was last loaded" in problem
    assert "studies/doe-2020" in files_read


def test_a_file_of_other_bytes_is_read_and_changes_nothing(
    folder: Folder, engine_url: str, files_read: list[str]
) -> None:
    folder.load(engine_url)
    for expected in (["references/doe-2020"], []):
        file = folder.file("references/doe-2020")
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        files_read.clear()
        assert folder.load(engine_url).changed == 0
        assert files_read == expected


def test_another_version_of_the_program_reads_everything(
    folder: Folder, engine_url: str, files_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.load(engine_url)
    files_read.clear()
    monkeypatch.setattr("kb.store.unchanged._program", lambda: "another")
    assert folder.load(engine_url).changed == 0
    assert files_read == OTHERS


def test_a_link_follows_the_main_figure_of_a_result_that_was_changed(folder: Folder, engine_url: str) -> None:
    """The record that links was not edited; what its words name is another figure now."""
    folder.load(engine_url)
    links = "SELECT figure_id FROM prose_link WHERE figure_id LIKE '%cryo@3y%'"
    assert rows(engine_url, links) == [{"figure_id": "doe-2020/overall-survival/cryo@3y:percent"}]
    folder.change("studies/doe-2020", "cryo: [97%, 67%]", "cryo: [97%, 60/90]")
    folder.change("studies/doe-2020", "100: 97% and 67%", "100: 97% and 60 of 90")
    folder.load(engine_url)
    assert rows(engine_url, links) == [{"figure_id": "doe-2020/overall-survival/cryo@3y:count"}]


def test_pruning_looks_at_all_that_may_point_at_what_goes(
    folder: Folder, engine_url: str, files_read: list[str]
) -> None:
    folder.load(engine_url)
    files_read.clear()
    folder.file("references/doe-2020").unlink()
    problems = folder.problems(engine_url, prune=True)
    assert any("`doe-2020` is not among the references" in problem for problem in problems)
    assert files_read == [id for id in OTHERS if id != "references/doe-2020"]


def test_what_points_into_other_records_is_listed_whole() -> None:
    """By the foreign keys: each to a row inside a record, from a record that may be another one."""
    kinds_of: dict[str, set[str]] = {}
    for kind, tables in TABLES.items():
        for table in tables:
            kinds_of.setdefault(table, set()).add(kind)
    whole = {"document", "instrument_version", "reference", "test", "study"}
    whole |= {"guideline", "policy", "indication", "health_plan"}
    expected = {
        (table.name, key.parent.name, key.column.table.name)
        for table in metadata.tables.values()
        if table.name in kinds_of
        for key in table.foreign_keys
        if (target := key.column.table.name) in kinds_of
        and target not in whole
        and not kinds_of[target] & set(FIRST)
        and (kinds_of[table.name] | kinds_of[target]) - (kinds_of[table.name] & kinds_of[target])
    }
    # These are always rows of the record itself.
    own = {("figure", "result_id"), ("figure", "fact_id"), ("figure_source", "figure_id")}
    own |= {("fact", "recommendation_id")}
    own |= {("clinical_input", f"{name}_fact_id") for name in ("year", "centers", "societies")}
    found = {
        (table, column, target)
        for table, columns in INTO_RECORDS.items()
        for column, target in columns.items()
    }
    assert {entry for entry in expected if entry[:2] not in own} <= found


@pytest.mark.parametrize("broken", [False, True], ids=["sound", "with problems"])
def test_on_many_processes_a_load_is_what_it_is_on_one(
    folder: Folder, engine_url: str, monkeypatch: pytest.MonkeyPatch, broken: bool, tmp_path: Path
) -> None:
    """The same rows of every table, or the same problems in the same order."""
    if broken:
        folder.change("studies/doe-2020", "label: Doe et al (2020)\n", "")
        folder.change("references/doe-2020", "csl:\n", "csl:\n  unknown: word\n")
        folder.change("policies/1.01/policy", "[@doe-2020]", "[@nobody-1999]")
        expected = folder.problems(engine_url)
        assert len(expected) > 2
        monkeypatch.setattr(loading, "WORTH_PROCESSES", 1)
        monkeypatch.setattr("kb.processes.cores", lambda: 2)
        assert folder.problems(engine_url) == expected
        return
    folder.load(engine_url)
    before = {table: found for table, found in content(engine_url).items() if table != "change"}
    change_in_database(engine_url, "UPDATE record SET loaded_as = NULL")
    monkeypatch.setattr(loading, "WORTH_PROCESSES", 1)
    monkeypatch.setattr("kb.processes.cores", lambda: 2)
    assert folder.load(engine_url).changed == 0
    assert {t: found for t, found in content(engine_url).items() if t != "change"} == before
