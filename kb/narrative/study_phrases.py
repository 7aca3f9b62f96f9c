"""Whom and what a result is about: arms, populations, contrasts and outcomes as phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.evidence.study import PARTICIPANTS, Contrast, Result, Study
from kb.inlines import Line, TermText, cut, joined
from kb.narrative.blocks import Block, Remark, ResultClause, Series, clauses
from kb.narrative.figures_in_words import value
from kb.narrative.phrasing import PREPOSITIONS, bracketed, filled, is_plural, people_in
from kb.narrative.prose import ProseReader
from kb.notation import parse_time
from kb.notation.statistics import SPREADS, STATISTICS
from kb.notation.time_words import times_in_words

_ESTIMATORS = {
    "kaplan-meier": "Kaplan-Meier {name}",
    "cumulative-incidence": "the cumulative incidence of {name}",
    "crude": "crude {name}",
    "reverse-kaplan-meier": "{name} by the reverse Kaplan-Meier method",
    "least-squares": "model-adjusted {name}",
    "model": "model-estimated {name}",
    "pooled-fixed": "pooled (fixed-effect) {name}",
    "pooled-random": "pooled (random-effects) {name}",
}
_POOLED = {
    "pooled-fixed": "pooled, fixed effect",
    "pooled-random": "pooled, random effects",
}
"""How measures of a test were pooled; said after the target, since it is the measure that was."""
_ODDS = "diagnostic-odds-ratio"
_BESIDE = frozenset({"count", "heterogeneity", "test", "words"})
"""Groups of statistics that stand beside a measure of a test and need no name."""
_METHODS = {
    "unadjusted": "in unadjusted analysis",
    "univariable": "in univariable analysis",
    "multivariable": "in multivariable analysis",
    "propensity-weighted": "after propensity weighting",
}
_THRESHOLD = re.compile(
    r"(?P<word>\S+) (?:(?:at or )?(?:above|below)|over|beyond|under|up to|within)"
    r" the (?:(?P<what>\S+) )?threshold\b"
)
"""Words of a label in the place of which the limit of the group is told."""
_SIZES = {
    "more than ": "larger than ",
    "less than ": "smaller than ",
    "no more than ": "no larger than ",
    "at least ": "of at least ",
}
"""How the bound of a number is said of a size."""
_GROUP = re.compile(r"\b(?:group|cohort|arm|set)\b")
_ADJUSTING = frozenset({"multivariable", "propensity-weighted"})
"""Methods that say themselves that they adjust."""
_KINDS_WITH_IN = frozenset({"itt", "per-protocol", "safety", "interim"})


@dataclass(frozen=True)
class Subjects:
    """Phrases for the parts of one study."""

    study: Study
    prose: ProseReader
    arms: Mapping[str, Line]
    limits: Mapping[str, Result]
    """Population key to the result that holds its defining limit."""
    people: str = "patients"
    """Who takes part, in one plural noun: infants, women, pregnancies."""

    @classmethod
    def of(cls, study: Study, prose: ProseReader) -> Subjects:
        """The phrases of a study."""
        limits = {
            result.population: result
            for result in study.results
            if result.role == "definition" and result.population != "whole" and result.entry == 0
        }
        arms = {key: arm_name(study, key, label) for key, label in _short_labels(study).items()}
        return cls(study, prose, arms, limits, people_in(study.population or ""))

    def population(self, key: str) -> Line:
        """``among tumors larger than the threshold (tumor size more than 2 cm)``; empty for the whole."""
        label = self.population_label(key)
        if not label:
            return label
        first = label.plain.split()[0].lower()
        if first in PREPOSITIONS:
            return label
        if self.study.populations[key].kind in _KINDS_WITH_IN:
            return Line("in " if first in {"the", "an", "a", "all"} else "in the ", label)
        return Line("among ", label)

    def population_label(self, key: str) -> Line:
        """The label of a population with the limit that defines it."""
        population = self.study.populations[key]
        if key == "whole":
            return Line()
        label = population.label or population.kind.replace("-", " ")
        name = Line(TermText(label, (f"population:{self.study.id}/{key}",)))
        limit = self.limits.get(key)
        if limit is None:
            return name
        limited = _limited_by(name, limit)
        return limited or bracketed(name, [Line(outcome_name(limit), ", ", limit_text(limit))])

    def side(self, series: Series) -> Line:
        """``with cryoablation``; empty for the whole study and where the study has series arm only."""
        if series.scope != "arm" or len(self.study.arms) == 1:
            return Line()
        label, arm = self.arms[series.column], self.study.arms[series.column]
        if not arm.is_treatment:
            named = is_plural(label.plain) or _GROUP.search(label.plain) or label.plain.startswith("the ")
            return Line("in ", label) if named or arm.kind != "cohort" else Line("in the ", label, " group")
        # "29% with resection with cryoablation" would be hard to read.
        if any(" with " in arm.plain for arm in self.arms.values()) and "," not in label.plain:
            return Line("in the ", label, " group")
        return Line("with ", label)

    def place(self, population: str, beside: Sequence[Series]) -> Line:
        """``among men``: the population of a series where others beside it are of another one."""
        if len({other.population for other in beside}) == 1:
            return Line()
        return self.population(population) or Line("among all ", self.people)

    def whose(self, series: Series, beside: Sequence[Series]) -> Line:
        """The arm of a series; ``overall`` where it is of all arms and others beside it are of one."""
        alone = len(self.study.arms) == 1 or all(other.scope == "study" for other in beside)
        return Line("overall") if series.scope == "study" and not alone else self.side(series)

    def ends(self, contrast: Contrast) -> tuple[Line, Line]:
        """The index and the reference side in words; for a factor, the factor and an empty text."""
        if contrast.index is None or contrast.reference is None:
            return self.factor(contrast), Line()
        if contrast.kind == "arms":
            return self.arms[contrast.index], self.arms[contrast.reference]
        return self.population_label(contrast.index), self.population_label(contrast.reference)

    def factor(self, contrast: Contrast) -> Line:
        """What a contrast without sides looks at, such as age, with its cut-off; empty for others."""
        return bracketed(self.factor_name(contrast), self.factor_limit(contrast))

    def factor_name(self, contrast: Contrast) -> Line:
        """The words for what a contrast without sides looks at; empty for others."""
        about = [f"contrast:{self.study.id}/{contrast.key}"]
        if contrast.factor and contrast.index is not None:
            about.append(f"population:{self.study.id}/{contrast.index}")
        name = Line(TermText(contrast.factor or "", tuple(about)))
        limit = self.limits.get(contrast.index or "")
        return name if limit is None else _limited_by(name, limit) or name

    def factor_limit(self, contrast: Contrast) -> list[Line]:
        """The cut-off from which a factor counts: ``more than 4 cm``; none where none is entered."""
        limit = self.limits.get(contrast.index or "") if contrast.factor else None
        if limit is None or _limited_by(Line(contrast.factor or ""), limit):
            return []
        said = limit.outcome_name.lower() in (contrast.factor or "").lower()
        return [Line("" if said else Line(outcome_name(limit), ", "), limit_text(limit))]

    def versus(self, contrast: Contrast) -> Line:
        """``cryoablation vs RFA``; for a factor the factor, for a change over time its name."""
        index, reference = self.ends(contrast)
        if contrast.kind == "before-after":
            return index
        return Line(index, " vs ", reference) if reference else index

    def contrast(self, series: Series) -> Contrast:
        """The contrast of a series."""
        return self.study.contrasts[series.column]

    def names_its_sets(self, block: Block) -> bool:
        """Whether a block counts people of sets whose labels say who they are: infants with two copies."""
        if block.first.outcome != PARTICIPANTS or not block.sides or block.tests:
            return False
        cells = [cell for side in block.sides for cell in side.cells]
        bare = all(
            len(cell) == 1 and cell[0].has_count and not cell[0].counts_of_total and not cell[0].spreads
            for cell in cells
        )
        labels = [self.population_label(side.population).plain for side in block.sides]
        return bare and len(cells) == len(labels) and all(people_in(label, "") for label in labels)

    def lead(self, block: Block) -> Line:
        """What stands before the sentence: the population all sides share, and the method of the tests."""
        if self.names_its_sets(block):
            return Line()
        populations = {series.population for series in block.everything}
        parts: list[str | Line] = [self.population(populations.pop())] if len(populations) == 1 else []
        if not block.sides:
            methods = {self.contrast(series).method for series in block.tests}
            if len(methods) == 1:
                parts.append(_METHODS.get(methods.pop(), ""))
        if block.first.adjusted and not self._is_said_to_be_adjusted(block):
            parts.append("after adjustment")
        return joined(", ", parts)

    def _is_said_to_be_adjusted(self, block: Block) -> bool:
        """Whether the names of effects and least-squares means, or the method of the only tests, say it."""
        by_method = not block.sides and all(self.contrast(s).method in _ADJUSTING for s in block.tests)
        return by_method or all(
            any(_names_adjustment(clause, bool(block.sides)) for clause in cell)
            and all(clause.group == "test" or _names_adjustment(clause, bool(block.sides)) for clause in cell)
            for series in block.everything
            for cell in series.cells
        )

    def outcome(self, result: Result, introduce: bool = True) -> Line:
        """The outcome as a noun phrase with its estimator; introduced by definition and rank where asked."""
        is_named = any(figure.statistic.startswith("least-squares") for figure in result.figures)
        estimator = "" if is_named and result.estimator == "least-squares" else result.estimator
        frame, named = _ESTIMATORS.get(estimator, "{name}"), outcome_name(result)
        if not introduce:
            return filled(frame, name=named)
        rank = "primary outcome" if result.is_primary else ""
        definition = self.definition(result)
        if result.target_name is None and definition.plain.lower().startswith(f"{named.plain.lower()} "):
            # "Complications (complications of the ablation)" would say it twice.
            named, definition = Line(named, cut(definition, len(named.plain))), Line()
        return bracketed(filled(frame, name=named), [part for part in (definition, rank) if part])

    def definition(self, result: Result) -> Line:
        """How the study defines the outcome of a result, and its scale; empty where it does not say."""
        place = f"definition:{self.study.id}/{result.outcome}"
        scale = f"scale from {result.scale}" if result.scale is not None else ""
        return joined("; ", [self.prose.line(result.definition or "", place), scale])

    def remark(self, remark: Remark) -> Line:
        """A remark as its readers see it."""
        return self.prose.line(remark.text, remark.about)

    def flagged(self, line: Line, flags: Sequence[Remark | None]) -> Line:
        """A line with printed oddities in square brackets."""
        parts = [Line(" [", self.remark(flag), "]") for flag in flags if flag is not None]
        return Line(line, *parts)


def _limited_by(name: Line, limit: Result) -> Line | None:
    """``tumors larger than 2 cm`` for "tumors above the size threshold", ``CEA of no more than 5 ng/mL``.

    Null where the name does not speak of a threshold of what the limit is of.
    """
    match = _THRESHOLD.search(name.plain)
    if match is None or (match["what"] or match["word"]) not in limit.outcome_name.split():
        return None
    about, shown = f"outcome:{limit.outcome}", limit_text(limit)
    bound = next((words for words in _SIZES if shown.plain.startswith(words)), "")
    if match["what"] == "size" and bound:
        joint, shown = Line(" ", TermText(_SIZES[bound], (about,))), cut(shown, len(bound))
    else:
        joint = Line(" with ", outcome_name(limit), " of ") if match["what"] else Line(" of ")
    before = cut(name, 0, match.end("word"))
    if match["what"] is None:
        whose = [key for piece in name.pieces if isinstance(piece, TermText) for key in piece.about]
        before = Line(cut(name, 0, match.start("word")), TermText(match["word"], (*whose, about)))
    return Line(before, joint, shown, cut(name, match.end()))


def _names_adjustment(clause: ResultClause, has_sides: bool) -> bool:
    """Whether a statement says that it is adjusted: effects do where no sides are told before them."""
    return clause.track.startswith("least-squares") or (clause.group == "effect" and not has_sides)


def arm_name(study: Study, key: str, label: str) -> Line:
    """An arm by one of its labels."""
    return Line(TermText(label, (f"arm:{study.id}/{key}",)))


def outcome_name(result: Result) -> Line:
    """The name of the outcome of a result; of a result about a target also, or only, that of the target.

    What the test is to find says it all where the measure has a name of its own: sensitivity for trisomy 21.
    """
    name = TermText(result.outcome_name, (f"outcome:{result.outcome}",))
    if result.target_name is None:
        return Line(name)
    target = TermText(result.target_name, (f"target:{result.id.partition('/')[0]}/{result.target}",))
    return Line(target) if is_named_by_measure(result) else Line(name, " for ", target)


def estimator_words(result: Result) -> str:
    """How a value was estimated, for a cell of a table; empty for as reported."""
    if result.estimator in _POOLED:
        return _POOLED[result.estimator]
    words = {"as-reported": "", "kaplan-meier": "Kaplan-Meier"}
    return words.get(result.estimator, result.estimator.replace("-", " "))


def is_of_test(statistic: str) -> bool:
    """Whether a statistic is a measure of a test, which says itself what it is of."""
    return STATISTICS[statistic].group == "accuracy" or statistic == _ODDS


def is_named_by_measure(result: Result) -> bool:
    """Whether all that a result says of a target are measures that name themselves."""
    if result.target_name is None:
        return False
    said = [figure.statistic for figure in result.figures if figure.statistic not in SPREADS]
    of_test = [name for name in said if is_of_test(name)]
    beside = [name for name in said if STATISTICS[name].group in _BESIDE]
    return bool(of_test) and len(of_test) + len(beside) == len(said)


def _short_labels(study: Study) -> dict[str, str]:
    """Arm labels without what stands in parentheses, where that still tells the arms apart."""
    short = {arm.key: arm.label.partition(" (")[0] for arm in study.arms.values()}
    if len(set(short.values())) == len(short):
        return short
    return {arm.key: arm.label for arm in study.arms.values()}


def limit_text(result: Result) -> Line:
    """The value of a limit: ``4 cm or less``-like words, or the values of several statements."""
    return joined(" and ", [value(clause, clause.head.counted) for clause in clauses(result.figures)])


def timed(noun: Line, times: Sequence[str]) -> Line:
    """``overall survival at 1, 3, and 5 years``."""
    return joined(" ", [noun, when(times)])


def when_first(times: Sequence[str]) -> str:
    """The same where it begins a sentence, which no number does: ``at 30 days after surgery``."""
    words = when(times)
    return f"at {words}" if words[:1].isdigit() else words


def when(times: Sequence[str]) -> str:
    """``at 1, 3, and 5 years``, ``at age 13 months``, ``at discharge``; empty when no time is stated."""
    return times_in_words([parse_time(text) for text in times])
