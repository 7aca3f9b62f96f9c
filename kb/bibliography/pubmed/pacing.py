"""When requests are sent: how many NCBI allows in a second, how often and when one is repeated."""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from kb.bibliography.pubmed.faults import NotReached, TemporaryFailure

if TYPE_CHECKING:
    from tenacity import RetryCallState

_TRIES = 5
_TRIES_TO_CONNECT = 3


def enough(state: RetryCallState) -> bool:
    error = state.outcome.exception() if state.outcome else None
    return state.attempt_number >= (_TRIES_TO_CONNECT if isinstance(error, NotReached) else _TRIES)


def pause(state: RetryCallState) -> float:
    """As long as the server asks for, else 1, 2, 4, 8 s and up to a quarter more, not all at one time."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, TemporaryFailure) else None
    if asked is not None:
        return asked
    return float(2 ** (state.attempt_number - 1)) * (1 + random.random() / 4)


def retry_after(value: str | None) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3); None = it asks for nothing."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())


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
