"""What a review found: designs and numbers of studies, which ones it includes and which it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.evidence.study import Inclusion, Result, Study
from kb.narrative.clauses import clauses
from kb.narrative.numbers import bare, number
from kb.narrative.prose import cited
from kb.narrative.words import listed_clearly, sentence, singular_phrase


def is_study_count(result: Result) -> bool:
    """Whether a result counts the studies that a review found."""
    plain = len(result.figures) == 1 and result.figures[0].statistic == "count"
    return result.domain == "review" and plain and not result.times and result.scope != "contrast"


def found(results: Sequence[Result], study: Study) -> list[str]:
    """``It found 2 prospective cohort studies and no randomized trials.``"""
    if not results:
        empty = any(inclusion.state == "none-eligible" for inclusion in study.inclusions)
        return ["No study was eligible."] if empty else []
    return [sentence(f"it found {listed_clearly([_count(result, study) for result in results])}")]


def _count(result: Result, study: Study) -> str:
    figure = clauses(result.figures)[0].head
    noun = study.populations[result.population].label or f"eligible {figure.counted or 'studies'}"
    arm = [one.label for one in study.arms.values() if one.key == result.column]
    noun = f"{noun} of {arm[0]}" if arm and len(study.arms) > 1 else noun
    in_words = figure.value == 0 and not any(map(str.isdigit, bare(figure)))
    shown = f"no{figure.mark}" if in_words else number(figure)
    text = f"{shown} {singular_phrase(noun) if figure.value == 1 else noun}"
    remarks = f" ({result.note})" if result.note else ""
    return text + remarks + (f" [{result.flag}]" if result.flag else "")


@dataclass
class _Numbering:
    """Which citation numbers can be printed without running ahead of the order of first citation."""

    numbers: dict[str, int]
    highest: int

    def name(self, inclusion: Inclusion) -> str:
        number = self.numbers.get(inclusion.reference or "")
        text = inclusion.label or ""
        if number is not None and number <= self.highest + 1:
            self.highest = max(self.highest, number)
            text += cited(inclusion.reference)
        return text + (f" ({inclusion.reason})" if inclusion.reason else "")


def inclusions(study: Study, numbers: dict[str, int], counted: bool) -> list[str]:
    """Which studies the review includes and which it does not.

    ``numbers`` maps references to citation numbers. A study first cited further down is named without
    its number, so that numbers stay in the order of first citation. ``counted`` says that the numbers of
    studies have been given, so that unnamed ones need no mention of their own.
    """
    own = [numbers[report.reference] for report in study.reports if report.reference in numbers]
    numbering = _Numbering(numbers, max(own, default=0))
    named = _named(study, numbering, "included")
    unnamed = _unnamed(study, "included")
    if unnamed and (named or not counted):
        named += unnamed
    sentences = [sentence(f"it included {listed_clearly(named)}")] if named else []
    unpooled = _named(study, numbering, "included-not-pooled") + _unnamed(study, "included-not-pooled")
    if unpooled:
        sentences.append(sentence(f"it included without pooling {listed_clearly(unpooled)}"))
    without = _named(study, numbering, "not-included") + _unnamed(study, "not-included")
    if without:
        sentences.append(sentence(f"it did not include {listed_clearly(without).replace(' and ', ' or ')}"))
    return sentences


def _named(study: Study, numbering: _Numbering, state: str) -> list[str]:
    return [numbering.name(one) for one in study.inclusions if one.state == state and one.study is not None]


def _unnamed(study: Study, state: str) -> list[str]:
    counts = [one.unnamed for one in study.inclusions if one.state == state and one.unnamed is not None]
    return [f"{count} further {'study' if count == 1 else 'studies'} not named here" for count in counts]
