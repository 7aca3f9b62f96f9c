"""The PRISMA 2020 flow of one review cycle as numbers, and the sums that they have to keep.

Records, reports and studies are three things (Page et al. 2021, doi:10.1136/bmj.n71). A record is one entry
of what a source returned, a report is a publication (a candidate), a study may have several reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.errors import KbError


class DoesNotAddUp(KbError):
    """Numbers that should balance do not: an error of kb, never of who uses it."""

    def __init__(self, cycle: str, wrong: list[str]) -> None:
        super().__init__(
            f"The flow of {cycle} does not add up: {'; '.join(wrong)}."
            " That is an error of kb; please report it with these numbers."
        )


@dataclass(frozen=True, slots=True)
class FlowSource:
    """One source searched in the cycle, all its runs together."""

    name: str
    kind: str
    """A code of ``SEARCH_SOURCE``."""
    records: int


@dataclass(frozen=True, slots=True)
class FlowReason:
    """How many were excluded for one reason."""

    code: str | None
    """A code of ``SCREENING_REASON``; None when none was given."""
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Lane:
    """What came of one way to find studies: databases and registers, or other methods."""

    sources: tuple[FlowSource, ...]
    """In the order in which they were first searched."""
    duplicates: int
    """Records of publications that another record stands for already, in this lane or the one before."""
    known: int
    """Publications that the policy cited before the cycle found them."""
    excluded_before: int
    """Publications that an earlier review excluded, which everybody repeated without reading again."""
    unreadable: int
    """Records that could not be read."""
    screened: int
    """Records left to screen, those included that still await a decision."""
    screening_open: int
    """Of those, records whose title and abstract await a decision."""
    excluded: int
    """Records excluded on title and abstract."""
    excluded_reasons: tuple[FlowReason, ...]
    sought: int
    """Reports sought for retrieval."""
    not_retrieved: int
    assessed: int
    """Reports assessed for eligibility, those included that still await a decision."""
    assessment_open: int
    """Of those, reports whose full text awaits a decision."""
    reasons: tuple[FlowReason, ...]
    """Why reports were excluded, most frequent first."""
    included: int
    """Reports included."""
    automation: int = 0
    """Records marked as ineligible by automation tools: kb never excludes anything by itself."""

    @property
    def identified(self) -> int:
        """Records that its sources returned."""
        return sum(source.records for source in self.sources)

    @property
    def other_reasons(self) -> int:
        """Records removed before screening for other reasons than being a duplicate."""
        return self.known + self.excluded_before + self.unreadable

    @property
    def removed(self) -> int:
        """Records removed before screening."""
        return self.duplicates + self.automation + self.other_reasons

    @property
    def reports_excluded(self) -> int:
        """Reports excluded after assessment."""
        return sum(reason.count for reason in self.reasons)

    def records_of(self, *kinds: str) -> int:
        """Records from sources of these kinds."""
        return sum(source.records for source in self.sources if source.kind in kinds)


@dataclass(frozen=True, slots=True)
class Previous:
    """The version of the review that the cycle started from."""

    effective: str | None
    """When it took effect, ISO 8601 date; None when kb keeps no release and today's uses stand for it."""
    studies: int
    reports: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole flow of a cycle."""

    policy: str
    cycle: str
    """Id of the cycle."""
    opened: str
    """ISO 8601 date."""
    state: str
    """A code of ``CYCLE_STATE``."""
    previous: Previous | None
    """None for a new review."""
    databases: Lane
    """Databases and registers."""
    other: Lane | None
    """Websites, organizations, citation searching and the rest; None when no such source was searched."""
    new_studies: int
    new_reports: int
    """Included reports of new studies."""
    further_reports: int
    """Included reports that report studies of the previous version only."""
    unextracted: int
    """Included reports that no study record stands for yet."""
    doubtful: int
    """Pairs of records that may be duplicates, on which nobody has judged."""
    unused: int = 0
    """New studies that no indication of the policy uses yet; 0 once the cycle is closed."""

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes there are."""
        return (self.databases,) if self.other is None else (self.databases, self.other)

    @property
    def total_studies(self) -> int:
        """Studies of the previous version and new ones."""
        return (self.previous.studies if self.previous else 0) + self.new_studies

    @property
    def total_reports(self) -> int:
        """Reports of all these studies."""
        return (self.previous.reports if self.previous else 0) + self.new_reports + self.further_reports

    @property
    def screening_open(self) -> int:
        """Records whose title and abstract await a decision."""
        return sum(lane.screening_open for lane in self.lanes)

    @property
    def assessment_open(self) -> int:
        """Reports whose full text awaits a decision."""
        return sum(lane.assessment_open for lane in self.lanes)

    @property
    def is_draft(self) -> bool:
        """Whether something is undecided that will still move the numbers."""
        left = (self.doubtful, self.screening_open, self.assessment_open, self.unextracted, self.unused)
        return any(left)


@dataclass(frozen=True, slots=True)
class Sum:
    """One equation of the flow."""

    words: str
    left: int
    right: int

    @property
    def holds(self) -> bool:
        """Whether both sides are the same."""
        return self.left == self.right


def sums_of(flow: Flow) -> Iterator[Sum]:
    """The equations of PRISMA 2020, lane by lane and then over all."""
    yield from _sums_of_lane("databases and registers", flow.databases)
    if flow.other is not None:
        yield from _sums_of_lane("other methods", flow.other)
    reports = flow.new_reports + flow.further_reports + flow.unextracted
    included = sum(lane.included for lane in flow.lanes)
    yield Sum(
        "reports included = of new studies + of previous studies + awaiting extraction", included, reports
    )
    before = (flow.previous.studies, flow.previous.reports) if flow.previous else (0, 0)
    yield Sum("previous + new = total studies", before[0] + flow.new_studies, flow.total_studies)
    new_reports = flow.new_reports + flow.further_reports
    yield Sum("previous + new = total reports", before[1] + new_reports, flow.total_reports)


def require_sums(flow: Flow) -> None:
    """Raises DoesNotAddUp that names the numbers when an equation does not hold, or a number is negative."""
    wrong = [
        f"{equation.words} ({equation.left} and {equation.right})"
        for equation in sums_of(flow)
        if not equation.holds
    ]
    for lane in flow.lanes:
        if min(lane.duplicates, lane.screened, lane.sought, lane.assessed, lane.included) < 0:
            wrong.append(f"a number is negative ({lane})")
    if flow.new_studies and not flow.new_reports:
        wrong.append(f"{flow.new_studies} new studies without a report")
    if wrong:
        raise DoesNotAddUp(flow.cycle, wrong)


def _sums_of_lane(name: str, lane: Lane) -> Iterator[Sum]:
    yield Sum(f"{name}: identified - removed = screened", lane.identified - lane.removed, lane.screened)
    yield Sum(
        f"{name}: screened - excluded = sought + awaiting decision",
        lane.screened - lane.excluded,
        lane.sought + lane.screening_open,
    )
    yield Sum(f"{name}: sought - not retrieved = assessed", lane.sought - lane.not_retrieved, lane.assessed)
    yield Sum(
        f"{name}: assessed - excluded = included + awaiting decision",
        lane.assessed - lane.reports_excluded,
        lane.included + lane.assessment_open,
    )
