"""Hostile statements that cost time, memory or locks: each is refused or stopped in time, nothing changes.

Those that write, set or read files are in test_readonly.py; together they are more than sixty.
"""

# ruff: noqa: S608, E501  (statements made to do harm, each in one piece)

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from kb.db.connect import read
from kb.db.readonly import query
from kb.errors import KbError
from kb.schema.tables import metadata
from tests.db import test_readonly as writing

LIMIT = 0.5
"""Seconds that each statement gets."""
MOST = 5.0
"""Seconds after which it counts as not stopped; wide, for slow machines."""

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
FIGURES = "figure AS a CROSS JOIN figure AS b CROSS JOIN figure AS c CROSS JOIN figure AS d"

BOTH = {
    "recursion without end": f"{ENDLESS} SELECT COUNT(*) FROM n",
    "recursion joined with itself": f"{ENDLESS} SELECT COUNT(*) FROM n AS a JOIN n AS b ON a.i < b.i",
    "recursion in a subquery": f"SELECT 1 WHERE 0 = ({ENDLESS} SELECT SUM(i) FROM n)",
    "recursion that grows in width": "WITH RECURSIVE n (t) AS (SELECT 'x' UNION ALL SELECT t || t FROM n)"
    " SELECT MAX(LENGTH(t)) FROM n",
    "recursion without repeats": "WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n)"
    " SELECT COUNT(*) FROM n",
    "cross join": f"SELECT COUNT(*) FROM {FIGURES}",
    "huge sort": f"SELECT a.id FROM {FIGURES} ORDER BY d.id, c.id, b.id, a.id",
    "huge distinct": f"SELECT COUNT(*) FROM (SELECT DISTINCT a.id, b.id, c.id, d.id FROM {FIGURES}) AS x",
    "huge group": f"SELECT a.id, b.id, c.id, COUNT(*) FROM {FIGURES} GROUP BY a.id, b.id, c.id",
    "window over everything": "SELECT MAX(n) FROM (SELECT ROW_NUMBER() OVER (ORDER BY a.id || b.id || c.id)"
    f" AS n FROM {FIGURES}) AS x",
    "long scan without index": f"SELECT COUNT(*) FROM {FIGURES} WHERE a.reported || d.reported LIKE '%1%'",
    "correlated scan": f"SELECT COUNT(*) FROM {FIGURES} WHERE NOT EXISTS (SELECT 1 FROM result AS r"
    " WHERE r.id || a.id = b.id || c.id)",
    "two endless halves": f"SELECT * FROM ({ENDLESS} SELECT i FROM n) AS a EXCEPT SELECT 1",
}

SQLITE = {
    "short text in a long one": "WITH t (x) AS (SELECT '{a}') SELECT instr(x, substr(x, 1, 40000) || 'b') FROM t",
    "long replacement": "WITH t (x) AS (SELECT '{a}') SELECT replace(x, substr(x, 1, 40000), 'b') FROM t",
    "replacement that grows": "WITH t (x) AS (SELECT '{a}') SELECT length(replace(x, 'a', x)) FROM t",
    "trim by a long list": "WITH t (x) AS (SELECT '{a}') SELECT trim(x, x) FROM t",
    "long pattern": "WITH t (x) AS (SELECT '{a}') SELECT x LIKE '%' || substr(x, 1, 30000) || 'b%' FROM t",
    "long glob": "WITH t (x) AS (SELECT '{a}') SELECT x GLOB '*' || substr(x, 1, 30000) || 'b*' FROM t",
    "random blob": "SELECT randomblob(900000000)",
    "format": "SELECT format('%.*c', 900000000, 'x')",
    "hex of a flood": "SELECT hex(zeroblob(900000000))",
    "long concatenation": "SELECT length(group_concat(a.id || b.id)) FROM figure AS a CROSS JOIN figure AS b"
    " CROSS JOIN figure AS c",
    "json of everything": "SELECT length(json_group_array(a.id || b.id)) FROM figure AS a CROSS JOIN figure AS b"
    " CROSS JOIN figure AS c",
    "file read": "SELECT readfile('/etc/passwd')",
    "file write": "SELECT writefile('/tmp/kb-hostile', 'x')",
    "editor": "SELECT edit('x', 'true')",
    "tokenizer pointer": "SELECT fts3_tokenizer('simple')",
    "temporary schema": "INSERT INTO sqlite_temp_master VALUES (1, 2, 3, 4, 5)",
    "schema": "UPDATE sqlite_master SET sql = ''",
    "detach": "DETACH main",
    "pragma through a join": "SELECT * FROM study JOIN pragma_database_list",
    "statement as a table": "SELECT * FROM sqlite_dbpage",
}

POSTGRES = {
    "sleep": "SELECT pg_sleep(60)",
    "sleep for each row": "SELECT pg_sleep(60) FROM figure",
    "long repeat": "SELECT LENGTH(STRING_AGG(REPEAT('x', 100000), ',')) FROM generate_series(1, 100000000)",
    "series": "SELECT COUNT(*) FROM generate_series(1, 100000000000)",
    "regular expression": "SELECT COUNT(*) FROM generate_series(1, 100000000) AS s (i)"
    " WHERE REPEAT('ab', 1000 + i) ~ '(a|b)*c'",
    "lock by name": "SELECT COUNT(*) FROM (SELECT pg_sleep(60), pg_advisory_lock(1)) AS x",
    "limit lifted, then wait": "SELECT set_config('statement_timeout', '0', true), pg_sleep(60)",
    "share lock": "SELECT * FROM study FOR SHARE",
    "key lock": "SELECT * FROM study FOR KEY SHARE",
    "lock table": "LOCK TABLE study IN ACCESS EXCLUSIVE MODE",
    "copy out": "COPY study TO STDOUT",
    "copy in": "COPY study FROM STDIN",
    "listen": "LISTEN kb",
    "truncate": "TRUNCATE study CASCADE",
    "grant": "GRANT ALL ON study TO PUBLIC",
    "discard": "DISCARD ALL",
    "deallocate": "DEALLOCATE ALL",
    "refresh": "REFRESH MATERIALIZED VIEW study_overview",
    "comment": "COMMENT ON TABLE study IS ''",
    "isolation": "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    "second cursor": "SELECT 1; DECLARE c CURSOR FOR SELECT 1",
    "fetch from ours": "FETCH ALL FROM kb_sql",
    "close ours": "CLOSE kb_sql",
    "explain that runs": "EXPLAIN ANALYZE DELETE FROM study",
    "sequence": "SELECT nextval('change_id_seq')",
    "large object": "SELECT lo_create(0)",
    "list of files": "SELECT pg_ls_dir('/')",
    "execute": "EXECUTE kb_sql",
}


def fingerprint(url: str) -> str:
    """A hash of the whole database: of the file, or of all rows of all tables."""
    if url.startswith("sqlite"):
        return hashlib.sha256(Path(urlsplit(url).path).read_bytes()).hexdigest()
    found = hashlib.sha256()
    with psycopg.connect(url) as connection:
        for name in sorted(metadata.tables):
            rows = connection.execute(f'SELECT x::text FROM "{name}" AS x ORDER BY 1'.encode()).fetchall()
            found.update(repr((name, rows)).encode())
    return found.hexdigest()


def stopped(url: str, sql: str) -> None:
    started = time.monotonic()
    with pytest.raises(KbError):
        query(url, sql, row_limit=1_000_000, seconds=LIMIT)
    assert time.monotonic() - started < MOST


@pytest.fixture(scope="module")
def before(loaded_url: str) -> str:
    """The fingerprint of the database before anything was tried."""
    return fingerprint(loaded_url)


def test_there_are_more_than_sixty() -> None:
    lists = (BOTH, SQLITE, POSTGRES, writing.ATTACKS, writing.SQLITE_ATTACKS, writing.POSTGRES_ATTACKS)
    assert len({sql for each in lists for sql in each.values()}) >= 60


@pytest.mark.parametrize("name", BOTH)
def test_what_costs_too_much_is_stopped(loaded_url: str, before: str, name: str) -> None:
    stopped(loaded_url, BOTH[name])
    assert fingerprint(loaded_url) == before


@pytest.mark.parametrize("name", writing.ATTACKS)
def test_what_writes_leaves_no_trace(loaded_url: str, before: str, name: str) -> None:
    stopped(loaded_url, writing.ATTACKS[name])
    assert fingerprint(loaded_url) == before


@pytest.mark.parametrize("loaded_url", ["sqlite"], indirect=True, scope="session")
@pytest.mark.parametrize("name", SQLITE)
def test_sqlite_makes_no_flood(loaded_url: str, before: str, name: str) -> None:
    stopped(loaded_url, SQLITE[name].format(a="a" * 80_000) if "{a}" in SQLITE[name] else SQLITE[name])
    assert fingerprint(loaded_url) == before
    assert not Path("/tmp/kb-hostile").exists()


@pytest.mark.parametrize("loaded_url", ["postgresql"], indirect=True, scope="session")
@pytest.mark.parametrize("name", POSTGRES)
def test_postgresql_is_not_held_up(loaded_url: str, before: str, name: str) -> None:
    stopped(loaded_url, POSTGRES[name])
    assert fingerprint(loaded_url) == before


def test_afterwards_the_database_answers_as_ever(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        assert reader.rows("SELECT COUNT(*) AS n FROM study_overview") == [{"n": 28}]
