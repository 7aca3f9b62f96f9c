"""The arms of a study have as many participants as the study.

Why: rates and p values are recomputed from the sizes of arms. When the arms have more participants than the
study, some are counted twice, or a number is wrong; when they have fewer, somebody dropped out before the
analysis, or there was another arm.

How: the printed sizes of the arms are added and compared with the number enrolled. One arm larger than the
study is an error. More in the arms than in the study is a warning, unless the record says how many are in
several arms (outcome ``crossover-participants``), every arm has all participants (a crossover trial, two
tests in everybody), or some of the arms already make up the study (the others are parts or unions of them).
Fewer in the arms than in the study is a warning in a randomized trial and a note in others, unless a printed
number explains it: as many are said to have had the treatment (39 of 665), or as many to be missing.

No alarm: arms of other studies (kind external-control), arms whose size is not printed, planned numbers,
procedures or lesions (33 procedures in 25 patients).

Limits: sums that agree can still be wrong.

Source: CONSORT 2025 (doi:10.1136/bmj-2024-081123), participant flow: numbers randomly assigned, treated and
analyzed in each group; STROBE (doi:10.1136/bmj.39335.541782.AD), item 13.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.checks.shares import PERSONS, all_shares, whole_number
from kb.evidence.study import Study
from kb.notation import Figure

_MOST_ARMS = 10
_EXPLAINING = frozenset({"flow", "baseline", "treatment"})


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Sizes of the arms and of the study, as numbers and as figures."""

    study: Study
    enrolled: int
    whole: Figure
    arms: dict[str, int]
    figures: tuple[Figure, ...]

    @property
    def sum(self) -> int:
        return sum(self.arms.values())

    @property
    def text(self) -> str:
        return " + ".join(f"{size:,}" for size in self.arms.values())

    def problem(self, severity: Severity, place: Figure, message: str, expected: str) -> CheckProblem:
        return CheckProblem(
            severity=severity,
            record=self.study.record,
            place=place.id,
            message=message,
            found=f"{self.text} of {self.enrolled:,}",
            expected=expected,
            figures=(self.whole.id, *(figure.id for figure in self.figures)),
        )


@rule(Subject.STUDY, Severity.ERROR, source="doi:10.1136/bmj-2024-081123")
def check_arms_and_total(study: Study) -> Iterator[CheckProblem]:
    """Problems of sizes of arms that do not go with the size of the study."""
    whole, enrolled = study.enrolled, whole_number(study.enrolled)
    if whole is None or enrolled is None or not study.arms or study.design_group == "systematic-review":
        return
    figures = {key: size for key, size in study.arm_sizes.items() if not study.arms[key].is_external}
    arms = {key: size for key, figure in figures.items() if (size := whole_number(figure)) is not None}
    every = (whole, *figures.values())
    if not arms or any(count.counted not in PERSONS or "planned" in count.qualifiers for count in every):
        return
    sizes = _Sizes(study, enrolled, whole, arms, tuple(figures.values()))
    larger = [key for key, size in arms.items() if size > enrolled]
    for key in larger:
        sentence = (
            f"The arm {study.arms[key].label} has {arms[key]:,} participants, the whole study {enrolled:,}."
        )
        yield sizes.problem(Severity.ERROR, figures[key], sentence, f"at most {enrolled:,}")
    if not larger:
        yield from _of_sum(sizes)


def _of_sum(sizes: _Sizes) -> Iterator[CheckProblem]:
    study, excess = sizes.study, sizes.sum - sizes.enrolled
    own = sum(not arm.is_external for arm in study.arms.values())
    added = f"The arms have {sizes.text} = {sizes.sum:,} participants"
    if excess > 0 and not _may_overlap(sizes):
        sentence = f"{added}, {excess:,} more than the {sizes.enrolled:,} of the study."
        crossed = _crossed(study)
        if crossed is None:
            sentence += (
                " If some are in several arms, enter how many as crossover-participants;"
                " if an arm is of another study, its kind is external-control."
            )
        else:
            sentence += f" {crossed:,} are said to be in several arms."
        yield sizes.problem(Severity.WARNING, sizes.whole, sentence, f"{sizes.enrolled:,} in all")
    elif excess < 0 and len(sizes.arms) == own and not _is_explained(study, sizes.sum, -excess):
        randomized = study.design_group == "randomized"
        sentence = f"{added} of the {sizes.enrolled:,} of the study; {-excess:,} are not accounted for."
        severity = Severity.WARNING if randomized else Severity.NOTE
        yield sizes.problem(severity, sizes.whole, sentence, f"{sizes.enrolled:,} in all")


def _crossed(study: Study) -> int | None:
    """How many participants are said to be in several arms; null when nothing is said."""
    crossing = [
        whole_number(result.get("count")) for result in study.by_outcome.get("crossover-participants", ())
    ]
    counts = [count for count in crossing if count is not None]
    return sum(counts) if counts else None


def _may_overlap(sizes: _Sizes) -> bool:
    """Whether what is printed explains that the arms have more participants than the study."""
    crossed, excess = _crossed(sizes.study), sizes.sum - sizes.enrolled
    if crossed is not None and crossed <= excess <= crossed * (len(sizes.arms) - 1):
        return True
    return _some_make_up(tuple(sizes.arms.values()), sizes.enrolled)


def _some_make_up(arms: Sequence[int], enrolled: int) -> bool:
    if len(arms) > _MOST_ARMS:
        return True
    return any(sum(some) == enrolled for many in range(1, len(arms)) for some in combinations(arms, many))


def _is_explained(study: Study, total: int, missing: int) -> bool:
    """Whether as many participants as are in the arms, or as are missing, are printed elsewhere."""
    for share in all_shares(study):
        if share.result.entry == 0 or not share.of_persons:
            continue
        if total in (share.events, share.of):
            return True
        if share.events == missing and share.result.domain in _EXPLAINING:
            return True
    return False
