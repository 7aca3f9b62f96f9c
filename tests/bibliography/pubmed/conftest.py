"""A server of E-utilities, a client for it, and a clock that nobody has to wait for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb.bibliography.pubmed.access import Access
from kb.bibliography.pubmed.server import Clock, Server
from tests.bibliography.pubmed.eutils import Eutils, serving


class FakeClock:
    """Time that only passes when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


Connect = Callable[..., Server]


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the machine, and no settings of the person who runs the tests."""
    for name in list(os.environ):
        if name.startswith("KB_PUBMED") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still."""
    return FakeClock()


@pytest.fixture
def eutils(clock: FakeClock) -> Iterator[Eutils]:
    """A server without records."""
    with serving(Eutils(now=clock.now)) as server:
        yield server


@pytest.fixture
def connect(eutils: Eutils, clock: FakeClock) -> Iterator[Connect]:
    """Makes clients of that server; ``timeout`` in seconds, other arguments are those of Access."""
    opened: list[Server] = []

    def make(timeout: float = 30.0, **account: str) -> Server:
        access = Access(eutils.address, email="ada@example.org", **account)
        opened.append(Server(access, Clock(clock.now, clock.sleep), timeout=timeout))
        return opened[-1]

    yield make
    for server in opened:
        server.__exit__(None, None, None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a download goes."""
    return tmp_path / "found.nbib"
