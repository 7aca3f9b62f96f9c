"""The paragraph about a study: opening, then every result once, then strengths and limitations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from kb.evidence.study import Result, Study
from kb.narrative.limitations import appraisal
from kb.narrative.limits import definitions, eligibility
from kb.narrative.opening import is_size, opening
from kb.narrative.reviews import found, inclusions, is_study_count
from kb.narrative.subjects import Subjects
from kb.narrative.telling import Teller
from kb.narrative.words import sentence

_ROLE_ORDER = ("flow", "baseline", "treatment", "follow-up", "outcome")


@dataclass(frozen=True)
class Setting:
    """Where a paragraph stands: citation numbers by reference, and the indication."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    policy: str | None = None
    indication: str | None = None


def study_paragraph(study: Study, setting: Setting) -> list[str]:
    """The sentences about a study, with citations as ``[@reference]`` and tokens as authored.

    Every result is said exactly once, and no number that is not a row of the study.
    """
    return [
        sentence(opening(study)),
        *result_sentences(study, setting),
        *([sentence(study.header.conclusion)] if study.header.conclusion else []),
        *appraisal(study.answers, setting.policy, setting.indication),
    ]


def result_sentences(study: Study, setting: Setting) -> list[str]:
    """Sentences for every result that the opening does not say."""
    subjects = Subjects.of(study)
    teller = Teller(subjects)
    rest = [result for result in study.results if not is_size(result)]
    counts = _take(rest, is_study_count)
    limits = _take(rest, lambda result: result.role == "eligibility")
    terms = _take(rest, lambda result: result.role == "definition")
    used = _used_populations(rest, study)
    said = " ".join(result.definition or "" for result in rest)
    untold = [t for t in terms if t.population not in used and f"[[{t.result}" not in said]
    sentences = [
        *found(counts, study),
        *inclusions(study, dict(setting.numbers), bool(counts)),
        *eligibility(limits, subjects),
        *definitions(untold, subjects),
    ]
    for role in _ROLE_ORDER:
        sentences += teller.tell(_take(rest, partial(_has_role, role)))
    return sentences + teller.tell(rest)


def _has_role(role: str, result: Result) -> bool:
    return result.role == role


def _take(rest: list[Result], wanted: Callable[[Result], bool]) -> list[Result]:
    """The wanted results, removed from the rest."""
    taken = [result for result in rest if wanted(result)]
    rest[:] = [result for result in rest if not wanted(result)]
    return taken


def _used_populations(results: list[Result], study: Study) -> set[str]:
    """Populations whose label, with its limit, some sentence will name."""
    used = {result.population for result in results}
    for result in results:
        contrast = study.contrasts.get(result.column) if result.scope == "contrast" else None
        if contrast is not None and contrast.kind == "populations":
            used |= {key for key in (contrast.index, contrast.reference) if key is not None}
    return used - {"whole"}
