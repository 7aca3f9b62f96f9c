"""Notices about what a policy rests on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.policy import read_policies
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.notices_on_cited import check_notices_on_cited
from kb.db.connect import read
from kb.evidence.policies import policy_numbers
from tests.builders.folders import Folder
from tests.builders.policies import policy


def problems(*notices: tuple[str, str | None]) -> list[CheckProblem]:
    """What is found when the report of the only study has these notices."""
    one = policy(
        studies={"doe-2020": {"reports": [("primary", "doe-2020"), ("follow-up", "doe-2022")]}},
        references=["doe-2020"],
        indications=[{"title": "HCC"}],
        notices={"doe-2022": notices},
    )
    return list(check_notices_on_cited(one))


@pytest.mark.parametrize(
    ("notices", "severity", "words"),
    [
        (
            [("retraction", "2021-03")],
            Severity.ERROR,
            "doe-2022 was retracted (2021-03); it reports Doe-2020 et al",
        ),
        ([("concern", None)], Severity.WARNING, "is under an expression of concern; it reports"),
        ([("correction", "2021")], Severity.NOTE, "was corrected (2021)"),
        ([("correction", "2021"), ("retraction", "2020")], Severity.ERROR, "was retracted (2020)"),
        ([("reinstatement", "2019"), ("retraction", "2020")], Severity.ERROR, "was retracted"),
        ([("retraction", "2020"), ("concern", "2021")], Severity.ERROR, "was retracted"),
    ],
)
def test_the_gravest_notice_that_holds_is_told(
    notices: list[tuple[str, str | None]], severity: Severity, words: str
) -> None:
    (problem,) = problems(*notices)
    assert (problem.severity, problem.place) == (severity, "doe-2022")
    assert words in problem.message


def test_a_reinstatement_lifts_what_came_before() -> None:
    assert not problems(("concern", "2018"), ("retraction", "2019"), ("reinstatement", "2020"))


def test_a_reference_that_reports_no_study_is_told_too() -> None:
    one = policy(references=["sohn-2003"], notices={"sohn-2003": [("retraction", "2021")]})
    (problem,) = check_notices_on_cited(one)
    assert "sohn-2003 was retracted (2021) and is cited here." in problem.message


@given(st.lists(st.sampled_from(["retraction", "concern"]), max_size=6))
def test_what_ends_in_a_reinstatement_never_alarms(kinds: list[str]) -> None:
    notices = [(kind, f"20{10 + n}") for n, kind in enumerate(kinds)]
    assert not problems(*notices, ("reinstatement", "2020"))
    assert problems(*notices, ("reinstatement", "2020"), ("retraction", "2021"))


def test_both_engines_bring_the_notice_to_the_policy(folder: Folder, engine_url: str) -> None:
    text = folder.file("references/doe-2020").read_text(encoding="utf-8").partition("notices:")[0]
    folder.write("references/doe-2020", text + "notices:\n  - {kind: retraction, date: 2022-01}\n")
    folder.load(engine_url)
    with read(engine_url) as reader:
        (found,) = read_policies(reader, policy_numbers(reader))
    (problem,) = check_notices_on_cited(found)
    assert (problem.record, problem.found) == ("policies/1.01/policy", "retraction 2022-01")
