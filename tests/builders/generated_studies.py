"""Generated studies of thirteen designs, as shapes of records for ``tests.builders.studies``.

Every number of a study stands in it once, so that a reader can tell where each went. Names are those that
trip writers: with commas, brackets and prepositions of their own, plural and singular, one within another.
Nothing is likely about them; they are only possible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from tests.builders.studies import OutcomeWords

Record = dict[str, Any]


class Design(NamedTuple):
    """What a design makes of a study: ``groups`` are labels of arms, ``kind`` their kind."""

    name: str
    group: str
    kind: str | None
    groups: tuple[tuple[str, ...], ...]
    method: str = "not-stated"
    tests: bool = False


_TREATED = (
    ("madeupinib", "placebo"),
    ("resection with cryoablation", "resection alone"),
    ("drug A (10 mg)", "drug A (20 mg)", "placebo"),
    ("early, intensive physical therapy", "usual care"),
    ("brace", "brace and exercises", "exercises"),
)
_ONE = (("madeupinib",), ("cryoablation and resection",), ())
_PEOPLE = (
    ("high marker", "low marker"),
    ("cohort CS2", "cohort CS12"),
    ("Gleason score 6", "Gleason score 7", "Gleason score 8 to 10"),
)
_TESTS = (("grip test",), ("sequencing", "microarray"), ())
DESIGNS = (
    Design("randomized-controlled-trial", "randomized", "treatment", _TREATED, "randomized"),
    Design("randomized-crossover-trial", "randomized", "treatment", _TREATED, "randomized"),
    Design("cluster-randomized-trial", "randomized", None, _TREATED, "randomized"),
    Design("noninferiority-trial", "randomized", None, _TREATED, "randomized"),
    Design("single-arm-trial", "noncomparative", None, _ONE),
    Design("before-after-study", "noncomparative", None, _ONE, "before-after"),
    Design("retrospective-comparative-cohort", "nonrandomized-comparative", None, _TREATED, "multivariable"),
    Design(
        "case-control",
        "nonrandomized-comparative",
        None,
        (("cases of tennis elbow", "controls"),),
        "unadjusted",
    ),
    Design("cross-sectional-accuracy", "diagnostic", "test", _TESTS, tests=True),
    Design("prognostic-study", "noncomparative", "cohort", _PEOPLE, "multivariable"),
    Design("meta-analysis", "systematic-review", None, (*_TREATED, ())),
    Design("systematic-review-of-accuracy", "systematic-review", "test", _TESTS, tests=True),
    Design("decision-model", "other", "strategy", _TREATED),
)
"""The thirteen designs of the tests (tests/policies/designs)."""

VOCABULARY = {
    "overall-survival": OutcomeWords("survival", "higher"),
    "relapse-free-survival": OutcomeWords("survival", "higher", name="relapse-free survival"),
    "alive-unventilated": OutcomeWords("survival", "higher", name="alive without ventilation"),
    "death": OutcomeWords("survival", "lower", name="death from any cause"),
    "recurrence": OutcomeWords("recurrence", "lower", name="local recurrence"),
    "response": OutcomeWords("response", "higher", name="complete response (RECIST)"),
    "motor-milestones": OutcomeWords("function", "higher", name="motor milestones"),
    "walk": OutcomeWords("function", "higher", name="6-minute walk distance"),
    "pain": OutcomeWords("symptom", "lower"),
    "quality-of-life": OutcomeWords("quality-of-life", "higher", name="quality of life (EQ-5D)"),
    "marker": OutcomeWords("biomarker", "lower", name="HbA1c"),
    "adverse-events": OutcomeWords("harm", "lower", name="serious adverse events"),
    "withdrawal": OutcomeWords("harm", "lower", name="withdrawal because of adverse events"),
    "pyrexia": OutcomeWords("harm", "lower"),
    "yield-of-test": OutcomeWords("accuracy", "none", name="diagnostic yield"),
    "accuracy": OutcomeWords("accuracy", "none", name="accuracy of the test"),
    "cost": OutcomeWords("utility", "lower", name="cost of care"),
    "life-years": OutcomeWords("utility", "higher", name="quality-adjusted life-years"),
    "biopsies": OutcomeWords("utility", "lower", name="biopsies avoided"),
    "age": OutcomeWords("baseline", "none", "baseline"),
    "white-race": OutcomeWords("baseline", "none", "baseline", name="White race"),
    "lesions-at-start": OutcomeWords("baseline", "none", "baseline", name="lesions per patient"),
    "tumor-size": OutcomeWords("baseline", "none", "baseline"),
    "missing": OutcomeWords("flow", "none", "flow", name="missing primary outcome"),
    "procedures": OutcomeWords("flow", "none", "flow"),
    "participants": OutcomeWords("flow", "none", "flow"),
    "doses": OutcomeWords("treatment", "none", "treatment", name="doses received"),
    "follow-up": OutcomeWords("follow-up", "none", "follow-up", name="follow-up"),
    "included-studies": OutcomeWords("review", "none", "flow", name="included studies"),
}
"""The words of the outcomes of generated studies."""

POPULATIONS: dict[str, Record] = {
    "itt": {"kind": "itt", "label": "the intention-to-treat population"},
    "pp": {"kind": "per-protocol", "label": "per-protocol population"},
    "safety": {"kind": "safety", "label": "all who had a dose"},
    "men": {"kind": "subgroup", "label": "men"},
    "women": {"kind": "subgroup", "label": "women"},
    "two": {"kind": "subgroup", "label": "infants with two SMN2 copies"},
    "three": {"kind": "subgroup", "label": "infants with three SMN2 copies"},
    "large": {"kind": "subgroup", "label": "large tumors", "by": "tumor-size", "is": ">3 cm"},
    "prior": {"kind": "subgroup", "label": "after prior surgery"},
    "responders": {"kind": "responders", "label": "complete responders, confirmed"},
    "interim": {"kind": "interim", "label": "the interim analysis"},
    "matched": {"kind": "matched", "label": "matched patients"},
}
TARGETS = {
    "t21": "trisomy 21",
    "t18": "trisomy 18",
    "cancer": "prostate cancer of Gleason score 7 or higher",
}
TIMES: tuple[tuple[str, ...], ...] = (
    (),
    (),
    ("6 mo",),
    ("1 y",),
    ("1 y", "3 y", "5 y"),
    ("2 wk", "6 mo"),
    ("within 30 d",),
    ("within 30 d", "1 y"),
    ("age 80",),
    ("age 13 mo", "age 24 mo"),
    ("baseline",),
    ("baseline", "3 mo"),
    ("end of follow-up",),
    ("12 h",),
    ("8-10.5 mo",),
    ("day 183, 302, or 394",),
    ("week 24 (interim)",),
    ("over 48 wk",),
    ("median follow-up 22 mo",),
    ("30 d after surgery",),
    ("discharge", "1 y"),
    ("visit 3", "visit 9"),
    ("2014-2016",),
    ("age >=65 y",),
)
_UNITS = ("months", "points", "mg/dL", "cm", "days", "US dollars", "letters")
_NOUNS = ("lesions", "eyes", "procedures", "patients", "women", "samples")
_ESTIMATORS = ("as-reported",) * 6 + (
    "crude",
    "kaplan-meier",
    "cumulative-incidence",
    "least-squares",
    "model",
)
_POOLED = ("as-reported", "pooled-fixed", "pooled-random")


@dataclass
class Cells:
    """Cells whose numbers are all different; each kind of cell is a method's name in one of the lists."""

    random: Random
    used: set[str] = field(default_factory=set)

    def whole(self, low: int = 11, high: int = 9999) -> str:
        """A whole number that the study has not had."""
        return self._new(lambda: str(self.random.randint(low, high)))

    def tenths(self, low: int = 1, high: int = 999) -> str:
        """A number with a decimal that the study has not had."""
        return self._new(lambda: f"{self.random.randint(low, high) / 10:.1f}")

    def _new(self, make: Callable[[], str]) -> str:
        for _ in range(100):
            number = make()
            if number not in self.used:
                break
        self.used.add(number)
        return number

    def percent(self) -> str:
        """A percent with or without a decimal or a bound."""
        number = self._new(lambda: f"{self.random.randint(2, 980) / 10:.1f}")
        return f"{self.random.choice(('', '', '', '<', '>', '~', '>='))}{number}%"

    def interval(self, level: str = "95%") -> str:
        """A confidence interval in brackets."""
        return f"({level} CI {self.tenths(1, 90)}-{self.tenths(91, 999)})"

    def again(self, cell: str) -> str:
        """A cell of the same shape with other numbers."""
        return re.sub(r"(?<![\w.])\d*\.?\d+(?![\w.]*[- ]?(CI|CrI|person))", self._other, cell)

    def _other(self, number: re.Match[str]) -> str:
        if number[0] in {"100", "1000", "000"}:
            return number[0]
        if number[0].startswith("."):
            return f".{self.whole(100, 999)}"
        return self.tenths(1, 899) if "." in number[0] else self.whole(11, 99)

    def unit(self) -> str:
        """A unit."""
        return self.random.choice(_UNITS)

    def noun(self) -> str:
        """A noun that is counted."""
        return self.random.choice(_NOUNS)

    def of_kind(self, kind: str) -> str:
        """A new cell of one kind of a group."""
        return _SHAPES[kind](self)


def _fraction(cells: Cells) -> str:
    return f"{cells.whole(11, 99)}/{cells.whole(100, 5000)}"


_SHAPES: dict[str, Callable[[Cells], str]] = {
    "count": lambda c: c.whole(),
    "none": lambda c: "none",
    "fraction": _fraction,
    "share": lambda c: f"{_fraction(c)} ({c.percent().lstrip('<>~=')})",
    "share-of-noun": lambda c: f"{_fraction(c)} {c.noun()} ({c.percent().lstrip('<>~=')})",
    "everybody": lambda c: f"{(n := c.whole(11, 99))}/{n} (100%)",
    "percent": lambda c: c.percent(),
    "percent-and-interval": lambda c: f"{c.percent()} {c.interval()}",
    "percent-of-counts": lambda c: f"{c.percent().lstrip('<>~=')} ({_fraction(c)})",
    "mean": lambda c: f"mean {c.tenths()} {c.unit()} (SD {c.tenths()})",
    "mean-and-interval": lambda c: f"mean {c.tenths()} {c.unit()} {c.interval('90%')}",
    "median": lambda c: f"median {c.tenths()} {c.unit()} (IQR {c.tenths(1, 90)}-{c.tenths(91, 999)})",
    "median-and-range": lambda c: f"median {c.tenths()} months (range {c.tenths(1, 90)}-{c.tenths(91, 999)})",
    "not-reached": lambda c: "median not reached",
    "not-reached-interval": lambda c: f"median {c.tenths()} months (95% CI {c.tenths()} to not reached)",
    "range": lambda c: f"range {c.tenths(1, 90)}-{c.tenths(91, 999)} {c.unit()}",
    "quantity": lambda c: f"{c.tenths()} {c.unit()}",
    "quantity-bound": lambda c: f"<={c.tenths()} cm",
    "rate": lambda c: f"{c.tenths()} per 1000 person-years {c.interval()}",
    "shift": lambda c: f"from {c.tenths()} to {c.tenths()} points",
    "change": lambda c: f"LSM change -{c.tenths()} points (SE {c.tenths()})",
    "mean-change": lambda c: f"mean change {c.tenths()} {c.unit()}; p .{c.whole(100, 999)}",
    "two-statements": lambda c: f"{_fraction(c)}; median {c.tenths()} months",
    "counts-of-two": lambda c: f"{c.whole(11, 99)} procedures; {c.whole(11, 99)} patients",
    "not-reported": lambda c: "not reported",
    "fold": lambda c: f"{c.tenths()}-fold {c.interval()}",
    "imputed": lambda c: f"{c.percent()} imputed",
    "graph": lambda c: f"median {c.tenths()} months read from graph",
    "adjusted": lambda c: f"{c.percent()} adjusted",
    "adjusted-mean": lambda c: f"mean {c.tenths()} points adjusted",
    "unadjusted": lambda c: f"{_fraction(c)} unadjusted",
    "interim": lambda c: f"{c.whole(11, 99)} interim",
    "per-live-births": lambda c: f"{c.tenths()} per 100,000 live births {c.interval('98%')}",
    "live-births": lambda c: f"{_fraction(c)} live births",
    "annual": lambda c: f"{c.tenths()} bleeds per year {c.interval()}",
    "annual-mean": lambda c: f"mean {c.tenths()} bleeds per year (SD {c.tenths()})",
    "not-available": lambda c: "not available",
    "not-assessed": lambda c: "not assessed",
    "up-to": lambda c: f"<={c.percent().lstrip('<>~=')}",
    "iqr-missing": lambda c: f"median {c.tenths()} points (IQR not reported)",
    "across": lambda c: f"range across studies {c.tenths(1, 90)}%-{c.tenths(91, 999)}%",
    "of-study-rates": lambda c: f"mean of study rates {c.percent()}",
    "icer": lambda c: f"ICER {c.whole(10000, 99999)} US dollars per QALY",
    "sir": lambda c: f"SIR {c.tenths()} {c.interval()}",
    "cost": lambda c: f"{c.whole(10000, 99999)} US dollars",
}
_TEST_SHAPES: dict[str, Callable[[Cells], str]] = {
    "sensitivity": lambda c: f"sensitivity {c.percent()} {c.interval()}",
    "two": lambda c: f"sensitivity {c.percent()}; specificity {c.percent()}",
    "four": lambda c: (
        f"sensitivity {_fraction(c)} ({c.percent().lstrip('<>~=')}); specificity {c.percent()};"
        f" PPV {c.percent()}; NPV {c.percent()} {c.interval()}"
    ),
    "table": lambda c: f"TP {c.whole()}; FP {c.whole()}; FN {c.whole()}; TN {c.whole()}",
    "ratios": lambda c: f"LR+ {c.tenths()} {c.interval()}; LR- {c.tenths()}",
    "auc": lambda c: f"AUC >0.{c.whole(100, 999)}",
    "dor": lambda c: f"DOR {c.tenths()} {c.interval()}",
    "yield": lambda c: f"yield {_fraction(c)} ({c.percent().lstrip('<>~=')})",
    "prevalence": lambda c: f"prevalence {c.percent()} {c.interval()}",
    "kappa": lambda c: f"kappa 0.{c.whole(100, 999)}; agreement {c.percent()}",
    "fpr": lambda c: f"detection rate {c.percent()}; false-positive rate {c.percent()}",
    "agreements": lambda c: f"PPA {c.percent()} {c.interval()}; NPA {c.percent()}",
    "icc": lambda c: f"ICC 0.{c.whole(100, 999)} {c.interval()}",
    "youden": lambda c: f"Youden index 0.{c.whole(100, 999)}",
    "bound-in-interval": lambda c: f"sensitivity 100% (95% CI >{c.tenths()}-{c.tenths()})",
    "needed": lambda c: f"number needed to test {c.tenths()} {c.interval()}",
}
_EFFECTS: dict[str, Callable[[Cells], str]] = {
    "hr": lambda c: f"HR {c.tenths()} {c.interval()}; p .{c.whole(100, 999)}",
    "adjusted-hr": lambda c: f"HR {c.tenths()} {c.interval()} adjusted",
    "rr": lambda c: f"RR {c.tenths()} {c.interval()}; I2 {c.whole(11, 99)}%",
    "or-per": lambda c: f"OR per allele {c.tenths()} {c.interval('90%')}",
    "rd": lambda c: f"RD -{c.tenths()} percentage points (95% CI -{c.tenths()} to {c.tenths()})",
    "md": lambda c: f"MD {c.tenths()} {c.unit()}; p <.0{c.whole(11, 99)}",
    "lsmd": lambda c: f"LSMD {c.tenths()} points {c.interval()}",
    "p": lambda c: f"p .{c.whole(100, 999)}",
    "p-trend": lambda c: f"p .{c.whole(100, 999)} for trend",
    "p-interaction": lambda c: f"p .{c.whole(100, 999)} for interaction",
    "words": lambda c: c.random.choice(("comparable", "higher", "no significant difference", "favors index")),
    "words-and-p": lambda c: f"lower; p .{c.whole(100, 999)}",
    "not-reported": lambda c: "p not reported",
    "nnt": lambda c: f"NNT {c.tenths()} {c.interval()}",
    "credible": lambda c: f"OR {c.tenths()} (95% CrI {c.tenths()}-{c.tenths()})",
    "one-sided": lambda c: f"one-sided p .{c.whole(100, 999)}",
    "hr-one-sided": lambda c: f"HR {c.tenths()} (95% CI >={c.tenths()} one-sided)",
    "multiplicity": lambda c: f"MD {c.tenths()} points; p .{c.whole(100, 999)} adjusted for multiplicity",
    "heterogeneity": lambda c: (
        f"RR {c.tenths()} {c.interval()}; I2 {c.whole(11, 99)}%; p .{c.whole(100, 999)} for heterogeneity"
    ),
    "auc-difference": lambda c: f"AUC difference 0.{c.whole(100, 999)} {c.interval()}",
    "not-significant": lambda c: "p not significant",
    "beta": lambda c: f"coefficient 0.{c.whole(100, 999)} (SE 0.{c.whole(100, 999)})",
}
_OF_LIMITS = ("quantity-bound", "range", "quantity")


def generated(random: Random, design: Design, results: int = 4) -> Record:
    """The record of a study of a design with some results, all of its numbers different."""
    cells = Cells(random, used={"21", "18", "7", "6", "13", "24", "80", "3", "5"})
    arms = _arms(random, design, cells)
    record: Record = {
        "study": "madeup-2021",
        "label": "Madeup et al (2021)",
        "design": design.name,
        "design_group": design.group,
        "population": "adults with tennis elbow",
        "enrolled": cells.whole(100, 9999),
        "arms": arms,
        "populations": _populations(random, design),
        "targets": TARGETS if design.tests else {},
        "vocabulary": VOCABULARY,
        "outcomes": {
            "response": {"definition": "no lesion left", "primary": "yes"},
            "pain": {"primary": "yes"},
        },
    }
    record["contrasts"] = _contrasts(random, design, list(arms), list(record["populations"]))
    record["results"] = _without_repeats(_entries(record, design, cells, results))
    return record


def _entries(record: Record, design: Design, cells: Cells, results: int) -> list[Record]:
    """Entries, some of them of the outcome, columns and shapes of the one before in another set or time."""
    entries: list[Record] = []
    while len(entries) < results:
        if entries and cells.random.random() < 0.35:
            entries.append(_like(entries[-1], record, cells))
        else:
            entries.append(_entry(record, design, cells))
    return entries


def _like(entry: Record, record: Record, cells: Cells) -> Record:
    """The same again with other numbers, in another population or at another time."""
    other = {key: value for key, value in entry.items() if key != "note"}
    sets = [key for key in ("whole", *record["populations"]) if key != entry.get("population", "whole")]
    if sets and cells.random.random() < 0.7:
        other["population"] = cells.random.choice(sets)
    elif entry.get("role") is None and not isinstance(entry.get("at", []), str):
        other["at"] = [f"{cells.random.randint(6, 11)} y" for _ in entry.get("at", ["once"])][:1]
    columns = {*record["arms"], *record["contrasts"], "all"} & entry.keys()
    for column in columns:
        written = entry[column]
        cell = written if isinstance(written, str) else written[0]
        times = other.get("at", [])
        again = [cells.again(cell) for _ in times] if len(times) > 1 else cells.again(cell)
        other[column] = again
    return other


def _arms(random: Random, design: Design, cells: Cells) -> Record:
    arms: Record = {}
    for place, label in enumerate(random.choice(design.groups), 1):
        arms[f"arm-{place}"] = {"label": label, "kind": design.kind, "n": cells.whole(100, 9999)}
        if random.random() < 0.3:
            del arms[f"arm-{place}"]["n"]
    if design.name == "case-control":
        arms["arm-1"]["kind"], arms["arm-2"]["kind"] = "cases", "controls"
    return arms


def _populations(random: Random, design: Design) -> Record:
    chosen = random.sample(list(POPULATIONS), random.choice((0, 2, 3)))
    populations: Record = {key: POPULATIONS[key] for key in chosen}
    if design.group == "systematic-review":
        populations["trials"] = {"kind": "design", "label": "randomized trials"}
    return populations


def _contrasts(random: Random, design: Design, arms: Sequence[str], populations: Sequence[str]) -> Record:
    method = random.choice((design.method, design.method, "not-stated"))
    contrasts: Record = {}
    if len(arms) > 1:
        contrasts["c-12"] = {"index": "arm-1", "reference": "arm-2", "method": method}
    if len(arms) > 2:
        contrasts["c-32"] = {"index": "arm-3", "reference": "arm-2", "method": method}
    if {"two", "three"} <= set(populations):
        contrasts["p-23"] = {"index": "two", "reference": "three"}
    contrasts["smoking"] = {"factor": "smoking", "method": random.choice(("univariable", "multivariable"))}
    contrasts["psa"] = {"factor": "PSA above 10 ng/mL"}
    if design.method == "before-after":
        contrasts["change"] = {"factor": "change after the brace", "method": "before-after"}
    return contrasts


def _entry(record: Record, design: Design, cells: Cells) -> Record:
    random = cells.random
    entry: Record = {"outcome": random.choice([*VOCABULARY])}
    is_test = design.tests and random.random() < 0.7
    if is_test:
        entry |= {"outcome": "accuracy", "target": random.choice([*TARGETS])}
    if random.random() < 0.4 and record["populations"]:
        entry["population"] = random.choice([*record["populations"]])
    if random.random() < 0.08:
        entry["role"] = random.choice(("baseline", "eligibility"))
    if (times := random.choice(TIMES)) and entry.get("role") is None:
        entry["at"] = list(times)
    entry["estimator"] = "as-reported"
    if entry.get("role") != "eligibility":
        _further(entry, design, random)
    shapes = _TEST_SHAPES if is_test else _SHAPES
    if VOCABULARY[entry["outcome"]].domain == "review":
        shapes = {"count": _SHAPES["count"]}
        entry["estimator"] = "as-reported"
        entry.pop("adjusted", None)
        entry.pop("counted", None)
    if entry.get("role") == "eligibility":
        shapes = {name: _SHAPES[name] for name in _OF_LIMITS}
    _fill(entry, record, cells, shapes)
    return entry


def _further(entry: Record, design: Design, random: Random) -> None:
    pooled = design.group == "systematic-review"
    entry["estimator"] = random.choice(_POOLED if pooled else _ESTIMATORS)
    if random.random() < 0.1:
        entry["adjusted"] = "yes"
    if random.random() < 0.1:
        entry["counted"] = random.choice(("lesions", "eyes", "procedures"))
    if random.random() < 0.1:
        entry["note"] = "A remark that has to be told"


def _fill(entry: Record, record: Record, cells: Cells, shapes: dict[str, Callable[[Cells], str]]) -> None:
    random = cells.random
    columns = _columns(random, list(record["arms"]))
    shape = random.choice([*shapes])
    same = random.random() < 0.8 or entry["estimator"] == "least-squares"
    for column in columns:
        kinds = [shape] if same else random.choices([*shapes], k=random.choice((1, 1, 3)))
        entry[column] = _over_times(entry, random, lambda of=kinds: shapes[random.choice(of)](cells))  # type: ignore[misc]
    fitting = list(record["contrasts"]) if entry.get("role") is None else []
    if fitting and (not columns or random.random() < 0.5):
        for contrast in random.sample(fitting, random.choice((1, 1, 2)) if len(fitting) > 1 else 1):
            kinds = random.choices([*_EFFECTS], k=random.choice((1, 1, 1, 2)))
            entry[contrast] = _over_times(entry, random, lambda of=kinds: _EFFECTS[random.choice(of)](cells))  # type: ignore[misc]
    if "counted" in entry and any(
        noun in str(entry.get(column)) for column in columns for noun in (*_NOUNS, " per ", "births")
    ):
        del entry["counted"]
    if not set(entry) & {*record["arms"], *record["contrasts"], "all"}:
        entry["all"] = shapes[shape](cells)


def _over_times(entry: Record, random: Random, make: Callable[[], str]) -> str | list[str]:
    """A cell; of several times mostly one cell for each."""
    times = entry.get("at", [])
    if len(times) > 1 and random.random() < 0.8:
        return [make() for _ in times]
    return make()


def _columns(random: Random, arms: Sequence[str]) -> list[str]:
    if not arms:
        return ["all"]
    drawn = random.random()
    if drawn < 0.55:
        return list(arms)
    if drawn < 0.7:
        return [random.choice(arms)]
    if drawn < 0.8:
        return ["all"]
    return [*arms, "all"] if drawn < 0.88 else []


def _without_repeats(entries: Sequence[Record]) -> list[Record]:
    """The entries but for those that say of an outcome, set and time what another one says too."""
    kept: list[Record] = []
    seen: set[tuple[object, ...]] = set()
    for entry in entries:
        dimensions = ("outcome", "target", "estimator", "adjusted", "counted")
        subject = (entry.get("population", "whole"), *(entry.get(name) for name in dimensions))
        places = {(*subject, time) for time in (*entry.get("at", ()), tuple(entry.get("at", ())))}
        if not places & seen:
            kept.append(entry)
            seen |= places
    return kept
