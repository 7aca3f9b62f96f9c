"""The three roles of a PostgreSQL database: owner, editor, reader, and what each may do with its objects.

A database remembers its roles by a setting of its own on each (``kb.role``), so that a migration and
``kb sql`` find them whatever they are called. Cursors are psycopg's, inside the caller's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.db.append_only import APPEND_ONLY

if TYPE_CHECKING:
    import psycopg

    Cursor = psycopg.Cursor[Any]

OF_THE_PROGRAM = frozenset({"alembic_version", "code_list", "data_dictionary"})
"""Tables that migrations write and nobody else."""

TEMP_FILE_LIMIT = "2GB"
"""What one statement of somebody's own may put on the disk of the server, to sort it."""
PARAMETER_RIGHTS = 150000
"""Version of PostgreSQL from which on a role may be given the right to set a parameter."""


@dataclass(frozen=True, slots=True)
class Team:
    """Names of the three roles of one database."""

    owner: str
    editor: str
    reader: str

    @classmethod
    def named(cls, prefix: str) -> Team:
        """The roles with a common prefix, such as ``kb_reader``."""
        return cls(f"{prefix}_owner", f"{prefix}_editor", f"{prefix}_reader")

    @property
    def roles(self) -> tuple[str, str, str]:
        """All three, from the one that may most to the one that may least."""
        return self.owner, self.editor, self.reader


def team_of(cursor: Cursor) -> Team | None:
    """The roles of the current database; None where ``kb admin roles`` has not been run."""
    cursor.execute(_MARKED)
    roles = {part: role for role, part in cursor.fetchall()}
    if roles.keys() != {"owner", "editor", "reader"}:
        return None
    return Team(**roles)


_MARKED = b"""
    SELECT CAST(r.rolname AS text), SUBSTR(one.setting, LENGTH('kb.role=') + 1)
    FROM pg_db_role_setting AS s
    JOIN pg_database AS d ON d.oid = s.setdatabase AND d.datname = current_database()
    JOIN pg_roles AS r ON r.oid = s.setrole
    CROSS JOIN UNNEST(s.setconfig) AS one (setting)
    WHERE STARTS_WITH(one.setting, 'kb.role=')
"""


def act_as_owner(cursor: Cursor) -> bool:
    """Make what follows in this transaction belong to the owner role; False where this login cannot."""
    team = team_of(cursor)
    return team is not None and _act_as(cursor, team.owner)


def act_as_reader(cursor: Cursor) -> bool:
    """Lay down all rights but those of the reader role for this transaction; False where there is none."""
    team = team_of(cursor)
    return team is not None and _act_as(cursor, team.reader)


def _act_as(cursor: Cursor, role: str) -> bool:
    from psycopg.sql import SQL, Identifier

    cursor.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", (role,))
    row = cursor.fetchone()
    if row is None or not row[0]:
        return False
    cursor.execute(SQL("SET LOCAL ROLE {}").format(Identifier(role)))
    return True


def grant_again(cursor: Cursor) -> None:
    """Give the roles their rights on the objects as they are now; nothing where there are no roles."""
    team = team_of(cursor)
    if team is not None:
        grant_objects(cursor, team)


def grant_objects(cursor: Cursor, team: Team) -> None:
    """Rights on every table, view and sequence that the owner role owns; rights beyond them are withdrawn."""
    from psycopg.sql import SQL, Identifier

    cursor.execute(_OWNED, (team.owner,))
    for name, kind in cursor.fetchall():
        names = {
            "thing": Identifier(name),
            "kind": SQL("SEQUENCE" if kind == "S" else "TABLE"),
            "editor": Identifier(team.editor),
            "reader": Identifier(team.reader),
        }
        cursor.execute(SQL("REVOKE ALL ON {kind} {thing} FROM PUBLIC, {editor}, {reader}").format(**names))
        if kind == "S":
            cursor.execute(SQL("GRANT USAGE ON SEQUENCE {thing} TO {editor}").format(**names))
            continue
        cursor.execute(SQL("GRANT SELECT ON {thing} TO {editor}, {reader}").format(**names))
        writes = _writes(name, kind)
        if writes:
            cursor.execute(SQL(f"GRANT {writes} ON {{thing}} TO {{editor}}").format(**names))


def _writes(name: str, kind: str) -> str:
    """What an editor may do with a relation besides reading it."""
    if kind not in ("r", "p") or name in OF_THE_PROGRAM:
        return ""
    return "INSERT" if name in APPEND_ONLY else "INSERT, UPDATE, DELETE"


_OWNED = """
    SELECT CAST(c.relname AS text), CAST(c.relkind AS text)
    FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = current_schema()
    JOIN pg_roles AS r ON r.oid = c.relowner AND r.rolname = %s
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
    ORDER BY c.relname
"""
