"""Reading one policy or one study costs the same however many others are held."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.db import sqlite
from kb.schema.views import View, views
from tests.builders.rows import Rows
from tests.databases import SqliteFolder

FEW, MANY = 2, 60


def held(url: str, policies: int) -> str:
    """A database with so many policies, each with a study, an arm, a result and what cites."""
    rows = Rows()
    rows.words()
    rows.add("guideline", id="g")
    rows.add("recommendation", id="g/a", guideline_id="g", key="a")
    for number in range(policies):
        policy, study = f"1.{number:02d}", f"s{number}"
        rows.policy(policy)
        rows.study(study)
        rows.arm(study, "cryo", "cryoablation")
        rows.figures(rows.result(study, "recurrence", "cryo"), ("count", 7), ("total", 180))
        rows.use(f"{policy}/hcc", study, 1)
        rows.prose(policy, "background", study)
        rows.add("conclusion", id=policy, indication_id=f"{policy}/hcc")
        rows.add("policy_recommendation", id=policy, policy_id=policy, recommendation_id="g/a")
        rows.add("history_entry", id=policy, policy_id=policy)
        rows.add("statement", id=policy, policy_id=policy, key="s", determination_id="investigational")
        record = rows.add("record", id=f"studies/{study}", kind="studies", name=study)
        rows.add("acknowledgement", id=f"{record}#1", record_id=record, rule="r", place=study)
        add_lists(rows, policy, study)
        add_test(rows, study, number)
        add_happenings(rows, policy, study, number + 1)
    return rows.write_to(url)


def add_lists(rows: Rows, policy: str, study: str) -> None:
    """A code, a criterion and a trial of a policy; a registration and a notice of a study."""
    rows.add("listed_code", id=policy, policy_id=policy, system="CPT", code=policy)
    rows.add("statement_code", id=policy, statement_id=policy, policy_code_id=policy)
    rows.add("criterion", id=f"{policy}/1", statement_id=policy, kind="single", text="A criterion")
    rows.add("listed_trial", id=policy, policy_id=policy, registry_name="R", number=policy)
    rows.add("registration", id=study, study_id=study, registry_name="R", number=study)
    rows.add("notice", id=study, reference_id=study)


def add_test(rows: Rows, study: str, number: int) -> None:
    """A test, and what an arm of a study with it is to find."""
    test = rows.add("test", id=f"t{number}")
    for table in ("analyte", "cutoff", "assigned_code"):
        rows.add(table, id=f"{test}/1", test_id=test)
    rows.add("companion_use", id=f"{test}/1", test_id=test, treatment_id="cryoablation")
    target = rows.add("target", id=f"{study}/t21", study_id=study, key="t21", label="trisomy 21")
    result = rows.result(study, "recurrence", "cryo", id=f"{target}/cryo", target_id=target)
    rows.figures(result, ("sensitivity", 97))


def add_happenings(rows: Rows, policy: str, study: str, number: int) -> None:
    """A change of a study, one of a conclusion, a version, and a decision of a review."""
    indication = f"policies/{policy}/hcc"
    rows.add("change", id=number, record_id=f"studies/{study}", table_name="arm", field="label")
    rows.add("conclusion_change", id=number, record_id=indication)
    rows.add("release", id=policy, policy_id=policy, effective_date="2022-01-01")
    rows.add("release_conclusion", id=policy, release_id=policy, indication_key="hcc")
    rows.add("review_cycle", id=policy, policy_id=policy, opened="2022-01-01")
    rows.add("candidate", id=study)
    rows.add("screening_decision", id=policy, review_cycle_id=policy, candidate_id=study)


def steps(url: str, view: str, column: str, value: str) -> int:
    """Steps of SQLite's virtual machine to read one of many; the same on every computer."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    with sqlite.reading_file(Path(url.removeprefix("sqlite:///"))) as connection:
        connection.set_progress_handler(count, 1)
        connection.execute(f"SELECT * FROM {view} WHERE {column} = ?", (value,)).fetchall()  # noqa: S608 (names of ours)
    return taken


@pytest.fixture(scope="module")
def two_sizes(sqlite_databases: SqliteFolder) -> Iterator[tuple[str, str]]:
    with sqlite_databases.copy() as few, sqlite_databases.copy() as many:
        yield held(few, FEW), held(many, MANY)


# Which policies use a study is asked of the table study_use; the view would number all references first.
OTHER_KEYS = {
    **dict.fromkeys(("outcome", "outcome_ancestor"), ("outcome", "harms")),
    **dict.fromkeys(("intervention", "intervention_ancestor"), ("intervention", "cryoablation")),
    **dict.fromkeys(("condition", "condition_ancestor"), ("condition", "liver-tumor")),
    "acknowledged_problem": ("record", "studies/s1"),
    "change_log": ("record", "studies/s1"),
    "code": ("list", "design_group"),
    "reference_notice": ("reference", "s1"),
    "systematic_review_overview": ("systematic_review", "s1"),
    "systematic_review_inclusion": ("systematic_review", "s1"),
    **dict.fromkeys(("recommendation_limit", "recommendation_grade"), ("guideline", "g")),
    "grade": ("grading", "nccn-categories"),
    **dict.fromkeys(("prose_mention", "printed_text"), ("place", "section_text:1.01/background/1:text")),
    "reference_overview": ("reference", "s1"),
    **dict.fromkeys(("test_overview", "test_analyte", "test_code", "test_threshold"), ("test", "t1")),
    "companion_test": ("test", "t1"),
    "study_limitation": ("study", "s1"),
    "instrument_entry": ("edition", "limitations-2021"),
    **dict.fromkeys(("plan_contact", "plan_instrument", "plan_overview", "plan_text"), ("plan", "p1")),
    "determination": ("determination", "investigational"),
}


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_one_of_many_costs_as_much_as_one_of_few(two_sizes: tuple[str, str], view: View) -> None:
    of_a_policy = " AS policy" in view.select or view.name == "policy_citation"
    usual = ("policy", "1.01") if of_a_policy else ("study", "s1")
    column, value = OTHER_KEYS.get(view.name, usual)
    few, many = (steps(url, view.name, column, value) for url in two_sizes)
    assert many <= 1.2 * few + 50
