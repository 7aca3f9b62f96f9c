"""One request to E-utilities: sent at the right pace, repeated when what went wrong may pass."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from kb.bibliography.pubmed.access import Access
from kb.bibliography.pubmed.faults import NotReached, TemporaryFailure, no_answer
from kb.bibliography.pubmed.pacing import Pace, enough, pause, retry_after
from kb.errors import KbError

if TYPE_CHECKING:
    import httpx

Answer = TypeVar("Answer")

_LONGEST_WAIT = 120.0
"""Seconds that we wait because the server asks to; beyond them a person should decide."""
_LARGEST = 256 << 20
"""Bytes of the largest answer that is taken; 200 records have a few million."""
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_LONGEST_ANSWER = 600.0
"""Seconds that one answer may take in all."""
_REFUSALS = {
    401: "wants a password. Correct KB_PUBMED_URL",
    403: "refuses requests from here. Ask your network people, or NCBI: eutilities@ncbi.nlm.nih.gov",
    404: "is not there. Correct KB_PUBMED_URL",
    405: "takes no such requests. Correct KB_PUBMED_URL",
    407: "is behind a proxy that wants a password. Put it into HTTPS_PROXY",
}
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, so that tests need not wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Server:
    """E-utilities at one address. A context manager: it keeps a connection open.

    Every request is a POST: queries and lists of PMIDs may be long, and the API key stays out of addresses,
    which programs on the way write down.
    """

    def __init__(self, access: Access, clock: Clock | None = None, timeout: float = 60.0) -> None:
        """``timeout``: seconds without a sign from the server."""
        self._access = access
        self._clock = clock or Clock()
        self._pace = Pace(access.per_second, self._clock.now, self._clock.sleep)
        self._client = _client(timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    @property
    def address(self) -> str:
        """Address asked."""
        return self._access.address

    def ask(self, utility: str, fields: Mapping[str, str], read: Callable[[int, bytes], Answer]) -> Answer:
        """What ``read`` makes of the status and body of an answer.

        ``read`` raises TemporaryFailure for an answer that is not what was asked for; then the request is
        repeated. Raises NoAnswer when that does not help.
        """
        from tenacity import Retrying, retry_if_exception_type

        retrying = Retrying(
            retry=retry_if_exception_type(TemporaryFailure),
            stop=enough,
            wait=pause,
            sleep=self._clock.sleep,
            reraise=True,
        )
        try:
            answer: Answer = retrying(self._once, utility, {**fields, **self._access.fields()}, read)
            return answer
        except TemporaryFailure as error:
            raise no_answer(error, self.address) from None

    def _once(self, utility: str, fields: Mapping[str, str], read: Callable[[int, bytes], Answer]) -> Answer:
        status, headers, body = self._send(utility, fields)
        if status in _PASSING:
            raise self._busy(status, headers)
        if status in _REFUSALS:
            raise KbError(f"{self.address}{utility} {_REFUSALS[status]} (status {status}).")
        if 300 <= status < 400:
            raise KbError(f"{self.address} sends elsewhere (status {status}). Correct KB_PUBMED_URL.")
        _refuse_page(body)
        try:
            return read(status, body)
        except (TemporaryFailure, KbError) as error:
            error.message = self._access.without_key(error.message)
            error.args = (error.message,)
            raise

    def _send(self, utility: str, fields: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        import httpx

        address = self.address + utility
        body, end = bytearray(), self._clock.now() + _LONGEST_ANSWER
        try:
            with self._pace.request(), self._client.stream("POST", address, data=dict(fields)) as response:
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > _LARGEST:
                        raise KbError(f"{address} sent more than {_LARGEST >> 20} MB; it was not read.")
                    if self._clock.now() > end:
                        raise TemporaryFailure("it took too long.")
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise NotReached(self._said(error)) from None
        except httpx.TimeoutException:
            raise TemporaryFailure("it took too long.") from None
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise TemporaryFailure(f"it broke off ({self._said(error)}).") from None
        return response.status_code, response.headers, bytes(body)

    def _said(self, error: Exception) -> str:
        return self._access.without_key(str(error)).strip() or type(error).__name__

    def _busy(self, status: int, headers: Mapping[str, str]) -> TemporaryFailure:
        wait = retry_after(headers.get("retry-after"))
        if wait is not None and wait > _LONGEST_WAIT:
            raise KbError(
                f"PubMed asks to wait {wait / 60:.0f} minutes (status {status}). Repeat the command then."
            )
        limit = "too many requests from here" if status == 429 else "trouble on its side"
        return TemporaryFailure(f"{limit} (status {status}).", wait)


def _client(timeout: float) -> httpx.Client:
    import httpx

    try:
        return httpx.Client(timeout=httpx.Timeout(timeout, connect=15.0), follow_redirects=False)
    except (OSError, ValueError, ImportError) as error:
        raise KbError(
            f"The settings of your network cannot be used ({error}). Look at HTTPS_PROXY, ALL_PROXY and"
            " SSL_CERT_FILE."
        ) from error


def _refuse_page(body: bytes) -> None:
    """Raise TemporaryFailure for a web page: NCBI sends one, with status 200, when it blocks or is down."""
    start = body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") and _PAGE.search(start):
        raise TemporaryFailure("a web page came instead of data.")
