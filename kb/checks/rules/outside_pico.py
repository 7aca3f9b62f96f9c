"""A study that does not fit the question has a limitation of relevance that says so.

Why: studies of other patients, other treatments or other comparators are used all the time, for want of
better ones. Then the reader has to be told, and the conclusion has to count it. A limitation that was
forgotten makes indirect evidence look direct.

How: conditions, interventions and comparators of each study used are compared with the question; a form of
what is asked for fits (`broader` in the vocabulary). Reported are a study none of whose conditions is the one
asked for, or that covers a wider one as well, without a limitation of its population; a study no arm of which
received the intervention, or in which it came only together with another treatment that the arms it is
compared with did not have, without a limitation of its intervention; a comparative study or review none of
whose arms without the intervention received a comparator of the question, without a limitation of its
comparator.

What fits: a study without conditions, arms or interventions entered is not judged in that part. No treatment,
placebo and sham are interchangeable. Treatment that all arms received is background. Studies without a
comparison are left to their design. A narrower condition fits.

Limits: what is in the prose only (resectable or not, line of treatment) is not compared. A catch-all such as
"other local treatment" fits only what the vocabulary names as a form of it.

Source: GRADE guidelines 8, indirectness of evidence, doi:10.1016/j.jclinepi.2011.04.014; Cochrane Handbook
for Systematic Reviews of Interventions, version 6.4, section 14.2.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.evidence.policy import Indication
from kb.evidence.study import Arm, StudyOutline
from kb.evidence.vocabulary import Terms, is_form_of, name_of

_NO_COMPARISON = frozenset({"noncomparative"})


@rule(
    Subject.POLICY,
    Severity.WARNING,
    source="GRADE guidelines 8, doi:10.1016/j.jclinepi.2011.04.014; Cochrane Handbook 6.4, section 14.2.2",
)
def check_outside_pico(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each part of the question that a study misses without a limitation."""
    for indication in policy.indications:
        for key in indication.studies:
            study = policy.studies.get(key)
            if study is not None:
                yield from _study(policy, indication, study)


def _study(policy: CheckedPolicy, indication: Indication, study: StudyOutline) -> Iterator[CheckProblem]:
    parts = {
        "population": _population(policy.vocabulary.conditions, indication, study),
        "intervention": _intervention(policy.vocabulary.interventions, indication, study),
        "comparator": _comparator(policy.vocabulary.interventions, indication, study),
    }
    for part, mismatch in parts.items():
        if mismatch is None or (indication.id, study.id, part) in policy.relevance:
            continue
        complaint, found = mismatch
        yield CheckProblem(
            severity=Severity.WARNING,
            record=indication.record,
            place=f"{indication.id}/{study.id} {part}",
            message=f"{study.label}: {complaint} Record a limitation of its {part}, or correct the entry.",
            found=found,
        )


Mismatch = tuple[str, str]


def _population(terms: Terms, indication: Indication, study: StudyOutline) -> Mismatch | None:
    condition = indication.condition
    if condition is None or not study.conditions:
        return None
    studied = listed(name_of(terms, key) for key in study.conditions)
    if not any(is_form_of(terms, key, condition) for key in study.conditions):
        return f"the question is about {name_of(terms, condition)}, the study about {studied}.", studied
    wider = [key for key in study.conditions if key != condition and is_form_of(terms, condition, key)]
    if wider:
        return f"the study is about {name_of(terms, wider[0])} as a whole.", studied
    return None


def _intervention(terms: Terms, indication: Indication, study: StudyOutline) -> Mismatch | None:
    arms = [arm for arm in study.arms.values() if arm.interventions]
    if not arms or not indication.interventions:
        return None
    treated = [arm for arm in arms if _has(terms, arm, indication.interventions)]
    wanted = listed((name_of(terms, key) for key in indication.interventions), "or")
    if not treated:
        received = listed(dict.fromkeys(arm.label for arm in arms))
        return f"no arm received {wanted}; its arms are {received}.", received
    background = _shared(arms)
    for arm in treated:
        further = [
            key
            for key in arm.interventions
            if key not in background and not _is_one_of(terms, key, indication.interventions)
        ]
        if not further:
            return None
    return f"{wanted} came only together with other treatment ({treated[0].label}).", treated[0].label


def _shared(arms: Iterable[Arm]) -> set[str]:
    """What all arms received, where there are several."""
    received = [set(arm.interventions) for arm in arms]
    return set.intersection(*received) if len(received) > 1 else set()


def _comparator(terms: Terms, indication: Indication, study: StudyOutline) -> Mismatch | None:
    if not indication.comparators or study.design_group in _NO_COMPARISON:
        return None
    arms = [arm for arm in study.arms.values() if arm.interventions]
    comparators = [arm for arm in arms if not _has(terms, arm, indication.interventions)]
    if (
        not comparators
        or len(comparators) == len(arms)
        or any(_compares(terms, arm, indication) for arm in comparators)
    ):
        return None
    if study.design_group == "systematic-review" and any(_is_mixed(terms, arm, indication) for arm in arms):
        return None
    compared = listed(dict.fromkeys(arm.label for arm in comparators))
    wanted = listed((name_of(terms, key) for key in indication.comparators), "or")
    return f"it compares with {compared}; the question asks for {wanted}.", compared


def _compares(terms: Terms, arm: Arm, indication: Indication) -> bool:
    if _has(terms, arm, indication.comparators):
        return True
    nothing = [key for key in indication.comparators if key in terms and terms[key].sort == "none"]
    return bool(nothing) and any(key in terms and terms[key].sort == "none" for key in arm.interventions)


def _is_mixed(terms: Terms, arm: Arm, indication: Indication) -> bool:
    """Whether an arm of a review holds intervention and comparator side by side."""
    return _has(terms, arm, indication.interventions) and _has(terms, arm, indication.comparators)


def _has(terms: Terms, arm: Arm, wanted: Iterable[str]) -> bool:
    keys = tuple(wanted)
    return any(_is_one_of(terms, key, keys) for key in arm.interventions)


def _is_one_of(terms: Terms, key: str, wanted: Iterable[str]) -> bool:
    return any(is_form_of(terms, key, wide) for wide in wanted)
