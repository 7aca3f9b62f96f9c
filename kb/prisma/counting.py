"""Counting the PRISMA 2020 flow of a cycle from its events; no number of it is ever typed.

A publication found in both lanes counts in that of databases and registers; its records by other methods are
duplicates there. A record of a publication that the policy cited before is removed before screening. So is
one that an earlier review of the policy excluded, when everybody who decided only repeated that: the flow of
an updated review counts what the update screened (PRISMA 2020, doi:10.1136/bmj.n71, items 16a and 16b), and
the earlier flow has counted its screening and its reason. Once a person reads it again, it is screened.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.prisma.flow import Flow, FlowReason, FlowSource, Lane, Previous, require_sums
from kb.prisma.labels import DATABASE_KINDS, REASONS
from kb.prisma.previous import Gain, PreviousVersion, read_base
from kb.review.candidate_status import ScreenedCandidate, read_standing
from kb.review.cycles import UNDER_WAY, Cycle
from kb.review.outcome import ScreeningOutcome, ScreeningStatus

OPEN = (ScreeningStatus.PENDING, ScreeningStatus.CONFLICT)


def count_flow(reader: Reader, cycle: Cycle) -> Flow:
    """The flow of a cycle. Raises DoesNotAddUp when its sums do not hold."""
    standing = read_standing(reader, cycle)
    runs = run(reader, "prisma/runs", cycle=cycle.id)
    databases, other = _lanes(standing, runs)
    included = [candidate for candidate in standing if candidate.is_included]
    studies = _studies_of(reader, cycle, included)
    reporting = set[str]().union(*studies.values())
    base = read_base(
        reader, cycle, Gain(reporting, {candidate.reference for candidate in included if candidate.reference})
    )
    before = base.studies if base else frozenset()
    new = {candidate for candidate, reported in studies.items() if reported - before}
    flow = Flow(
        policy=cycle.policy,
        cycle=cycle.id,
        opened=cycle.opened,
        state=cycle.state,
        previous=_previous(base),
        databases=databases,
        other=other,
        new_studies=len(reporting - before),
        new_reports=len(new),
        further_reports=len(studies) - len(new),
        unextracted=len(included) - len(studies),
        doubtful=_doubtful(reader, cycle),
        unused=len(reporting - before - _used(reader, cycle)) if cycle.state in UNDER_WAY else 0,
    )
    require_sums(flow)
    return flow


def _previous(base: PreviousVersion | None) -> Previous | None:
    return None if base is None else Previous(base.effective, len(base.studies), len(base.reports))


def _studies_of(reader: Reader, cycle: Cycle, included: Iterable[ScreenedCandidate]) -> dict[str, set[str]]:
    """Included candidate -> the studies that it reports; a candidate without a study is missing."""
    wanted = {candidate.candidate for candidate in included}
    studies: dict[str, set[str]] = defaultdict(set)
    for row in run(reader, "prisma/reports", cycle=cycle.id):
        if row["candidate"] in wanted:
            studies[row["candidate"]].add(row["study"])
    return studies


def _used(reader: Reader, cycle: Cycle) -> set[str]:
    """Studies that the policy uses now."""
    return {row["study"] for row in run(reader, "prisma/uses", cycle=cycle.id)}


def _doubtful(reader: Reader, cycle: Cycle) -> int:
    (row,) = run(reader, "review/pair_counts", cycle=cycle.id)
    return int(row["doubtful"] - row["judged"])


def _lanes(standing: Sequence[ScreenedCandidate], runs: Sequence[Row]) -> tuple[Lane, Lane | None]:
    first = [row for row in runs if row["kind"] in DATABASE_KINDS]
    second = [row for row in runs if row["kind"] not in DATABASE_KINDS]
    names = {row["run"] for row in first}
    in_first = [candidate for candidate in standing if not names.isdisjoint(candidate.runs)]
    in_second = [candidate for candidate in standing if names.isdisjoint(candidate.runs)]
    records = Counter(run in names for candidate in standing for run in candidate.runs)
    databases = _lane(in_first, first, records[True])
    return databases, _lane(in_second, second, records[False]) if second else None


def _lane(candidates: Sequence[ScreenedCandidate], runs: Sequence[Row], records: int) -> Lane:
    """One lane: the candidates that count in it, its runs, and how many records in it were read."""
    unknown = [candidate for candidate in candidates if not candidate.in_policy]
    screened = [candidate for candidate in unknown if not candidate.title_abstract.is_carried]
    titles = Counter(candidate.title_abstract.status for candidate in screened)
    sought = [
        candidate
        for candidate in screened
        if candidate.title_abstract.status in (ScreeningStatus.INCLUDE, ScreeningStatus.NOT_RETRIEVED)
    ]
    ends = Counter(_end_of(candidate) for candidate in sought)
    return Lane(
        sources=_sources(runs),
        duplicates=records - len(candidates),
        known=len(candidates) - len(unknown),
        excluded_before=len(unknown) - len(screened),
        unreadable=sum(row["unreadable"] for row in runs),
        screened=len(screened),
        screening_open=sum(titles[status] for status in OPEN),
        excluded=titles[ScreeningStatus.EXCLUDE],
        excluded_reasons=_reasons(candidate.title_abstract for candidate in screened),
        sought=len(sought),
        not_retrieved=ends[ScreeningStatus.NOT_RETRIEVED],
        assessed=len(sought) - ends[ScreeningStatus.NOT_RETRIEVED],
        assessment_open=sum(ends[status] for status in OPEN),
        reasons=_reasons(
            candidate.full_text for candidate in sought if _end_of(candidate) is ScreeningStatus.EXCLUDE
        ),
        included=ends[ScreeningStatus.INCLUDE],
    )


def _end_of(sought: ScreenedCandidate) -> ScreeningStatus:
    """How it ended for a report; one that could not be had when titles were read was sought in vain."""
    if sought.title_abstract.status is ScreeningStatus.NOT_RETRIEVED:
        return ScreeningStatus.NOT_RETRIEVED
    return sought.full_text.status


def _sources(runs: Iterable[Row]) -> tuple[FlowSource, ...]:
    """Sources in the order first searched; runs of one source count together, however it is capitalized."""
    names: dict[tuple[str, str], str] = {}
    records: Counter[tuple[str, str]] = Counter()
    for row in runs:
        key = (row["source"].strip().casefold(), row["kind"])
        names.setdefault(key, row["source"].strip())
        records[key] += row["records"]
    return tuple(FlowSource(name, key[1], records[key]) for key, name in names.items())


def _reasons(outcomes: Iterable[ScreeningOutcome]) -> tuple[FlowReason, ...]:
    """Reasons of those excluded, most frequent first, then in the order of ``REASONS``."""
    counts = Counter(outcome.reason for outcome in outcomes if outcome.status is ScreeningStatus.EXCLUDE)
    ranked = sorted(REASONS, key=lambda code: -counts[code])
    return tuple(FlowReason(code, REASONS[code], counts[code]) for code in ranked if counts[code])
