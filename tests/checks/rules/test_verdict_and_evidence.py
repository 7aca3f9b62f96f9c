"""A verdict of sufficient above evidence that does not carry it, with simulated records."""

from __future__ import annotations

from typing import Any

import pytest

from kb.checks.policy import read_policies
from kb.checks.rules.verdict_and_evidence import check_verdict_and_evidence
from kb.db.connect import read
from kb.evidence.policies import policy_numbers
from kb.evidence.policy import OutcomeCertainty
from tests.builders.policies import policy

TRIAL = {"design": "randomized-controlled-trial"}
SERIES = {"design": "case-series"}


def told(studies: dict[str, Any], verdict: str = "sufficient", **given: Any) -> list[str]:
    """What is said of a verdict above studies; ``relevance`` and ``conduct`` are limitations by study."""
    conduct = frozenset(given.pop("conduct", ()))
    built = policy(studies=studies, indications=[{"verdict": verdict, **given}], conduct=conduct)
    return [problem.found for problem in check_verdict_and_evidence(built)]


def test_a_trial_without_such_limitations_carries_it() -> None:
    assert told({"doe": TRIAL, "roe": SERIES}, conduct=[("roe", "allocation"), ("doe", "blinding")]) == []


@pytest.mark.parametrize("verdict", ["insufficient", None])
def test_another_verdict_is_no_matter(verdict: str | None) -> None:
    assert told({"roe": SERIES}, verdict) == []


def test_evidence_that_compares_nothing_is_told() -> None:
    assert told({"roe": SERIES, "poe": SERIES}) == ["None of the 2 studies compares with anything else."]
    assert told({}) == ["No study is used for this indication."]


def test_limitations_that_every_comparison_has_are_told() -> None:
    """One trial without them is enough to carry the verdict."""
    conduct = [("doe", "allocation")]
    assert told({"doe": TRIAL}, conduct=conduct) == [
        "The only study that compares is limited in how the groups were formed."
    ]
    assert told({"doe": TRIAL, "moe": TRIAL}, conduct=conduct) == []
    relevance = [("doe", "population"), ("moe", "intervention")]
    assert told({"doe": TRIAL, "moe": TRIAL}, relevance=relevance) == [
        "Each of the 2 studies that compare is limited in its relevance: population or intervention is not"
        " the one meant."
    ]


def test_low_certainty_and_a_broken_chain_are_told() -> None:
    built = policy(studies={"doe": TRIAL}, indications=[{"verdict": "sufficient"}])
    ratings = (
        OutcomeCertainty("r1", "GRADE", "survival", None, "very low", importance="critical"),
        OutcomeCertainty("r2", "GRADE", "hospital stay", None, "low", importance="limited"),
    )
    (indication,) = built.indications
    indication = indication._replace(certainty=ratings, chain_of_evidence="none")
    object.__setattr__(built, "indications", (indication,))
    assert [problem.found for problem in check_verdict_and_evidence(built)] == [
        "The certainty of evidence on survival is rated very low."
        " The chain of evidence to health outcomes is given as none."
    ]


def test_limitations_of_conduct_are_read_with_the_policy(three_policies_url: str) -> None:
    """On each engine: studies with a limitation in how groups were formed are known to their policy."""
    with read(three_policies_url) as reader:
        policies = {checked.id: checked for checked in read_policies(reader, policy_numbers(reader))}
    assert ("wang-2015", "allocation") in policies["7.01.75"].conduct
    assert not any(study == "wang-2015" for study, _ in policies["rx501.086"].conduct)
