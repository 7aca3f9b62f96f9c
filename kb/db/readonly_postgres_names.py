"""What ad hoc SQL may name on PostgreSQL: the schema of kb, and functions that only look at their values.

PostgreSQL has no list of what one statement may do, and a right that was laid down can be taken up again by
``set_config('role', 'none')``, which a function that runs SQL of its own then has (``query_to_xml``,
``ts_stat``, ``dblink``). So each name that the statement calls is looked up in the catalog of the server: a
function by this name that is not known to be harmless refuses the statement before it is planned.
"""

from __future__ import annotations

from typing import Any

from kb.db.answer import function_not_allowed, refused
from kb.db.postgres_words import StatementNames, names_in
from kb.errors import KbError

FUNCTIONS = frozenset(
    (
        *(
            "age",
            "clock_timestamp",
            "date",
            "date_add",
            "date_part",
            "date_subtract",
            "date_trunc",
            "extract",
        ),
        *("make_timestamptz", "now", "overlaps", "statement_timestamp", "time", "timestamp", "timestamptz"),
        *("timetz", "timezone", "to_char", "to_date", "to_number", "to_timestamp", "transaction_timestamp"),
        *("array_sample", "array_shuffle", "array_to_string", "concat", "concat_ws", "convert_from"),
        *("convert_to", "enum_first", "enum_last", "enum_range", "format", "generate_series", "length"),
        *("gen_random_uuid", "money", "numeric", "quote_literal", "quote_nullable", "random"),
        *("random_normal", "uuidv4", "uuidv7", "version", "xml", "xml_is_well_formed"),
        *("current_database", "current_schema", "current_user", "pg_is_in_recovery", "pg_size_bytes"),
        *("pg_size_pretty", "pg_typeof"),
        *("array_to_json", "json_build_array", "json_build_object", "json_populate_record"),
        *("json_populate_recordset", "json_to_record", "json_to_recordset", "jsonb_build_array"),
        *("jsonb_build_object", "jsonb_path_exists_tz", "jsonb_path_match_tz", "jsonb_path_query_array_tz"),
        *("jsonb_path_query_first_tz", "jsonb_path_query_tz", "jsonb_populate_record"),
        *("jsonb_populate_recordset", "jsonb_to_record", "jsonb_to_recordset", "row_to_json", "to_json"),
        *("to_jsonb", "phraseto_tsquery", "plainto_tsquery", "to_tsquery", "to_tsvector", "ts_headline"),
        *("websearch_to_tsquery", "bernoulli", "system"),
    )
)
"""Functions of PostgreSQL that are not marked as immutable, and harmless all the same.

What is marked as immutable depends on its arguments alone, so that it can neither read nor change anything
(PostgreSQL, "Function Volatility Categories"); aggregates and window functions see the rows they are given.
"""

UNSEEN = frozenset(
    (
        *("regclass", "regrole", "regnamespace", "regproc", "regprocedure", "regoper", "regoperator"),
        *("regtype", "regdatabase", "aclitem", "makeaclitem", "acldefault", "satisfies_hash_partition"),
    )
)
"""Types and functions that look a number or a name up in the catalog of the server: who is on it, and what
other schemas hold. A cast needs no call, so that the bare name is refused."""

OF_KB = frozenset(("median",))
"""Functions that kb makes in its own schema."""

_LOOK_UP = """
    WITH refused_functions AS (
        SELECT p.proname, p.pronargs - p.pronargdefaults <= 1 AND (p.pronargs >= 1 OR p.provariadic <> 0)
            AS takes_one
        FROM pg_catalog.pg_proc AS p
        WHERE p.proname = ANY (%(names)s) AND NOT CASE
            WHEN p.pronamespace = 'pg_catalog'::regnamespace THEN
                p.prokind IN ('a', 'w') OR p.proname = ANY (%(harmless)s)
                OR (p.provolatile = 'i' AND NOT starts_with(p.proname, 'pg_'))
            WHEN p.pronamespace = %(schema)s::regnamespace AND p.proname = ANY (%(ours)s) THEN true
            ELSE (p.provolatile = 'i' OR p.prokind = 'a') AND EXISTS (
                SELECT FROM pg_catalog.pg_depend AS d
                WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
            )
        END
    )
    SELECT 'function', CAST(proname AS text) FROM refused_functions
    WHERE proname = ANY (%(called)s) OR (takes_one AND proname = ANY (%(members)s))
    UNION
    SELECT 'relation', CAST(relname AS text) FROM pg_catalog.pg_class
    WHERE relname = ANY (%(names)s)
        AND relnamespace IN ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace)
    UNION
    SELECT 'schema', CAST(nspname AS text) FROM pg_catalog.pg_namespace
    WHERE nspname = ANY (%(qualifiers)s) AND nspname <> 'pg_catalog' AND oid <> %(schema)s::regnamespace
    ORDER BY 1, 2
"""


def require_harmless(cursor: Any, sql: str) -> None:
    """Nothing when the statement names only what a reader of kb may use; else KbError.

    From now on bare names are found in kb's schema alone, and texts are read as the standard has them.
    """
    cursor.execute(b"SET LOCAL standard_conforming_strings = on")
    cursor.execute(b"SET LOCAL client_encoding = 'UTF8'")
    schema = _keep_to_our_schema(cursor)
    names = names_in(sql)
    if any(name.startswith("pg_") and name != "pg_catalog" for name in names.qualifiers):
        raise refused("it reads from a schema of the server")
    for name in sorted(name for name in names.all if name.lstrip("_") in UNSEEN):
        raise _refusal("function" if name in names.called else "relation", name)
    for kind, name in _looked_up(cursor, names, schema):
        raise _refusal(kind, name)


def _keep_to_our_schema(cursor: Any) -> str:
    """The schema of kb, quoted, from now on the only one whose tables are found by their bare names."""
    cursor.execute(
        b"SELECT quote_ident(n.nspname) FROM pg_catalog.pg_class AS c"
        b" JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace"
        b" WHERE c.oid = to_regclass('alembic_version')"
    )
    (schema,) = cursor.fetchone()
    cursor.execute(b"SELECT set_config('search_path', %s, true)", (schema,))
    return str(schema)


def _looked_up(cursor: Any, names: StatementNames, schema: str) -> list[tuple[str, str]]:
    """What the catalog has by these names and is not to be used: its kind and name."""
    cursor.execute(
        _LOOK_UP,
        {
            "names": list(names.all),
            "called": list(names.called),
            "members": list(names.members),
            "qualifiers": list(names.qualifiers),
            "harmless": list(FUNCTIONS),
            "ours": list(OF_KB),
            "schema": schema,
        },
    )
    matches: list[tuple[str, str]] = cursor.fetchall()
    return matches


def _refusal(kind: str, name: str) -> KbError:
    if kind == "function":
        return function_not_allowed(name)
    what = "the catalog of the server" if kind == "relation" else "another schema"
    return refused(f"{name} belongs to {what}; kb schema lists the views and tables of kb")
