"""How far a review is, step by step, and with which command it goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.queries import run
from kb.review.candidate_status import ScreenedCandidate, read_standing
from kb.review.concluding.sign_offs import SignOffStatus, read_sign_offs
from kb.review.cycles import Cycle
from kb.review.outcome import SETTLED, ScreeningOutcome, ScreeningStatus


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a review. What is still to come may add to ``total``."""

    name: str
    done: int
    total: int
    told: str
    """What there is to say of it; empty when there is nothing."""
    command: str
    """The command with which it goes on."""

    @property
    def is_open(self) -> bool:
        """Whether there is something left to do."""
        return self.done < self.total


def read_progress(reader: Reader, cycle: Cycle) -> list[Step]:
    """The steps of a cycle in the order of the work."""
    standing = read_standing(reader, cycle)
    return [
        _searched(reader, cycle),
        _judged(reader, cycle),
        *_screened(standing, cycle),
        *_extracted(reader, standing, cycle),
        _signed(reader, cycle),
        Step("publish", 0, 1, "", f"kb review publish {cycle.policy} --effective DATE"),
    ]


def _searched(reader: Reader, cycle: Cycle) -> Step:
    rows = run(reader, "review/searched", cycle=cycle.id)
    done = [row["strategy"] for row in rows if row["runs"]]
    left = [row["strategy"] for row in rows if not row["runs"]]
    (counts,) = run(reader, "review/run_counts", cycle=cycle.id)
    runs = "1 run" if counts["runs"] == 1 else f"{counts['runs']} runs"
    remark = f"{runs}, {counts['records']} records" if counts["runs"] else "no search yet"
    if left:
        remark += f"; not searched: {', '.join(left)}"
    return Step("search", len(done), len(rows), remark, f"kb review search {cycle.policy}")


def _judged(reader: Reader, cycle: Cycle) -> Step:
    (row,) = run(reader, "review/pair_counts", cycle=cycle.id)
    return Step(
        "duplicates", row["judged"], row["doubtful"], "", f"kb review duplicates --policy {cycle.policy}"
    )


def _screened(standing: Sequence[ScreenedCandidate], cycle: Cycle) -> Iterator[Step]:
    screened = [candidate for candidate in standing if not candidate.in_policy]
    known = len(standing) - len(screened)
    remark = f"; {known} in the policy already" if known else ""
    command = f"kb review screen {cycle.policy}"
    yield _stage(
        "titles and abstracts", [candidate.title_abstract for candidate in screened], remark, command
    )
    yield _stage(
        "full texts", [candidate.full_text for candidate in screened if candidate.is_sought], "", command
    )


def _stage(name: str, outcomes: Sequence[ScreeningOutcome], remark: str, command: str) -> Step:
    counts = Counter(outcome.status for outcome in outcomes)
    listed = ", ".join(f"{counts[status]} {status.value}" for status in ScreeningStatus if counts[status])
    done = sum(counts[status] for status in SETTLED)
    return Step(name, done, len(outcomes), (listed + remark).removeprefix("; "), command)


def _extracted(reader: Reader, standing: Sequence[ScreenedCandidate], cycle: Cycle) -> Iterator[Step]:
    studies = {row["reference"]: row for row in run(reader, "review/extracted", policy=cycle.policy)}
    included = [candidate for candidate in standing if candidate.is_included]
    extracted = [studies[candidate.reference] for candidate in included if candidate.reference in studies]
    waiting = [
        candidate.candidate.removeprefix("pmid:")
        for candidate in included
        if candidate.reference not in studies
    ]
    first = waiting[0] if waiting else "PMID"
    yield Step("extraction", len(extracted), len(included), _some(waiting), f"kb extract new {first}")
    unused = [row["study"] for row in extracted if not row["used"]]
    first = unused[0] if unused else "STUDY"
    command = f"kb review use {first} INDICATION --group KEY"
    yield Step("use", len(extracted) - len(unused), len(extracted), _some(unused), command)


def _some(keys: Sequence[str]) -> str:
    """The first few of those that wait."""
    if not keys:
        return ""
    return f"waiting: {', '.join(keys[:5])}{' and more' if len(keys) > 5 else ''}"


def _signed(reader: Reader, cycle: Cycle) -> Step:
    signed = read_sign_offs(reader, cycle)
    left = [key for key, (sign_off, _) in signed.items() if sign_off is not SignOffStatus.APPROVED]
    remark = f"to sign: {', '.join(left)}" if left else ""
    return Step(
        "conclusions", len(signed) - len(left), len(signed), remark, f"kb review conclude {cycle.policy}"
    )
