"""What findings name beside their figures, by hand and in simulated ones in the words of summaries."""

from __future__ import annotations

from collections import Counter

import pytest

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.designs_named import check_designs_named
from kb.checks.rules.finding_and_figures import check_finding_and_figures
from kb.checks.rules.finding_not_borne_out import check_finding_not_borne_out
from tests.benchmarks.invented.findings import KINDS, Written, invented_findings
from tests.builders.policies import policy

RULES = (check_finding_and_figures, check_finding_not_borne_out, check_designs_named)


def problems(written: Written) -> list[CheckProblem]:
    """What the rules about findings say of a finding above its trials."""
    checked = policy(studies=written.studies, indications=[{"findings": {"f": written.text}}])
    return [problem for rule in RULES for problem in rule(checked)]


TRIAL = {
    "design": "randomized-controlled-trial",
    "arms": {
        "cryo": {"label": "cryoablation", "interventions": ["cryoablation"]},
        "rfa": {"label": "RFA", "interventions": ["radiofrequency-ablation"]},
    },
    "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa"}},
    "results": [
        {"outcome": "overall-survival", "at": "3 y", "cryo": "67%", "rfa": "66%"},
        {"outcome": "overall-survival", "at": "5 y", "cryo": "40%", "rfa": "38%"},
        {
            "outcome": "local-recurrence",
            "at": ["1 y", "3 y"],
            "cryo": ["3%", "7%"],
            "rfa": ["9%", "11%"],
            "cryo-rfa": "p .043",
        },
        {"outcome": "complications", "cryo": "4%", "rfa": "3%"},
    ],
}
SERIES = {
    "design": "case-series",
    "arms": {"cryo": {"label": "cryoablation", "interventions": ["cryoablation"]}},
    "results": [{"outcome": "overall-survival", "at": "5 y", "cryo": "60%"}],
}


def told(text: str) -> list[CheckProblem]:
    """What this rule says of a finding above a trial and a series."""
    studies = {"doe": {**TRIAL, "label": "Doe (2020)"}, "roe": {**SERIES, "label": "Roe (2019)"}}
    checked = policy(studies=studies, indications=[{"findings": {"f": text}}])
    return list(check_finding_and_figures(checked))


@pytest.mark.parametrize(
    "text",
    [
        "Five-year survival was [[doe/overall-survival/cryo@5y]] with cryoablation.",
        "Over three years, recurrence was rarer after cryoablation than after RFA"
        " ([[doe/local-recurrence/cryo-rfa@1y+3y]]; at three years,"
        " [[doe/local-recurrence/cryo@3y]] vs [[doe/local-recurrence/rfa@3y]]).",
        "Survival was [[doe/overall-survival/rfa@5y]] after RFA,"
        " and [[doe/overall-survival/cryo@5y]] after freezing.",
        "After a median treatment of two years, survival was [[doe/overall-survival/cryo@5y]].",
        "In a case series survival was [[roe/overall-survival/cryo@5y]], in the trial"
        " [[doe/overall-survival/cryo@5y]].",
        "In one of two randomized trials, survival was [[doe/overall-survival/cryo@5y]].",
        "Adverse events were rare, and complications occurred in [[doe/complications/cryo]].",
        "Survival was [[doe/overall-survival/cryo@5y]], but comparisons with microwave ablation are needed.",
    ],
)
def test_a_finding_that_names_what_its_figures_are_of_is_no_problem(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Three-year survival was [[doe/overall-survival/cryo@5y]] with cryoablation.",
            '40% is at 5 years, while the clause says "Three-year survival".',
        ),
        (
            "At five years, complications occurred in [[doe/complications/cryo]].",
            '4% has no time in its record, while the clause says "At five years".',
        ),
        (
            "Recurrence was [[doe/overall-survival/cryo@5y]] with cryoablation.",
            "40% is of overall survival, while the clause speaks of recurrence.",
        ),
        (
            "Disease-free survival was [[doe/overall-survival/cryo@5y]].",
            "40% is of overall survival, while the clause speaks of disease free survival.",
        ),
        (
            "Survival was [[doe/overall-survival/cryo@5y]] with RFA.",
            '40% is of cryoablation, while "RFA" follows it.',
        ),
        (
            "Survival was longer after cryoablation than after RFA ([[doe/overall-survival/rfa@5y]] vs"
            " [[doe/overall-survival/cryo@5y]]).",
            "38% and 40% stand in the other order than the sides before them.",
        ),
        (
            "Recurrence was rarer than with microwave ablation ([[doe/local-recurrence/cryo@3y]]).",
            "The clause compares with microwave ablation, which no arm of Doe (2020) received.",
        ),
        (
            "In a randomized trial, survival was [[roe/overall-survival/cryo@5y]].",
            '60% is of a case series, while the clause speaks of "randomized trial".',
        ),
        (
            "In one randomized trial, survival was [[doe/overall-survival/cryo@5y]] and"
            " [[roe/overall-survival/cryo@5y]].",
            '60% is of a case series, while the clause speaks of "one randomized trial".',
        ),
    ],
)
def test_a_finding_that_names_something_else_is_told(text: str, words: str) -> None:
    (problem,) = told(text)
    assert problem.message == words
    assert problem.severity is Severity.WARNING


def test_fewer_studies_than_a_finding_counts_are_a_note() -> None:
    """Their figures may be alike; the reader wants to know whose these are."""
    (problem,) = told("Two randomized trials found a survival of [[doe/overall-survival/cryo@5y]].")
    assert problem.severity is Severity.NOTE
    assert "its figures are of Doe (2020) alone" in problem.message


def test_what_a_review_pooled_over_the_studies_counted_is_no_note() -> None:
    """The figures are of one review, which is over two trials; of three it does not speak."""
    review = {
        **TRIAL,
        "label": "Poe (2021)",
        "design": "systematic-review",
        "review": {"includes": [{"label": f"{name} (2019)", "state": "included"} for name in ("Roe", "Loe")]},
    }

    def told_of(number: str) -> list[CheckProblem]:
        text = f"Pooled over {number} randomized trials, survival was [[poe/overall-survival/cryo@5y]]."
        return list(
            check_finding_and_figures(
                policy(studies={"poe": review}, indications=[{"findings": {"f": text}}])
            )
        )

    assert told_of("two") == []
    assert [problem.severity for problem in told_of("three")] == [Severity.NOTE]


def test_true_findings_raise_nothing() -> None:
    """Not one warning or note above 300 true findings."""
    told = [(written.text, found) for written in invented_findings(1, 300) if (found := problems(written))]
    assert told == []


def test_most_false_findings_are_found() -> None:
    """80 in 100 of those that are false by one word or one figure, and 60 of each kind."""
    found = Counter[str]()
    for kind in KINDS:
        found[kind] = sum(bool(problems(written)) for written in invented_findings(2, 60, kind))
    assert sum(found.values()) >= 0.8 * 60 * len(KINDS), found
    assert min(found.values()) >= 0.6 * 60, found
