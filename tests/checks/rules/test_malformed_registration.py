"""Forms of trial numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.rules.malformed_registration import check_malformed_registration
from kb.db.connect import read
from tests.builders.folders import Folder
from tests.checks.readers import Rows


def found(registry: str, number: str) -> list[str]:
    rows = [{"place": "p", "record": "studies/s", "registry": registry, "number": number, "study": "s"}]
    return [problem.found for problem in check_malformed_registration(Rows(rows))]


@pytest.mark.parametrize(
    ("registry", "number"),
    [
        ("ClinicalTrials.gov", "NCT01234567"),
        ("ClinicalTrials.gov", "nct 01234567"),
        ("ISRCTN", "ISRCTN12345678"),
        ("EudraCT", "2015-001234-56"),
        ("ANZCTR", "ACTRN12605000000000"),
        ("ChiCTR", "ChiCTR2000029308"),
        ("ChiCTR", "ChiCTR-TRC-10001002"),
        ("PROSPERO", "CRD42021234567"),
        ("Netherlands Trial Register", "NTR1234"),
        ("Our own list", "17"),
    ],
)
def test_numbers_of_the_right_form_and_unknown_registries_pass(registry: str, number: str) -> None:
    assert not found(registry, number)


@pytest.mark.parametrize(
    ("registry", "number"),
    [
        ("ClinicalTrials.gov", "NCT0123456"),
        ("ClinicalTrials.gov", "01234567"),
        ("Registry", "NCT012345678"),
        ("ISRCTN", "ISRCTN1234567"),
        ("EudraCT", "2015-01234-56"),
        ("ClinicalTrials.gov", "NCTO1234567"),
    ],
)
def test_other_forms_are_told(registry: str, number: str) -> None:
    assert found(registry, number) == [number]


@given(st.integers(0, 99_999_999), st.data())
def test_a_digit_more_or_less_is_always_found(serial: int, data: st.DataObject) -> None:
    number = f"NCT{serial:08d}"
    assert not found("ClinicalTrials.gov", number)
    at = data.draw(st.integers(3, 10))
    assert found("ClinicalTrials.gov", number[:at] + number[at + 1 :])
    assert found("ClinicalTrials.gov", number[:at] + "7" + number[at:])


def test_both_engines_find_it_in_studies_and_among_ongoing_trials(folder: Folder, engine_url: str) -> None:
    study = "registrations:\n  - {registry: ClinicalTrials.gov, number: NCT12}\nconditions:"
    folder.change("studies/doe-2020", "conditions:", study)
    trial = "ongoing_trials:\n  - {registry: ISRCTN, number: ISRCTN1, title: A trial}\nclinical_input:"
    folder.change("policies/1.01/policy", "clinical_input:", trial)
    folder.load(engine_url)
    with read(engine_url) as reader:
        problems = list(check_malformed_registration(reader))
    assert [(p.record, p.place) for p in problems] == [
        ("policies/1.01/policy", "1.01/ISRCTN:ISRCTN1"),
        ("studies/doe-2020", "doe-2020/ClinicalTrials.gov:NCT12"),
    ]
