"""The four items that PRISMA-LSR adds for reviews re-run on a schedule, as far as the events tell them.

Akl EA et al. BMJ 2024;387:e079183: the parameters of the living mode, what changed in the methods and in the
results since the version before, and who did what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.forms.values import counted
from kb.prisma.flow import Flow
from kb.review.cycles import Cycle, read_cycles
from kb.review.due import months_between


@dataclass(frozen=True, slots=True)
class Addition:
    """One item with what is known of it."""

    item: str
    """Its number in PRISMA-LSR, L1 to L4."""
    name: str
    told: str


def read_additions(reader: Reader, cycle: Cycle, flow: Flow) -> list[Addition]:
    """The four items for a cycle."""
    return [
        Addition("L1", "Living mode", "; ".join(_schedule(reader, cycle))),
        Addition("L2", "Changes of the methods", "; ".join(_methods(reader, cycle))),
        Addition("L3", "Changes of the results", "; ".join(_results(flow))),
        Addition("L4", "Who did what", "; ".join(_people(reader, cycle))),
    ]


def _schedule(reader: Reader, cycle: Cycle) -> Iterator[str]:
    """How often the review is re-run, and through which day each source was searched."""
    yield f"reviewed every {counted(months_between(reader, cycle.policy), 'month', 'months')}"
    searched = [f"{source} through {day}" for source, day in _through(reader, cycle).items()]
    yield f"searched: {', '.join(searched)}" if searched else "not searched yet"


def _through(reader: Reader, cycle: Cycle) -> dict[str, str]:
    through: dict[str, str] = {}
    for row in run(reader, "prisma/searches", cycle=cycle.id):
        through[row["source"]] = max(row["through"], through.get(row["source"], ""))
    return through


def _methods(reader: Reader, cycle: Cycle) -> Iterator[str]:
    """What was done otherwise than in the cycle before."""
    earlier = [other for other in read_cycles(reader, cycle.policy) if other.opened < cycle.opened]
    earlier = [other for other in earlier if other.state != "abandoned"]
    if not earlier:
        yield "no earlier review on record to compare with"
        return
    before = earlier[-1]
    changes = [*_sources(reader, cycle, before), *_queries(reader, cycle, before)]
    if before.reviewers != cycle.reviewers:
        changes.append(f"reviewers for each record: {before.reviewers} before, {cycle.reviewers} now")
    yield from changes or [f"none since the review opened {before.opened}"]


def _sources(reader: Reader, cycle: Cycle, before: Cycle) -> Iterator[str]:
    now, then = _through(reader, cycle).keys(), _through(reader, before).keys()
    if now - then:
        yield f"searched for the first time: {', '.join(sorted(now - then))}"
    if then - now:
        yield f"not searched any more: {', '.join(sorted(then - now))}"


def _queries(reader: Reader, cycle: Cycle, before: Cycle) -> Iterator[str]:
    """Strategies whose query is another one than the year before, where both are on record."""
    now, then = (
        _asked(run(reader, "prisma/searches", cycle=searched_cycle.id)) for searched_cycle in (cycle, before)
    )
    changed = [key for key in now if key in then and now[key] != then[key]]
    if changed:
        yield f"query changed: {', '.join(changed)}"


def _asked(rows: list[Row]) -> dict[str, str]:
    """Strategy, or source where there is none -> the query last sent, blanks aside."""
    return {row["strategy"] or row["source"]: " ".join(row["query"].split()) for row in rows if row["query"]}


def _results(flow: Flow) -> Iterator[str]:
    yield f"{counted(flow.new_studies, 'new study', 'new studies')} in {_reports(flow.new_reports)}"
    if flow.further_reports:
        yield f"{_reports(flow.further_reports)} of studies known before"
    yield f"{counted(flow.total_studies, 'study', 'studies')} in all"


def _reports(count: int) -> str:
    return counted(count, "report", "reports")


def _people(reader: Reader, cycle: Cycle) -> Iterator[str]:
    rows = run(reader, "prisma/people", cycle=cycle.id)
    for did, under in groupby(rows, key=lambda row: str(row["did"])):
        yield f"{did} {', '.join(row['who'] for row in under)}"
