"""What the views on results say of made-up studies: measures, denominators, p values, effects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.db.connect import Reader, Row, read
from kb.store.edits import amend
from tests.builders.folders import Folder

OUTCOMES = """\
participants: {name: participants, domain: flow, direction: none, role: flow}
tumor-size: {name: tumor size, domain: baseline, direction: none, role: baseline}
overall-survival: {name: overall survival, domain: survival, direction: higher}
complications: {name: complications, domain: harm, direction: lower}
tumors: {name: tumors, domain: baseline, direction: none, role: baseline, whole_numbers: yes}
recurrence: {name: recurrence, domain: recurrence, direction: lower}
pain: {name: pain score, domain: symptom, direction: lower}
sites: {name: sites, domain: flow, direction: none, role: flow}
accuracy: {name: accuracy, domain: accuracy, direction: higher}
"""
HEAD = """\
study: {key}
label: {key}
design: {design}
reports: {{primary: doe-2020}}
"""
ARMS = """\
arms:
  cryo: {label: cryoablation, interventions: [cryoablation], n: 80}
  rfa: {label: RFA, interventions: [radiofrequency-ablation], n: 100}
populations:
  matched: {kind: matched, label: after matching}
  itt: {kind: itt, label: as assigned}
contrasts:
  cryo-rfa: {index: cryo, reference: rfa, method: randomized}
  by-matching: {index: cryo, reference: rfa, method: propensity-matched}
  by-weights: {index: cryo, reference: rfa, method: propensity-weighted}
  in-a-model: {index: cryo, reference: rfa, method: multivariable}
  size: {factor: tumor size}
"""
TWO_ARMS = (
    ARMS
    + """\
results:
  - outcome: participants
    population: itt
    cryo: 70
    rfa: 90
  - outcome: overall-survival
    cryo: 40% (32/80); median 30 months (range 2-60)
    rfa: 50%
    cryo-rfa: RD -10% (95% CI -24.6 to 4.6); OR 0.67 (95% CI 0.37-1.2); p .18
    by-matching: HR 1.2 (90% CI 0.9-1.6)
    by-weights: HR <1.1
    in-a-model: HR 1.2 unadjusted; HR 1.1 (95% CI >=0.9 one-sided)
    size: HR per cm 1.5 (95% CI 1.1-2.1)
  - outcome: overall-survival
    population: matched
    cryo: 45%
    cryo-rfa: p .4
  - outcome: overall-survival
    population: itt
    cryo: 44%
    rfa: 49%
    cryo-rfa: p .5
  - outcome: recurrence
    at: [1 y, 2 y, 3 y]
    cryo: [10%, 20%, 30%]
    rfa: [15%, 25%, 30%]
    cryo-rfa: p .03
  - outcome: recurrence
    at: [1 y, 2 y]
    cryo-rfa: [HR 0.6 (95% CI 0.3-1.2), HR 0.7; p .09]
  - outcome: recurrence
    counted: lesions
    cryo: 9/120 lesions (7.5%)
    rfa: 6%
  - outcome: complications
    cryo: 8 (10%)
    rfa: 8 (25%)
    cryo-rfa: comparable
  - outcome: pain
    estimator: least-squares
    cryo: LSM 3.1 (SE 0.4)
    cryo-rfa: MD -1.5 (SE 0.5); higher
  - outcome: tumor-size
    all: 3 cm read from graph
  - outcome: sites
    all: 4
"""
)
MEASURED_IN_SOME = """\
arms:
  cryo: {label: cryoablation, interventions: [cryoablation], n: 80}
  rfa: {label: RFA, interventions: [radiofrequency-ablation], n: 40}
contrasts:
  cryo-rfa: {index: cryo, reference: rfa}
results:
  - outcome: complications
    cryo: 37/73 (51%)
    rfa: none/37
    cryo-rfa: p <.001
  - outcome: recurrence
    cryo: 10/73
    rfa: 12%
    cryo-rfa: p .8
"""
ON_BOTH_SIDES = """\
enrolled: 42
arms:
  cryo: {label: cryoablation, interventions: [cryoablation], n: 25}
  rfa: {label: RFA, interventions: [radiofrequency-ablation], n: 22}
contrasts:
  cryo-rfa: {index: cryo, reference: rfa}
results:
  - outcome: complications
    cryo-rfa: no significant difference
"""
ONE_ARM = """\
enrolled: 50
arms:
  cryo: {label: cryoablation, interventions: [cryoablation]}
populations:
  large: {kind: subgroup, label: large tumors}
results:
  - outcome: overall-survival
    all: 60%
    cryo: 61%
  - outcome: overall-survival
    population: large
    cryo: 55%
  - outcome: complications
    cryo: 30 events
  - outcome: accuracy
    cryo: sensitivity 90%; specificity 40/45 (88.9%); accuracy 91%
"""
NO_SIZES = """\
enrolled: 60 patients
arms:
  cryo: {label: cryoablation, interventions: [cryoablation]}
  rfa: {label: RFA, interventions: [radiofrequency-ablation]}
contrasts:
  cryo-rfa: {index: cryo, reference: rfa}
results:
  - outcome: complications
    cryo: 12 patients
    cryo-rfa: RD 0.05 (95% CI 0.01-0.09)
  - outcome: recurrence
    cryo: 1.6%
    rfa: 0.8%
    cryo-rfa: RD 0.8
  - outcome: recurrence
    at: 1 y
    cryo-rfa: RD -0.2
  - outcome: recurrence
    at: 2 y
    cryo: <5/40
    cryo-rfa: RD -1
  - outcome: overall-survival
    at: [1 y, 2 y, 3 y, 4 y]
    cryo-rfa: [favors index; RR 0.6, favors reference; p .04, higher, no significant difference]
"""
REVIEW = """\
arms:
  cryo: {label: cryoablation, interventions: [cryoablation]}
contrasts:
  size: {factor: tumor size}
results:
  - outcome: participants
    all: 900
  - outcome: recurrence
    cryo: range across studies 10%-40%; mean of study rates 20%
  - outcome: recurrence
    estimator: pooled-random
    cryo: 22% (95% CI 18-26); range across studies 9%-41%
    size: OR 1.5 (95% CI 1.2-1.9); I2 40%; p .1; RR 1.3; p .02 adjusted for multiplicity one-sided; tau2 0.02
  - outcome: sites
    all: 12
"""
STUDIES = {
    "two-arms": ("randomized-controlled-trial", TWO_ARMS),
    "measured-in-some": ("randomized-controlled-trial", MEASURED_IN_SOME),
    "on-both-sides": ("randomized-controlled-trial", ON_BOTH_SIDES),
    "one-arm": ("randomized-controlled-trial", ONE_ARM),
    "no-sizes": ("randomized-controlled-trial", NO_SIZES),
    "a-review": ("systematic-review", REVIEW),
    "samples": ("randomized-controlled-trial", "enrolled: 500 samples\n"),
    "sets": (
        "randomized-controlled-trial",
        ARMS.replace(", n: 100", "")
        + "results:\n  - outcome: participants\n    population: itt\n    all: 77\n",
    ),
    "unsized": ("randomized-controlled-trial", ""),
    "about": ("randomized-controlled-trial", "enrolled: ~500\n"),
    "more": (
        "randomized-controlled-trial",
        "enrolled: '>500'\nresults:\n  - outcome: complications\n    all: 10%\n",
    ),
    "planned": ("randomized-controlled-trial", "enrolled: 400 planned\n"),
}


def folder_of(path: Path) -> Folder:
    """The made-up studies beside the small folder of records."""
    folder = Folder(path)
    folder.write("vocabulary/outcomes", OUTCOMES)
    folder.write(
        "vocabulary/designs",
        "randomized-controlled-trial: {name: RCT, plural: RCTs, group: randomized, rank: 1}\n"
        "systematic-review: {name: review, plural: reviews, group: systematic-review, rank: 2}\n",
    )
    for key, (design, text) in STUDIES.items():
        folder.write(f"studies/{key}", HEAD.format(key=key, design=design) + text)
    return folder


@pytest.fixture(scope="module")
def reader(module_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader on the made-up studies."""
    folder_of(tmp_path_factory.mktemp("made-up") / "evidence").load(module_url)
    with read(module_url) as reader:
        yield reader


def arm(reader: Reader, outcome: str, study: str = "two-arms", **where: Any) -> list[Row]:
    """Rows of arm_result in the order of the record, those of the whole set unless told."""
    return _rows(
        reader, "arm_result", {"study": study, "outcome": outcome, "population_set": "whole", **where}
    )


def contrast(reader: Reader, outcome: str, **where: Any) -> list[Row]:
    """Rows of contrast_result of the study with two arms, in the order of the record."""
    standard = {"study": "two-arms", "outcome": outcome, "population_set": "whole", "contrast": "cryo-rfa"}
    return _rows(reader, "contrast_result", standard | where)


def _rows(reader: Reader, view: str, where: dict[str, Any]) -> list[Row]:
    order = "figure_id" if view == "effect" else "position"
    condition = " AND ".join(f"{column} = :{column}" for column in where)
    sql = f"SELECT * FROM {view} WHERE {condition} ORDER BY result_id, {order}"  # noqa: S608
    return reader.rows(sql, where)


def one(rows: list[Row], *columns: str) -> tuple[Any, ...]:
    """The columns of the only row."""
    (row,) = rows
    return tuple(row[column] for column in columns)


# --- measures ----------------------------------------------------------------------------------------------


def test_a_median_beside_a_count_is_a_row_of_its_own(reader: Reader) -> None:
    """Each with its own spread and events, and its own text."""
    share, median = arm(reader, "overall-survival", arm="cryo")
    assert (share["measure"], share["estimate"], share["events"], share["range_low"]) == (
        "percent",
        40,
        32,
        None,
    )
    assert (median["measure"], median["estimate"], median["unit"]) == ("median", 30, "months")
    assert (median["events"], median["range_low"], median["range_high"]) == (None, 2, 60)
    assert (share["reported_text"], median["reported_text"]) == (
        "40% (32/80)", "median, 30 months (range, 2-60)"
    )  # fmt: skip


def test_a_risk_difference_beside_an_odds_ratio_is_a_row_of_its_own(reader: Reader) -> None:
    """One p value after both is of both."""
    rows = contrast(reader, "overall-survival")
    assert [(row["measure"], row["estimate"], row["p_value"]) for row in rows] == [
        ("risk-difference", -10, 0.18),
        ("odds-ratio", 0.67, 0.18),
    ]


def test_a_result_of_the_whole_study_is_a_row_without_arm(reader: Reader) -> None:
    """Its scope is the study; what was read off a graph is about so much."""
    columns = ("arm", "scope", "estimate", "sign", "n")
    assert one(arm(reader, "tumor-size"), *columns) == (None, "study", 3, "~", None)


# --- out of how many ---------------------------------------------------------------------------------------


def test_n_is_printed_or_that_of_just_this_group(reader: Reader) -> None:
    """In the statement; else of the set in the arm; else of the arm: and said which."""
    share, median = arm(reader, "overall-survival", arm="cryo")
    assert (share["n"], share["n_from"]) == (80, "printed")
    assert (median["n"], median["n_from"]) == (80, "arm")
    of_set = arm(reader, "overall-survival", arm="rfa", population_set="itt")
    assert one(of_set, "n", "n_from", "arm_n") == (90, "set", 100)


def test_a_matched_set_does_not_have_the_size_before_matching(reader: Reader) -> None:
    """Nobody printed how many were matched; so it is not known, for the arm and for the comparison."""
    matched = {"population_set": "matched"}
    assert one(arm(reader, "overall-survival", arm="cryo", **matched), "n", "n_from") == (None, None)
    assert one(contrast(reader, "overall-survival", **matched), "n", "n_from") == (None, None)
    by_matching = contrast(reader, "overall-survival", contrast="by-matching")
    assert one(by_matching, "n", "n_from") == (None, None)


def test_a_comparison_is_out_of_both_sides(reader: Reader) -> None:
    """80 and 100 in the arms, 70 and 90 as assigned."""
    whole = contrast(reader, "overall-survival")[0]
    assert (whole["n"], whole["n_from"]) == (180, "arm")
    as_assigned = contrast(reader, "overall-survival", population_set="itt")
    assert one(as_assigned, "n", "n_from") == (160, "set")


def test_a_comparison_is_out_of_what_its_arms_print(reader: Reader) -> None:
    """73 of 80 and 37 of 40 were measured: 110. An arm that prints nothing gives its size: 73 + 40."""
    (both,) = _rows(reader, "contrast_result", {"study": "measured-in-some", "outcome": "complications"})
    assert (both["n"], both["n_from"]) == (110, "printed")
    (mixed,) = _rows(reader, "contrast_result", {"study": "measured-in-some", "outcome": "recurrence"})
    assert (mixed["n"], mixed["n_from"]) == (113, "arm")


def test_who_was_on_both_sides_counts_once(reader: Reader) -> None:
    """Of 42, 25 had the one and 22 the other: 5 had both, and 42 were compared, not 47."""
    (compared,) = _rows(reader, "contrast_result", {"study": "on-both-sides", "outcome": "complications"})
    assert (compared["n"], compared["n_from"]) == (42, "study")


def test_lesions_are_not_out_of_patients(reader: Reader) -> None:
    """A printed denominator is in the unit that is counted; a share of lesions without one has none."""
    lesions = arm(reader, "recurrence", timepoint="none")
    assert [(row["arm"], row["counted"], row["n"], row["n_from"]) for row in lesions] == [
        ("cryo", "lesions", 120, "printed"),
        ("rfa", "lesions", None, None),
    ]


def test_a_count_that_its_percentage_denies_is_out_of_something_else(reader: Reader) -> None:
    """8 are 10% of the 80 in the arm; 8 are not 25% of 100."""
    rows = arm(reader, "complications")
    assert [(row["arm"], row["events"], row["n"]) for row in rows] == [("cryo", 8, 80), ("rfa", 8, None)]


def test_the_only_arm_is_the_whole_study(reader: Reader) -> None:
    """Its size is the enrollment, but not for a subgroup, for events, or for those with the disease alone."""
    survival = arm(reader, "overall-survival", "one-arm")
    assert {(row["arm"], row["n"], row["n_from"]) for row in survival} == {
        (None, 50, "study"),
        ("cryo", 50, "study"),
    }
    large = arm(reader, "overall-survival", "one-arm", population_set="large")
    assert one(large, "n") == (None,)
    assert one(arm(reader, "complications", "one-arm"), "counted", "n") == ("events", None)
    accuracy = arm(reader, "accuracy", "one-arm")
    assert [(row["measure"], row["n"], row["n_from"]) for row in accuracy] == [
        ("sensitivity", None, None),
        ("specificity", 45, "printed"),
        ("accuracy", 50, "study"),
    ]


def test_counts_of_sites_are_out_of_nobody(reader: Reader) -> None:
    """Flow, limits and definitions have no participants behind them."""
    assert one(arm(reader, "sites"), "estimate", "n") == (4, None)


def test_two_arms_are_together_all_who_were_enrolled(reader: Reader) -> None:
    """60 were enrolled, in two arms of unknown size: that is how many the comparison is out of, no arm."""
    where = {"study": "no-sizes", "timepoint": "none"}
    assert one(contrast(reader, "complications", **where), "n", "n_from") == (60, "study")
    assert one(arm(reader, "complications", "no-sizes"), "events", "n", "counted") == (12, None, None)


def test_a_bound_is_no_count_of_events(reader: Reader) -> None:
    """<5 of 40 are not 5; the estimate has its sign."""
    columns = ("events", "total", "estimate", "sign")
    assert one(arm(reader, "recurrence", "no-sizes", timepoint="2y"), *columns) == (None, 40, 5, "<")


# --- systematic reviews ------------------------------------------------------------------------------------


def test_what_a_review_says_of_studies_is_told_from_results_of_arms(reader: Reader) -> None:
    """Its range, its mean of rates and its pooled estimate; its own counts are of the review."""
    rows = arm(reader, "recurrence", "a-review", arm="cryo")
    assert [(row["scope"], row["synthesis"], row["estimate"]) for row in rows] == [
        ("across-studies", "range-of-studies", None),
        ("across-studies", "mean-of-studies", 20),
        ("across-studies", "pooled", 22),
        ("across-studies", "range-of-studies", None),
    ]
    assert one(arm(reader, "sites", "a-review"), "scope") == ("study",)
    assert one(arm(reader, "overall-survival", arm="rfa"), "scope", "synthesis") == ("arm", None)
    (pooled, _) = reader.rows("SELECT * FROM effect WHERE study = 'a-review' ORDER BY figure_id")
    assert (pooled["scope"], pooled["measure"], pooled["p_value"]) == ("across-studies", "odds-ratio", None)


# --- p values and adjustment -------------------------------------------------------------------------------


def test_a_p_value_over_times_stands_with_each_estimate_at_one_of_them(reader: Reader) -> None:
    """Unless that has a p value of its own; and in its own row, over all the times."""
    rows = contrast(reader, "recurrence")
    told = {(row["timepoint"], row["measure"]): (row["p_value"], row["p_timepoint"]) for row in rows}
    assert told == {
        ("1y+2y+3y", None): (0.03, None),
        ("1y", "hazard-ratio"): (0.03, "1y+2y+3y"),
        ("2y", "hazard-ratio"): (0.09, None),
    }


def test_a_comparison_in_a_matched_set_is_adjusted_and_its_arms_are_not(reader: Reader) -> None:
    """As one whose method is matching is."""
    assert one(contrast(reader, "overall-survival", population_set="matched"), "adjusted") == (1,)
    assert one(arm(reader, "overall-survival", arm="cryo", population_set="matched"), "adjusted") == (0,)


@pytest.mark.parametrize(
    ("key", "adjusted"), [("by-matching", [1]), ("by-weights", [1]), ("in-a-model", [0, 1]), ("size", [0])]
)
def test_a_number_is_adjusted_where_its_method_says_so(reader: Reader, key: str, adjusted: list[int]) -> None:
    """Matching, weighting and models with several variables; not a number that is called unadjusted."""
    rows = contrast(reader, "overall-survival", contrast=key)
    assert [row["adjusted"] for row in rows] == adjusted


def test_each_pooled_effect_has_its_own_heterogeneity(reader: Reader) -> None:
    """What stands behind an estimate up to the next one is of its studies."""
    rows = contrast(reader, "recurrence", study="a-review", contrast="size")
    columns = ("measure", "i_squared", "tau_squared", "heterogeneity_p")
    effects = [tuple(row[column] for column in columns) for row in rows if row["measure"].endswith("ratio")]
    assert effects == [("odds-ratio", 40, None, 0.1), ("risk-ratio", None, 0.02, None)]


def test_a_p_value_says_its_side_and_how_several_tests_were_allowed_for(reader: Reader) -> None:
    """One-sided, and adjusted for multiplicity, are columns beside the number."""
    row = contrast(reader, "recurrence", study="a-review", contrast="size", measure="risk-ratio")
    assert one(row, "p_value", "p_one_sided", "p_multiplicity") == (0.02, 1, "adjusted")


def test_an_interval_of_one_end_is_one_sided(reader: Reader) -> None:
    """The other side is open: HR 1.1 (95% CI >=0.9 one-sided)."""
    rows = contrast(reader, "overall-survival", contrast="in-a-model", ci_one_sided=1)
    assert one(rows, "ci_low", "ci_high", "ci_level") == (0.9, None, 95)


def test_least_squares_means_are_adjusted(reader: Reader) -> None:
    """The estimator says so."""
    assert one(arm(reader, "pain", arm="cryo"), "measure", "adjusted") == ("least-squares-mean", 1)


# --- effects -----------------------------------------------------------------------------------------------


def effect(reader: Reader, measure: str, **where: Any) -> Row:
    """The one row of effect."""
    (row,) = _rows(reader, "effect", {"study": "two-arms", "measure": measure, **where})
    return row


def test_a_standard_error_comes_from_the_interval_of_any_level(reader: Reader) -> None:
    """ln(1.2/0.37) / (2 x 1.959964) = 0.300152, 29.2 / 3.919928 = 7.449116; at 90%, 1.644854."""
    odds = effect(reader, "odds-ratio")
    assert odds["log_estimate"] == pytest.approx(-0.400478, abs=1e-6)
    assert odds["standard_error"] == pytest.approx(0.300152, abs=1e-6)
    assert effect(reader, "risk-difference")["standard_error"] == pytest.approx(7.449116, abs=1e-6)
    ninety = effect(reader, "hazard-ratio", contrast="by-matching")
    assert (ninety["ci_level"], ninety["standard_error"]) == (90, pytest.approx(0.174899, abs=1e-6))
    assert effect(reader, "mean-difference")["standard_error"] == 0.5, "as printed"


def test_bounds_and_one_sided_intervals_have_no_standard_error(reader: Reader) -> None:
    """A bound has no logarithm either, and favors a side only where all of it lies there: <1.1 does not."""
    bound = effect(reader, "hazard-ratio", contrast="by-weights")
    assert (bound["log_estimate"], bound["standard_error"], bound["favors"]) == (None, None, None)
    one_sided = effect(reader, "hazard-ratio", contrast="in-a-model", estimate=1.1)
    assert (one_sided["ci_low"], one_sided["ci_high"], one_sided["standard_error"]) == (0.9, None, None)


def test_an_effect_says_what_it_is_of_and_whom_it_favors(reader: Reader) -> None:
    """A hazard of death, shares of survivors, a score of which less is better."""
    told = {
        (row["measure"], row["contrast"]): (row["effect_of"], row["favors"])
        for row in reader.rows("SELECT * FROM effect WHERE study = 'two-arms' AND timepoint = 'none'")
        if row["estimate"] != 1.2 or row["contrast"] != "in-a-model"
    }
    assert told == {
        ("risk-difference", "cryo-rfa"): ("absence", "reference"),
        ("odds-ratio", "cryo-rfa"): ("absence", "reference"),
        ("hazard-ratio", "by-matching"): ("event", "reference"),
        ("hazard-ratio", "by-weights"): ("event", None),
        ("hazard-ratio", "in-a-model"): ("event", "reference"),
        ("hazard-ratio", "size"): ("event", "reference"),
        ("mean-difference", "cryo-rfa"): (None, "index"),
    }


def test_words_of_the_source_say_whom_a_comparison_favors(reader: Reader) -> None:
    """A risk ratio of 0.6 for survival that favors the index side is one of death; words alone tell, too."""
    rows = contrast(reader, "overall-survival", study="no-sizes")
    told = {row["timepoint"]: (row["effect_of"], row["favors"], row["p_value"]) for row in rows}
    assert told == {
        "1y": ("event", "index", None),
        "2y": (None, "reference", 0.04),
        "3y": (None, "index", None),
        "4y": (None, None, None),
    }


def test_nnt_is_positive_for_benefit_and_negative_for_harm(reader: Reader) -> None:
    """RD of survival -10%: one more dies for 10 treated. 10% against 15%: 20 treated for one less."""
    assert (effect(reader, "risk-difference")["nnt"], effect(reader, "risk-difference")["nnt_from"]) == (
        -10, "printed"
    )  # fmt: skip
    at_one_year = effect(reader, "hazard-ratio", timepoint="1y")
    assert (at_one_year["nnt"], at_one_year["nnt_from"]) == (pytest.approx(20), "percentages")
    matched = effect(reader, "hazard-ratio", contrast="by-matching")
    assert (matched["nnt"], matched["nnt_from"]) == (pytest.approx(-10), "percentages")
    assert effect(reader, "hazard-ratio", contrast="size")["nnt"] is None, "a factor is not treated"
    assert effect(reader, "mean-difference")["nnt"] is None


def test_a_risk_difference_without_unit_is_in_percent_or_a_share(reader: Reader) -> None:
    """0.05 is a share; 0.8 beside 1.6% and 0.8%, and 1, are in percent; 0.2 alone is a share."""
    rows = reader.rows(
        "SELECT outcome, estimate, nnt FROM effect"
        " WHERE study = 'no-sizes' AND measure = 'risk-difference' ORDER BY figure_id"
    )
    assert {(row["outcome"], row["estimate"]): round(row["nnt"], 6) for row in rows} == {
        ("complications", 0.05): -20,
        ("recurrence", 0.8): -125,
        ("recurrence", -0.2): 5,
        ("recurrence", -1): 100,
    }


# --- sizes -------------------------------------------------------------------------------------------------


def test_a_study_has_its_size_from_the_best_that_is_printed(reader: Reader) -> None:
    """Enrollment, all arms together, the largest set; planned numbers are no size, samples no people."""
    rows = reader.rows(
        "SELECT study, enrolled, size, size_from, size_counted, participants FROM study_overview"
        " WHERE study <> 'doe-2020'"
    )
    assert {row["study"]: tuple(row.values())[1:] for row in rows} == {
        "two-arms": (None, 180, "arms", None, 180),
        "one-arm": (50, 50, "enrolled", None, 50),
        "measured-in-some": (None, 120, "arms", None, 120),
        "on-both-sides": (42, 42, "enrolled", None, 42),
        "no-sizes": (60, 60, "enrolled", None, 60),
        "a-review": (900, 900, "enrolled", None, 900),
        "samples": (500, 500, "enrolled", "samples", None),
        "sets": (None, 80, "set", None, 80),
        "unsized": (None, None, None, None, None),
        "about": (500, 500, "enrolled", None, 500),
        "more": (500, 500, "enrolled", None, 500),
        "planned": (None, None, None, None, None),
    }


def test_a_bound_is_a_size_with_its_sign_and_nothing_is_out_of_it(reader: Reader) -> None:
    """About 500, and more than 500: 10% of more than 500 are 10% of nobody knows how many."""
    rows = reader.rows("SELECT study, size_sign FROM study_overview WHERE study IN ('about', 'more')")
    assert {row["study"]: row["size_sign"] for row in rows} == {"about": "~", "more": ">"}
    assert one(arm(reader, "complications", "more"), "estimate", "n") == (10, None)


# --- kept wherever figures are written ---------------------------------------------------------------------


def test_an_edit_keeps_what_is_derived_and_logs_only_what_was_edited(engine_url: str, tmp_path: Path) -> None:
    """A larger arm changes its rows in the views; the log has the figure, not what follows from it."""
    folder = folder_of(tmp_path / "evidence")
    folder.load(engine_url)
    folder.change(
        "studies/two-arms", "interventions: [cryoablation], n: 80", "interventions: [cryoablation], n: 81"
    )
    folder.load(engine_url, "a misprint")
    with read(engine_url) as reader:
        assert contrast(reader, "complications")[0]["n"] == 181
        logged = reader.rows("SELECT DISTINCT table_name FROM change WHERE why = 'a misprint'")
    assert {row["table_name"] for row in logged} == {"figure", "result"}
    amend(engine_url, [("studies/two-arms", without_contrasts)], "tester", "nothing compared")
    with read(engine_url) as reader:
        assert contrast(reader, "overall-survival") == []
        assert arm(reader, "overall-survival", arm="cryo")[1]["n"] == 81


def without_contrasts(study: Any) -> Any:
    """The study with its first result alone, and the rest of the arms."""
    results = tuple(
        result.model_copy()
        for result in study.results
        if result.outcome in ("participants", "overall-survival")
    )
    kept = []
    for result in results:
        columns = {key: cell for key, cell in result.columns.items() if key in study.arms}
        if columns:
            fields = {name: getattr(result, name) for name in type(result).model_fields}
            kept.append(type(result).model_construct(None, **fields, **columns))
    return study.model_copy(update={"results": tuple(kept), "contrasts": {}})
