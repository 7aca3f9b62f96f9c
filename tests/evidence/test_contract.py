"""The public views as outside scripts rely on them: names of views and columns, and what a row says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kb.db.connect import Reader, read

CONTRACT = {
    "study_overview": "study label design design_group year enrolled size size_from appraised retracted pmid",
    "figure_detail": "figure_id study outcome arm contrast population_set timepoint_months statistic value"
    " reported_text unit events total absent_reason",
    "arm_result": "study label design outcome arm arm_n population_set timepoint_months scope n n_from"
    " measure estimate unit events total ci_low ci_high range_low range_high reported_text",
    "contrast_result": "study label design outcome contrast index_arm reference_arm population_set"
    " timepoint_months measure estimate ci_low ci_high p_value p_sign reported_text",
    "arm_intervention": "study arm intervention",
    "effect": "study outcome contrast population_set timepoint_months measure estimate ci_low ci_high"
    " log_estimate standard_error effect_of favors p_value p_sign",
    "study_in_policy": "policy indication study evidence_group citation_number",
    "evidence_base": "policy indication design_group studies",
    "policy_conclusion": "policy indication verdict determination relevant_outcomes conclusion_text",
    "policy_reference": "policy citation_number first_author year journal pmid citation_text",
    "systematic_review_inclusion": "systematic_review study state",
    "study_limitation": "study indication table_name domain code text",
    "policy_timeline": "policy effective_date action",
    "guideline_recommendation": "policy indication organization guideline version category text",
    "policy_statement": "policy statement determination population phase",
    "statement_criterion": "policy statement criterion parent rule text",
    "policy_code": "policy statement system code description determination valid_from valid_to",
    "ongoing_trial": "policy registry number title planned_enrolment completion status",
    "study_registration": "study registry number",
    "code": "list code label meaning",
    "reference_notice": "reference notice date",
    "change_log": "at who why action record table_name row_key field old_value new_value",
    "conclusion_history": "policy indication version at verdict effect conclusion_text",
    "screening_current": "policy candidate stage status reason",
    "outcome": "outcome name broader domain direction",
    "intervention": "intervention name broader kind",
    "condition": "condition name broader",
}
"""The views of the design's table; `accuracy_result` and phases of statements come with records for them."""


@pytest.fixture(scope="module")
def reader(loaded_url: str) -> Iterator[Reader]:
    """A reader on the bundled evidence."""
    with read(loaded_url) as reader:
        yield reader


@pytest.mark.parametrize("view", CONTRACT)
def test_a_view_has_its_columns(reader: Reader, view: str) -> None:
    """Further columns are welcome; these names stay."""
    sql = "SELECT column_name FROM data_dictionary WHERE relation = :view"
    columns = {row["column_name"] for row in reader.rows(sql, {"view": view})}
    assert set(CONTRACT[view].split()) <= columns


def test_rates_of_an_arm_over_time(reader: Reader) -> None:
    rows = reader.rows(
        "SELECT timepoint_months, estimate, unit, reported_text, arm_n FROM arm_result"
        " WHERE study = 'wang-2015' AND outcome = 'overall-survival' AND arm = 'cryo'"
        " ORDER BY timepoint_months"
    )
    assert [(row["timepoint_months"], row["estimate"], row["unit"], row["arm_n"]) for row in rows] == [
        (12, 97, "%", 180),
        (36, 67, "%", 180),
        (60, 40, "%", 180),
    ]


def test_one_p_value_for_a_whole_curve_is_one_row(reader: Reader) -> None:
    (row,) = reader.rows(
        "SELECT * FROM contrast_result WHERE study = 'wang-2015' AND outcome = 'local-tumor-progression'"
    )
    assert (row["index_arm"], row["reference_arm"]) == ("cryo", "rfa")
    assert (row["measure"], row["estimate"], row["timepoint_months"]) == (None, None, None)
    assert (row["p_value"], row["p_sign"], row["reported_text"]) == (0.043, "=", "p=.043")


def test_a_count_knows_what_it_is_out_of(reader: Reader) -> None:
    rows = reader.rows(
        "SELECT arm, statistic, value, reported_text, events, total FROM figure_detail"
        " WHERE study = 'wang-2015' AND outcome = 'major-complications' AND arm IS NOT NULL"
        " ORDER BY arm, statistic"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("cryo", "count", 7, "7", 7, 180),
        ("cryo", "percent", 3.9, "3.9%", 7, 180),
        ("cryo", "total", 180, "180", 7, 180),
        ("rfa", "count", 6, "6", 6, 180),
        ("rfa", "percent", 3.3, "3.3%", 6, 180),
        ("rfa", "total", 180, "180", 6, 180),
    ]


def test_an_odds_ratio_has_its_interval_and_direction(reader: Reader) -> None:
    (row,) = reader.rows("SELECT * FROM contrast_result WHERE study = 'ko-2020' AND measure = 'odds-ratio'")
    assert (row["index_arm"], row["reference_arm"], row["outcome"]) == (
        "rfa",
        "cryo",
        "biliary-complications",
    )
    assert (row["estimate"], row["ci_low"], row["ci_high"]) == (4.66, 1.38, 15.73)


def test_a_median_has_its_range(reader: Reader) -> None:
    (row,) = reader.rows(
        "SELECT * FROM arm_result WHERE study = 'wang-2015' AND outcome = 'follow-up' AND arm = 'rfa'"
    )
    assert (row["measure"], row["estimate"], row["unit"]) == ("median", 25, "months")
    assert (row["range_low"], row["range_high"]) == (5, 65)


def test_the_real_design_counts_and_the_heading_only_places(reader: Reader) -> None:
    (row,) = reader.rows(
        "SELECT s.design_group, p.evidence_group FROM study_overview AS s"
        " JOIN study_in_policy AS p ON p.study = s.study WHERE s.study = 'ruers-2007'"
    )
    assert row == {"design_group": "nonrandomized-comparative", "evidence_group": "case-series"}


def test_citations_are_numbered_as_in_the_source(reader: Reader) -> None:
    rows = reader.rows(
        "SELECT citation_number, first_author, pmid FROM policy_reference WHERE policy = '7.01.75'"
        " ORDER BY citation_number"
    )
    assert [row["citation_number"] for row in rows] == list(range(1, 35))
    numbered = {row["citation_number"]: row["first_author"] for row in rows}
    named = {1: "Sohn", 2: "Wang", 9: "Awad", 10: "Adam", 15: "Jaeck", 20: "Korpan", 21: "Bala", 30: "Xu"}
    assert {number: numbered[number] for number in named} == named
    assert numbered[34] == "Blue Cross Blue Shield Association"


def test_reviews_name_what_they_include(reader: Reader) -> None:
    rows = reader.rows(
        "SELECT systematic_review, study, state FROM systematic_review_inclusion"
        " WHERE study = 'korpan-1997' ORDER BY systematic_review"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("al-asfoor-2008", "korpan-1997", "included"),
        ("bala-2013", "korpan-1997", "included"),
    ]


def test_about_350_printed_figures_of_28_studies(reader: Reader) -> None:
    (row,) = reader.rows("SELECT COUNT(*) AS figures, COUNT(DISTINCT study) AS studies FROM figure_detail")
    assert row["studies"] == 28
    assert row["figures"] >= 350


def test_qualifiers_of_a_number_are_rows(reader: Reader) -> None:
    """One number of the shipped evidence was read off a graph: the last progression in Wang et al (2015)."""
    rows = reader.rows(
        "SELECT study, reported_text FROM figure_qualifier WHERE qualifier = 'read-from-graph'"
    )
    assert rows == [{"study": "wang-2015", "reported_text": "~14"}]
