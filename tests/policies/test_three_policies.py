"""A drug and a test beside the shipped policy: they load together, and what is printed wrong stays so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.checks.problem import Severity
from kb.checks.run import Request, check
from kb.db.connect import Reader, read
from kb.documents import render
from kb.evidence.policies import read_prose_figures
from kb.narrative.prose import ProseReader
from kb.records.formatting import format_folder
from kb.reports.report import build_report
from tests.builders.three_policies import write_three_policies


@pytest.fixture(scope="module")
def reader(three_policies_url: str) -> Iterator[Reader]:
    """A reader on all three policies."""
    with read(three_policies_url) as reader:
        yield reader


def test_the_records_are_in_canonical_form(tmp_path: Path) -> None:
    """`kb fmt` has nothing to change in them, the merged vocabulary included."""
    assert format_folder(write_three_policies(tmp_path / "evidence"), write=False) == []


def test_three_policies_stand_side_by_side(reader: Reader) -> None:
    """Each policy has its three indications, and no study is shared."""
    rows = reader.rows(
        "SELECT policy, COUNT(DISTINCT indication) AS indications, COUNT(DISTINCT study) AS studies"
        " FROM study_in_policy GROUP BY policy ORDER BY policy"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("7.01.75", 3, 28),
        ("bcbsm-nips", 3, 8),
        ("rx501.086", 3, 10),
    ]


def test_a_fact_that_is_a_frequency_is_printed_as_one(reader: Reader) -> None:
    """It stands as 1/160 in the record; a part of it is a number as ever."""
    prose = ProseReader(read_prose_figures(reader, policy="bcbsm-nips"), owner="bcbsm-nips")
    text = "About [[fact:aneuploidy-births]] live births, of [[fact:aneuploidy-births:total]]."
    assert prose.line(text).plain == "About 1 in 160 live births, of 160."


def test_what_is_printed_wrong_is_found(reader: Reader) -> None:
    """Three percentages that no count of theirs gives, and two that fit no whole number of 42."""
    problems = [judged.problem for judged in check(reader, Request()).judged]
    wrong = {problem.place for problem in problems if problem.rule == "percent-of-count"}
    assert wrong >= {
        "tec-2013/cases-detected/sequencing:percent",
        "soster-2021/screen-positive/nips:yield",
        "dar-2022/test-accuracy/nips,confirmed,deletion-22q11:npv",
    }
    assert {problem.place for problem in problems if problem.rule == "percent-of-arm-size"} == {
        "mercuri-2018/standing/sham@15mo:percent",
        "mercuri-2018/who-milestone/sham@15mo:percent",
    }


ALARMS_OF_THE_QUESTION = ("promised-outcomes", "outside-pico", "placement-and-design", "terms-for-one-thing")


def test_what_a_drug_and_a_test_answer_raises_no_false_alarm(reader: Reader) -> None:
    """A motor scale keeps a promise of function, sham stands for supportive care, a test has its own designs.

    What is left is true: outcomes that no study reports, and natural history of another condition.
    """
    problems = [judged.problem for judged in check(reader, Request()).judged]
    places = {
        (problem.rule, problem.place)
        for problem in problems
        if problem.rule in ALARMS_OF_THE_QUESTION
        and problem.severity is not Severity.NOTE
        and not problem.place.startswith("7.01.75")
    }
    drug, test = "rx501.086", "bcbsm-nips"
    never_reported = {
        *(f"{drug}/{key}/quality-of-life" for key in ("presymptomatic", "type-1", "type-2-3")),
        *(f"{drug}/{key}/treatment-related-mortality" for key in ("presymptomatic", "type-1", "type-2-3")),
        f"{drug}/type-2-3/overall-survival",
        f"{test}/microdeletion/morbid-events",
        f"{test}/microdeletion/resource-utilization",
        f"{test}/twin/morbid-events",
    }
    assert {place for rule, place in places if rule == "promised-outcomes"} == never_reported
    assert {place for rule, place in places if rule != "promised-outcomes"} == {
        f"{drug}/presymptomatic/feldkotter-2002 population"
    }


def test_a_report_names_the_sponsors_of_trials_under_way(reader: Reader) -> None:
    """The table of trials has a column for sponsors where one is stated."""
    text = render(build_report(reader, "bcbsm-nips"), "text")
    assert "Sponsor" in text
    assert "PerkinElmer" in text


@pytest.mark.parametrize(
    "view",
    ["finding_text", "policy_section", "guideline_recommendation", "policy_statement", "statement_criterion"],
)
def test_a_text_reads_as_in_the_document(reader: Reader, view: str) -> None:
    """A public view prints the figures of a text in place of its marks, as the document does."""
    texts = [row["text"] or "" for row in reader.rows(f"SELECT text FROM {view}")]  # noqa: S608 (names above)
    assert not [text for text in texts if "[[" in text or "[@" in text]
    limits = "Ablation on its own may cure tumors of ≤3 cm."
    assert (limits in texts) is (view == "guideline_recommendation")


def test_a_review_of_many_measures_is_a_short_paragraph_with_tables_below(reader: Reader) -> None:
    """Sensitivity and specificity are told; likelihood ratios and names of twelve studies are tabulated."""
    text = render(build_report(reader, "bcbsm-nips"), "markdown")
    (told,) = (line for line in text.splitlines() if line.startswith("Judah et al (2021) [3] conducted"))
    assert "99.0% (95% CI, 92.0% to 99.9%)" in told
    assert "likelihood" not in told
    assert "The table below names the studies." in told
    tables = text.partition(told)[2]
    assert "| Study | Target | Test | FP | FN | Sensitivity | Specificity |" in tables
    assert "| Review | Included | Included without pooling |" in tables
    assert "Chibuk et al (2020); Du et al (2017)" in tables


def test_a_question_is_named_where_a_group_differs_and_its_heading_does_not_say_it(reader: Reader) -> None:
    report = render(build_report(reader, "rx501.086"), "text")
    assert "Natural history" in report
    assert "Question:" not in report
    assert "studies concern" not in report
