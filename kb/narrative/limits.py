"""Who could take part: limits of eligibility, and limits that define groups."""

from __future__ import annotations

from collections.abc import Sequence

from kb.evidence.study import Result
from kb.narrative.subjects import Subjects, limit_text
from kb.narrative.telling import noted
from kb.narrative.words import listed_clearly, sentence


def eligibility(results: Sequence[Result], subjects: Subjects) -> list[str]:
    """``Eligibility was limited by tumor size (no more than 4 cm)``, one sentence for each arm or all."""
    return _limited(results, subjects, "eligibility{place} was limited by {limits}")


def definitions(results: Sequence[Result], subjects: Subjects) -> list[str]:
    """Limits that no other sentence has said: of groups, and of terms that the study uses."""
    groups = [result for result in results if result.population != "whole"]
    terms = [result for result in results if result.population == "whole"]
    sentences = []
    if groups:
        told = [f"{subjects.population_label(result.population)}" for result in groups]
        sentences.append(sentence(_with_flags(f"groups were formed of {listed_clearly(told)}", groups)))
    return sentences + _limited(terms, subjects, "a limit was set{place} by {limits}")


def _limited(results: Sequence[Result], subjects: Subjects, frame: str) -> list[str]:
    places: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        places.setdefault((result.column, result.population), []).append(result)
    sentences = []
    for (column, population), group in places.items():
        where = [
            f"for {subjects.arms[column]}" if column in subjects.arms else "",
            subjects.population(population),
        ]
        place = "".join(f" {part}" for part in where if part)
        limits = listed_clearly([f"{result.outcome_name} ({limit_text(result)})" for result in group])
        text = _with_flags(frame.format(place=place, limits=limits), group)
        sentences.append(sentence(noted(text, [result.note for result in group if result.note is not None])))
    return sentences


def _with_flags(text: str, results: Sequence[Result]) -> str:
    return text + "".join(f" [{result.flag}]" for result in results if result.flag is not None)
