"""References that nothing points at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.rules.unused_reference import check_unused_reference
from kb.db.connect import read
from tests.checks.readers import Rows
from tests.store.evidence import Folder, change_in_database

SPARE = """\
reference: spare-2019
csl: {type: report, title: A report, issued: "2019"}
"""


def unused(url: str) -> list[str]:
    with read(url) as reader:
        return [problem.record for problem in check_unused_reference(reader)]


def test_the_bundled_evidence_uses_all_its_references(loaded_url: str) -> None:
    assert unused(loaded_url) == []


@pytest.mark.parametrize(
    ("record", "old", "new"),
    [
        ("policies/1.01/policy", "[@doe-2020]", "[@doe-2020] [@spare-2019]"),
        ("policies/1.01/policy", "section: Surgery\n", "section: Surgery\nalso_listed: [spare-2019]\n"),
        ("guidelines/society", "title: Liver\n", "title: Liver\nreference: spare-2019\n"),
        ("studies/doe-2020", "{primary: doe-2020}", "{primary: doe-2020, companion: spare-2019}"),
    ],
)
def test_every_way_of_use_counts(folder: Folder, engine_url: str, record: str, old: str, new: str) -> None:
    folder.write("references/spare-2019", SPARE)
    folder.load(engine_url)
    assert unused(engine_url) == ["references/spare-2019"]
    folder.change(record, old, new)
    folder.load(engine_url)
    assert unused(engine_url) == []


def test_what_a_search_found_waits_for_a_decision(folder: Folder, engine_url: str) -> None:
    folder.write("references/spare-2019", SPARE)
    folder.load(engine_url)
    for sql in (
        "INSERT INTO review_cycle (id, policy_id, opened, state) VALUES ('c', '1.01', '2022-01-01', 'open')",
        "INSERT INTO screening_decision (id, review_cycle_id, reference_id, stage, decision, who, decided_at)"
        " VALUES ('d', 'c', 'spare-2019', 'title-abstract', 'unsure', 'ann', '2022-01-02')",
    ):
        change_in_database(engine_url, sql)
    assert unused(engine_url) == []


def test_a_notice_about_another_reference_is_used(folder: Folder, engine_url: str) -> None:
    folder.write("references/spare-2019", SPARE)
    notice = SPARE.replace("spare-2019", "late-2020") + "notices:\n  - {kind: correction, by: spare-2019}\n"
    folder.write("references/late-2020", notice)
    folder.load(engine_url)
    assert unused(engine_url) == ["references/late-2020"]


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True))
def test_each_unused_reference_is_told_once_and_no_other(keys: list[str]) -> None:
    reader = Rows([{"reference": key, "record": f"references/{key}"} for key in keys])
    assert [problem.place for problem in check_unused_reference(reader)] == keys
