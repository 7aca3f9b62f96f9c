"""The views change_log and conclusion_history: what changed, and what was concluded when."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.db.connect import Row, read
from kb.settings import shipped_evidence
from kb.store.load import LoadRequest, load
from tests.builders.forging import forge
from tests.builders.releases import frozen

HCC = "policies/7.01.75/indications/hcc.yaml"
NET = (
    "The evidence is {} to determine that the technology results in an improvement in the net health outcome."
)


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """The record of an indication that ships with kb, alone in a folder."""
    file = tmp_path / "evidence" / HCC
    file.parent.mkdir(parents=True)
    file.write_text((shipped_evidence() / HCC).read_text("utf-8"), "utf-8")
    return tmp_path / "evidence"


def change(url: str, folder: Path, old: str, new: str, why: str) -> None:
    """Edit the record and load it."""
    file = folder / HCC
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    load(LoadRequest(folder, url, "rita", why))


def rows(url: str, sql: str) -> list[Row]:
    with read(url) as reader:
        return reader.rows(sql)


def test_a_conclusion_is_told_from_its_entry_over_changes_to_versions(seed_url: str, evidence: Path) -> None:
    """Entered insufficient, published so, then changed to sufficient and published again."""
    frozen(seed_url, "2021-11-01")
    change(seed_url, evidence, "verdict: insufficient", "verdict: sufficient", "a second trial")
    frozen(seed_url, "2022-11-01")
    history = rows(
        seed_url,
        "SELECT event, version, verdict, conclusion_text, who, why FROM conclusion_history"
        " WHERE policy = '7.01.75' AND indication = 'hcc' AND event <> 'entered' ORDER BY event, number",
    )
    assert [tuple(row.values()) for row in history] == [
        ("changed", None, "sufficient", NET.format("sufficient"), "rita", "a second trial"),
        ("published", "2021-11-01", "insufficient", NET.format("insufficient"), "rita", None),
        ("published", "2022-11-01", "sufficient", NET.format("sufficient"), "rita", None),
    ]
    entered = rows(seed_url, "SELECT indication, verdict FROM conclusion_history WHERE event = 'entered'")
    assert {row["indication"]: row["verdict"] for row in entered} == dict.fromkeys(
        ("hcc", "crc", "net"), "insufficient"
    )


def test_moments_of_one_second_are_told_in_their_order(seed_url: str, evidence: Path) -> None:
    """Entered, changed twice and published at the same time: numbered so, whatever the tables count."""
    change(seed_url, evidence, "verdict: insufficient", "verdict: sufficient", "a second trial")
    change(seed_url, evidence, "verdict: sufficient", "verdict: insufficient", "it was retracted")
    frozen(seed_url, "2022-11-01")
    moments = (("change", "at"), ("conclusion_change", "at"), ("release", "published_at"))
    statements = [f"UPDATE {table} SET {at} = '2022-11-01T09:30:00+00:00'" for table, at in moments]  # noqa: S608
    forge(seed_url, *statements)
    history = rows(
        seed_url,
        "SELECT number, event, verdict FROM conclusion_history"
        " WHERE policy = '7.01.75' AND indication = 'hcc' ORDER BY at, number",
    )
    assert [tuple(row.values()) for row in history] == [
        (1, "entered", "insufficient"),
        (2, "changed", "sufficient"),
        (3, "changed", "insufficient"),
        (4, "published", "insufficient"),
    ]


def test_the_log_says_old_and_new_value_of_each_changed_field(seed_url: str, evidence: Path) -> None:
    """One row for the verdict, with who and why; nothing else of the record was touched."""
    change(seed_url, evidence, "verdict: insufficient", "verdict: sufficient", "a second trial")
    log = rows(
        seed_url,
        "SELECT who, why, action, record, table_name, row_key, field, old_value, new_value FROM change_log"
        " WHERE who = 'rita'",
    )
    assert [tuple(row.values()) for row in log] == [
        (
            *("rita", "a second trial", "update", "policies/7.01.75/indications/hcc", "conclusion"),
            *("7.01.75/hcc", "verdict", "insufficient", "sufficient"),
        )
    ]


def test_a_record_that_was_entered_is_one_row_without_its_text(seed_url: str) -> None:
    """The record itself says what it says; the log says when it came."""
    log = rows(seed_url, "SELECT * FROM change_log WHERE record = 'studies/wang-2015'")
    assert [(row["action"], row["table_name"], row["field"]) for row in log] == [("insert", "record", None)]
    assert (log[0]["old_value"], log[0]["new_value"]) == (None, None)
