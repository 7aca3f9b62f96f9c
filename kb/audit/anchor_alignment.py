"""Where the excerpts of one edition of a document are in another one.

The excerpts follow one another in the document of record at known distances. In another edition, text was
inserted, left out, wrapped or moved, so distances change here and there and hold everywhere else. Of all
places where an excerpt could stand, the chain of places is chosen that is likeliest as a whole: each place
that keeps the distance from the one before speaks for itself as strongly as the excerpt is rare in the text;
a changed distance speaks against it the more the larger the change, and going back in the text most. An
excerpt without a likely place is left out. This is the Viterbi algorithm (doi:10.1109/TIT.1967.1054010) over
places, with the best chains kept at each step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log

from kb.audit.anchors import ExcerptAnchor

_KEPT = 0.97
"""How often the distance between two excerpts side by side is the same in another edition."""
_UNCHANGED = 1500
"""Characters over which that gets rarer by the factor e: much text is more often changed than little."""
_MISSING = 0.03
"""How often an excerpt is not there any more."""
_BACK = 1e-4
"""How much rarer text is moved back than inserted or left out."""
_NAMED = 1.5
"""What it speaks for a place that its study is the last named before it, in nats."""
_MISNAMED = -3.0
"""What it speaks against a place that another study is."""
_MOST_CHAINS = 80
_MOST_PLACES = 400
"""An excerpt found in more places than this shows nothing."""


@dataclass(frozen=True, slots=True)
class AnchorPlace:
    """A place where an anchor could be: in the folded text, in the text, whether its study is named."""

    folded: int
    start: int
    named: bool | None


@dataclass(frozen=True, slots=True)
class _Target:
    """A place that a chain could go on to, for the anchor of this number that is recorded at ``recorded``."""

    anchor: int
    recorded: int
    place: AnchorPlace
    rarity: float

    @property
    def worth(self) -> float:
        """What the place speaks for itself, in nats."""
        named = self.place.named
        return self.rarity + (0.0 if named is None else _NAMED if named else _MISNAMED)


@dataclass(frozen=True, slots=True)
class _Chain:
    score: float
    recorded: int
    start: int
    anchor: int
    candidate: AnchorPlace | None
    before: _Chain | None


def tolerance(distance: int) -> float:
    """By how many characters a distance may change when the text between is the same, but set otherwise."""
    return 3 + 0.03 * distance


def align(
    anchors: Sequence[ExcerptAnchor], places_of: Callable[[ExcerptAnchor], Sequence[AnchorPlace]], length: int
) -> list[AnchorPlace | None]:
    """For each anchor its likeliest place in a text of some length, or None."""
    scale = log(length)
    chains = [_Chain(0.0, 0, 0, -1, None, None)]
    for index, anchor in enumerate(anchors):
        places = places_of(anchor)
        if 0 < len(places) <= _MOST_PLACES:
            rarity = log(length / len(places)) + log((1 - _MISSING) / _MISSING)
            targets = [_Target(index, anchor.start, place, rarity) for place in places]
            longer = [_extended(chains, target, scale) for target in targets]
            chains = sorted([*chains, *longer], key=lambda chain: -chain.score)[:_MOST_CHAINS]
    likeliest: list[AnchorPlace | None] = [None] * len(anchors)
    chain: _Chain | None = chains[0]
    while chain is not None and chain.candidate is not None:
        likeliest[chain.anchor] = chain.candidate
        chain = chain.before
    return likeliest


def _extended(chains: Sequence[_Chain], target: _Target, scale: float) -> _Chain:
    """The best chain that ends at a place."""
    best, score = chains[0], float("-inf")
    for chain in chains:
        if chain.score + target.worth <= score:
            break  # chains are sorted, and a step never adds anything
        reached = chain.score + target.worth + _step(chain, target.recorded, target.place.start, scale)
        if reached > score:
            best, score = chain, reached
    return _Chain(score, target.recorded, target.place.start, target.anchor, target.place, best)


def _step(chain: _Chain, recorded: int, start: int, scale: float) -> float:
    """The logarithm of how likely this step is in another edition; ``scale`` is that of the text's length."""
    distance = recorded - chain.recorded
    change = abs(start - chain.start - distance)
    if chain.candidate is not None and (start == chain.start) != (distance == 0):
        return float("-inf")
    kept = _KEPT * exp(-distance / _UNCHANGED)
    allowed = tolerance(distance)
    if change <= allowed:
        return log(max(kept, 0.1) / (2 * allowed + 1))
    # By much or little, or to anywhere at all.
    moved = max(1 / (2 * scale * change), exp(-scale))
    return log((1 - kept) * moved) + (log(_BACK) if start < chain.start else 0.0)
