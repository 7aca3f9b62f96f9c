"""Roles of a team on PostgreSQL: a reader reads, an editor loads, an owner migrates, and nobody does more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from typer.testing import CliRunner

from kb.cli.app import make_app
from kb.db import readonly_postgres
from kb.db.migrate import migrate
from kb.db.readonly import query
from kb.db.roles import RolesRequest, set_up_roles
from kb.errors import KbError
from kb.schema.tables import metadata
from kb.schema.views import views
from tests.databases import PostgresServer
from tests.db.hostile import NESTED, RIGHTS, SERVER
from tests.server.logins import as_login, own_names
from tests.tiers import mostly_slow

RECORD = "INSERT INTO record (id, kind, name, content_hash, synced_hash) VALUES ('{0}', 'k', '{0}', '', '')"
CHANGE = """
    INSERT INTO change (at, who, why, action, record_id, table_name, row_id)
    VALUES ('2026-01-01', 'w', 'y', 'insert', 'x', 'record', 'x')
"""


@dataclass(frozen=True)
class Shared:
    """One database with roles, and a login for each."""

    url: str
    prefix: str
    told: list[str]

    def login(self, part: str) -> str:
        return f"{self.prefix}_{part}_login"

    def url_of(self, part: str) -> str:
        return as_login(self.url, self.login(part))

    def request(self) -> RolesRequest:
        logins = {self.login(part): part for part in ("owner", "editor", "reader")}
        return RolesRequest(self.prefix, logins, seconds=2)

    def run(self, part: str, *statements: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.url_of(part)) as connection:
            for statement in statements:
                cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


def relations_of(url: str) -> list[str]:
    sql = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')"
    with psycopg.connect(url) as connection:
        return [name for (name,) in connection.execute(sql).fetchall()]


@pytest.fixture(scope="module")
def shared(postgres_server: PostgresServer) -> Iterator[Shared]:
    with (
        postgres_server.database(postgres_server.migrated_template()) as owned,
        own_names(url := postgres_server.for_superuser(owned)) as prefix,
    ):
        told = set_up_roles(url, Shared(url, prefix, []).request())
        yield Shared(url, prefix, told)


def test_setting_up_says_what_it_did(shared: Shared) -> None:
    told = "\n".join(shared.told)
    assert f"given: {shared.prefix}_reader is a role" in told
    assert f"given: {shared.login('reader')} is a login" in told
    relations = len(relations_of(shared.url))
    assert relations > len(metadata.tables) + len(views())
    assert f"given: {shared.prefix}_reader may SELECT on {relations} objects" in told
    assert f"given: {shared.login('reader')} has the setting default_transaction_read_only=on" in told


def test_setting_up_again_changes_nothing(shared: Shared) -> None:
    assert set_up_roles(shared.url, shared.request()) == []


def test_a_reader_reads_every_table_and_view(shared: Shared) -> None:
    for name in relations_of(shared.url):
        shared.run("reader", f"TABLE {name}")


def test_all_logins_ask_in_sql(shared: Shared) -> None:
    for part in ("owner", "editor", "reader"):
        assert query(shared.url_of(part), "SELECT COUNT(*) FROM study_overview").rows == [(0,)]


def test_a_reader_takes_the_median_in_any_program(shared: Shared) -> None:
    """``median`` is a function of the database: psql and dashboards have it too, also after migrate."""
    asked = "SELECT MEDIAN(n) FROM (VALUES (1), (2), (10)) AS v (n)"
    assert shared.run("reader", asked) == [(2.0,)]
    migrate(shared.url_of("owner"))
    assert shared.run("reader", asked) == [(2.0,)]


def test_sql_of_whoever_may_more_runs_with_the_rights_of_a_reader(shared: Shared) -> None:
    for part in ("owner", "editor", "reader"):
        assert query(shared.url_of(part), "SELECT current_user").rows == [(f"{shared.prefix}_reader",)]


def test_a_superuser_is_told_to_take_the_login_of_a_reader(shared: Shared) -> None:
    with pytest.raises(KbError, match=r"postgres is a superuser.* kb admin roles --reader"):
        query(shared.url, "SELECT 1")


WRITES = {
    "insert": RECORD.format("x"),
    "update": "UPDATE record SET name = 'x'",
    "delete": "DELETE FROM record",
    "truncate": "TRUNCATE record",
    "create": "CREATE TABLE mine (id INTEGER)",
    "temporary": "CREATE TEMPORARY TABLE mine (id INTEGER)",
    "drop": "DROP VIEW study_overview",
    "schema": "CREATE SCHEMA mine",
    "large object": "SELECT lo_create(0)",
    "large object with text": "SELECT lo_from_bytea(0, 'x')",
    "sequence": "SELECT nextval('change_id_seq')",
    "lock": "LOCK TABLE record IN EXCLUSIVE MODE",
    "row lock": "SELECT * FROM record FOR UPDATE",
    "lock of migrations": "SELECT pg_advisory_lock(7017502021)",
    "file": "SELECT pg_read_file('/etc/passwd')",
    "program": "COPY record TO PROGRAM 'cat'",
    "become the owner": "SET ROLE {prefix}_owner",
    "become an editor": "SET ROLE {prefix}_editor",
    "write to the log": "SELECT pg_logical_emit_message(false, 'a', 'b')",
}


@pytest.mark.parametrize("name", WRITES)
def test_a_reader_cannot_write_even_with_the_limits_lifted(shared: Shared, name: str) -> None:
    lifted = "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE", "COMMIT", "BEGIN READ WRITE"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        shared.run("reader", *lifted, WRITES[name].format(prefix=shared.prefix))


def test_a_reader_is_read_only_and_limited_in_time(shared: Shared) -> None:
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        shared.run("reader", "CREATE TEMPORARY TABLE mine (id INTEGER)")
    with pytest.raises(psycopg.errors.QueryCanceled):
        shared.run("reader", "SELECT pg_sleep(10)")


def test_an_editor_changes_rows_and_no_schema(shared: Shared) -> None:
    shared.run("editor", RECORD.format("e"), "UPDATE record SET name = 'f'", CHANGE, "DELETE FROM record")
    for statement in (
        "CREATE TABLE mine (id INTEGER)",
        "ALTER TABLE record ADD COLUMN mine INTEGER",
        "DROP VIEW study_overview",
        "TRUNCATE record",
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM data_dictionary",
        "UPDATE change SET who = 'somebody else'",
        "DELETE FROM change",
        "DELETE FROM screening_decision",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            shared.run("editor", statement)


def test_a_stranger_cannot_even_connect(shared: Shared) -> None:
    stranger = f"{shared.prefix}_stranger"
    with psycopg.connect(shared.url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {stranger} LOGIN".encode())
    with pytest.raises(KbError, match="kb admin roles --reader"):
        query(as_login(shared.url, stranger), "SELECT 1")


@pytest.mark.parametrize("by", ["owner", "superuser"])
def test_a_migration_keeps_the_rights(shared: Shared, by: str) -> None:
    """Whoever migrates: views made anew and tables made later belong to the owner role and can be read."""
    migrate(shared.url if by == "superuser" else shared.url_of("owner"))
    assert set_up_roles(shared.url, shared.request()) == []
    for part in ("reader", "editor"):
        assert shared.run(part, "SELECT COUNT(*) FROM study_overview") == [(0,)]
    with pytest.raises(KbError, match="lacks a right"):
        migrate(shared.url_of("editor"))


def test_a_table_made_later_can_be_read_at_once(shared: Shared) -> None:
    owner = f"SET ROLE {shared.prefix}_owner"
    shared.run("owner", owner, "CREATE TABLE later (id SERIAL PRIMARY KEY)")
    try:
        assert shared.run("reader", "SELECT * FROM later") == []
        shared.run("editor", "INSERT INTO later DEFAULT VALUES")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            shared.run("reader", "SET transaction_read_only = off", "DELETE FROM later")
    finally:
        shared.run("owner", "DROP TABLE later")


def test_a_login_moves_between_roles_and_its_limits_move_with_it(shared: Shared) -> None:
    login = f"{shared.prefix}_mover"
    for part, limited in (("reader", "on"), ("editor", "off"), ("reader", "on")):
        set_up_roles(shared.url, RolesRequest(shared.prefix, {login: part}))
        with psycopg.connect(as_login(shared.url, login)) as connection:
            shown = connection.execute("SHOW default_transaction_read_only").fetchone()
        assert shown == (limited,)


def test_other_names_for_the_same_database_are_refused(shared: Shared) -> None:
    with pytest.raises(KbError, match=f"Say --prefix {shared.prefix}"):
        set_up_roles(shared.url, RolesRequest(f"{shared.prefix}b"))
    with pytest.raises(KbError, match="lower-case letters"):
        set_up_roles(shared.url, RolesRequest('x"; DROP TABLE record; --'))


def test_a_login_that_may_not_is_told_who_may(shared: Shared) -> None:
    with pytest.raises(KbError, match=r"superuser.*CREATEROLE"):
        set_up_roles(shared.url_of("editor"), shared.request())


def test_a_superuser_is_no_reader(shared: Shared) -> None:
    with pytest.raises(KbError, match="may do more"):
        set_up_roles(shared.url, RolesRequest(shared.prefix, {"postgres": "reader"}))


def test_the_command_never_shows_a_password(shared: Shared) -> None:
    login = f"{shared.prefix}_secret"
    arguments = ["--database", shared.url, "admin", "roles", "--prefix", shared.prefix]
    run = CliRunner().invoke(
        make_app(), [*arguments, "--reader", login, "--ask-password"], input="s3cret-word\n"
    )
    assert run.exit_code == 0, run.output
    assert f"set: the password of {login}" in run.stdout
    assert "s3cret-word" not in run.output
    with psycopg.connect(shared.url) as connection:
        (stored,) = connection.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname = %s", (login,)
        ).fetchone() or ("",)
    assert stored.startswith("SCRAM-SHA-256$")
    again = CliRunner().invoke(make_app(), [*arguments, "--ask-password", "--reader", login], input="")
    assert again.exit_code == 1
    assert "There is no password" in again.output


def test_a_file_has_no_roles() -> None:
    with pytest.raises(KbError, match="rights on the file"):
        set_up_roles("sqlite:///kb.db", RolesRequest())


@pytest.mark.parametrize("part", mostly_slow(["editor", "owner", "reader"]))
def test_no_login_gets_beyond_the_reader_by_a_function(shared: Shared, part: str) -> None:
    """Functions that run SQL of their own, change settings, or reach files, locks and other sessions."""
    for sql in (NESTED | RIGHTS | SERVER).values():
        with pytest.raises(KbError, match=r"cannot be used here|belongs to|schema|does not exist"):
            query(shared.url_of(part), sql, seconds=5)


@pytest.mark.parametrize("part", ["reader", "editor", "owner"])
def test_what_a_statement_puts_on_the_disk_of_the_server_has_a_bound(
    shared: Shared, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers have it from their login; SQL of others sets it, by the right that the roles bring."""
    monkeypatch.setattr(readonly_postgres, "TEMP_FILE_LIMIT", "1MB")
    with psycopg.connect(shared.url) as connection:
        limited = SQL("ALTER ROLE {} IN DATABASE {} SET temp_file_limit = '1MB'")
        database = Identifier(connection.info.dbname)
        connection.execute(limited.format(Identifier(shared.login("reader")), database))
    many = "SELECT COUNT(*) FROM (SELECT i FROM generate_series(1, 3000000) AS s (i) ORDER BY -i) AS t"
    with pytest.raises(KbError, match="too large to be held at once"):
        query(shared.url_of(part), many, seconds=60)
