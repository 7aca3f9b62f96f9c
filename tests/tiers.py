"""Which of many cases belong to the usual run. CONTRIBUTING says what the tiers are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest


def mostly_slow(cases: Iterable[Any], usual: Sequence[int] = (0,)) -> list[Any]:
    """The cases of a parametrized test: those at the given places in the usual run, the others slow."""
    return [
        case if place in usual else pytest.param(case, marks=pytest.mark.slow)
        for place, case in enumerate(cases)
    ]
