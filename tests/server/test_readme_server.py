"""The shell lines of the page about a team's server, run as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.command_line import Terminal
from tests.readme.pages import PAGES, blocks
from tests.server.replica import Pair, replicated

HOSTS = {"db.example.org": "primary", "replica.example.org": "standby"}


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Two servers that nobody has set up yet."""
    with replicated() as found:
        yield found


def lines_of(pair: Pair) -> list[str]:
    """The lines of the page, with the servers of this test in the place of those it names."""
    text = "".join(blocks(PAGES["server"], "bash"))
    for host, server in HOSTS.items():
        assert f"@{host}/kb" in text
        place = urlsplit(getattr(pair, server)).query
        text = text.replace(f"@{host}/kb", f"@/kb?{place}")
    return text.splitlines()


def test_the_lines_work_in_order(pair: Pair, tmp_path: Path) -> None:
    """A team that types what the page says has its server, its logins and a replica to read from."""
    chosen: dict[str, str] = {}
    printed = ""
    for line in lines_of(pair):
        if line.startswith("export "):
            name, _, value = line.removeprefix("export ").partition("=")
            chosen[name] = value
            pair.catch_up()  # a login of the moment before is not on the replica yet
        else:
            printed += Terminal(tmp_path, chosen).told(line)
    assert "given: rita is a member of kb_reader" in printed
    assert (tmp_path / "7.01.75.md").stat().st_size > 10_000
    assert len(set(re.findall(r"content hash (\w{64})", printed))) == 1
    with psycopg.connect(pair.primary) as connection:
        owner = connection.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'study'").fetchone()
    assert owner == ("kb_owner",)
