"""Which names a statement calls on PostgreSQL is told as the server itself takes it."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.db.postgres_words import names_in
from kb.db.readonly_postgres_names import FUNCTIONS, require_harmless
from kb.errors import KbError
from tests.databases import PostgresServer

PIECES = (
    *("'", "''", '"', '""', "\\", "\\'", "E'", "e'", "U&'", 'U&"', "N'", "B'", "$$", "$a$", "$b$", "a$b$"),
    *(
        "$1",
        "$",
        "/*",
        "*/",
        "/*/",
        "**/",
        "--",
        "\n",
        "\r",
        " ",
        "\u00a0",
        "\f",
        ",",
        "1",
        "x",
        " AS ",
        "||",
    ),
    *("+", "1e5", "é$"),
)
"""What opens, closes or goes on with a text, a name or a comment, alone or together."""

noise = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
CALL = "set_config('kb.marked', 'yes', false)"


@pytest.fixture(scope="module")
def marked(postgres_server: PostgresServer) -> Iterator[psycopg.Connection]:
    """A connection to the server, whose setting ``kb.marked`` tells whether a call was made."""
    with (
        postgres_server.database("template1") as url,
        psycopg.connect(url, autocommit=True, prepare_threshold=0) as connection,
    ):
        yield connection


def was_called(connection: psycopg.Connection, statement: str) -> bool:
    connection.execute("SELECT set_config('kb.marked', 'no', false)")
    try:
        connection.execute(statement.encode(), prepare=True)
    except psycopg.Error:
        return False
    return connection.execute("SELECT current_setting('kb.marked')").fetchone() == ("yes",)


@given(
    before=noise,
    between=noise,
    after=noise,
    frame=st.sampled_from(("{b}{c}{a}", "'a'{b}, {c}, {a}'", "1 {b} ,{c}")),
)
def test_no_disguise_hides_a_call_that_the_server_makes(
    marked: psycopg.Connection, before: str, between: str, after: str, frame: str
) -> None:
    """The server is the judge: whatever it calls is among the names, or the statement was refused."""
    call = CALL.replace("(", f"{between}(", 1)
    statement = "SELECT " + frame.format(b=before, c=call, a=after)
    if was_called(marked, statement):
        try:
            assert "set_config" in names_in(statement).called
        except KbError:
            return


@pytest.mark.parametrize(
    ("statement", "called", "qualifiers"),
    [
        ("SELECT a.b, UPPER (c) FROM s.t AS a", {"upper"}, {"a", "s"}),
        ('SELECT "Upper"(c), "a""b"(1)', {"Upper", 'a"b'}, set()),
        ("SELECT 'upper(x)', $$lower(x)$$, $q$'$q$ /* max(x) */ -- min(x)", set(), set()),
        (r"SELECT E'it\'s', E'a\\', count(*)", {"count"}, set()),
        ("SELECT a$b$c(1), 2", {"a$b$c"}, set()),
    ],
)
def test_names_are_told_from_texts_and_comments(
    statement: str, called: set[str], qualifiers: set[str]
) -> None:
    names = names_in(statement)
    assert (names.called, names.qualifiers) == (called, qualifiers)


@pytest.mark.parametrize(
    "statement", ["SELECT 'a", 'SELECT "a', "SELECT /* /* */", 'SELECT U&"a"', "SELECT E'a' 'b'"]
)
def test_what_could_be_read_in_two_ways_is_refused(statement: str) -> None:
    with pytest.raises(KbError):
        names_in(statement)


@pytest.mark.slow
def test_every_function_of_the_server_that_is_not_known_to_be_harmless_is_refused(
    postgres_server: PostgresServer,
) -> None:
    """Called, and as a member of a value where it takes one; no column of kb has the name of such a one."""
    with (
        postgres_server.database(postgres_server.migrated_template()) as url,
        psycopg.connect(postgres_server.for_superuser(url)) as connection,
    ):
        dangerous = connection.execute(
            "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
            " AND prokind = 'f' AND (provolatile <> 'i' OR starts_with(proname, 'pg_')) ORDER BY 1"
        ).fetchall()
        names = [name for (name,) in dangerous if name not in FUNCTIONS]
        assert len(names) > 500
        for name in names:
            with pytest.raises(KbError, match="cannot be used here"):
                require_harmless(connection.cursor(), f'SELECT "{name}"(1)')
        columns = connection.execute("SELECT DISTINCT column_name FROM data_dictionary WHERE position > 0")
        for (column,) in columns.fetchall():
            require_harmless(connection.cursor(), f'SELECT a."{column}"')
