"""Add full-text search.

The table search_entry holds the texts and their words. Its index search_index differs by engine: an FTS5
table on SQLite, a table with tsvector columns and GIN indexes on PostgreSQL. Triggers keep it to the rows
of search_entry. A later migration that rebuilds search_entry in batch mode has to make the triggers again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None

_SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
  title_words, title_stems, words, stems,
  content='search_entry', content_rowid='number', tokenize='ascii'
)""",
    # Every word of the index, for words near to a mistyped one.
    "CREATE VIRTUAL TABLE search_index_words USING fts5vocab('search_index', 'col')",
    """CREATE TRIGGER search_entry_inserted AFTER INSERT ON search_entry BEGIN
  INSERT INTO search_index (rowid, title_words, title_stems, words, stems)
  VALUES (new.number, new.title_words, new.title_stems, new.words, new.stems);
END""",
    """CREATE TRIGGER search_entry_deleted AFTER DELETE ON search_entry BEGIN
  INSERT INTO search_index (search_index, rowid, title_words, title_stems, words, stems)
  VALUES ('delete', old.number, old.title_words, old.title_stems, old.words, old.stems);
END""",
    """CREATE TRIGGER search_entry_updated AFTER UPDATE ON search_entry BEGIN
  INSERT INTO search_index (search_index, rowid, title_words, title_stems, words, stems)
  VALUES ('delete', old.number, old.title_words, old.title_stems, old.words, old.stems);
  INSERT INTO search_index (rowid, title_words, title_stems, words, stems)
  VALUES (new.number, new.title_words, new.title_stems, new.words, new.stems);
END""",
)
_SQLITE_DOWN = ("DROP TABLE search_index_words", "DROP TABLE search_index")

# The vector is written out, word:position with A for the title: no parser takes the words apart again.
# A gap keeps phrases from running from the title into the text.
_VECTOR = """(
    SELECT string_agg(w || ':' || n || mark, ' ') FROM (
      SELECT w, n, 'A' AS mark FROM unnest(string_to_array(new.{title}, ' ')) WITH ORDINALITY AS t (w, n)
      UNION ALL
      SELECT w, n + 10 + cardinality(string_to_array(new.{title}, ' ')), ''
      FROM unnest(string_to_array(new.{text}, ' ')) WITH ORDINALITY AS t (w, n)
    ) AS placed WHERE w <> ''
  )::tsvector"""
_POSTGRESQL = (
    "CREATE TABLE search_index (number bigint PRIMARY KEY, words tsvector, stems tsvector)",
    "CREATE INDEX search_index_on_words ON search_index USING gin (words)",
    "CREATE INDEX search_index_on_stems ON search_index USING gin (stems)",
    """CREATE FUNCTION search_entry_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op <> 'INSERT' THEN
    DELETE FROM search_index WHERE number = old.number;
  END IF;
  IF tg_op <> 'DELETE' THEN
    INSERT INTO search_index (number, words, stems) VALUES (
      new.number,
      WORDS_VECTOR,
      STEMS_VECTOR
    );
  END IF;
  RETURN NULL;
END $$""".replace("WORDS_VECTOR", _VECTOR.format(title="title_words", text="words")).replace(
        "STEMS_VECTOR", _VECTOR.format(title="title_stems", text="stems")
    ),
    """CREATE TRIGGER search_entry_changed AFTER INSERT OR UPDATE OR DELETE ON search_entry
FOR EACH ROW EXECUTE FUNCTION search_entry_changed()""",
)
_POSTGRESQL_DOWN = ("DROP TABLE search_index", "DROP FUNCTION search_entry_changed()")


def _run(statements: tuple[str, ...]) -> None:
    connection = op.get_bind()
    for statement in statements:
        connection.exec_driver_sql(statement)


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Text(), nullable=False, comment="kind:key"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column(
            "number",
            sa.BigInteger(),
            nullable=False,
            comment="Number of the row in the index: 62 bits of the SHA-256 of the id",
        ),
        sa.Column(
            "made_from",
            sa.Text(),
            nullable=False,
            comment="Rules of taking texts apart, and hash of the record they were applied to",
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="What was found"),
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="Its key, for example wang-2015 or 7.01.75/hcc/trial-limits",
        ),
        sa.Column("policy_id", sa.Text(), nullable=True, comment="Policy it is a part of; null when shared"),
        sa.Column(
            "indication_key",
            sa.Text(),
            nullable=True,
            comment="Key of the indication it is a part of; null outside",
        ),
        sa.Column("title", sa.Text(), nullable=False, comment="Heading of the hit"),
        sa.Column(
            "text",
            sa.Text(),
            nullable=False,
            comment="The text, one line for each piece; [[...]] stands for a figure, [@...] for a citation",
        ),
        sa.Column(
            "title_words",
            sa.Text(),
            nullable=False,
            comment="Words of the heading, lower case, without accents",
        ),
        sa.Column("title_stems", sa.Text(), nullable=False, comment="Stems of the words of the heading"),
        sa.Column(
            "words",
            sa.Text(),
            nullable=False,
            comment="Words of the text, lower case, without accents; u2029 between pieces",
        ),
        sa.Column(
            "stems", sa.Text(), nullable=False, comment="Stems of the words of the text; u2029 between pieces"
        ),
        sa.CheckConstraint(
            "kind IN ('policy', 'indication', 'study', 'finding', 'statement', 'recommendation', 'reference', 'text')",
            name=op.f("ck_search_entry_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_search_entry_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_search_entry_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("number", name=op.f("uq_search_entry_number")),
        comment="One row per text that search finds; derived from its record by every load.",
    )
    op.create_index("ix_search_entry_record_id", "search_entry", ["record_id"])
    op.create_index("ix_search_entry_policy_id", "search_entry", ["policy_id"])
    _run(_SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL)


def downgrade() -> None:
    op.drop_table("search_entry")
    _run(_SQLITE_DOWN if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_DOWN)
