"""What is in the boxes of the diagram. Boxes have the names of the PRISMA2020 R package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.prisma.flow import Flow, Lane, Previous
from kb.prisma.labels import KINDS, with_n


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph of a box."""

    text: str
    level: int = 0
    """How far it is indented, in steps."""


@dataclass(frozen=True, slots=True)
class FlowBox:
    """One box: its name and what it says."""

    name: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class FlowColumn:
    """The boxes of one lane: a header, the way down, and what leaves it to the side at each stop."""

    header: FlowBox
    stops: tuple[tuple[FlowBox | None, FlowBox | None], ...]
    """The box on the way and the one beside it, at each of the four stops: identified, screened, sought,
    assessed."""


def previous_column(previous: Previous) -> FlowColumn:
    """The column of the former version."""
    since = f" ({previous.effective})" if previous.effective else ""
    box = _box(
        "box1",
        Words(with_n(f"Studies included in previous version of review{since}", previous.studies)),
        Words(with_n("Reports of studies included in previous version of review", previous.reports)),
    )
    return FlowColumn(_box("prevstud", Words("Previous studies")), ((box, None),))


def databases_column(lane: Lane) -> FlowColumn:
    """The column of databases and registers."""
    return FlowColumn(
        _box("newstud", Words("Identification of new studies via databases and registers")),
        (
            (_identified("box2", lane, ("database", "register"), always=True), _removed(lane)),
            (
                _box("box4", Words(with_n("Records screened", lane.screened)), *_open(lane.screening_open)),
                _box("box5", Words(with_n("Records excluded", lane.excluded))),
            ),
            *_reports(lane, ("box6", "box7", "box8", "box9")),
        ),
    )


def other_column(lane: Lane) -> FlowColumn:
    """The column of other methods. PRISMA 2020 goes from records to reports there without a stop between.

    What was taken out on that way is beside, so that the numbers add up for the reader too.
    """
    kinds = ("website", "organization", "citation", "other")
    return FlowColumn(
        _box("othstud", Words("Identification of new studies via other methods")),
        (
            (_identified("box11", lane, kinds, always=False), _unsought(lane)),
            (None, None),
            *_reports(lane, ("box12", "box13", "box14", "box15")),
        ),
    )


def included_box(flow: Flow) -> FlowBox:
    """What the review gained."""
    words = [
        Words(with_n("New studies included in review", flow.new_studies)),
        Words(with_n("Reports of new included studies", flow.new_reports)),
    ]
    if flow.further_reports:
        words.append(Words(with_n("New reports of studies of the previous version", flow.further_reports)))
    if flow.unextracted:
        words.append(Words(with_n("Included reports awaiting extraction", flow.unextracted)))
    return _box("box10", *words)


def total_box(flow: Flow) -> FlowBox:
    """All that the review holds now."""
    return _box(
        "box16",
        Words(with_n("Total studies included in review", flow.total_studies)),
        Words(with_n("Reports of total included studies", flow.total_reports)),
    )


def _box(name: str, *words: Words) -> FlowBox:
    return FlowBox(name, words)


def _identified(name: str, lane: Lane, kinds: tuple[str, ...], *, always: bool) -> FlowBox:
    """Where the records came from. ``always``: kinds of source that were not searched are printed with 0."""
    words = [Words("Records identified from:")]
    for kind in kinds:
        sources = [source for source in lane.sources if source.kind == kind]
        if sources or always:
            words.append(Words(with_n(KINDS[kind], lane.records_of(kind)), 1))
        words += [Words(with_n(source.name, source.records), 2) for source in sources]
    return _box(name, *words)


def _removed(lane: Lane) -> FlowBox:
    return _box(
        "box3",
        Words("Records removed before screening:"),
        Words(with_n("Duplicate records", lane.duplicates), 1),
        Words(with_n("Records marked as ineligible by automation tools", lane.automation), 1),
        Words(with_n("Records removed for other reasons", lane.other_reasons), 1),
        *_other_reasons(lane, 2),
    )


def _other_reasons(lane: Lane, level: int) -> Iterator[Words]:
    if lane.known:
        yield Words(with_n("Already in the policy", lane.known), level)
    if lane.excluded_before:
        yield Words(with_n("Excluded in an earlier review", lane.excluded_before), level)
    if lane.unreadable:
        yield Words(with_n("Could not be read", lane.unreadable), level)


def _unsought(lane: Lane) -> FlowBox | None:
    """What came between records and reports by other methods; None when nothing did."""
    words = []
    if lane.duplicates:
        words.append(Words(with_n("Duplicate records", lane.duplicates), 1))
    words += _other_reasons(lane, 1)
    if lane.excluded:
        words.append(Words(with_n("Excluded on title and abstract", lane.excluded), 1))
    if lane.screening_open:
        words.append(Words(with_n("Awaiting a decision", lane.screening_open), 1))
    return _box("box11-removed", Words("Records not sought:"), *words) if words else None


def _open(count: int) -> Iterator[Words]:
    if count:
        yield Words(with_n("Of these awaiting a decision", count), 1)


def _reports(
    lane: Lane, names: tuple[str, str, str, str]
) -> tuple[tuple[FlowBox, FlowBox], tuple[FlowBox, FlowBox]]:
    """The two stops at which reports are dealt with."""
    sought, missed, assessed, excluded = names
    reasons = [Words(with_n(reason.label, reason.count), 1) for reason in lane.reasons]
    headline = with_n("Reports excluded", lane.reports_excluded) + (":" if reasons else "")
    return (
        (
            _box(sought, Words(with_n("Reports sought for retrieval", lane.sought))),
            _box(missed, Words(with_n("Reports not retrieved", lane.not_retrieved))),
        ),
        (
            _box(
                assessed,
                Words(with_n("Reports assessed for eligibility", lane.assessed)),
                *_open(lane.assessment_open),
            ),
            _box(excluded, Words(headline), *reasons),
        ),
    )
