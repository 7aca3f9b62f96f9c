"""The subjects of a run through their rules: in this process, or batches of them in processes of their own.

Each process reads the database by itself. One that finds it in another state than the first process did
leaves its batch to that, so that what is remembered under a hash is what was found in just that state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.checks import clock
from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule, Subject
from kb.checks.synthesis import read_studies
from kb.db.connect import Reader, read
from kb.db.queries import run
from kb.evidence.references import read_references
from kb.processes import answers, cores

Checked = tuple[str, tuple[CheckProblem, ...]]
"""Key of a subject, and the problems that its rules find."""

_AT_MOST = {Subject.STUDY: 500, Subject.REFERENCE: 2000, Subject.POLICY: 40}
"""Subjects of a batch: enough to be worth asking for, and not more than memory should hold."""
_WORTH_PROCESSES = 400
"""Studies to check from which on processes of their own are worth their start."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Subjects of one kind to check in a process of their own."""

    url: str
    newest: int | None
    """Newest line of the change log where the first process reads."""
    today: date
    kind: Subject
    keys: tuple[str, ...]
    rules: tuple[str, ...]


def check_subjects(
    reader: Reader, kind: Subject, keys: Sequence[str], rules: Sequence[Rule]
) -> Iterator[Checked]:
    """The problems of each subject, in the order in which the database has them."""
    if keys:
        for key, subject in _subjects(reader, kind, keys):
            yield key, tuple(problem for rule in rules for problem in rule(subject))


def _subjects(reader: Reader, kind: Subject, keys: Sequence[str]) -> Iterator[tuple[str, Any]]:
    match kind:
        case Subject.STUDY:
            yield from ((study.id, study) for study in read_studies(reader, keys))
        case Subject.REFERENCE:
            yield from ((reference.id, reference) for reference in read_references(reader, keys))
        case Subject.POLICY:
            from kb.checks.policy import read_policies

            yield from ((policy.id, policy) for policy in read_policies(reader, keys))
        case Subject.BASE:
            yield "base", reader


def check_batch(batch: Batch) -> list[Checked] | None:
    """The problems of the subjects of a batch; null where the database is not in the state meant."""
    from kb.checks.registry import rules_named

    with read(batch.url) as reader, clock.set_to(batch.today):
        if newest_change(reader) != batch.newest:
            return None
        return list(check_subjects(reader, batch.kind, batch.keys, rules_named(batch.rules)))


def newest_change(reader: Reader) -> int | None:
    """Number of the newest line of the change log."""
    newest: int | None = run(reader, "checks/newest_change")[0]["newest"]
    return newest


def check_all(
    reader: Reader, url: str, todo: Mapping[Subject, Sequence[str]], rules: Mapping[Subject, Sequence[Rule]]
) -> Iterator[tuple[Subject, Checked]]:
    """The problems of all subjects, kind by kind; on every core where they are many and ``url`` is given."""
    if not url or len(todo.get(Subject.STUDY, ())) < _WORTH_PROCESSES:
        for kind, keys in todo.items():
            yield from ((kind, checked) for checked in check_subjects(reader, kind, keys, rules[kind]))
        return
    batches = list(_batches(reader, url, todo, rules))
    for batch, found in zip(batches, answers(check_batch, batches), strict=True):
        checked = (
            check_subjects(reader, batch.kind, batch.keys, rules[batch.kind]) if found is None else found
        )
        yield from ((batch.kind, item) for item in checked)
    for item in check_subjects(reader, Subject.BASE, todo.get(Subject.BASE, ()), rules.get(Subject.BASE, ())):
        yield Subject.BASE, item


def _batches(
    reader: Reader, url: str, todo: Mapping[Subject, Sequence[str]], rules: Mapping[Subject, Sequence[Rule]]
) -> Iterator[Batch]:
    newest = newest_change(reader)
    for kind, most in _AT_MOST.items():
        keys = todo.get(kind, ())
        size = min(most, -(-len(keys) // (2 * cores())) or 1)
        names = tuple(rule.key for rule in rules.get(kind, ()))
        for start in range(0, len(keys), size):
            yield Batch(url, newest, clock.today(), kind, tuple(keys[start : start + size]), names)
