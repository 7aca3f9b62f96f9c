"""Ad hoc SQL reads; everything else is refused by the engine itself."""

from __future__ import annotations

import _thread
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from kb.db import readonly_sqlite
from kb.db.connect import write_engine
from kb.db.readonly import Bounds, ask, query
from kb.errors import KbError, NeedsUpgrade
from kb.schema.views import views


@pytest.fixture(scope="module")
def one_record_url(module_url: str) -> str:
    """A database with one record; nothing that this module does may change it."""
    with write_engine(module_url).begin() as connection:
        connection.execute(
            text(
                "INSERT INTO record (id, kind, name, content_hash, synced_hash)"
                " VALUES ('studies/wang-2015', 'k', 'wang-2015', '', '')"
            )
        )
    return module_url


def test_a_select_is_answered_with_its_columns(one_record_url: str) -> None:
    answer = query(one_record_url, "SELECT name, 1 AS one FROM record;  ")
    assert answer.columns == ("name", "one")
    assert answer.rows == [("wang-2015", 1)]
    assert not answer.truncated


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM arm_result",
        "SELECT * FROM policy_reference",
        "WITH a AS (SELECT 1 AS x) SELECT * FROM a UNION SELECT 2 ORDER BY 1",
        "SELECT study, ROW_NUMBER() OVER (ORDER BY year) FROM study_overview WHERE label LIKE '%a%'",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n -- 9",
        "VALUES (1), (2)",
        "SELECT '%', ':name', UPPER('a') || ROUND(1.5)",
    ],
)
def test_reading_of_every_kind_is_allowed(one_record_url: str, sql: str) -> None:
    assert query(one_record_url, sql).columns


def test_every_public_view_can_be_asked(one_record_url: str) -> None:
    for view in views():
        assert query(one_record_url, view.select).columns


def test_a_statement_without_end_is_stopped(one_record_url: str) -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT COUNT(*) FROM n"
    started = time.monotonic()
    with pytest.raises(KbError, match=r"stopped after 0\.3 seconds"):
        query(one_record_url, endless, seconds=0.3)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("module_url", ["sqlite"], indirect=True, scope="module")
def test_ctrl_c_stops_a_statement_and_is_not_taken_for_its_time_limit(one_record_url: str) -> None:
    """sqlite3 makes an error of its own of it, the same as when time is up."""
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT COUNT(*) FROM n"
    ctrl_c = threading.Timer(0.3, _thread.interrupt_main)
    ctrl_c.start()
    with pytest.raises(KeyboardInterrupt):
        query(one_record_url, endless, seconds=20)


@pytest.mark.parametrize("module_url", ["postgresql"], indirect=True, scope="module")
def test_a_statement_cannot_lift_its_own_time_limit(one_record_url: str) -> None:
    sql = "SELECT set_config('statement_timeout', '0', false), COUNT(*) FROM generate_series(1, 100000000)"
    with pytest.raises(KbError, match="The function set_config cannot be used here"):
        query(one_record_url, sql, seconds=0.3)


def test_more_rows_than_the_limit_are_cut_and_said(one_record_url: str) -> None:
    sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT i FROM n"
    assert query(one_record_url, sql, row_limit=100).truncated is False
    answer = query(one_record_url, sql, row_limit=99)
    assert len(answer.rows) == 99
    assert answer.truncated


@pytest.mark.parametrize(
    ("sql", "remedy"),
    [
        ("SELECT * FROM study_overvew", "Did you mean study_overview"),
        ("SELECT laebl FROM study_overview", "Did you mean label"),
        ("SELECT s.enroled FROM study_overview AS s", "Did you mean enrolled"),
        ("SELECT * FROM zzz", "kb schema lists the views"),
        ("SELECT * FROM size_from", "size_from is a column of study_overview"),
        (
            "SELECT source_location FROM arm_result",
            r"no column source_location in arm_result\. It is a column of figure_detail",
        ),
        ("SELECT a.labl, 1 AS x FROM arm_result AS a", r"Did you mean .*label \(arm_result"),
        ("SELECT x FROM study_overview AS s", "kb schema study_overview lists its columns"),
    ],
)
def test_a_mistyped_name_is_answered_with_the_nearest(one_record_url: str, sql: str, remedy: str) -> None:
    with pytest.raises(KbError, match=remedy):
        query(one_record_url, sql)


@pytest.mark.parametrize(
    ("sql", "params", "rows"),
    [
        ("SELECT name FROM record WHERE name = :name", {"name": "wang-2015"}, [("wang-2015",)]),
        ("SELECT ':name', :n + 1, '100%' AS \":n\" -- :not", {"n": 1}, [(":name", 2, "100%")]),
        ("SELECT COUNT(*) FROM record WHERE :kind IS NULL OR kind = :kind", {"kind": None}, [(1,)]),
        ("SELECT name FROM record WHERE name = :name", {"name": "'; DROP TABLE record; --"}, []),
        ("SELECT :real AS x", {"real": 0.5}, [(0.5,)]),
    ],
)
def test_values_are_bound_not_pasted(
    one_record_url: str, sql: str, params: dict[str, object], rows: list[tuple[object, ...]]
) -> None:
    assert query(one_record_url, sql, params).rows == rows


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ('SELECT study, "estmate" FROM contrast_result LIMIT 2', "no column estmate.*estimate"),
        ('SELECT study FROM contrast_result WHERE "p_vlaue" < 0.05', "no column p_vlaue.*p_value"),
        ('SELECT 1 FROM record ORDER BY "nmae"', "no column nmae"),
        (
            'SELECT 1 FROM record WHERE name LIKE "wang 2015"',
            "no column wang 2015.*single quotes: 'wang 2015'",
        ),
        ('SELECT r."no name" FROM record AS r', "single quotes: 'no name'"),
    ],
)
def test_a_mistyped_name_in_double_quotes_is_no_text(one_record_url: str, sql: str, said: str) -> None:
    """SQLite alone would take it for a text, and answer wrongly without a word."""
    with pytest.raises(KbError, match=said):
        query(one_record_url, sql)


@pytest.mark.parametrize(
    "sql",
    [
        """SELECT "name", 'say "nmae"' AS "a ""b`", upper("name") AS "x" FROM "record" AS "r" -- "nmae\"""",
        """/* "nmae */ SELECT "name", 'say "nmae"' AS "a ""b`", upper("r"."name") AS "x" FROM record "r\"""",
    ],
)
def test_names_in_double_quotes_and_texts_that_hold_such_stay(one_record_url: str, sql: str) -> None:
    answer = query(one_record_url, sql)
    assert answer.columns == ("name", 'a "b`', "x")
    assert answer.rows == [("wang-2015", 'say "nmae"', "WANG-2015")]


def test_a_column_without_a_name_of_its_own_is_called_as_it_was_written(one_record_url: str) -> None:
    if one_record_url.startswith("sqlite"):
        assert query(one_record_url, "SELECT \"name\" || 'a' FROM record").columns == ("\"name\" || 'a'",)


@pytest.mark.parametrize("sql", ["SELECT 1 AS a\0, 2", "SELECT '\udcff' AS a"])
def test_what_is_no_text_is_refused_before_an_engine_reads_half_of_it(one_record_url: str, sql: str) -> None:
    with pytest.raises(KbError, match=r"NUL|not UTF-8"):
        query(one_record_url, sql)
    with pytest.raises(KbError, match=r"The value of a"):
        query(one_record_url, "SELECT :a AS x", {"a": sql})


@pytest.mark.parametrize("module_url", ["postgresql"], indirect=True, scope="module")
def test_values_that_sqlite_has_not_come_as_postgresql_writes_them(one_record_url: str) -> None:
    sql = (
        "SELECT 'infinity'::date, '0044-03-15 BC'::date, '10000-01-01'::date, 1e30::numeric,"
        " 10::numeric ^ 5000 > 0, -9223372036854775808, 9223372036854775808, 2.0,"
        " '[1,2)'::int4range, ARRAY['infinity'::date], ARRAY[bytea '\\xff'],"
        " date '2021-11-01', '{\"a\": 1}'::jsonb, 'NaN'::numeric::text"
    )
    assert query(one_record_url, sql).rows == [
        ("infinity", "0044-03-15 BC", "10000-01-01", "1" + "0" * 30, 1, -(2**63), str(2**63), 2.0, "[1,2)",
         '["infinity"]', '["ff"]', "2021-11-01", '{"a": 1}', "NaN")
    ]  # fmt: skip
    [(number,)] = query(one_record_url, "SELECT 10::numeric ^ 5000").rows
    assert str(number).startswith("1" + "0" * 5000)


def test_missing_and_unknown_values_are_named(one_record_url: str) -> None:
    with pytest.raises(KbError, match=r"needs a value for a, b\. Give it: -p a=\.\.\. -p b=\.\.\."):
        query(one_record_url, "SELECT :a, :b")
    with pytest.raises(KbError, match=r"has no parameter c\. It takes no parameters"):
        query(one_record_url, "SELECT 1", {"c": 1})


def test_rows_come_in_while_they_are_read(one_record_url: str) -> None:
    endless = (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n"
    )
    with ask(one_record_url, endless, bounds=Bounds(rows=1200, seconds=5)) as stream:
        assert next(stream.rows) == (1,)
        assert [row[0] for row in stream.rows] == list(range(2, 1201))
        assert stream.truncated


def test_the_time_of_the_reader_is_not_counted(one_record_url: str) -> None:
    few = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) SELECT i FROM n"
    with ask(one_record_url, few, bounds=Bounds(rows=5000, seconds=0.4)) as stream:
        next(stream.rows)
        time.sleep(0.6)
        assert len(list(stream.rows)) == 1199


def test_values_are_plain_and_the_same_on_both(one_record_url: str) -> None:
    sql = "SELECT 1 = 1, 1.5 * 2, CAST('2021-11-01' AS TEXT), NULL, COUNT(*) FROM record"
    (row,) = query(one_record_url, sql).rows
    assert [(type(value).__name__, value) for value in row] == [
        ("int", 1),
        ("float", 3.0),
        ("str", "2021-11-01"),
        ("NoneType", None),
        ("int", 1),
    ]


@pytest.mark.parametrize("module_url", ["sqlite"], indirect=True, scope="module")
def test_the_bounded_functions_answer_as_the_built_in_ones(one_record_url: str) -> None:
    sql = (
        "SELECT instr('cryo', 'yo'), instr('a', NULL), replace('a-b', '-', '+'), replace('ab', '', 'x'),"
        " trim('  a '), trim('xax', 'x'), ltrim('xax', 'x'), rtrim('xax', 'x'), replace(12, 1, 3)"
    )
    assert query(one_record_url, sql).rows == [(3, None, "a+b", "ab", "a", "a", "ax", "xa", "32")]


@pytest.mark.parametrize("module_url", ["sqlite"], indirect=True, scope="module")
def test_functions_that_only_look_at_their_values_are_there(one_record_url: str) -> None:
    """Numbers in a form of one's own, the functions of circles, and JSON taken apart."""
    sql = (
        "SELECT PRINTF('%.2f|%05d|%-4s|%,d', 1.25, 7, 'a', 1234567), FORMAT('%d%% of 2000', 5), PI() > 3,"
        " COS(0), JSON_SET('{}', '$.a', 1), LIKELY(1), (SELECT SUM(value) FROM json_each('[1, 2, 3]')),"
        ' (SELECT COUNT(*) FROM json_tree(\'{"a": {"b": 1}}\'))'
    )
    expected = ("1.25|00007|a   |1,234,567", "5% of 2000", 1, 1.0, '{"a":1}', 1, 6, 3)
    assert query(one_record_url, sql).rows == [expected]


@pytest.mark.parametrize("module_url", ["postgresql"], indirect=True, scope="module")
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x) FROM generate_series(1, 3) AS s (x)",
        "SELECT l.n FROM record AS r CROSS JOIN LATERAL (SELECT LENGTH(r.name) AS n) AS l",
        "SELECT COUNT(*) FILTER (WHERE x > 1), ARRAY_AGG(x ORDER BY x) FROM UNNEST(ARRAY[1, 2]) AS t (x)",
        "SELECT * FROM jsonb_each('{\"a\": 1}'), jsonb_path_query('[1]', '$[*]') AS p",
        "SELECT DATE_TRUNC('month', NOW()), TO_CHAR(NOW(), 'YYYY'), EXTRACT(YEAR FROM NOW())",
        "SELECT REGEXP_REPLACE('a1', '[0-9]', ''), 'a' ~* 'A', SPLIT_PART('a-b', '-', 1)",
        "SELECT '5'::int, CAST('2020-01-01' AS timestamp), x::text FROM generate_series(1, 2) AS x",
    ],
    ids=lambda sql: sql[7:22],
)
def test_sql_of_postgresql_that_only_looks_is_answered(one_record_url: str, sql: str) -> None:
    assert query(one_record_url, sql).rows


@pytest.mark.parametrize("schema", ["main", "public", "kb"])
def test_a_schema_that_is_not_there_is_to_be_left_out(one_record_url: str, schema: str) -> None:
    """Each engine calls its own otherwise, so a bare name is what runs on both."""
    try:
        assert query(one_record_url, f"SELECT name FROM {schema}.record").rows  # noqa: S608
    except KbError as error:
        assert "Leave out the schema: record." in str(error)


def test_a_statement_that_is_not_sql_is_said_to_be_none(one_record_url: str) -> None:
    with pytest.raises(KbError, match=r"not understood|refused"):
        query(one_record_url, "how many studies are there")
    with pytest.raises(KbError, match="There is no statement"):
        query(one_record_url, "  ")


def test_a_database_of_another_version_is_not_asked(empty_url: str) -> None:
    with write_engine(empty_url, create=True).begin() as connection:
        connection.execute(text("CREATE TABLE somebody_elses (id INTEGER)"))
    with pytest.raises(NeedsUpgrade):
        query(empty_url, "SELECT 1")


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="open files cannot be listed here")
@pytest.mark.parametrize("module_url", ["sqlite"], indirect=True, scope="module")
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT i FROM n ORDER BY -i",
        "SELECT COUNT(DISTINCT i) FROM n",
        "SELECT i, COUNT(*) FROM n GROUP BY i",
    ],
)
def test_what_is_sorted_on_disk_has_a_bound(
    one_record_url: str, sql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself has none: an order of what is too much would fill the disk until time is over."""
    monkeypatch.setattr(readonly_sqlite, "MOST_SPILLED", 5_000_000)
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    with pytest.raises(KbError, match="too large to be held at once"):
        query(one_record_url, endless + sql, seconds=60)
