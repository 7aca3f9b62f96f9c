"""Create the tables, and the index of full-text search.

Versions 0001 to 0007 came before the first release; a database of theirs cannot be brought up to this one.

The index of full-text search differs by engine: an FTS5 table on SQLite, a table with tsvector columns and
GIN indexes on PostgreSQL. Triggers keep it to the rows of search_entry. A later migration that rebuilds
search_entry in batch mode has to make the triggers again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = None
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


def _refers(column: str, target: str, name: str) -> sa.ForeignKeyConstraint:
    """A foreign key that is checked at the end of the transaction."""
    return sa.ForeignKeyConstraint([column], [target], op.f(name), deferrable=True, initially="DEFERRED")


def upgrade() -> None:
    op.create_table(
        "adjudication",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("study", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("first_who", sa.Text(), nullable=False),
        sa.Column("first_text", sa.Text()),
        sa.Column("second_who", sa.Text(), nullable=False),
        sa.Column("second_text", sa.Text()),
        sa.Column("chosen", sa.Text()),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjudication")),
        sa.UniqueConstraint(
            "study", "place", "decided_at", name=op.f("uq_adjudication_study_place_decided_at")
        ),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text()),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.CheckConstraint("action IN ('insert', 'update', 'delete')", name=op.f("ck_change_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index("ix_change_at", "change", ["at"])
    op.create_index("ix_change_record_id", "change", ["record_id"])

    op.create_table(
        "code_list",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_list")),
        sa.UniqueConstraint("list", "code", name=op.f("uq_code_list_list_code")),
        sa.UniqueConstraint("list", "position", name=op.f("uq_code_list_list_position")),
    )
    op.create_table(
        "conclusion_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("old_verdict", sa.Text()),
        sa.Column("old_effect", sa.Text()),
        sa.Column("new_verdict", sa.Text()),
        sa.Column("new_effect", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusion_change")),
    )
    op.create_index("ix_conclusion_change_record_id", "conclusion_change", ["record_id"])

    op.create_table(
        "data_dictionary",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("relation_kind", sa.Text(), nullable=False),
        sa.Column("column_name", sa.Text()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("column_type", sa.Text()),
        sa.Column("null_allowed", sa.Text()),
        sa.Column("refers_to", sa.Text()),
        sa.Column("codes", sa.Text()),
        sa.Column("description", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_dictionary")),
        sa.UniqueConstraint("relation", "position", name=op.f("uq_data_dictionary_relation_position")),
    )
    op.create_table(
        "frozen_record",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_record")),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("synced_hash", sa.Text()),
        sa.Column("loaded_as", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("kind", "name", name=op.f("uq_record_kind_name")),
    )
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("found", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("acknowledged_by", sa.Text()),
        sa.Column("agreed_by", sa.Text()),
        _refers("record_id", "record.id", "fk_acknowledgement_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgement")),
        sa.UniqueConstraint(
            "record_id", "rule", "place", name=op.f("uq_acknowledgement_record_id_rule_place")
        ),
    )
    op.create_table(
        "design",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text()),
        sa.Column("plural", sa.Text(), nullable=False),
        sa.Column("design_group", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "design_group IN ('randomized', 'nonrandomized-comparative', 'noncomparative', "
            "'systematic-review', 'diagnostic', 'other')",
            name=op.f("ck_design_design_group"),
        ),
        sa.CheckConstraint("rank > 0", name=op.f("ck_design_rank_positive")),
        _refers("record_id", "record.id", "fk_design_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_design")),
    )
    op.create_index("ix_design_record_id", "design", ["record_id"])

    op.create_table(
        "document",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.CheckConstraint("characters > 0", name=op.f("ck_document_characters_positive")),
        _refers("record_id", "record.id", "fk_document_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index("ix_document_record_id", "document", ["record_id"])

    op.create_table(
        "health_plan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text()),
        sa.Column("website", sa.Text()),
        sa.Column("review_months", sa.Integer()),
        sa.Column("date_style", sa.Text(), nullable=False),
        sa.Column("disclaimer", sa.Text()),
        sa.Column("disclaimer_place", sa.Text(), nullable=False),
        sa.Column("logo_text", sa.Text()),
        sa.Column("logo_picture", sa.Text()),
        sa.CheckConstraint(
            "date_style IN ('iso', 'month-day-year', 'day-month-year', 'slashes')",
            name=op.f("ck_health_plan_date_style"),
        ),
        sa.CheckConstraint(
            "disclaimer_place IN ('back', 'front', 'statement')", name=op.f("ck_health_plan_disclaimer_place")
        ),
        _refers("record_id", "record.id", "fk_health_plan_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_plan")),
    )
    op.create_index("ix_health_plan_record_id", "health_plan", ["record_id"])

    op.create_table(
        "instrument_version",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text()),
        sa.Column("source", sa.Text()),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('therapeutic', 'diagnostic', 'randomized', 'nonrandomized', "
            "'prognostic', 'systematic-review', 'certainty', 'other')",
            name=op.f("ck_instrument_version_kind"),
        ),
        _refers("record_id", "record.id", "fk_instrument_version_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_version")),
        sa.UniqueConstraint("instrument", "edition", name=op.f("uq_instrument_version_instrument_edition")),
    )
    op.create_index("ix_instrument_version_record_id", "instrument_version", ["record_id"])

    op.create_table(
        "reference",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("authors_truncated", sa.Boolean(), nullable=False),
        sa.Column("container_title", sa.Text()),
        sa.Column("publisher", sa.Text()),
        sa.Column("issued", sa.Text()),
        sa.Column("issued_text", sa.Text()),
        sa.Column("volume", sa.Text()),
        sa.Column("issue", sa.Text()),
        sa.Column("page", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("genre", sa.Text()),
        sa.Column("version", sa.Text()),
        sa.Column("number", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("accessed", sa.Text()),
        sa.Column("citation_text", sa.Text(), nullable=False),
        _refers("record_id", "record.id", "fk_reference_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference")),
    )
    op.create_index("ix_reference_record_id", "reference", ["record_id"])

    op.create_table(
        "vocabulary_condition",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text()),
        sa.Column("broader_id", sa.Text()),
        _refers("broader_id", "vocabulary_condition.id", "fk_vocabulary_condition_broader_id"),
        _refers("record_id", "record.id", "fk_vocabulary_condition_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary_condition")),
    )
    op.create_index("ix_vocabulary_condition_broader_id", "vocabulary_condition", ["broader_id"])
    op.create_index("ix_vocabulary_condition_record_id", "vocabulary_condition", ["record_id"])

    op.create_table(
        "vocabulary_determination",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text()),
        sa.Column("determination_group", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text()),
        sa.CheckConstraint(
            "determination_group IN ('necessary', 'covered', 'unproven', 'not-covered', 'undecided')",
            name=op.f("ck_vocabulary_determination_determination_group"),
        ),
        _refers("record_id", "record.id", "fk_vocabulary_determination_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary_determination")),
    )
    op.create_index("ix_vocabulary_determination_record_id", "vocabulary_determination", ["record_id"])

    op.create_table(
        "vocabulary_intervention",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("broader_id", sa.Text()),
        sa.CheckConstraint(
            "kind IN ('procedure', 'device', 'drug', 'test', 'behavioral', 'none', 'usual-care', 'other')",
            name=op.f("ck_vocabulary_intervention_kind"),
        ),
        _refers("broader_id", "vocabulary_intervention.id", "fk_vocabulary_intervention_broader_id"),
        _refers("record_id", "record.id", "fk_vocabulary_intervention_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary_intervention")),
    )
    op.create_index("ix_vocabulary_intervention_broader_id", "vocabulary_intervention", ["broader_id"])
    op.create_index("ix_vocabulary_intervention_record_id", "vocabulary_intervention", ["record_id"])

    op.create_table(
        "vocabulary_outcome",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text()),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("whole_numbers", sa.Boolean(), nullable=False),
        sa.Column("scale", sa.Text()),
        sa.Column("broader_id", sa.Text()),
        sa.CheckConstraint(
            "direction IN ('higher', 'lower', 'none')", name=op.f("ck_vocabulary_outcome_direction")
        ),
        sa.CheckConstraint(
            "domain IN ('survival', 'recurrence', 'response', 'symptom', 'function', "
            "'quality-of-life', 'biomarker', 'harm', 'accuracy', 'utility', 'follow-up', "
            "'flow', 'baseline', 'treatment', 'review')",
            name=op.f("ck_vocabulary_outcome_domain"),
        ),
        sa.CheckConstraint(
            "role IN ('outcome', 'follow-up', 'baseline', 'eligibility', 'flow', 'treatment', 'definition')",
            name=op.f("ck_vocabulary_outcome_role"),
        ),
        _refers("broader_id", "vocabulary_outcome.id", "fk_vocabulary_outcome_broader_id"),
        _refers("record_id", "record.id", "fk_vocabulary_outcome_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary_outcome")),
    )
    op.create_index("ix_vocabulary_outcome_broader_id", "vocabulary_outcome", ["broader_id"])
    op.create_index("ix_vocabulary_outcome_record_id", "vocabulary_outcome", ["record_id"])

    op.create_table(
        "candidate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("same_as_id", sa.Text()),
        sa.Column("reference_id", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("original_title", sa.Text()),
        sa.Column("authors", sa.Text()),
        sa.Column("journal", sa.Text()),
        sa.Column("issued", sa.Text()),
        sa.Column("volume", sa.Text()),
        sa.Column("issue", sa.Text()),
        sa.Column("pages", sa.Text()),
        sa.Column("abstract", sa.Text()),
        sa.Column("publication_types", sa.Text()),
        sa.Column("languages", sa.Text()),
        sa.Column("pmid", sa.Text()),
        sa.Column("pmcid", sa.Text()),
        sa.Column("doi", sa.Text()),
        sa.Column("title_key", sa.Text()),
        sa.CheckConstraint("same_as_id <> id", name=op.f("ck_candidate_same_as_other")),
        _refers("reference_id", "reference.id", "fk_candidate_reference_id"),
        _refers("same_as_id", "candidate.id", "fk_candidate_same_as_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
    )
    op.create_index("ix_candidate_doi", "candidate", ["doi"])
    op.create_index("ix_candidate_pmcid", "candidate", ["pmcid"])
    op.create_index("ix_candidate_pmid", "candidate", ["pmid"])
    op.create_index("ix_candidate_reference_id", "candidate", ["reference_id"])
    op.create_index("ix_candidate_same_as_id", "candidate", ["same_as_id"])

    op.create_table(
        "contact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("health_plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("phone", sa.Text()),
        sa.Column("fax", sa.Text()),
        sa.Column("email", sa.Text()),
        sa.Column("website", sa.Text()),
        sa.Column("address", sa.Text()),
        _refers("health_plan_id", "health_plan.id", "fk_contact_health_plan_id"),
        _refers("record_id", "record.id", "fk_contact_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("health_plan_id", "position", name=op.f("uq_contact_health_plan_id_position")),
    )
    op.create_index("ix_contact_record_id", "contact", ["record_id"])

    op.create_table(
        "default_instrument",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("health_plan_id", sa.Text(), nullable=False),
        sa.Column("instrument_version_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("health_plan_id", "health_plan.id", "fk_default_instrument_health_plan_id"),
        _refers(
            "instrument_version_id", "instrument_version.id", "fk_default_instrument_instrument_version_id"
        ),
        _refers("record_id", "record.id", "fk_default_instrument_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_default_instrument")),
        sa.UniqueConstraint(
            "health_plan_id",
            "instrument_version_id",
            name=op.f("uq_default_instrument_health_plan_id_instrument_version_id"),
        ),
    )
    op.create_index(
        "ix_default_instrument_instrument_version_id", "default_instrument", ["instrument_version_id"]
    )
    op.create_index("ix_default_instrument_record_id", "default_instrument", ["record_id"])

    op.create_table(
        "grading",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organization", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("word", sa.Text()),
        sa.Column("word_after", sa.Text()),
        sa.Column("reference_id", sa.Text()),
        sa.CheckConstraint("kind IN ('strength', 'certainty', 'both')", name=op.f("ck_grading_kind")),
        _refers("record_id", "record.id", "fk_grading_record_id"),
        _refers("reference_id", "reference.id", "fk_grading_reference_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grading")),
    )
    op.create_index("ix_grading_record_id", "grading", ["record_id"])
    op.create_index("ix_grading_reference_id", "grading", ["reference_id"])

    op.create_table(
        "guideline",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("organization", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("version", sa.Text()),
        sa.Column("date", sa.Text()),
        sa.Column("reference_id", sa.Text()),
        sa.Column("summary", sa.Text()),
        _refers("record_id", "record.id", "fk_guideline_record_id"),
        _refers("reference_id", "reference.id", "fk_guideline_reference_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline")),
    )
    op.create_index("ix_guideline_record_id", "guideline", ["record_id"])
    op.create_index("ix_guideline_reference_id", "guideline", ["reference_id"])

    op.create_table(
        "instrument_domain",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("instrument_version_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text()),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("rates", sa.Text()),
        sa.CheckConstraint("rates IN ('down', 'up')", name=op.f("ck_instrument_domain_rates")),
        _refers(
            "instrument_version_id", "instrument_version.id", "fk_instrument_domain_instrument_version_id"
        ),
        _refers("record_id", "record.id", "fk_instrument_domain_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_domain")),
        sa.UniqueConstraint(
            "instrument_version_id", "key", name=op.f("uq_instrument_domain_instrument_version_id_key")
        ),
        sa.UniqueConstraint(
            "instrument_version_id",
            "position",
            name=op.f("uq_instrument_domain_instrument_version_id_position"),
        ),
    )
    op.create_index("ix_instrument_domain_record_id", "instrument_domain", ["record_id"])

    op.create_table(
        "instrument_item",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("instrument_version_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "table_name IN ('conduct', 'relevance')", name=op.f("ck_instrument_item_table_name")
        ),
        _refers("instrument_version_id", "instrument_version.id", "fk_instrument_item_instrument_version_id"),
        _refers("record_id", "record.id", "fk_instrument_item_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_item")),
        sa.UniqueConstraint(
            "instrument_version_id",
            "table_name",
            "domain",
            "code",
            name=op.f("uq_instrument_item_instrument_version_id_table_name_domain_code"),
        ),
    )
    op.create_index("ix_instrument_item_record_id", "instrument_item", ["record_id"])

    op.create_table(
        "instrument_judgement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("instrument_version_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.CheckConstraint("use IN ('any', 'domain', 'overall')", name=op.f("ck_instrument_judgement_use")),
        _refers(
            "instrument_version_id", "instrument_version.id", "fk_instrument_judgement_instrument_version_id"
        ),
        _refers("record_id", "record.id", "fk_instrument_judgement_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_judgement")),
        sa.UniqueConstraint(
            "instrument_version_id", "key", name=op.f("uq_instrument_judgement_instrument_version_id_key")
        ),
        sa.UniqueConstraint(
            "instrument_version_id",
            "position",
            name=op.f("uq_instrument_judgement_instrument_version_id_position"),
        ),
    )
    op.create_index("ix_instrument_judgement_record_id", "instrument_judgement", ["record_id"])

    op.create_table(
        "notice",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("reference_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("date", sa.Text()),
        sa.Column("notice_reference_id", sa.Text()),
        sa.Column("pmid", sa.Text()),
        sa.Column("doi", sa.Text()),
        sa.Column("source", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.CheckConstraint(
            "kind IN ('retraction', 'concern', 'correction', 'reinstatement')", name=op.f("ck_notice_kind")
        ),
        _refers("notice_reference_id", "reference.id", "fk_notice_notice_reference_id"),
        _refers("record_id", "record.id", "fk_notice_record_id"),
        _refers("reference_id", "reference.id", "fk_notice_reference_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("reference_id", "position", name=op.f("uq_notice_reference_id_position")),
    )
    op.create_index("ix_notice_notice_reference_id", "notice", ["notice_reference_id"])
    op.create_index("ix_notice_record_id", "notice", ["record_id"])

    op.create_table(
        "plan_boilerplate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("health_plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text()),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("place IN ('back', 'front', 'statement')", name=op.f("ck_plan_boilerplate_place")),
        _refers("health_plan_id", "health_plan.id", "fk_plan_boilerplate_health_plan_id"),
        _refers("record_id", "record.id", "fk_plan_boilerplate_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_boilerplate")),
        sa.UniqueConstraint("health_plan_id", "key", name=op.f("uq_plan_boilerplate_health_plan_id_key")),
    )
    op.create_index("ix_plan_boilerplate_record_id", "plan_boilerplate", ["record_id"])

    op.create_table(
        "plan_definition",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("health_plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _refers("health_plan_id", "health_plan.id", "fk_plan_definition_health_plan_id"),
        _refers("record_id", "record.id", "fk_plan_definition_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_definition")),
        sa.UniqueConstraint("health_plan_id", "term", name=op.f("uq_plan_definition_health_plan_id_term")),
    )
    op.create_index("ix_plan_definition_record_id", "plan_definition", ["record_id"])

    op.create_table(
        "plan_determination",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("health_plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("determination_id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text()),
        _refers("determination_id", "vocabulary_determination.id", "fk_plan_determination_determination_id"),
        _refers("health_plan_id", "health_plan.id", "fk_plan_determination_health_plan_id"),
        _refers("record_id", "record.id", "fk_plan_determination_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_determination")),
        sa.UniqueConstraint(
            "health_plan_id",
            "determination_id",
            name=op.f("uq_plan_determination_health_plan_id_determination_id"),
        ),
    )
    op.create_index("ix_plan_determination_determination_id", "plan_determination", ["determination_id"])
    op.create_index("ix_plan_determination_record_id", "plan_determination", ["record_id"])

    op.create_table(
        "plan_heading",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("health_plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        _refers("health_plan_id", "health_plan.id", "fk_plan_heading_health_plan_id"),
        _refers("record_id", "record.id", "fk_plan_heading_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_heading")),
        sa.UniqueConstraint("health_plan_id", "section", name=op.f("uq_plan_heading_health_plan_id_section")),
    )
    op.create_index("ix_plan_heading_record_id", "plan_heading", ["record_id"])

    op.create_table(
        "plan_selection_criterion",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("health_plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _refers("health_plan_id", "health_plan.id", "fk_plan_selection_criterion_health_plan_id"),
        _refers("record_id", "record.id", "fk_plan_selection_criterion_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_selection_criterion")),
        sa.UniqueConstraint(
            "health_plan_id", "key", name=op.f("uq_plan_selection_criterion_health_plan_id_key")
        ),
    )
    op.create_index("ix_plan_selection_criterion_record_id", "plan_selection_criterion", ["record_id"])

    op.create_table(
        "plan_sentence",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("health_plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("frame", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "frame IN ('chain-of-evidence', 'clinical-input', 'comparator', 'comparators', "
            "'comparators-none', 'evidence', 'guideline', 'guideline-silent', "
            "'interventions', 'literature-search', 'no-conclusion', 'no-guideline-"
            "identified', 'no-indication', 'no-study-identified', 'outcome', 'outcome-other',"
            " 'outcome-main', 'outcomes', 'outcomes-other', 'outcomes-main', 'population', "
            "'relevant-outcomes', 'shared-conclusion', 'statement-unchanged', 'supplemental',"
            " 'trial-search', 'trials-found', 'trials-found-none', 'trials-found-one', "
            "'verdict')",
            name=op.f("ck_plan_sentence_frame"),
        ),
        _refers("health_plan_id", "health_plan.id", "fk_plan_sentence_health_plan_id"),
        _refers("record_id", "record.id", "fk_plan_sentence_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_sentence")),
        sa.UniqueConstraint("health_plan_id", "frame", name=op.f("uq_plan_sentence_health_plan_id_frame")),
    )
    op.create_index("ix_plan_sentence_record_id", "plan_sentence", ["record_id"])

    op.create_table(
        "policy",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("original_date", sa.Text()),
        sa.Column("review_months", sa.Integer()),
        sa.Column("document_id", sa.Text()),
        sa.Column("parent_plan", sa.Text()),
        sa.Column("parent_number", sa.Text()),
        sa.Column("parent_reference_id", sa.Text()),
        sa.Column("parent_policy_id", sa.Text()),
        sa.Column("parent_version", sa.Text()),
        sa.CheckConstraint("parent_policy_id <> id", name=op.f("ck_policy_parent_other")),
        _refers("document_id", "document.id", "fk_policy_document_id"),
        _refers("parent_policy_id", "policy.id", "fk_policy_parent_policy_id"),
        _refers("parent_reference_id", "reference.id", "fk_policy_parent_reference_id"),
        _refers("plan_id", "health_plan.id", "fk_policy_plan_id"),
        _refers("record_id", "record.id", "fk_policy_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
    )
    op.create_index("ix_policy_document_id", "policy", ["document_id"])
    op.create_index("ix_policy_parent_policy_id", "policy", ["parent_policy_id"])
    op.create_index("ix_policy_parent_reference_id", "policy", ["parent_reference_id"])
    op.create_index("ix_policy_plan_id", "policy", ["plan_id"])
    op.create_index("ix_policy_record_id", "policy", ["record_id"])

    op.create_table(
        "reference_author",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("reference_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("family", sa.Text()),
        sa.Column("given", sa.Text()),
        sa.Column("suffix", sa.Text()),
        sa.Column("literal", sa.Text()),
        _refers("record_id", "record.id", "fk_reference_author_record_id"),
        _refers("reference_id", "reference.id", "fk_reference_author_reference_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_author")),
        sa.UniqueConstraint(
            "reference_id", "position", name=op.f("uq_reference_author_reference_id_position")
        ),
    )
    op.create_index("ix_reference_author_record_id", "reference_author", ["record_id"])

    op.create_table(
        "reference_identifier",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("reference_id", sa.Text(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "scheme IN ('pmid', 'pmcid', 'doi', 'url', 'isbn')", name=op.f("ck_reference_identifier_scheme")
        ),
        _refers("record_id", "record.id", "fk_reference_identifier_record_id"),
        _refers("reference_id", "reference.id", "fk_reference_identifier_reference_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_identifier")),
        sa.UniqueConstraint("scheme", "value", name=op.f("uq_reference_identifier_scheme_value")),
    )
    op.create_index("ix_reference_identifier_record_id", "reference_identifier", ["record_id"])
    op.create_index(
        "ix_reference_identifier_reference_id_scheme", "reference_identifier", ["reference_id", "scheme"]
    )

    op.create_table(
        "reference_merge",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("into_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("id <> into_id", name=op.f("ck_reference_merge_not_itself")),
        _refers("into_id", "reference.id", "fk_reference_merge_into_id"),
        _refers("record_id", "record.id", "fk_reference_merge_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_merge")),
    )
    op.create_index("ix_reference_merge_into_id", "reference_merge", ["into_id"])
    op.create_index("ix_reference_merge_record_id", "reference_merge", ["record_id"])

    op.create_table(
        "study",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("design_id", sa.Text(), nullable=False),
        sa.Column("acronym", sa.Text()),
        sa.Column("document_id", sa.Text()),
        sa.Column("population", sa.Text()),
        sa.Column("setting", sa.Text()),
        sa.Column("data_direction", sa.Text()),
        sa.Column("sites", sa.Integer()),
        sa.Column("conducted", sa.Text()),
        sa.Column("allocation_ratio", sa.Text()),
        sa.Column("masking", sa.Text()),
        sa.Column("extension_of_id", sa.Text()),
        sa.Column("sponsor", sa.Text()),
        sa.Column("funding", sa.Text()),
        sa.Column("conflicts", sa.Text()),
        sa.Column("known_through_id", sa.Text()),
        sa.Column("conclusion", sa.Text()),
        sa.Column("stopped_because", sa.Text()),
        sa.Column("stopped_note", sa.Text()),
        sa.Column("conducted_from", sa.Text()),
        sa.Column("conducted_to", sa.Text()),
        sa.Column("ongoing", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "data_direction IN ('prospective', 'retrospective')", name=op.f("ck_study_data_direction")
        ),
        sa.CheckConstraint(
            "funding IN ('industry', 'public', 'nonprofit', 'mixed', 'none')", name=op.f("ck_study_funding")
        ),
        sa.CheckConstraint(
            "masking IN ('none', 'single', 'double', 'triple', 'quadruple')", name=op.f("ck_study_masking")
        ),
        sa.CheckConstraint(
            "stopped_because IN ('benefit', 'harm', 'futility', 'enrollment', 'sponsor', "
            "'other', 'not-stated')",
            name=op.f("ck_study_stopped_because"),
        ),
        sa.CheckConstraint("extension_of_id <> id", name=op.f("ck_study_extension_of_other")),
        sa.CheckConstraint("known_through_id <> id", name=op.f("ck_study_known_through_other")),
        _refers("design_id", "design.id", "fk_study_design_id"),
        _refers("document_id", "document.id", "fk_study_document_id"),
        _refers("extension_of_id", "study.id", "fk_study_extension_of_id"),
        _refers("known_through_id", "study.id", "fk_study_known_through_id"),
        _refers("record_id", "record.id", "fk_study_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
    )
    op.create_index("ix_study_design_id", "study", ["design_id"])
    op.create_index("ix_study_document_id", "study", ["document_id"])
    op.create_index("ix_study_extension_of_id", "study", ["extension_of_id"])
    op.create_index("ix_study_known_through_id", "study", ["known_through_id"])
    op.create_index("ix_study_record_id", "study", ["record_id"])

    op.create_table(
        "test",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text()),
        sa.Column("intervention_id", sa.Text()),
        sa.Column("laboratory", sa.Text()),
        sa.Column("version", sa.Text()),
        sa.Column("replaces_id", sa.Text()),
        sa.Column("purpose", sa.Text()),
        sa.Column("specimen", sa.Text()),
        sa.Column("method", sa.Text()),
        sa.Column("status", sa.Text()),
        sa.Column("analyte_kind", sa.Text()),
        sa.Column("panel_size", sa.Integer()),
        sa.Column("reference_id", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint(
            "analyte_kind IN ('gene', 'chromosome', 'protein', 'metabolite', 'organism', "
            "'cell', 'image', 'other')",
            name=op.f("ck_test_analyte_kind"),
        ),
        sa.CheckConstraint(
            "purpose IN ('screening', 'diagnosis', 'risk', 'prognosis', 'treatment-selection', 'monitoring')",
            name=op.f("ck_test_purpose"),
        ),
        sa.CheckConstraint("replaces_id <> id", name=op.f("ck_test_replaces_other")),
        _refers("intervention_id", "vocabulary_intervention.id", "fk_test_intervention_id"),
        _refers("record_id", "record.id", "fk_test_record_id"),
        _refers("reference_id", "reference.id", "fk_test_reference_id"),
        _refers("replaces_id", "test.id", "fk_test_replaces_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_test")),
    )
    op.create_index("ix_test_intervention_id", "test", ["intervention_id"])
    op.create_index("ix_test_record_id", "test", ["record_id"])
    op.create_index("ix_test_reference_id", "test", ["reference_id"])
    op.create_index("ix_test_replaces_id", "test", ["replaces_id"])

    op.create_table(
        "analyte",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("test_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text()),
        _refers("record_id", "record.id", "fk_analyte_record_id"),
        _refers("test_id", "test.id", "fk_analyte_test_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analyte")),
    )
    op.create_index("ix_analyte_record_id", "analyte", ["record_id"])
    op.create_index("ix_analyte_test_id", "analyte", ["test_id"])

    op.create_table(
        "arm",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("dose", sa.Text()),
        sa.Column("schedule", sa.Text()),
        sa.Column("route", sa.Text()),
        sa.Column("duration", sa.Text()),
        sa.Column("test_id", sa.Text()),
        sa.Column("test_version", sa.Text()),
        sa.Column("threshold", sa.Text()),
        sa.CheckConstraint(
            "kind IN ('treatment', 'control', 'cohort', 'cases', 'controls', 'external-"
            "control', 'test', 'strategy')",
            name=op.f("ck_arm_kind"),
        ),
        _refers("record_id", "record.id", "fk_arm_record_id"),
        _refers("study_id", "study.id", "fk_arm_study_id"),
        _refers("test_id", "test.id", "fk_arm_test_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arm")),
        sa.UniqueConstraint("study_id", "key", name=op.f("uq_arm_study_id_key")),
    )
    op.create_index("ix_arm_record_id", "arm", ["record_id"])
    op.create_index("ix_arm_test_id", "arm", ["test_id"])

    op.create_table(
        "assigned_code",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("test_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("valid_from", sa.Text()),
        sa.Column("valid_to", sa.Text()),
        _refers("record_id", "record.id", "fk_assigned_code_record_id"),
        _refers("test_id", "test.id", "fk_assigned_code_test_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assigned_code")),
    )
    op.create_index("ix_assigned_code_code", "assigned_code", ["code"])
    op.create_index("ix_assigned_code_record_id", "assigned_code", ["record_id"])
    op.create_index("ix_assigned_code_test_id", "assigned_code", ["test_id"])

    op.create_table(
        "candidate_link",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("pmid", sa.Text()),
        sa.Column("doi", sa.Text()),
        sa.Column("text", sa.Text()),
        _refers("candidate_id", "candidate.id", "fk_candidate_link_candidate_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_link")),
        sa.UniqueConstraint("candidate_id", "position", name=op.f("uq_candidate_link_candidate_id_position")),
    )
    op.create_index("ix_candidate_link_pmid", "candidate_link", ["pmid"])

    op.create_table(
        "cohort_link",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("sharing_study_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("sharing_study_id <> study_id", name=op.f("ck_cohort_link_another")),
        _refers("record_id", "record.id", "fk_cohort_link_record_id"),
        _refers("sharing_study_id", "study.id", "fk_cohort_link_sharing_study_id"),
        _refers("study_id", "study.id", "fk_cohort_link_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_link")),
        sa.UniqueConstraint(
            "sharing_study_id", "study_id", name=op.f("uq_cohort_link_sharing_study_id_study_id")
        ),
    )
    op.create_index("ix_cohort_link_record_id", "cohort_link", ["record_id"])
    op.create_index("ix_cohort_link_study_id", "cohort_link", ["study_id"])

    op.create_table(
        "companion_use",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("test_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("treatment_id", sa.Text(), nullable=False),
        sa.Column("condition_id", sa.Text()),
        sa.Column("result", sa.Text()),
        sa.Column("approval", sa.Text()),
        sa.Column("date", sa.Text()),
        sa.Column("recommendation", sa.Text()),
        sa.Column("reference_id", sa.Text()),
        _refers("condition_id", "vocabulary_condition.id", "fk_companion_use_condition_id"),
        _refers("record_id", "record.id", "fk_companion_use_record_id"),
        _refers("reference_id", "reference.id", "fk_companion_use_reference_id"),
        _refers("test_id", "test.id", "fk_companion_use_test_id"),
        _refers("treatment_id", "vocabulary_intervention.id", "fk_companion_use_treatment_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companion_use")),
    )
    op.create_index("ix_companion_use_condition_id", "companion_use", ["condition_id"])
    op.create_index("ix_companion_use_record_id", "companion_use", ["record_id"])
    op.create_index("ix_companion_use_reference_id", "companion_use", ["reference_id"])
    op.create_index("ix_companion_use_test_id", "companion_use", ["test_id"])
    op.create_index("ix_companion_use_treatment_id", "companion_use", ["treatment_id"])

    op.create_table(
        "compared_record",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("keys", sa.LargeBinary(), nullable=False),
        sa.Column("titles", sa.Text()),
        sa.Column("page", sa.Integer()),
        sa.Column("year", sa.Integer()),
        sa.Column("volume", sa.Text()),
        sa.Column("is_plain", sa.Boolean(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        _refers("candidate_id", "candidate.id", "fk_compared_record_candidate_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compared_record")),
    )
    op.create_index("ix_compared_record_candidate_id", "compared_record", ["candidate_id"])

    op.create_table(
        "coverage_position",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("coverage", sa.Text(), nullable=False),
        sa.Column("text", sa.Text()),
        sa.CheckConstraint(
            "coverage IN ('not-applicable', 'no-national-determination', 'covered', 'covered-"
            "with-conditions', 'not-covered', 'recommended', 'not-recommended')",
            name=op.f("ck_coverage_position_coverage"),
        ),
        _refers("policy_id", "policy.id", "fk_coverage_position_policy_id"),
        _refers("record_id", "record.id", "fk_coverage_position_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_position")),
        sa.UniqueConstraint("policy_id", "authority", name=op.f("uq_coverage_position_policy_id_authority")),
    )
    op.create_index("ix_coverage_position_record_id", "coverage_position", ["record_id"])

    op.create_table(
        "cutoff",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("test_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("result", sa.Text()),
        _refers("record_id", "record.id", "fk_cutoff_record_id"),
        _refers("test_id", "test.id", "fk_cutoff_test_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cutoff")),
    )
    op.create_index("ix_cutoff_record_id", "cutoff", ["record_id"])
    op.create_index("ix_cutoff_test_id", "cutoff", ["test_id"])

    op.create_table(
        "definition",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _refers("policy_id", "policy.id", "fk_definition_policy_id"),
        _refers("record_id", "record.id", "fk_definition_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definition")),
        sa.UniqueConstraint("policy_id", "term", name=op.f("uq_definition_policy_id_term")),
    )
    op.create_index("ix_definition_record_id", "definition", ["record_id"])

    op.create_table(
        "grade_meaning",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("grading_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        _refers("grading_id", "grading.id", "fk_grade_meaning_grading_id"),
        _refers("record_id", "record.id", "fk_grade_meaning_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_meaning")),
        sa.UniqueConstraint("grading_id", "grade", name=op.f("uq_grade_meaning_grading_id_grade")),
        sa.UniqueConstraint("grading_id", "position", name=op.f("uq_grade_meaning_grading_id_position")),
    )
    op.create_index("ix_grade_meaning_record_id", "grade_meaning", ["record_id"])

    op.create_table(
        "guideline_search",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("none_identified", sa.Boolean(), nullable=False),
        sa.Column("organization", sa.Text()),
        sa.Column("guideline_id", sa.Text()),
        sa.Column("date", sa.Text()),
        sa.Column("text", sa.Text()),
        _refers("guideline_id", "guideline.id", "fk_guideline_search_guideline_id"),
        _refers("policy_id", "policy.id", "fk_guideline_search_policy_id"),
        _refers("record_id", "record.id", "fk_guideline_search_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline_search")),
        sa.UniqueConstraint("policy_id", "position", name=op.f("uq_guideline_search_policy_id_position")),
    )
    op.create_index("ix_guideline_search_guideline_id", "guideline_search", ["guideline_id"])
    op.create_index("ix_guideline_search_record_id", "guideline_search", ["record_id"])

    op.create_table(
        "history_entry",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("effective_date", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        _refers("policy_id", "policy.id", "fk_history_entry_policy_id"),
        _refers("record_id", "record.id", "fk_history_entry_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_entry")),
        sa.UniqueConstraint("policy_id", "position", name=op.f("uq_history_entry_policy_id_position")),
    )
    op.create_index("ix_history_entry_record_id", "history_entry", ["record_id"])

    op.create_table(
        "included_study",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("systematic_review_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Text()),
        sa.Column("label", sa.Text()),
        sa.Column("reference_id", sa.Text()),
        sa.Column("unnamed", sa.Integer()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.CheckConstraint(
            "state IN ('included', 'included-not-pooled', 'not-included', 'none-eligible')",
            name=op.f("ck_included_study_state"),
        ),
        sa.CheckConstraint(
            "CASE WHEN study_id IS NULL THEN 0 ELSE 1 END + CASE WHEN label IS NULL THEN 0 "
            "ELSE 1 END + CASE WHEN unnamed IS NULL THEN 0 ELSE 1 END = CASE WHEN state = "
            "'none-eligible' THEN 0 ELSE 1 END",
            name=op.f("ck_included_study_named_or_counted"),
        ),
        sa.CheckConstraint(
            "reference_id IS NULL OR label IS NOT NULL", name=op.f("ck_included_study_reference_of_label")
        ),
        sa.CheckConstraint("unnamed > 0", name=op.f("ck_included_study_unnamed_positive")),
        _refers("record_id", "record.id", "fk_included_study_record_id"),
        _refers("reference_id", "reference.id", "fk_included_study_reference_id"),
        _refers("study_id", "study.id", "fk_included_study_study_id"),
        _refers("systematic_review_id", "study.id", "fk_included_study_systematic_review_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_included_study")),
        sa.UniqueConstraint(
            "systematic_review_id", "position", name=op.f("uq_included_study_systematic_review_id_position")
        ),
    )
    op.create_index("ix_included_study_record_id", "included_study", ["record_id"])
    op.create_index("ix_included_study_reference_id", "included_study", ["reference_id"])
    op.create_index("ix_included_study_study_id", "included_study", ["study_id"])

    op.create_table(
        "indication",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("plan_criteria", sa.Boolean(), nullable=False),
        sa.Column("population_verb", sa.Text(), nullable=False),
        sa.Column("population", sa.Text(), nullable=False),
        sa.Column("condition_id", sa.Text()),
        sa.Column("concluded_with_id", sa.Text()),
        _refers("concluded_with_id", "indication.id", "fk_indication_concluded_with_id"),
        _refers("condition_id", "vocabulary_condition.id", "fk_indication_condition_id"),
        _refers("policy_id", "policy.id", "fk_indication_policy_id"),
        _refers("record_id", "record.id", "fk_indication_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indication")),
        sa.UniqueConstraint("policy_id", "key", name=op.f("uq_indication_policy_id_key")),
        sa.UniqueConstraint("policy_id", "position", name=op.f("uq_indication_policy_id_position")),
    )
    op.create_index("ix_indication_concluded_with_id", "indication", ["concluded_with_id"])
    op.create_index("ix_indication_condition_id", "indication", ["condition_id"])
    op.create_index("ix_indication_record_id", "indication", ["record_id"])

    op.create_table(
        "judged_appraisal",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("instrument_version_id", sa.Text(), nullable=False),
        sa.Column("outcome_id", sa.Text()),
        sa.Column("judged_by_id", sa.Text()),
        sa.Column("score", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("overall_id", sa.Text()),
        _refers(
            "instrument_version_id", "instrument_version.id", "fk_judged_appraisal_instrument_version_id"
        ),
        _refers("judged_by_id", "study.id", "fk_judged_appraisal_judged_by_id"),
        _refers("outcome_id", "vocabulary_outcome.id", "fk_judged_appraisal_outcome_id"),
        _refers("overall_id", "instrument_judgement.id", "fk_judged_appraisal_overall_id"),
        _refers("record_id", "record.id", "fk_judged_appraisal_record_id"),
        _refers("study_id", "study.id", "fk_judged_appraisal_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judged_appraisal")),
        sa.UniqueConstraint("study_id", "position", name=op.f("uq_judged_appraisal_study_id_position")),
    )
    op.create_index(
        "ix_judged_appraisal_instrument_version_id", "judged_appraisal", ["instrument_version_id"]
    )
    op.create_index("ix_judged_appraisal_judged_by_id", "judged_appraisal", ["judged_by_id"])
    op.create_index("ix_judged_appraisal_outcome_id", "judged_appraisal", ["outcome_id"])
    op.create_index("ix_judged_appraisal_overall_id", "judged_appraisal", ["overall_id"])
    op.create_index("ix_judged_appraisal_record_id", "judged_appraisal", ["record_id"])

    op.create_table(
        "listed_code",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("use", sa.Text()),
        sa.Column("status", sa.Text()),
        sa.Column("valid_from", sa.Text()),
        sa.Column("valid_to", sa.Text()),
        sa.Column("first_code", sa.Text()),
        sa.Column("last_code", sa.Text()),
        sa.CheckConstraint(
            "status IN ('active', 'unlisted', 'deleted', 'temporary')", name=op.f("ck_listed_code_status")
        ),
        sa.CheckConstraint(
            "use IN ('procedure', 'guidance', 'drug', 'device', 'test', 'diagnosis', 'other')",
            name=op.f("ck_listed_code_use"),
        ),
        _refers("policy_id", "policy.id", "fk_listed_code_policy_id"),
        _refers("record_id", "record.id", "fk_listed_code_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_code")),
        sa.UniqueConstraint("policy_id", "system", "code", name=op.f("uq_listed_code_policy_id_system_code")),
    )
    op.create_index("ix_listed_code_record_id", "listed_code", ["record_id"])

    op.create_table(
        "listed_reference",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("reference_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("policy_id", "policy.id", "fk_listed_reference_policy_id"),
        _refers("record_id", "record.id", "fk_listed_reference_record_id"),
        _refers("reference_id", "reference.id", "fk_listed_reference_reference_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_reference")),
        sa.UniqueConstraint(
            "policy_id", "reference_id", name=op.f("uq_listed_reference_policy_id_reference_id")
        ),
    )
    op.create_index("ix_listed_reference_record_id", "listed_reference", ["record_id"])
    op.create_index("ix_listed_reference_reference_id", "listed_reference", ["reference_id"])

    op.create_table(
        "listed_trial",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("registry_name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("acronym", sa.Text()),
        sa.Column("trial_group", sa.Text()),
        sa.Column("planned", sa.Integer()),
        sa.Column("enrolled", sa.Integer()),
        sa.Column("start", sa.Text()),
        sa.Column("completion", sa.Text()),
        sa.Column("completed", sa.Text()),
        sa.Column("status", sa.Text()),
        sa.Column("results_posted", sa.Boolean(), nullable=False),
        sa.Column("sponsor", sa.Text()),
        sa.Column("industry_sponsored", sa.Boolean(), nullable=False),
        sa.Column("read_on", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint(
            "trial_group IN ('ongoing', 'unpublished')", name=op.f("ck_listed_trial_trial_group")
        ),
        _refers("policy_id", "policy.id", "fk_listed_trial_policy_id"),
        _refers("record_id", "record.id", "fk_listed_trial_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_trial")),
        sa.UniqueConstraint(
            "policy_id",
            "registry_name",
            "number",
            name=op.f("uq_listed_trial_policy_id_registry_name_number"),
        ),
    )
    op.create_index("ix_listed_trial_record_id", "listed_trial", ["record_id"])

    op.create_table(
        "masked_role",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('participant', 'care-provider', 'investigator', 'outcome-assessor', 'analyst')",
            name=op.f("ck_masked_role_role"),
        ),
        _refers("record_id", "record.id", "fk_masked_role_record_id"),
        _refers("study_id", "study.id", "fk_masked_role_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_masked_role")),
        sa.UniqueConstraint("study_id", "role", name=op.f("uq_masked_role_study_id_role")),
    )
    op.create_index("ix_masked_role_record_id", "masked_role", ["record_id"])

    op.create_table(
        "own_boilerplate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.CheckConstraint("place IN ('back', 'front', 'statement')", name=op.f("ck_own_boilerplate_place")),
        _refers("policy_id", "policy.id", "fk_own_boilerplate_policy_id"),
        _refers("record_id", "record.id", "fk_own_boilerplate_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_boilerplate")),
        sa.UniqueConstraint("policy_id", "key", name=op.f("uq_own_boilerplate_policy_id_key")),
    )
    op.create_index("ix_own_boilerplate_record_id", "own_boilerplate", ["record_id"])

    op.create_table(
        "policy_version",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("effective_date", sa.Text(), nullable=False),
        _refers("policy_id", "policy.id", "fk_policy_version_policy_id"),
        _refers("record_id", "record.id", "fk_policy_version_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_version")),
        sa.UniqueConstraint(
            "policy_id", "effective_date", name=op.f("uq_policy_version_policy_id_effective_date")
        ),
    )
    op.create_index("ix_policy_version_record_id", "policy_version", ["record_id"])

    op.create_table(
        "population_set",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text()),
        sa.Column("by_outcome_id", sa.Text()),
        sa.CheckConstraint("(key = 'whole') = (kind = 'whole')", name=op.f("ck_population_set_whole")),
        sa.CheckConstraint(
            "kind IN ('whole', 'itt', 'per-protocol', 'safety', 'matched', 'subgroup', "
            "'responders', 'design', 'interim')",
            name=op.f("ck_population_set_kind"),
        ),
        _refers("by_outcome_id", "vocabulary_outcome.id", "fk_population_set_by_outcome_id"),
        _refers("record_id", "record.id", "fk_population_set_record_id"),
        _refers("study_id", "study.id", "fk_population_set_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population_set")),
        sa.UniqueConstraint("study_id", "key", name=op.f("uq_population_set_study_id_key")),
    )
    op.create_index("ix_population_set_by_outcome_id", "population_set", ["by_outcome_id"])
    op.create_index("ix_population_set_record_id", "population_set", ["record_id"])

    op.create_table(
        "published_notice",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Text()),
        sa.Column("pmid", sa.Text()),
        sa.Column("doi", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("title_key", sa.Text()),
        sa.Column("journal", sa.Text()),
        sa.Column("date", sa.Text()),
        sa.Column("notice_pmid", sa.Text()),
        sa.Column("notice_doi", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.CheckConstraint(
            "kind IN ('retraction', 'concern', 'correction', 'reinstatement')",
            name=op.f("ck_published_notice_kind"),
        ),
        _refers("candidate_id", "candidate.id", "fk_published_notice_candidate_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_notice")),
    )
    op.create_index("ix_published_notice_candidate_id", "published_notice", ["candidate_id"])
    op.create_index("ix_published_notice_doi", "published_notice", ["doi"])
    op.create_index("ix_published_notice_pmid", "published_notice", ["pmid"])
    op.create_index("ix_published_notice_title_key", "published_notice", ["title_key"])

    op.create_table(
        "recommendation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("guideline_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("condition_id", sa.Text()),
        sa.Column("category", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        _refers("condition_id", "vocabulary_condition.id", "fk_recommendation_condition_id"),
        _refers("guideline_id", "guideline.id", "fk_recommendation_guideline_id"),
        _refers("record_id", "record.id", "fk_recommendation_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("guideline_id", "key", name=op.f("uq_recommendation_guideline_id_key")),
        sa.UniqueConstraint("guideline_id", "position", name=op.f("uq_recommendation_guideline_id_position")),
    )
    op.create_index("ix_recommendation_condition_id", "recommendation", ["condition_id"])
    op.create_index("ix_recommendation_record_id", "recommendation", ["record_id"])

    op.create_table(
        "registration",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("registry_name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        _refers("record_id", "record.id", "fk_registration_record_id"),
        _refers("study_id", "study.id", "fk_registration_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint(
            "study_id", "registry_name", "number", name=op.f("uq_registration_study_id_registry_name_number")
        ),
    )
    op.create_index("ix_registration_number", "registration", ["number"])
    op.create_index("ix_registration_record_id", "registration", ["record_id"])

    op.create_table(
        "related_policy",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text()),
        _refers("policy_id", "policy.id", "fk_related_policy_policy_id"),
        _refers("record_id", "record.id", "fk_related_policy_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_related_policy")),
        sa.UniqueConstraint("policy_id", "position", name=op.f("uq_related_policy_policy_id_position")),
    )
    op.create_index("ix_related_policy_record_id", "related_policy", ["record_id"])

    op.create_table(
        "review_cycle",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("opened", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("reviewers", sa.Integer(), nullable=False),
        sa.Column("due", sa.Text()),
        sa.Column("closed", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'concluded', 'published', 'abandoned')", name=op.f("ck_review_cycle_state")
        ),
        sa.CheckConstraint("reviewers IN (1, 2)", name=op.f("ck_review_cycle_reviewers")),
        _refers("policy_id", "policy.id", "fk_review_cycle_policy_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_cycle")),
        sa.UniqueConstraint("policy_id", "opened", name=op.f("uq_review_cycle_policy_id_opened")),
    )
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("made_from", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text()),
        sa.Column("indication_key", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title_words", sa.Text(), nullable=False),
        sa.Column("title_stems", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('policy', 'indication', 'study', 'test', 'finding', 'statement', "
            "'recommendation', 'grading', 'reference', 'plan', 'text')",
            name=op.f("ck_search_entry_kind"),
        ),
        _refers("policy_id", "policy.id", "fk_search_entry_policy_id"),
        _refers("record_id", "record.id", "fk_search_entry_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("number", name=op.f("uq_search_entry_number")),
    )
    op.create_index("ix_search_entry_policy_id", "search_entry", ["policy_id"])
    op.create_index("ix_search_entry_record_id", "search_entry", ["record_id"])

    op.create_table(
        "search_strategy",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("limits", sa.Text()),
        sa.Column("through", sa.Text()),
        sa.CheckConstraint(
            "kind IN ('database', 'register', 'website', 'organization', 'citation', 'other')",
            name=op.f("ck_search_strategy_kind"),
        ),
        _refers("policy_id", "policy.id", "fk_search_strategy_policy_id"),
        _refers("record_id", "record.id", "fk_search_strategy_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_strategy")),
        sa.UniqueConstraint("policy_id", "key", name=op.f("uq_search_strategy_policy_id_key")),
    )
    op.create_index("ix_search_strategy_record_id", "search_strategy", ["record_id"])

    op.create_table(
        "site_country",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("record_id", "record.id", "fk_site_country_record_id"),
        _refers("study_id", "study.id", "fk_site_country_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_country")),
        sa.UniqueConstraint("study_id", "country", name=op.f("uq_site_country_study_id_country")),
    )
    op.create_index("ix_site_country_record_id", "site_country", ["record_id"])

    op.create_table(
        "statement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text()),
        sa.Column("determination_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("population", sa.Text()),
        sa.Column("phase", sa.Text()),
        sa.Column("duration", sa.Text()),
        sa.Column("quantity", sa.Text()),
        sa.Column("service_from", sa.Text()),
        sa.Column("service_to", sa.Text()),
        sa.Column("previous_text", sa.Text()),
        sa.CheckConstraint(
            "phase IN ('trial', 'initial', 'continuation', 'retreatment', 'discontinuation')",
            name=op.f("ck_statement_phase"),
        ),
        sa.CheckConstraint(
            "service_from IS NULL OR service_to IS NULL OR service_from <= service_to",
            name=op.f("ck_statement_service_dates"),
        ),
        _refers("determination_id", "vocabulary_determination.id", "fk_statement_determination_id"),
        _refers("policy_id", "policy.id", "fk_statement_policy_id"),
        _refers("record_id", "record.id", "fk_statement_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("policy_id", "key", name=op.f("uq_statement_policy_id_key")),
    )
    op.create_index("ix_statement_determination_id", "statement", ["determination_id"])
    op.create_index("ix_statement_record_id", "statement", ["record_id"])

    op.create_table(
        "study_condition",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("condition_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("condition_id", "vocabulary_condition.id", "fk_study_condition_condition_id"),
        _refers("record_id", "record.id", "fk_study_condition_record_id"),
        _refers("study_id", "study.id", "fk_study_condition_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_condition")),
        sa.UniqueConstraint(
            "study_id", "condition_id", name=op.f("uq_study_condition_study_id_condition_id")
        ),
    )
    op.create_index("ix_study_condition_condition_id", "study_condition", ["condition_id"])
    op.create_index("ix_study_condition_record_id", "study_condition", ["record_id"])

    op.create_table(
        "study_outcome",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("outcome_id", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text()),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("scale", sa.Text()),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("outcome_id", "vocabulary_outcome.id", "fk_study_outcome_outcome_id"),
        _refers("record_id", "record.id", "fk_study_outcome_record_id"),
        _refers("study_id", "study.id", "fk_study_outcome_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_outcome")),
        sa.UniqueConstraint("study_id", "outcome_id", name=op.f("uq_study_outcome_study_id_outcome_id")),
    )
    op.create_index("ix_study_outcome_outcome_id", "study_outcome", ["outcome_id"])
    op.create_index("ix_study_outcome_record_id", "study_outcome", ["record_id"])

    op.create_table(
        "study_report",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("reference_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('primary', 'companion', 'follow-up', 'protocol', 'erratum')",
            name=op.f("ck_study_report_role"),
        ),
        _refers("record_id", "record.id", "fk_study_report_record_id"),
        _refers("reference_id", "reference.id", "fk_study_report_reference_id"),
        _refers("study_id", "study.id", "fk_study_report_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_report")),
        sa.UniqueConstraint("study_id", "reference_id", name=op.f("uq_study_report_study_id_reference_id")),
    )
    op.create_index("ix_study_report_record_id", "study_report", ["record_id"])
    op.create_index("ix_study_report_reference_id", "study_report", ["reference_id"])

    op.create_table(
        "study_size",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("enrolled", sa.Integer()),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("size_sign", sa.Text(), nullable=False),
        sa.Column("size_from", sa.Text(), nullable=False),
        sa.Column("counted", sa.Text()),
        sa.Column("counts_people", sa.Boolean(), nullable=False),
        sa.CheckConstraint("size_from IN ('enrolled', 'arms', 'set')", name=op.f("ck_study_size_size_from")),
        sa.CheckConstraint(
            "size_sign IN ('=', '<', '>', '<=', '>=', '~')", name=op.f("ck_study_size_size_sign")
        ),
        _refers("id", "study.id", "fk_study_size_id"),
        _refers("record_id", "record.id", "fk_study_size_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_size")),
    )
    op.create_index("ix_study_size_record_id", "study_size", ["record_id"])

    op.create_table(
        "target",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("condition_id", sa.Text()),
        sa.Column("label", sa.Text()),
        sa.Column("reference_standard", sa.Text()),
        sa.Column("threshold", sa.Text()),
        sa.Column("timing", sa.Text()),
        sa.Column("blinding", sa.Text()),
        sa.Column("verification", sa.Text()),
        sa.Column("unit", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint(
            "blinding IN ('both', 'index-readers', 'reference-readers', 'neither')",
            name=op.f("ck_target_blinding"),
        ),
        sa.CheckConstraint(
            "verification IN ('all', 'positives', 'sample', 'differential')",
            name=op.f("ck_target_verification"),
        ),
        _refers("condition_id", "vocabulary_condition.id", "fk_target_condition_id"),
        _refers("record_id", "record.id", "fk_target_record_id"),
        _refers("study_id", "study.id", "fk_target_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("study_id", "key", name=op.f("uq_target_study_id_key")),
    )
    op.create_index("ix_target_condition_id", "target", ["condition_id"])
    op.create_index("ix_target_record_id", "target", ["record_id"])

    op.create_table(
        "timepoint",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text()),
        sa.Column("months", sa.Float(precision=53)),
        sa.Column("months_low", sa.Float(precision=53)),
        sa.Column("months_high", sa.Float(precision=53)),
        sa.Column("event", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.CheckConstraint(
            "kind IN ('none', 'at', 'within', 'over', 'age', 'by-age', 'follow-up', 'event', "
            "'calendar', 'baseline', 'end', 'series')",
            name=op.f("ck_timepoint_kind"),
        ),
        sa.CheckConstraint("months >= 0", name=op.f("ck_timepoint_months_not_negative")),
        sa.CheckConstraint("months_low <= months_high", name=op.f("ck_timepoint_months_in_order")),
        _refers("record_id", "record.id", "fk_timepoint_record_id"),
        _refers("study_id", "study.id", "fk_timepoint_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timepoint")),
        sa.UniqueConstraint("study_id", "key", name=op.f("uq_timepoint_study_id_key")),
    )
    op.create_index("ix_timepoint_record_id", "timepoint", ["record_id"])

    op.create_table(
        "trial_search",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("registry_name", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text()),
        _refers("policy_id", "policy.id", "fk_trial_search_policy_id"),
        _refers("record_id", "record.id", "fk_trial_search_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial_search")),
        sa.UniqueConstraint(
            "policy_id", "registry_name", "date", name=op.f("uq_trial_search_policy_id_registry_name_date")
        ),
    )
    op.create_index("ix_trial_search_record_id", "trial_search", ["record_id"])

    op.create_table(
        "appraisal",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text()),
        sa.Column("instrument_version_id", sa.Text(), nullable=False),
        sa.Column("none_identified", sa.Boolean(), nullable=False),
        _refers("indication_id", "indication.id", "fk_appraisal_indication_id"),
        _refers("instrument_version_id", "instrument_version.id", "fk_appraisal_instrument_version_id"),
        _refers("record_id", "record.id", "fk_appraisal_record_id"),
        _refers("study_id", "study.id", "fk_appraisal_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal")),
    )
    op.create_index("ix_appraisal_indication_id", "appraisal", ["indication_id"])
    op.create_index("ix_appraisal_instrument_version_id", "appraisal", ["instrument_version_id"])
    op.create_index("ix_appraisal_record_id", "appraisal", ["record_id"])
    op.create_index("ix_appraisal_study_id", "appraisal", ["study_id"])

    op.create_table(
        "approval",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("review_cycle_id", sa.Text()),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("approved_at", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("because", sa.Text()),
        sa.Column("basis_hash", sa.Text(), nullable=False),
        sa.CheckConstraint("verdict IN ('sufficient', 'insufficient')", name=op.f("ck_approval_verdict")),
        _refers("indication_id", "indication.id", "fk_approval_indication_id"),
        _refers("review_cycle_id", "review_cycle.id", "fk_approval_review_cycle_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sa.UniqueConstraint(
            "indication_id", "approved_at", "who", name=op.f("uq_approval_indication_id_approved_at_who")
        ),
    )
    op.create_index("ix_approval_review_cycle_id", "approval", ["review_cycle_id"])

    op.create_table(
        "breakdown",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("study_outcome_id", sa.Text()),
        sa.Column("population_set_id", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('outcomes', 'populations')", name=op.f("ck_breakdown_kind")),
        _refers("population_set_id", "population_set.id", "fk_breakdown_population_set_id"),
        _refers("record_id", "record.id", "fk_breakdown_record_id"),
        _refers("study_id", "study.id", "fk_breakdown_study_id"),
        _refers("study_outcome_id", "study_outcome.id", "fk_breakdown_study_outcome_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdown")),
        sa.UniqueConstraint("study_id", "position", name=op.f("uq_breakdown_study_id_position")),
    )
    op.create_index("ix_breakdown_population_set_id", "breakdown", ["population_set_id"])
    op.create_index("ix_breakdown_record_id", "breakdown", ["record_id"])
    op.create_index("ix_breakdown_study_outcome_id", "breakdown", ["study_outcome_id"])

    op.create_table(
        "business_line",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("line_of_business", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("record_id", "record.id", "fk_business_line_record_id"),
        _refers("statement_id", "statement.id", "fk_business_line_statement_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business_line")),
        sa.UniqueConstraint(
            "statement_id", "line_of_business", name=op.f("uq_business_line_statement_id_line_of_business")
        ),
    )
    op.create_index("ix_business_line_record_id", "business_line", ["record_id"])

    op.create_table(
        "conclusion",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("effect", sa.Text()),
        sa.Column("chain_of_evidence", sa.Text()),
        sa.Column("sentence", sa.Text()),
        sa.CheckConstraint(
            "chain_of_evidence IN ('direct', 'complete', 'incomplete', 'none')",
            name=op.f("ck_conclusion_chain_of_evidence"),
        ),
        sa.CheckConstraint(
            "effect IN ('improves-net-health-outcome', 'meaningful-improvement', 'likely-to-"
            "improve', 'unlikely-to-improve', 'as-good', 'worsens-net-health-outcome', "
            "'effects-on-health-outcomes', 'unknown')",
            name=op.f("ck_conclusion_effect"),
        ),
        sa.CheckConstraint("verdict IN ('sufficient', 'insufficient')", name=op.f("ck_conclusion_verdict")),
        _refers("indication_id", "indication.id", "fk_conclusion_indication_id"),
        _refers("record_id", "record.id", "fk_conclusion_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusion")),
        sa.UniqueConstraint("indication_id", name=op.f("uq_conclusion_indication_id")),
    )
    op.create_index("ix_conclusion_record_id", "conclusion", ["record_id"])

    op.create_table(
        "contrast",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("factor", sa.Text()),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("index_arm_id", sa.Text()),
        sa.Column("reference_arm_id", sa.Text()),
        sa.Column("index_population_id", sa.Text()),
        sa.Column("reference_population_id", sa.Text()),
        sa.CheckConstraint(
            "(kind = 'arms') = (index_arm_id IS NOT NULL AND reference_arm_id IS NOT NULL) "
            "AND (kind = 'populations') = (index_population_id IS NOT NULL AND "
            "reference_population_id IS NOT NULL) AND (kind IN ('factor', 'before-after')) = "
            "(factor IS NOT NULL)",
            name=op.f("ck_contrast_sides"),
        ),
        sa.CheckConstraint(
            "kind IN ('arms', 'populations', 'factor', 'before-after')", name=op.f("ck_contrast_kind")
        ),
        sa.CheckConstraint(
            "method IN ('randomized', 'unadjusted', 'propensity-matched', 'propensity-"
            "weighted', 'univariable', 'multivariable', 'before-after', 'not-stated')",
            name=op.f("ck_contrast_method"),
        ),
        sa.CheckConstraint("index_arm_id <> reference_arm_id", name=op.f("ck_contrast_arms_differ")),
        sa.CheckConstraint(
            "index_population_id <> reference_population_id", name=op.f("ck_contrast_populations_differ")
        ),
        _refers("index_arm_id", "arm.id", "fk_contrast_index_arm_id"),
        _refers("index_population_id", "population_set.id", "fk_contrast_index_population_id"),
        _refers("record_id", "record.id", "fk_contrast_record_id"),
        _refers("reference_arm_id", "arm.id", "fk_contrast_reference_arm_id"),
        _refers("reference_population_id", "population_set.id", "fk_contrast_reference_population_id"),
        _refers("study_id", "study.id", "fk_contrast_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contrast")),
        sa.UniqueConstraint("study_id", "key", name=op.f("uq_contrast_study_id_key")),
    )
    op.create_index("ix_contrast_index_arm_id", "contrast", ["index_arm_id"])
    op.create_index("ix_contrast_index_population_id", "contrast", ["index_population_id"])
    op.create_index("ix_contrast_record_id", "contrast", ["record_id"])
    op.create_index("ix_contrast_reference_arm_id", "contrast", ["reference_arm_id"])
    op.create_index("ix_contrast_reference_population_id", "contrast", ["reference_population_id"])

    op.create_table(
        "criterion",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Text()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("minimum", sa.Integer()),
        sa.Column("text", sa.Text()),
        sa.CheckConstraint("(kind = 'at-least') = (minimum IS NOT NULL)", name=op.f("ck_criterion_minimum")),
        sa.CheckConstraint("kind <> 'single' OR text IS NOT NULL", name=op.f("ck_criterion_single_has_text")),
        sa.CheckConstraint(
            "kind IN ('all', 'any', 'at-least', 'none', 'single')", name=op.f("ck_criterion_kind")
        ),
        _refers("parent_id", "criterion.id", "fk_criterion_parent_id"),
        _refers("record_id", "record.id", "fk_criterion_record_id"),
        _refers("statement_id", "statement.id", "fk_criterion_statement_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
    )
    op.create_index("ix_criterion_parent_id", "criterion", ["parent_id"])
    op.create_index("ix_criterion_record_id", "criterion", ["record_id"])
    op.create_index("ix_criterion_statement_id", "criterion", ["statement_id"])

    op.create_table(
        "domain_judgement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("judged_appraisal_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("domain_id", sa.Text(), nullable=False),
        sa.Column("judgement_id", sa.Text(), nullable=False),
        _refers("domain_id", "instrument_domain.id", "fk_domain_judgement_domain_id"),
        _refers("judged_appraisal_id", "judged_appraisal.id", "fk_domain_judgement_judged_appraisal_id"),
        _refers("judgement_id", "instrument_judgement.id", "fk_domain_judgement_judgement_id"),
        _refers("record_id", "record.id", "fk_domain_judgement_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_domain_judgement")),
        sa.UniqueConstraint(
            "judged_appraisal_id", "position", name=op.f("uq_domain_judgement_judged_appraisal_id_position")
        ),
    )
    op.create_index("ix_domain_judgement_domain_id", "domain_judgement", ["domain_id"])
    op.create_index("ix_domain_judgement_judgement_id", "domain_judgement", ["judgement_id"])
    op.create_index("ix_domain_judgement_record_id", "domain_judgement", ["record_id"])

    op.create_table(
        "duplicate_pair",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("review_cycle_id", sa.Text(), nullable=False),
        sa.Column("one_id", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Text()),
        sa.Column("reference_id", sa.Text()),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("tie", sa.Text()),
        sa.Column("score", sa.Float(precision=53)),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("found_at", sa.Text(), nullable=False),
        sa.CheckConstraint("(relation = 'tied') = (tie IS NOT NULL)", name=op.f("ck_duplicate_pair_tie")),
        sa.CheckConstraint(
            "relation IN ('same', 'doubtful', 'tied')", name=op.f("ck_duplicate_pair_relation")
        ),
        sa.CheckConstraint(
            "(other_id IS NULL) <> (reference_id IS NULL)", name=op.f("ck_duplicate_pair_one_other")
        ),
        _refers("one_id", "candidate.id", "fk_duplicate_pair_one_id"),
        _refers("other_id", "candidate.id", "fk_duplicate_pair_other_id"),
        _refers("reference_id", "reference.id", "fk_duplicate_pair_reference_id"),
        _refers("review_cycle_id", "review_cycle.id", "fk_duplicate_pair_review_cycle_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_pair")),
    )
    op.create_index("ix_duplicate_pair_one_id", "duplicate_pair", ["one_id"])
    op.create_index("ix_duplicate_pair_other_id", "duplicate_pair", ["other_id"])
    op.create_index("ix_duplicate_pair_reference_id", "duplicate_pair", ["reference_id"])
    op.create_index("ix_duplicate_pair_review_cycle_id", "duplicate_pair", ["review_cycle_id"])

    op.create_table(
        "evidence_group",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("question", sa.Text()),
        sa.Column("instrument_version_id", sa.Text()),
        sa.Column("intro", sa.Text()),
        sa.Column("none_identified", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "question IN ('analytic-validity', 'clinical-validity', 'clinical-utility', "
            "'therapy', 'harms', 'prognosis')",
            name=op.f("ck_evidence_group_question"),
        ),
        _refers("indication_id", "indication.id", "fk_evidence_group_indication_id"),
        _refers("instrument_version_id", "instrument_version.id", "fk_evidence_group_instrument_version_id"),
        _refers("record_id", "record.id", "fk_evidence_group_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_group")),
        sa.UniqueConstraint("indication_id", "key", name=op.f("uq_evidence_group_indication_id_key")),
        sa.UniqueConstraint(
            "indication_id", "position", name=op.f("uq_evidence_group_indication_id_position")
        ),
    )
    op.create_index("ix_evidence_group_instrument_version_id", "evidence_group", ["instrument_version_id"])
    op.create_index("ix_evidence_group_record_id", "evidence_group", ["record_id"])

    op.create_table(
        "extraction",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("study", sa.Text(), nullable=False),
        sa.Column("review_cycle_id", sa.Text()),
        sa.Column("candidate_id", sa.Text()),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("record_text", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'done', 'adopted')", name=op.f("ck_extraction_state")),
        _refers("candidate_id", "candidate.id", "fk_extraction_candidate_id"),
        _refers("review_cycle_id", "review_cycle.id", "fk_extraction_review_cycle_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extraction")),
        sa.UniqueConstraint("study", "who", name=op.f("uq_extraction_study_who")),
    )
    op.create_index("ix_extraction_candidate_id", "extraction", ["candidate_id"])
    op.create_index("ix_extraction_review_cycle_id", "extraction", ["review_cycle_id"])

    op.create_table(
        "fact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text()),
        sa.Column("recommendation_id", sa.Text()),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text()),
        sa.Column("reported_text", sa.Text(), nullable=False),
        sa.Column("flag", sa.Text()),
        sa.CheckConstraint(
            "(policy_id IS NULL) <> (recommendation_id IS NULL)", name=op.f("ck_fact_one_owner")
        ),
        _refers("policy_id", "policy.id", "fk_fact_policy_id"),
        _refers("recommendation_id", "recommendation.id", "fk_fact_recommendation_id"),
        _refers("record_id", "record.id", "fk_fact_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    op.create_index("ix_fact_policy_id", "fact", ["policy_id"])
    op.create_index("ix_fact_recommendation_id", "fact", ["recommendation_id"])
    op.create_index("ix_fact_record_id", "fact", ["record_id"])

    op.create_table(
        "finding",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _refers("indication_id", "indication.id", "fk_finding_indication_id"),
        _refers("record_id", "record.id", "fk_finding_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("indication_id", "key", name=op.f("uq_finding_indication_id_key")),
        sa.UniqueConstraint("indication_id", "position", name=op.f("uq_finding_indication_id_position")),
    )
    op.create_index("ix_finding_record_id", "finding", ["record_id"])

    op.create_table(
        "given_grade",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("recommendation_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("grading_id", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        _refers("grading_id", "grading.id", "fk_given_grade_grading_id"),
        _refers("recommendation_id", "recommendation.id", "fk_given_grade_recommendation_id"),
        _refers("record_id", "record.id", "fk_given_grade_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_grade")),
        sa.UniqueConstraint(
            "recommendation_id", "grading_id", name=op.f("uq_given_grade_recommendation_id_grading_id")
        ),
        sa.UniqueConstraint(
            "recommendation_id", "position", name=op.f("uq_given_grade_recommendation_id_position")
        ),
    )
    op.create_index("ix_given_grade_grading_id", "given_grade", ["grading_id"])
    op.create_index("ix_given_grade_record_id", "given_grade", ["record_id"])

    op.create_table(
        "group_size",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("arm_id", sa.Text()),
        sa.Column("population_set_id", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Text()),
        sa.Column("counts_people", sa.Boolean(), nullable=False),
        _refers("arm_id", "arm.id", "fk_group_size_arm_id"),
        _refers("population_set_id", "population_set.id", "fk_group_size_population_set_id"),
        _refers("record_id", "record.id", "fk_group_size_record_id"),
        _refers("study_id", "study.id", "fk_group_size_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_size")),
    )
    op.create_index("ix_group_size_arm_id_population_set_id", "group_size", ["arm_id", "population_set_id"])
    op.create_index("ix_group_size_population_set_id", "group_size", ["population_set_id"])
    op.create_index("ix_group_size_record_id", "group_size", ["record_id"])
    op.create_index("ix_group_size_study_id", "group_size", ["study_id"])

    op.create_table(
        "guideline_search_indication",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("guideline_search_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers(
            "guideline_search_id", "guideline_search.id", "fk_guideline_search_indication_guideline_search_id"
        ),
        _refers("indication_id", "indication.id", "fk_guideline_search_indication_indication_id"),
        _refers("record_id", "record.id", "fk_guideline_search_indication_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline_search_indication")),
        sa.UniqueConstraint(
            "guideline_search_id", "indication_id", name="uq_guideline_search_indication_indication"
        ),
    )
    op.create_index(
        "ix_guideline_search_indication_indication_id", "guideline_search_indication", ["indication_id"]
    )
    op.create_index("ix_guideline_search_indication_record_id", "guideline_search_indication", ["record_id"])

    op.create_table(
        "indication_outcome",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("outcome_id", sa.Text(), nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("interest", sa.Text()),
        sa.CheckConstraint(
            "interest IN ('main', 'other', 'none')", name=op.f("ck_indication_outcome_interest")
        ),
        _refers("indication_id", "indication.id", "fk_indication_outcome_indication_id"),
        _refers("outcome_id", "vocabulary_outcome.id", "fk_indication_outcome_outcome_id"),
        _refers("record_id", "record.id", "fk_indication_outcome_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indication_outcome")),
        sa.UniqueConstraint(
            "indication_id", "outcome_id", name=op.f("uq_indication_outcome_indication_id_outcome_id")
        ),
    )
    op.create_index("ix_indication_outcome_outcome_id", "indication_outcome", ["outcome_id"])
    op.create_index("ix_indication_outcome_record_id", "indication_outcome", ["record_id"])

    op.create_table(
        "pico_element",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.CheckConstraint("element IN ('intervention', 'comparator')", name=op.f("ck_pico_element_element")),
        _refers("indication_id", "indication.id", "fk_pico_element_indication_id"),
        _refers("intervention_id", "vocabulary_intervention.id", "fk_pico_element_intervention_id"),
        _refers("record_id", "record.id", "fk_pico_element_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pico_element")),
        sa.UniqueConstraint(
            "indication_id",
            "element",
            "intervention_id",
            name=op.f("uq_pico_element_indication_id_element_intervention_id"),
        ),
    )
    op.create_index("ix_pico_element_intervention_id", "pico_element", ["intervention_id"])
    op.create_index("ix_pico_element_record_id", "pico_element", ["record_id"])

    op.create_table(
        "policy_recommendation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("recommendation_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text()),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("indication_id", "indication.id", "fk_policy_recommendation_indication_id"),
        _refers("policy_id", "policy.id", "fk_policy_recommendation_policy_id"),
        _refers("recommendation_id", "recommendation.id", "fk_policy_recommendation_recommendation_id"),
        _refers("record_id", "record.id", "fk_policy_recommendation_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_recommendation")),
        sa.UniqueConstraint(
            "policy_id", "position", name=op.f("uq_policy_recommendation_policy_id_position")
        ),
        sa.UniqueConstraint(
            "policy_id",
            "recommendation_id",
            name=op.f("uq_policy_recommendation_policy_id_recommendation_id"),
        ),
    )
    op.create_index("ix_policy_recommendation_indication_id", "policy_recommendation", ["indication_id"])
    op.create_index(
        "ix_policy_recommendation_recommendation_id", "policy_recommendation", ["recommendation_id"]
    )
    op.create_index("ix_policy_recommendation_record_id", "policy_recommendation", ["record_id"])

    op.create_table(
        "rated_certainty",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("outcome_id", sa.Text(), nullable=False),
        sa.Column("comparator_id", sa.Text()),
        sa.Column("instrument_version_id", sa.Text(), nullable=False),
        sa.Column("importance", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("level_id", sa.Text(), nullable=False),
        sa.Column("starts_id", sa.Text()),
        sa.CheckConstraint(
            "importance IN ('critical', 'important', 'limited')", name=op.f("ck_rated_certainty_importance")
        ),
        _refers("comparator_id", "vocabulary_intervention.id", "fk_rated_certainty_comparator_id"),
        _refers("indication_id", "indication.id", "fk_rated_certainty_indication_id"),
        _refers("instrument_version_id", "instrument_version.id", "fk_rated_certainty_instrument_version_id"),
        _refers("level_id", "instrument_judgement.id", "fk_rated_certainty_level_id"),
        _refers("outcome_id", "vocabulary_outcome.id", "fk_rated_certainty_outcome_id"),
        _refers("record_id", "record.id", "fk_rated_certainty_record_id"),
        _refers("starts_id", "instrument_judgement.id", "fk_rated_certainty_starts_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rated_certainty")),
        sa.UniqueConstraint(
            "indication_id", "position", name=op.f("uq_rated_certainty_indication_id_position")
        ),
    )
    op.create_index("ix_rated_certainty_comparator_id", "rated_certainty", ["comparator_id"])
    op.create_index("ix_rated_certainty_instrument_version_id", "rated_certainty", ["instrument_version_id"])
    op.create_index("ix_rated_certainty_level_id", "rated_certainty", ["level_id"])
    op.create_index("ix_rated_certainty_outcome_id", "rated_certainty", ["outcome_id"])
    op.create_index("ix_rated_certainty_record_id", "rated_certainty", ["record_id"])
    op.create_index("ix_rated_certainty_starts_id", "rated_certainty", ["starts_id"])

    op.create_table(
        "received_intervention",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("arm_id", sa.Text(), nullable=False),
        sa.Column("intervention_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("arm_id", "arm.id", "fk_received_intervention_arm_id"),
        _refers("intervention_id", "vocabulary_intervention.id", "fk_received_intervention_intervention_id"),
        _refers("record_id", "record.id", "fk_received_intervention_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_intervention")),
        sa.UniqueConstraint(
            "arm_id", "intervention_id", name=op.f("uq_received_intervention_arm_id_intervention_id")
        ),
    )
    op.create_index("ix_received_intervention_intervention_id", "received_intervention", ["intervention_id"])
    op.create_index("ix_received_intervention_record_id", "received_intervention", ["record_id"])

    op.create_table(
        "release",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("review_cycle_id", sa.Text()),
        sa.Column("supersedes_id", sa.Text()),
        sa.Column("effective_date", sa.Text(), nullable=False),
        sa.Column("published_at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("because", sa.Text()),
        sa.Column("program", sa.Text(), nullable=False),
        _refers("policy_id", "policy.id", "fk_release_policy_id"),
        _refers("review_cycle_id", "review_cycle.id", "fk_release_review_cycle_id"),
        _refers("supersedes_id", "release.id", "fk_release_supersedes_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("policy_id", "effective_date", name=op.f("uq_release_policy_id_effective_date")),
    )
    op.create_index("ix_release_review_cycle_id", "release", ["review_cycle_id"])
    op.create_index("ix_release_supersedes_id", "release", ["supersedes_id"])

    op.create_table(
        "required_statement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("requiring_id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("record_id", "record.id", "fk_required_statement_record_id"),
        _refers("requiring_id", "statement.id", "fk_required_statement_requiring_id"),
        _refers("statement_id", "statement.id", "fk_required_statement_statement_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_required_statement")),
        sa.UniqueConstraint(
            "requiring_id", "statement_id", name=op.f("uq_required_statement_requiring_id_statement_id")
        ),
    )
    op.create_index("ix_required_statement_record_id", "required_statement", ["record_id"])
    op.create_index("ix_required_statement_statement_id", "required_statement", ["statement_id"])

    op.create_table(
        "screening_decision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("review_cycle_id", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text()),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("carried_from_id", sa.Text()),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "carried_from_id IS NULL OR decision = 'exclude'",
            name=op.f("ck_screening_decision_carried_exclusion"),
        ),
        sa.CheckConstraint(
            "decision IN ('include', 'exclude', 'unsure', 'not-retrieved', 'withdrawn')",
            name=op.f("ck_screening_decision_decision"),
        ),
        sa.CheckConstraint(
            "reason IN ('population', 'intervention', 'comparator', 'outcome', 'design', "
            "'publication-type', 'sample-size', 'follow-up', 'language', 'superseded', "
            "'preclinical', 'retracted', 'other')",
            name=op.f("ck_screening_decision_reason"),
        ),
        sa.CheckConstraint(
            "reason IS NULL OR decision = 'exclude'", name=op.f("ck_screening_decision_reason_of_exclusion")
        ),
        sa.CheckConstraint("role IN ('reviewer', 'arbiter')", name=op.f("ck_screening_decision_role")),
        sa.CheckConstraint(
            "stage IN ('title-abstract', 'full-text')", name=op.f("ck_screening_decision_stage")
        ),
        _refers("candidate_id", "candidate.id", "fk_screening_decision_candidate_id"),
        _refers("carried_from_id", "review_cycle.id", "fk_screening_decision_carried_from_id"),
        _refers("indication_id", "indication.id", "fk_screening_decision_indication_id"),
        _refers("review_cycle_id", "review_cycle.id", "fk_screening_decision_review_cycle_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_decision")),
        sa.UniqueConstraint(
            "review_cycle_id",
            "candidate_id",
            "stage",
            "decided_at",
            "who",
            name="uq_screening_decision_event",
        ),
    )
    op.create_index("ix_screening_decision_candidate_id", "screening_decision", ["candidate_id"])
    op.create_index("ix_screening_decision_carried_from_id", "screening_decision", ["carried_from_id"])
    op.create_index("ix_screening_decision_indication_id", "screening_decision", ["indication_id"])

    op.create_table(
        "search_run",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("review_cycle_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("strategy", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("run_at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("query", sa.Text()),
        sa.Column("translation", sa.Text()),
        sa.Column("since", sa.Text()),
        sa.Column("until", sa.Text()),
        sa.Column("found", sa.Integer()),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text()),
        sa.Column("file_format", sa.Text()),
        sa.Column("file_sha256", sa.Text()),
        sa.Column("text_sha256", sa.Text()),
        sa.CheckConstraint(
            "kind IN ('database', 'register', 'website', 'organization', 'citation', 'other')",
            name=op.f("ck_search_run_kind"),
        ),
        sa.CheckConstraint("records >= 0", name=op.f("ck_search_run_records_not_negative")),
        _refers("review_cycle_id", "review_cycle.id", "fk_search_run_review_cycle_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_run")),
        sa.UniqueConstraint("review_cycle_id", "number", name=op.f("uq_search_run_review_cycle_id_number")),
    )
    op.create_table(
        "section_text",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text()),
        sa.Column("indication_key", sa.Text()),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("section_position", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        _refers("indication_id", "indication.id", "fk_section_text_indication_id"),
        _refers("policy_id", "policy.id", "fk_section_text_policy_id"),
        _refers("record_id", "record.id", "fk_section_text_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_text")),
        sa.UniqueConstraint(
            "policy_id",
            "indication_key",
            "section",
            "position",
            name=op.f("uq_section_text_policy_id_indication_key_section_position"),
        ),
    )
    op.create_index("ix_section_text_indication_id", "section_text", ["indication_id"])
    op.create_index("ix_section_text_record_id", "section_text", ["record_id"])
    op.create_index(
        "uq_without_indication_key",
        "section_text",
        ["policy_id", "section", "position"],
        unique=True,
        sqlite_where=sa.text("indication_key IS NULL"),
        postgresql_where=sa.text("indication_key IS NULL"),
    )

    op.create_table(
        "selection_criterion",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _refers("indication_id", "indication.id", "fk_selection_criterion_indication_id"),
        _refers("record_id", "record.id", "fk_selection_criterion_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selection_criterion")),
        sa.UniqueConstraint("indication_id", "key", name=op.f("uq_selection_criterion_indication_id_key")),
        sa.UniqueConstraint(
            "indication_id", "position", name=op.f("uq_selection_criterion_indication_id_position")
        ),
    )
    op.create_index("ix_selection_criterion_record_id", "selection_criterion", ["record_id"])

    op.create_table(
        "statement_code",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("policy_code_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("system_named", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Text()),
        sa.Column("valid_to", sa.Text()),
        sa.Column("note", sa.Text()),
        _refers("policy_code_id", "listed_code.id", "fk_statement_code_policy_code_id"),
        _refers("record_id", "record.id", "fk_statement_code_record_id"),
        _refers("statement_id", "statement.id", "fk_statement_code_statement_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_code")),
        sa.UniqueConstraint(
            "statement_id", "policy_code_id", name=op.f("uq_statement_code_statement_id_policy_code_id")
        ),
    )
    op.create_index("ix_statement_code_policy_code_id", "statement_code", ["policy_code_id"])
    op.create_index("ix_statement_code_record_id", "statement_code", ["record_id"])

    op.create_table(
        "statement_indication",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("indication_id", "indication.id", "fk_statement_indication_indication_id"),
        _refers("record_id", "record.id", "fk_statement_indication_record_id"),
        _refers("statement_id", "statement.id", "fk_statement_indication_statement_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_indication")),
        sa.UniqueConstraint(
            "statement_id", "indication_id", name=op.f("uq_statement_indication_statement_id_indication_id")
        ),
    )
    op.create_index("ix_statement_indication_indication_id", "statement_indication", ["indication_id"])
    op.create_index("ix_statement_indication_record_id", "statement_indication", ["record_id"])

    op.create_table(
        "strategy_indication",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("strategy_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("indication_id", "indication.id", "fk_strategy_indication_indication_id"),
        _refers("record_id", "record.id", "fk_strategy_indication_record_id"),
        _refers("strategy_id", "search_strategy.id", "fk_strategy_indication_strategy_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy_indication")),
        sa.UniqueConstraint(
            "strategy_id", "indication_id", name=op.f("uq_strategy_indication_strategy_id_indication_id")
        ),
    )
    op.create_index("ix_strategy_indication_indication_id", "strategy_indication", ["indication_id"])
    op.create_index("ix_strategy_indication_record_id", "strategy_indication", ["record_id"])

    op.create_table(
        "study_offer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("because", sa.Text()),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.Text(), nullable=False),
        sa.CheckConstraint("answer IN ('used', 'declined')", name=op.f("ck_study_offer_answer")),
        _refers("indication_id", "indication.id", "fk_study_offer_indication_id"),
        _refers("study_id", "study.id", "fk_study_offer_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_offer")),
        sa.UniqueConstraint(
            "study_id",
            "indication_id",
            "answered_at",
            name=op.f("uq_study_offer_study_id_indication_id_answered_at"),
        ),
    )
    op.create_index("ix_study_offer_indication_id", "study_offer", ["indication_id"])

    op.create_table(
        "trial_indication",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("listed_trial_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("indication_id", "indication.id", "fk_trial_indication_indication_id"),
        _refers("listed_trial_id", "listed_trial.id", "fk_trial_indication_listed_trial_id"),
        _refers("record_id", "record.id", "fk_trial_indication_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial_indication")),
        sa.UniqueConstraint(
            "listed_trial_id", "indication_id", name=op.f("uq_trial_indication_listed_trial_id_indication_id")
        ),
    )
    op.create_index("ix_trial_indication_indication_id", "trial_indication", ["indication_id"])
    op.create_index("ix_trial_indication_record_id", "trial_indication", ["record_id"])

    op.create_table(
        "trial_search_indication",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("trial_search_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("indication_id", "indication.id", "fk_trial_search_indication_indication_id"),
        _refers("record_id", "record.id", "fk_trial_search_indication_record_id"),
        _refers("trial_search_id", "trial_search.id", "fk_trial_search_indication_trial_search_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial_search_indication")),
        sa.UniqueConstraint(
            "trial_search_id",
            "indication_id",
            name=op.f("uq_trial_search_indication_trial_search_id_indication_id"),
        ),
    )
    op.create_index("ix_trial_search_indication_indication_id", "trial_search_indication", ["indication_id"])
    op.create_index("ix_trial_search_indication_record_id", "trial_search_indication", ["record_id"])

    op.create_table(
        "appraisal_answer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("appraisal_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text()),
        sa.Column("item_id", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint(
            "kind = 'limitation' OR note IS NOT NULL", name=op.f("ck_appraisal_answer_strength_has_note")
        ),
        sa.CheckConstraint("kind IN ('limitation', 'strength')", name=op.f("ck_appraisal_answer_kind")),
        sa.CheckConstraint(
            "table_name IN ('conduct', 'relevance')", name=op.f("ck_appraisal_answer_table_name")
        ),
        sa.CheckConstraint(
            "item_id IS NOT NULL OR note IS NOT NULL", name=op.f("ck_appraisal_answer_code_or_note")
        ),
        _refers("appraisal_id", "appraisal.id", "fk_appraisal_answer_appraisal_id"),
        _refers("item_id", "instrument_item.id", "fk_appraisal_answer_item_id"),
        _refers("record_id", "record.id", "fk_appraisal_answer_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal_answer")),
        sa.UniqueConstraint(
            "appraisal_id", "position", name=op.f("uq_appraisal_answer_appraisal_id_position")
        ),
    )
    op.create_index("ix_appraisal_answer_item_id", "appraisal_answer", ["item_id"])
    op.create_index("ix_appraisal_answer_record_id", "appraisal_answer", ["record_id"])

    op.create_table(
        "breakdown_part",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("breakdown_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("study_outcome_id", sa.Text()),
        sa.Column("population_set_id", sa.Text(), nullable=False),
        _refers("breakdown_id", "breakdown.id", "fk_breakdown_part_breakdown_id"),
        _refers("population_set_id", "population_set.id", "fk_breakdown_part_population_set_id"),
        _refers("record_id", "record.id", "fk_breakdown_part_record_id"),
        _refers("study_outcome_id", "study_outcome.id", "fk_breakdown_part_study_outcome_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdown_part")),
        sa.UniqueConstraint("breakdown_id", "position", name=op.f("uq_breakdown_part_breakdown_id_position")),
    )
    op.create_index("ix_breakdown_part_population_set_id", "breakdown_part", ["population_set_id"])
    op.create_index("ix_breakdown_part_record_id", "breakdown_part", ["record_id"])
    op.create_index("ix_breakdown_part_study_outcome_id", "breakdown_part", ["study_outcome_id"])

    op.create_table(
        "certainty_study",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("rated_certainty_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("rated_certainty_id", "rated_certainty.id", "fk_certainty_study_rated_certainty_id"),
        _refers("record_id", "record.id", "fk_certainty_study_record_id"),
        _refers("study_id", "study.id", "fk_certainty_study_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certainty_study")),
        sa.UniqueConstraint(
            "rated_certainty_id", "position", name=op.f("uq_certainty_study_rated_certainty_id_position")
        ),
    )
    op.create_index("ix_certainty_study_record_id", "certainty_study", ["record_id"])
    op.create_index("ix_certainty_study_study_id", "certainty_study", ["study_id"])

    op.create_table(
        "clinical_input",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("policy_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("year_fact_id", sa.Text()),
        sa.Column("societies_fact_id", sa.Text()),
        sa.Column("centers_fact_id", sa.Text()),
        _refers("centers_fact_id", "fact.id", "fk_clinical_input_centers_fact_id"),
        _refers("policy_id", "policy.id", "fk_clinical_input_policy_id"),
        _refers("record_id", "record.id", "fk_clinical_input_record_id"),
        _refers("societies_fact_id", "fact.id", "fk_clinical_input_societies_fact_id"),
        _refers("year_fact_id", "fact.id", "fk_clinical_input_year_fact_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinical_input")),
        sa.UniqueConstraint("policy_id", "year", name=op.f("uq_clinical_input_policy_id_year")),
    )
    op.create_index("ix_clinical_input_centers_fact_id", "clinical_input", ["centers_fact_id"])
    op.create_index("ix_clinical_input_record_id", "clinical_input", ["record_id"])
    op.create_index("ix_clinical_input_societies_fact_id", "clinical_input", ["societies_fact_id"])
    op.create_index("ix_clinical_input_year_fact_id", "clinical_input", ["year_fact_id"])

    op.create_table(
        "duplicate_judgement",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("pair_id", sa.Text(), nullable=False),
        sa.Column("judgement", sa.Text(), nullable=False),
        sa.Column("because", sa.Text()),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("judged_at", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "judgement IN ('same', 'different', 'withdrawn')", name=op.f("ck_duplicate_judgement_judgement")
        ),
        _refers("pair_id", "duplicate_pair.id", "fk_duplicate_judgement_pair_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_judgement")),
        sa.UniqueConstraint(
            "pair_id", "judged_at", "who", name=op.f("uq_duplicate_judgement_pair_id_judged_at_who")
        ),
    )
    op.create_table(
        "rating_reason",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("rated_certainty_id", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("domain_id", sa.Text(), nullable=False),
        sa.Column("levels", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("direction IN ('down', 'up')", name=op.f("ck_rating_reason_direction")),
        sa.CheckConstraint("levels >= 1", name=op.f("ck_rating_reason_levels")),
        _refers("domain_id", "instrument_domain.id", "fk_rating_reason_domain_id"),
        _refers("rated_certainty_id", "rated_certainty.id", "fk_rating_reason_rated_certainty_id"),
        _refers("record_id", "record.id", "fk_rating_reason_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_reason")),
        sa.UniqueConstraint(
            "rated_certainty_id",
            "direction",
            "domain_id",
            name=op.f("uq_rating_reason_rated_certainty_id_direction_domain_id"),
        ),
        sa.UniqueConstraint(
            "rated_certainty_id",
            "direction",
            "position",
            name=op.f("uq_rating_reason_rated_certainty_id_direction_position"),
        ),
    )
    op.create_index("ix_rating_reason_domain_id", "rating_reason", ["domain_id"])
    op.create_index("ix_rating_reason_record_id", "rating_reason", ["record_id"])

    op.create_table(
        "release_conclusion",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("release_id", sa.Text(), nullable=False),
        sa.Column("indication_key", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("effect", sa.Text()),
        sa.CheckConstraint(
            "effect IN ('improves-net-health-outcome', 'meaningful-improvement', 'likely-to-"
            "improve', 'unlikely-to-improve', 'as-good', 'worsens-net-health-outcome', "
            "'effects-on-health-outcomes', 'unknown')",
            name=op.f("ck_release_conclusion_effect"),
        ),
        sa.CheckConstraint(
            "verdict IN ('sufficient', 'insufficient')", name=op.f("ck_release_conclusion_verdict")
        ),
        _refers("release_id", "release.id", "fk_release_conclusion_release_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_conclusion")),
        sa.UniqueConstraint(
            "release_id", "indication_key", name=op.f("uq_release_conclusion_release_id_indication_key")
        ),
    )
    op.create_table(
        "release_document",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("release_id", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.CheckConstraint("encoding IN ('utf-8', 'base64')", name=op.f("ck_release_document_encoding")),
        _refers("release_id", "release.id", "fk_release_document_release_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_document")),
        sa.UniqueConstraint("release_id", "format", name=op.f("uq_release_document_release_id_format")),
    )
    op.create_table(
        "release_part",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("release_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("listing", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        _refers("release_id", "release.id", "fk_release_part_release_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_part")),
        sa.UniqueConstraint("release_id", "part", name=op.f("uq_release_part_release_id_part")),
    )
    op.create_table(
        "release_record",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("release_id", sa.Text(), nullable=False),
        sa.Column("record_name", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        _refers("content_hash", "frozen_record.id", "fk_release_record_content_hash"),
        _refers("release_id", "release.id", "fk_release_record_release_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_record")),
        sa.UniqueConstraint(
            "release_id", "record_name", name=op.f("uq_release_record_release_id_record_name")
        ),
    )
    op.create_index("ix_release_record_content_hash", "release_record", ["content_hash"])

    op.create_table(
        "release_seal",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("release_id", sa.Text(), nullable=False),
        sa.Column("hash_before", sa.Text()),
        sa.Column("hash", sa.Text(), nullable=False),
        _refers("release_id", "release.id", "fk_release_seal_release_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_seal")),
        sa.UniqueConstraint("release_id", name=op.f("uq_release_seal_release_id")),
    )
    op.create_table(
        "result",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("study_outcome_id", sa.Text(), nullable=False),
        sa.Column("population_set_id", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Text()),
        sa.Column("timepoint_id", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("column_key", sa.Text(), nullable=False),
        sa.Column("arm_id", sa.Text()),
        sa.Column("contrast_id", sa.Text()),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("counted", sa.Text()),
        sa.Column("estimator", sa.Text(), nullable=False),
        sa.Column("adjusted", sa.Boolean(), nullable=False),
        sa.Column("reported_text", sa.Text(), nullable=False),
        sa.Column("flag", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(scope = 'arm') = (arm_id IS NOT NULL) AND (scope = 'contrast') = (contrast_id "
            "IS NOT NULL) AND NOT (arm_id IS NOT NULL AND contrast_id IS NOT NULL)",
            name=op.f("ck_result_one_subject"),
        ),
        sa.CheckConstraint(
            "estimator IN ('as-reported', 'crude', 'kaplan-meier', 'cumulative-incidence', "
            "'reverse-kaplan-meier', 'least-squares', 'model', 'pooled-fixed', 'pooled-"
            "random')",
            name=op.f("ck_result_estimator"),
        ),
        sa.CheckConstraint(
            "role IN ('outcome', 'follow-up', 'baseline', 'eligibility', 'flow', 'treatment', 'definition')",
            name=op.f("ck_result_role"),
        ),
        sa.CheckConstraint("scope IN ('arm', 'contrast', 'study')", name=op.f("ck_result_scope")),
        _refers("arm_id", "arm.id", "fk_result_arm_id"),
        _refers("contrast_id", "contrast.id", "fk_result_contrast_id"),
        _refers("population_set_id", "population_set.id", "fk_result_population_set_id"),
        _refers("record_id", "record.id", "fk_result_record_id"),
        _refers("study_id", "study.id", "fk_result_study_id"),
        _refers("study_outcome_id", "study_outcome.id", "fk_result_study_outcome_id"),
        _refers("target_id", "target.id", "fk_result_target_id"),
        _refers("timepoint_id", "timepoint.id", "fk_result_timepoint_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sa.UniqueConstraint(
            "study_id", "entry", "column_key", "step", name=op.f("uq_result_study_id_entry_column_key_step")
        ),
        sa.UniqueConstraint(
            "study_outcome_id",
            "population_set_id",
            "timepoint_id",
            "column_key",
            "role",
            "counted",
            "estimator",
            "adjusted",
            "target_id",
            name="uq_result_dimensions",
        ),
    )
    op.create_index("ix_result_arm_id", "result", ["arm_id"])
    op.create_index("ix_result_contrast_id", "result", ["contrast_id"])
    op.create_index("ix_result_population_set_id", "result", ["population_set_id"])
    op.create_index("ix_result_record_id", "result", ["record_id"])
    op.create_index("ix_result_target_id", "result", ["target_id"])
    op.create_index("ix_result_timepoint_id", "result", ["timepoint_id"])
    op.create_index(
        "uq_without_counted",
        "result",
        [
            "study_outcome_id",
            "population_set_id",
            "timepoint_id",
            "column_key",
            "role",
            "estimator",
            "adjusted",
            "target_id",
        ],
        unique=True,
        sqlite_where=sa.text("counted IS NULL AND target_id IS NOT NULL"),
        postgresql_where=sa.text("counted IS NULL AND target_id IS NOT NULL"),
    )
    op.create_index(
        "uq_without_counted_and_target_id",
        "result",
        [
            "study_outcome_id",
            "population_set_id",
            "timepoint_id",
            "column_key",
            "role",
            "estimator",
            "adjusted",
        ],
        unique=True,
        sqlite_where=sa.text("counted IS NULL AND target_id IS NULL"),
        postgresql_where=sa.text("counted IS NULL AND target_id IS NULL"),
    )
    op.create_index(
        "uq_without_target_id",
        "result",
        [
            "study_outcome_id",
            "population_set_id",
            "timepoint_id",
            "column_key",
            "role",
            "estimator",
            "adjusted",
            "counted",
        ],
        unique=True,
        sqlite_where=sa.text("target_id IS NULL AND counted IS NOT NULL"),
        postgresql_where=sa.text("target_id IS NULL AND counted IS NOT NULL"),
    )

    op.create_table(
        "search_hit",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("search_run_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Text()),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("citation", sa.LargeBinary()),
        sa.Column("problem", sa.Text()),
        sa.CheckConstraint(
            "(problem IS NULL) = (citation IS NOT NULL)", name=op.f("ck_search_hit_read_or_not")
        ),
        sa.CheckConstraint(
            "problem IS NULL OR candidate_id IS NULL", name=op.f("ck_search_hit_candidate_of_read")
        ),
        _refers("candidate_id", "candidate.id", "fk_search_hit_candidate_id"),
        _refers("search_run_id", "search_run.id", "fk_search_hit_search_run_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_hit")),
        sa.UniqueConstraint("search_run_id", "position", name=op.f("uq_search_hit_search_run_id_position")),
    )
    op.create_index("ix_search_hit_candidate_id", "search_hit", ["candidate_id"])
    op.create_index(
        "ix_search_hit_search_run_id_candidate_id", "search_hit", ["search_run_id", "candidate_id"]
    )

    op.create_table(
        "search_run_correction",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("search_run_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("strategy", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("run_at", sa.Text(), nullable=False),
        sa.Column("query", sa.Text()),
        sa.Column("since", sa.Text()),
        sa.Column("until", sa.Text()),
        sa.Column("found", sa.Integer()),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("corrected_at", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('database', 'register', 'website', 'organization', 'citation', 'other')",
            name=op.f("ck_search_run_correction_kind"),
        ),
        _refers("search_run_id", "search_run.id", "fk_search_run_correction_search_run_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_run_correction")),
        sa.UniqueConstraint(
            "search_run_id", "number", name=op.f("uq_search_run_correction_search_run_id_number")
        ),
    )
    op.create_table(
        "set_margin",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("outcome_id", sa.Text(), nullable=False),
        sa.Column("margin", sa.Text(), nullable=False),
        sa.Column("met", sa.Text()),
        sa.Column("contrast_id", sa.Text()),
        sa.Column("population_set_id", sa.Text(), nullable=False),
        sa.Column("hypothesis", sa.Text(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint(
            "hypothesis IN ('noninferiority', 'equivalence')", name=op.f("ck_set_margin_hypothesis")
        ),
        sa.CheckConstraint("met IN ('yes', 'no', 'unclear')", name=op.f("ck_set_margin_met")),
        _refers("contrast_id", "contrast.id", "fk_set_margin_contrast_id"),
        _refers("outcome_id", "vocabulary_outcome.id", "fk_set_margin_outcome_id"),
        _refers("population_set_id", "population_set.id", "fk_set_margin_population_set_id"),
        _refers("record_id", "record.id", "fk_set_margin_record_id"),
        _refers("study_id", "study.id", "fk_set_margin_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_margin")),
        sa.UniqueConstraint("study_id", "position", name=op.f("uq_set_margin_study_id_position")),
    )
    op.create_index("ix_set_margin_contrast_id", "set_margin", ["contrast_id"])
    op.create_index("ix_set_margin_outcome_id", "set_margin", ["outcome_id"])
    op.create_index("ix_set_margin_population_set_id", "set_margin", ["population_set_id"])
    op.create_index("ix_set_margin_record_id", "set_margin", ["record_id"])

    op.create_table(
        "study_use",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("indication_id", sa.Text(), nullable=False),
        sa.Column("study_id", sa.Text(), nullable=False),
        sa.Column("evidence_group_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("evidence_group_id", "evidence_group.id", "fk_study_use_evidence_group_id"),
        _refers("indication_id", "indication.id", "fk_study_use_indication_id"),
        _refers("record_id", "record.id", "fk_study_use_record_id"),
        _refers("study_id", "study.id", "fk_study_use_study_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_use")),
        sa.UniqueConstraint(
            "evidence_group_id", "position", name=op.f("uq_study_use_evidence_group_id_position")
        ),
        sa.UniqueConstraint("indication_id", "study_id", name=op.f("uq_study_use_indication_id_study_id")),
    )
    op.create_index("ix_study_use_record_id", "study_use", ["record_id"])
    op.create_index("ix_study_use_study_id", "study_use", ["study_id"])

    op.create_table(
        "evaluation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("result_id", sa.Text(), nullable=False),
        sa.Column("flagged_result_id", sa.Text()),
        sa.Column("counted", sa.Text()),
        sa.Column("synthesis", sa.Text()),
        sa.Column("tp", sa.Integer()),
        sa.Column("fp", sa.Integer()),
        sa.Column("fn", sa.Integer()),
        sa.Column("tn", sa.Integer()),
        sa.Column("counts_from", sa.Text()),
        sa.Column("sensitivity", sa.Float(precision=53)),
        sa.Column("sensitivity_sign", sa.Text()),
        sa.Column("sensitivity_low", sa.Float(precision=53)),
        sa.Column("sensitivity_high", sa.Float(precision=53)),
        sa.Column("specificity", sa.Float(precision=53)),
        sa.Column("specificity_sign", sa.Text()),
        sa.Column("specificity_low", sa.Float(precision=53)),
        sa.Column("specificity_high", sa.Float(precision=53)),
        sa.Column("ppv", sa.Float(precision=53)),
        sa.Column("ppv_sign", sa.Text()),
        sa.Column("ppv_low", sa.Float(precision=53)),
        sa.Column("ppv_high", sa.Float(precision=53)),
        sa.Column("npv", sa.Float(precision=53)),
        sa.Column("npv_sign", sa.Text()),
        sa.Column("npv_low", sa.Float(precision=53)),
        sa.Column("npv_high", sa.Float(precision=53)),
        sa.Column("lr_positive", sa.Float(precision=53)),
        sa.Column("lr_positive_sign", sa.Text()),
        sa.Column("lr_positive_low", sa.Float(precision=53)),
        sa.Column("lr_positive_high", sa.Float(precision=53)),
        sa.Column("lr_negative", sa.Float(precision=53)),
        sa.Column("lr_negative_sign", sa.Text()),
        sa.Column("lr_negative_low", sa.Float(precision=53)),
        sa.Column("lr_negative_high", sa.Float(precision=53)),
        sa.Column("dor", sa.Float(precision=53)),
        sa.Column("dor_sign", sa.Text()),
        sa.Column("dor_low", sa.Float(precision=53)),
        sa.Column("dor_high", sa.Float(precision=53)),
        sa.Column("auc", sa.Float(precision=53)),
        sa.Column("auc_sign", sa.Text()),
        sa.Column("auc_low", sa.Float(precision=53)),
        sa.Column("auc_high", sa.Float(precision=53)),
        sa.Column("detection_rate", sa.Float(precision=53)),
        sa.Column("detection_rate_sign", sa.Text()),
        sa.Column("detection_rate_low", sa.Float(precision=53)),
        sa.Column("detection_rate_high", sa.Float(precision=53)),
        sa.Column("false_positive_rate", sa.Float(precision=53)),
        sa.Column("false_positive_rate_sign", sa.Text()),
        sa.Column("false_positive_rate_low", sa.Float(precision=53)),
        sa.Column("false_positive_rate_high", sa.Float(precision=53)),
        sa.Column("ci_level", sa.Float(precision=53)),
        sa.CheckConstraint(
            "auc_sign IN ('=', '<', '>', '<=', '>=', '~')", name=op.f("ck_evaluation_auc_sign")
        ),
        sa.CheckConstraint(
            "counts_from IN ('printed', 'shares', 'printed-and-shares')",
            name=op.f("ck_evaluation_counts_from"),
        ),
        sa.CheckConstraint(
            "detection_rate_sign IN ('=', '<', '>', '<=', '>=', '~')",
            name=op.f("ck_evaluation_detection_rate_sign"),
        ),
        sa.CheckConstraint(
            "dor_sign IN ('=', '<', '>', '<=', '>=', '~')", name=op.f("ck_evaluation_dor_sign")
        ),
        sa.CheckConstraint(
            "false_positive_rate_sign IN ('=', '<', '>', '<=', '>=', '~')",
            name=op.f("ck_evaluation_false_positive_rate_sign"),
        ),
        sa.CheckConstraint(
            "lr_negative_sign IN ('=', '<', '>', '<=', '>=', '~')",
            name=op.f("ck_evaluation_lr_negative_sign"),
        ),
        sa.CheckConstraint(
            "lr_positive_sign IN ('=', '<', '>', '<=', '>=', '~')",
            name=op.f("ck_evaluation_lr_positive_sign"),
        ),
        sa.CheckConstraint(
            "npv_sign IN ('=', '<', '>', '<=', '>=', '~')", name=op.f("ck_evaluation_npv_sign")
        ),
        sa.CheckConstraint(
            "ppv_sign IN ('=', '<', '>', '<=', '>=', '~')", name=op.f("ck_evaluation_ppv_sign")
        ),
        sa.CheckConstraint(
            "sensitivity_sign IN ('=', '<', '>', '<=', '>=', '~')",
            name=op.f("ck_evaluation_sensitivity_sign"),
        ),
        sa.CheckConstraint(
            "specificity_sign IN ('=', '<', '>', '<=', '>=', '~')",
            name=op.f("ck_evaluation_specificity_sign"),
        ),
        sa.CheckConstraint(
            "synthesis IN ('range-of-studies', 'mean-of-studies', 'summary-of-studies', 'pooled')",
            name=op.f("ck_evaluation_synthesis"),
        ),
        _refers("flagged_result_id", "result.id", "fk_evaluation_flagged_result_id"),
        _refers("record_id", "record.id", "fk_evaluation_record_id"),
        _refers("result_id", "result.id", "fk_evaluation_result_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
    )
    op.create_index("ix_evaluation_flagged_result_id", "evaluation", ["flagged_result_id"])
    op.create_index("ix_evaluation_record_id", "evaluation", ["record_id"])
    op.create_index("ix_evaluation_result_id", "evaluation", ["result_id"])

    op.create_table(
        "figure",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("result_id", sa.Text()),
        sa.Column("fact_id", sa.Text()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("statistic", sa.Text(), nullable=False),
        sa.Column("reported", sa.Text(), nullable=False),
        sa.Column("reported_text", sa.Text(), nullable=False),
        sa.Column("value_text", sa.Text()),
        sa.Column("value", sa.Float(precision=53)),
        sa.Column("decimals", sa.Integer()),
        sa.Column("sign", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text()),
        sa.Column("counted", sa.Text()),
        sa.Column("level", sa.Text()),
        sa.Column("per", sa.Text()),
        sa.Column("absent_reason", sa.Text()),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "absent_reason IN ('not-reported', 'not-available', 'not-assessed', 'not-"
            "applicable', 'not-reached', 'not-estimable', 'not-extracted')",
            name=op.f("ck_figure_absent_reason"),
        ),
        sa.CheckConstraint("sign IN ('=', '<', '>', '<=', '>=', '~')", name=op.f("ck_figure_sign")),
        sa.CheckConstraint(
            "value IS NOT NULL OR absent_reason IS NOT NULL OR statistic IN ('verbal', 'p-value')",
            name=op.f("ck_figure_value_or_reason"),
        ),
        sa.CheckConstraint("(result_id IS NULL) <> (fact_id IS NULL)", name=op.f("ck_figure_one_owner")),
        sa.CheckConstraint("(value IS NULL) = (value_text IS NULL)", name=op.f("ck_figure_value_twice")),
        _refers("fact_id", "fact.id", "fk_figure_fact_id"),
        _refers("record_id", "record.id", "fk_figure_record_id"),
        _refers("result_id", "result.id", "fk_figure_result_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
    )
    op.create_index("ix_figure_fact_id", "figure", ["fact_id"])
    op.create_index("ix_figure_record_id", "figure", ["record_id"])
    op.create_index("ix_figure_result_id", "figure", ["result_id"])

    op.create_table(
        "measure",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("result_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("reported_text", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text()),
        sa.Column("estimate", sa.Float(precision=53)),
        sa.Column("sign", sa.Text()),
        sa.Column("unit", sa.Text()),
        sa.Column("per", sa.Text()),
        sa.Column("absent_reason", sa.Text()),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.Text()),
        sa.Column("events", sa.Integer()),
        sa.Column("total", sa.Integer()),
        sa.Column("n", sa.Integer()),
        sa.Column("n_from", sa.Text()),
        sa.Column("ci_low", sa.Float(precision=53)),
        sa.Column("ci_high", sa.Float(precision=53)),
        sa.Column("ci_level", sa.Float(precision=53)),
        sa.Column("ci_kind", sa.Text()),
        sa.Column("ci_one_sided", sa.Boolean(), nullable=False),
        sa.Column("prediction_low", sa.Float(precision=53)),
        sa.Column("prediction_high", sa.Float(precision=53)),
        sa.Column("range_low", sa.Float(precision=53)),
        sa.Column("range_high", sa.Float(precision=53)),
        sa.Column("iqr_low", sa.Float(precision=53)),
        sa.Column("iqr_high", sa.Float(precision=53)),
        sa.Column("sd", sa.Float(precision=53)),
        sa.Column("se", sa.Float(precision=53)),
        sa.Column("verbal", sa.Text()),
        sa.Column("p_value", sa.Float(precision=53)),
        sa.Column("p_sign", sa.Text()),
        sa.Column("p_text", sa.Text()),
        sa.Column("p_test", sa.Text()),
        sa.Column("p_one_sided", sa.Boolean(), nullable=False),
        sa.Column("p_multiplicity", sa.Text()),
        sa.Column("p_timepoint", sa.Text()),
        sa.Column("i_squared", sa.Float(precision=53)),
        sa.Column("tau_squared", sa.Float(precision=53)),
        sa.Column("cochran_q", sa.Float(precision=53)),
        sa.Column("heterogeneity_p", sa.Float(precision=53)),
        sa.Column("heterogeneity_p_sign", sa.Text()),
        sa.Column("adjusted", sa.Boolean(), nullable=False),
        sa.Column("synthesis", sa.Text()),
        sa.Column("log_estimate", sa.Float(precision=53)),
        sa.Column("standard_error", sa.Float(precision=53)),
        sa.Column("effect_sign", sa.Integer()),
        sa.Column("risk_difference", sa.Float(precision=53)),
        sa.Column("risk_difference_from", sa.Text()),
        sa.CheckConstraint("ci_kind IN ('confidence', 'credible')", name=op.f("ck_measure_ci_kind")),
        sa.CheckConstraint("n_from IN ('printed', 'set', 'arm', 'study')", name=op.f("ck_measure_n_from")),
        sa.CheckConstraint(
            "p_multiplicity IN ('adjusted', 'fdr', 'nominal')", name=op.f("ck_measure_p_multiplicity")
        ),
        sa.CheckConstraint(
            "p_test IN ('difference', 'superiority', 'noninferiority', 'trend', "
            "'interaction', 'heterogeneity', 'equivalence')",
            name=op.f("ck_measure_p_test"),
        ),
        sa.CheckConstraint(
            "risk_difference_from IN ('printed', 'counts', 'percentages')",
            name=op.f("ck_measure_risk_difference_from"),
        ),
        sa.CheckConstraint(
            "synthesis IN ('range-of-studies', 'mean-of-studies', 'summary-of-studies', 'pooled')",
            name=op.f("ck_measure_synthesis"),
        ),
        _refers("record_id", "record.id", "fk_measure_record_id"),
        _refers("result_id", "result.id", "fk_measure_result_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("result_id", "position", name=op.f("uq_measure_result_id_position")),
    )
    op.create_index("ix_measure_record_id", "measure", ["record_id"])

    op.create_table(
        "figure_source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("figure_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Text()),
        sa.Column("reference_id", sa.Text()),
        sa.Column("location", sa.Text()),
        sa.Column("excerpt_start", sa.Integer()),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer()),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("inherited", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(start IS NULL) <> (location IS NULL)", name=op.f("ck_figure_source_place")),
        sa.CheckConstraint(
            "start >= 0 AND excerpt_start >= 0", name=op.f("ck_figure_source_start_not_negative")
        ),
        _refers("document_id", "document.id", "fk_figure_source_document_id"),
        _refers("figure_id", "figure.id", "fk_figure_source_figure_id"),
        _refers("record_id", "record.id", "fk_figure_source_record_id"),
        _refers("reference_id", "reference.id", "fk_figure_source_reference_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_source")),
        sa.UniqueConstraint("figure_id", "position", name=op.f("uq_figure_source_figure_id_position")),
    )
    op.create_index("ix_figure_source_document_id", "figure_source", ["document_id"])
    op.create_index("ix_figure_source_record_id", "figure_source", ["record_id"])
    op.create_index("ix_figure_source_reference_id", "figure_source", ["reference_id"])

    op.create_table(
        "finding_basis",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("finding_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("figure_id", sa.Text()),
        sa.Column("answer_id", sa.Text()),
        sa.Column("recommendation_id", sa.Text()),
        sa.Column("stated", sa.Boolean(), nullable=False),
        sa.Column("written", sa.Text()),
        sa.CheckConstraint(
            "(kind = 'figure') = (figure_id IS NOT NULL) AND (kind = 'limitation') = "
            "(answer_id IS NOT NULL) AND (kind = 'recommendation') = (recommendation_id IS "
            "NOT NULL)",
            name=op.f("ck_finding_basis_one_target"),
        ),
        sa.CheckConstraint(
            "kind IN ('figure', 'limitation', 'recommendation')", name=op.f("ck_finding_basis_kind")
        ),
        _refers("answer_id", "appraisal_answer.id", "fk_finding_basis_answer_id"),
        _refers("figure_id", "figure.id", "fk_finding_basis_figure_id"),
        _refers("finding_id", "finding.id", "fk_finding_basis_finding_id"),
        _refers("recommendation_id", "recommendation.id", "fk_finding_basis_recommendation_id"),
        _refers("record_id", "record.id", "fk_finding_basis_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_basis")),
        sa.UniqueConstraint("finding_id", "position", name=op.f("uq_finding_basis_finding_id_position")),
    )
    op.create_index("ix_finding_basis_answer_id", "finding_basis", ["answer_id"])
    op.create_index("ix_finding_basis_figure_id", "finding_basis", ["figure_id"])
    op.create_index("ix_finding_basis_recommendation_id", "finding_basis", ["recommendation_id"])
    op.create_index("ix_finding_basis_record_id", "finding_basis", ["record_id"])

    op.create_table(
        "prose_link",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("figure_id", sa.Text()),
        sa.Column("fact_id", sa.Text()),
        sa.Column("reference_id", sa.Text()),
        sa.CheckConstraint(
            "(CASE WHEN figure_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN fact_id IS NULL "
            "THEN 0 ELSE 1 END) + (CASE WHEN reference_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_prose_link_one_target"),
        ),
        _refers("fact_id", "fact.id", "fk_prose_link_fact_id"),
        _refers("figure_id", "figure.id", "fk_prose_link_figure_id"),
        _refers("record_id", "record.id", "fk_prose_link_record_id"),
        _refers("reference_id", "reference.id", "fk_prose_link_reference_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prose_link")),
        sa.UniqueConstraint("place", "position", name=op.f("uq_prose_link_place_position")),
    )
    op.create_index("ix_prose_link_fact_id", "prose_link", ["fact_id"])
    op.create_index("ix_prose_link_figure_id", "prose_link", ["figure_id"])
    op.create_index("ix_prose_link_record_id", "prose_link", ["record_id"])
    op.create_index("ix_prose_link_reference_id", "prose_link", ["reference_id"])

    op.create_table(
        "qualifier",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("figure_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "qualifier IN ('adjusted', 'unadjusted', 'imputed', 'interim', 'planned', 'read-"
            "from-graph', 'one-sided', 'for-interaction', 'for-trend', 'for-noninferiority', "
            "'for-superiority', 'for-heterogeneity', 'for-equivalence', 'fdr-adjusted', "
            "'multiplicity-adjusted', 'nominal', 'across-studies')",
            name=op.f("ck_qualifier_qualifier"),
        ),
        _refers("figure_id", "figure.id", "fk_qualifier_figure_id"),
        _refers("record_id", "record.id", "fk_qualifier_record_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualifier")),
        sa.UniqueConstraint("figure_id", "position", name=op.f("uq_qualifier_figure_id_position")),
        sa.UniqueConstraint("figure_id", "qualifier", name=op.f("uq_qualifier_figure_id_qualifier")),
    )
    op.create_index("ix_qualifier_record_id", "qualifier", ["record_id"])
    connection = op.get_bind()
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    connection = op.get_bind()
    tables = sa.MetaData()
    tables.reflect(connection, only=lambda name, _: name != "alembic_version")
    tables.drop_all(connection)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP FUNCTION search_entry_changed()")
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS refuse_all_but_additions()")
