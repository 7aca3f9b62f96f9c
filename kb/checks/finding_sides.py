"""What a finding says of a value before it prints it: its side, its statistic, and how it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.clauses import Clause
from kb.checks.finding_names import arm_named
from kb.checks.policy import BoundFigure, CheckedPolicy

Told = Iterator[tuple[BoundFigure, str]]

_COMPARES = re.compile(
    r"\b(?:than|vs|versus|against|compared|relative|comparable|similar|alike|between|from|over|superior|inferior"
    r"|without|instead|control\w*|comparator|compar(?:ison|ed)|other|untreated|standard|usual|remaining|rest"
    r"|previous\w*|prior|whereas|not)\b",
    re.IGNORECASE,
)
"""Words of a clause that may speak of another side without its name."""
_LISTED = re.compile(
    r"#\s*(?:and|vs\.?|versus)\s*#[^#]*?\b(?:with|after|for|in|of|under)\s+(?P<first>[^#,;()]+?)\s+and\s+"
    r"(?P<second>[^#,;()]+?),?\s+respectively",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:(?P<rose>rose|increased|climbed|grew)|(?P<fell>fell|decreased|declined|dropped|reduced|lowered))\b"
    r"[^#]*\bfrom\s+#[^#]*?\bto\s+#",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:(?P<rose>rose|increased|grew)|(?P<fell>fell|decreased|declined|dropped))\s+by\s+#", re.IGNORECASE
)
_STATISTICS = {
    "sensitivity": r"sensitivity",
    "specificity": r"specificity",
    "ppv": r"positive predictive value|PPV",
    "npv": r"negative predictive value|NPV",
    "hazard-ratio": r"hazard ratio|HR",
    "odds-ratio": r"odds ratio|OR",
    "risk-ratio": r"risk ratio|relative risk|RR",
    "rate-ratio": r"rate ratio",
    "median": r"median",
    "mean": r"mean",
}
_NAMED = {
    key: re.compile(rf"(?<![\w-])(?:{words})(?:\s+(?:of|was|is|were)|,|:)?\s*#", re.IGNORECASE)
    for key, words in _STATISTICS.items()
}
_AMONG = (
    {"sensitivity", "specificity", "ppv", "npv"},
    {"hazard-ratio", "odds-ratio", "risk-ratio", "rate-ratio"},
    {"median", "mean"},
)
"""Statistics that are taken for each other."""


def other_sides(policy: CheckedPolicy, clause: Clause) -> Told:
    """Values of one arm in a clause that names another alone: among placebo recipients, # responded."""
    if _COMPARES.search(clause.words):
        yield from _listed_otherwise(policy, clause)
        return
    of_arms = [bound for bound in clause.figures if bound.scope == "arm"]
    for bound in of_arms:
        study = policy.studies.get(bound.study)
        named = None if study is None else arm_named(clause.words, study, policy.vocabulary)
        its_own = any(one.study == bound.study and one.column == named for one in of_arms)
        if study is not None and named is not None and named != bound.column and not its_own:
            labels = study.arms[bound.column].label, study.arms[named].label
            yield bound, f"is of {labels[0]}, while the clause names {labels[1]} alone"
    yield from _listed_otherwise(policy, clause)


def _listed_otherwise(policy: CheckedPolicy, clause: Clause) -> Told:
    """Two values in the other order than their sides: # and # with A and B, respectively."""
    for match in _LISTED.finditer(clause.words):
        number = clause.words[: match.start()].count("#")
        first, second = clause.printed[number : number + 2]
        study = policy.studies.get(first.study) if first is not None else None
        if first is None or second is None or study is None or first.like != second.like:
            continue
        sides = [arm_named(match[side], study, policy.vocabulary) for side in ("first", "second")]
        if sides == [second.column, first.column]:
            yield first, f'is of {study.arms[first.column].label}, while "{match["first"]}" is named first'


def other_statistics(clause: Clause) -> Told:
    """Values of another statistic than the words right before them say."""
    for key, pattern in _NAMED.items():
        for match in pattern.finditer(clause.words):
            bound = clause.printed[clause.words[: match.end()].count("#") - 1]
            others = next(kinds for kinds in _AMONG if key in kinds) - {key}
            if bound is not None and bound.figure.statistic in others:
                said = match[0].strip(" #,:")
                yield (
                    bound,
                    f'is a {bound.figure.statistic.replace("-", " ")}, while "{said}" stands before it',
                )


def other_changes(clause: Clause) -> Told:
    """Values that change the other way than the words say: fell from 3.4 to 7.1, decreased by 39.5."""
    for match in _CHANGED.finditer(clause.words):
        first, second = _last_two(clause, match.end())
        if first is None or second is None or not _can_be_compared(first, second):
            continue
        change = (second.figure.value or 0) - (first.figure.value or 0)
        if change * (1 if match["rose"] else -1) < 0:
            word = match["rose"] or match["fell"]
            yield second, f'follows {first.figure.text}, while the clause says that it "{word}"'
    for match in _BY.finditer(clause.words):
        bound = _last_two(clause, match.end())[1]
        changes = bound is not None and bound.figure.statistic.endswith("mean-change")
        if bound is not None and changes and (bound.figure.value or 0) * (1 if match["rose"] else -1) < 0:
            yield bound, f'is a change, while the clause says "{match["rose"] or match["fell"]} by" it'


def _last_two(clause: Clause, end: int) -> tuple[BoundFigure | None, BoundFigure | None]:
    number = clause.words[:end].count("#")
    second = clause.printed[number - 1]
    return (clause.printed[number - 2] if number > 1 else None), second


def _can_be_compared(first: BoundFigure, second: BoundFigure) -> bool:
    """Whether two values are of one outcome of one study, and exact."""
    of_one = (first.study, first.outcome, first.figure.statistic) == (
        second.study,
        second.outcome,
        second.figure.statistic,
    )
    return of_one and first.figure.is_exact and second.figure.is_exact
