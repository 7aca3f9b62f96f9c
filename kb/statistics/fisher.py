"""Fisher's exact test of a 2x2 table.

Two-sided p: the probability, with both margins fixed, of all tables that are no more probable than the
observed one (Fisher 1935, doi:10.2307/2342435; so do R's ``fisher.test``, SciPy and SAS). Written out here
because the checks try thousands of tables, and SciPy takes a second to import and a millisecond for each; the
tests compare the two.
"""

from __future__ import annotations

from dataclasses import dataclass

_TIE = 1 + 1e-7
"""Tables whose probabilities differ by less are equally probable (as in R: that is computing error)."""
_NEGLIGIBLE = 1e-300


@dataclass(frozen=True, slots=True)
class Exact:
    """Probabilities under the null hypothesis: of the observed table, and of it with those beyond."""

    observed: float
    two_sided: float
    fewer: float
    """As many events or fewer in the first group."""
    more: float
    """As many events or more in the first group."""

    @property
    def mid_p(self) -> float:
        """Two-sided, with half of the observed table's probability (doi:10.1002/sim.3531)."""
        return self.two_sided - self.observed / 2

    @property
    def one_sided(self) -> float:
        """In the direction of the observed difference."""
        return min(self.fewer, self.more)


def exact_test(events1: int, total1: int, events2: int, total2: int) -> Exact:
    """Test whether two groups differ in their proportion of events."""
    all_events = events1 + events2
    weights = _weights(total1, total2, all_events)
    whole = sum(weights.values())
    observed = weights.get(events1, 0.0)
    limit = observed * _TIE
    return Exact(
        observed / whole,
        min(1.0, sum(weight for weight in weights.values() if weight <= limit) / whole),
        min(1.0, sum(weight for events, weight in weights.items() if events <= events1) / whole),
        min(1.0, sum(weight for events, weight in weights.items() if events >= events1) / whole),
    )


def _weights(total1: int, total2: int, all_events: int) -> dict[int, float]:
    """Return how probable each count in the first group is, relative to the most probable one.

    Counts too improbable for a float are left out. From one count to the next the hypergeometric probability
    changes by a ratio of whole numbers, so no factorial is needed.
    """
    lowest, highest = max(0, all_events - total2), min(total1, all_events)
    mode = (all_events + 1) * (total1 + 1) // (total1 + total2 + 2)
    weights = {mode: 1.0}
    weight, events = 1.0, mode
    while events < highest and weight > _NEGLIGIBLE:
        ratio = (total1 - events) * (all_events - events)
        weight *= ratio / ((events + 1) * (total2 - all_events + events + 1))
        events += 1
        weights[events] = weight
    weight, events = 1.0, mode
    while events > lowest and weight > _NEGLIGIBLE:
        ratio = events * (total2 - all_events + events)
        weight *= ratio / ((total1 - events + 1) * (all_events - events + 1))
        events -= 1
        weights[events] = weight
    return weights
