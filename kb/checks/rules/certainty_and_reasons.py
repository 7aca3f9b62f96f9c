"""A level of certainty follows from the reasons for rating it down and up.

Why: GRADE starts at a level and moves it by each reason. A level that the reasons do not lead to was
changed without them, or they without it, and readers cannot follow the judgement.

How: the levels of all reasons are added up from the level before rating; where that is not told, from every
level. A reason that the instrument gives for the other direction is named.

What fits: certainty does not fall below the lowest level or rise above the highest. A rating without
reasons and without a first level is not recomputed.

Limits: whether a reason holds is a person's judgement.

Source: Balshem et al (GRADE guidelines 3), doi:10.1016/j.jclinepi.2010.07.015; Cochrane Handbook for
Systematic Reviews of Interventions, version 6.4, section 14.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.db.connect import Reader, Row
from kb.db.queries import run


@rule(
    Subject.BASE,
    Severity.WARNING,
    source="doi:10.1016/j.jclinepi.2010.07.015; Cochrane Handbook 6.4, section 14.2",
)
def check_certainty_and_reasons(reader: Reader) -> Iterator[CheckProblem]:
    """One problem for each rating that its reasons do not lead to, or with a reason for the other side."""
    for row in run(reader, "checks/certainty_reasons"):
        if row["misplaced"] is not None:
            words = f"{row['misplaced']} is a reason for the other direction in this instrument"
            yield _problem(row, f"{words}. Move it, or choose another domain.", row["misplaced"])
        elif not _follows(row):
            start = f"From {row['starts']}" if row["starts"] else "From whatever level"
            words = f"{start}, {row['down']} down and {row['up']} up do not lead to {row['level']}"
            yield _problem(row, f"{words}. Correct the level or the reasons.", row["level"])


def _follows(row: Row) -> bool:
    """Whether the reasons lead to the level; places count from the best level, from 1."""
    if row["starts"] is None and not row["down"] and not row["up"]:
        return True
    starts = range(1, row["levels"] + 1) if row["starts"] is None else [row["starts_place"]]
    moved = row["down"] - row["up"]
    return any(min(max(start + moved, 1), row["levels"]) == row["level_place"] for start in starts)


def _problem(row: Row, words: str, found: str) -> CheckProblem:
    return CheckProblem(
        severity=Severity.WARNING,
        record=row["record"],
        place=row["rating"],
        message=f"Certainty of {row['outcome']} for {row['indication']}: {words}",
        found=found,
    )
