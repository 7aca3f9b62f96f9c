"""The logins of people and programs: which role each has, their passwords, and the limits of readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kb.db.role_statements import is_superuser, make_role, run, set_for
from kb.db.team import TEMP_FILE_LIMIT, Team
from kb.errors import KbError

if TYPE_CHECKING:
    import psycopg

    Cursor = psycopg.Cursor[Any]


def add_logins(
    cursor: Cursor, team: Team, roles_of_logins: Mapping[str, str], passwords: Mapping[str, str]
) -> None:
    """Each login, made where it is missing, has exactly the role asked for."""
    roles = dict(zip(("owner", "editor", "reader"), team.roles, strict=True))
    for login, part in roles_of_logins.items():
        if login in team.roles:
            raise KbError(
                f"{login} is a role of the team, not a login. Give the name of a person or program."
            )
        make_role(cursor, login, "LOGIN")
        cursor.execute(_ROLES_OF, (login, list(team.roles)))
        current_roles = {role for (role,) in cursor.fetchall()}
        for role in sorted(current_roles - {roles[part]}):
            run(cursor, "REVOKE {0} FROM {1}", role, login)
        if roles[part] not in current_roles:
            run(cursor, "GRANT {0} TO {1}", roles[part], login)
        if login in passwords:
            _set_password(cursor, login, passwords[login])


_ROLES_OF = """
    SELECT CAST(pg_get_userbyid(roleid) AS text) FROM pg_auth_members
    WHERE member = quote_ident(%s)::regrole AND pg_get_userbyid(roleid) = ANY (%s)
"""


def _set_password(cursor: Cursor, login: str, password: str) -> None:
    """The server gets the verifier only, so that the password is in no log of statements."""
    from psycopg.sql import SQL, Identifier, Literal

    server = cursor.connection.pgconn
    verifier = server.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
    cursor.execute(SQL("ALTER ROLE {} PASSWORD {}").format(Identifier(login), Literal(verifier)))


def bound_readers(cursor: Cursor, team: Team, seconds: int) -> None:
    """Limits of the reader role and of its logins: a setting of a role is not inherited by its members.

    They help against accidents, and a session can lift them; the missing grants are the wall.
    """
    limits = {
        "default_transaction_read_only": "on",
        "statement_timeout": f"{seconds}s",
        "idle_in_transaction_session_timeout": "600s",
    }
    if is_superuser(cursor):
        limits["temp_file_limit"] = TEMP_FILE_LIMIT
    cursor.execute(_MEMBERS, {"reader": team.reader, "editor": team.editor})
    for login, only_reads in cursor.fetchall():
        for name, value in limits.items():
            if only_reads:
                set_for(cursor, login, name, value)
            else:
                set_for(cursor, login, name, None)
    for name, value in limits.items():
        set_for(cursor, team.reader, name, value)


_MEMBERS = """
    SELECT CAST(rolname AS text), NOT pg_has_role(oid, %(editor)s, 'MEMBER')
    FROM pg_roles
    WHERE rolcanlogin AND NOT rolsuper AND pg_has_role(oid, %(reader)s, 'MEMBER')
    ORDER BY rolname
"""
