"""Findings about invented trials in the words of published summaries, true ones and false ones.

A false finding differs from a true one by one thing: a word of direction, a name, a time, a design, a number
of studies, or the figure behind a token. They are made from the trial alone and know nothing of any rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import sqrt
from random import Random
from statistics import NormalDist
from typing import Any, NamedTuple

SIDES = {
    "cryoablation": "cryoablation",
    "RFA": "radiofrequency-ablation",
    "hepatic resection": "hepatic-resection",
    "chemoembolization": "chemoembolization",
}
"""Labels of arms and their interventions."""
OUTCOMES = {
    "overall-survival": ("overall survival", True),
    "disease-free-survival": ("disease-free survival", True),
    "local-recurrence": ("local recurrence", False),
    "complications": ("complications", False),
}
"""Words of outcomes, and whether more is better."""
TIMES = {"1 y": "one", "2 y": "two", "3 y": "three", "5 y": "five"}
KINDS = (
    *("direction", "significance", "sides exchanged", "outcome named", "time named", "comparator named"),
    *(
        "design named",
        "number of studies",
        "figure of another outcome",
        "figure of another time",
        "other arm",
    ),
)
Studies = dict[str, dict[str, Any]]


class Written(NamedTuple):
    """A finding with the studies that its tokens point at."""

    text: str
    studies: Studies


class Fact(NamedTuple):
    """One comparison of a trial: rates of both arms in percent, and whether they differ significantly."""

    study: str
    outcome: str
    time: str
    other_time: str
    first: str
    second: str
    rates: tuple[int, int]
    significant: bool

    def token(self, side: int, outcome: str | None = None, time: str | None = None) -> str:
        """The token of the rate of an arm (0 or 1), or of the p value (2)."""
        at = (time or self.time).replace(" ", "")
        return f"[[{self.study}/{outcome or self.outcome}/{('a', 'b', 'a-b')[side]}@{at}]]"


def _p(rates: tuple[int, int], size: int) -> float:
    pooled = sum(rates) / 200
    error = sqrt(pooled * (1 - pooled) * 2 / size)
    return 2 * (1 - NormalDist().cdf(abs(rates[0] - rates[1]) / 100 / error))


def invented_fact(random: Random, study: str, studies: Studies, design: str) -> Fact:
    """A trial of two arms with every outcome at two times, added to ``studies``, and a comparison of it."""
    first, second = random.sample(list(SIDES), 2)
    if "cryoablation" not in (first, second):
        first = "cryoablation"
    times, size = random.sample(list(TIMES), 2), random.choice((60, 120, 240))
    results, rates = [], {}
    for outcome in OUTCOMES:
        for time in times:
            low, high = random.randint(5, 90), random.randint(5, 90)
            while abs(low - high) < 2:
                high = random.randint(5, 90)
            p = _p((low, high), size)
            rates[outcome, time] = ((low, high), p < 0.05)
            cell = "p <.001" if p < 0.001 else f"p {p:.3f}"
            results.append({"outcome": outcome, "at": time, "a": f"{low}%", "b": f"{high}%", "a-b": cell})
    arms = {
        key: {"label": label, "interventions": [SIDES[label]], "n": size}
        for key, label in (("a", first), ("b", second))
    }
    contrast = {"a-b": {"index": "a", "reference": "b"}}
    studies[study] = {"design": design, "arms": arms, "contrasts": contrast, "results": results}
    outcome = random.choice(list(OUTCOMES))
    return Fact(study, outcome, times[0], times[1], first, second, *rates[outcome, times[0]])


def invented_finding(random: Random, kind: str | None = None) -> Written | None:
    """A true finding, or one that is false in one way; null where a form of words has no such thing in it."""
    studies: Studies = {}
    fact = invented_fact(random, "doe", studies, "randomized-controlled-trial")
    form = random.choice(FORMS)
    text = form(_Words(random, fact, kind, studies))
    return None if text is None else Written(text[0].upper() + text[1:], studies)


class _Words:
    """The parts of a sentence about a fact, one of them false where a kind of falsehood is wanted."""

    def __init__(self, random: Random, fact: Fact, kind: str | None, studies: Studies) -> None:
        self.random, self.fact, self.kind, self.studies = random, fact, kind, studies
        self.is_false = False

    def _is(self, kind: str) -> bool:
        """Whether this is the part to be false."""
        wanted = self.kind == kind
        self.is_false = self.is_false or wanted
        return wanted

    def done(self, text: str) -> str | None:
        """The sentence; null when what was to be false is not in it."""
        return text if self.kind is None or self.is_false else None

    @property
    def outcome(self) -> str:
        others = [words for key, (words, _) in OUTCOMES.items() if key != self.fact.outcome]
        return self.random.choice(others) if self._is("outcome named") else OUTCOMES[self.fact.outcome][0]

    @property
    def number(self) -> str:
        others = [word for word in TIMES.values() if word != TIMES[self.fact.time]]
        return self.random.choice(others) if self._is("time named") else TIMES[self.fact.time]

    @property
    def time(self) -> str:
        number = self.number
        return f"{number} year{'' if number == 'one' else 's'}"

    def _higher(self) -> bool:
        low, high = self.fact.rates
        return (low > high) != self._is("direction")

    @property
    def direction(self) -> str:
        return self.random.choice(("higher", "greater") if self._higher() else ("lower", "reduced"))

    @property
    def often(self) -> str:
        hedge = "" if self.significant else "nonsignificantly "
        return f"{hedge}more frequent" if self._higher() else f"{hedge}less frequent"

    @property
    def significant(self) -> bool:
        return self.fact.significant != self._is("significance")

    @property
    def second(self) -> str:
        """The comparator by its name."""
        others = [label for label in (*SIDES, "microwave ablation") if label not in self.fact[4:6]]
        return self.random.choice(others) if self._is("comparator named") else self.fact.second

    @property
    def design(self) -> str:
        false = ("the case series", "the nonrandomized comparison", "a cohort study")
        return self.random.choice(false) if self._is("design named") else "the randomized trial"

    def values(self, joint: str = "vs") -> str:
        """Both rates with a word between them."""
        sides = (1, 0) if self._is("sides exchanged") else (0, 1)
        return f" {joint} ".join(self._token(side, number) for number, side in enumerate(sides))

    def value(self, side: int) -> str:
        """The rate of one arm."""
        return self._token(1 - side if self._is("other arm") and side == 0 else side, side)

    def _token(self, side: int, number: int) -> str:
        outcome = time = None
        if number == 0 and self._is("figure of another outcome"):
            outcome = self.random.choice([key for key in OUTCOMES if key != self.fact.outcome])
        if number == 0 and self._is("figure of another time"):
            time = self.fact.other_time
        return self.fact.token(side, outcome, time)

    @property
    def p(self) -> str:
        return self.fact.token(2)


def _than(words: _Words) -> str | None:
    """In the trial, recurrence at three years was less frequent after A than after B (3% vs 9%; p=.04)."""
    return words.done(
        f"in {words.design}, {words.outcome} at {words.time} was {words.often} after {words.fact.first}"
        f" than after {words.second} ({words.values()}; {words.p})."
    )


def _rates_of_both(words: _Words) -> str | None:
    """Three-year overall survival was 60% with A and 55% with B."""
    return words.done(
        f"{words.number}-year {words.outcome} was {words.value(0)} with {words.fact.first} and"
        f" {words.value(1)} with {words.fact.second}."
    )


def _compared(words: _Words) -> str | None:
    """Overall survival at three years was 60% after A compared with 55% after B."""
    return words.done(
        f"{words.outcome} at {words.time} was {words.value(0)} after {words.fact.first} compared with"
        f" {words.value(1)} after {words.second}."
    )


def _tested(words: _Words) -> str | None:
    """Overall survival at three years did not differ significantly between A and B (60% vs 55%; p=.4)."""
    if words.significant:
        middle = f"was significantly {words.direction} with {words.fact.first} than with {words.second}"
    else:
        middle = f"did not differ significantly between {words.fact.first} and {words.fact.second}"
    return words.done(f"{words.outcome} at {words.time} {middle} ({words.values()}; {words.p}).")


def _turned(words: _Words) -> str | None:
    """Compared with B, A had higher overall survival at three years (60% vs 55%)."""
    return words.done(
        f"compared with {words.second}, {words.fact.first} had {words.direction} {words.outcome} at"
        f" {words.time} ({words.values()})."
    )


def _several(words: _Words) -> str | None:
    """In two randomized trials, overall survival at three years was 60% and 55% with A."""
    fact = words.fact
    other = invented_fact(words.random, "roe", words.studies, "randomized-controlled-trial")
    for entry in words.studies["roe"]["results"]:
        entry["at"] = fact.time if entry["at"] == other.time else fact.other_time
    words.studies["roe"]["arms"] = words.studies["doe"]["arms"]
    count = words.random.choice(("three", "four")) if words._is("number of studies") else "two"
    token = f"[[roe/{fact.outcome}/a@{fact.time.replace(' ', '')}]]"
    return words.done(
        f"in {count} randomized trials, {words.outcome} at {words.time} was {words.value(0)} and {token} with"
        f" {fact.first}."
    )


FORMS: tuple[Callable[[_Words], str | None], ...] = (
    _than,
    _rates_of_both,
    _compared,
    _tested,
    _turned,
    _several,
)


def invented_findings(seed: int, number: int, kind: str | None = None) -> Iterator[Written]:
    """So many findings, all true or all false in one way."""
    random, made = Random(f"{seed} {kind}"), 0
    while made < number:
        written = invented_finding(random, kind)
        if written is not None:
            made += 1
            yield written
