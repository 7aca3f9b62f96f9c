"""What was done, as a paragraph says it: the opening, who paid for the study and ran it, what was given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kb.evidence.study import AppraisalItem, Arm, Inclusion, Registration, Study
from kb.narrative.prose import ProseReader
from kb.narrative.reviews import inclusions
from kb.narrative.study import Setting, study_paragraphs
from kb.narrative.study_appraisal import appraisal
from kb.narrative.study_conduct import conduct_sentences
from kb.narrative.study_opening import opening
from tests.builders.studies import study

TRIAL = study({"design": "randomized-controlled-trial", "design_group": "randomized"})


def conduct(**known: Any) -> list[str]:
    return [line.plain for line in conduct_sentences(replace(TRIAL, **known))]


def opened(**record: Any) -> str:
    made: Study = study(record)
    return opening(made, ProseReader()).plain


@pytest.mark.parametrize(
    ("known", "sentences"),
    [
        ({}, []),
        (
            {"registrations": (Registration("ISRCTN", "ISRCTN99000001"),)},
            ["The trial was registered as ISRCTN99000001."],
        ),
        (
            {"sponsor": "Madeup Pharma", "funding": "industry", "conducted_from": "2019-03"},
            ["The trial was sponsored by Madeup Pharma (industry) and conducted from March 2019 on."],
        ),
        (
            {"conducted_from": "2015", "ongoing": True, "countries": ("United States", "Peru")},
            ["The trial has been under way since 2015 in the United States and Peru."],
        ),
        (
            {"funding": "none", "conducted_from": "2015", "conducted_to": "2015"},
            ["The trial received no funding and was conducted in 2015."],
        ),
        (
            {"masking": "double", "masked": ("participant", "analyst"), "allocation_ratio": "2:1"},
            ["The trial used 2:1 allocation and was double-masked (participants and analysts)."],
        ),
        (
            {"sites": 1200, "masking": "none", "stopped_because": "futility"},
            ["The trial was conducted at 1,200 sites.", "It was open label and stopped early for futility."],
        ),
        (
            {"conducted_from": "2020-02-03", "conducted_to": "2020-03-04", "countries": ("Peru",)},
            ["The trial was conducted from February 3, 2020, to March 4, 2020, in Peru."],
        ),
        ({"conflicts": "none declared"}, ["Reported conflicts of interest: none declared."]),
    ],
)
def test_who_paid_for_and_ran_a_study_and_how(known: dict[str, Any], sentences: list[str]) -> None:
    assert conduct(**known) == sentences


@pytest.mark.parametrize(
    ("arm", "words"),
    [
        (
            Arm("a", "drug A", dose="10 mg", route="oral", schedule="twice a day", duration="4 weeks"),
            "Drug A was given at a dose of 10 mg orally twice a day for 4 weeks.",
        ),
        (
            Arm("a", "drug A", dose="12 mg, by weight", route="by mouth", schedule="days 1 and 29"),
            "Drug A was given at a dose of 12 mg, by weight, by mouth, on days 1 and 29.",
        ),
        (Arm("a", "elbow braces", schedule="every night"), "Elbow braces were used every night."),
        (Arm("a", "cohort 1", kind="cohort", dose="3 mg or 6 mg"), "Cohort 1 received 3 mg or 6 mg."),
    ],
)
def test_what_was_given_is_told_by_dose_route_schedule_and_duration(arm: Arm, words: str) -> None:
    assert conduct(arms={"a": arm}) == [words]


def test_the_only_arm_has_the_size_of_the_study_and_both_figures_are_said() -> None:
    made = study({"enrolled": "25", "arms": {"a": {"label": "drug A", "n": "25"}}, "population": "adults"})
    line = opening(made, ProseReader())
    assert line.plain.endswith("reported a case series of drug A in 25 adults")
    assert {id for piece in line.pieces for id in getattr(piece, "ids", ())} == {
        figure.id for result in made.results for figure in result.figures
    }


def test_an_external_control_keeps_its_own_size() -> None:
    arms = {
        "a": {"label": "drug A", "n": "30"},
        "c": {"label": "placebo in MADEUP-2", "n": "40", "kind": "external-control"},
    }
    told = opened(arms=arms, enrolled="30", population="adults")
    assert told.endswith("of drug A in 30 adults, with placebo in MADEUP-2 (n=40) as an external control")


def test_cohorts_that_are_compared_are_called_so() -> None:
    arms = {key: {"label": f"{key} marker", "kind": "cohort", "n": "5"} for key in ("high", "low")}
    compared = {"high-low": {"index": "high", "reference": "low"}}
    told = opened(arms=arms, contrasts=compared, population="adults")
    assert "that compared the high marker (n=5) and low marker (n=5) groups in adults" in told


def test_a_study_that_compares_arms_is_not_called_single_arm() -> None:
    arms = {key: {"label": f"drug {key}", "n": "5"} for key in ("A", "B")}
    compared = {"a-b": {"index": "A", "reference": "B"}}
    made: Study = study({"arms": arms, "contrasts": compared})
    told = opening(replace(made, design_name="retrospective single-arm cohort study"), ProseReader()).plain
    assert "a retrospective cohort study that compared drug A (n=5) with drug B (n=5)" in told


def test_cohorts_that_nothing_compares_follow_the_participants() -> None:
    cohorts = {
        "c1": {"label": "C1", "n": "34", "kind": "cohort", "interventions": ["drug-a"]},
        "c2": {"label": "C2", "n": "47", "kind": "cohort", "interventions": ["drug-a"]},
    }
    told = opened(arms=cohorts, population="adults with a rare disease")
    assert told.endswith("a case series in adults with a rare disease (cohorts: C1, n=34; C2, n=47)")


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"data": "retrospective", "design": "registry-study"}, "reported a retrospective registry study"),
        ({"data": "prospective", "design": "single-arm-trial"}, "reported a single arm trial"),
        (
            {
                "data": "prospective",
                "design": "comparative-cohort",
                "design_group": "nonrandomized-comparative",
                "arms": {"a": {}, "b": {}},
            },
            "reported a comparative cohort with prospectively collected data, comparing a with b",
        ),
        ({"setting": "multicenter"}, "reported a multicenter case series"),
        ({"setting": "a registry in Norway"}, "reported a case series (a registry in Norway)"),
        (
            {"design": "decision-model", "design_group": "other", "arms": {"a": {}, "b": {}}},
            "reported a decision model that compared a with b",
        ),
        (
            {"design": "meta-analysis", "design_group": "systematic-review", "arms": {"a": {}, "b": {}}},
            "conducted a meta analysis of a and b",
        ),
    ],
)
def test_the_opening_names_the_design_as_people_do(record: dict[str, Any], words: str) -> None:
    assert words in opened(**record)


def test_two_limitations_that_differ_in_their_last_word_are_told_as_one() -> None:
    follow_up = "conduct/follow-up"
    labels = ("follow-up too short to show benefit", "follow-up too short to show harms")
    items = [
        AppraisalItem(None, None, "limitation", "conduct", follow_up, str(n), label, None)
        for n, label in enumerate(labels, 1)
    ]
    told = appraisal(replace(TRIAL, answers=tuple(items)), ProseReader())
    assert [line.plain for line in told] == [
        "Limitations in design and conduct: follow-up too short to show benefit or harms."
    ]
    noted = (items[0]._replace(note="one year"), items[1])
    (apart,) = appraisal(replace(TRIAL, answers=noted), ProseReader())
    assert "benefit (one year) and follow-up too short to show harms" in apart.plain


def _review(*states: str) -> Study:
    included = tuple(
        Inclusion(f"doe-{n}", f"Doe et al ({n})", None, None, None, state, None)
        for n, state in enumerate(states, 2001)
    )
    return replace(study({"design_group": "systematic-review"}), inclusions=included)


def test_many_studies_of_a_review_are_counted_and_few_are_named() -> None:
    many = _review(*["included"] * 6, "included-not-pooled")
    (line,) = inclusions(many, ProseReader(), counted=True, by_name=False)
    assert line.plain == "It included 6 studies and 1 without pooling (named in the table below)."
    (line,) = inclusions(_review(*["included"] * 6), ProseReader(), counted=True, by_name=False)
    assert line.plain == "The table below names the studies."
    (line,) = inclusions(_review("included", "included"), ProseReader(), counted=True, by_name=False)
    assert line.plain == "It included Doe et al (2001) and Doe et al (2002)."


def test_a_long_paragraph_is_parted_into_what_was_done_found_and_limits_it() -> None:
    results = [{"outcome": f"outcome-{n}", "all": f"{n}%"} for n in range(10, 60)]
    record = {"results": results, "population": "adults", "strengths": ["masked reading " * 80]}

    def begun(number: int) -> list[str]:
        parts = study_paragraphs(study(record | {"results": results[:number]}), Setting())
        return [part[0].plain.split()[0] for part in parts]

    assert begun(2) == ["Made", "Strengths"]
    assert begun(36) == ["Made", "Outcome", "Strengths"]
    assert begun(50) == ["Made", "Outcome", "Strengths"]
