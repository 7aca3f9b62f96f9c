"""Findings about invented studies in the words of medical policies: true ones raise nothing, most false do.

The sentences stand in two files beside this one: ``+`` before what is true, ``-`` before what is false in one
thing (a direction, a name, a time, a design, an order, the figure behind a token). ``{key}`` is a figure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.designs_named import check_designs_named
from kb.checks.rules.finding_and_figures import check_finding_and_figures
from kb.checks.rules.finding_not_borne_out import check_finding_not_borne_out
from kb.evidence.vocabulary import Outcome, Term, Vocabulary
from tests.builders.policies import policy, vocabulary

RULES = (check_finding_and_figures, check_finding_not_borne_out, check_designs_named)
FIRST, LATER = "finding_sentences.txt", "finding_sentences_written_later.txt"
"""Those with which the rules were mended, and those that were written after it."""
INTERVENTIONS = {"madeupinib": "madeupinib", "madeup-assay": "Madeup assay", "stool-test": "FIT"}
OUTCOMES = {
    "sensitivity": ("accuracy", "higher"),
    "specificity": ("accuracy", "higher"),
    "hospital-stay": ("utilization", "lower"),
    "hospitalization": ("utilization", "lower"),
}


STUDIES: dict[str, dict[str, Any]] = {
    "doe": {
        "design": "randomized-controlled-trial",
        "label": "Doe et al (2020)",
        "arms": {
            "d": {"label": "madeupinib", "interventions": ["madeupinib"]},
            "p": {"label": "placebo", "interventions": ["placebo"]},
        },
        "contrasts": {"d-p": {"index": "d", "reference": "p", "method": "randomized"}},
        "results": [
            {"outcome": "overall-survival", "at": "1 y", "d": "88%", "p": "80%", "d-p": "p .09"},
            {"outcome": "overall-survival", "at": "3 y", "d": "61%", "p": "45%", "d-p": "p .01"},
            {
                "outcome": "overall-survival",
                "d": "median 34.1 months",
                "p": "median 22.6 months",
                "d-p": "HR 0.62 (95% CI 0.44-0.88); p .007",
            },
            {
                "outcome": "progression-free-survival",
                "d": "median 8.4 months",
                "p": "median 5.1 months",
                "d-p": "HR 0.55 (95% CI 0.41-0.74); p <.001",
            },
            {
                "outcome": "complete-response",
                "at": "12 wk",
                "d": "51%",
                "p": "29%",
                "d-p": "OR 2.5 (95% CI 1.5-4.3); p <.001",
            },
            {
                "outcome": "pain-score",
                "at": "12 wk",
                "d": "mean change -3.2 points",
                "p": "mean change -1.1 points",
                "d-p": "MD -2.1 points (95% CI -2.9 to -1.3); p <.001",
            },
            {
                "outcome": "walking-distance",
                "at": "52 wk",
                "d": "mean change 39.5 m",
                "p": "mean change -1.0 m",
                "d-p": "MD 40.5 m (95% CI 31.0-50.0); p <.001",
            },
            {
                "outcome": "quality-of-life",
                "at": "52 wk",
                "d": "mean change 2.1 points",
                "p": "mean change 1.8 points",
                "d-p": "MD 0.3 points (95% CI -1.9 to 2.5); p .79",
            },
            {"outcome": "serious-adverse-events", "d": "9%", "p": "12%", "d-p": "p .45"},
            {"outcome": "adverse-events", "d": "82%", "p": "61%", "d-p": "p <.001"},
            {"outcome": "withdrawal", "d": "6%", "p": "4%"},
            {
                "outcome": "hospitalization",
                "at": "52 wk",
                "d": "14%",
                "p": "31%",
                "d-p": "RR 0.45 (95% CI 0.27-0.75); p .002",
            },
            {
                "outcome": "relapse-rate",
                "at": "96 wk",
                "d": "0.22 per year",
                "p": "0.49 per year",
                "d-p": "rate ratio 0.45 (95% CI 0.33-0.61); p <.001",
            },
        ],
    },
    "roe": {
        "design": "retrospective-comparative-cohort",
        "label": "Roe et al (2018)",
        "arms": {
            "c": {"label": "cryoablation", "interventions": ["cryoablation"]},
            "r": {"label": "RFA", "interventions": ["radiofrequency-ablation"]},
        },
        "contrasts": {"c-r": {"index": "c", "reference": "r", "method": "multivariable"}},
        "results": [
            {
                "outcome": "local-recurrence",
                "at": "3 y",
                "c": "15%",
                "r": "7%",
                "c-r": "aHR 1.9 (95% CI 1.1-3.4); p .03",
            },
            {"outcome": "overall-survival", "at": "3 y", "c": "62%", "r": "64%", "c-r": "p .71"},
            {"outcome": "complications", "c": "12%", "r": "21%", "c-r": "p .09"},
            {"outcome": "hospital-stay", "c": "median 2 days", "r": "median 4 days", "c-r": "p <.001"},
            {"outcome": "perioperative-mortality", "c": "0%", "r": "2.7%", "c-r": "p .25"},
        ],
    },
    "poe": {
        "design": "case-series",
        "label": "Poe et al (2015)",
        "arms": {"c": {"label": "cryoablation", "interventions": ["cryoablation"]}},
        "results": [
            {"outcome": "overall-survival", "at": "5 y", "c": "42%"},
            {"outcome": "overall-survival", "at": "1 y", "c": "90%"},
            {"outcome": "local-recurrence", "at": "2 y", "c": "18%"},
            {"outcome": "complications", "c": "8%"},
            {
                "outcome": "pain-score",
                "at": ["baseline", "6 mo"],
                "c": ["mean 7.1 points", "mean 3.4 points"],
            },
        ],
    },
    "moe": {
        "design": "diagnostic-accuracy",
        "label": "Moe et al (2019)",
        "arms": {
            "t": {"label": "Madeup assay", "interventions": ["madeup-assay"]},
            "f": {"label": "FIT", "interventions": ["stool-test"]},
        },
        "contrasts": {"t-f": {"index": "t", "reference": "f", "method": "same-participants"}},
        "results": [
            {"outcome": "sensitivity", "t": "92%", "f": "74%", "t-f": "p .002"},
            {"outcome": "specificity", "t": "87%", "f": "95%", "t-f": "p <.001"},
        ],
    },
    "koe": {
        "design": "systematic-review",
        "label": "Koe et al (2021)",
        "arms": {
            "d": {"label": "madeupinib", "interventions": ["madeupinib"]},
            "p": {"label": "placebo", "interventions": ["placebo"]},
        },
        "contrasts": {"d-p": {"index": "d", "reference": "p", "method": "pooled"}},
        "results": [
            {"outcome": "mortality", "d-p": "RR 0.92 (95% CI 0.80-1.06); p .25"},
            {"outcome": "complete-response", "d-p": "RR 1.7 (95% CI 1.3-2.2); p <.001"},
        ],
    },
}
FIGURES = {
    "SPP": "moe/specificity/t-f",
    "OS1d": "doe/overall-survival/d@1y",
    "OS1p": "doe/overall-survival/p@1y",
    "OS1x": "doe/overall-survival/d-p@1y",
    "OS3d": "doe/overall-survival/d@3y",
    "OS3p": "doe/overall-survival/p@3y",
    "OS3x": "doe/overall-survival/d-p@3y",
    "OSd": "doe/overall-survival/d",
    "OSp": "doe/overall-survival/p",
    "OSx": "doe/overall-survival/d-p:hazard-ratio",
    "OSP": "doe/overall-survival/d-p:p-value",
    "PFd": "doe/progression-free-survival/d",
    "PFp": "doe/progression-free-survival/p",
    "PFx": "doe/progression-free-survival/d-p:hazard-ratio",
    "PFP": "doe/progression-free-survival/d-p:p-value",
    "CRd": "doe/complete-response/d@12wk",
    "CRp": "doe/complete-response/p@12wk",
    "CRx": "doe/complete-response/d-p@12wk:odds-ratio",
    "PSd": "doe/pain-score/d@12wk",
    "PSp": "doe/pain-score/p@12wk",
    "PSx": "doe/pain-score/d-p@12wk:mean-difference",
    "PSP": "doe/pain-score/d-p@12wk:p-value",
    "WDd": "doe/walking-distance/d@52wk",
    "WDp": "doe/walking-distance/p@52wk",
    "WDx": "doe/walking-distance/d-p@52wk",
    "WDP": "doe/walking-distance/d-p@52wk:p-value",
    "QLd": "doe/quality-of-life/d@52wk",
    "QLp": "doe/quality-of-life/p@52wk",
    "QLx": "doe/quality-of-life/d-p@52wk",
    "QLP": "doe/quality-of-life/d-p@52wk:p-value",
    "SAd": "doe/serious-adverse-events/d",
    "SAp": "doe/serious-adverse-events/p",
    "SAP": "doe/serious-adverse-events/d-p",
    "AEd": "doe/adverse-events/d",
    "AEp": "doe/adverse-events/p",
    "AEP": "doe/adverse-events/d-p",
    "WId": "doe/withdrawal/d",
    "WIp": "doe/withdrawal/p",
    "HOd": "doe/hospitalization/d@52wk",
    "HOp": "doe/hospitalization/p@52wk",
    "HOx": "doe/hospitalization/d-p@52wk:risk-ratio",
    "HOP": "doe/hospitalization/d-p@52wk:p-value",
    "RRd": "doe/relapse-rate/d@96wk",
    "RRp": "doe/relapse-rate/p@96wk",
    "RRx": "doe/relapse-rate/d-p@96wk:rate-ratio",
    "RRP": "doe/relapse-rate/d-p@96wk:p-value",
    "LRc": "roe/local-recurrence/c@3y",
    "LRr": "roe/local-recurrence/r@3y",
    "LRx": "roe/local-recurrence/c-r@3y:hazard-ratio",
    "LRP": "roe/local-recurrence/c-r@3y:p-value",
    "ROc": "roe/overall-survival/c@3y",
    "ROr": "roe/overall-survival/r@3y",
    "ROP": "roe/overall-survival/c-r@3y",
    "COc": "roe/complications/c",
    "COr": "roe/complications/r",
    "COP": "roe/complications/c-r",
    "HSc": "roe/hospital-stay/c",
    "HSr": "roe/hospital-stay/r",
    "HSP": "roe/hospital-stay/c-r",
    "PMc": "roe/perioperative-mortality/c",
    "PMr": "roe/perioperative-mortality/r",
    "PMP": "roe/perioperative-mortality/c-r",
    "P5": "poe/overall-survival/c@5y",
    "P1": "poe/overall-survival/c@1y",
    "PL": "poe/local-recurrence/c@2y",
    "PC": "poe/complications/c",
    "PS0": "poe/pain-score/c@baseline",
    "PS6": "poe/pain-score/c@6mo",
    "SEt": "moe/sensitivity/t",
    "SEf": "moe/sensitivity/f",
    "SEP": "moe/sensitivity/t-f",
    "SPt": "moe/specificity/t",
    "SPf": "moe/specificity/f",
    "KMx": "koe/mortality/d-p:risk-ratio",
    "KMP": "koe/mortality/d-p:p-value",
    "KCx": "koe/complete-response/d-p:risk-ratio",
}


def words() -> Vocabulary:
    """The vocabulary of the tests with these outcomes and interventions."""
    base = vocabulary()
    own = {k: Outcome(k, k.replace("-", " "), *kind, False) for k, kind in OUTCOMES.items()}
    terms = {k: Term(k, one.name, None, None, one.domain) for k, one in own.items()}
    received = {k: Term(k, name, None, None, "") for k, name in INTERVENTIONS.items()}
    return replace(
        base,
        outcomes={**base.outcomes, **own},
        outcome_terms={**base.outcome_terms, **terms},
        interventions={**base.interventions, **received},
    )


def problems(sentence: str) -> list[CheckProblem]:
    """What the rules about findings say of a sentence."""
    text = re.sub(r"\{(\w+)\}", lambda match: f"[[{FIGURES[match[1]]}]]", sentence)
    asked = {
        "interventions": ("madeupinib", "cryoablation", "madeup-assay"),
        "comparators": ("placebo", "radiofrequency-ablation", "stool-test"),
        "findings": {"f": text},
    }
    checked = policy(vocabulary=words(), studies=STUDIES, indications=[asked])
    return [problem for rule in RULES for problem in rule(checked)]


def of_kind(sign: str, name: str) -> list[str]:
    """The sentences of a kind in a file."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line[2:] for line in lines if line.startswith(f"{sign} ")]


@pytest.mark.parametrize("name", [FIRST, LATER])
def test_true_sentences_raise_nothing(name: str) -> None:
    """Neither a warning nor a note."""
    told = {sentence: found for sentence in of_kind("+", name) if (found := problems(sentence))}
    assert told == {}


@pytest.mark.parametrize(("name", "least"), [(FIRST, 85), (LATER, 60)])
def test_of_false_sentences_most_are_warned_of(name: str, least: int) -> None:
    """In percent; those that are missed take a reader who knows what the words mean."""
    sentences = of_kind("-", name)
    missed = [s for s in sentences if not any(p.severity is Severity.WARNING for p in problems(s))]
    assert 100 * len(missed) <= (100 - least) * len(sentences), missed
