"""Trials of many kinds whose every number is counted or computed from the same made-up participants.

A trial is the shape of a record for ``tests.builders.studies``. Each is printed in one of the ways in which
papers print: with or without sizes, intervals and p values, by one test or another, by Wilson or exactly,
with follow-up of all or by the reverse Kaplan-Meier method. What a rule warns of in one of them is a false
warning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import fmean, median, quantiles, stdev
from typing import Any

from tests.benchmarks.invented.arithmetic import (
    Curve,
    Estimate,
    Observed,
    ancova,
    chi_square_p,
    clopper_pearson,
    difference_of_risks,
    fisher_p,
    hazard_ratio,
    log_rank_p,
    ratio_of_odds,
    ratio_of_rates,
    ratio_of_risks,
    t_deviate,
    t_test,
    wald,
    wilson,
)

Record = dict[str, Any]
RESPONSES = ("complete-response", "partial-response", "stable-disease", "progressive-disease")
ARMS = ("a", "b")


@dataclass(frozen=True)
class Participant:
    """Somebody in a trial, with all that happens to them."""

    arm: int
    old: bool
    age: float
    female: bool
    size: float
    death: Observed
    progression: Observed
    followed_to: float
    response: str
    harmed: bool
    badly_harmed: bool
    left: bool
    pain: tuple[int, int]
    walk: tuple[float, float]
    relapses: int
    exposure: float


def participants(random: Random, sizes: Sequence[int]) -> list[Participant]:
    """Participants of arms of these sizes; risks and effects differ from trial to trial."""
    pace, shape, effect = random.uniform(8, 70), random.uniform(0.8, 1.4), random.gauss(0.25, 0.35)
    accrual, last = random.uniform(6, 40), random.uniform(20, 80)
    risks = [random.uniform(0.05, 0.9) for _ in range(4)]
    gains = (random.gauss(0, 8), random.gauss(4, 10))
    walks = (random.gauss(10, 15), random.gauss(5, 15))
    rates = (random.uniform(0.1, 3), random.uniform(0.1, 3))
    return [
        _participant(random, arm, (pace * (2.718**effect if arm == 0 else 1), shape), (accrual, last), risks,
                     (gains[arm], walks[arm], rates[arm]))
        for arm, size in enumerate(sizes)
        for _ in range(size)
    ]  # fmt: skip


def _participant(random: Random, arm: int, curve: Any, ends: Any, risks: Any, gains: Any) -> Participant:
    dies = random.weibullvariate(*curve)
    progresses = min(dies, random.weibullvariate(0.6 * curve[0], curve[1]))
    end = min(ends[1] + random.uniform(0, ends[0]), random.expovariate(0.004))
    gain, walk, rate = gains
    before, start = min(100, max(0, round(random.gauss(55, 18)))), random.gauss(350, 80)
    after = min(100, max(0, round(before * 0.6 + 22 - gain + random.gauss(0, 12))))
    exposure = min(1.0, random.uniform(0.3, 4)) if random.random() < 0.9 else 0.5
    harmed = random.random() < risks[0]
    return Participant(
        arm=arm,
        old=random.random() < risks[1],
        age=min(88.0, max(19.0, random.gauss(60, 11))),
        female=random.random() < risks[2],
        size=min(9.8, max(0.4, random.lognormvariate(1.0, 0.4))),
        death=Observed(min(dies, end), dies <= end),
        progression=Observed(min(progresses, end), progresses <= end),
        followed_to=end,
        response=random.choices(RESPONSES, [0.15 + 0.1 * arm, 0.3, 0.3, 0.2])[0],
        harmed=harmed,
        badly_harmed=harmed and random.random() < 0.4,
        left=random.random() < 0.15,
        pain=(before, after),
        walk=(start, start + walk + random.gauss(0, 40)),
        relapses=_poisson(random, rate * exposure),
        exposure=exposure,
    )


def _poisson(random: Random, mean: float) -> int:
    count, time = 0, random.expovariate(1)
    while time < mean:
        count, time = count + 1, time + random.expovariate(1)
    return count


class Printer:
    """How one paper prints: decimals, p values, shares."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.percents = random.choice((0, 1, 1))
        self.share_style = random.choice(("c/n (p%)", "c (p%)", "c (p%)", "p%", "p% (c/n)"))
        self.ps = random.choice((2, 3, 3, 4))
        self.ratios = 2
        self.sized = random.random() < 0.85
        self.intervals = random.random() < 0.75

    def share(self, events: int, total: int, interval: bool = False) -> str:
        """A share of participants, with its interval where asked."""
        text = self.share_style.replace("c", str(events)).replace("n", str(total))
        text = text.replace("p", f"{100 * events / total:.{self.percents}f}")
        if interval:
            low, high = self.random.choice((wilson, clopper_pearson, wald))(events, total)
            text += f" (95% CI {low:.{self.percents}f} to {high:.{self.percents}f})"
        return text

    def p(self, p: float) -> str:
        """A p value."""
        least = 10.0**-self.ps if self.ps > 2 else 0.01
        if p < least:
            return f"p <{least:.{self.ps}f}".replace("0.", ".", 1)
        if p > 0.99:
            return "p >.99"
        return f"p {p:.{self.ps}f}".replace("0.", ".", 1)

    def effect(self, name: str, it: Estimate, decimals: int = 2, unit: str = "") -> str:
        """An effect with its interval and p value."""
        d = decimals
        text = f"{name} {it.value:.{d}f}{unit}"
        if self.intervals or self.random.random() < 0.5:
            text += f" (95% CI {it.low:.{d}f} to {it.high:.{d}f})"
        return text


@dataclass
class Trial:
    """A trial that is being printed."""

    random: Random
    printer: Printer
    people: list[Participant]
    record: Record
    kinds: list[str] = field(default_factory=list)
    """What each entry of ``results`` is about, in order."""

    def groups(self, keep: Callable[[Participant], bool] = lambda _: True) -> list[list[Participant]]:
        """The participants of each arm, those kept."""
        return [
            [p for p in self.people if p.arm == arm and keep(p)] for arm in range(len(self.record["arms"]))
        ]

    @property
    def is_compared(self) -> bool:
        """Whether there are two arms."""
        return bool(self.record["contrasts"])

    def add(self, kind: str, entry: Record) -> None:
        """One more result."""
        self.record["results"].append(entry)
        self.kinds.append(kind)


def sound_trial(random: Random) -> Trial:
    """One trial, of one or two arms, with some of what trials report."""
    arms = 1 if random.random() < 0.15 else 2
    size = random.choice((12, 25, 45, 80, 150, 300))
    sizes = [max(8, int(size * random.uniform(0.8, 1.25))) for _ in range(arms)]
    printer = Printer(random)
    randomized = arms == 2 and random.random() < 0.7
    record: Record = {
        "design": "rct" if randomized else "cohort" if arms == 2 else "case-series",
        "design_group": "randomized" if randomized else
            "nonrandomized-comparative" if arms == 2 else "noncomparative",
        "enrolled": str(sum(sizes)),
        "arms": {key: ({"n": str(n)} if printer.sized else {}) for key, n in zip(ARMS, sizes, strict=False)},
        "contrasts": {"a-b": {"index": "a", "reference": "b",
                              "method": "randomized" if randomized else "not-stated"}} if arms == 2 else {},
        "populations": {},
        "breakdowns": [],
        "results": [],
    }  # fmt: skip
    trial = Trial(random, printer, participants(random, sizes), record)
    _baseline(trial)
    parts = [_survival, _means, _counts, _rates, _responses]
    for part in random.sample(parts, random.choice((1, 2, 3))):
        part(trial)
    return trial


def _cells(trial: Trial, of_group: Callable[[list[Participant]], str]) -> dict[str, str]:
    return dict(zip(ARMS, map(of_group, trial.groups()), strict=False))


def _baseline(trial: Trial) -> None:
    printer, random = trial.printer, trial.random
    decimals, style = random.choice((1, 1, 2)), random.choice(("mean", "mean", "median", "range"))

    def age(group: list[Participant]) -> str:
        values = [p.age for p in group]
        if style == "mean":
            return f"mean {fmean(values):.{decimals}f} years (SD {stdev(values):.{decimals}f})"
        if style == "range":
            return f"mean {fmean(values):.1f} years (range {min(values):.0f} to {max(values):.0f})"
        first, _, third = quantiles(values, n=4)
        return f"median {median(values):.0f} years (IQR {first:.0f} to {third:.0f})"

    trial.add("baseline", {"outcome": "age", **_cells(trial, age)})
    trial.add("counts", {
        "outcome": "female", "role": "baseline",
        **_cells(trial, lambda g: printer.share(sum(p.female for p in g), len(g))),
    })  # fmt: skip
    if random.random() < 0.4:
        trial.add("baseline", {
            "outcome": "tumor-size",
            **_cells(trial, lambda g: f"median {median(p.size for p in g):.1f} cm (range"
                     f" {min(p.size for p in g):.1f} to {max(p.size for p in g):.1f})"),
        })  # fmt: skip


def _survival(trial: Trial) -> None:
    random = trial.random
    outcomes = [("overall-survival", "death"), ("progression-free-survival", "progression")]
    estimator = random.choice(({}, {}, {"estimator": "kaplan-meier"}))
    _follow_up(trial)
    if random.random() < 0.6:
        trial.add("counts", {
            "outcome": "mortality",
            **_cells(trial, lambda g: trial.printer.share(sum(p.death.event for p in g), len(g))),
        })  # fmt: skip
    times = sorted(random.sample((6, 12, 24, 36, 60), random.choice((1, 2, 3))))
    for outcome, which in outcomes[: random.choice((1, 2, 2))]:
        groups = [[getattr(p, which) for p in group] for group in trial.groups()]
        curves = [Curve(group) for group in groups]
        entry: Record = {"outcome": outcome, **estimator}
        entry |= dict(zip(ARMS, (_median_cell(trial, curve) for curve in curves), strict=False))
        _compare_times(trial, entry, groups)
        trial.add("survival", entry)
        reached = [month for month in times if month < min(curve.last for curve in curves)]
        with_interval = trial.printer.intervals and random.random() < 0.5
        for month in reached:
            at = f"{month // 12} y" if month % 12 == 0 else f"{month} mo"
            cells = dict(
                zip(ARMS, (_rate_cell(trial, c, month, with_interval) for c in curves), strict=False)
            )
            trial.add("survival", {"outcome": outcome, "at": at, **estimator, **cells})


def _median_cell(trial: Trial, curve: Curve) -> str:
    middle, low, high = curve.median()
    text = "median not reached" if middle is None else f"median {middle:.1f} months"
    if trial.printer.intervals and low is not None:
        end = "not reached" if high is None else f"{high:.1f}"
        text += f" (95% CI {low:.1f} to {end})"
    return text


def _rate_cell(trial: Trial, curve: Curve, month: int, with_interval: bool) -> str:
    decimals = trial.printer.percents
    share, low, high = (f"{value:.{decimals}f}%" for value in curve.at(month))
    return f"{share} (95% CI {low} to {high})" if with_interval else share


def _compare_times(trial: Trial, entry: Record, groups: list[list[Observed]]) -> None:
    """The hazard ratio and the p value of the log-rank test or of the regression."""
    if not trial.is_compared:
        return
    ratio = hazard_ratio(*groups)
    p = trial.printer.p(log_rank_p(*groups))
    if ratio is None or trial.random.random() < 0.15:
        entry["a-b"] = p
        return
    if trial.random.random() < 0.4:
        p = trial.printer.p(ratio.p)
    entry["a-b"] = f"{trial.printer.effect('HR', ratio)}; {p}"
    if trial.random.random() < 0.3 and ratio.p < 0.05:
        entry["a-b"] += "; favors index" if ratio.value < 1 else "; favors reference"


def _follow_up(trial: Trial) -> None:
    """Follow-up of all as observed, or as it would be if nobody had died."""
    way = trial.random.choices(("observed", "reverse", "reverse-said"), (5, 1, 4))[0]
    entry: Record = {"outcome": "follow-up"}
    if way == "reverse-said":
        entry["estimator"] = "reverse-kaplan-meier"

    def cell(group: list[Participant]) -> str:
        times = [p.death.time for p in group]
        middle: float | None = median(times)
        if way != "observed":
            middle = Curve([Observed(p.death.time, not p.death.event) for p in group]).median()[0]
        if middle is None:
            return f"range {min(times):.1f} to {max(times):.1f} months"
        return f"median {middle:.1f} months (range {min(times):.1f} to {max(times):.1f})"

    if trial.random.random() < 0.5:
        trial.add("follow-up", {**entry, "all": cell(trial.people)})
    else:
        trial.add("follow-up", {**entry, **_cells(trial, cell)})


def _means(trial: Trial) -> None:
    random, printer = trial.random, trial.printer
    outcome, name, unit, decimals = random.choice(
        (("pain-score", "pain", "points", 1), ("walking-distance", "walk", "m", 1),
         ("walking-distance", "walk", "m", 0), ("pain-score", "pain", "points", 2))
    )  # fmt: skip
    if min(map(len, trial.groups())) < 4:
        return
    spread, d = random.choice(("SD", "SD", "SE")), decimals
    scale = {"outcomes": {outcome: {"scale": "0 to 100"}}} if name == "pain" and random.random() < 0.5 else {}
    trial.record |= scale
    pairs = [[getattr(p, name) for p in group] for group in trial.groups()]

    def mean_cell(values: list[float], what: str = "mean") -> str:
        own = stdev(values) / (1 if spread == "SD" else len(values) ** 0.5)
        text = f"{what} {fmean(values):.{d}f} {unit} ({spread} {own:.{d}f})"
        if spread == "SE" and random.random() < 0.2:
            reach = own * t_deviate(len(values) - 1)
            ends = fmean(values) - reach, fmean(values) + reach
            text = f"{what} {fmean(values):.{d}f} {unit} (95% CI {ends[0]:.{d}f} to {ends[1]:.{d}f})"
        return text

    before = {arm: mean_cell([x for x, _ in group]) for arm, group in zip(ARMS, pairs, strict=False)}
    trial.add("means", {"outcome": outcome, "at": "baseline", **before})
    kind = random.choice(("final", "final", "change", "both", "adjusted"))
    if kind in {"final", "both"}:
        values = [[y for _, y in group] for group in pairs]
        entry = {"outcome": outcome, "at": "6 mo"}
        entry |= {arm: mean_cell(of_arm) for arm, of_arm in zip(ARMS, values, strict=False)}
        if kind == "both":
            for arm, of_arm in zip(ARMS, pairs, strict=False):
                entry[arm] += f"; {mean_cell([y - x for x, y in of_arm], 'mean change')}"
        _compare_means(trial, entry, values, (unit, d))
        trial.add("means", entry)
    if kind in {"change", "both"}:
        values = [[y - x for x, y in group] for group in pairs]
        entry = {"outcome": outcome, "at": "6 mo" if kind == "change" else "12 mo"}
        if kind == "change":
            entry |= {
                arm: mean_cell(of_arm, "mean change") for arm, of_arm in zip(ARMS, values, strict=False)
            }
            _compare_means(trial, entry, values, (unit, d))
            trial.add("means", entry)
    if kind == "adjusted" and trial.is_compared:
        estimate, *groups = ancova(*pairs)
        entry = {"outcome": outcome, "at": "6 mo"}
        entry |= {
            arm: f"LSM change {value:.{d}f} {unit} (SE {error:.{d}f})"
            for arm, (value, error) in zip(ARMS, groups, strict=True)
        }
        entry["a-b"] = f"{printer.effect('LSMD', estimate, d, ' ' + unit)}; {printer.p(estimate.p)}"
        trial.add("means", entry)


def _compare_means(trial: Trial, entry: Record, values: list[list[float]], form: tuple[str, int]) -> None:
    if not trial.is_compared:
        return
    unit, d = form
    test = t_test(values[0], values[1], welch=trial.random.random() < 0.4)
    entry["a-b"] = trial.printer.p(test.p)
    if trial.random.random() < 0.75:
        entry["a-b"] = f"{trial.printer.effect('MD', test, d, ' ' + unit)}; {entry['a-b']}"
    elif trial.random.random() < 0.3:
        higher = fmean(values[0]) > fmean(values[1])
        words = ("higher" if higher else "lower") if test.p < 0.05 else "no significant difference"
        entry["a-b"] = f"{words}; {entry['a-b']}"


def _counts(trial: Trial) -> None:
    random = trial.random
    outcomes: list[tuple[str, Callable[[Participant], bool]]] = [
        ("adverse-events", lambda p: p.harmed),
        ("serious-adverse-events", lambda p: p.badly_harmed),
        ("withdrawal", lambda p: p.left),
    ]
    for outcome, has in outcomes[: random.choice((1, 2, 3))]:
        _count_entry(trial, {"outcome": outcome}, has)
    if random.random() < 0.35:
        trial.record["populations"] |= {"old": {"kind": "subgroup"}, "young": {"kind": "subgroup"}}
        trial.record["breakdowns"].append({"sets": ["old", "young"]})
        for key, old in (("old", True), ("young", False)):
            groups = trial.groups(lambda p, old=old: p.old == old)  # type: ignore[misc]
            sizes = {arm: str(len(group)) for arm, group in zip(ARMS, groups, strict=False)}
            if min(map(len, groups)) < 3:
                return
            trial.add("counts", {"outcome": "participants", "population": key, **sizes})
            _count_entry(trial, {"outcome": "adverse-events", "population": key},
                         lambda p: p.harmed, lambda p, old=old: p.old == old)  # type: ignore[misc]  # fmt: skip


def _count_entry(
    trial: Trial, entry: Record, has: Callable[[Participant], bool],
    keep: Callable[[Participant], bool] = lambda _: True,
) -> None:  # fmt: skip
    random, printer = trial.random, trial.printer
    counts = [(sum(map(has, group)), len(group)) for group in trial.groups(keep)]
    interval = random.random() < 0.15
    entry |= {arm: printer.share(*count, interval) for arm, count in zip(ARMS, counts, strict=False)}
    if trial.is_compared:
        (a, n), (c, m) = counts
        test = random.choice((chi_square_p, chi_square_p, fisher_p))
        if test is chi_square_p and min(a, c, n - a, m - c) < 5:
            test = fisher_p
        p = printer.p(test(a, n, c, m))
        name, make = random.choice(
            (("RR", ratio_of_risks), ("OR", ratio_of_odds), ("RD", difference_of_risks), ("", None))
        )
        effect = None if make is None else make(a, n, c, m)
        if effect is not None:
            unit, d = ("%", 1) if name == "RD" else ("", 2)
            p = f"{printer.effect(name, effect, d, unit)}; {p}"
        elif random.random() < 0.3:
            value = fisher_p(a, n, c, m)
            both = {value < 0.05, chi_square_p(a, n, c, m) < 0.05}
            if both == {False}:
                p = f"no significant difference; {p}"
            elif both == {True}:
                p = f"{'higher' if a * m > c * n else 'lower'}; {p}"
        entry["a-b"] = p
    trial.add("ratios" if "OR" in entry.get("a-b", "") or "RR" in entry.get("a-b", "") else "counts", entry)


def _rates(trial: Trial) -> None:
    """Events in person-years."""
    groups = trial.groups()
    sums = [(sum(p.relapses for p in g), sum(p.exposure for p in g)) for g in groups]
    entry: Record = {"outcome": "relapse-rate"}
    entry |= {arm: f"{n / e:.2f} per year" for arm, (n, e) in zip(ARMS, sums, strict=False)}
    if trial.is_compared:
        (a, x), (c, y) = sums
        ratio = ratio_of_rates(a, x, c, y)
        if ratio is not None:
            entry["a-b"] = f"{trial.printer.effect('IRR', ratio)}; {trial.printer.p(ratio.p)}"
    trial.add("ratios", entry)


def _responses(trial: Trial) -> None:
    """Classes of response, and those with any."""
    kinds: list[tuple[str, tuple[str, ...]]] = [(r, (r,)) for r in RESPONSES]
    kinds.append(("overall-response", RESPONSES[:2]))
    if trial.random.random() < 0.6:
        trial.record["breakdowns"].append({"parts": list(RESPONSES)})
    for outcome, classes in kinds:
        if outcome == "overall-response":
            _count_entry(trial, {"outcome": outcome}, lambda p, c=classes: p.response in c)  # type: ignore[misc]
            continue
        cells = _cells(
            trial, lambda g, c=classes: trial.printer.share(sum(p.response in c for p in g), len(g))  # type: ignore[misc]
        )  # fmt: skip
        trial.add("counts", {"outcome": outcome, **cells})


def sound_test_study(random: Random) -> Trial:
    """A study of the accuracy of a test against a reference standard."""
    size, prevalence = random.choice((40, 80, 150, 400, 1200)), random.uniform(0.08, 0.6)
    powers = random.uniform(0.6, 0.99), random.uniform(0.6, 0.99)
    tested = [(ill := random.random() < prevalence, (random.random() < powers[0 if ill else 1]) == ill)
              for _ in range(size)]  # fmt: skip
    tp, fn = sum(ill and positive for ill, positive in tested), 0
    fn = sum(ill and not positive for ill, positive in tested)
    fp = sum(not ill and positive for ill, positive in tested)
    tn = size - tp - fn - fp
    printer = Printer(random)
    record: Record = {
        "design": "diagnostic", "design_group": "diagnostic", "enrolled": str(size),
        "arms": {"a": {"n": str(size)} if random.random() < 0.7 else {}}, "contrasts": {}, "results": [],
        "populations": {}, "breakdowns": [],
    }  # fmt: skip
    trial = Trial(random, printer, [], record)
    counts = random.random() < 0.6
    style, how = random.choice(("p%", "c/n (p%)", "p% (c/n)")), random.choice((wilson, clopper_pearson))
    parts = [f"TP {tp}; FP {fp}; FN {fn}; TN {tn}"] if counts else []
    with_interval = random.random() < 0.7
    for name, events, total in (
        ("sensitivity", tp, tp + fn), ("specificity", tn, tn + fp), ("PPV", tp, tp + fp), ("NPV", tn, tn + fn)
    ):  # fmt: skip
        if total < 3 or (name in {"PPV", "NPV"} and random.random() < 0.4):
            continue
        text = style.replace("c", str(events)).replace("n", str(total))
        text = f"{name} {text.replace('p', f'{100 * events / total:.1f}')}"
        if with_interval:
            low, high = how(events, total)
            text += f" (95% CI {low:.1f}% to {high:.1f}%)"
        parts.append(text)
    if random.random() < 0.3:
        parts.append(f"AUC {(powers[0] + powers[1]) / 2 + 0.01:.2f}")
    trial.add("accuracy", {"outcome": "stenosis", "a": "; ".join(parts)})
    ages = [min(88.0, max(19.0, random.gauss(58, 12))) for _ in range(size)]
    trial.add("baseline", {"outcome": "age", "a": f"mean {fmean(ages):.1f} years (SD {stdev(ages):.1f})"})
    return trial


def invented(seed: int) -> Trial:
    """The sound trial of a number; the same at every run."""
    random = Random(f"sound trial {seed}")
    return sound_test_study(random) if random.random() < 0.15 else sound_trial(random)
