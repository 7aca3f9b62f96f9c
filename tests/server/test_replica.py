"""Reads go to a streaming standby, writes to the primary; what a standby cannot do is said in words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from typer.testing import CliRunner, Result

from kb.cli.app import make_app
from kb.db.copying import copy
from kb.db.roles import RolesRequest, set_up_roles
from kb.settings import Settings
from tests.databases import SqliteFolder
from tests.server.logins import as_login
from tests.server.replica import Pair, replicated

NOWHERE = "postgresql://nobody@127.0.0.1:1/kb"


@pytest.fixture(scope="module")
def pair(sqlite_databases: SqliteFolder) -> Iterator[Pair]:
    """Primary and standby, filled with the evidence, with a reader's login."""
    with replicated() as found:
        copy(f"sqlite:///{sqlite_databases.seed.as_posix()}", found.primary)
        set_up_roles(found.primary, RolesRequest("kb", {"rita": "reader", "eda": "editor"}))
        found.catch_up()
        yield found


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("KB_")]:
        monkeypatch.delenv(name)


def kb(*arguments: str, write: str, read: str = "") -> Result:
    return CliRunner().invoke(
        make_app(), list(arguments), env={"KB_DATABASE_URL": write, "KB_READ_URL": read}
    )


READS = (
    ("summary", "7.01.75", "--full"),
    ("report", "7.01.75"),
    ("policy", "list"),
    ("study", "list", "--indication", "hcc"),
    ("study", "show", "wang-2015"),
    ("reference", "list", "--policy", "7.01.75"),
    ("schema", "study_overview"),
    ("sql", "SELECT study, year FROM study_overview ORDER BY study"),
)


@pytest.mark.parametrize("command", READS, ids=lambda command: " ".join(command[:2]))
def test_a_read_needs_the_standby_only_and_says_the_same(pair: Pair, command: tuple[str, ...]) -> None:
    """The primary's URL leads nowhere, so that a read which went there would fail."""
    replica = kb(*command, write=NOWHERE, read=as_login(pair.standby, "rita"))
    assert replica.exit_code == 0, replica.output
    assert replica.stdout == kb(*command, write=as_login(pair.primary, "rita")).stdout != ""


def test_sql_runs_on_the_standby(pair: Pair) -> None:
    ask = ("sql", "SELECT CAST(pg_is_in_recovery() AS text) AS standby", "--format", "csv")
    primary, standby = as_login(pair.primary, "rita"), as_login(pair.standby, "rita")
    assert kb(*ask, write=primary, read=standby).stdout.splitlines() == ["standby", "true"]
    assert kb(*ask, write=primary).stdout.splitlines() == ["standby", "false"]
    chosen = kb("--read-database", standby, *ask, write=primary)
    assert chosen.stdout.splitlines() == ["standby", "true"]


def test_an_option_outweighs_the_environment(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_READ_URL", pair.standby)
    assert Settings.read(pair.primary).read_database == pair.primary
    assert Settings.read().read_database == pair.standby


def test_a_load_goes_to_the_primary_and_comes_to_the_standby(pair: Pair, tmp_path: Path) -> None:
    both = {"write": as_login(pair.primary, "eda"), "read": as_login(pair.standby, "rita")}
    assert kb("dump", str(tmp_path / "mine"), **both).exit_code == 0
    file = tmp_path / "mine" / "studies" / "wang-2015.yaml"
    file.write_text(file.read_text().replace("label: Wang et al (2015)", "label: Wang anew"))
    done = kb("load", str(tmp_path / "mine"), "--why", "a better label", **both)
    assert done.exit_code == 0, done.output
    assert "1 changed" in done.stderr
    assert pair.catch_up() < 10
    assert "Wang anew" in kb("study", "list", **both).stdout


def test_writing_to_a_standby_is_refused_in_words(pair: Pair, tmp_path: Path) -> None:
    for command in (("load",), ("migrate",), ("dump", str(tmp_path))):
        run = kb(*command, write=pair.standby)
        assert run.exit_code == 1, run.output
        assert "the server is a replica" in run.stderr
        assert "Traceback" not in run.output


def test_a_standby_that_lags_behind_a_migration_gets_its_own_advice(pair: Pair) -> None:
    def version(number: str) -> None:
        with psycopg.connect(pair.primary) as connection:
            connection.execute("UPDATE alembic_version SET version_num = %s", (number,))
        pair.catch_up()

    with psycopg.connect(pair.primary) as connection:
        (now,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    version("0000")
    try:
        for command in (("policy", "list"), ("sql", "SELECT 1")):
            run = kb(*command, write=pair.primary, read=pair.standby)
            assert run.exit_code == 4
            assert "run `kb migrate` on the primary" in run.stderr
    finally:
        version(now)


def test_a_standby_that_does_not_answer_is_named(pair: Pair) -> None:
    run = kb("policy", "list", write=pair.primary, read=NOWHERE)
    assert run.exit_code == 1
    assert "cannot be reached" in run.stderr
    assert "KB_READ_URL" in run.stderr
