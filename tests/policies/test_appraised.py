"""Studies are judged by instruments, evidence rated for certainty: entered, shown, asked by SQL.

The records of `appraised` are invented; one of them appraises by two instruments of a plan of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.db.connect import Reader, read
from kb.documents import render
from kb.errors import ProblemsFound
from kb.reports.pages import build_indication_page
from kb.reports.report import build_report
from kb.reports.study_page import build_study_page
from kb.settings import shipped_evidence
from kb.sheets.lists import read_lists
from kb.store.dump import dump
from kb.store.load import LoadRequest, load

APPRAISED = Path(__file__).parent / "appraised"


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped records with those of this folder beside them."""
    folder = tmp_path_factory.mktemp("appraised") / "evidence"
    shutil.copytree(shipped_evidence(), folder)
    shutil.copytree(APPRAISED, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def reader(module_url: str, records: Path) -> Iterator[Reader]:
    load(LoadRequest(records, module_url, "tests", "appraised studies"))
    dump(module_url, records.parent / "dumped")
    with read(module_url) as reader:
        yield reader


def rows(reader: Reader, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in reader.rows(sql)]


def page(reader: Reader, study: str) -> str:
    return render(build_study_page(reader, study), "markdown")


@pytest.mark.usefixtures("reader")
def test_what_was_loaded_is_dumped_to_the_byte(records: Path) -> None:
    for file in APPRAISED.rglob("*.yaml"):
        inside = file.relative_to(APPRAISED)
        assert (records.parent / "dumped" / inside).read_text() == file.read_text(), inside


def test_rob_2_judges_a_trial_by_domain_and_by_outcome(reader: Reader) -> None:
    assert rows(
        reader,
        "SELECT outcome, judged_by, overall, domains FROM study_appraisal"
        " WHERE study = 'madeup-trial' AND instrument = 'rob-2' ORDER BY position",
    ) == [
        ("overall-survival", None, "some-concerns", 5),
        ("major-complications", None, "high", 5),
        (None, "madeup-review", "low", 0),
    ]
    assert rows(
        reader,
        "SELECT domain, judgement, note FROM appraisal_judgement"
        " WHERE outcome = 'major-complications' AND judgement_place > 1 ORDER BY position",
    ) == [
        ("randomization", "some-concerns", None),
        ("measurement", "high", "judged by the operators"),
        ("reported-result", "some-concerns", None),
    ]
    told = page(reader, "madeup-trial")
    assert "## Appraisal: RoB 2 for major complications\n" in told
    assert "| measurement of the outcome | high risk of bias | judged by the operators |" in told
    assert "## Appraisal: RoB 2, as judged by Madeup et al (review)\n" in told


def test_robins_i_judges_a_study_without_randomization(reader: Reader) -> None:
    assert (
        "By ROBINS-I, results on overall survival (OS) were rated serious risk of bias overall, with serious"
        " risk of bias for confounding (stage not adjusted for); moderate risk of bias for selection of"
        ' participants and selection of the reported result; and "no information" for missing data.'
    ) in page(reader, "madeup-cohort")


def test_quadas_2_judges_bias_and_applicability_without_an_overall_judgement(reader: Reader) -> None:
    told = page(reader, "madeup-test")
    assert "| Risk of bias | reference standard | unclear |" in told
    assert "| Concerns about applicability | applicability of the patients | high |" in told
    assert "| overall |" not in told
    sql = "SELECT overall, domains FROM study_appraisal WHERE study = 'madeup-test'"
    assert rows(reader, sql) == [(None, 7)]


def test_amstar_2_judges_a_review_and_marks_critical_domains(reader: Reader) -> None:
    """Of sixteen domains the sentence tells those that are not judged best; the table tells all."""
    assert rows(
        reader,
        "SELECT domain FROM appraisal_judgement"
        " WHERE edition = 'amstar-2-2017' AND critical = 1 AND judgement = 'no' ORDER BY position",
    ) == [("protocol",), ("excluded-studies",)]
    told = page(reader, "madeup-review")
    assert (
        'By AMSTAR 2, the review was rated critically low confidence overall, with "no" for protocol before'
        " the review (no protocol was found)"
    ) in told
    assert "| protocol before the review (critical) | no | no protocol was found |" in told


def test_grade_rates_certainty_per_outcome_with_the_reasons(reader: Reader) -> None:
    assert rows(
        reader,
        "SELECT outcome, comparator, certainty, starts, levels_down, levels_up FROM outcome_certainty"
        " WHERE policy = '9.99.01' ORDER BY position",
    ) == [
        ("overall-survival", "radiofrequency-ablation", "low", "high", 2, 0),
        ("overall-survival", "microwave-ablation", "very-low", "low", 2, 1),
        ("major-complications", None, "moderate", None, 0, 0),
    ]
    assert rows(
        reader,
        "SELECT direction, domain, levels, note FROM certainty_reason WHERE policy = '9.99.01'"
        " ORDER BY rating, direction, position",
    ) == [
        ("down", "risk-of-bias", 1, "concealment not described"),
        ("down", "imprecision", 1, "few deaths"),
        ("down", "indirectness", 2, None),
        ("up", "large-effect", 1, None),
    ]
    told = render(build_indication_page(reader, "9.99.01", "tumors"), "markdown")
    assert (
        "| overall survival vs microwave ablation | GRADE | very low | from low; down for indirectness (two"
        " levels); up for large effect; no study compared them [5] |  |"
    ) in told


def test_a_plans_own_instrument_is_a_record_like_any_other(reader: Reader) -> None:
    """It may give a score without judging domains."""
    told = page(reader, "madeup-trial")
    assert (
        "By Quality score of the Madeup plan, the trial was rated 4 of 5 points (as the plan counts them)."
    ) in told
    assert rows(
        reader, "SELECT entry, key, text FROM instrument_entry WHERE instrument = 'madeup-score' ORDER BY key"
    ) == [("judgement", "sound", "sound"), ("judgement", "weak", "weak")]


def test_two_editions_of_codes_stand_side_by_side_in_a_policy(reader: Reader) -> None:
    """The group names the edition, a limitation may name another; a finding rests on codes of either."""
    assert rows(
        reader,
        "SELECT study, code, edition FROM study_limitation WHERE policy = '9.99.01' AND code IS NOT NULL"
        " ORDER BY study, edition DESC",
    ) == [
        ("madeup-test", "2", "limitations-diagnostic-2021"),
        ("madeup-trial", "1", "limitations-therapeutic-2021"),
        ("madeup-trial", "2", "limitations-madeup-2025"),
    ]
    told = page(reader, "madeup-trial")
    assert "- conduct/blinding/1 (limitations-madeup-2025): those who treated knew the group" in told
    sql = "SELECT says FROM finding_evidence WHERE policy = '9.99.01' ORDER BY position"
    assert rows(reader, sql) == [("those who treated knew the group",), ("all were young",)]


def test_a_group_says_the_question_that_its_studies_answer(reader: Reader) -> None:
    assert rows(
        reader,
        "SELECT heading, question, studies FROM evidence_heading WHERE policy = '9.99.01'"
        " ORDER BY group_position",
    ) == [
        ("Clinically valid", "clinical-validity", 1),
        ("Studies of treatment", "therapy", 2),
        ("Reviews", "harms", 1),
    ]
    sql = "SELECT study FROM study_in_policy WHERE question = 'clinical-validity' AND policy = '9.99.01'"
    assert rows(reader, sql) == [("madeup-test",)]


def test_the_report_tells_judgements_certainty_and_questions(reader: Reader) -> None:
    told = render(build_report(reader, "9.99.01"), "markdown")
    assert "Both comparisons were used." in told
    assert (
        "By RoB 2, results on overall survival (OS) were rated some concerns overall, with some concerns for"
        " randomization process (concealment not described)."
    ) in told
    assert "#### Certainty of evidence" in told
    assert (
        "The certainty of the evidence (GRADE) was low for OS vs radiofrequency ablation, very"
        " low for OS vs microwave ablation, and moderate for major complications."
    ) in told


def test_what_an_instrument_does_not_have_is_told_with_what_it_has(
    engine_url: str, records: Path, tmp_path: Path
) -> None:
    """A domain, a judgement of the wrong use, and an instrument that is not there: one problem for each."""
    folder = Path(shutil.copytree(records, tmp_path / "evidence"))
    study = folder / "studies" / "madeup-review.yaml"
    text = study.read_text(encoding="utf-8").replace("      search: partial-yes", "      serch: partial-yes")
    text = text.replace('selection: "yes"', "selection: low").replace(
        "overall: critically-low", 'overall: "no"'
    )
    study.write_text(text.replace("instrument: grade-2013", "instrument: grade-2031"), encoding="utf-8")
    with pytest.raises(ProblemsFound) as refused:
        load(LoadRequest(folder, engine_url, "tests", "wrong words"))
    assert sorted((problem.line, problem.message) for problem in refused.value.problems) == [
        (17, "`amstar-2-2017/serch` is not among the domains of the instrument."),
        (18, "`amstar-2-2017/low` is not among the judgements of the instrument for a domain."),
        (30, "`amstar-2-2017/no` is not among the overall judgements of the instrument."),
        (31, "`grade-2031` is not among the instruments."),
    ]


def test_the_workbook_offers_codes_that_follow_the_design(reader: Reader) -> None:
    """A study of a test is offered the codes for tests, a trial those for treatments that a plan uses."""
    offered = read_lists(reader, None, "diagnostic-accuracy").terms["limitation codes"]
    assert "conduct/test-delivery/1 = timing of the tests not described" in offered
    offered = read_lists(reader, None, "randomized-controlled-trial").terms["limitation codes"]
    assert "conduct/allocation/2 = allocation not concealed" in offered
