"""The shell lines of the README's section about a team's server, run as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.server.replica import Pair, replicated

CHECKOUT = Path(__file__).parents[2]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
HOSTS = {"db.example.org": "primary", "replica.example.org": "standby"}


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Two servers that nobody has set up yet."""
    with replicated() as found:
        yield found


def script(pair: Pair) -> str:
    section = README.split("\n## A server for the team\n")[1].split("\n## ")[0]
    text = "\n".join(re.findall(r"```bash\n(.*?)```", section, flags=re.DOTALL))
    for host, server in HOSTS.items():
        assert f"@{host}/kb" in text
        place = urlsplit(getattr(pair, server)).query
        text = text.replace(f"@{host}/kb", f"@/kb?{place}")
    return f'kb() {{ "{sys.executable}" -m kb "$@"; }}\nset -eu\n{text}'


def test_the_lines_work_in_order(pair: Pair, tmp_path: Path) -> None:
    home = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
    run = subprocess.run(
        ["bash", "-c", script(pair)],
        cwd=tmp_path,
        env=home | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "given: rita is a member of kb_reader" in run.stdout
    assert (tmp_path / "7.01.75.md").stat().st_size > 10_000
    assert len(set(re.findall(r"content hash (\w{64})", run.stdout))) == 1
    with psycopg.connect(pair.primary) as connection:
        owner = connection.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'study'").fetchone()
    assert owner == ("kb_owner",)
