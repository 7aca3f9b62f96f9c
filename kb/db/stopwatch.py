"""Time that a statement may take, not counting the time of whoever reads its rows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Runs only while the engine works."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._started: float | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let time pass inside."""
        self._started = time.monotonic()
        try:
            yield
        finally:
            self._left = self.left
            self._started = None

    @property
    def left(self) -> float:
        """Seconds left; negative when overdue."""
        passed = 0.0 if self._started is None else time.monotonic() - self._started
        return self._left - passed
