"""Headings against the designs of the studies under them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.policy import read_policies
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.placement_and_design import check_placement_and_design, designs_of
from kb.db.connect import read
from kb.evidence.policies import policy_numbers
from tests.builders.folders import Folder
from tests.builders.policies import GROUPS, policy


def problems(heading: str, design: str, intro: str | None = None, **study: Any) -> list[CheckProblem]:
    one = policy(
        studies={"doe": {"design": design, "label": "Doe et al (2020)", **study}},
        indications=[{"groups": {heading: (intro, ["doe"])}}],
    )
    return list(check_placement_and_design(one))


FITTING = [
    ("Randomized controlled trials", "randomized-controlled-trial"),
    ("RCTs", "randomized-controlled-trial"),
    ("Randomised trials", "randomized-controlled-trial"),
    ("Nonrandomized comparative studies", "retrospective-comparative-cohort"),
    ("Non-randomized studies", "prospective-comparative-cohort"),
    ("Nonrandomized studies", "case-series"),
    ("Nonrandomized studies", "diagnostic-accuracy"),
    ("Comparative studies", "randomized-controlled-trial"),
    ("Comparative studies", "prospective-comparative-cohort"),
    ("Noncomparative studies", "case-series"),
    ("Single-arm studies", "prospective-cohort"),
    ("Cohort studies", "prospective-cohort"),
    ("Cohort studies", "retrospective-comparative-cohort"),
    ("Case series", "case-series"),
    ("Case series", "prospective-cohort"),
    ("Observational studies", "case-series"),
    ("Systematic reviews and meta-analyses", "systematic-review"),
    ("Diagnostic accuracy", "diagnostic-accuracy"),
    ("Clinical utility", "case-series"),
    ("Percutaneous cryoablation", "randomized-controlled-trial"),
    ("Review of evidence", "case-series"),
    ("Prospective studies", "case-series"),
]


@pytest.mark.parametrize(("heading", "design"), FITTING)
def test_a_design_that_fits_its_heading_is_no_problem(heading: str, design: str) -> None:
    assert not problems(heading, design)


@pytest.mark.parametrize(
    ("heading", "design"),
    [
        ("Case series", "retrospective-comparative-cohort"),
        ("Noncomparative studies", "systematic-review"),
        ("Randomized controlled trials", "prospective-comparative-cohort"),
        ("Nonrandomized comparative studies", "randomized-controlled-trial"),
        ("Nonrandomized comparative studies", "case-series"),
        ("Nonrandomized studies", "randomized-controlled-trial"),
        ("Systematic reviews", "case-series"),
        ("Comparative studies", "case-series"),
        ("Cohort studies", "randomized-controlled-trial"),
    ],
)
def test_one_of_another_group_is_told(heading: str, design: str) -> None:
    (problem,) = problems(heading, design)
    assert (problem.severity, problem.place) == (Severity.WARNING, "1.01/hcc/doe")
    assert problem.message.startswith(f"Doe et al (2020) is a {design.replace('-', ' ')}, but stands under")


def test_a_sentence_that_says_so_makes_it_a_note() -> None:
    intro = "Series, and reviews of series, can inform about harm. They cannot show how it compares."
    (review,) = problems("Noncomparative studies", "systematic-review", intro)
    assert review.severity is Severity.NOTE
    (cohort,) = problems("Noncomparative studies", "prospective-comparative-cohort", intro)
    assert cohort.severity is Severity.WARNING


def test_a_series_among_cohorts_is_a_note() -> None:
    (problem,) = problems("Cohort studies", "case-series")
    assert problem.severity is Severity.NOTE
    assert not problems("Cohort studies and series", "case-series")


def test_data_against_a_heading_that_says_how_they_were_collected() -> None:
    assert not problems("Prospective cohort studies", "prospective-cohort", data="prospective")
    (problem,) = problems("Prospective cohort studies", "prospective-cohort", data="retrospective")
    assert problem.severity is Severity.NOTE


def test_a_trial_beside_the_review_that_tells_of_it_is_a_note() -> None:
    one = policy(
        studies={
            "review": {"design": "systematic-review"},
            "trial": {"design": "randomized-controlled-trial", "known_through": "review"},
        },
        indications=[{"groups": {"Systematic reviews": ["review", "trial"]}}],
    )
    assert [p.severity for p in check_placement_and_design(one)] == [Severity.NOTE]


@given(st.sampled_from(FITTING), st.sampled_from(sorted(GROUPS)))
def test_exactly_the_groups_of_a_heading_fit(fitting: tuple[str, str], design: str) -> None:
    heading, _ = fitting
    expected = designs_of(heading)
    severe = [p for p in problems(heading, design) if p.severity is Severity.WARNING]
    assert bool(severe) == (bool(expected) and GROUPS[design] not in expected)


def test_both_engines_know_the_design(folder: Folder, engine_url: str) -> None:
    folder.change("policies/1.01/indications/hcc", "heading: Randomized trials", "heading: Case series")
    folder.load(engine_url)
    with read(engine_url) as reader:
        (one,) = read_policies(reader, policy_numbers(reader))
    (problem,) = check_placement_and_design(one)
    assert problem.found == "randomized-controlled-trial under Case series"
