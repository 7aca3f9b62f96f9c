"""An instrument made for other studies, or codes made for another question."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.rules.instrument_and_study import check_instrument_and_study
from kb.db.connect import read
from tests.checks.readers import NamedRows

JUDGED = {
    "record": "studies/doe-2020",
    "study": "doe-2020",
    "design_name": "cohort study",
    "edition": "rob-2-2019",
    "indication": None,
    "question": None,
}


def told(**row: Any) -> list[str]:
    reader = NamedRows({"checks/instruments_used": [JUDGED | row]})
    return [problem.message for problem in check_instrument_and_study(reader)]


@pytest.mark.parametrize(
    ("kind", "design_group"),
    [
        ("randomized", "diagnostic"),
        ("randomized", "nonrandomized-comparative"),
        ("nonrandomized", "randomized"),
        ("diagnostic", "systematic-review"),
        ("systematic-review", "randomized"),
        ("certainty", "randomized"),
    ],
)
def test_an_instrument_for_other_designs_is_told(kind: str, design_group: str) -> None:
    (message,) = told(kind=kind, design="cohort", design_group=design_group)
    assert message.startswith("Study doe-2020 is a cohort study, but is appraised by rob-2-2019")


@pytest.mark.parametrize(
    ("kind", "design", "design_group"),
    [
        ("randomized", "randomized-controlled-trial", "randomized"),
        ("randomized", "quasi-randomized-trial", "nonrandomized-comparative"),
        ("nonrandomized", "case-series", "noncomparative"),
        ("diagnostic", "prospective-cohort", "noncomparative"),
        ("systematic-review", "meta-analysis", "systematic-review"),
        ("certainty", "meta-analysis", "systematic-review"),
        ("other", "decision-model", "other"),
        ("therapeutic", "diagnostic-accuracy", "diagnostic"),
    ],
)
def test_an_instrument_that_fits_is_no_problem(kind: str, design: str, design_group: str) -> None:
    assert not told(kind=kind, design=design, design_group=design_group)


def test_codes_for_another_question_are_told() -> None:
    asked = {"indication": "1.01/hcc", "design": "diagnostic-accuracy", "design_group": "diagnostic"}
    (message,) = told(kind="therapeutic", question="clinical-validity", **asked)
    assert message.startswith("Study doe-2020 is used for the question of clinical validity, but")
    assert not told(kind="diagnostic", question="clinical-validity", **asked)
    assert not told(kind="therapeutic", question="clinical-utility", **asked)


@given(
    st.sampled_from(["therapeutic", "diagnostic", "other"]),
    st.sampled_from(["analytic-validity", "clinical-validity", "clinical-utility", "therapy", "harms"]),
)
def test_codes_are_told_exactly_when_they_are_made_for_another_question(kind: str, question: str) -> None:
    unfit = {
        ("therapeutic", "analytic-validity"),
        ("therapeutic", "clinical-validity"),
        ("diagnostic", "therapy"),
        ("diagnostic", "harms"),
    }
    asked = {"indication": "1.01/hcc", "design": "cohort", "design_group": "noncomparative"}
    assert bool(told(kind=kind, question=question, **asked)) == ((kind, question) in unfit)


def test_the_bundled_evidence_has_instruments_that_fit(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        assert not list(check_instrument_and_study(reader))
