"""Invented trials, effects and curves included: the rules are silent on sound ones, and find most slips.

The trials know nothing of the rules (``tests/benchmarks/invented``), and ``python tests/benchmarks/rules.py``
measures more of them.
"""

from __future__ import annotations

import pytest

from tests.benchmarks.invented.slips import EXCHANGES, KINDS, with_exchange, with_typo
from tests.benchmarks.rules import of_slips, of_sound


@pytest.mark.parametrize("trials", [60, pytest.param(1000, marks=pytest.mark.slow)])
def test_sound_trials_are_hardly_ever_warned_of(trials: int) -> None:
    """No more than one in a hundred, by all rules together."""
    warned, _ = of_sound(trials, "")
    assert warned.found <= trials // 100, warned.line("sound")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "least"),
    [("survival", 45), ("means", 40), ("counts", 75), ("ratios", 55), ("follow-up", 10), ("accuracy", 75)],
)
def test_of_mistyped_numbers_most_are_found(kind: str, least: int) -> None:
    """In percent of typos of that kind; the figures of the benchmark are somewhat higher."""
    assert kind in KINDS
    tally = of_slips(kind, with_typo, 100, "")
    assert tally.percent(tally.found) >= least, tally.line(kind)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "least"), [("arms", 60), ("outcomes", 60), ("times", 75), ("p values", 65), ("contrasts", 55)]
)
def test_of_what_was_exchanged_most_is_found(kind: str, least: int) -> None:
    """In percent of exchanges of that kind."""
    assert kind in EXCHANGES
    tally = of_slips(kind, with_exchange, 100, "")
    assert tally.percent(tally.found) >= least, tally.line(kind)
