"""Wholes and their parts, as a study record writes them."""

from __future__ import annotations

import pytest

from kb.records.writing import write_record
from tests.builders.texts import STUDY, changed, problems, read

FILE = "studies/doe-2020.yaml"
RESULTS = """\
  - outcome: deaths
    cryo: 5
  - outcome: cardiac-deaths
    cryo: 3
  - outcome: other-deaths
    cryo: 2
  - outcome: other-deaths
    population: large
    cryo: 1
"""


def study(*breakdowns: str) -> str:
    """The study with deaths by cause and these breakdowns."""
    written = "".join(f"  - {breakdown}\n" for breakdown in breakdowns)
    text = changed("populations:\n", "populations:\n  small: {kind: subgroup, label: small tumors}\n")
    return changed("limitations:\n", f"{RESULTS}breakdowns:\n{written}limitations:\n", text)


@pytest.mark.parametrize(
    "breakdown",
    [
        "{whole: deaths, parts: [cardiac-deaths, other-deaths]}",
        "{whole: deaths, parts: [cardiac-deaths, other-deaths], complete: no}",
        "{parts: [cardiac-deaths, other-deaths]}",
        "{sets: [small, large]}",
        "{whole: deaths, sets: [small, large], complete: no}",
        "{whole: deaths, parts: [complications, other-deaths], parts_in: large}",
        "{population: large, parts: [complications, other-deaths]}",
    ],
)
def test_a_breakdown_keeps_its_text(breakdown: str) -> None:
    text = study(breakdown)
    assert problems(text) == []
    assert write_record(read(text)) == text


@pytest.mark.parametrize(
    ("breakdown", "problem"),
    [
        ("{whole: deaths}", ": needs either `parts` or `sets`."),
        ("{parts: [deaths, other-deaths], sets: [small, large]}", ": needs either `parts` or `sets`."),
        ("{whole: deaths, parts: [other-deaths]}", ".parts: a breakdown has two parts or more."),
        ("{sets: [small, smal]}", ".sets[2]: `smal` is no population of this study. Did you mean small?"),
        (
            "{whole: deaths, parts: [other-deaths, other-deaths]}",
            ".parts[2]: `other-deaths` is listed twice.",
        ),
        ("{whole: deaths, parts: [deaths, other-deaths]}", ".parts[1]: `deaths` is the whole itself."),
        ("{population: large, sets: [small, large]}", ".sets[2]: `large` is the whole itself."),
        ("{sets: [small, large], parts_in: large}", ".parts_in: goes with `parts`, not with `sets`."),
        (
            "{population: large, parts: [complications, other-deaths], parts_in: large}",
            ".parts_in: is the population of the whole too.",
        ),
        (
            "{whole: death, parts: [cardiac-deaths, other-deaths]}",
            ".whole: no result of the study has the outcome `death`. Did you mean deaths?",
        ),
        (
            "{parts: [cardiac-deaths, complications]}",
            ".parts[2]: `complications` has no result in the population `whole`. It has results in: large.",
        ),
        ("{whole: deaths, population: old, sets: [small, large]}", ".population: `old` is no population"),
    ],
)
def test_a_breakdown_that_cannot_be_is_refused(breakdown: str, problem: str) -> None:
    found = [str(each) for each in problems(study(breakdown))]
    assert any(each.startswith(f"{FILE}:42: breakdowns[1]{problem}") for each in found), found


def test_the_same_breakdown_twice_is_refused() -> None:
    again = "{sets: [small, large]}"
    found = [str(each) for each in problems(study(again, again))]
    assert found == [f"{FILE}:43: breakdowns[2]: says the same as breakdown 1. Remove one of them."]


def test_a_study_without_breakdowns_says_nothing_of_them() -> None:
    assert "breakdowns" not in write_record(read(STUDY))
