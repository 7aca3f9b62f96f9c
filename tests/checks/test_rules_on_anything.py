"""No rule about a study fails, whatever is printed; and each problem can be told from every other."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from kb.checks.registry import all_rules
from kb.checks.rule import Rule, Subject
from kb.evidence.study import Study
from tests.builders.studies import study

RULES = [rule for rule in all_rules() if rule.subject is Subject.STUDY]
OUTCOMES = [
    "participants",
    "follow-up",
    "age",
    "tumor-number",
    "overall-survival",
    "disease-free-survival",
    "cancer-specific-survival",
    "mortality",
    "alive",
    "recurrence",
    "local-recurrence",
    "complete-response",
    "complications",
    "major-complications",
    "perioperative-mortality",
    "pain",
    "stenosis",
    "included-studies",
]
TIMES = [None, None, "1 y", "3 y", "within 30 d", "baseline", "end of follow-up", "age 50"]
OF_ARMS = [
    "{n}",
    "{n}/{m}",
    "{n}/{m} ({p}%)",
    "{p}% ({n}/{m})",
    "{n} ({p}%)",
    "{p}%",
    "<{p}%",
    "~{p}%",
    "{n}/{m} lesions ({p}%)",
    "{p}% (95% CI {q} to {r})",
    "{n}/{m} ({p}%) (95% CI {q} to {r})",
    "median {q} months (range {p}-{r})",
    "median {q} months (IQR {p}-{r}; range {q}-{p})",
    "median not reached (95% CI {q}-not reached)",
    "range {q}-{r} months",
    "mean {q} cm (SD {p}; 95% CI {q} to {r})",
    "mean -{q} cm (SE {p}; 95% CI -{q} to -{r})",
    "mean change -{q} points; mean {p} points (SD 0)",
    "LSM {q} (SE {r})",
    "from {p} to {q} cm; reduction {r}%; percent change -{p}%",
    "none",
    "not reported",
    "sensitivity {n}/{m} ({p}%); specificity {q}%; LR+ {r}; AUC 0.{n}",
    "mean of study rates {p}%; range across studies {q}%-{r}%",
    "{n} events",
    "{q} per year",
    "{q} months; {r} years",
]
OF_CONTRASTS = [
    "p .0{n}",
    "p <.0{n}",
    "p not significant",
    "p .{n} for interaction",
    "p .{n} one-sided",
    "HR {q} (95% CI {p}-{r}); p .{n}",
    "OR 0 (95% CI 0-{r}); p .{n}",
    "RR -{q} (95% CI -{p} to {r}); p .{n}",
    "RR {q} (95% CI {p} to {r}) adjusted; p .{n}",
    "RD -{q}% (90% CI -{p} to {r}); NNT {n}; p .{n}",
    "MD {q} cm (95% CI {p} to {r}); LSMD {r} (SE {q})",
    "OR {q} (CI {p}-{r}); I2 {p}%; Q {q}",
    "MD {q} (98% CI <={p} one-sided); p .{n} one-sided",
    "NNT 0.{n}; NNH -{n}",
    "no significant difference",
    "comparable; p .0{n}",
    "higher; p .{n}",
    "favors index; HR {q}",
    "favors reference",
    "associated; p .{n}",
    "not associated; OR {q} (95% CI {p}-{r})",
    "{q}-fold",
    "not reported",
    "HR not estimable",
]


def _cell(random: Random, forms: list[str]) -> str:
    numbers = {
        name: f"{random.choice([0, random.uniform(0, 130)]):.{random.randrange(3)}f}" for name in "pqr"
    }
    return random.choice(forms).format(n=random.randrange(1, 99), m=random.randrange(0, 120), **numbers)


def _entry(random: Random) -> dict[str, Any]:
    entry: dict[str, Any] = {"outcome": random.choice(OUTCOMES)}
    time = random.choice(TIMES)
    entry |= {} if time is None else {"at": time}
    entry |= {"population": random.choice(["old", "matched"])} if random.random() < 0.2 else {}
    entry |= {"adjusted": True} if random.random() < 0.1 else {}
    entry |= {"estimator": "kaplan-meier"} if random.random() < 0.1 else {}
    for column in ("cryo", "rfa", "all"):
        entry |= {column: _cell(random, OF_ARMS)} if random.random() < 0.7 else {}
    for column in ("cryo-rfa", "old-young", "size"):
        entry |= {column: _cell(random, OF_CONTRASTS)} if random.random() < 0.5 else {}
    return entry


def _record(random: Random) -> dict[str, Any]:
    entries = {
        str(sorted(e)) + e["outcome"] + str(e.get("at")): e for e in (_entry(random) for _ in range(12))
    }
    sized = random.random() < 0.5
    method = random.choice(["randomized", "not-stated", "propensity-matched", "multivariable"])
    return {
        "enrolled": random.choice([None, 58, 415]),
        "design_group": random.choice(["randomized", "noncomparative", "systematic-review"]),
        "arms": {"cryo": {"n": 61} if sized else {}, "rfa": {"n": 50} if sized else {}},
        "populations": {"old": {}, "young": {}, "matched": {"kind": "matched"}},
        "contrasts": {
            "cryo-rfa": {"index": "cryo", "reference": "rfa", "method": method},
            "old-young": {"index": "old", "reference": "young"},
            "size": {"factor": "tumor size"},
        },
        "results": list(entries.values()),
    }


@pytest.mark.parametrize("seed", range(8))
def test_no_rule_fails(seed: int) -> None:
    """Whatever a study looks like, every rule has an answer."""
    random = Random(seed)
    for _ in range(15):
        made = study(_record(random))
        for rule in RULES:
            _check(rule, made)


def _check(rule: Rule, made: Study) -> None:
    problems = list(rule(made))
    for problem in problems:
        assert (problem.rule, problem.record) == (rule.key, made.record)
        assert problem.severity.rank >= rule.severity.rank, f"{rule.key}: {problem.severity}"
        assert problem.message.strip()
    places = [problem.place for problem in problems]
    assert len(places) == len(set(places)), f"{rule.key}: {places}"
