"""ClinicalTrials.gov: trials by their numbers from its API (version 2), or from files saved at its site."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kb.bibliography.registries.registered_trial import NUMBER, RegisteredTrial
from kb.bibliography.registries.trial_csv import trials_of_csv
from kb.bibliography.registries.trial_json import trials_of_json
from kb.errors import KbError
from kb.files import content_of

if TYPE_CHECKING:
    import httpx

ADDRESS = "https://clinicaltrials.gov/api/v2/"
_BATCH = 100
"""Numbers asked for at once."""
_LARGEST = 256 << 20
"""Bytes of the largest file or answer that is taken."""
_WAITS = (1.0, 5.0, 20.0)
"""Seconds before each repetition of a request that failed in a way that may pass."""
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))


def trials_in_file(file: Path) -> list[RegisteredTrial]:
    """The trials of a file that the site saved, JSON or CSV by its content. Raises KbError."""
    content = content_of(file, _LARGEST)
    start = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return (trials_of_json if start[:1] in (b"{", b"[") else trials_of_csv)(content, str(file))


def trials_by_number(
    numbers: Sequence[str], sleep: Callable[[float], None] = time.sleep
) -> list[RegisteredTrial]:
    """The trials of these numbers that the registry has, at ``KB_TRIALS_URL``. Raises KbError."""
    if wrong := [number for number in numbers if not NUMBER.fullmatch(number)]:
        raise KbError(f"{', '.join(wrong)}: no number of ClinicalTrials.gov. They look like NCT02594124.")
    address = (os.environ.get("KB_TRIALS_URL") or ADDRESS).rstrip("/") + "/studies"
    return [
        trial for content in _pages(numbers, address, sleep) for trial in trials_of_json(content, address)
    ]


def _pages(numbers: Sequence[str], address: str, sleep: Callable[[float], None]) -> Iterator[bytes]:
    import httpx

    try:
        client = httpx.Client(timeout=httpx.Timeout(60.0, connect=15.0), follow_redirects=True)
    except (OSError, ValueError, ImportError) as error:
        raise KbError(
            f"The settings of your network cannot be used ({error}). Look at HTTPS_PROXY."
        ) from error
    with client:
        for first in range(0, len(numbers), _BATCH):
            wanted = ",".join(numbers[first : first + _BATCH])
            yield _answer(client, (address, {"filter.ids": wanted, "pageSize": str(_BATCH)}), sleep)


def _answer(
    client: httpx.Client, request: tuple[str, dict[str, str]], sleep: Callable[[float], None]
) -> bytes:
    """The body of an answer; repeated when what went wrong may pass."""
    import httpx

    address, fields = request
    trouble = ""
    for wait in (*_WAITS, None):
        try:
            response = client.get(address, params=fields)
        except (httpx.TransportError, httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            trouble = f"{address} did not answer ({str(error).strip() or type(error).__name__})."
            if not isinstance(error, httpx.TimeoutException | httpx.ReadError | httpx.RemoteProtocolError):
                break
        else:
            if response.status_code == 200:
                return response.content
            trouble = f"{address} answered with status {response.status_code}."
            if response.status_code not in _PASSING:
                break
        if wait is not None:
            sleep(wait)
    remedy = "Try later, or save the studies at ClinicalTrials.gov as JSON or CSV and give the file."
    raise KbError(f"{trouble} {remedy}")
