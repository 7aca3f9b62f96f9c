"""One run of the checks: subjects stream through the rules, known ones are recalled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kb.checks import clock
from kb.checks.acknowledgement import Judged, judge, read_acknowledgements, read_printed
from kb.checks.earlier_runs import Memory
from kb.checks.input_hashes import Inputs
from kb.checks.problem import CheckProblem, Severity
from kb.checks.registry import all_rules
from kb.checks.rule import Rule, Subject
from kb.checks.subjects import check_all
from kb.db.connect import Reader

Progress = Callable[[int, int], None]
_KINDS = (Subject.STUDY, Subject.REFERENCE, Subject.POLICY, Subject.BASE)
_FOLDER = {Subject.STUDY: "studies", Subject.REFERENCE: "references"}


@dataclass(frozen=True)
class Request:
    """What to check.

    ``rules`` are those to run. ``records`` limits the run to what is about these records (ids, or the folder
    of a policy ending in a slash); null for everything. ``today`` is the date that dates are compared with.
    ``url`` is the database again, for processes that check a share of it; empty to check all in this one.
    ``damage`` is what of the published versions is not as it was, as :mod:`kb.releases.sealing` found it; it
    is never remembered, and never acknowledged.
    """

    rules: Sequence[Rule] = field(default_factory=all_rules)
    records: frozenset[str] | None = None
    today: date = field(default_factory=clock.today)
    url: str = ""
    damage: Sequence[CheckProblem] = ()

    def wants(self, record: str) -> bool:
        """Whether problems of a record are asked for."""
        if self.records is None or record in self.records:
            return True
        return any(record.startswith(folder) for folder in self.records if folder.endswith("/"))


@dataclass(frozen=True)
class CheckReport:
    """What a run found: problems in order, how many subjects were checked, and how many were known."""

    judged: tuple[Judged, ...]
    rules: tuple[Rule, ...]
    checked: int
    recalled: int

    def at_least(self, severity: Severity) -> tuple[Judged, ...]:
        """The problems of this severity or worse."""
        return tuple(judged for judged in self.judged if judged.problem.severity.rank <= severity.rank)


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def check(
    reader: Reader, request: Request, memory: Memory | None = None, progress: Progress = _silent
) -> CheckReport:
    """Run the rules over everything that the request asks for."""
    running = _Run(reader, request, memory or Memory(), progress)
    with clock.set_to(request.today):
        problems = [p for p in running.problems() if request.wants(p.record)]
    known = [a for a in read_acknowledgements(reader) if request.wants(a.record)]
    judged, unused = judge(problems, known, read_printed(reader) if known else frozenset())
    judged += _left_over(request, unused)
    judged.sort(key=lambda item: item.problem.order)
    return CheckReport(tuple(judged), tuple(request.rules), running.checked, running.recalled)


def _left_over(request: Request, unused: Sequence[Any]) -> Iterator[Judged]:
    """Problems with acknowledgements of rules that were run, or that do not exist, and with releases."""
    run = {rule.key for rule in request.rules}
    missing = {rule.key for rule in all_rules()}
    concerned = [entry for entry in unused if entry.rule in run or entry.rule not in missing]
    for rule in request.rules:
        if rule.subject is Subject.RUN:
            yield from (Judged(problem) for problem in rule(concerned))
        elif rule.subject is Subject.RELEASES:
            yield from (Judged(problem) for problem in rule(request.damage))


class _Run:
    def __init__(self, reader: Reader, request: Request, memory: Memory, progress: Progress) -> None:
        self._reader = reader
        self._request = request
        self._memory = memory
        self._progress = progress
        self._inputs = Inputs(reader, request.rules, request.today)
        self.checked = self.recalled = 0

    def problems(self) -> Iterator[CheckProblem]:
        """The problems of all kinds of subjects."""
        hashes = {kind: self._wanted(kind) for kind in _KINDS if self._rules(kind)}
        total = sum(len(keys) for keys in hashes.values())
        todo: dict[Subject, list[str]] = {}
        for kind, of_kind in hashes.items():
            known = self._memory.recall(list(of_kind.values()))
            self.recalled += len(known)
            yield from (p for stored in known.values() for p in stored)
            todo[kind] = [key for key, hash in of_kind.items() if hash not in known]
        self._progress(self.recalled, total)
        rules = {kind: self._rules(kind) for kind in hashes}
        for kind, (key, stored) in check_all(self._reader, self._request.url, todo, rules):
            self._memory.keep(hashes[kind][key], stored)
            self.checked += 1
            self._progress(self.checked + self.recalled, total)
            yield from stored

    def _rules(self, kind: Subject) -> list[Rule]:
        return [rule for rule in self._request.rules if rule.subject is kind]

    def _wanted(self, kind: Subject) -> dict[str, str]:
        hashes = self._inputs.of(kind)
        if kind is Subject.BASE:
            return hashes
        wants = self._request.wants
        return {key: hash for key, hash in hashes.items() if wants(_record(kind, key))}


def _record(kind: Subject, key: str) -> str:
    return f"policies/{key}/policy" if kind is Subject.POLICY else f"{_FOLDER[kind]}/{key}"


def records_of_policy(reader: Reader, policy: str) -> frozenset[str]:
    """Every record that a policy rests on, its own among them."""
    from kb.checks.policy import policy_inputs

    own = {record for key, record in policy_inputs(reader) if key == policy and "/" in record}
    return frozenset({f"policies/{policy}/", *own})
