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


def acknowledge_problems(context: typer.Context, ids: tuple[str, ...], because: str, who: str) -> None:
    """Keep an acknowledgement of each problem in its record, all in one transaction, or none.

    A problem that prints in a conclusion is acknowledged by two people: the second one agrees.

    Raises KbError when the reason is empty, an id names no problem, or one person would be both.
    """
    from kb.store.edits import amend

    if not because.strip():
        raise KbError("An acknowledgement needs a reason. Say with --because why the problem may stand.")
    chosen = _chosen(context, ids)
    changes = [(judged.problem.record, partial(_acknowledged, judged, because, who)) for judged in chosen]
    amended = amend(settings_of(context).database, changes, who, because)
    for judged in chosen:
        agreed = judged.waits_for is not None
        note(f"{'Agreed to' if agreed else 'Acknowledged'} {judged.id}: {_which(judged)}.")
    note(amended.sentence())


def _which(judged: Judged) -> str:
    return f"{judged.problem.rule} at {judged.problem.place}"


def _acknowledged(judged: Judged, because: str, who: str, record: Any) -> Any:
    from kb.checks.acknowledgement import is_one_person
    from kb.store.edits import with_acknowledgement

    problem = judged.problem
    texts = {"rule": problem.rule, "place": problem.place, "found": problem.found}
    if judged.waits_for is None or judged.before is not None:
        return with_acknowledgement(record, texts | {"reason": because, "by": who})
    if judged.waits_for and is_one_person(judged.waits_for, who):
        raise KbError(
            f"{_which(judged)} prints in a conclusion, so a second person has to agree, and {who} has"
            " acknowledged it already. Let somebody else do it; --who names a person."
        )
    if not judged.waits_for:
        return with_acknowledgement(record, texts | {"reason": judged.reason, "by": who})
    return with_acknowledgement(
        record, texts | {"reason": judged.reason, "by": judged.waits_for, "agreed_by": who}
    )


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
