"""Measures of a test against its counts and against each other."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.accuracy_of_test import check_accuracy_of_test
from kb.statistics.accuracy import Accuracy
from kb.statistics.accuracy_measures import values_of
from kb.statistics.rounding import rounded
from tests.builders.studies import study
from tests.checks.simulated import alarm_rate

COUNTS = "TP 14; FP 10; FN 1; TN 40"


def found(*cells: str, **entry: Any) -> list[CheckProblem]:
    results = [{"outcome": "stenosis", "all": "; ".join(cells), **entry}]
    return list(check_accuracy_of_test(study({"design_group": "diagnostic", "results": results})))


@pytest.mark.parametrize(
    "cell",
    [
        "sensitivity 93.3%; specificity 80%; PPV 58.3%; NPV 97.6%; accuracy 83.1%; prevalence 23.1%",
        "sensitivity 0.93; specificity 0.80",
        "sensitivity 93.3% (14/15); PPV 58% (14/24)",
        "LR+ 4.67; LR- 0.08; DOR 56; kappa 0.60",
        "LR+ 4.65; sensitivity 93%; specificity 80%",  # of the rounded values
        "false-positive rate 20%; false-negative rate 6.7%",
        "false-positive rate 42% (10/24)",  # of the positive results
        "yield 37%; detection rate 93%",
        "AUC 0.95; C-index 0.9",
        "sensitivity 90%; sensitivity 95%",  # of two thresholds
    ],
)
def test_what_the_counts_give_is_passed(cell: str) -> None:
    assert found(COUNTS, cell) == []


def test_a_share_of_test_accuracy_without_a_measure_is_told() -> None:
    """It would stand in no table: nobody knows whether 92% is the sensitivity."""
    (problem,) = found("92%", outcome="test-accuracy")
    assert problem.message == (
        "test accuracy: 92% does not say of what. Write the measure before it: sensitivity, specificity, PPV,"
        " NPV, accuracy ..."
    )
    assert found("sensitivity 23/25 (92%)", outcome="test-accuracy") == []
    assert found("30%", outcome="diagnostic-yield") == []


def test_more_results_than_participants_are_told() -> None:
    """14 + 10 + 1 + 40 are 65; of lesions there may be more than patients."""
    record = {
        "design_group": "diagnostic",
        "arms": {"panel": {"label": "the panel", "n": 60}},
        "results": [{"outcome": "stenosis", "panel": COUNTS}],
    }
    (problem,) = check_accuracy_of_test(study(record))
    assert problem.message == (
        "coronary stenosis: TP 14, FP 10, FN 1, TN 40 add up to 65, more than the 60 who took part."
        " Compare them with the source; if lesions or samples are counted, say so."
    )
    record["results"] = [{"outcome": "stenosis", "counted": "lesions", "panel": COUNTS}]
    assert list(check_accuracy_of_test(study(record))) == []


def test_a_half_may_be_added_to_counts_of_zero() -> None:
    assert found("TP 14; FP 0; FN 1; TN 40", "DOR 783") == []


def test_a_measure_that_the_counts_do_not_give_is_an_error() -> None:
    (problem,) = found(COUNTS, "sensitivity 58.3%")
    assert problem.severity is Severity.ERROR
    assert problem.place == "made-up-2020/stenosis/all:sensitivity-4"
    assert problem.found == "sensitivity 58.3%; TP 14, FP 10, FN 1, TN 40"
    assert problem.expected == "93.3%"
    assert problem.message == (
        "coronary stenosis: by TP 14, FP 10, FN 1, TN 40 the sensitivity is 93.3%, not 58.3%."
    )
    assert len(problem.figures) == 5


def test_counts_printed_with_a_measure_are_held_against_the_table() -> None:
    (problem,) = found(COUNTS, "sensitivity 93.3% (28/30)")
    assert problem.expected == "14/15"
    assert "not 93.3% (28/30)" in problem.message


def test_counts_of_sensitivity_and_specificity_give_the_others() -> None:
    given = ("sensitivity 93.3% (14/15)", "specificity 80% (40/50)")
    assert found(*given, "PPV 58.3%; NPV 97.6%; accuracy 83.1%; kappa 0.60") == []
    (problem,) = found(*given, "PPV 85.3%")
    assert (problem.severity, problem.expected) == (Severity.WARNING, "58.3%")
    (problem,) = found("PPV 58.3% (14/24)", "NPV 97.6% (40/41)", "sensitivity 83.3%")
    assert problem.expected == "93.3%"


def test_a_printed_count_is_held_against_the_counts_of_a_share() -> None:
    """A misprinted specificity builds no table: it is told itself, and the others are left alone.

    With FP 9 the 10 true negatives are of 19, or 12 without disease leave 3.
    """
    cells = ("TP 10; FN 2; FP 9", "sensitivity 83.3% (10/12)", "PPV 52.6% (10/19)")
    assert found(*cells) == []
    (problem,) = found(*cells, "specificity 83.3% (10/12)")
    assert (problem.severity, problem.expected) == (Severity.WARNING, "10/19 or 3/12")
    assert problem.found == "specificity 83.3% (10/12); FP 9"
    assert found(*cells, "specificity 95% (171/180)", "NPV 98.8% (171/173)") == []


def test_printed_counts_complete_what_one_share_tells() -> None:
    """TP 14 and FN 1 with 40 of 50 cleared are a whole table, so that 14 of 24 positives are right."""
    (problem,) = found("TP 14; FN 1", "specificity 80% (40/50)", "PPV 85.3%")
    assert (problem.severity, problem.expected) == (Severity.WARNING, "58.3%")


def test_what_one_target_has_in_several_entries_stands_together() -> None:
    """Counts in one entry and measures in another are one table; those of another target are not."""
    results = [
        {"outcome": "counts", "target": "t21", "all": COUNTS},
        {"outcome": "accuracy", "target": "t21", "all": "sensitivity 58.3%"},
        {"outcome": "accuracy", "target": "t18", "all": "sensitivity 58.3%"},
    ]
    problems = list(check_accuracy_of_test(study({"design_group": "diagnostic", "results": results})))
    assert [(problem.place, problem.expected) for problem in problems] == [
        ("made-up-2020/accuracy/all,t21:sensitivity", "93.3%")
    ]
    assert problems[0].message.startswith("accuracy for t21: by TP 14")


def test_measures_follow_from_each_other_without_counts() -> None:
    given = ("sensitivity 93%", "specificity 80%")
    assert found(*given, "LR+ 4.7; LR- 0.08; DOR 55; accuracy 83%") == []
    assert found(*given, "prevalence 23%; PPV 58%; NPV 97%") == []
    (problem,) = found(*given, "LR+ 9.3")
    assert (problem.severity, problem.expected) == (Severity.WARNING, "4.5 to 4.9")
    assert "by sensitivity 93% and specificity 80% the positive likelihood ratio is 4.5 to" in problem.message
    (problem,) = found(*given, "accuracy 96%")
    assert problem.expected == "80% to 94%"
    (problem,) = found(*given, "prevalence 23%; PPV 90%")
    assert problem.place.startswith("made-up-2020/stenosis/all:ppv")


def test_a_perfect_specificity_leaves_the_ratio_open() -> None:
    assert found("sensitivity 90%", "specificity 100%", "LR+ 900") == []
    (problem,) = found("sensitivity 90%", "specificity 100%", "LR+ 20")
    assert problem.expected == "at least 179"


@pytest.mark.parametrize(
    "entry", [{"adjusted": True}, {"estimator": "pooled-random"}, {"estimator": "model"}]
)
def test_estimates_are_left_alone(entry: dict[str, Any]) -> None:
    assert found(COUNTS, "sensitivity 58.3%", **entry) == []


def test_lesions_and_patients_are_held_apart() -> None:
    assert found("TP 14 lesions; FP 10 lesions; FN 1 lesions; TN 40 lesions", "PPV 90% (9/10 patients)") == []


def test_reviews_are_left_alone() -> None:
    results = [{"outcome": "stenosis", "all": f"{COUNTS}; sensitivity 58%"}]
    record = {"design_group": "systematic-review", "results": results}
    assert list(check_accuracy_of_test(study(record))) == []


WRITTEN = {
    "sensitivity": "sensitivity {}%",
    "specificity": "specificity {}%",
    "ppv": "PPV {}%",
    "npv": "NPV {}%",
    "accuracy": "accuracy {}%",
    "prevalence": "prevalence {}%",
    "positive-likelihood-ratio": "LR+ {}",
    "negative-likelihood-ratio": "LR- {}",
    "diagnostic-odds-ratio": "DOR {}",
    "kappa": "kappa {}",
}


def measures(table: Accuracy, places: int) -> list[str]:
    """Every measure of a test that exists, as it is printed."""
    cells = []
    for name, written in WRITTEN.items():
        exact = values_of(name, table)
        is_defined = name.endswith("ratio") is False or getattr(table, name.replace("-", "_")) is not None
        if exact and is_defined:
            value = exact[0] * (100 if "%" in written else Fraction(1))
            cells.append(written.format(rounded(value, places)))
    return cells


tables = st.builds(Accuracy, *[st.integers(0, 80)] * 3, st.integers(1, 80))


@settings(deadline=None)
@given(tables, st.integers(0, 3), st.booleans())
def test_computed_measures_never_alarm(table: Accuracy, places: int, with_counts: bool) -> None:
    counts = (table.true_positives, table.false_positives, table.false_negatives, table.true_negatives)
    cells = [f"{name} {count}" for name, count in zip(("TP", "FP", "FN", "TN"), counts, strict=True)]
    assert found(*(cells if with_counts else []), *measures(table, places)) == []


@settings(deadline=None)
@given(tables.filter(lambda t: t.true_positives + t.false_negatives > 0), st.integers(0, 2))
def test_measures_of_implied_counts_never_alarm(table: Accuracy, places: int) -> None:
    ill = table.true_positives + table.false_negatives
    well = table.true_negatives + table.false_positives
    first, second, *others = measures(table, places)
    given = (f"{first} ({table.true_positives}/{ill})", f"{second} ({table.true_negatives}/{well})")
    assert found(*given, *others) == []


def with_a_wrong_count(random: Random) -> dict[str, Any]:
    """A test of which one count is off by one to three."""
    counts = [random.randrange(3, 90) for _ in range(4)]
    cells = measures(Accuracy(*counts), 1)[:4]
    counts[random.randrange(4)] += random.choice((-3, -2, -1, 1, 2, 3))
    cells += [f"{name} {count}" for name, count in zip(("TP", "FP", "FN", "TN"), counts, strict=True)]
    results = [{"outcome": "stenosis", "all": "; ".join(cells)}]
    return {"design_group": "diagnostic", "results": results}


def test_wrong_counts_are_found() -> None:
    assert alarm_rate(check_accuracy_of_test, with_a_wrong_count) >= 0.99


def swapped(random: Random) -> dict[str, Any]:
    """The positive and the negative predictive value changed places; no counts are printed."""
    cells = measures(Accuracy(*(random.randrange(3, 90) for _ in range(4))), 0)
    values = [cell.partition(" ")[2] for cell in cells]
    cells[2], cells[3] = f"PPV {values[3]}", f"NPV {values[2]}"
    return {"design_group": "diagnostic", "results": [{"outcome": "stenosis", "all": "; ".join(cells[:6])}]}


def test_swapped_values_are_found() -> None:
    # Not where both are nearly the same.
    assert alarm_rate(check_accuracy_of_test, swapped) >= 0.9


def test_two_of_the_counts_give_the_measure_that_is_made_of_them() -> None:
    """38 of 53 with the disease are 71.7%, whatever the others are."""
    results = [{"outcome": "stenosis", "a": "TP 38; FN 15; sensitivity 88.4%"}]
    (problem,) = check_accuracy_of_test(study({"arms": {"a": "80"}, "results": results}))
    assert (problem.severity, problem.expected) == (Severity.WARNING, "71.7%")
    results = [{"outcome": "stenosis", "a": "TP 38; FN 5; sensitivity 88.4%"}]
    assert not list(check_accuracy_of_test(study({"arms": {"a": "80"}, "results": results})))
