"""What a reader misses beside a printed figure: its number, unit, time, population, arm, target, statistic.

``lost(study, passages)`` reads words and inlines, and compares them with the results of the study. It knows
nothing of how a sentence is made: what it accepts is what a reader could tell from the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kb.evidence.study import PARTICIPANTS, Result, Study
from kb.notation import STATISTICS, Figure
from kb.notation.units import singular
from tests.narrative.reading import Mention, Passage, numbers_in, spelled


class Loss(NamedTuple):
    """What a reader cannot tell of one figure, and the words that should say it."""

    figure: str
    reported: str
    what: str
    words: str

    def __str__(self) -> str:
        return f"{self.figure} = {self.reported}: {self.what} | {self.words}"


@dataclass(frozen=True)
class Told:
    """One figure of one result where a passage says it."""

    study: Study
    result: Result
    figure: Figure
    passage: Passage
    mention: Mention

    @property
    def words(self) -> str:
        """All words of the passage but its figures."""
        return self.passage.words

    @cached_property
    def own(self) -> str:
        """What says the figure itself, in small letters."""
        return self.mention.text.lower()

    def says(self, *words: str) -> bool:
        """Whether one of these is said beside the figure, or with it."""
        return any(re.search(pattern, f"{self.words} | {self.own}") for pattern in words)


def lost(study: Study, passages: Iterable[Passage], results: Sequence[Result] | None = None) -> list[Loss]:
    """Every figure of the results that no passage says, and what is missing where one does."""
    places: dict[str, list[tuple[Passage, Mention]]] = {}
    read = list(passages)
    for passage in read:
        for mention in passage.figures:
            for id in mention.names:
                places.setdefault(id, []).append((passage, mention))
    wanted = study.results if results is None else results
    losses = [*_untold_remarks(study, read, wanted)]
    for result in wanted:
        for figure in result.figures:
            told = [Told(study, result, figure, *place) for place in places.get(figure.id, ())]
            losses += _of_figure(figure, told)
    for passage in read:
        losses += _confused(study, passage)
    return losses


def _of_figure(figure: Figure, told: Sequence[Told]) -> Iterator[Loss]:
    if not told:
        yield Loss(figure.id, figure.reported, "is told nowhere", "")
    generated = [one for one in told if not _is_authored(one.passage, one.mention)]
    for one in generated or told:
        for what in _missing(one):
            yield Loss(figure.id, figure.reported, what, one.passage.text)


def _is_authored(passage: Passage, mention: Mention) -> bool:
    """Whether the figure stands in prose that somebody wrote, which says beside it what its author chose."""
    authored = ("note:", "flag:", "conclusion:", "definition:", "finding:", "limitation:", "section:")
    beside = [
        term
        for term in passage.terms
        if mention.start - 2 <= term.end <= mention.start or mention.end <= term.start <= mention.end + 2
    ]
    return any(name.startswith(authored) for term in beside for name in term.names)


def _missing(told: Told) -> Iterator[str]:
    for check in _CHECKS:
        if said := check(told):
            yield said


def _number(told: Told) -> str:
    figure = told.figure
    if figure.absent is not None:
        word = figure.absent.rpartition("-")[2]
        return "" if word in f"{told.own} {told.words}" else f"says not that it is {figure.absent}"
    if figure.value is None:
        return "" if told.own.strip() else "its words"
    wanted = spelled(figure.reported)
    if wanted in numbers_in(told.mention.text):
        return ""
    in_words = {"0": "no|none|zero", "none": "no|none|zero|0", "1": "one|a|the only", "2": "two|both"}
    counts = {f.statistic: f.value for f in told.result.figures if f.statement == figure.statement}
    if counts.get("count") is not None and counts.get("count") == counts.get("total"):
        in_words[wanted] = f"all|every|both|{in_words.get(wanted, 'all')}"
    words = in_words.get(wanted)
    is_said = words is not None and re.search(rf"\b({words})\b", told.own)
    return "" if is_said else f"its number {figure.reported}"


_BOUNDS = {
    "<": r"<|less than|below|fewer than|smaller than|under",
    ">": r">|more than|above|over|greater than|larger than|exceed",
    "<=": "\N{LESS-THAN OR EQUAL TO}|<=|no more than|no larger than|at most|up to|or less|or fewer",
    ">=": "\N{GREATER-THAN OR EQUAL TO}|>=|at least|no less than|no fewer than|or more",
    "~": r"about|approximately|~|some|nearly",
}


def _bound(told: Told) -> str:
    signs = _BOUNDS.get(told.figure.sign)
    if signs is None or told.figure.value is None:
        return ""
    before = told.passage.text[max(0, told.mention.start - 20) : told.mention.start]
    after = told.passage.text[told.mention.end : told.mention.end + 25]
    is_said = re.search(signs, f"{before}{told.mention.text}{after}".lower())
    return "" if is_said else f"that it is {told.figure.sign}"


def _unit(told: Told) -> str:
    unit = _unparted(told.figure.unit)
    if not unit or told.figure.value is None:
        return ""
    if unit == "%":
        after = told.passage.text[told.mention.end : told.mention.end + 8]
        return "" if re.search("%|percent", f"{told.own}{after}") else "that it is a percent"
    near = _unparted(f"{told.own} {_until_next_unit(told)} {told.passage.heads.plain}").lower()
    money, _, per = unit.partition(" per ")
    if money in _UNIT_WORDS:
        signs = any(sign.lower() in near for sign in (money, *_UNIT_WORDS[money]))
        return "" if signs and (not per or f"per {per}".lower() in near) else f"its unit {unit}"
    spellings = {unit, singular(unit)}
    if any(_stands(spelling.lower(), near) for spelling in spellings):
        return ""
    return f"its unit {unit}"


def _unparted(words: str) -> str:
    """Words whose numbers have no thousands separators."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", words)


_UNIT_WORDS = {"US dollars": ("$",), "euros": ("\N{EURO SIGN}",), "pounds sterling": ("\N{POUND SIGN}",)}


def _stands(word: str, text: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) is not None


def _until_next_unit(told: Told) -> str:
    """The words behind a figure up to one of another unit."""
    units = {f.id: f.unit for r in told.study.results for f in r.figures}
    others = (
        mention.start
        for mention in told.passage.figures
        if mention.start > told.mention.start
        and all(units.get(id, "") not in ("", "%", told.figure.unit) for id in mention.names)
    )
    return told.passage.text[told.mention.start : next(others, None)]


def _counted(told: Told) -> str:
    # What counts the outcome itself needs no noun: procedures in 33 of them.
    counted = told.figure.counted or told.result.counted
    if (
        told.result.role == "definition"
        or not counted
        or told.figure.value is None
        or told.figure.statistic == "p-value"
    ):
        return ""
    near = f"{told.words} {told.own}"
    is_said = any(_stands(word.lower(), near) for word in (counted, singular(counted)))
    # Cases are what the outcome names: affected pregnancies, infected joints.
    return "" if is_said or counted == "cases" else f"that it counts {counted}"


def _statistic(told: Told) -> str:
    name = told.figure.statistic
    if name.startswith("range-") and _is_bare_range(told):
        return ""
    if told.figure.absent is not None and name in {"unspecified", "verbal"}:
        return ""
    words = _STATISTIC_WORDS.get(name, ())
    if not words and name not in _WITHOUT_NAME:
        statistic = STATISTICS[name]
        words = tuple(re.escape(word.lower()) for word in (statistic.name, statistic.abbreviation) if word)
    return "" if not words or told.says(*words) else f"that it is a {name}"


def _is_bare_range(told: Told) -> bool:
    """Whether two ends stand alone, as limits and periods do: from 2 to 12 years, 14-28 days."""
    statement = [f for f in told.result.figures if f.statement == told.figure.statement]
    if any(not f.statistic.startswith("range-") for f in statement):
        return False
    ends = [mention for mention in told.passage.figures if {f.id for f in statement} & set(mention.names)]
    between = told.passage.text[ends[0].end : ends[-1].start] if len(ends) > 1 else told.mention.text
    return len(statement) == 1 or re.search(r"-|\bto\b|\band\b", between) is not None


_WITHOUT_NAME = frozenset(
    {"count", "total", "percent", "quantity", "duration", "rate", "verbal", "unspecified"}
)
_STATISTIC_WORDS: dict[str, tuple[str, ...]] = {
    "true-positives": ("true positive", r"\btp\b"),
    "false-positives": ("false positive", r"\bfp\b"),
    "true-negatives": ("true negative", r"\btn\b"),
    "false-negatives": ("false negative", r"\bfn\b"),
    "mean-of-study-rates": ("mean of study rates", "averaged across studies"),
    "fold": (r"\bfold", r"\btimes\b"),
    "mean": (r"\bmeans?\b", r"\baverage"),
    "baseline": (r"\bfrom\b", r"\bbefore\b", r"baseline"),
    "final": (r"\bto\b", r"\bafter\b"),
    "p-value": (r"\bp\b",),
    "percent-change": (r"percent change", r"change"),
    "sd": (r"\bsd\b", r"standard deviation"),
    "se": (r"\bse\b", r"standard error"),
    **{f"ci-{end}": (r"\bci\b", r"confidence") for end in ("low", "high")},
    **{f"credible-{end}": (r"\bcri\b", r"credible") for end in ("low", "high")},
    **{f"prediction-{end}": (r"\bpi\b", r"prediction") for end in ("low", "high")},
    **{f"range-{end}": (r"\brang", r"\bfrom\b.*\bto\b") for end in ("low", "high")},
    **{f"iqr-{end}": (r"\biqr\b", r"interquartile") for end in ("low", "high")},
    "i-squared": ("i-squared", "i2", "i\N{SUPERSCRIPT TWO}"),
    "tau-squared": ("tau-squared", "tau2", "tau\N{SUPERSCRIPT TWO}"),
}


def _level(told: Told) -> str:
    level = told.figure.level
    if level is None:
        return ""
    before = f"{told.passage.text[: told.mention.end]}"
    return "" if re.search(rf"(?<![\d.]){level.normalize():f}%", before) else f"its level of {level}%"


def _qualifiers(told: Told) -> str:
    lacking = [slug for slug in told.figure.qualifiers if not told.says(_QUALIFIERS[slug])]
    return f"that it is {', '.join(lacking)}" if lacking else ""


_QUALIFIERS = {
    "adjusted": r"(?<!un)adjust|multivaria|propensity",
    "unadjusted": r"unadjusted|crude|univaria",
    "imputed": "imput",
    "interim": "interim",
    "planned": "planned",
    "read-from-graph": "graph",
    "one-sided": "one-sided|1-sided",
    "for-interaction": "interaction",
    "for-trend": "trend",
    "for-noninferiority": "noninferiority",
    "for-superiority": "superiority",
    "for-heterogeneity": "heterogeneity",
    "for-equivalence": "equivalence",
    "fdr-adjusted": "fdr|false discovery",
    "multiplicity-adjusted": "multiplicity",
    "nominal": "nominal",
    "across-studies": "across|of studies|of the studies|between studies|studies",
}


def _per(told: Told) -> str:
    return "" if not told.figure.per or told.says(re.escape(told.figure.per.lower())) else "per what it is"


def _analysis(told: Told) -> str:
    result = told.result
    words = _ESTIMATORS.get(result.estimator)
    # What was counted is a crude share without a word for it; only a mean may be another one.
    is_plain = result.estimator == "crude" and not any(
        STATISTICS[figure.statistic].group == "center"
        for figure in result.figures
        if figure.statement == told.figure.statement
    )
    if words is not None and not is_plain and not told.says(words):
        return f"that it is estimated by {result.estimator}"
    if result.adjusted and not told.says(r"(?<!un)adjust|multivaria|propensity|least.squares|\blsm"):
        return "that it is adjusted"
    return ""


_ESTIMATORS = {
    "crude": "crude",
    "kaplan-meier": "kaplan-meier|kaplan meier",
    "cumulative-incidence": "cumulative",
    "least-squares": r"least.squares|\bls\b|lsm|model-adjusted",
    "model": "model",
    "pooled-fixed": "pooled.*fixed|fixed.*pooled",
    "pooled-random": "pooled.*random|random.*pooled",
}


def _role(told: Told) -> str:
    result = told.result
    if result.role == "eligibility" and not told.says("eligib", "inclu", "requir", "had to", "limited"):
        return "that it is a limit of eligibility"
    of_start = result.domain in {"baseline", "flow", "review", "treatment", "follow-up"}
    if result.role == "baseline" and not of_start and result.time.kind == "none":
        return (
            "" if told.says("baseline", "at the start", "at entry", "before") else "that it is of the start"
        )
    return ""


def _population(told: Told) -> str:
    key = told.result.population
    if key == "whole" or _names_population(told, key):
        return ""
    return f"its population {told.study.populations[key].label!r}"


def _names_population(told: Told, key: str) -> bool:
    label = told.study.populations[key].label.lower()
    return bool(told.passage.of(f"population:{told.study.id}/{key}")) or (bool(label) and label in told.words)


def _sides(told: Told) -> str:
    study, result = told.study, told.result
    if result.scope == "arm" and len(study.arms) > 1 and not _names_arm(told, result.column):
        return f"its arm {study.arms[result.column].label!r}"
    if result.scope != "contrast":
        return ""
    contrast = study.contrasts[result.column]
    if contrast.index is None or contrast.reference is None:
        named = (
            told.passage.of(f"contrast:{study.id}/{contrast.key}") or (contrast.factor or "") in told.words
        )
        # Before and after stand in the sentence itself.
        named = named or (contrast.kind == "before-after" and told.says("change", "baseline"))
        return "" if named else f"its factor {contrast.factor!r}"
    names = _names_arm if contrast.kind == "arms" else _names_population
    lacking = [side for side in (contrast.index, contrast.reference) if not names(told, side)]
    return f"its sides {', '.join(lacking)}" if lacking else ""


def _names_arm(told: Told, key: str) -> bool:
    label = told.study.arms[key].label.lower()
    return bool(told.passage.of(f"arm:{told.study.id}/{key}")) or _stands(label, told.words)


def _target(told: Told) -> str:
    result = told.result
    if result.target is None:
        return ""
    named = told.passage.of(f"target:{told.study.id}/{result.target}")
    return "" if named or (result.target_name or "").lower() in told.words else "its target"


def _outcome(told: Told) -> str:
    result = told.result
    is_named = result.entry == 0 or (result.population != "whole" and not _population(told))
    is_size = result.outcome == PARTICIPANTS and is_named
    is_of_test = result.target is not None and not _target(told)
    named = told.passage.of(f"outcome:{result.outcome}") or result.outcome_name.lower() in told.words
    counts = any(figure.counted and figure.counted in result.outcome_name for figure in result.figures)
    return "" if named or is_size or is_of_test or counts or result.domain == "review" else "its outcome"


def _time(told: Told) -> str:
    lacking = [step for step in told.result.times if not says_time(step, told.passage.beside_names)]
    return f"its time {', '.join(lacking)}" if lacking else ""


_TIME_WORDS = {
    "h": r"hour|\bh\b",
    "d": r"day|\bd\b",
    "wk": r"week|\bwk\b",
    "mo": r"month|\bmo\b",
    "y": r"year|age|\by\b",
    "end": "end|last",
    "of": "",
    "within": "within|first|by",
    "by": "by|within",
    "at": "",
    "age": r"\bage|\bold\b",
}


def says_time(step: str, words: str) -> bool:
    """Whether some words say a time as the record writes it: its numbers, its unit, and its other words."""
    numbers = re.findall(r"\d+(?:\.\d+)?", step)
    named = re.findall(r"[a-z][a-z-]*", step.lower())
    is_said = all(spelled(number) in numbers_in(words) for number in numbers)
    return is_said and all(re.search(_TIME_WORDS.get(word, word.rstrip("s")), words) for word in named)


def _untold_remarks(study: Study, read: Sequence[Passage], results: Sequence[Result]) -> Iterator[Loss]:
    """Remarks that stand nowhere, neither with a figure of their entry nor in a column of a table."""
    texts = " | ".join(passage.text for passage in read)
    named = {name for passage in read for term in passage.terms for name in term.names}
    for result in results:
        for kind, text in (("flag", result.flag), ("note", result.note)):
            if text is None or "[" in text or f"{kind}:{result.id}" in named:
                continue
            if text.rstrip(".").lower() not in texts.lower():
                yield Loss(result.id, text, f"its {kind}", "")


_CHECKS: tuple[Callable[[Told], str], ...] = (
    _number,
    _bound,
    _unit,
    _counted,
    _statistic,
    _level,
    _qualifiers,
    _per,
    _analysis,
    _role,
    _population,
    _sides,
    _target,
    _outcome,
    _time,
)


class Run(NamedTuple):
    """Figures in a row that are of one arm, population, time or target, and the words around them.

    ``before`` begins behind the last figure of another value, ``after`` ends where the next one begins; both
    hold the run.
    """

    value: str
    figure: Figure
    result: Result
    before: tuple[int, int]
    after: tuple[int, int]


ALL_WORDS = r"\b(all|overall|whole|total|combined|both|entire|every)\b"
"""How a number of all participants is told from those of an arm or a subgroup beside it."""


def _confused(study: Study, passage: Passage) -> Iterator[Loss]:
    """Figures of a sentence that a reader would take for those of another arm, population, time or target."""
    of_figure = {f.id: (r, f) for r in study.results for f in r.figures}
    said = [
        (mention, *of_figure[id])
        for mention in passage.figures
        for id in mention.names
        # Words that say several figures at once tell them of all their times and places.
        if id in of_figure and len(mention.names) == 1 and not _is_authored(passage, mention)
    ]
    for dimension in _DIMENSIONS:
        if dimension.name == "arm" and len(study.arms) < 2:
            continue
        runs = _runs(said, dimension, passage)
        if len({run.value for run in runs}) < 2 or _is_clear(study, passage, runs, dimension):
            continue
        for run in runs:
            near = any(dimension.named(study, passage, run, part) for part in (run.before, run.after))
            if not near:
                what = f"which {dimension.name} it is of ({run.value})"
                yield Loss(run.figure.id, run.figure.reported, what, passage.text)
                break
        else:
            first = runs[0]
            what = f"which {dimension.name} each of its numbers is of"
            yield Loss(first.figure.id, first.figure.reported, what, passage.text)
    yield from _reversed(study, passage, said)


class Dimension(NamedTuple):
    """Something by which figures of one sentence may differ."""

    name: str
    of: Callable[[Result], str | None]
    named: Callable[[Study, Passage, Run, tuple[int, int]], bool]


def _arm_of(result: Result) -> str | None:
    is_size = result.entry == 0 and result.outcome == PARTICIPANTS
    return None if result.scope == "contrast" or is_size or result.role == "definition" else result.column


def _population_of(result: Result) -> str | None:
    is_limit = result.role == "definition" or result.domain == "review"
    return None if result.scope == "contrast" or is_limit else result.population


def _time_of(result: Result) -> str | None:
    return result.times[0] if len(result.times) == 1 and result.role != "definition" else None


def _is_named(name: str, passage: Passage, part: tuple[int, int]) -> bool:
    return any(part[0] <= term.start < part[1] for term in passage.of(name))


def _arm_named(study: Study, passage: Passage, run: Run, part: tuple[int, int]) -> bool:
    if run.value == "all":
        return re.search(ALL_WORDS, passage.words[slice(*part)]) is not None
    return _is_named(f"arm:{study.id}/{run.value}", passage, part)


def _population_named(study: Study, passage: Passage, run: Run, part: tuple[int, int]) -> bool:
    if run.value == "whole":
        return re.search(ALL_WORDS, passage.words[slice(*part)]) is not None
    return _is_named(f"population:{study.id}/{run.value}", passage, part)


def _time_named(study: Study, passage: Passage, run: Run, part: tuple[int, int]) -> bool:
    return says_time(run.value, passage.beside_names[slice(*part)])


def _target_named(study: Study, passage: Passage, run: Run, part: tuple[int, int]) -> bool:
    return _is_named(f"target:{study.id}/{run.value}", passage, part)


_DIMENSIONS = (
    Dimension("arm", _arm_of, _arm_named),
    Dimension("population", _population_of, _population_named),
    Dimension("time", _time_of, _time_named),
    Dimension("target", lambda result: result.target, _target_named),
)


def _runs(
    said: Sequence[tuple[Mention, Result, Figure]], dimension: Dimension, passage: Passage
) -> list[Run]:
    groups: list[tuple[str, list[tuple[Mention, Result, Figure]]]] = []
    for one in said:
        value = dimension.of(one[1])
        if value is None:
            continue
        if groups and _belong_together(groups[-1][1][-1], one):
            groups[-1][1].append(one)
        else:
            groups.append((value, [one]))
    return [_run(place, groups, len(passage.text)) for place in range(len(groups))]


def _belong_together(before: tuple[Mention, Result, Figure], after: tuple[Mention, Result, Figure]) -> bool:
    """Whether two figures are of one result, and both words of the source or both numbers."""
    in_words = [STATISTICS[figure.statistic].group == "words" for _, _, figure in (before, after)]
    return before[1] is after[1] and in_words[0] == in_words[1]


def _run(place: int, groups: Sequence[tuple[str, list[tuple[Mention, Result, Figure]]]], end: int) -> Run:
    value, members = groups[place]
    earlier = [group for other, group in groups[:place] if other != value]
    later = [group for other, group in groups[place + 1 :] if other != value]
    start, last = members[0][0].start, members[-1][0].end
    before = (earlier[-1][-1][0].end if earlier else 0, last)
    after = (start, later[0][0][0].start if later else end)
    return Run(value, members[0][2], members[0][1], before, after)


def _is_clear(study: Study, passage: Passage, runs: Sequence[Run], dimension: Dimension) -> bool:
    """Whether the runs of each series have their names behind them, before them, or once in their order."""
    others = [other for other in _DIMENSIONS if other is not dimension]
    series: dict[tuple[object, ...], list[Run]] = {}
    for run in runs:
        column = "" if dimension.name == "arm" else run.result.column
        group = STATISTICS[run.figure.statistic].group
        in_words = run.result.scope == "contrast" and group == "words"
        population = "" if dimension.name == "population" else run.result.population
        key = (run.result.outcome, in_words, column, population, *(one.of(run.result) for one in others))
        series.setdefault(key, []).append(run)
    order = _order(study, passage, runs, dimension)
    return all(
        _is_named_beside(study, passage, members, dimension)
        or _is_in([value for value, at in order.items() if at <= members[0].after[0]] or [*order], members)
        for members in series.values()
    )


def _is_named_beside(study: Study, passage: Passage, runs: Sequence[Run], dimension: Dimension) -> bool:
    return any(
        all(dimension.named(study, passage, run, getattr(run, part)) for run in runs)
        for part in ("before", "after")
    )


def _order(study: Study, passage: Passage, runs: Sequence[Run], dimension: Dimension) -> dict[str, int]:
    """The values of the runs with the places where their names are first said; empty where one is not."""
    places = {run.value: _place(study, passage, run, dimension) for run in runs}
    said = {value: at for value, at in places.items() if at is not None}
    return dict(sorted(said.items(), key=lambda item: item[1])) if len(said) == len(places) else {}


def _is_in(order: Sequence[str], runs: Sequence[Run]) -> bool:
    """Whether some numbers stand in an order: one for each name, so that they can be told apart."""
    values = [run.value for run in runs]
    first = list(dict.fromkeys(values))
    return first == list(order) and values == sorted(values, key=first.index)


def _place(study: Study, passage: Passage, run: Run, dimension: Dimension) -> int | None:
    """Where the name of a run is first said; null where it is not."""
    if dimension.name == "time" and any(map(str.isdigit, run.value)):
        return _place_of_time(run.value, passage.beside_names)
    for end in range(1, len(passage.words) + 1):
        if dimension.named(study, passage, run, (0, end)):
            return end
    return None


_UNIT_OF_TIME = r"hour|day|week|month|year|\b(?:h|d|wk|mo|y)\b"


def _place_of_time(step: str, words: str) -> int | None:
    """Where the number of a time stands that the next unit of time belongs to."""
    (number, *_), units = re.findall(r"\d+(?:\.\d+)?", step), re.findall(r"\b(?:h|d|wk|mo|y)\b", step)
    own = _TIME_WORDS[units[0]] if units else ""
    for said in re.finditer(rf"(?<![\d.]){re.escape(number)}(?!\d|\.\d)", words):
        unit = re.match(rf"[\d.,\s-]*(?:(?:and|or|to)[\d.,\s-]+)*({_UNIT_OF_TIME})", words[said.end() :])
        if not own or "age" in step or (unit is not None and re.match(own, unit[1])):
            return said.start()
    return None


def _reversed(
    study: Study, passage: Passage, said: Sequence[tuple[Mention, Result, Figure]]
) -> Iterator[Loss]:
    """Effects in a passage that names the reference side before the index side, or another pair nearer by."""
    for _, result, figure in said:
        if result.scope != "contrast" or STATISTICS[figure.statistic].group != "effect":
            continue
        contrast = study.contrasts[result.column]
        if contrast.index is None or contrast.reference is None or contrast.index == contrast.reference:
            continue
        kind = "arm" if contrast.kind == "arms" else "population"
        names = [f"{kind}:{study.id}/{side}" for side in (contrast.index, contrast.reference)]
        pairs = [
            (one, two)
            for one, two in pairwise(term for term in passage.terms if term.names[0].startswith(f"{kind}:"))
        ]
        own = [pair for pair in pairs if [pair[0].names[0], pair[1].names[0]] == names]
        if not own:
            yield Loss(figure.id, figure.reported, "which side is compared with which", passage.text)
