"""Making the roles of a team on a PostgreSQL server; run again, it changes only what is not so yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.db import postgres
from kb.db.connect import read
from kb.db.logins import add_logins, bound_readers
from kb.db.role_facts import facts_of, sentences
from kb.db.role_statements import here, is_superuser, make_role, run, set_for
from kb.db.team import PARAMETER_RIGHTS, Team, grant_objects, team_of
from kb.db.url import PostgresUrl, parse_url
from kb.db.version import require_current
from kb.errors import KbError

if TYPE_CHECKING:
    import psycopg

    Cursor = psycopg.Cursor[Any]


@dataclass(frozen=True, slots=True)
class RolesRequest:
    """The roles that a database shall have.

    ``logins`` maps the name of a login to ``owner``, ``editor`` or ``reader``; a login that is not there is
    made. ``passwords`` are set for these logins; they reach the server only as their SCRAM verifier.
    ``seconds`` is how long one statement of a reader may take.
    """

    prefix: str = "kb"
    logins: Mapping[str, str] = field(default_factory=dict)
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    seconds: int = 60


def set_up_roles(url: str, request: RolesRequest) -> list[str]:
    """Make the roles so, in one transaction; returns what changed, a line each, none when nothing had to.

    Raises KbError on SQLite, on a database that is not migrated, and where the login lacks the rights.
    """
    team = _checked_team(request.prefix)
    target = parse_url(url)
    if not isinstance(target, PostgresUrl):
        raise KbError(
            f"{target} is a SQLite file, which knows no roles: who may read or write it is settled by the"
            " rights on the file and its folder. Roles need a PostgreSQL database."
        )
    with read(url) as reader:
        require_current(reader)
    with _connected(target) as cursor:
        _require_same_team(cursor, team)
        before = facts_of(cursor, team, request.logins)
        _make_roles(cursor, team)
        _close_to_others(cursor, team)
        _take_over(cursor, team)
        grant_objects(cursor, team)
        _grant_later_objects(cursor, team)
        add_logins(cursor, team, request.logins, request.passwords)
        bound_readers(cursor, team, request.seconds)
        changes = sentences(before, facts_of(cursor, team, request.logins))
        changes += _let_bound_temporary_files(cursor, team)
        return [*changes, *(f"set: the password of {login}" for login in sorted(request.passwords))]


@contextmanager
def _connected(url: PostgresUrl) -> Iterator[Cursor]:
    driver = postgres.import_driver()
    try:
        with (
            driver.connect(url.plain, connect_timeout=postgres.CONNECT_SECONDS) as connection,
            connection.cursor() as cursor,
        ):
            # Two runs at once would both find a role missing; any constant keeps them apart.
            cursor.execute(b"SELECT pg_advisory_xact_lock(7017502022)")
            yield cursor
    except driver.errors.InsufficientPrivilege as error:
        raise KbError(
            f"The login of {url} may not set up roles ({error.diag.message_primary}). Use a superuser, or the"
            " owner of the database with the right CREATEROLE. Nothing was changed."
        ) from error
    except driver.Error as error:
        raise postgres.in_words(error, url) from error


def _checked_team(prefix: str) -> Team:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,49}", prefix):
        raise KbError(
            f"{prefix!r} cannot start the name of a role. Use lower-case letters, digits and _, such as kb."
        )
    return Team.named(prefix)


def _require_same_team(cursor: Cursor, team: Team) -> None:
    existing = team_of(cursor)
    if existing is not None and existing != team:
        prefix = existing.owner.removesuffix("_owner")
        raise KbError(
            f"This database has the roles {', '.join(existing.roles)} already. Say --prefix {prefix}, or take"
            f' their mark away first: ALTER ROLE ... IN DATABASE ... RESET "kb.role".'
        )


def _make_roles(cursor: Cursor, team: Team) -> None:
    """The three roles, each having the rights of the next, and known to the database as its roles."""
    for part, role in zip(("owner", "editor", "reader"), team.roles, strict=True):
        make_role(cursor, role, "NOLOGIN")
        set_for(cursor, role, "kb.role", part)
    run(cursor, "GRANT {0} TO {1}", team.reader, team.editor)
    run(cursor, "GRANT {0} TO {1}", team.editor, team.owner)
    cursor.execute(
        "SELECT CAST(current_user AS text), pg_has_role(current_user, %s, 'MEMBER')", (team.owner,)
    )
    row = cursor.fetchone()
    if row is not None and not row[1]:  # whoever sets up roles must be able to hand objects over
        run(cursor, "GRANT {0} TO {1}", team.owner, row[0])


def _close_to_others(cursor: Cursor, team: Team) -> None:
    """The database is open to the three roles; only the owner makes objects, and readers write nowhere."""
    database, schema = here(cursor)
    run(cursor, "REVOKE ALL ON DATABASE {0} FROM PUBLIC", database)
    run(cursor, "GRANT CONNECT ON DATABASE {0} TO {1}, {2}, {3}", database, *team.roles)
    run(cursor, "REVOKE ALL ON SCHEMA {0} FROM PUBLIC", schema)
    run(cursor, "GRANT USAGE ON SCHEMA {0} TO {1}, {2}", schema, team.editor, team.reader)
    run(cursor, "GRANT USAGE, CREATE ON SCHEMA {0} TO {1}", schema, team.owner)
    if is_superuser(cursor):
        cursor.execute(_SIDE_EFFECTS, (list(SIDE_EFFECTS),))
        for (function,) in cursor.fetchall():
            run(cursor, f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")
            run(cursor, f"GRANT EXECUTE ON FUNCTION {function} TO {{0}}", team.editor)


def _let_bound_temporary_files(cursor: Cursor, team: Team) -> list[str]:
    """Let ``kb sql`` of an editor or owner set the bound that readers have from their login."""
    if cursor.connection.info.server_version < PARAMETER_RIGHTS or not is_superuser(cursor):
        return []
    # The right is kept for the whole server, in one row for all databases.
    cursor.execute(b"LOCK TABLE pg_catalog.pg_parameter_acl IN SHARE ROW EXCLUSIVE MODE")
    cursor.execute("SELECT has_parameter_privilege(%s, 'temp_file_limit', 'SET')", (team.editor,))
    if cursor.fetchone() == (True,):
        return []
    run(cursor, "GRANT SET ON PARAMETER temp_file_limit TO {0}", team.editor)
    return [f"given: {team.editor} may SET temp_file_limit"]


SIDE_EFFECTS = (
    *("lo_creat", "lo_create", "lo_from_bytea", "lo_put", "lo_truncate", "lo_truncate64", "lo_unlink"),
    *("lowrite", "pg_logical_emit_message", "pg_notify", "pg_cancel_backend", "pg_terminate_backend"),
    *("pg_advisory_lock", "pg_advisory_lock_shared", "pg_advisory_xact_lock"),
    *("pg_advisory_xact_lock_shared", "pg_try_advisory_lock", "pg_try_advisory_lock_shared"),
    *("pg_try_advisory_xact_lock", "pg_try_advisory_xact_lock_shared"),
)
"""Functions that everybody may call as PostgreSQL comes, and by which a select writes or gets in the way."""

_SIDE_EFFECTS = """
    SELECT CAST(oid::regprocedure AS text) FROM pg_proc
    WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY (%s) AND
        EXISTS (
            SELECT FROM ACLEXPLODE(COALESCE(proacl, ACLDEFAULT('f', proowner))) AS a
            WHERE a.grantee = 0
        )
    ORDER BY 1
"""


def _take_over(cursor: Cursor, team: Team) -> None:
    """What kb made belongs to the owner role: what has the owner of ``alembic_version`` or this login."""
    cursor.execute(_FUNCTIONS_OF_OTHERS, (team.owner,))
    for (function,) in cursor.fetchall():
        run(cursor, f"ALTER ROUTINE {function} OWNER TO {{0}}", team.owner)
    cursor.execute(_OTHERS, (team.owner,))
    for name, kind in cursor.fetchall():
        word = {"v": "VIEW", "m": "MATERIALIZED VIEW", "S": "SEQUENCE"}.get(kind, "TABLE")
        run(cursor, f"ALTER {word} {{0}} OWNER TO {{1}}", name, team.owner)


_FUNCTIONS_OF_OTHERS = """
    SELECT CAST(p.oid::regprocedure AS text)
    FROM pg_proc AS p
    JOIN pg_class AS c ON c.oid = 'alembic_version'::regclass
    WHERE p.pronamespace = current_schema()::regnamespace AND p.proowner <> %s::regrole
        AND p.proowner IN (c.relowner, current_user::regrole)
        AND NOT EXISTS (
            SELECT FROM pg_depend AS d
            WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
        )
    ORDER BY 1
"""

_OTHERS = """
    SELECT CAST(c.relname AS text), CAST(c.relkind AS text)
    FROM pg_class AS c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
        AND c.relowner <> %s::regrole
        AND (
            c.relowner = current_user::regrole
            OR c.relowner IN (SELECT relowner FROM pg_class WHERE oid = 'alembic_version'::regclass)
        )
        -- A sequence behind a column goes with its table; an extension's objects stay the extension's.
        AND NOT EXISTS (
            SELECT FROM pg_depend AS d
            WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                AND (d.deptype = 'e' OR (c.relkind = 'S' AND d.deptype IN ('a', 'i')))
        )
    ORDER BY c.relname
"""


def _grant_later_objects(cursor: Cursor, team: Team) -> None:
    """Default rights on what the owner role makes later, in a migration or by hand."""
    _, schema = here(cursor)
    later = "ALTER DEFAULT PRIVILEGES FOR ROLE {0} IN SCHEMA {1} GRANT "
    names = (team.owner, schema)
    run(cursor, later + "SELECT ON TABLES TO {2}, {3}", *names, team.editor, team.reader)
    run(cursor, later + "INSERT, UPDATE, DELETE ON TABLES TO {2}", *names, team.editor)
    run(cursor, later + "USAGE ON SEQUENCES TO {2}", *names, team.editor)
