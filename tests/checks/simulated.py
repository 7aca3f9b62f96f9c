"""Studies whose numbers must agree, because every one is counted from the same made-up participants.

A simulated study is the shape of a record for ``tests.builders.studies``. Nothing about it is printed that
its participants do not bear out, in one of the ways in which papers print and round; a rule that alarms is
wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Rule
from tests.builders.studies import study

RESPONSES = ("complete-response", "partial-response", "stable-disease", "progressive-disease")
HARMS = ("bleeding", "liver-abscess", "cryoshock")
STAGES = ("early", "late")
SHARES = ("c/n (p%)", "p% (c/n)", "c (p%)", "p%", "c/n", "c")
"""The ways in which a share is printed."""


@dataclass(frozen=True)
class Participant:
    """Somebody in the study, with all that happens to them."""

    arm: str
    stage: str
    response: str
    harm: str
    recurred: bool
    in_pain: bool
    lesions: int


def participants(random: Random, sizes: Sequence[int]) -> list[Participant]:
    """Participants of arms of these sizes, with risks that differ from study to study."""
    weights = [random.random() for _ in range(6)]
    return [
        Participant(
            arm=f"arm-{arm}",
            stage=STAGES[random.random() < weights[0]],
            response=random.choices(RESPONSES, [0.1, *weights[1:4]])[0],
            harm=random.choices((*HARMS, ""), [0.05, 0.1, 0.05, 0.1 + weights[4]])[0],
            recurred=random.random() < weights[5],
            in_pain=random.random() < weights[4],
            lesions=1 + int(random.expovariate(0.8)),
        )
        for arm, size in enumerate(sizes, 1)
        for _ in range(size)
    ]


class Printer:
    """Prints shares of one study: with so many decimals, rounding halves in one way."""

    def __init__(self, random: Random, styles: Sequence[str] = SHARES) -> None:
        self._random = random
        self._styles = styles
        self._decimals = random.choice((0, 1, 1, 2))
        self._rounding = random.choice((ROUND_HALF_UP, ROUND_HALF_EVEN))

    def rounded(self, numerator: int, denominator: int, decimals: int | None = None) -> str:
        places = self._decimals if decimals is None else decimals
        exact = Decimal(numerator) / Decimal(denominator)
        return str(exact.quantize(Decimal(1).scaleb(-places), rounding=self._rounding))

    def share(self, events: int, total: int, style: str | None = None) -> str:
        written = style or self._random.choice(self._styles)
        percent = self.rounded(100 * events, total)
        return written.replace("c", str(events)).replace("n", str(total)).replace("p", percent)


def simulated(
    random: Random,
    styles: Sequence[str] = SHARES,
    arms: int | None = None,
    *,
    sized: bool = True,
) -> dict[str, Any]:
    """The record of a study of some arms, with subgroups, categories of response and kinds of harm.

    ``sized``: the sizes of the subgroups are printed.
    """
    sizes = [
        random.choice((3, 9, 20, 45, 120, 400)) + random.randrange(20) for _ in range(arms or _arms(random))
    ]
    people, printer = participants(random, sizes), Printer(random, styles)
    record: dict[str, Any] = {
        "enrolled": str(len(people)),
        "arms": {f"arm-{arm}": str(size) for arm, size in enumerate(sizes, 1)},
        "populations": {stage: {"kind": "subgroup"} for stage in STAGES},
        "breakdowns": [
            {"sets": list(STAGES)},
            {"parts": list(RESPONSES)},
            {"whole": "complications", "parts": list(HARMS)},
        ],
        "results": [],
    }
    for population in ("whole", *STAGES):
        _add(record, printer, population, [one for one in people if population in ("whole", one.stage)])
    if not sized:
        record["results"] = [entry for entry in record["results"] if entry["outcome"] != "participants"]
    return record


def _arms(random: Random) -> int:
    return random.choice((1, 2, 2, 3))


Has = Callable[[Participant], bool]


def _add(record: dict[str, Any], printer: Printer, population: str, people: Sequence[Participant]) -> None:
    by_arm = {arm: [one for one in people if one.arm == arm] for arm in record["arms"]}
    where = {} if population == "whole" else {"population": population}
    if where:
        sizes = {arm: str(len(group)) for arm, group in by_arm.items()}
        record["results"].append({"outcome": "participants", **where, **sizes})
    outcomes: dict[str, Has] = {
        "complications": lambda one: bool(one.harm),
        "recurrence": lambda one: one.recurred,
        "pain": lambda one: one.in_pain,
        **{harm: lambda one, harm=harm: one.harm == harm for harm in HARMS},  # type: ignore[misc]
        **{kind: lambda one, kind=kind: one.response == kind for kind in RESPONSES},  # type: ignore[misc]
    }
    for outcome, has in outcomes.items():
        entry: dict[str, Any] = {"outcome": outcome, **where}
        for arm, group in by_arm.items():
            if group:
                entry[arm] = printer.share(sum(map(has, group)), len(group))
        record["results"].append(entry)
    means = {
        arm: f"mean {printer.rounded(sum(one.lesions for one in group), len(group), 2)}"
        for arm, group in by_arm.items()
        if group
    }
    record["results"].append({"outcome": "tumor-number", "role": "baseline", **where, **means})


def alarms(rule: Rule, record: dict[str, Any], least: Severity = Severity.WARNING) -> list[CheckProblem]:
    """The problems that a rule finds in a record, of this severity or worse."""
    return [problem for problem in rule(study(record)) if problem.severity.rank <= least.rank]


def alarm_rate(
    rule: Rule, perturbed: Callable[[Random], dict[str, Any]], trials: int = 400, seed: int = 20260101
) -> float:
    """Share of perturbed records that a rule alarms about; the same at every run."""
    found = sum(bool(alarms(rule, perturbed(Random(seed + trial)))) for trial in range(trials))
    return found / trials
