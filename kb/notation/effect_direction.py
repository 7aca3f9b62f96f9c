"""What an effect is an effect on, and which side of a comparison it favors. One definition for all of kb.

A hazard and an incidence rate are of an event: a hazard ratio printed for overall survival is one of death. A
risk, an odds and a difference of risks are of the outcome as it is named: of surviving, for overall survival,
unless words of the source say otherwise. The views ``outcome`` and ``contrast_result`` say the same in SQL,
for the vocabulary as it is when they are asked (a test holds the two together).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kb.notation.figure import Figure
from kb.notation.scales import DIFFERENCES, LOG_RATIOS

EVENT, ABSENCE = "event", "absence"

HAZARDS = frozenset({"hazard-ratio", "subdistribution-hazard-ratio"})
OF_RATES = HAZARDS | {"rate-ratio"}
"""Ratios of how often something happens in time: only events do."""
OF_RISKS = frozenset({"odds-ratio", "risk-ratio", "prevalence-ratio", "risk-difference"})
"""Comparisons of the shares that have the outcome."""
DIRECTED = (LOG_RATIOS | DIFFERENCES) - {"diagnostic-odds-ratio", "coefficient"}
"""Effects of the index side against the reference side, which favor one of them."""
TIMES = frozenset({"hours", "days", "weeks", "months", "years"})

_EVENT_DOMAINS = frozenset({"survival", "recurrence"})
_ABSENCE_WORDS = frozenset({"free", "freedom", "absence", "survival"})

_EVENTS = (
    (re.compile(r"(?:overall )?survival(?: to (?:last|the end of) .+)?"), "death"),
    (re.compile(r"(\S+-specific) survival"), "{} death"),
    (re.compile(r"((?:\S+ )*(?:progression|recurrence|relapse))-free survival"), "{} or death"),
    (re.compile(r"survival without (.+)"), "death or {}"),
    (re.compile(r"freedom from (.+)"), "{}"),
)
"""The event of an outcome that is named for its absence; the group of the pattern goes into the words."""


def event_named_by(outcome: str) -> str:
    """What a hazard is of where the outcome is named for its absence: death, for overall survival.

    Empty where the name does not say it, as for disease-free survival.
    """
    for pattern, words in _EVENTS:
        if match := pattern.fullmatch(outcome):
            return words.format(*match.groups())
    return ""


class OutcomeMeaning(NamedTuple):
    """What the vocabulary says of an outcome: ``key`` and ``name``, what it is about, which way is better."""

    key: str
    name: str
    domain: str
    direction: str

    @property
    def is_named_for_absence(self) -> bool:
        """Whether it is called by what does not happen: survival, freedom from reoperation.

        Told by its domain (survival and recurrence, where more is better) or by the words of its name.
        """
        if self.direction != "higher":
            return False
        words = f"{self.key} {self.name}".lower().replace("-", " ").split(" ")
        return self.domain in _EVENT_DOMAINS or not _ABSENCE_WORDS.isdisjoint(words)


def effect_of(measure: str, outcome: OutcomeMeaning) -> str | None:
    """``event`` or ``absence`` of it; null for means and medians, which are of no event."""
    if measure in OF_RATES:
        return EVENT
    if measure in OF_RISKS:
        return ABSENCE if outcome.is_named_for_absence else EVENT
    return None


def better_sign(measure: str, outcome: OutcomeMeaning, unit: str = "") -> int:
    """1 when an effect above no difference favors the index side, -1 when one below does, 0 when neither.

    Neither is told where no direction of the outcome is better, of measures without an index side, and of a
    difference in time to something bad: a longer one may be the better one.
    """
    direction = outcome.direction
    if measure not in DIRECTED or direction not in ("higher", "lower"):
        return 0
    if unit in TIMES and outcome.domain in _EVENT_DOMAINS and direction == "lower":
        return 0
    if measure in OF_RATES and outcome.is_named_for_absence:
        return -1
    return 1 if direction == "higher" else -1


def side_of(none: int, effect: Figure) -> int | None:
    """1 when a printed effect is above no difference (``none``), -1 below, 0 equal; null when a bound leaves
    it open.

    ``<0.8`` is below 1, ``<1.2`` may be either; so may ``<=1``.
    """
    if effect.value is None:
        return None
    side = (effect.value > none) - (effect.value < none)
    if effect.sign in ("=", "~"):
        return side
    beyond = -1 if effect.sign in ("<", "<=") else 1
    is_open = side == 0 and effect.sign in ("<=", ">=")
    return beyond if side in (0, beyond) and not is_open else None
