"""What is refused in how a study says it was designed, and in whom a review names."""

from __future__ import annotations

import pytest

from tests.builders.texts import STUDY, changed, problem, problems

_DESIGNED = changed(
    "enrolled: 40\n",
    """\
enrolled: 40
acronym: MADEUP-1
sites: 12
countries: [Spain, Peru]
conducted: 2015-ongoing
allocation_ratio: "1:1"
masking: double
masked: [participant, outcome-assessor]
stopped_early: {because: futility, note: at the 2nd interim analysis}
noninferiority:
  - {outcome: complications, margin: 10 percentage points, met: yes}
extension_of: roe-2019
shares_cohort_with: [roe-2019, poe-2018]
conflicts: 2 of 9 authors hold shares of the maker
""",
)


def test_design_and_conduct_may_be_said_in_full() -> None:
    assert problems(_DESIGNED) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "[Spain, Peru]", "[Spain, Spain]",
            "countries[2]: `Spain` is listed twice. Remove or rename one of them.",
        ),
        (
            "masking: double", "masking: none",
            "masking: `none` masked, but `masked` names some. Correct one of them.",
        ),
        (
            "masking: double", "masking: single",
            "masking: `single`, but `masked` names 2 roles. Correct one of them.",
        ),
        (
            '"1:1"', '"1:1:1"',
            "allocation_ratio: `1:1:1` has 3 numbers; the study has 2 arms."
            " Write one number for each arm, in the order of the arms.",
        ),
        (
            '"1:1"', "equal",
            "allocation_ratio: `equal` is no ratio. Write 1:1 or 2:1; three arms have three numbers: 2:2:1.",
        ),
        (
            "2015-ongoing", "2016-2015",
            "conducted: `2016-2015` ends before it begins. Write the earlier date first.",
        ),
        (
            "extension_of: roe-2019", "extension_of: doe-2020",
            "extension_of: names the study itself. Name the other study.",
        ),
        (
            "met: yes", "met: yes, contrast: cryo-rfaa",
            "noninferiority[1].contrast: `cryo-rfaa` is no contrast of this study. Did you mean cryo-rfa?",
        ),
        (
            "met: yes", "met: yes, population: lage",
            "noninferiority[1].population: `lage` is no population of this study. Did you mean large?",
        ),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(old: str, new: str, message: str) -> None:
    assert problem(changed(old, new, _DESIGNED)).partition(": ")[2] == message


_REVIEW = STUDY + "review:\n  includes:\n    - {study: doe-2020, state: included}\n"


def test_a_review_may_include_its_own_cohort_and_studies_that_are_not_entered() -> None:
    named = "{label: Moe (2011), reference: moe-2011, state: included}"
    assert problems(_REVIEW + f"    - {named}\n    - {{label: Poe (2012), state: not-included}}\n") == []


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (
            "{state: included}",
            "needs one of `study`, `label` and `unnamed`."
            " Name the study by its key, or by its label where it is not entered, or count the unnamed.",
        ),
        (
            "{study: moe-2011, label: Moe (2011), state: included}",
            "needs one of `study`, `label` and `unnamed`."
            " Name the study by its key, or by its label where it is not entered, or count the unnamed.",
        ),
    ],
)
def test_an_included_study_is_named_in_one_way(item: str, message: str) -> None:
    assert problem(_REVIEW + f"    - {item}\n").endswith(f"review.includes[2]: {message}")


def test_a_reference_goes_with_the_label_of_a_study_that_is_not_entered() -> None:
    assert problem(_REVIEW + "    - {unnamed: 2, reference: moe-2011, state: included}\n").endswith(
        "review.includes[2].reference: `reference` goes with `label`."
        " Remove it; an entered study has its own reports."
    )
