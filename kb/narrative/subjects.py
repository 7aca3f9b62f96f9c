"""Whom and what a result is about: arms, populations, contrasts and outcomes as phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.evidence.study import Contrast, Result, Study
from kb.narrative.blocks import Block, Series
from kb.narrative.clauses import clauses
from kb.narrative.numbers import value
from kb.narrative.times import when
from kb.narrative.words import PREPOSITIONS

_ESTIMATORS = {
    "kaplan-meier": "Kaplan-Meier {}",
    "cumulative-incidence": "the cumulative incidence of {}",
    "crude": "crude {}",
    "model": "model-estimated {}",
    "pooled-fixed": "pooled (fixed-effect) {}",
    "pooled-random": "pooled (random-effects) {}",
}
_METHODS = {
    "unadjusted": "in unadjusted analysis",
    "univariable": "in univariable analysis",
    "multivariable": "in multivariable analysis",
    "propensity-weighted": "after propensity weighting",
}
_KINDS_WITH_IN = frozenset({"itt", "per-protocol", "safety", "interim"})


@dataclass(frozen=True)
class Subjects:
    """Phrases for the parts of one study."""

    study: Study
    arms: Mapping[str, str]
    limits: Mapping[str, Result]
    """Population key to the result that holds its defining limit."""

    @classmethod
    def of(cls, study: Study) -> Subjects:
        """The phrases of a study."""
        limits = {
            result.population: result
            for result in study.results
            if result.role == "definition" and result.population != "whole" and result.entry == 0
        }
        return cls(study, _short_labels(study), limits)

    def population(self, key: str) -> str:
        """``among tumors larger than the threshold (tumor size more than 2 cm)``; empty for the whole."""
        label = self.population_label(key)
        if not label:
            return ""
        first = label.split()[0].lower()
        if first in PREPOSITIONS:
            return label
        if self.study.populations[key].kind in _KINDS_WITH_IN:
            return f"in {label}" if first in {"the", "an", "a", "all"} else f"in the {label}"
        return f"among {label}"

    def population_label(self, key: str) -> str:
        """The label of a population with the limit that defines it."""
        population = self.study.populations[key]
        if key == "whole":
            return ""
        label = population.label or population.kind.replace("-", " ")
        limit = self.limits.get(key)
        if limit is None:
            return label
        return f"{label} ({limit.outcome_name}, {limit_text(limit)})"

    def side(self, one: Series) -> str:
        """``with cryoablation``; empty for the whole study and where the study has one arm only."""
        if one.scope != "arm" or len(self.study.arms) == 1:
            return ""
        label = self.arms[one.column]
        # "29% with resection with cryoablation" would be hard to read.
        if any(" with " in arm for arm in self.arms.values()) and "," not in label:
            return f"in the {label} group"
        return f"with {label}"

    def ends(self, contrast: Contrast) -> tuple[str, str]:
        """The index and the reference side in words; for a factor, the factor and an empty text."""
        if contrast.index is None or contrast.reference is None:
            return contrast.factor or "", ""
        if contrast.kind == "arms":
            return self.arms[contrast.index], self.arms[contrast.reference]
        return self.population_label(contrast.index), self.population_label(contrast.reference)

    def versus(self, contrast: Contrast) -> str:
        """``cryoablation vs RFA``; for a factor the factor, for a change over time its name."""
        index, reference = self.ends(contrast)
        if contrast.kind == "before-after":
            return f"after vs before ({index})"
        return f"{index} vs {reference}" if reference else index

    def contrast(self, one: Series) -> Contrast:
        """The contrast of a series."""
        return self.study.contrasts[one.column]

    def lead(self, block: Block) -> str:
        """What stands before the sentence: the population all sides share, and the method of the tests."""
        populations = {one.population for one in block.everything}
        parts = [self.population(populations.pop())] if len(populations) == 1 else []
        if not block.sides:
            methods = {self.contrast(one).method for one in block.tests}
            if len(methods) == 1:
                parts.append(_METHODS.get(methods.pop(), ""))
        effect = any(clause.group == "effect" for one in block.tests for cell in one.cells for clause in cell)
        if block.first.adjusted and not effect and not any(parts[1:]):
            parts.append("after adjustment")
        return ", ".join(part for part in parts if part)


def _short_labels(study: Study) -> dict[str, str]:
    """Arm labels without what stands in parentheses, where that still tells the arms apart."""
    short = {arm.key: arm.label.partition(" (")[0] for arm in study.arms.values()}
    if len(set(short.values())) == len(short):
        return short
    return {arm.key: arm.label for arm in study.arms.values()}


def limit_text(result: Result) -> str:
    """The value of a limit: ``4 cm or less``-like words, or the values of several statements."""
    return " and ".join(value(clause, clause.head.counted) for clause in clauses(result.figures))


def outcome(block: Block, introduce: bool = True) -> str:
    """The outcome as a noun phrase with its estimator; introduced by definition and rank where asked."""
    name = _ESTIMATORS.get(block.first.estimator, "{}").format(block.first.outcome_name)
    if not introduce:
        return name
    rank = "primary outcome" if block.first.is_primary else ""
    remarks = [text for text in (block.first.definition, rank) if text]
    return f"{name} ({'; '.join(remarks)})" if remarks else name


def timed(noun: str, times: Sequence[str]) -> str:
    """``overall survival at 1, 3, and 5 years``."""
    phrase = when(times)
    return f"{noun} {phrase}" if phrase else noun
