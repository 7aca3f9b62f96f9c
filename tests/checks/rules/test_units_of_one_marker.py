"""Units of markers over the whole base."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.units_of_one_marker import check_units_of_one_marker
from kb.db.connect import read
from tests.builders.folders import Folder
from tests.checks.readers import Rows


def row(
    study: str, value: float, unit: str, name: str = "marker X", domain: str = "biomarker"
) -> dict[str, Any]:
    """A figure of a study."""
    return {
        "outcome": name,
        "name": name,
        "domain": domain,
        "study": study,
        "record": f"studies/{study}",
        "figure": f"{study}/{name}/all:median",
        "text": f"{value:g}",
        "value": value,
        "unit": unit,
    }


def problems(*rows: dict[str, Any]) -> list[CheckProblem]:
    return list(check_units_of_one_marker(Rows(rows)))


CEA = "carcinoembryonic antigen level"


@pytest.mark.parametrize(
    "rows",
    [
        [row("a", 5, "ng/mL", CEA)],
        [row("a", 5, "ng/mL", CEA), row("b", 4, "mcg/L", CEA)],
        [row("a", 12, "g/dL", "hemoglobin"), row("b", 121, "g/L", "hemoglobin")],
        [row("a", 5, "ng/mL"), row("b", 7, "ng/mL")],
        [row("a", 5, "ng/mL"), row("b", 7, "nmol/L")],
        [row("a", 5, "ng/mL"), row("b", 7, "IU/mL")],
    ],
)
def test_units_of_the_same_size_or_kind_are_no_problem(rows: list[dict[str, Any]]) -> None:
    assert not problems(*rows)


def test_an_unusual_unit_of_a_known_marker_is_told_even_alone() -> None:
    (problem,) = problems(row("xu-2008", 100, "ng/dL", CEA))
    assert (problem.record, problem.found, problem.expected) == ("studies/xu-2008", "100 ng/dL", "ng/mL")
    assert "usually given in ng/mL" in problem.message
    assert problem.severity is Severity.WARNING


def test_a_slip_is_told_by_numbers_that_only_fit_as_printed() -> None:
    (problem,) = problems(row("a", 5, "ng/mL"), row("b", 6, "ng/mL"), row("c", 5.5, "ng/dL"))
    assert problem.severity is Severity.WARNING
    assert (problem.record, problem.expected) == ("studies/c", "ng/mL")
    assert "one is 100 times the other" in problem.message


def test_numbers_that_fit_after_conversion_are_a_note() -> None:
    (problem,) = problems(row("a", 5, "ng/mL"), row("b", 6, "ng/mL"), row("c", 550, "ng/dL"))
    assert problem.severity is Severity.NOTE
    assert problem.message.endswith("Convert before comparing them.")


def test_one_study_with_two_units_is_told() -> None:
    (problem,) = problems(row("a", 5, "ng/mL"), row("a", 6, "ng/dL"))
    assert problem.severity is Severity.WARNING


def test_survival_in_centimeters_is_told_once_for_each_study() -> None:
    rows = [row("a", 25, "cm", "follow-up", "follow-up"), row("a", 26, "cm", "follow-up", "follow-up")]
    (problem,) = problems(*rows)
    assert "Follow-up is printed in cm" in problem.message
    assert len(problem.figures) == 2


@given(st.lists(st.tuples(st.floats(0.5, 500), st.sampled_from(["mcg/mL", "mg/L"])), min_size=1, max_size=20))
def test_values_in_units_of_one_size_never_alarm(values: list[tuple[float, str]]) -> None:
    assert not problems(*(row(f"s{n:02}", value, unit) for n, (value, unit) in enumerate(values)))


def test_most_slips_of_a_unit_are_found() -> None:
    chance = random.Random(4)
    found = 0
    for _ in range(300):
        center = 10 ** chance.uniform(0, 2)
        rows = [row(f"s{n}", center * chance.uniform(0.5, 2), "mg/dL") for n in range(4)]
        rows.append(row("z", center * chance.uniform(0.5, 2), chance.choice(["mg/L", "g/dL", "mcg/mL"])))
        found += any(p.severity is Severity.WARNING and p.record == "studies/z" for p in problems(*rows))
    assert found / 300 > 0.95


def test_both_engines_read_the_units(folder: Folder, engine_url: str) -> None:
    outcome = (
        "complications: {name: complications, domain: harm, direction: lower}\n"
        "cea: {name: carcinoembryonic antigen, domain: biomarker, direction: lower}\n"
    )
    folder.change("vocabulary/outcomes", outcome.splitlines()[0] + "\n", outcome)
    results = (
        "  - outcome: cea\n    cryo: median 9 ng/dL\n  - outcome: overall-survival\n    rfa: median 30 cm\n"
    )
    folder.change("studies/doe-2020", "limitations:\n", f"{results}limitations:\n")
    folder.load(engine_url)
    with read(engine_url) as reader:
        found = [(p.place, p.found) for p in check_units_of_one_marker(reader)]
    assert found == [
        ("doe-2020/cea/cryo:median", "9 ng/dL"),
        ("doe-2020/overall-survival/rfa:median", "30 cm"),
    ]
