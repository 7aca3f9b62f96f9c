"""What of the evidence does not carry a verdict of sufficient: shown to the person who signs, every time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.policy import CheckedPolicy
from kb.evidence.policy import Indication
from kb.evidence.study import StudyOutline
from kb.forms.values import counted

_COMPARING = frozenset(
    {"randomized", "nonrandomized-comparative", "diagnostic", "systematic-review", "model"}
)
_LOW = ("very low", "low")
_MAIN = frozenset({"critical", "important", None})
_SELECTION = frozenset({"allocation", "selection"})
_UNLIKE = frozenset({"population", "intervention"})


def verdict_doubts(policy: CheckedPolicy, indication: Indication) -> list[str]:
    """Sentences on what speaks against calling the evidence sufficient; none where the verdict is another.

    They are about the records alone: how certain the evidence was rated, what limits every study that
    compares, whether one compares at all, and whether a chain of evidence reaches health outcomes.
    """
    if indication.verdict != "sufficient":
        return []
    studies = policy.studies_of(indication)
    return [*_of_certainty(indication), *_of_studies(policy, indication, studies), *_of_chain(indication)]


def _of_certainty(indication: Indication) -> Iterator[str]:
    for rating in indication.certainty:
        level = rating.level.lower()
        if level.startswith(_LOW) and rating.importance in _MAIN:
            yield f"The certainty of evidence on {rating.outcome} is rated {rating.level}."


def _of_studies(
    policy: CheckedPolicy, indication: Indication, studies: Sequence[StudyOutline]
) -> Iterator[str]:
    if not studies:
        yield "No study is used for this indication."
        return
    comparing = [study for study in studies if study.design_group in _COMPARING]
    if not comparing:
        yield f"None of the {counted(len(studies), 'study', 'studies')} compares with anything else."
        return
    direct = [study for study in comparing if study.design_group != "systematic-review"]
    if direct and all(_limits(policy, study) & _SELECTION for study in direct):
        yield f"{_all(direct)} is limited in how the groups were formed."
    if direct and all(_relevance(policy, indication, study) & _UNLIKE for study in direct):
        yield f"{_all(direct)} is limited in its relevance: population or intervention is not the one meant."
    retracted = [study.label for study in studies if study.notice == "retraction"]
    if retracted:
        yield f"Retracted: {', '.join(retracted)}."


def _all(studies: Sequence[StudyOutline]) -> str:
    return (
        "The only study that compares"
        if len(studies) == 1
        else f"Each of the {len(studies)} studies that compare"
    )


def _limits(policy: CheckedPolicy, study: StudyOutline) -> set[str]:
    return {domain for key, domain in policy.conduct if key == study.id}


def _relevance(policy: CheckedPolicy, indication: Indication, study: StudyOutline) -> set[str]:
    return {domain for of, key, domain in policy.relevance if of == indication.id and key == study.id}


def _of_chain(indication: Indication) -> Iterator[str]:
    if indication.chain_of_evidence in ("none", "incomplete"):
        yield f"The chain of evidence to health outcomes is given as {indication.chain_of_evidence}."
