"""What roles have in a PostgreSQL database, as plain facts, to tell what a change of roles changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

    from kb.db.team import Team

Fact = tuple[str, str, str]
"""Who (``PUBLIC`` for everybody), what, and on which object."""


def facts_of(cursor: psycopg.Cursor[Any], team: Team, logins: Collection[str] = ()) -> set[Fact]:
    """Everything that roles have in the current database, apart from what the owner role has as an owner.

    Of what holds for the whole server only what is about the team or these logins: another database of the
    server may change its own roles at the same time.
    """
    cursor.execute(_FACTS)
    ours = {*team.roles, *logins}
    return {
        (who, what, thing)
        for who, what, thing in cursor.fetchall()
        if (who != team.owner or what in _NOT_AS_OWNER)
        and (what not in _OF_THE_SERVER or who in ours or thing in ours)
    }


_OF_THE_SERVER = ("is a role", "is a login", "is a member of")
_NOT_AS_OWNER = (*_OF_THE_SERVER, "has the setting", "owns")


def sentences(before: set[Fact], after: set[Fact]) -> list[str]:
    """One line for each thing that was given or taken, the objects counted where they are many."""
    return [*_lines("given", after - before), *_lines("taken", before - after)]


def _lines(sign: str, facts: set[Fact]) -> Iterator[str]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for role, right, target in sorted(facts):
        grouped.setdefault((role, right), []).append(target)
    for (role, right), targets in grouped.items():
        listed = ", ".join(targets) if len(targets) <= _LISTED else f"{len(targets)} objects"
        yield f"{sign}: {role} {right} {listed}".rstrip()


_LISTED = 4
"""So many objects are named; of more, only the number is given."""

_FACTS = b"""
    WITH here AS (SELECT oid FROM pg_database WHERE datname = current_database()),
    schema AS (SELECT oid, nspacl, nspowner FROM pg_namespace WHERE nspname = current_schema()),
    rights (grantee, what, thing) AS (
        SELECT a.grantee, 'may ' || a.privilege_type || ' on', CAST(c.relname AS text)
        FROM pg_class AS c, ACLEXPLODE(c.relacl) AS a
        WHERE c.relnamespace IN (SELECT oid FROM schema) AND a.grantee <> c.relowner
        UNION ALL
        SELECT a.grantee, 'may ' || a.privilege_type || ' on', 'the database'
        FROM pg_database AS d, ACLEXPLODE(COALESCE(d.datacl, ACLDEFAULT('d', d.datdba))) AS a
        WHERE d.oid IN (SELECT oid FROM here) AND a.grantee <> d.datdba
        UNION ALL
        SELECT a.grantee, 'may ' || a.privilege_type || ' on', 'the schema'
        FROM schema AS s, ACLEXPLODE(COALESCE(s.nspacl, ACLDEFAULT('n', s.nspowner))) AS a
        WHERE a.grantee <> s.nspowner
        UNION ALL
        SELECT a.grantee, 'will have ' || a.privilege_type || ' on',
            CASE d.defaclobjtype WHEN 'r' THEN 'later tables and views' ELSE 'later sequences' END
        FROM pg_default_acl AS d, ACLEXPLODE(d.defaclacl) AS a
        WHERE d.defaclnamespace IN (SELECT oid FROM schema) AND a.grantee <> d.defaclrole
        UNION ALL
        SELECT a.grantee, 'may call', CAST(p.oid::regprocedure AS text)
        FROM pg_proc AS p, ACLEXPLODE(COALESCE(p.proacl, ACLDEFAULT('f', p.proowner))) AS a
        WHERE p.pronamespace = 'pg_catalog'::regnamespace AND a.grantee <> p.proowner
        UNION ALL
        SELECT c.relowner, 'owns', CAST(c.relname AS text)
        FROM pg_class AS c
        WHERE c.relnamespace IN (SELECT oid FROM schema) AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
        UNION ALL
        SELECT s.setrole, 'has the setting', one.setting
        FROM pg_db_role_setting AS s, UNNEST(s.setconfig) AS one (setting)
        WHERE s.setdatabase IN (SELECT oid FROM here)
        UNION ALL
        SELECT m.member, 'is a member of', CAST(pg_get_userbyid(m.roleid) AS text) FROM pg_auth_members AS m
        UNION ALL
        SELECT oid, CASE WHEN rolcanlogin THEN 'is a login' ELSE 'is a role' END, '' FROM pg_roles
    )
    SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE CAST(pg_get_userbyid(grantee) AS text) END, what, thing
    FROM rights
"""
