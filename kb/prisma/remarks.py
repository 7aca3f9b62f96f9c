"""What has to be said beside the numbers: what is still open, what stands for the version before."""

from __future__ import annotations

from collections.abc import Iterator

from kb.forms.values import counted
from kb.prisma.flow import Flow

SOURCE = "PRISMA 2020 (Page MJ et al. BMJ 2021;372:n71, doi:10.1136/bmj.n71)"


def title_of(flow: Flow) -> str:
    """What the flow is of."""
    kind = "updated" if flow.previous else "new"
    return f"PRISMA 2020 flow of the {kind} review of {flow.policy}, opened {flow.opened}"


def remarks_on(flow: Flow) -> list[str]:
    """Sentences for below the flow; what is open comes first."""
    return [*_open(flow), *_previous(flow), *_lanes(flow)]


def open_points(flow: Flow) -> list[str]:
    """What is undecided and will still move the numbers; empty when the flow is final."""
    counts = (
        (flow.doubtful, "pair of possible duplicates", "pairs of possible duplicates"),
        (flow.screening_open, "record awaiting a decision", "records awaiting a decision"),
        (flow.assessment_open, "full text awaiting a decision", "full texts awaiting a decision"),
        (flow.unextracted, "included report awaiting extraction", "included reports awaiting extraction"),
        (flow.unused, "new study not used by any indication", "new studies not used by any indication"),
    )
    return [counted(count, singular, many) for count, singular, many in counts if count]


def _open(flow: Flow) -> Iterator[str]:
    if flow.is_draft:
        yield f"Draft, the numbers will change: {', '.join(open_points(flow))}."


def _previous(flow: Flow) -> Iterator[str]:
    if flow.previous is None:
        return
    if flow.previous.effective:
        yield f"Previous version: the one in effect since {flow.previous.effective}."
    else:
        yield "Previous version: no release is kept, so the studies that the policy used before stand for it."


def _lanes(flow: Flow) -> Iterator[str]:
    if flow.other is not None and flow.other.identified:
        yield (
            "A publication found in both ways counts under databases and registers; its records by other"
            " methods are duplicates."
        )
    known = sum(lane.known for lane in flow.lanes)
    if known:
        yield f"Already in the policy before this review: {counted(known, 'publication', 'publications')}."
    before = sum(lane.excluded_before for lane in flow.lanes)
    if before:
        publications = counted(before, "publication", "publications")
        yield f"Excluded in an earlier review, whose flow counts their screening: {publications}."
