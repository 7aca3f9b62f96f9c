"""Reading sees one state and starts fast; whatever is wrong with a database is said in words."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kb.db import sqlite
from kb.db.connect import read, write_engine
from kb.db.parameters import for_psycopg, parameter_names
from kb.db.url import PostgresUrl, SqliteUrl, parse_url
from kb.errors import KbError
from tests.command_line import Kb
from tests.databases import PostgresServer, SqliteFolder

RECORD = (
    "INSERT INTO record (id, kind, name, content_hash, synced_hash) VALUES ('{0}', 'studies', '{0}', '', '')"
)


def add_record(url: str, name: str) -> None:
    with write_engine(url).begin() as connection:
        connection.execute(text(RECORD.format(name)))


# --- reading ---------------------------------------------------------------------------------------------


def test_rows_come_as_mappings_in_the_order_of_the_select(engine_url: str) -> None:
    add_record(engine_url, "wang-2015")
    with read(engine_url) as reader:
        rows = reader.rows("SELECT name, kind FROM record WHERE id = :id", {"id": "wang-2015"})
    assert rows == [{"name": "wang-2015", "kind": "studies"}]
    assert list(rows[0]) == ["name", "kind"]


def test_a_parameter_may_be_none_and_stand_twice(engine_url: str) -> None:
    add_record(engine_url, "wang-2015")
    sql = "SELECT name FROM record WHERE (:name IS NULL OR name = :name) AND name LIKE 'wang%'"
    with read(engine_url) as reader:
        assert len(reader.rows(sql, {"name": None})) == 1
        assert reader.rows(sql, {"name": "ei-2015"}) == []


def test_a_parameter_is_only_a_value(engine_url: str) -> None:
    add_record(engine_url, "wang-2015")
    with read(engine_url) as reader:
        assert reader.rows("SELECT name FROM record WHERE id = :id", {"id": "' OR '1' = '1"}) == []


def test_all_reads_of_one_reader_see_the_same_state(engine_url: str) -> None:
    count = "SELECT COUNT(*) AS n FROM record"
    with read(engine_url) as reader:
        assert reader.rows(count) == [{"n": 0}]
        if reader.engine == "postgresql":  # on SQLite the writer waits for the reader
            add_record(engine_url, "wang-2015")
        assert reader.rows(count) == [{"n": 0}]


def test_a_reader_cannot_write(engine_url: str) -> None:
    with read(engine_url) as reader, pytest.raises(KbError):
        reader.rows("DELETE FROM record RETURNING id")


@pytest.mark.parametrize(
    ("sql", "names", "converted"),
    [
        ("a = :x AND b = :x_1", {"x", "x_1"}, "a = %(x)s AND b = %(x_1)s"),
        ("a = ':x' AND b LIKE '10%'", set(), "a = ':x' AND b LIKE '10%%'"),
        ("a = 'it''s :x' || :y", {"y"}, "a = 'it''s :x' || %(y)s"),
        ('"a:b" = :x::text', {"x"}, '"a:b" = %(x)s::text'),
        ("-- :x\n/* :y */ :z", {"z"}, "-- :x\n/* :y */ %(z)s"),
    ],
)
def test_parameters_are_found_outside_strings_comments_and_casts(
    sql: str, names: set[str], converted: str
) -> None:
    assert parameter_names(sql) == names
    assert for_psycopg(sql) == converted


_READING = """
import sys
from kb.db.connect import read
from kb.db.readonly import query
from kb.db.version import require_current
from kb.db.queries import run
with read(sys.argv[1]) as reader:
    require_current(reader)
query(sys.argv[1], 'SELECT * FROM study_overview')
heavy = {'sqlalchemy', 'sqlmodel', 'alembic', 'psycopg', 'pydantic', 'lark'} & set(sys.modules)
assert not heavy, heavy
"""


def test_reading_imports_no_database_library(sqlite_databases: SqliteFolder) -> None:
    with sqlite_databases.copy() as url:
        subprocess.run([sys.executable, "-c", _READING, url], check=True, timeout=60)


# --- what can be wrong -------------------------------------------------------------------------------------


def error_of(url: str) -> str:
    with pytest.raises(KbError) as caught, read(url):
        pass
    return str(caught.value)


def sqlite_url(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


def test_a_missing_file_is_named_with_how_to_make_it(tmp_path: Path) -> None:
    message = error_of(sqlite_url(tmp_path / "none.db"))
    assert f"There is no database {tmp_path / 'none.db'}" in message
    assert "kb migrate" in message
    assert not (tmp_path / "none.db").exists()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "is a folder" in error_of(sqlite_url(tmp_path))


def test_a_text_file_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but long enough to look at its first bytes\n" * 20, encoding="utf-8")
    assert "is not a SQLite database" in error_of(sqlite_url(file))


def test_a_file_that_is_written_to_is_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    file = tmp_path / "busy.db"
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("CREATE TABLE t (id)")
    writer.execute("BEGIN EXCLUSIVE")
    try:
        assert "is locked" in error_of(sqlite_url(file))
        with pytest.raises(KbError, match="is locked"), write_engine(sqlite_url(file)).begin():
            pass
    finally:
        writer.close()


def test_a_file_that_cannot_be_opened_says_what_to_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> sqlite3.Connection:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorname = "SQLITE_CANTOPEN"
        raise error

    file = tmp_path / "kb.db"
    file.touch()
    monkeypatch.setattr(sqlite3, "connect", refuse)
    assert "that you may read the file and the folder" in error_of(sqlite_url(file))


def test_a_file_name_may_hold_spaces_and_signs(tmp_path: Path) -> None:
    file = tmp_path / "my data #1" / "kb 100%.db"
    with write_engine(sqlite_url(file), create=True).begin() as connection:
        connection.execute(text("CREATE TABLE t (id INTEGER)"))
    with read(sqlite_url(file)) as reader:
        assert reader.rows("SELECT COUNT(*) AS n FROM t") == [{"n": 0}]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("kb.db", "For a SQLite file write sqlite:///kb.db"),
        ("sqlite://kb.db", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///kb.db?mode=rw", "options after '?'"),
        ("mysql://host/kb", "'mysql' are not supported"),
        ("", "does not say what kind of database it is"),
    ],
)
def test_a_wrong_url_is_answered_with_a_right_one(url: str, message: str) -> None:
    assert message in error_of(url)


def test_urls_name_files_and_servers() -> None:
    assert parse_url("sqlite:///rel/kb.db") == SqliteUrl(Path("rel/kb.db"))
    assert parse_url("sqlite:////abs/kb.db") == SqliteUrl(Path("/abs/kb.db"))
    assert parse_url("sqlite:///C:/data/kb.db") == SqliteUrl(Path("C:/data/kb.db"))
    assert parse_url("postgres://host/kb") == PostgresUrl("host/kb")


def test_a_password_is_never_shown() -> None:
    """Nor what stands in an option that is not known to be harmless, however it is written."""
    for url in (
        "postgresql://me:s3cret@host/kb",
        "postgresql://host/kb?user=me&password=s3cret",
        "postgresql://host/kb?p%61ssword=s3cret",
        "postgresql://host/kb?oauth_client_secret=s3cret",
        "postgresql://host/kb?user=s3cret%20x",
    ):
        shown = str(parse_url(url))
        assert "s3cret" not in shown
        assert "host/kb" in shown
    told = PostgresUrl("me:s3%25cret@host/kb?sslpassword=p4ss").without_secrets(
        "bad s3%cret or s3%25cret, p4ss"
    )
    assert told == "bad *** or ***, ***"


UNREADABLE = (
    *(
        "postgresql://me:s3%cret@host/kb",
        "postgresql://me:s3cret/x@host/kb",
        "postgresql://me:s3cret@x@host/kb",
    ),
    *("postgresql://me:s3cret?x@host/kb", "postgresql://me:s3cret#x@host/kb", "postgresql://me:s3cret/kb"),
    *(
        "postgresql://me:s3cret[x@host/kb",
        "postgresql://me:s3cret:x@host/kb",
        "postgresql://me:s3cret x@host/kb",
    ),
    *(
        "postgresql://me:s3cret%00@host/kb",
        "postgresql://host/kb?user=me&password=s3cret@x",
        "me:s3cret@host/kb",
    ),
    *(
        "host=host user=me password=s3cret",
        "password=s3cret",
        "me:s3cret@x://host",
        "mysql://me:s3cret@host/kb",
    ),
    *("sqlite://me:s3cret@host/kb", "sqlite:///kb.db?key=s3cret", " postgresql://me:s3cret@host/kb"),
    *("postgresql:/me:s3cret@host/kb", "postgresql:me:s3cret@host/kb", "postgresql://me:s3cret@host:port/kb"),
)


@pytest.mark.parametrize("url", UNREADABLE)
@pytest.mark.parametrize(
    "words", [("policy", "list"), ("migrate",), ("copy", "--to", "sqlite:///x.db")], ids="-".join
)
def test_a_url_that_cannot_be_read_is_told_without_its_text(kb: Kb, url: str, words: tuple[str, ...]) -> None:
    told = kb("--database", url, *words)
    assert told.exit_code == 1
    assert "s3cret" not in told.stdout + told.stderr
    assert "postgresql://" in told.stderr


@pytest.mark.parametrize(
    "words", [(), ("load",), ("policy", "show"), ("sql", "SELECT 1", "--format"), ("export", "x"), ("help",)]
)
def test_a_url_typed_in_a_wrong_place_is_told_without_its_password(kb: Kb, words: tuple[str, ...]) -> None:
    """As the name of a command, a folder, a policy or a format."""
    told = kb(*words, "postgresql://me:s3/cr@et@127.0.0.1:1/kb")
    assert told.exit_code
    assert "me:***@127.0.0.1:1" in told.stdout + told.stderr
    assert "s3" not in told.stdout + told.stderr


def test_a_secret_of_the_url_to_copy_to_or_read_from_is_not_told(kb: Kb) -> None:
    for words in (("copy", "--to", UNREADABLE[0]), ("--read-database", UNREADABLE[0], "policy", "list")):
        told = kb(*words)
        assert (told.exit_code, "s3" in told.stderr) == (1, False)


def test_signs_of_a_password_are_written_as_numbers_and_reach_the_server(
    postgres_server: PostgresServer,
) -> None:
    """Both ways to connect read the URL by libpq, so that they never understand it differently."""
    with postgres_server.database("template1") as url:
        spelled = url.replace("kb_tester:", "kb%5Ftester:", 1)
        with read(spelled) as reader, write_engine(spelled).connect() as connection:
            assert reader.rows("SELECT current_user AS who") == [{"who": "kb_tester"}]
            assert connection.exec_driver_sql("SELECT current_user").scalar() == "kb_tester"


def test_a_server_that_does_not_answer_is_named() -> None:
    message = error_of("postgresql://me:s3cret@127.0.0.1:1/kb")
    assert "cannot be reached" in message
    assert "s3cret" not in message
    with pytest.raises(KbError, match="cannot be reached"):
        write_engine("postgresql://127.0.0.1:1/kb").connect()


def test_an_option_that_no_server_takes_is_named_by_what_writes(kb: Kb) -> None:
    """As by what reads; nothing went wrong inside kb, and the password stays out."""
    told = kb("--database", "postgresql://me:s3cret@127.0.0.1:1/kb?colour=blue", "migrate")
    assert told.exit_code == 1
    assert "colour" in told.stderr
    assert "inside kb" not in told.stderr
    assert "s3cret" not in told.stdout + told.stderr


def test_a_missing_database_of_a_server_is_named(postgres_server: PostgresServer) -> None:
    assert "There is no database" in error_of(postgres_server.url_of("not_there"))


def test_a_missing_driver_comes_with_its_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert 'install "kb-evidence[postgres]"' in error_of("postgresql://host/kb")


# --- writing -----------------------------------------------------------------------------------------------


def test_foreign_keys_are_checked_when_a_transaction_ends(engine_url: str) -> None:
    engine = write_engine(engine_url)
    orphan = (
        "INSERT INTO vocabulary_condition (id, record_id, name, position)"
        " VALUES ('hcc', 'studies/none', 'HCC', 1)"
    )
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(orphan))
    with engine.begin() as connection:  # in any order within one transaction
        connection.execute(text(orphan.replace("studies/none", "v")))
        connection.execute(text(RECORD.format("v")))


def test_a_failed_transaction_leaves_nothing(engine_url: str) -> None:
    with pytest.raises(ZeroDivisionError), write_engine(engine_url).begin() as connection:
        connection.execute(text(RECORD.format("wang-2015")))
        raise ZeroDivisionError
    with read(engine_url) as reader:
        assert reader.rows("SELECT COUNT(*) AS n FROM record") == [{"n": 0}]


def test_writing_makes_no_file_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(KbError, match="There is no database"):
        write_engine(sqlite_url(tmp_path / "none.db")).connect()
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_cannot_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kb.db"
    file.touch()
    original = sqlite.open_file
    monkeypatch.setattr(sqlite, "open_file", lambda file, mode: original(file, "ro"))
    with (
        pytest.raises(KbError, match="cannot be written to"),
        write_engine(sqlite_url(file)).begin() as connection,
    ):
        connection.execute(text("CREATE TABLE t (id INTEGER)"))
