"""The day that dates are compared with: today, unless another is set for a run or a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_set: ContextVar[date | None] = ContextVar("day of the check", default=None)


def today() -> date:
    """The day of the check."""
    return _set.get() or datetime.now(UTC).date()


@contextmanager
def set_to(day: date) -> Iterator[None]:
    """Hold dates against this day inside the block."""
    token = _set.set(day)
    try:
        yield
    finally:
        _set.reset(token)
