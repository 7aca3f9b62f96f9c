"""Statements made to do harm: to write, to read what is not kb's, to take time, memory or disk.

Each is tried on both engines, whichever it was made for: what one refuses, the other must not run.
"""

# ruff: noqa: S608, E501  (each statement in one piece)

from __future__ import annotations

INSERT = "INSERT INTO record (id, kind, name, content_hash, synced_hash) VALUES ('x', 'k', 'n', '', '')"

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
FIGURES = "figure AS a CROSS JOIN figure AS b CROSS JOIN figure AS c CROSS JOIN figure AS d"


WRITES = {
    "insert": INSERT,
    "insert returning": f"{INSERT} RETURNING id",
    "delete": "DELETE FROM record",
    "update": "UPDATE record SET name = 'changed'",
    "drop": "DROP TABLE record",
    "create": "CREATE TABLE mine (id INTEGER)",
    "create temporary": "CREATE TEMPORARY TABLE mine (id INTEGER)",
    "create as": "CREATE TABLE mine AS SELECT 1 AS one",
    "second statement": f"SELECT 1; {INSERT}",
    "commit and insert": f"COMMIT; {INSERT}",
    "commit alone": "COMMIT",
    "select then commit": f"SELECT 1; COMMIT; {INSERT}; SELECT 2",
    "hidden in a comment": f"SELECT 1 /* */; {INSERT} --",
    "table expression and insert": f"WITH a AS (SELECT 1) {INSERT}",
    "begin": "BEGIN",
    "savepoint": "SAVEPOINT s",
    "alter": "ALTER TABLE record ADD COLUMN mine INTEGER",
    "vacuum": "VACUUM",
    "analyze": "ANALYZE",
    "reindex": "REINDEX",
}

FLOODS = {
    "recursion without end": f"{ENDLESS} SELECT COUNT(*) FROM n",
    "recursion joined with itself": f"{ENDLESS} SELECT COUNT(*) FROM n AS a JOIN n AS b ON a.i < b.i",
    "recursion in a subquery": f"SELECT 1 WHERE 0 = ({ENDLESS} SELECT SUM(i) FROM n)",
    "recursion that grows in width": "WITH RECURSIVE n (t) AS (SELECT 'x' UNION ALL SELECT t || t FROM n)"
    " SELECT MAX(LENGTH(t)) FROM n",
    "recursion without repeats": "WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n)"
    " SELECT COUNT(*) FROM n",
    "cross join": f"SELECT COUNT(*) FROM {FIGURES}",
    "huge sort": f"SELECT a.id FROM {FIGURES} ORDER BY d.id, c.id, b.id, a.id",
    "huge distinct": f"SELECT COUNT(*) FROM (SELECT DISTINCT a.id, b.id, c.id, d.id FROM {FIGURES}) AS x",
    "huge group": f"SELECT a.id, b.id, c.id, COUNT(*) FROM {FIGURES} GROUP BY a.id, b.id, c.id",
    "window over everything": "SELECT MAX(n) FROM (SELECT ROW_NUMBER() OVER (ORDER BY a.id || b.id || c.id)"
    f" AS n FROM {FIGURES}) AS x",
    "long scan without index": f"SELECT COUNT(*) FROM {FIGURES} WHERE a.reported || d.reported LIKE '%1%'",
    "correlated scan": f"SELECT COUNT(*) FROM {FIGURES} WHERE NOT EXISTS (SELECT 1 FROM result AS r"
    " WHERE r.id || a.id = b.id || c.id)",
    "two endless halves": f"SELECT * FROM ({ENDLESS} SELECT i FROM n) AS a EXCEPT SELECT 1",
}

SQLITE_RIGHTS = {
    "attach": "ATTACH '{folder}/attached.db' AS other",
    "vacuum into": "VACUUM INTO '{folder}/copy.db'",
    "query_only off": "PRAGMA query_only = OFF",
    "writable schema": "PRAGMA writable_schema = ON",
    "pragma": "PRAGMA table_info(record)",
    "pragma as a table": "SELECT * FROM pragma_table_info('record')",
    "load extension": "SELECT load_extension('x')",
    "large blob": "SELECT zeroblob(900000000)",
    "large text": "SELECT printf('%.*c', 900000000, 'x')",
    "virtual table": "CREATE VIRTUAL TABLE mine USING fts5(text)",
}

SQLITE_FLOODS = {
    "short text in a long one": "WITH t (x) AS (SELECT '{a}') SELECT instr(x, substr(x, 1, 40000) || 'b') FROM t",
    "long replacement": "WITH t (x) AS (SELECT '{a}') SELECT replace(x, substr(x, 1, 40000), 'b') FROM t",
    "replacement that grows": "WITH t (x) AS (SELECT '{a}') SELECT length(replace(x, 'a', x)) FROM t",
    "trim by a long list": "WITH t (x) AS (SELECT '{a}') SELECT trim(x, x) FROM t",
    "long pattern": "WITH t (x) AS (SELECT '{a}') SELECT x LIKE '%' || substr(x, 1, 30000) || 'b%' FROM t",
    "long glob": "WITH t (x) AS (SELECT '{a}') SELECT x GLOB '*' || substr(x, 1, 30000) || 'b*' FROM t",
    "random blob": "SELECT randomblob(900000000)",
    "format": "SELECT format('%.*c', 900000000, 'x')",
    "hex of a flood": "SELECT hex(zeroblob(900000000))",
    "long concatenation": "SELECT length(group_concat(a.id || b.id)) FROM figure AS a CROSS JOIN figure AS b"
    " CROSS JOIN figure AS c",
    "json of everything": "SELECT length(json_group_array(a.id || b.id)) FROM figure AS a CROSS JOIN figure AS b"
    " CROSS JOIN figure AS c",
    "file read": "SELECT readfile('/etc/passwd')",
    "file write": "SELECT writefile('/tmp/kb-hostile', 'x')",
    "editor": "SELECT edit('x', 'true')",
    "tokenizer pointer": "SELECT fts3_tokenizer('simple')",
    "temporary schema": "INSERT INTO sqlite_temp_master VALUES (1, 2, 3, 4, 5)",
    "schema": "UPDATE sqlite_master SET sql = ''",
    "detach": "DETACH main",
    "pragma through a join": "SELECT * FROM study JOIN pragma_database_list",
    "statement as a table": "SELECT * FROM sqlite_dbpage",
}

POSTGRES_RIGHTS = {
    "write in a table expression": "WITH a AS (DELETE FROM record RETURNING id) SELECT * FROM a",
    "select into": "SELECT 1 AS one INTO mine",
    "copy to a program": "COPY record TO PROGRAM 'cat'",
    "copy to a file": "COPY record TO '/tmp/kb-copy'",
    "read a file of the server": "SELECT pg_read_file('/etc/passwd')",
    "read a file as superuser": "SELECT set_config('role', 'none', true), pg_read_file('/etc/passwd')",
    "lock rows": "SELECT * FROM record FOR UPDATE",
    "set": "SET statement_timeout = 0",
    "write enabled": "SET TRANSACTION READ WRITE",
    "write enabled by function": "SELECT set_config('transaction_read_only', 'off', false)",
    "code": "DO $$ BEGIN PERFORM 1; END $$",
    "call": "CALL mine()",
    "prepare": "PREPARE mine AS SELECT 1",
    "role": "SET ROLE postgres",
    "large object": "SELECT lo_import('/etc/passwd')",
}

POSTGRES_LOCKS = {
    "sleep": "SELECT pg_sleep(60)",
    "sleep for each row": "SELECT pg_sleep(60) FROM figure",
    "long repeat": "SELECT LENGTH(STRING_AGG(REPEAT('x', 100000), ',')) FROM generate_series(1, 100000000)",
    "series": "SELECT COUNT(*) FROM generate_series(1, 100000000000)",
    "regular expression": "SELECT COUNT(*) FROM generate_series(1, 100000000) AS s (i)"
    " WHERE REPEAT('ab', 1000 + i) ~ '(a|b)*c'",
    "lock by name": "SELECT COUNT(*) FROM (SELECT pg_sleep(60), pg_advisory_lock(1)) AS x",
    "limit lifted, then wait": "SELECT set_config('statement_timeout', '0', true), pg_sleep(60)",
    "share lock": "SELECT * FROM study FOR SHARE",
    "key lock": "SELECT * FROM study FOR KEY SHARE",
    "lock table": "LOCK TABLE study IN ACCESS EXCLUSIVE MODE",
    "copy out": "COPY study TO STDOUT",
    "copy in": "COPY study FROM STDIN",
    "listen": "LISTEN kb",
    "truncate": "TRUNCATE study CASCADE",
    "grant": "GRANT ALL ON study TO PUBLIC",
    "discard": "DISCARD ALL",
    "deallocate": "DEALLOCATE ALL",
    "refresh": "REFRESH MATERIALIZED VIEW study_overview",
    "comment": "COMMENT ON TABLE study IS ''",
    "isolation": "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    "second cursor": "SELECT 1; DECLARE c CURSOR FOR SELECT 1",
    "fetch from ours": "FETCH ALL FROM kb_sql",
    "close ours": "CLOSE kb_sql",
    "explain that runs": "EXPLAIN ANALYZE DELETE FROM study",
    "sequence": "SELECT nextval('change_id_seq')",
    "large object": "SELECT lo_create(0)",
    "list of files": "SELECT pg_ls_dir('/')",
    "execute": "EXECUTE kb_sql",
}

_READ_FILE = "pg_read_file(''/etc/passwd'')"
NESTED = {
    "query to xml": f"SELECT query_to_xml('SELECT {_READ_FILE}', true, true, '')",
    "query to xml after the role is dropped": "SELECT set_config('role', 'none', true),"
    f" query_to_xml('SELECT {_READ_FILE}', true, true, '')",
    "query to xml with its schema": "SELECT query_to_xml_and_xmlschema('SELECT 1', true, true, '')",
    "schema of a query": "SELECT query_to_xmlschema('SELECT 1', true, true, '')",
    "table to xml": "SELECT table_to_xml('pg_authid', true, true, '')",
    "table to xml with its schema": "SELECT table_to_xml_and_xmlschema('pg_authid', true, true, '')",
    "schema of a table": "SELECT table_to_xmlschema('pg_authid', true, true, '')",
    "cursor to xml": "SELECT cursor_to_xml('kb_sql', 10, true, true, '')",
    "schema of a cursor": "SELECT cursor_to_xmlschema('kb_sql', true, true, '')",
    "schema to xml": "SELECT schema_to_xml('pg_catalog', true, true, '')",
    "schema to xml with its schema": "SELECT schema_to_xml_and_xmlschema('pg_catalog', true, true, '')",
    "database to xml": "SELECT database_to_xml(true, true, '')",
    "database to xml with its schema": "SELECT database_to_xml_and_xmlschema(true, true, '')",
    "words of a query": f"SELECT * FROM ts_stat('SELECT to_tsvector({_READ_FILE})')",
    "words of a query with weights": "SELECT * FROM ts_stat('SELECT ''a''::tsvector', 'ab')",
    "rewriting by a query": "SELECT ts_rewrite('a'::tsquery, 'SELECT ''a''::tsquery, ''b''::tsquery')",
    "xpath over a query": "SELECT xpath('//x', query_to_xml('SELECT 1 AS x', true, true, ''))",
    "xmltable over a query": "SELECT x.* FROM XMLTABLE('/table/row' PASSING"
    " query_to_xml('SELECT rolpassword FROM pg_authid', true, true, '') COLUMNS rolpassword text) AS x",
    "xmlexists over a query": "SELECT XMLEXISTS('//x' PASSING query_to_xml('SELECT 1 AS x', true, true, ''))",
    "another database": "SELECT * FROM dblink('dbname=postgres', 'SELECT 1') AS d (x integer)",
    "another database, writing": "SELECT dblink_exec('dbname=postgres', 'DROP TABLE study')",
    "pivot of a query": "SELECT * FROM crosstab('SELECT 1, 2, 3') AS c (a integer, b integer)",
    "tree of a query": "SELECT * FROM connectby('study', 'id', 'id', 'x', 0) AS c (a text, b text, c integer)",
    "xpath of a table": "SELECT * FROM xpath_table('id', 'label', 'study', '/a', 'true') AS x (a text)",
}
"""Functions that run SQL of their own, with whatever rights there are by then."""

RIGHTS = {
    "role taken up again": "SELECT set_config('role', 'none', true), COUNT(*) FROM study",
    "role of the server": "SELECT set_config('role', 'postgres', false)",
    "session of another": "SELECT set_config('session_authorization', 'postgres', false)",
    "writing again": "SELECT set_config('transaction_read_only', 'off', true)",
    "no limit of time": "SELECT set_config('statement_timeout', '0', true)",
    "path of schemas": "SELECT set_config('search_path', 'pg_temp, public', true)",
    "reading other quotes": "SELECT set_config('standard_conforming_strings', 'off', true)",
    "setting": "SELECT current_setting('data_directory')",
    "all settings": "SELECT * FROM pg_show_all_settings()",
    "hashes of passwords": "SELECT * FROM pg_shadow",
    "hashes of passwords by the catalog": "SELECT rolpassword FROM pg_catalog.pg_authid",
    "roles": "TABLE pg_roles",
    "what others run": "SELECT query FROM pg_stat_activity",
    "what others run, by function": "SELECT * FROM pg_stat_get_activity(NULL)",
    "statistics of values": "SELECT * FROM pg_stats",
    "rules of login": "SELECT * FROM pg_hba_file_rules",
    "tables of the server": "SELECT relname FROM pg_class",
    "tables in the standard's words": "SELECT table_name FROM information_schema.tables",
    "another schema": "SELECT * FROM private.secret",
    "another schema in quotes": 'SELECT * FROM "private" . "secret"',
    "another schema, all parts": "SELECT private.secret.word FROM private.secret",
    "another schema by a subquery": "SELECT (SELECT word FROM private.secret)",
    "function of another schema": "SELECT private.tell()",
    "large objects": "SELECT * FROM pg_largeobject",
    "name of a table by its number": "SELECT 1259::regclass",
    "names of all roles": "SELECT STRING_AGG(i::regrole::text, ',') FROM generate_series(1, 20000) AS i",
    "roles in an array": "SELECT ARRAY['10']::_regrole[]",
    "schemas by number": 'SELECT i::"regnamespace" FROM generate_series(16000, 20000) AS i',
    "table of another schema by name": "SELECT 'private.secret'::regclass",
    "role by a right": "SELECT MAKEACLITEM(10, 10, 'SELECT', false)::text",
    "table by its error": "SELECT satisfies_hash_partition(1259, 2, 0, 1)",
    "definition of a view": "SELECT pg_get_viewdef('study_overview')",
}
"""Rights and settings of the session, and what is not kb's."""

SERVER = {
    "part of a file": "SELECT pg_read_file('/etc/passwd', 0, 10)",
    "bytes of a file": "SELECT pg_read_binary_file('/etc/passwd')",
    "state of a file": "SELECT * FROM pg_stat_file('/etc/passwd')",
    "list of a folder": "SELECT * FROM pg_ls_dir('/')",
    "list of the log": "SELECT * FROM pg_ls_logdir()",
    "list of temporary files": "SELECT * FROM pg_ls_tmpdir()",
    "place of a file": "SELECT pg_relation_filepath('study')",
    "file written": "SELECT pg_file_write('/tmp/kb-hostile', 'x', false)",
    "large object from a file": "SELECT lo_import('/etc/passwd', 4711)",
    "large object to a file": "SELECT lo_export(4711, '/tmp/kb-hostile')",
    "large object made": "SELECT lo_creat(-1)",
    "large object from bytes": "SELECT lo_from_bytea(0, 'x')",
    "large object written": "SELECT lo_put(4711, 0, 'x')",
    "large object opened": "SELECT lo_open(4711, 131072)",
    "large object read": "SELECT lo_get(4711)",
    "large object removed": "SELECT lo_unlink(4711)",
    "replication slot": "SELECT * FROM pg_create_physical_replication_slot('kb_hostile')",
    "logical replication slot": "SELECT * FROM pg_create_logical_replication_slot('kb_hostile', 'pgoutput')",
    "slot copied": "SELECT * FROM pg_copy_physical_replication_slot('a', 'kb_hostile')",
    "slot dropped": "SELECT pg_drop_replication_slot('kb_hostile')",
    "changes of a slot": "SELECT * FROM pg_logical_slot_get_changes('kb_hostile', NULL, NULL)",
    "origin of replication": "SELECT pg_replication_origin_create('kb_hostile')",
    "message in the log of changes": "SELECT pg_logical_emit_message(false, 'kb', 'x')",
    "point to go back to": "SELECT pg_create_restore_point('kb')",
    "next file of the log": "SELECT pg_switch_wal()",
    "backup started": "SELECT pg_backup_start('kb')",
    "standby promoted": "SELECT pg_promote()",
    "settings read anew": "SELECT pg_reload_conf()",
    "log begun anew": "SELECT pg_rotate_logfile()",
    "program of another stopped": "SELECT pg_cancel_backend(1)",
    "program of another ended": "SELECT pg_terminate_backend(1)",
    "memory of a program": "SELECT pg_log_backend_memory_contexts(1)",
    "message to others": "SELECT pg_notify('kb', 'x')",
    "lock for the session": "SELECT pg_advisory_lock(7017502021)",
    "lock if free": "SELECT pg_try_advisory_lock(7017502021)",
    "lock of the transaction": "SELECT pg_advisory_xact_lock(7017502021)",
    "shared lock": "SELECT pg_advisory_lock_shared(1, 2)",
    "locks given up": "SELECT pg_advisory_unlock_all()",
    "snapshot handed out": "SELECT pg_export_snapshot()",
    "counters set back": "SELECT pg_stat_reset()",
    "number of a sequence": "SELECT setval('change_id_seq', 1)",
    "last number": "SELECT lastval()",
    "transaction number used": "SELECT pg_current_xact_id()",
    "address of the server": "SELECT inet_server_addr()",
    "wait until a time": "SELECT pg_sleep_until(now() + interval '1 hour')",
    "wait for a while": "SELECT pg_sleep_for('1 hour')",
    "extension": "SELECT * FROM pg_available_extensions()",
    "rows of an index": "SELECT * FROM brin_summarize_new_values('study')",
}
"""Files, large objects, replication, locks and signals of a server."""

DISGUISED = {
    "as a member of a value": "SELECT ('/etc/passwd'::text).pg_read_file",
    "as a quoted member": "SELECT ('/etc/passwd'::text) . \"pg_read_file\"",
    "in quotes": "SELECT \"set_config\"('role', 'none', true)",
    "with its schema": "SELECT pg_catalog.set_config('role', 'none', true)",
    "in capitals": "SELECT SET_CONFIG('role', 'none', true)",
    "behind a comment": "SELECT set_config/* */('role', 'none', true)",
    "behind a comment in a comment": "/* /* */ ' */ SELECT set_config('role', 'none', true) --'",
    "behind a line break of another kind": "SELECT 1 --\r, set_config('role', 'none', true)",
    "after a backslash in a text": "SELECT E'\\'' || set_config('role', 'none', true) || ''",
    "after a text that goes on": "SELECT E'a'\n'\\'' || set_config('role', 'none', true) || ''",
    "between dollar signs of names": "SELECT 1 AS a$x$, set_config('role', 'none', true) AS b$x$",
    "between dollar signs that are none": "SELECT 1 AS \u00a0$\u00a0$, set_config('role', 'none', true) AS b$\u00a0$",
    "after a dollar quote with a blank": "SELECT $\u00a0$ ' $\u00a0$, set_config('role', 'none', true), ' '",
    "in coded letters": "SELECT U&\"set\\005fconfig\"('role', 'none', true)",
    "in rows from functions": "SELECT * FROM ROWS FROM (pg_ls_dir('/'), pg_ls_dir('/tmp'))",
    "in a lateral join": "SELECT * FROM study AS s CROSS JOIN LATERAL pg_ls_dir(s.id)",
    "in an order": "SELECT 1 ORDER BY set_config('role', 'none', true)",
    "in a limit": "SELECT 1 LIMIT LENGTH(set_config('role', 'none', true))",
    "in a table expression": "WITH a AS MATERIALIZED (SELECT set_config('role', 'none', true)) SELECT * FROM a",
    "in a list of values": "VALUES (set_config('role', 'none', true))",
    "in a window": "SELECT SUM(1) OVER (ORDER BY set_config('role', 'none', true))",
    "in a filter": "SELECT COUNT(*) FILTER (WHERE set_config('role', 'none', true) = '') FROM study",
    "in an array": "SELECT ARRAY[set_config('role', 'none', true)]",
    "after a NUL": "SELECT 1 \0 ; DELETE FROM record",
    "half a character": "SELECT 1 AS \udcff",
    "quote left open": "SELECT 'a, set_config(",
    "comment left open": "SELECT 1 /* set_config('role', 'none', true)",
}
"""Calls written so that who looks at the text may miss them."""

MORE_FLOODS = {
    "rows wider than memory": f"{ENDLESS} SELECT n.i, a.*, b.*, c.* FROM n CROSS JOIN study AS a CROSS JOIN study AS b"
    " CROSS JOIN study AS c ORDER BY a.population || b.population || c.population || n.i",
    "distinct rows without end": f"{ENDLESS} SELECT DISTINCT i % 1000000007 AS x FROM n ORDER BY 1",
    "groups without end": f"{ENDLESS} SELECT i, COUNT(*) FROM n GROUP BY i",
    "set without end": f"{ENDLESS} SELECT i FROM n UNION SELECT -i FROM n",
    "window without end": f"{ENDLESS} SELECT SUM(i) OVER (ORDER BY -i) FROM n",
    "median of all": f"{ENDLESS} SELECT MEDIAN(i) FROM n",
    "deviation of all": f"{ENDLESS} SELECT STDDEV(i) FROM n",
    "expressions that name each other twice": "WITH a0 AS (SELECT 1 AS x FROM study_overview)"
    + "".join(f", a{i} AS (SELECT a.x FROM a{i - 1} AS a, a{i - 1} AS b)" for i in range(1, 40))
    + " SELECT COUNT(*) FROM a39",
    "expressions of no table, twice each": "WITH a0 AS (SELECT 1 AS x UNION ALL SELECT 2)"
    + "".join(f", a{i} AS (SELECT x FROM a{i - 1} UNION ALL SELECT x FROM a{i - 1})" for i in range(1, 40))
    + " SELECT COUNT(*) FROM a39",
    "empty texts of all": f"{ENDLESS} SELECT STRING_AGG('', '') FROM n",
    "text of all": f"{ENDLESS} SELECT STRING_AGG(CAST(i AS TEXT), ',') FROM n",
}
"""What would fill memory or disk before it could answer."""

SQLITE_MORE = {
    "pages of the file": "SELECT * FROM dbstat",
    "bytecode": "SELECT * FROM bytecode('SELECT 1')",
    "compiled statements": "SELECT * FROM sqlite_stmt",
    "tables by name": "SELECT * FROM pragma_table_list",
    "setting by a function": "SELECT * FROM pragma_journal_mode('DELETE')",
    "journal": "PRAGMA journal_mode = DELETE",
    "key": "PRAGMA key = 'x'",
    "shrink": "PRAGMA incremental_vacuum",
    "foreign keys off": "PRAGMA foreign_keys = OFF",
    "trusted": "PRAGMA trusted_schema = ON",
    "wide field": "SELECT printf('%900000000d', 1)",
    "wide field behind a sign": "SELECT printf('%l%%900000000d', 1, 1)",
    "texts in a field each": "SELECT length(printf('%s%s%s', x, x, x)) FROM (SELECT hex(json_array('{a}')) || '{a}{a}{a}{a}{a}' AS x)",
    "hidden option": "SELECT sqlite_compileoption_get(1)",
    "series": "SELECT COUNT(*) FROM generate_series(1, 100000000000)",
    "list of files": "SELECT * FROM fsdir('/')",
    "archive": "SELECT * FROM zipfile('/tmp/x.zip')",
    "log entry": "SELECT sqlite_log(1, 'x')",
    "shell": "SELECT shell('true')",
    "regular expression": "SELECT 'a' REGEXP '(a+)+$'",
    "search table": "SELECT highlight(search_entry, 0, 'a', 'b') FROM search_entry",
    "upsert": "INSERT INTO record VALUES ('x', 'k', 'n', '', '', '') ON CONFLICT DO NOTHING",
    "replace": "REPLACE INTO record (id) VALUES ('x')",
    "trigger": "CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM study; END",
    "view": "CREATE TEMP VIEW mine AS SELECT 1",
    "name": "ALTER TABLE study RENAME TO mine",
    "release": "RELEASE s",
    "rollback": "ROLLBACK",
    "plan": "EXPLAIN DELETE FROM study",
}

STATEMENTS = {
    f"{group}: {name}": sql
    for group, statements in (
        ("writes", WRITES),
        ("floods", FLOODS),
        ("more floods", MORE_FLOODS),
        ("sqlite", SQLITE_RIGHTS | SQLITE_MORE),
        ("sqlite floods", SQLITE_FLOODS),
        ("postgresql", POSTGRES_RIGHTS),
        ("postgresql locks", POSTGRES_LOCKS),
        ("nested", NESTED),
        ("rights", RIGHTS),
        ("server", SERVER),
        ("disguised", DISGUISED),
    )
    for name, sql in statements.items()
}
"""All of them."""
