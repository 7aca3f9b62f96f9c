"""``kb check --acknowledge``: a problem may stand, and why; kept in its record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from kb.cli.database import reading, settings_of
from kb.cli.terminal import note
from kb.errors import KbError, nearest

if TYPE_CHECKING:
    from kb.checks.acknowledgement import Judged
    from kb.checks.problem import CheckProblem


def acknowledge_problems(context: typer.Context, ids: tuple[str, ...], because: str, who: str) -> None:
    """Keep an acknowledgement of each problem in its record, all in one transaction, or none.

    Raises KbError when the reason is empty, or an id names no problem.
    """
    from kb.store.edits import amend

    if not because.strip():
        raise KbError("An acknowledgement needs a reason. Say with --because why the problem may stand.")
    chosen = _chosen(context, ids)
    changes = [(judged.problem.record, partial(_acknowledged, judged.problem, because)) for judged in chosen]
    amended = amend(settings_of(context).database, changes, who, because)
    for judged in chosen:
        note(f"Acknowledged {judged.id}: {judged.problem.rule} at {judged.problem.place}.")
    note(amended.sentence())


def _acknowledged(problem: CheckProblem, because: str, record: Any) -> Any:
    from kb.store.edits import with_acknowledgement

    return with_acknowledgement(record, problem.rule, problem.place, problem.found, because)


def _chosen(context: typer.Context, ids: tuple[str, ...]) -> list[Judged]:
    from kb.checks.earlier_runs import remembering
    from kb.checks.run import Request, check
    from kb.cli.progress import showing_progress

    with reading(context) as reader, showing_progress("Checking") as progress, remembering() as memory:
        report = check(reader, Request(), memory, progress)
    by_id = {judged.id: judged for judged in report.judged}
    wrong = [id for id in ids if id not in by_id]
    if wrong:
        messages = [f"No problem has the id {id}. {nearest(id, list(by_id))}".rstrip() for id in wrong]
        raise KbError("\n".join([*messages, "kb check shows the ids of all problems, in brackets."]))
    return [by_id[id] for id in dict.fromkeys(ids)]
