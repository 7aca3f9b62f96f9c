"""What ships about 7.01.75 says what its source says: each of these was said wrongly once."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from kb.db.connect import Reader, read
from kb.documents import render
from kb.reports.report import build_report
from tests.command_line import Kb


@pytest.fixture(scope="module")
def reader(loaded_url: str) -> Iterator[Reader]:
    """A reader on what ships."""
    with read(loaded_url) as reader:
        yield reader


@pytest.fixture(scope="module")
def report(reader: Reader) -> str:
    """The whole document as Markdown, on one line for each paragraph."""
    return render(build_report(reader, "7.01.75"), "markdown")


def conclusion(report: str, title: str) -> str:
    """The section summary of an indication, on one line."""
    return report.partition(f"#### Section summary: {title}")[2].strip().partition("\n")[0]


CRC = "Liver metastases from colorectal cancer"


def named(reader: Reader, indication: str, column: str, value: object) -> list[str]:
    """Keys of the outcomes of an indication that have a value in a column, in order."""
    rows = reader.rows(
        "SELECT key, relevant, interest FROM indication_pico WHERE policy = '7.01.75'"
        " AND indication = :indication AND element = 'outcome' ORDER BY position",
        {"indication": indication},
    )
    return [str(row["key"]) for row in rows if row[column] == value]


@pytest.mark.parametrize("indication", ["hcc", "net", "crc"])
def test_the_question_and_the_conclusion_name_outcomes_of_their_own(reader: Reader, indication: str) -> None:
    """The question asks for disease-free and overall survival; the summary of evidence lists others."""
    assert named(reader, indication, "interest", "main") == ["disease-free-survival", "overall-survival"]
    assert named(reader, indication, "interest", "other") == [
        "recurrence",
        "symptom-reduction",
        "treatment-related-adverse-events",
    ]
    symptoms = ["symptoms"] if indication == "net" else []
    assert named(reader, indication, "relevant", 1) == [
        "overall-survival",
        "disease-specific-survival",
        *symptoms,
        "treatment-related-mortality",
        "treatment-related-morbidity",
    ]


def test_the_question_is_printed_with_its_own_outcomes(report: str) -> None:
    """Once for each indication, and never with an outcome of the summary among them."""
    main = "Outcomes of main interest are disease-free survival and overall survival. Other outcomes are"
    assert report.count(main) == 3


def test_a_range_over_a_review_is_told_of_its_studies(report: str) -> None:
    """The 12% to 39% are of 26 nonrandomized studies in one review, not of noncomparative ones."""
    text = conclusion(report, CRC)
    assert "26 nonrandomized studies of cryoablation, local recurrence ranged from 12% to 39%" in text
    assert "noncomparative" not in text


def test_no_finding_passes_on_what_the_figures_do_not_show(report: str) -> None:
    """No comparison on file has longer survival with cryotherapy: 29 vs 34 months, and 29 vs 29."""
    text = conclusion(report, CRC)
    assert "said to" not in text and "better survival" not in text
    assert "29 months with cryotherapy added to resection and 34 months without it" in text
    assert "29 vs 29 months" in text


def test_a_mixed_trial_is_told_with_the_patients_it_is_about(report: str) -> None:
    """82 of the 123 patients of the trial had metastases from colorectal cancer."""
    assert "in 123 patients, 82 of whom had colorectal cancer" in conclusion(report, CRC)


def test_the_p_value_of_a_curve_is_told_of_the_curve(report: str) -> None:
    """The p values are of three time points together; they do not follow the rates of one of them."""
    text = conclusion(report, "Hepatocellular carcinoma")
    assert "local tumor progression over three years was rarer" in text
    assert not re.search(r"vs \d+%[^;)]*; p", text)


def test_no_search_is_printed_that_the_document_does_not_have(reader: Reader, report: str) -> None:
    """The strategies on file are for the next review; the document has a search for trials alone."""
    stored = reader.rows("SELECT source FROM policy_search WHERE policy = '7.01.75'")
    assert {row["source"] for row in stored} >= {"PubMed", "Embase"}
    assert "Literature search" not in report and "PubMed" not in report
    assert "ClinicalTrials.gov was searched in July 2021" in report


def test_the_recommendation_on_cholangiocarcinoma_names_it(report: str) -> None:
    """Without its subject it read as advice against cryoablation in hepatocellular carcinoma."""
    assert re.search(r"isolated intrahepatic cholangiocarcinoma, .* external-beam\s+radiation", report)


def test_a_design_is_prospective_only_where_the_source_says_so(reader: Reader) -> None:
    """Prospectively collected data are no prospective design, and nothing is said about Adam's."""
    rows = reader.rows("SELECT study, design FROM study_overview")
    designs = {row["study"]: row["design"] for row in rows}
    assert {designs[study] for study in ("adam-2002", "ei-2015", "niu-2007")} == {"comparative-cohort"}
    assert designs["ruers-2007"] == "prospective-comparative-cohort"


def test_studies_that_a_review_does_not_name_are_only_included(reader: Reader) -> None:
    """Nothing is said about whether they were pooled."""
    rows = reader.rows(
        "SELECT DISTINCT state FROM included_study WHERE systematic_review_id = 'awad-2009' AND unnamed > 0"
    )
    assert [row["state"] for row in rows] == ["included"]


def test_a_code_of_limitation_needs_support_in_the_source(reader: Reader) -> None:
    """A missing comparison is a remark; that the comparator was not standard is not said."""
    rows = reader.rows(
        "SELECT study, code FROM study_limitation WHERE table_name = 'relevance' AND domain = 'comparator'"
        " AND study IN ('adam-2002', 'niu-2007') ORDER BY study"
    )
    assert [tuple(row.values()) for row in rows] == [("adam-2002", None), ("niu-2007", None)]
    (risk,) = reader.rows(
        "SELECT domain, code FROM study_limitation WHERE study = 'korpan-1997' AND table_name = 'conduct'"
    )
    assert tuple(risk.values()) == ("overall", None)


def test_who_was_not_declared_unresectable_is_told(report: str) -> None:
    """The indication is unresectable carcinoma; 50 of the 360 patients of the trial had perhaps another."""
    assert "only 310 of 360 patients were said to be ineligible for resection" in report


def test_every_technique_of_a_combination_is_counted(kb_loaded: Kb) -> None:
    """Chung combined any of three techniques."""
    assert "a combination of the three" in kb_loaded("study", "show", "chung-2001").stdout


def test_the_regulatory_pathway_is_named(report: str) -> None:
    """That devices were cleared through the 510(k) process is a fact, with a number in its name."""
    assert "through the 510(k) process" in report


def test_bounds_read_as_words(report: str) -> None:
    """At least three mechanisms are described, and deaths are put at about 2%."""
    assert "at least 3 mechanisms" in report and "approximately 2% of study populations" in report
