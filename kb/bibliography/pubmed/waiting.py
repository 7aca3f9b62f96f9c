"""How often a request is repeated, and how long to wait before."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from kb.bibliography.pubmed.faults import Passing, Unreached

if TYPE_CHECKING:
    from tenacity import RetryCallState

_TRIES = 5
_TRIES_TO_CONNECT = 3


def enough(state: RetryCallState) -> bool:
    error = state.outcome.exception() if state.outcome else None
    return state.attempt_number >= (_TRIES_TO_CONNECT if isinstance(error, Unreached) else _TRIES)


def pause(state: RetryCallState) -> float:
    """As long as the server asks for, else 1, 2, 4, 8 s and up to a quarter more, not all at one time."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, Passing) else None
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
