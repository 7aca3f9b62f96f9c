"""Problems as people read them: with the line of their record, grouped, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kb.checks.acknowledgement import Judged
from kb.checks.lines import Place
from kb.checks.problem import Severity
from kb.checks.registry import all_rules
from kb.checks.rule import Rule
from kb.checks.run import CheckReport
from kb.forms.values import counted
from kb.settings import is_installed


@dataclass(frozen=True, slots=True)
class Item:
    """A judged problem and where it is: ``file`` as a person would open it, ``line`` from 1.

    Where the folder of evidence has no such file, ``file`` is the record's name in it and the line is that
    of its canonical text, which `kb dump` writes.
    """

    judged: Judged
    rule: Rule
    file: str
    line: int

    @property
    def message(self) -> str:
        """The message as a sentence of its own. A single letter, as in p = .05, stays as it is."""
        text = self.judged.problem.message
        capital = text if text[1:2] in (" ", "=", "") else text[:1].upper() + text[1:]
        return capital if self.judged.state != "waiting" else f"{capital} {self._waiting}"

    @property
    def _waiting(self) -> str:
        """That one person alone let stand what prints in a conclusion."""
        by = f" by {self.judged.waits_for}" if self.judged.waits_for else ""
        return (
            f"It prints in a conclusion and is acknowledged{by} alone: a second person has to agree"
            f" (kb check --acknowledge {self.judged.id})."
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """What is shown: open problems first, acknowledged ones apart; and what the run covered.

    ``hidden`` counts open problems below the severity that was asked for, by severity.
    """

    open: tuple[Item, ...]
    acknowledged: tuple[Item, ...]
    hidden: Mapping[Severity, int]
    rules: tuple[Rule, ...]
    checked: int
    recalled: int

    @property
    def counts(self) -> dict[Severity, int]:
        """Open problems shown, by severity, the worst first."""
        severities = [item.judged.problem.severity for item in self.open]
        return {severity: severities.count(severity) for severity in Severity if severity in severities}

    @property
    def sentence(self) -> str:
        """The outcome in one line."""
        open_problems = ", ".join(counted(number, str(severity)) for severity, number in self.counts.items())
        rest = [f"{len(self.acknowledged)} acknowledged"] if self.acknowledged else []
        rest += [
            counted(number, str(level)) + " not shown" for level, number in self.hidden.items() if number
        ]
        looked = counted(self.checked + self.recalled, "record")
        known = f", {self.recalled} of them unchanged since the last run" if self.recalled else ""
        listed = "; ".join([open_problems or "no open problem", *rest])
        return f"{looked} checked{known}: {listed}."


def build_listing(
    report: CheckReport, threshold: Severity, lines: Mapping[Place, int], evidence: Path
) -> Listing:
    """The problems of a run of a severity or worse; ``lines`` gives the line of a record's place."""
    rules = {rule.key: rule for rule in all_rules()}
    files: dict[str, str] = {}
    items = []
    for judged in report.at_least(threshold):
        problem = judged.problem
        file = files.setdefault(problem.record, file_of(problem.record, evidence))
        line = lines.get((problem.record, problem.place), 1)
        items.append(Item(judged, rules[problem.rule], file, line))
    below = [j.problem.severity for j in report.judged if j.is_open]
    hidden = {severity: below.count(severity) for severity in Severity if severity.rank > threshold.rank}
    return Listing(
        open=tuple(item for item in items if item.judged.is_open),
        acknowledged=tuple(item for item in items if not item.judged.is_open),
        hidden=hidden,
        rules=report.rules,
        checked=report.checked,
        recalled=report.recalled,
    )


def by_record(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """Items by the record they are in, in their order."""
    return [
        (record, list(group)) for record, group in groupby(items, key=lambda item: item.judged.problem.record)
    ]


def file_of(record: str, evidence: Path) -> str:
    """The file of a record in the folder of evidence; relative to the current folder if it is below.

    One that came with kb goes by its name: it is nobody's to open.
    """
    if "/" not in record:  # the database itself
        return record
    file = evidence / f"{record}.yaml"
    if not file.is_file() or is_installed(file):
        return f"{record}.yaml"
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)
