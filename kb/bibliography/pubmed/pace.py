"""Keeping to the number of requests that NCBI allows in a second."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Pace:
    """Lets at most so many requests begin in any one second, as the server counts them.

    A request reaches the server some time between its sending and its answer. So a second is counted from
    the answer to the request that many places before: whatever the network does, the limit holds.
    """

    def __init__(
        self,
        per_second: int,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._answered: deque[float] = deque(maxlen=per_second)

    @contextmanager
    def request(self) -> Iterator[None]:
        """Around one request, from its sending to its answer, or its failure."""
        if len(self._answered) == self._answered.maxlen:
            while (wait := self._answered[0] + 1.0 - self._clock()) > 0:
                self._sleep(wait)
        try:
            yield
        finally:
            self._answered.append(self._clock())
