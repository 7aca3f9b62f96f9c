"""The flow as one list of numbers, for reading and for tables: what text, Markdown and Word print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.prisma.flow import Flow, FlowReason, Lane
from kb.prisma.labels import KINDS


@dataclass(frozen=True, slots=True)
class FlowNumber:
    """One number of the flow with its words."""

    part: str
    """Column of the diagram: previous version, databases and registers, other methods, included."""
    level: int
    """How deep it stands: 0 for a box, more for what it is made of."""
    words: str
    count: int


PREVIOUS = "Previous version of the review"
DATABASES = "New studies via databases and registers"
OTHER = "New studies via other methods"
INCLUDED = "Included"


def numbers_of(flow: Flow) -> list[FlowNumber]:
    """All numbers in reading order. Lines about what is undecided are there only while something is."""
    return [
        *_previous(flow),
        *_lane(DATABASES, flow.databases),
        *(_lane(OTHER, flow.other) if flow.other else ()),
        *_included(flow),
    ]


def _previous(flow: Flow) -> Iterator[FlowNumber]:
    if flow.previous is not None:
        yield FlowNumber(PREVIOUS, 0, "Studies included", flow.previous.studies)
        yield FlowNumber(PREVIOUS, 0, "Reports of these studies", flow.previous.reports)


def _lane(part: str, lane: Lane) -> Iterator[FlowNumber]:
    yield FlowNumber(part, 0, "Records identified", lane.identified)
    yield from sources_of(part, lane)
    yield FlowNumber(part, 0, "Records removed before screening", lane.removed)
    yield FlowNumber(part, 1, "duplicates", lane.duplicates)
    yield FlowNumber(part, 1, "marked as ineligible by automation tools", lane.automation)
    yield FlowNumber(part, 1, "already in the policy", lane.known)
    yield FlowNumber(part, 1, "excluded in an earlier review", lane.excluded_before)
    yield FlowNumber(part, 1, "could not be read", lane.unreadable)
    yield FlowNumber(part, 0, "Records screened", lane.screened)
    yield from _open(part, lane.screening_open)
    yield FlowNumber(part, 0, "Records excluded", lane.excluded)
    yield FlowNumber(part, 0, "Reports sought for retrieval", lane.sought)
    yield FlowNumber(part, 0, "Reports not retrieved", lane.not_retrieved)
    yield FlowNumber(part, 0, "Reports assessed for eligibility", lane.assessed)
    yield from _open(part, lane.assessment_open)
    yield FlowNumber(part, 0, "Reports excluded", lane.reports_excluded)
    yield from (FlowNumber(part, 1, _in_a_list(reason), reason.count) for reason in lane.reasons)
    yield FlowNumber(part, 0, "Reports included", lane.included)


def sources_of(part: str, lane: Lane) -> Iterator[FlowNumber]:
    """The sources of a lane under their kinds."""
    for kind, words in KINDS.items():
        under = [source for source in lane.sources if source.kind == kind]
        if under:
            yield FlowNumber(part, 1, words.lower(), sum(source.records for source in under))
            yield from (FlowNumber(part, 2, source.name, source.records) for source in under)


def _open(part: str, count: int) -> Iterator[FlowNumber]:
    if count:
        yield FlowNumber(part, 1, "of these awaiting a decision", count)


def _in_a_list(reason: FlowReason) -> str:
    return reason.label[0].lower() + reason.label[1:]


def _included(flow: Flow) -> Iterator[FlowNumber]:
    yield FlowNumber(INCLUDED, 0, "New studies included", flow.new_studies)
    yield FlowNumber(INCLUDED, 0, "Reports of new included studies", flow.new_reports)
    if flow.further_reports:
        yield FlowNumber(INCLUDED, 0, "New reports of studies of the previous version", flow.further_reports)
    if flow.unextracted:
        yield FlowNumber(INCLUDED, 0, "Included reports awaiting extraction", flow.unextracted)
    if flow.previous is not None:
        yield FlowNumber(INCLUDED, 0, "Total studies included", flow.total_studies)
        yield FlowNumber(INCLUDED, 0, "Reports of total included studies", flow.total_reports)
