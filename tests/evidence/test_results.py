"""What the views say of results of real studies, beside what their sources print, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kb.db.connect import Reader, read

COLUMNS = {
    "count": ("events", "estimate"),
    "total": ("total",),
    "p-value": ("p_value",),
    "ci-low": ("ci_low",),
    "ci-high": ("ci_high",),
    "range-low": ("range_low",),
    "range-high": ("range_high",),
    "iqr-low": ("iqr_low",),
    "iqr-high": ("iqr_high",),
    "sd": ("sd",),
    "se": ("se",),
}
"""Where a row holds a figure; the estimate unless told."""


@pytest.fixture(scope="module")
def reader(three_policies_url: str) -> Iterator[Reader]:
    """A reader on the shipped policy, a drug and a test."""
    with read(three_policies_url) as reader:
        yield reader


def test_no_figure_of_a_result_is_lost(reader: Reader) -> None:
    """Each number stands in a row of arm_result or contrast_result, words and absent values too."""
    rows = reader.rows("SELECT * FROM arm_result") + reader.rows("SELECT * FROM contrast_result")
    by_result: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        by_result.setdefault(str(row["result_id"]), []).append(row)
    figures = reader.rows("SELECT * FROM figure_detail")
    lost = []
    for figure in figures:
        shown = by_result.get(figure["result_id"], [])
        columns = COLUMNS.get(figure["statistic"], ("estimate",))
        values = [row.get(column) for row in shown for column in columns]
        words = [row[column] for row in shown for column in ("verbal", "p_text", "absent_reason")]
        if figure["value"] is not None:
            is_there = figure["value"] in values
        else:
            is_there = bool(
                {figure["reported"], figure["reported_text"], figure["absent_reason"]} & set(words)
            )
        if not is_there:
            lost.append(figure["figure_id"])
    assert len(figures) > 700
    assert lost == []


def test_results_of_whole_studies_are_rows(reader: Reader) -> None:
    """Of 360 in wang-2015, 310 could not be operated on; progression was last seen at about 14 months."""
    rows = reader.rows(
        "SELECT outcome, measure, estimate, sign, unit, events, n, n_from FROM arm_result"
        " WHERE study = 'wang-2015' AND scope = 'study' AND role IN ('baseline', 'outcome')"
        " ORDER BY outcome"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("last-local-tumor-progression", "quantity", 14, "~", "months", None, 360, "study"),
        ("unresectable", "count", 310, "=", None, 310, 360, "printed"),
    ]


def test_a_matched_median_is_not_out_of_all_patients(reader: Reader) -> None:
    """chen-2021: 104 and 3510 before matching; how many were matched is not printed."""
    rows = reader.rows(
        "SELECT arm, estimate, unit, arm_n, n FROM arm_result"
        " WHERE study = 'chen-2021' AND outcome = 'overall-survival' ORDER BY arm"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("cryo", 32, "months", 104, None),
        ("rfa", 33, "months", 3510, None),
    ]


def test_a_study_that_prints_no_enrollment_has_the_size_of_its_arms(reader: Reader) -> None:
    """chen-2021: 104 + 3510; dunne-2014 prints 42, its arms overlap; soster-2021 counts samples."""
    rows = reader.rows(
        "SELECT study, enrolled, size, size_from, participants FROM study_overview"
        " WHERE study IN ('chen-2021', 'dunne-2014', 'soster-2021', 'icer-2019') ORDER BY study"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("chen-2021", None, 3614, "arms", 3614),
        ("dunne-2014", 42, 42, "enrolled", 42),
        ("icer-2019", None, None, None, None),
        ("soster-2021", 55517, 55517, "enrolled", None),
    ]


def test_participants_of_an_indication_are_counted_once_and_without_reviews(reader: Reader) -> None:
    """hcc: 64 + 111 + 3614 + 42 + 119 + 56 + 866 + 156 + 360 + 108 + 300 + 124; net: 31 + 40."""
    rows = reader.rows(
        "SELECT indication, studies, participants, sized_studies, unsized_studies FROM indication_overview"
        " WHERE policy = '7.01.75' AND indication IN ('hcc', 'net') ORDER BY indication"
    )
    assert [tuple(row.values()) for row in rows] == [("hcc", 13, 5920, 12, 0), ("net", 3, 71, 2, 0)]


def test_appraised_is_not_without_limitation(reader: Reader) -> None:
    """bala-2013 was not appraised; wang-2015 was, with four limitations."""
    rows = reader.rows(
        "SELECT study, appraised, limitations FROM study_overview"
        " WHERE study IN ('bala-2013', 'wang-2015') ORDER BY study"
    )
    assert [tuple(row.values()) for row in rows] == [("bala-2013", 0, 0), ("wang-2015", 1, 4)]


def test_the_rates_of_a_review_are_told_from_those_of_studies(reader: Reader) -> None:
    """pathak-2011: a mean of study rates of 84% at a year, and rates from 46% to 92%."""
    rows = reader.rows(
        "SELECT scope, synthesis, measure, estimate, range_low, range_high FROM arm_result"
        " WHERE study = 'pathak-2011' AND outcome = 'overall-survival' AND timepoint = '1y'"
        " ORDER BY position"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("across-studies", "mean-of-studies", "mean-of-study-rates", 84, None, None),
        ("across-studies", "range-of-studies", None, None, 46, 92),
    ]


def test_sensitivity_specificity_and_counts_of_a_test_are_rows(reader: Reader) -> None:
    """dar-2022: TP 10, FN 2, FP 9, and four shares, each with its printed denominator."""
    rows = reader.rows(
        "SELECT measure, estimate, events, total, n_from FROM arm_result"
        " WHERE study = 'dar-2022' AND outcome = 'test-accuracy' ORDER BY position"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("true-positives", 10, None, None, None),
        ("false-negatives", 2, None, None, None),
        ("false-positives", 9, None, None, None),
        ("sensitivity", 83.3, 10, 12, "printed"),
        ("specificity", 83.3, 10, 12, "printed"),
        ("ppv", 52.6, 10, 19, "printed"),
        ("npv", 99.98, 18022, 19024, "printed"),
    ]


def test_a_forest_plot_is_one_select(reader: Reader) -> None:
    """finkel-2017: ln(high/low) / 3.919928 is the standard error, 1 / (49/80 - 13/41) an NNT."""
    rows = reader.rows(
        "SELECT outcome, estimate, log_estimate, standard_error, effect_of, favors, nnt, nnt_from FROM effect"
        " WHERE study = 'finkel-2017' ORDER BY outcome"
    )
    assert [(row["outcome"], row["estimate"], row["effect_of"], row["favors"]) for row in rows] == [
        ("alive", 0.37, "event", "index"),
        ("death-or-ventilation-free", 0.53, "event", "index"),
        ("ventilation-free", 0.66, "event", "index"),
    ]
    assert [row["log_estimate"] for row in rows] == pytest.approx([-0.994252, -0.634878, -0.415515], abs=1e-6)
    assert [row["standard_error"] for row in rows] == pytest.approx([0.370781, 0.260949, 0.370988], abs=1e-6)
    assert [row["nnt"] for row in rows] == pytest.approx([4.390897, 3.384933, 10.860927], abs=1e-6)
    assert {row["nnt_from"] for row in rows} == {"counts"}


def test_a_risk_difference_gives_a_signed_number_needed(reader: Reader) -> None:
    """mercuri-2018: 30.5, 14, 2 and -1 percentage points; the last is one more harmed among 100."""
    rows = reader.rows(
        "SELECT outcome, nnt, nnt_from FROM effect"
        " WHERE study = 'mercuri-2018' AND measure = 'risk-difference' ORDER BY outcome"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("hfmse-response", pytest.approx(3.278689), "printed"),
        ("standing", pytest.approx(-100), "printed"),
        ("walking-assisted", pytest.approx(50), "printed"),
        ("who-milestone", pytest.approx(7.142857), "printed"),
    ]


def test_a_comparison_is_out_of_those_that_were_compared(reader: Reader) -> None:
    """finkel-2017: 121 infants, responses of 73 + 37. dunne-2014: 42 patients, 5 of them in both arms."""
    rows = reader.rows(
        "SELECT DISTINCT study, outcome, n FROM contrast_result WHERE study = 'dunne-2014'"
        " OR (study = 'finkel-2017' AND outcome IN ('alive', 'motor-milestone-response'))"
    )
    assert {tuple(row.values()) for row in rows} == {
        ("finkel-2017", "alive", 121),
        ("finkel-2017", "motor-milestone-response", 110),
        ("dunne-2014", "complications", 42),
        ("dunne-2014", "complication-severity", 42),
        ("dunne-2014", "complication-types", 42),
    }


def test_a_number_is_adjusted_where_record_method_or_estimator_say_so(reader: Reader) -> None:
    """chen-2021 matched, cha-2020 matched and modeled, mercuri-2018 took LS means, adjusted one ratio.

    What cha-2020 compares outside its matched set is not adjusted.
    """
    rows = reader.rows(
        "SELECT DISTINCT study, contrast, measure, adjusted FROM contrast_result"
        " WHERE study IN ('chen-2021', 'cha-2020') OR (study = 'mercuri-2018' AND outcome = 'hfmse-response')"
        " OR (study = 'mercuri-2018' AND outcome = 'rulm')"
    )
    assert {tuple(row.values()) for row in rows} == {
        ("chen-2021", "cryo-rfa", None, 1),
        ("cha-2020", "cryo-rfa", None, 0),
        ("cha-2020", "cryo-rfa", None, 1),
        ("cha-2020", "treatment-univariable", None, 0),
        ("cha-2020", "treatment-multivariable", None, 1),
        ("mercuri-2018", "nus-sham", "risk-difference", 0),
        ("mercuri-2018", "nus-sham", "odds-ratio", 1),
        ("mercuri-2018", "nus-sham", "least-squares-mean-difference", 1),
    }
