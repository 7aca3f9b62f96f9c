"""Statements about roles, with every name quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.errors import KbError

if TYPE_CHECKING:
    import psycopg

    Cursor = psycopg.Cursor[Any]


def run(cursor: Cursor, statement: str, *names: str) -> None:
    """Run a statement with the names in the place of ``{0}``, ``{1}``, quoted."""
    from psycopg.sql import SQL, Identifier

    cursor.execute(SQL(statement).format(*map(Identifier, names)))


def here(cursor: Cursor) -> tuple[str, str]:
    """The current database and schema."""
    cursor.execute(b"SELECT CAST(current_database() AS text), CAST(current_schema() AS text)")
    row = cursor.fetchone()
    assert row is not None
    return row[0], row[1]


def make_role(cursor: Cursor, role: str, login: str) -> None:
    """Make a role that may do nothing yet; one that is there must not be able to do more than its work."""
    cursor.execute("SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s", (role,))
    row = cursor.fetchone()
    if row is None:
        run(cursor, f"CREATE ROLE {{0}} {login} NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT", role)
    elif any(row):
        raise KbError(
            f"The role {role} is there already and may do more than its work asks for (superuser, CREATEROLE"
            " or CREATEDB). Choose another name, or take these rights away from it."
        )


def set_for(cursor: Cursor, role: str, name: str, value: str | None) -> None:
    """Give a role a setting in the current database, or with None take it away."""
    from psycopg.sql import SQL, Identifier, Literal

    database, _ = here(cursor)
    change = SQL("RESET {}" if value is None else "SET {} = {}")
    words = [Identifier(*name.split(".")), *([] if value is None else [Literal(value)])]
    start = SQL("ALTER ROLE {} IN DATABASE {} ").format(Identifier(role), Identifier(database))
    cursor.execute(start + change.format(*words))


def is_superuser(cursor: Cursor) -> bool:
    """Whether the login of this connection may do everything."""
    cursor.execute(b"SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    row = cursor.fetchone()
    return row is not None and bool(row[0])
