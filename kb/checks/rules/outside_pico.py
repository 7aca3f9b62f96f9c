"""A study that does not fit the question has a limitation of relevance that says so.

Why: studies of other patients, other treatments or other comparators are used all the time, for want of
better ones. Then the reader has to be told, and the conclusion has to count it. A limitation that was
forgotten makes indirect evidence look direct.

How: conditions, interventions and comparators of each study used are compared with the question; a form of
what is asked for fits (`broader` in the vocabulary). Reported are a study none of whose conditions is the one
asked for, without a limitation of its population (a note when its condition is the wider one that the one
asked for is a form of, since those asked for may be among its participants); a study no arm of which
received the intervention, or in which it came only together with another treatment that the arms it is
compared with did not have, without a limitation of its intervention; a comparative study or review none of
whose arms without the intervention received a comparator of the question, without a limitation of its
comparator.

What fits: a study without conditions, arms or interventions entered is not judged in that part. No treatment,
placebo, sham, and usual or supportive care are interchangeable, since who gets a placebo gets usual care too;
usual care is no further treatment. Treatment that all arms received is background. Studies without a
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
_NOTHING_ADDED = frozenset({"none", "usual-care"})
"""Kinds of interventions that add nothing to the care that everybody gets."""


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
        complaint, found, severity = mismatch
        yield CheckProblem(
            severity=severity,
            record=indication.record,
            place=f"{indication.id}/{study.id} {part}",
            message=f"{study.label}: {complaint} Record a limitation of its {part}, or correct the entry.",
            found=found,
        )


Mismatch = tuple[str, str, Severity]
"""What does not fit, what is found, and how bad it is."""


def _population(terms: Terms, indication: Indication, study: StudyOutline) -> Mismatch | None:
    condition = indication.condition
    if condition is None or not study.conditions:
        return None
    studied = listed(name_of(terms, key) for key in study.conditions)
    wider = [key for key in study.conditions if key != condition and is_form_of(terms, condition, key)]
    if wider:
        complaint = f"the study is about {name_of(terms, wider[0])} as a whole."
        return complaint, studied, Severity.NOTE
    if not any(is_form_of(terms, key, condition) for key in study.conditions):
        complaint = f"the question is about {name_of(terms, condition)}, the study about {studied}."
        return complaint, studied, Severity.WARNING
    return None


def _intervention(terms: Terms, indication: Indication, study: StudyOutline) -> Mismatch | None:
    arms = [arm for arm in study.arms.values() if arm.interventions]
    if not arms or not indication.interventions:
        return None
    treated = [arm for arm in arms if _has(terms, arm, indication.interventions)]
    wanted = listed((name_of(terms, key) for key in indication.interventions), "or")
    if not treated:
        received = listed(dict.fromkeys(arm.label for arm in arms))
        return f"no arm received {wanted}; its arms are {received}.", received, Severity.WARNING
    background = _shared(arms)
    for arm in treated:
        further = [
            key
            for key in arm.interventions
            if key not in background
            and not _adds_nothing(terms, key)
            and not _is_one_of(terms, key, indication.interventions)
        ]
        if not further:
            return None
    complaint = f"{wanted} came only together with other treatment ({treated[0].label})."
    return complaint, treated[0].label, Severity.WARNING


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
    return f"it compares with {compared}; the question asks for {wanted}.", compared, Severity.WARNING


def _compares(terms: Terms, arm: Arm, indication: Indication) -> bool:
    if _has(terms, arm, indication.comparators):
        return True
    asks_for_nothing = any(_adds_nothing(terms, key) for key in indication.comparators)
    return asks_for_nothing and any(_adds_nothing(terms, key) for key in arm.interventions)


def _adds_nothing(terms: Terms, key: str) -> bool:
    """Whether it is no treatment, or the care that everybody gets."""
    return key in terms and terms[key].sort in _NOTHING_ADDED


def _is_mixed(terms: Terms, arm: Arm, indication: Indication) -> bool:
    """Whether an arm of a review holds intervention and comparator side by side."""
    return _has(terms, arm, indication.interventions) and _has(terms, arm, indication.comparators)


def _has(terms: Terms, arm: Arm, wanted: Iterable[str]) -> bool:
    keys = tuple(wanted)
    return any(_is_one_of(terms, key, keys) for key in arm.interventions)


def _is_one_of(terms: Terms, key: str, wanted: Iterable[str]) -> bool:
    return any(is_form_of(terms, key, wide) for wide in wanted)
