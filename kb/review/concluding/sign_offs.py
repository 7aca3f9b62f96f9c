"""Where the conclusions of a review stand: what changed under them, and whether they are signed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kb.checks.policy import read_policies
from kb.checks.verdict_doubts import verdict_doubts
from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.evidence.basis import basis_hashes
from kb.releases.release import Release
from kb.releases.state import FrozenState
from kb.review.concluding.change import EvidenceChange
from kb.review.concluding.evidence_changes import changes_since
from kb.review.concluding.finding_basis import FindingMark, ReviewedFinding, read_findings, unused_studies
from kb.review.cycles import Cycle, release_before


class SignOffStatus(StrEnum):
    """Whether a conclusion is signed. Always computed: nothing stores that a sign-off has lapsed."""

    APPROVED = "approved"
    REVIEW = "requires review"
    """What it rests on, or the verdict, changed after it was signed."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SignOff:
    """The newest sign-off of an indication in a cycle."""

    who: str
    at: str
    """UTC, ISO 8601."""
    because: str | None
    verdict: str | None
    """None where findings without a verdict were signed."""


@dataclass(frozen=True, slots=True)
class ReviewedIndication:
    """One indication of a review."""

    key: str
    title: str
    verdict: str | None
    """A code of ``VERDICT``; None while there is no conclusion."""
    effect: str | None
    basis: str
    """Hash of what it rests on today."""
    sign_off: SignOffStatus
    approval: SignOff | None
    changes: tuple[EvidenceChange, ...]
    """What differs from the last release; empty also where there is none."""
    findings: tuple[ReviewedFinding, ...]
    unused: tuple[str, ...]
    """New studies that no finding rests on yet."""
    doubts: tuple[str, ...]
    """What of the evidence does not carry a verdict of sufficient, as sentences."""

    @property
    def is_stale(self) -> bool:
        """Whether something it rests on changed since the last release, and nobody has signed it since."""
        moved = any(not change.what.is_said for change in self.changes)
        return self.sign_off is not SignOffStatus.APPROVED and (moved or any(self.stale_findings))

    @property
    def stale_findings(self) -> tuple[str, ...]:
        """Keys of the findings whose basis changed under them."""
        return tuple(finding.key for finding in self.findings if finding.mark is FindingMark.STALE)


@dataclass(frozen=True, slots=True)
class ReviewConclusions:
    """All indications of the policy of a cycle, in order."""

    cycle: Cycle
    since: Release | None
    """The release that they are compared with; None when there is none."""
    indications: tuple[ReviewedIndication, ...]

    @property
    def are_approved(self) -> bool:
        """Whether every one is signed as it is today."""
        return all(indication.sign_off is SignOffStatus.APPROVED for indication in self.indications)

    def only(self, key: str) -> ReviewConclusions:
        """The same for one indication. Raises KbError that names near ones."""
        indications = tuple(indication for indication in self.indications if indication.key == key)
        if not indications:
            known = [indication.key for indication in self.indications]
            raise KbError(f"{self.cycle.policy} has no indication {key}. {nearest(key, known)}".strip())
        return ReviewConclusions(self.cycle, self.since, indications)


def read_conclusions(reader: Reader, cycle: Cycle) -> ReviewConclusions:
    """Where the conclusions of a cycle stand. Raises KbError when the last release cannot be compared."""
    since = release_before(reader, cycle)
    changes: dict[str, list[EvidenceChange]] = {}
    if since is not None:
        changes = changes_since(reader, cycle.policy, FrozenState(reader, since))
    signed = read_sign_offs(reader, cycle)
    approved = [key for key, (sign_off, _) in signed.items() if sign_off is SignOffStatus.APPROVED]
    findings = read_findings(reader, cycle.policy, changes, approved)
    bases = basis_hashes(reader, cycle.policy, cycle.policy)
    doubts = doubts_by_indication(reader, cycle.policy)
    indications = []
    for row in run(reader, "review/approvals", policy=cycle.policy, cycle=cycle.id):
        key = row["key"]
        mine, of_indication = findings.get(key, []), changes.get(key, [])
        sign_off, approval = signed[key]
        indications.append(
            ReviewedIndication(
                key=key,
                title=row["title"],
                verdict=row["verdict"],
                effect=row["effect"],
                basis=bases[row["indication"]],
                sign_off=sign_off,
                approval=approval,
                changes=tuple(of_indication),
                findings=tuple(mine),
                unused=tuple(unused_studies(of_indication, mine)),
                doubts=doubts[key],
            )
        )
    return ReviewConclusions(cycle, since, tuple(indications))


def doubts_by_indication(reader: Reader, policy: str) -> dict[str, tuple[str, ...]]:
    """Key of each indication to what does not carry its verdict of sufficient; empty for other verdicts."""
    (checked,) = read_policies(reader, [policy])
    return {indication.key: tuple(verdict_doubts(checked, indication)) for indication in checked.indications}


def read_sign_offs(reader: Reader, cycle: Cycle) -> dict[str, tuple[SignOffStatus, SignOff | None]]:
    """Key of each indication to its sign-off in a cycle, and whether that covers what is there today."""
    today = basis_hashes(reader, cycle.policy, cycle.policy)
    sign_offs: dict[str, tuple[SignOffStatus, SignOff | None]] = {}
    for row in run(reader, "review/approvals", policy=cycle.policy, cycle=cycle.id):
        if row["who"] is None:
            sign_offs[row["key"]] = (SignOffStatus.NONE, None)
            continue
        covers = (row["signed"], row["basis_hash"]) == (row["verdict"], today.get(row["indication"]))
        approval = SignOff(row["who"], row["approved_at"], row["because"], row["signed"])
        sign_offs[row["key"]] = (SignOffStatus.APPROVED if covers else SignOffStatus.REVIEW, approval)
    return sign_offs
