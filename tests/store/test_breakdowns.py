"""Breakdowns and acknowledgements as rows, and back."""

from __future__ import annotations

from pathlib import Path

from kb.store.dump import dump
from tests.builders.folders import FILES, Folder, rows
from tests.records.test_breakdowns import study

OUTCOMES = "".join(
    f"{key}: {{name: {key}, domain: harm, direction: lower}}\n"
    for key in ("deaths", "cardiac-deaths", "other-deaths")
)
BREAKDOWNS = (
    "{sets: [small, large]}",
    "{whole: deaths, parts: [cardiac-deaths, other-deaths]}",
    "{whole: deaths, parts: [complications, other-deaths], parts_in: large, complete: no}",
    "{whole: deaths, sets: [small, large]}",
)


def _folder(folder: Folder) -> Folder:
    folder.write("vocabulary/outcomes", FILES["vocabulary/outcomes"] + OUTCOMES)
    folder.write("studies/doe-2020", study(*BREAKDOWNS))
    return folder


def test_breakdowns_come_back(folder: Folder, engine_url: str, tmp_path: Path) -> None:
    """A breakdown is dumped as it was loaded."""
    _folder(folder).load(engine_url)
    dump(engine_url, tmp_path / "out")
    assert (tmp_path / "out/studies/doe-2020.yaml").read_text() == study(*BREAKDOWNS)


def test_each_part_is_an_outcome_in_a_set_of_participants(folder: Folder, engine_url: str) -> None:
    _folder(folder).load(engine_url)
    wholes = rows(
        engine_url,
        "SELECT id, kind, study_outcome_id AS whole, population_set_id AS population, complete FROM breakdown"
        " ORDER BY position",
    )
    assert [(row["kind"], row["whole"], row["population"], bool(row["complete"])) for row in wholes] == [
        ("populations", None, "doe-2020/whole", True),
        ("outcomes", "doe-2020/deaths", "doe-2020/whole", True),
        ("outcomes", "doe-2020/deaths", "doe-2020/whole", False),
        ("populations", "doe-2020/deaths", "doe-2020/whole", True),
    ]
    parts = rows(engine_url, "SELECT * FROM breakdown_part ORDER BY id")
    assert {row["id"]: (row["study_outcome_id"], row["population_set_id"]) for row in parts} == {
        "doe-2020/breakdown/1/1": (None, "doe-2020/small"),
        "doe-2020/breakdown/1/2": (None, "doe-2020/large"),
        "doe-2020/breakdown/2/1": ("doe-2020/cardiac-deaths", "doe-2020/whole"),
        "doe-2020/breakdown/2/2": ("doe-2020/other-deaths", "doe-2020/whole"),
        "doe-2020/breakdown/3/1": ("doe-2020/complications", "doe-2020/large"),
        "doe-2020/breakdown/3/2": ("doe-2020/other-deaths", "doe-2020/large"),
        "doe-2020/breakdown/4/1": ("doe-2020/deaths", "doe-2020/small"),
        "doe-2020/breakdown/4/2": ("doe-2020/deaths", "doe-2020/large"),
    }


def test_what_writers_let_stay_is_a_public_view(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    found = rows(engine_url, "SELECT * FROM acknowledged_problem ORDER BY record")
    assert [(row["record"], row["rule"], row["found"]) for row in found] == [
        ("guidelines/society", "rule-of-guidelines", None),
        ("policies/1.01/indications/hcc", "rule-of-indications", "insufficient"),
        ("policies/1.01/policy", "rule-of-policies", "47371"),
        ("references/doe-2020", "rule-of-references", "2020-05"),
        ("studies/doe-2020", "rule-of-studies", "p=.747"),
    ]
    assert {row["reason"] for row in found} == {"Seen in 2021; it stays."}
