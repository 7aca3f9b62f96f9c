"""Hostile statements (hostile.py): each is refused or stopped, on both engines, and nothing changes."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from kb.db.connect import read
from kb.db.readonly import query
from kb.errors import KbError
from kb.schema.tables import metadata
from tests.db.hostile import NESTED, RIGHTS, SERVER, STATEMENTS
from tests.tiers import mostly_slow

LIMIT = 0.5
"""Seconds that each statement gets."""
MOST = 5.0
"""Seconds after which it counts as not stopped; wide, for slow machines."""


def fingerprint(url: str) -> str:
    """A hash of the whole database: of the file, or of all rows of all tables."""
    if url.startswith("sqlite"):
        return hashlib.sha256(Path(urlsplit(url).path).read_bytes()).hexdigest()
    found = hashlib.sha256()
    with psycopg.connect(url) as connection:
        for name in sorted(metadata.tables):
            sql = f'SELECT x::text FROM "{name}" AS x ORDER BY 1'  # noqa: S608
            rows = connection.execute(sql.encode()).fetchall()
            found.update(repr((name, rows)).encode())
    return found.hexdigest()


def files_of_others() -> set[str]:
    """What a statement could have left in the folders that it names."""
    return {file.name for file in Path(tempfile.gettempdir()).glob("kb-hostile*")}


def reason(url: str, sql: str) -> str:
    started = time.monotonic()
    with pytest.raises(KbError) as refusal:
        query(url, sql, row_limit=1_000_000, seconds=LIMIT)
    assert time.monotonic() - started < MOST
    return str(refusal.value)


@pytest.fixture(scope="module")
def attacked_url(module_seed_url: str) -> Iterator[str]:
    """A database that is afterwards as it was before; on PostgreSQL it has a schema that is not kb's."""
    if module_seed_url.startswith("postgresql"):
        with psycopg.connect(module_seed_url) as connection:
            connection.execute("CREATE SCHEMA private")
            connection.execute("CREATE TABLE private.secret AS SELECT 'told' AS word")
            connection.execute("CREATE FUNCTION private.tell() RETURNS text IMMUTABLE RETURN 'told'")
    before = fingerprint(module_seed_url)
    yield module_seed_url
    assert fingerprint(module_seed_url) == before
    assert not files_of_others()


def test_there_are_more_than_two_hundred() -> None:
    assert len(set(STATEMENTS.values())) > 200


def statement(name: str) -> str:
    text = STATEMENTS[name]
    return text.replace("{a}", "a" * 80_000).replace("{folder}", f"{tempfile.gettempdir()}/kb-hostile")


COSTLY = [name for name in STATEMENTS if "floods" in name]
CHEAP = [name for name in STATEMENTS if name not in COSTLY]


@pytest.mark.parametrize("name", [*CHEAP, *mostly_slow(COSTLY, usual=(0, 6, 13, 15, 17))])
def test_each_is_refused_or_stopped(attacked_url: str, name: str) -> None:
    """Whichever engine it was made for; whether something has changed is looked at after the last."""
    if name in HARMLESS[urlsplit(attacked_url).scheme]:
        assert query(attacked_url, statement(name), seconds=10).rows
    else:
        reason(attacked_url, statement(name))


HARMLESS = {
    "sqlite": {"disguised: behind a line break of another kind", "disguised: comment left open"},
    "postgresql": {"sqlite floods: long replacement", "sqlite floods: trim by a long list"},
}
"""What one engine answers: SQLite ends a comment at a line feed or at the end, PostgreSQL finds faster."""


@pytest.mark.parametrize("module_seed_url", ["postgresql"], indirect=True, scope="module")
@pytest.mark.parametrize("statements", [NESTED, SERVER, RIGHTS], ids=["nested", "server", "rights"])
def test_postgresql_is_not_even_asked(attacked_url: str, statements: dict[str, str]) -> None:
    """Not refused by chance, for a missing right or a wrong argument; unknown are functions of extensions."""
    told = {name: reason(attacked_url, sql) for name, sql in statements.items()}
    guarded = ("cannot be used here", "belongs to", "from a schema")
    missed = {name: why for name, why in told.items() if not any(word in why for word in guarded)}
    assert all("does not exist" in why for why in missed.values()), missed
    assert len(missed) <= 5


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT " + "1," * 49_000 + "1",
        "SELECT " + "(" * 45_000 + "1" + ")" * 45_000,
        "SELECT 1 WHERE 1=1" + " AND 1=1" * 11_000,
        "SELECT " + "'a'||" * 19_000 + "'b'",
        "SELECT " + "round(enrolled/" * 6_000 + "1" + ")" * 6_000 + " FROM study_overview",
        "SELECT 1 FROM study_overview ORDER BY " + "study," * 16_000 + "study LIMIT 1",
        "SELECT " + '"a",' * 24_000 + "1",
        "SELECT " + "/*" * 49_000,
        "SELECT 1" + " " * 100_000,
    ],
    ids=lambda sql: sql[7:20],
)
def test_a_long_statement_is_no_bomb_for_what_looks_at_it(attacked_url: str, sql: str) -> None:
    """Hints, names and types are taken from the statement before an engine sees it; either may answer it."""
    started = time.monotonic()
    with contextlib.suppress(KbError):
        query(attacked_url, sql, seconds=LIMIT)
    assert time.monotonic() - started < MOST


def test_afterwards_the_database_answers_as_ever(attacked_url: str) -> None:
    with read(attacked_url) as reader:
        assert reader.rows("SELECT COUNT(*) AS n FROM study_overview") == [{"n": 28}]
    assert query(attacked_url, "SELECT COUNT(*) FROM study_overview").rows == [(28,)]
