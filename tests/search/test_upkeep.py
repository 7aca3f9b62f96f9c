"""Search follows the records: what a load adds, changes or removes is found, or is no longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.db.connect import read
from kb.lookup.search import search
from kb.store.search import refresh_database
from tests.builders.folders import Folder, change_in_database, rows

HCC = "policies/1.01/indications/hcc"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder of one study, one policy and what they need."""
    return Folder(tmp_path / "evidence")


def found(url: str, question: str) -> set[str]:
    with read(url) as reader:
        return {f"{hit.kind} {hit.key}" for hit in search(reader, question, limit=1000).hits}


def indexed(url: str) -> int:
    return int(rows(url, "SELECT COUNT(*) AS n FROM search_index")[0]["n"])


def entries(url: str) -> int:
    return int(rows(url, "SELECT COUNT(*) AS n FROM search_entry")[0]["n"])


def test_every_kind_of_record_is_found(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    assert "study doe-2020" in found(engine_url, "doe-2020")
    assert "reference doe-2020" in found(engine_url, "pmid 123")
    assert "recommendation society/ablation" in found(engine_url, "ablate tumors")
    assert "statement 1.01/s1" in found(engine_url, "investigational")
    assert "statement 1.01/s1" in found(engine_url, '"another treatment failed"')
    assert "policy 1.01" in found(engine_url, "47371")
    assert "indication 1.01/hcc" in found(engine_url, "unresectable")
    assert "finding 1.01/hcc/survival" in found(engine_url, "survival")
    assert "text 1.01/background/1" in found(engine_url, "deaths")
    assert entries(engine_url) == indexed(engine_url) > 8


def test_limits_and_facts_stand_in_snippets(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    with read(engine_url) as reader:
        (limit,) = search(reader, "ablate", ("recommendation",)).hits
        (fact,) = search(reader, "deaths put").hits
    assert limit.snippet.startswith("**Ablate** tumors of <3. ")
    assert fact.snippet == "**Deaths** are **put** at ~2%."


def test_a_changed_record_is_found_by_its_new_words_only(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    folder.change("policies/1.01/policy", "All agreed.", "Nobody objected.")
    folder.load(engine_url)
    assert found(engine_url, "objected") == {"text 1.01/clinical_input/1"}
    assert found(engine_url, "agreed") == set()
    assert entries(engine_url) == indexed(engine_url)


def test_a_removed_record_is_not_found(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    text = folder.file("references/doe-2020").read_text(encoding="utf-8")
    folder.write("references/roe-2021", text.replace("doe-2020", "roe-2021"))
    folder.change("references/roe-2021", '"123"', '"456"')
    folder.load(engine_url)
    assert found(engine_url, "roe-2021") == {"reference roe-2021"}
    folder.file("references/roe-2021").unlink()
    folder.load(engine_url, prune=True)
    assert found(engine_url, "roe-2021") == set()
    assert entries(engine_url) == indexed(engine_url)


def test_a_load_that_changes_nothing_rewrites_nothing(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    assert refresh_database(engine_url) == 0


def test_a_dry_run_and_a_refused_load_leave_search_alone(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url, dry_run=True)
    assert entries(engine_url) == indexed(engine_url) == 0
    folder.change("studies/doe-2020", "cryoablation]", "cryoablatoin]")
    assert folder.problems(engine_url)
    assert entries(engine_url) == indexed(engine_url) == 0


def test_records_of_an_older_version_are_taken_up(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    before = entries(engine_url)
    change_in_database(
        engine_url, "UPDATE search_entry SET made_from = 'older', words = 'old', stems = 'old'"
    )
    assert len(found(engine_url, "old")) == before
    assert refresh_database(engine_url) > 0
    assert found(engine_url, "old") == set()
    assert found(engine_url, "investigational") == {"statement 1.01/s1"}
    assert entries(engine_url) == indexed(engine_url) == before


def test_the_change_log_knows_nothing_of_search(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    folder.change("policies/1.01/policy", "All agreed.", "Nobody objected.")
    folder.load(engine_url)
    assert rows(engine_url, "SELECT id FROM change WHERE table_name LIKE 'search%'") == []
