"""Counts of an audit, by study and in all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.audit.checked_claims import CheckedClaim, ClaimStatus
from kb.audit.claims import Owner
from kb.audit.numerals import Fate, Numeral


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts for one owner of figures.

    ``ok``, ``differs`` and ``gone`` count the places that state its figures, ``unlocated`` its figures
    without
    a place in the document it was read from. ``claimed`` and ``unclaimed`` count the numbers of its
    passages that are figures; both 0 for an owner that is no study.
    """

    owner: Owner | None
    label: str
    ok: int
    differs: int
    gone: int
    claimed: int
    unclaimed: int
    unlocated: int = 0

    @property
    def coverage(self) -> float | None:
        """Claimed numbers of all there are to cover, in percent; None where there are none.

        To cover are the numbers of the passages that are figures, and the figures without a place.
        """
        whole = self.claimed + self.unclaimed + self.unlocated
        return 100 * self.claimed / whole if whole else None


def tallies_of(
    checks: Sequence[CheckedClaim],
    numerals: Sequence[Numeral],
    untraced: Sequence[Owner],
    labels: dict[str, str],
) -> tuple[Tally, ...]:
    """One for each owner, studies in the order of the text, then the policy's and guidelines' own."""
    order: dict[Owner, int] = dict.fromkeys(untraced, _LAST)
    for check in checks:
        order[check.claim.owner] = min(check.near, order.get(check.claim.owner, check.near))
    tallies = []
    for owner in sorted(order, key=lambda owner: (owner.kind != "study", order[owner], owner)):
        own = [check for check in checks if check.claim.owner == owner]
        numbers = [numeral for numeral in numerals if owner.kind == "study" and numeral.study == owner.key]
        label = labels.get(owner.key, owner.key) if owner.kind == "study" else f"{owner.kind} {owner.key}"
        tallies.append(tally(owner, label, own, numbers, untraced.count(owner)))
    return tuple(tallies)


_LAST = 10**9
"""After every character of a text: studies that no place of it is given for."""


def tally(
    owner: Owner | None,
    label: str,
    checks: Sequence[CheckedClaim],
    numerals: Iterable[Numeral],
    unlocated: int = 0,
) -> Tally:
    """The counts of some figures and numbers; without an owner, of all."""
    counts = {status: sum(check.status is status for check in checks) for status in ClaimStatus}
    fates = [numeral.fate for numeral in numerals]
    return Tally(
        owner,
        label,
        counts[ClaimStatus.OK],
        counts[ClaimStatus.DIFFERS],
        counts[ClaimStatus.GONE],
        fates.count(Fate.CLAIMED),
        fates.count(Fate.UNCLAIMED),
        unlocated,
    )
