"""What is reported of a matched set reproduces with the size of the matched set.

Why: tables print results before and after matching side by side. A percentage after matching that only the
unmatched size gives belongs into the other column, and so does the reverse.

How: counts with a percentage but no total are held against the two printed sizes of the arm: in the matched
set and in all participants. A warning: of one set, every such share that only one of the two sizes gives is
given by that of the other set, and there are at least two of them.

What fits: shares that both sizes give, that neither gives (``percent-without-total`` tells those), or that
are printed with a total.

Limits: sets whose kind is "matched" only; sizes have to be printed and differ.

Source: STROBE, doi:10.1371/journal.pmed.0040296, item 13 (numbers at each stage).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed, population_named
from kb.checks.rule import Subject, rule
from kb.checks.shares import Share, all_shares, whole_number
from kb.evidence.study import Study
from kb.statistics.proportions import percent_fits

_ENOUGH = 2


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1371/journal.pmed.0040296, item 13")
def check_matched_sets_and_sizes(study: Study) -> Iterator[CheckProblem]:
    """One problem for each arm of a matched set, and of all participants beside it."""
    matched = [key for key, population in study.populations.items() if population.kind == "matched"]
    for population in matched:
        for column in (*study.arms, "all"):
            own = whole_number(study.size_of(column, population))
            whole = whole_number(study.size_of(column))
            if own and whole and own != whole:
                yield from _problems(study, column, (population, own), ("whole", whole))
                yield from _problems(study, column, ("whole", whole), (population, own))


def _problems(
    study: Study, column: str, of: tuple[str, int], other: tuple[str, int]
) -> Iterator[CheckProblem]:
    telling = [
        share
        for share in all_shares(study)
        if (share.result.column, share.result.population) == (column, of[0])
        and _fits(share, of[1]) is not None
    ]
    one_sided = [share for share in telling if _fits(share, of[1]) != _fits(share, other[1])]
    wrong = [share for share in one_sided if _fits(share, other[1])]
    if len(wrong) >= _ENOUGH and len(wrong) == len(one_sided):
        shares = listed(share.text for share in wrong[:4])
        of_set, of_other = (population_named(study, key) for key, _ in (of, other))
        yield CheckProblem(
            severity=Severity.WARNING,
            record=study.record,
            place=wrong[0].figures[0],
            message=(
                f"{shares} are reported of {of_set} ({of[1]:,}) but are shares of the {other[1]:,} of"
                f" {of_other}: the columns before and after matching may be exchanged."
            ),
            found=f"{shares} of {of[1]:,}",
            expected=f"shares of {of[1]:,}",
            figures=tuple(figure for share in wrong for figure in share.figures),
        )


def _fits(share: Share, size: int) -> bool | None:
    """Whether a size gives a percentage for its count; null where the share does not tell."""
    if share.percent is None or share.events is None or share.total is not None or not share.of_persons:
        return None
    return share.events <= size and percent_fits(share.events, size, share.printed)
