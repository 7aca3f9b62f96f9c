"""What is said of a printed error or passage: by the rules, or by the reading of its record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from kb.checks.problem import CheckProblem, Severity
from kb.checks.registry import all_rules
from kb.checks.rule import Subject
from tests.builders.policies import policy, trial
from tests.builders.references import reference
from tests.builders.studies import study
from tests.builders.texts import problems as flaws
from tests.checks.readers import Rows

TELLING = frozenset({"test-of-p", "p-not-recomputable", "group-sizes"})
"""Rules whose notes complain of nothing."""
ARTICLE = {
    "type": "article-journal",
    "title": "Outcomes of a made-up treatment in many people",
    "journal": "J Trials",
    "year": "2015",
    "volume": "22",
    "page": "1294-300",
    "version": None,
    "number": None,
    "first_author": "Doe",
    "pmid": None,
    "doi": None,
}
Case = Mapping[str, Any]


def cases(name: str) -> dict[str, Case]:
    """The cases of a file of this folder, by the number that they have in the collection."""
    text = (Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8")
    read: dict[str, Case] = yaml.safe_load(text)
    return read


def told(case: Case) -> list[CheckProblem]:
    """All that is said, the worst first, notes that complain of nothing left out."""
    problems = [one for one in _problems(case) if one.rule not in TELLING]
    return sorted(problems, key=lambda one: one.severity.rank)


def _problems(case: Case) -> Iterator[CheckProblem]:
    if "reference" in case:
        yield from _by_rules(Subject.REFERENCE, reference(**case["reference"]))
    elif "bibliography" in case:
        entries = [
            {**ARTICLE, "reference": f"doe-{n}", "record": f"references/doe-{n}", **one}
            for n, one in enumerate(case["bibliography"], 1)
        ]
        rules = [one for one in all_rules() if one.key == "duplicate-reference"]
        yield from (problem for rule in rules for problem in rule(Rows(entries)))
    elif "policy" in case:
        given = {key: tuple(_of_policy(key, one) for one in listed) for key, listed in case["policy"].items()}
        yield from _by_rules(Subject.POLICY, policy(**given))
    elif "finding" in case:
        keys = ["made-up-2020", *(f"made-up-{n}" for n in range(1, case.get("studies", 1)))]
        text = case["finding"]
        if "studies" in case:
            text += " (" + "; ".join(f"[[{key}/response/a]]" for key in keys) + ")"
        studies = {key: record(case) for key in keys}
        asked = {"comparators": ["usual-care"], "findings": {"f": text}}
        yield from _by_rules(Subject.POLICY, policy(studies=studies, indications=[asked]))
    else:
        if "load" in case.get("rules", ()):
            yield from _refusals(case)
            return
        made = study(record(case))
        pooled = tuple(
            study({**PLAIN, "study": f"doe-{n}", "results": [{"outcome": "response", "a": value}]})
            for n, value in enumerate(case.get("pooled", ()), 1)
        )
        yield from _by_rules(Subject.STUDY, replace(made, pooled=pooled) if pooled else made)


PLAIN = {"arms": {"a": {"label": "gene therapy", "interventions": ["cryoablation"]}}}


def _of_policy(key: str, one: Any) -> Any:
    return trial(**one) if key == "trials" else tuple(one) if isinstance(one, list) else one


def _by_rules(subject: Subject, given: Any) -> Iterator[CheckProblem]:
    for rule in all_rules():
        if rule.subject is subject:
            yield from rule(given)


def record(case: Case) -> dict[str, Any]:
    """The record of a study, whose arms are those of its sizes and results."""
    results = list(case.get("results", ()))
    if "review" in case:
        results = [{"outcome": "response", "a": f"range across studies {case['review']}"}]
    if "studies" in case:
        results = [{"outcome": "response", "a": "50%"}]
    columns = {column for one in results for column in one}
    sizes = dict(zip("ab", map(str, case.get("sizes", ())), strict=False))
    keys = [key for key in "ab" if key in sizes or key in columns or "a-b" in columns]
    labels = {"a": ("gene therapy", "cryoablation"), "b": ("usual care", "usual-care")}
    arms = {
        key: {"label": labels[key][0], "interventions": [labels[key][1]]}
        | ({"n": sizes[key]} if key in sizes else {})
        for key in keys
    }
    compared = len(keys) == 2
    group = "systematic-review" if "review" in case else "randomized" if compared else "noncomparative"
    contrasts = {"a-b": {"index": "a", "reference": "b", "method": "randomized"}} if compared else {}
    shape = {"arms": arms, "contrasts": contrasts, "design_group": case.get("design", group)}
    if "total" in case:
        shape["enrolled"] = str(case["total"])
    kept = ("outcomes", "populations", "breakdowns", "targets")
    return {**shape, "results": results, **{key: case[key] for key in kept if key in case}}


def _refusals(case: Case) -> Iterator[CheckProblem]:
    """What the reading of the record refuses, which accepts the record with another result."""
    shape = record(case)
    shape.pop("design_group")
    whole = {
        "study": "doe-2020",
        "label": "Doe et al (2020)",
        "design": "randomized-controlled-trial" if shape["contrasts"] else "case-series",
        "reports": {"primary": "doe-2020"},
        "conditions": ["hepatocellular-carcinoma"],
        "population": "adults",
        **{key: value for key, value in shape.items() if value},
    }
    sound = {**whole, "results": [{"outcome": "mortality", next(iter(shape["arms"]), "all"): "5%"}]}
    assert not _flaws(sound), _flaws(sound)
    for message in _flaws(whole):
        yield CheckProblem(Severity.ERROR, "studies/doe-2020", "", message, "", rule="load")


def _flaws(shape: Case) -> list[str]:
    text = yaml.safe_dump(dict(shape), sort_keys=False, allow_unicode=True)
    return [one.message for one in flaws(text, "studies/doe-2020")]
