"""Made-up 2x2 tables for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from kb.statistics.two_by_two import TwoByTwo


@st.composite
def tables(draw: st.DrawFn, most: int = 120, *, fewest: int = 0) -> TwoByTwo:
    """Any table with up to ``most`` patients a group and at least ``fewest`` in each cell."""
    counts = []
    for _ in range(2):
        total = draw(st.integers(max(1, 2 * fewest), most))
        counts += [draw(st.integers(fewest, total - fewest)), total]
    return TwoByTwo(*counts)
