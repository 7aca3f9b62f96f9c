"""Create the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False, comment="Running number"),
        sa.Column("at", sa.Text(), nullable=False, comment="When, UTC, ISO 8601"),
        sa.Column("who", sa.Text(), nullable=False, comment="Who made the change"),
        sa.Column("why", sa.Text(), nullable=False, comment="Why, in the words of who made it"),
        sa.Column("action", sa.Text(), nullable=False, comment="What happened"),
        sa.Column(
            "record_id",
            sa.Text(),
            nullable=False,
            comment="Record that the change belongs to; kept when the record is gone",
        ),
        sa.Column(
            "table_name",
            sa.Text(),
            nullable=False,
            comment="Table of the changed row; `record` for a whole record",
        ),
        sa.Column("row_id", sa.Text(), nullable=False, comment="Primary key of the changed row"),
        sa.Column(
            "before",
            sa.Text(),
            nullable=True,
            comment="What the row said before, JSON of the changed columns; null when added",
        ),
        sa.Column(
            "after",
            sa.Text(),
            nullable=True,
            comment="What the row says now, JSON of the changed columns, or the canonical text of an added record; null when removed",
        ),
        sa.CheckConstraint("action IN ('insert', 'update', 'delete')", name=op.f("ck_change_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        comment="One row per changed row of a curated table, or per added or removed record. Append only.",
    )
    op.create_index("ix_change_at", "change", ["at"])
    op.create_index("ix_change_record_id", "change", ["record_id"])

    op.create_table(
        "data_dictionary",
        sa.Column("id", sa.Text(), nullable=False, comment="relation.column, or the relation alone"),
        sa.Column("relation", sa.Text(), nullable=False, comment="Name of the table or view"),
        sa.Column("relation_kind", sa.Text(), nullable=False, comment="table or view"),
        sa.Column(
            "column_name",
            sa.Text(),
            nullable=False,
            comment="Name of the column; empty for the relation itself",
        ),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="Place of the column in the relation, from 1; 0 for the relation itself",
        ),
        sa.Column(
            "column_type",
            sa.Text(),
            nullable=False,
            comment="Type of the column; empty for the relation itself",
        ),
        sa.Column(
            "null_allowed",
            sa.Text(),
            nullable=False,
            comment="yes, no, or empty where it cannot be told (views)",
        ),
        sa.Column(
            "refers_to",
            sa.Text(),
            nullable=False,
            comment="table.column that a foreign key points at; empty when it is none",
        ),
        sa.Column(
            "codes",
            sa.Text(),
            nullable=False,
            comment="Codes with their meanings, one a line; empty when the column is not coded",
        ),
        sa.Column("description", sa.Text(), nullable=False, comment="What one value, or one row, is"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_dictionary")),
        sa.UniqueConstraint("relation", "position", name=op.f("uq_data_dictionary_relation_position")),
        comment="One row per column of a table or public view; rewritten by every migration.",
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Text(), nullable=False, comment="Kind and name, for example studies/wang-2015"),
        sa.Column(
            "kind", sa.Text(), nullable=False, comment="Folder the record lives in, for example studies"
        ),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="File name without its ending, for example wang-2015"
        ),
        sa.Column(
            "content_hash",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of the canonical text of the record as it stands in the database",
        ),
        sa.Column(
            "synced_hash",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of the canonical text when it was last loaded or dumped",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("kind", "name", name=op.f("uq_record_kind_name")),
        comment="One row per record: the unit in which people write, review and load evidence.",
    )
    op.create_table(
        "condition",
        sa.Column(
            "id",
            sa.Text(),
            nullable=False,
            comment="Key of the condition, for example hepatocellular-carcinoma",
        ),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("name", sa.Text(), nullable=False, comment="Name"),
        sa.Column("abbreviation", sa.Text(), nullable=True, comment="Abbreviation; null when there is none"),
        sa.Column(
            "broader_id", sa.Text(), nullable=True, comment="The wider condition that this is a form of"
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order in which they are listed, from 1"),
        sa.ForeignKeyConstraint(
            ["broader_id"],
            ["condition.id"],
            name=op.f("fk_condition_broader_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_condition_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition")),
        comment="One row per condition or disease.",
    )
    op.create_index("ix_condition_record_id", "condition", ["record_id"])

    op.create_table(
        "design",
        sa.Column(
            "id",
            sa.Text(),
            nullable=False,
            comment="Key of the design, for example randomized-controlled-trial",
        ),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("name", sa.Text(), nullable=False, comment="Name in the singular"),
        sa.Column("plural", sa.Text(), nullable=False, comment="Name in the plural"),
        sa.Column("abbreviation", sa.Text(), nullable=True, comment="Abbreviation; null when there is none"),
        sa.Column("design_group", sa.Text(), nullable=False, comment="Group that designs are counted in"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="Order in which designs are listed, from 1"),
        sa.CheckConstraint(
            "design_group IN ('randomized', 'nonrandomized-comparative', 'noncomparative', 'systematic-review', 'diagnostic', 'other')",
            name=op.f("ck_design_design_group"),
        ),
        sa.CheckConstraint("rank > 0", name=op.f("ck_design_rank_positive")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_design_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_design")),
        comment="One row per study design.",
    )
    op.create_index("ix_design_record_id", "design", ["record_id"])

    op.create_table(
        "document",
        sa.Column(
            "id", sa.Text(), nullable=False, comment="Key of the document, for example bsca-7.01.75-2021-11"
        ),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("title", sa.Text(), nullable=False, comment="Title of the document"),
        sa.Column("publisher", sa.Text(), nullable=False, comment="Who published it"),
        sa.Column(
            "date", sa.Text(), nullable=False, comment="Date of the document, ISO 8601, as precise as known"
        ),
        sa.Column(
            "characters", sa.Integer(), nullable=False, comment="Length of its plain text in characters"
        ),
        sa.Column("sha256", sa.Text(), nullable=False, comment="SHA-256 of its plain text in UTF-8"),
        sa.CheckConstraint("characters > 0", name=op.f("ck_document_characters_positive")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_document_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        comment="One row per source document that figures are traced to by character position.",
    )
    op.create_index("ix_document_record_id", "document", ["record_id"])

    op.create_table(
        "instrument_version",
        sa.Column(
            "id",
            sa.Text(),
            nullable=False,
            comment="instrument-edition, for example limitations-therapeutic-2021",
        ),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column(
            "instrument",
            sa.Text(),
            nullable=False,
            comment="The instrument, the same for all its editions: limitations-therapeutic",
        ),
        sa.Column("edition", sa.Text(), nullable=False, comment="Edition"),
        sa.Column("kind", sa.Text(), nullable=False, comment="Kind of study it is for"),
        sa.Column("title", sa.Text(), nullable=False, comment="Title"),
        sa.CheckConstraint("kind IN ('therapeutic', 'diagnostic')", name=op.f("ck_instrument_version_kind")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_instrument_version_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_version")),
        sa.UniqueConstraint("instrument", "edition", name=op.f("uq_instrument_version_instrument_edition")),
        comment="One row per edition of an appraisal instrument; codes of different editions are different codes.",
    )
    op.create_index("ix_instrument_version_record_id", "instrument_version", ["record_id"])

    op.create_table(
        "intervention",
        sa.Column(
            "id",
            sa.Text(),
            nullable=False,
            comment="Key of the intervention, for example radiofrequency-ablation",
        ),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("name", sa.Text(), nullable=False, comment="Name"),
        sa.Column("abbreviation", sa.Text(), nullable=True, comment="Abbreviation; null when there is none"),
        sa.Column("kind", sa.Text(), nullable=False, comment="What sort of intervention"),
        sa.Column(
            "broader_id", sa.Text(), nullable=True, comment="The wider intervention that this is a form of"
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order in which they are listed, from 1"),
        sa.CheckConstraint(
            "kind IN ('procedure', 'device', 'drug', 'test', 'behavioral', 'none', 'other')",
            name=op.f("ck_intervention_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["broader_id"],
            ["intervention.id"],
            name=op.f("fk_intervention_broader_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_intervention_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intervention")),
        comment="One row per intervention or comparator.",
    )
    op.create_index("ix_intervention_record_id", "intervention", ["record_id"])

    op.create_table(
        "outcome",
        sa.Column(
            "id", sa.Text(), nullable=False, comment="Key of the outcome, for example overall-survival"
        ),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("name", sa.Text(), nullable=False, comment="Name, reads within a sentence"),
        sa.Column("abbreviation", sa.Text(), nullable=True, comment="Abbreviation; null when there is none"),
        sa.Column("domain", sa.Text(), nullable=False, comment="What the outcome is about"),
        sa.Column("direction", sa.Text(), nullable=False, comment="Which way is better for the patient"),
        sa.Column(
            "role", sa.Text(), nullable=False, comment="Role that its results have unless they say otherwise"
        ),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="Order in which outcomes are listed, from 1"
        ),
        sa.CheckConstraint("direction IN ('higher', 'lower', 'none')", name=op.f("ck_outcome_direction")),
        sa.CheckConstraint(
            "domain IN ('survival', 'recurrence', 'response', 'symptom', 'biomarker', 'harm', 'accuracy', 'utility', 'follow-up', 'flow', 'baseline', 'treatment', 'review')",
            name=op.f("ck_outcome_domain"),
        ),
        sa.CheckConstraint(
            "role IN ('outcome', 'follow-up', 'baseline', 'eligibility', 'flow', 'treatment', 'definition')",
            name=op.f("ck_outcome_role"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_outcome_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        comment="One row per outcome, characteristic or count that studies report.",
    )
    op.create_index("ix_outcome_record_id", "outcome", ["record_id"])

    op.create_table(
        "reference",
        sa.Column("id", sa.Text(), nullable=False, comment="Key of the reference, for example wang-2015"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("type", sa.Text(), nullable=False, comment="CSL type, for example article-journal"),
        sa.Column("title", sa.Text(), nullable=False, comment="Title as printed"),
        sa.Column(
            "authors_truncated",
            sa.Boolean(),
            nullable=False,
            comment="Further authors exist that our source does not name (et al)",
        ),
        sa.Column(
            "container_title",
            sa.Text(),
            nullable=True,
            comment="Journal or series, as abbreviated in the source",
        ),
        sa.Column("publisher", sa.Text(), nullable=True, comment="Publisher or issuing organization"),
        sa.Column(
            "issued", sa.Text(), nullable=True, comment="Date of publication, ISO 8601, as precise as known"
        ),
        sa.Column("volume", sa.Text(), nullable=True, comment="Volume as printed"),
        sa.Column("issue", sa.Text(), nullable=True, comment="Issue as printed"),
        sa.Column("page", sa.Text(), nullable=True, comment="Pages or article number as printed"),
        sa.Column(
            "note",
            sa.Text(),
            nullable=True,
            comment="What is printed after the pages, for example discussion 322-3",
        ),
        sa.Column("version", sa.Text(), nullable=True, comment="Version as printed"),
        sa.Column("number", sa.Text(), nullable=True, comment="Report number as printed"),
        sa.Column("genre", sa.Text(), nullable=True, comment="Kind of report as printed"),
        sa.Column(
            "url", sa.Text(), nullable=True, comment="Web address as printed; null when none is printed"
        ),
        sa.Column(
            "accessed", sa.Text(), nullable=True, comment="Date on which a web document was read, ISO 8601"
        ),
        sa.Column(
            "citation_text",
            sa.Text(),
            nullable=False,
            comment="The reference in the house citation style, derived by the load from the other columns",
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_reference_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference")),
        comment="One row per published item (article, guideline, report).",
    )
    op.create_index("ix_reference_record_id", "reference", ["record_id"])

    op.create_table(
        "guideline",
        sa.Column(
            "id", sa.Text(), nullable=False, comment="Key of the guideline, for example nccn-hepatobiliary"
        ),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("organization", sa.Text(), nullable=False, comment="Who issued it"),
        sa.Column(
            "abbreviation",
            sa.Text(),
            nullable=True,
            comment="Abbreviation of the organization; null when there is none",
        ),
        sa.Column("title", sa.Text(), nullable=False, comment="Title"),
        sa.Column("version", sa.Text(), nullable=True, comment="Version as printed; null when not stated"),
        sa.Column("reference_id", sa.Text(), nullable=True, comment="The published document"),
        sa.Column("summary", sa.Text(), nullable=True, comment="What it says overall, in our words"),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_guideline_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_guideline_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline")),
        comment="One row per guideline or position statement, in one version.",
    )
    op.create_index("ix_guideline_record_id", "guideline", ["record_id"])

    op.create_table(
        "instrument_item",
        sa.Column("id", sa.Text(), nullable=False, comment="edition/table/domain/code"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("instrument_version_id", sa.Text(), nullable=False, comment="The edition"),
        sa.Column("table_name", sa.Text(), nullable=False, comment="Table that the code stands in"),
        sa.Column("domain", sa.Text(), nullable=False, comment="Domain, for example allocation"),
        sa.Column("code", sa.Text(), nullable=False, comment="Number of the code in its domain"),
        sa.Column("label", sa.Text(), nullable=False, comment="What the code means, in our wording"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order in the edition, from 1"),
        sa.CheckConstraint(
            "table_name IN ('conduct', 'relevance')", name=op.f("ck_instrument_item_table_name")
        ),
        sa.ForeignKeyConstraint(
            ["instrument_version_id"],
            ["instrument_version.id"],
            name=op.f("fk_instrument_item_instrument_version_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_instrument_item_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_item")),
        sa.UniqueConstraint(
            "instrument_version_id",
            "table_name",
            "domain",
            "code",
            name=op.f("uq_instrument_item_instrument_version_id_table_name_domain_code"),
        ),
        comment="One row per code of an edition.",
    )
    op.create_index("ix_instrument_item_record_id", "instrument_item", ["record_id"])

    op.create_table(
        "policy",
        sa.Column("id", sa.Text(), nullable=False, comment="Number of the policy, for example 7.01.75"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("title", sa.Text(), nullable=False, comment="Title"),
        sa.Column("plan", sa.Text(), nullable=False, comment="Health plan that issues the policy"),
        sa.Column("section", sa.Text(), nullable=False, comment="Section of the policy manual"),
        sa.Column(
            "original_date", sa.Text(), nullable=True, comment="When the policy first took effect, ISO 8601"
        ),
        sa.Column("document_id", sa.Text(), nullable=True, comment="Document that its content was read from"),
        sa.Column(
            "parent_plan",
            sa.Text(),
            nullable=True,
            comment="Plan or association whose policy this one adopts",
        ),
        sa.Column("parent_number", sa.Text(), nullable=True, comment="Number of the adopted policy there"),
        sa.Column(
            "parent_reference_id", sa.Text(), nullable=True, comment="The adopted policy as a reference"
        ),
        sa.Column(
            "parent_policy_id", sa.Text(), nullable=True, comment="The adopted policy, where it is held here"
        ),
        sa.CheckConstraint("parent_policy_id <> id", name=op.f("ck_policy_parent_other")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_policy_document_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["parent_policy_id"],
            ["policy.id"],
            name=op.f("fk_policy_parent_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["parent_reference_id"],
            ["reference.id"],
            name=op.f("fk_policy_parent_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_policy_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        comment="One row per medical policy of a plan.",
    )
    op.create_index("ix_policy_record_id", "policy", ["record_id"])

    op.create_table(
        "reference_author",
        sa.Column("id", sa.Text(), nullable=False, comment="reference/position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("reference_id", sa.Text(), nullable=False, comment="The reference"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Place in the author list, from 1"),
        sa.Column("family", sa.Text(), nullable=True, comment="Family name; null for an organization"),
        sa.Column(
            "given",
            sa.Text(),
            nullable=True,
            comment="Given names or initials as printed; null when there are none",
        ),
        sa.Column("literal", sa.Text(), nullable=True, comment="Name of an organization; null for a person"),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_reference_author_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_reference_author_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_author")),
        sa.UniqueConstraint(
            "reference_id", "position", name=op.f("uq_reference_author_reference_id_position")
        ),
        comment="One row per named author of a reference, in order.",
    )
    op.create_index("ix_reference_author_record_id", "reference_author", ["record_id"])

    op.create_table(
        "reference_identifier",
        sa.Column("id", sa.Text(), nullable=False, comment="scheme:value"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("reference_id", sa.Text(), nullable=False, comment="The reference"),
        sa.Column("scheme", sa.Text(), nullable=False, comment="Which kind of identifier"),
        sa.Column("value", sa.Text(), nullable=False, comment="The identifier, normalized for its scheme"),
        sa.CheckConstraint(
            "scheme IN ('pmid', 'pmcid', 'doi', 'url', 'isbn')", name=op.f("ck_reference_identifier_scheme")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_reference_identifier_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_reference_identifier_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_identifier")),
        sa.UniqueConstraint("scheme", "value", name=op.f("uq_reference_identifier_scheme_value")),
        comment="One row per identifier of a reference. A value names one reference only.",
    )
    op.create_index("ix_reference_identifier_record_id", "reference_identifier", ["record_id"])
    op.create_index(
        "ix_reference_identifier_reference_id_scheme", "reference_identifier", ["reference_id", "scheme"]
    )

    op.create_table(
        "reference_merge",
        sa.Column("id", sa.Text(), nullable=False, comment="The key that is no longer used"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("into_id", sa.Text(), nullable=False, comment="The reference that took its place"),
        sa.CheckConstraint("id <> into_id", name=op.f("ck_reference_merge_not_itself")),
        sa.ForeignKeyConstraint(
            ["into_id"],
            ["reference.id"],
            name=op.f("fk_reference_merge_into_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_reference_merge_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_merge")),
        comment="One row per key that was found to name the same item as another; a redirect, never a deletion.",
    )
    op.create_index("ix_reference_merge_record_id", "reference_merge", ["record_id"])

    op.create_table(
        "reference_notice",
        sa.Column("id", sa.Text(), nullable=False, comment="reference/position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column(
            "reference_id", sa.Text(), nullable=False, comment="The reference that the notice is about"
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order of the notices, from 1"),
        sa.Column("kind", sa.Text(), nullable=False, comment="What was announced"),
        sa.Column(
            "date", sa.Text(), nullable=True, comment="Date of the notice, ISO 8601; null when not known"
        ),
        sa.Column(
            "notice_reference_id",
            sa.Text(),
            nullable=True,
            comment="The published notice, where it is a reference of ours",
        ),
        sa.Column("text", sa.Text(), nullable=True, comment="What the notice says, in our words"),
        sa.CheckConstraint(
            "kind IN ('retraction', 'concern', 'correction', 'reinstatement')",
            name=op.f("ck_reference_notice_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["notice_reference_id"],
            ["reference.id"],
            name=op.f("fk_reference_notice_notice_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_reference_notice_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_reference_notice_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_notice")),
        sa.UniqueConstraint(
            "reference_id", "position", name=op.f("uq_reference_notice_reference_id_position")
        ),
        comment="One row per notice about a reference: retraction, concern, correction, reinstatement.",
    )
    op.create_index("ix_reference_notice_record_id", "reference_notice", ["record_id"])

    op.create_table(
        "study",
        sa.Column("id", sa.Text(), nullable=False, comment="Key of the study, for example wang-2015"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column(
            "label",
            sa.Text(),
            nullable=False,
            comment="How a text names the study, for example Wang et al (2015)",
        ),
        sa.Column(
            "design_id",
            sa.Text(),
            nullable=False,
            comment="The real design, whatever heading a policy puts the study under",
        ),
        sa.Column(
            "data_direction",
            sa.Text(),
            nullable=True,
            comment="How data were collected; null when not stated",
        ),
        sa.Column(
            "population",
            sa.Text(),
            nullable=True,
            comment="Who took part, in our words; a noun phrase without numbers",
        ),
        sa.Column("setting", sa.Text(), nullable=True, comment="Where, in our words; null when not stated"),
        sa.Column(
            "known_through_id",
            sa.Text(),
            nullable=True,
            comment="Review through which alone the study is known; null when read itself",
        ),
        sa.Column(
            "conclusion",
            sa.Text(),
            nullable=True,
            comment="What its authors concluded, in our words; null when not entered",
        ),
        sa.CheckConstraint(
            "data_direction IN ('prospective', 'retrospective')", name=op.f("ck_study_data_direction")
        ),
        sa.CheckConstraint("known_through_id <> id", name=op.f("ck_study_known_through_other")),
        sa.ForeignKeyConstraint(
            ["design_id"],
            ["design.id"],
            name=op.f("fk_study_design_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["known_through_id"],
            ["study.id"],
            name=op.f("fk_study_known_through_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_study_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
        comment="One row per study. A study is not a paper and belongs to no single policy.",
    )
    op.create_index("ix_study_record_id", "study", ["record_id"])

    op.create_table(
        "arm",
        sa.Column("id", sa.Text(), nullable=False, comment="study/arm"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column(
            "key", sa.Text(), nullable=False, comment="Key of the arm within its study, for example cryo"
        ),
        sa.Column("label", sa.Text(), nullable=False, comment="Name of the arm, reads within a sentence"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_arm_record_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_arm_study_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arm")),
        sa.UniqueConstraint("study_id", "key", name=op.f("uq_arm_study_id_key")),
        comment="One row per arm or treatment group of a study.",
    )
    op.create_index("ix_arm_record_id", "arm", ["record_id"])

    op.create_table(
        "coverage_position",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/authority"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column(
            "authority", sa.Text(), nullable=False, comment="Whose position, for example USPSTF, Medicare"
        ),
        sa.Column("coverage", sa.Text(), nullable=False, comment="The position"),
        sa.Column("text", sa.Text(), nullable=True, comment="More on it, in our words"),
        sa.CheckConstraint(
            "coverage IN ('not-applicable', 'no-national-determination', 'covered', 'covered-with-conditions', 'not-covered', 'recommended', 'not-recommended')",
            name=op.f("ck_coverage_position_coverage"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_coverage_position_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_coverage_position_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_position")),
        sa.UniqueConstraint("policy_id", "authority", name=op.f("uq_coverage_position_policy_id_authority")),
        comment="One row per position of a public payer or task force.",
    )
    op.create_index("ix_coverage_position_record_id", "coverage_position", ["record_id"])

    op.create_table(
        "definition",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("term", sa.Text(), nullable=False, comment="The term"),
        sa.Column("text", sa.Text(), nullable=False, comment="What it means, in our words"),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_definition_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_definition_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definition")),
        sa.UniqueConstraint("policy_id", "term", name=op.f("uq_definition_policy_id_term")),
        comment="One row per term that a policy defines.",
    )
    op.create_index("ix_definition_record_id", "definition", ["record_id"])

    op.create_table(
        "history_entry",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("effective_date", sa.Text(), nullable=False, comment="When it took effect, ISO 8601"),
        sa.Column("action", sa.Text(), nullable=False, comment="What was done, in our words"),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_history_entry_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_history_entry_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_entry")),
        sa.UniqueConstraint("policy_id", "position", name=op.f("uq_history_entry_policy_id_position")),
        comment="One row per entry of the policy history.",
    )
    op.create_index("ix_history_entry_record_id", "history_entry", ["record_id"])

    op.create_table(
        "included_study",
        sa.Column("id", sa.Text(), nullable=False, comment="review/position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("review_id", sa.Text(), nullable=False, comment="The systematic review"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column(
            "study_id",
            sa.Text(),
            nullable=True,
            comment="The study; null when studies are counted, not named",
        ),
        sa.Column(
            "unnamed",
            sa.Integer(),
            nullable=True,
            comment="How many unnamed studies; null when the study is named",
        ),
        sa.Column("state", sa.Text(), nullable=False, comment="What the review did with it"),
        sa.Column("reason", sa.Text(), nullable=True, comment="Why, in our words; null when not stated"),
        sa.CheckConstraint(
            "(state = 'none-eligible' AND study_id IS NULL AND unnamed IS NULL) OR (state <> 'none-eligible' AND (study_id IS NULL) <> (unnamed IS NULL))",
            name=op.f("ck_included_study_study_or_count"),
        ),
        sa.CheckConstraint(
            "state IN ('included', 'included-not-pooled', 'not-included', 'none-eligible')",
            name=op.f("ck_included_study_state"),
        ),
        sa.CheckConstraint("review_id <> study_id", name=op.f("ck_included_study_not_itself")),
        sa.CheckConstraint("unnamed > 0", name=op.f("ck_included_study_unnamed_positive")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_included_study_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["study.id"],
            name=op.f("fk_included_study_review_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_included_study_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_included_study")),
        sa.UniqueConstraint("review_id", "position", name=op.f("uq_included_study_review_id_position")),
        comment="One row per study that a review names, and one per count of studies it leaves unnamed.",
    )
    op.create_index("ix_included_study_record_id", "included_study", ["record_id"])
    op.create_index("ix_included_study_study_id", "included_study", ["study_id"])

    op.create_table(
        "indication",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/indication, for example 7.01.75/hcc"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("key", sa.Text(), nullable=False, comment="Key within the policy, for example hcc"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("title", sa.Text(), nullable=False, comment="Heading of the indication"),
        sa.Column(
            "population_verb",
            sa.Text(),
            nullable=False,
            comment="How the population is tied to individuals: have, are, with ...",
        ),
        sa.Column(
            "population",
            sa.Text(),
            nullable=False,
            comment="The population, in our words; reads after `individuals who have`",
        ),
        sa.Column("condition_id", sa.Text(), nullable=True, comment="Condition of the population"),
        sa.ForeignKeyConstraint(
            ["condition_id"],
            ["condition.id"],
            name=op.f("fk_indication_condition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_indication_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_indication_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indication")),
        sa.UniqueConstraint("policy_id", "key", name=op.f("uq_indication_policy_id_key")),
        sa.UniqueConstraint("policy_id", "position", name=op.f("uq_indication_policy_id_position")),
        comment="One row per indication of a policy: one population and intervention with its own conclusion.",
    )
    op.create_index("ix_indication_record_id", "indication", ["record_id"])

    op.create_table(
        "listed_reference",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/reference"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("reference_id", sa.Text(), nullable=False, comment="The reference"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_listed_reference_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_listed_reference_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_listed_reference_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_reference")),
        sa.UniqueConstraint(
            "policy_id", "reference_id", name=op.f("uq_listed_reference_policy_id_reference_id")
        ),
        comment="One row per reference that a policy lists without citing it in the text.",
    )
    op.create_index("ix_listed_reference_record_id", "listed_reference", ["record_id"])
    op.create_index("ix_listed_reference_reference_id", "listed_reference", ["reference_id"])

    op.create_table(
        "ongoing_trial",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/registry:number"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("registry_name", sa.Text(), nullable=False, comment="Registry"),
        sa.Column("number", sa.Text(), nullable=False, comment="Number in the registry"),
        sa.Column("title", sa.Text(), nullable=False, comment="Name of the trial"),
        sa.Column("planned", sa.Integer(), nullable=True, comment="Planned enrollment; null when not stated"),
        sa.Column(
            "completion",
            sa.Text(),
            nullable=True,
            comment="Planned completion, ISO 8601; null when not stated",
        ),
        sa.Column("status", sa.Text(), nullable=True, comment="Status in the registry; null when not stated"),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_ongoing_trial_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_ongoing_trial_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ongoing_trial")),
        sa.UniqueConstraint(
            "policy_id",
            "registry_name",
            "number",
            name=op.f("uq_ongoing_trial_policy_id_registry_name_number"),
        ),
        comment="One row per ongoing or unpublished trial that a policy lists.",
    )
    op.create_index("ix_ongoing_trial_record_id", "ongoing_trial", ["record_id"])

    op.create_table(
        "policy_code",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/system/code"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column(
            "system",
            sa.Text(),
            nullable=False,
            comment="Code system: CPT, HCPCS, ICD-10-CM, FDA product code ...",
        ),
        sa.Column("code", sa.Text(), nullable=False, comment="The code, or none"),
        sa.Column(
            "description",
            sa.Text(),
            nullable=True,
            comment="What it names, in our short wording; null for none",
        ),
        sa.Column("use", sa.Text(), nullable=True, comment="What it is for here; null for none"),
        sa.CheckConstraint(
            "use IN ('procedure', 'guidance', 'drug', 'device', 'test', 'diagnosis', 'other')",
            name=op.f("ck_policy_code_use"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_policy_code_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_policy_code_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_code")),
        sa.UniqueConstraint("policy_id", "system", "code", name=op.f("uq_policy_code_policy_id_system_code")),
        comment="One row per code of a policy; `none` where a system has no code for it.",
    )
    op.create_index("ix_policy_code_record_id", "policy_code", ["record_id"])

    op.create_table(
        "policy_version",
        sa.Column("id", sa.Text(), nullable=False, comment="policy@date"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column(
            "effective_date", sa.Text(), nullable=False, comment="When the version took effect, ISO 8601"
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_policy_version_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_policy_version_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_version")),
        sa.UniqueConstraint(
            "policy_id", "effective_date", name=op.f("uq_policy_version_policy_id_effective_date")
        ),
        comment="One row per version of a policy.",
    )
    op.create_index("ix_policy_version_record_id", "policy_version", ["record_id"])

    op.create_table(
        "population_set",
        sa.Column("id", sa.Text(), nullable=False, comment="study/population set"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column(
            "key", sa.Text(), nullable=False, comment="Key within the study; `whole` for all participants"
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="What sort of set"),
        sa.Column(
            "label",
            sa.Text(),
            nullable=False,
            comment="Name of the set, reads within a sentence; empty for the whole population",
        ),
        sa.Column(
            "by_outcome_id",
            sa.Text(),
            nullable=True,
            comment="Characteristic whose limit defines the set; null when not so defined",
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 0 (`whole`)"),
        sa.CheckConstraint("(key = 'whole') = (kind = 'whole')", name=op.f("ck_population_set_whole")),
        sa.CheckConstraint(
            "kind IN ('whole', 'itt', 'per-protocol', 'safety', 'matched', 'subgroup', 'responders', 'design', 'interim')",
            name=op.f("ck_population_set_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["by_outcome_id"],
            ["outcome.id"],
            name=op.f("fk_population_set_by_outcome_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_population_set_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_population_set_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population_set")),
        sa.UniqueConstraint("study_id", "key", name=op.f("uq_population_set_study_id_key")),
        comment="One row per set of participants that results are given for; `whole` always exists.",
    )
    op.create_index("ix_population_set_record_id", "population_set", ["record_id"])

    op.create_table(
        "recommendation",
        sa.Column("id", sa.Text(), nullable=False, comment="guideline/recommendation"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("guideline_id", sa.Text(), nullable=False, comment="The guideline"),
        sa.Column("key", sa.Text(), nullable=False, comment="Key within the guideline"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column(
            "condition_id", sa.Text(), nullable=True, comment="Condition it is about; null when general"
        ),
        sa.Column(
            "category",
            sa.Text(),
            nullable=True,
            comment="Grade as the guideline prints it, for example 2A; null when ungraded",
        ),
        sa.Column(
            "text",
            sa.Text(),
            nullable=False,
            comment="What it recommends, in our words; [[key]] stands for one of its limits",
        ),
        sa.ForeignKeyConstraint(
            ["condition_id"],
            ["condition.id"],
            name=op.f("fk_recommendation_condition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["guideline_id"],
            ["guideline.id"],
            name=op.f("fk_recommendation_guideline_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_recommendation_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("guideline_id", "key", name=op.f("uq_recommendation_guideline_id_key")),
        sa.UniqueConstraint("guideline_id", "position", name=op.f("uq_recommendation_guideline_id_position")),
        comment="One row per recommendation of a guideline.",
    )
    op.create_index("ix_recommendation_record_id", "recommendation", ["record_id"])

    op.create_table(
        "related_policy",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("title", sa.Text(), nullable=False, comment="Title of the related policy"),
        sa.Column("number", sa.Text(), nullable=True, comment="Its number; null when not stated"),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_related_policy_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_related_policy_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_related_policy")),
        sa.UniqueConstraint("policy_id", "position", name=op.f("uq_related_policy_policy_id_position")),
        comment="One row per policy named as related.",
    )
    op.create_index("ix_related_policy_record_id", "related_policy", ["record_id"])

    op.create_table(
        "review_cycle",
        sa.Column("id", sa.Text(), nullable=False, comment="policy@date opened"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("opened", sa.Text(), nullable=False, comment="When it was opened, ISO 8601 date"),
        sa.Column(
            "due", sa.Text(), nullable=True, comment="When it is due, ISO 8601 date; null when not set"
        ),
        sa.Column(
            "closed", sa.Text(), nullable=True, comment="When it was closed, ISO 8601 date; null while open"
        ),
        sa.Column("state", sa.Text(), nullable=False, comment="Where it stands"),
        sa.CheckConstraint(
            "state IN ('open', 'concluded', 'published', 'abandoned')", name=op.f("ck_review_cycle_state")
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_review_cycle_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_cycle")),
        sa.UniqueConstraint("policy_id", "opened", name=op.f("uq_review_cycle_policy_id_opened")),
        comment="One row per literature-review update of a policy.",
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/statement"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("key", sa.Text(), nullable=False, comment="Key within the policy"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("determination", sa.Text(), nullable=False, comment="What the plan decided"),
        sa.Column("text", sa.Text(), nullable=False, comment="The statement, in our words"),
        sa.Column(
            "previous_text",
            sa.Text(),
            nullable=True,
            comment="The statement in the version before; null when new",
        ),
        sa.CheckConstraint(
            "determination IN ('medically-necessary', 'investigational', 'not-medically-necessary', 'reconstructive', 'cosmetic')",
            name=op.f("ck_statement_determination"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_statement_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_statement_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("policy_id", "key", name=op.f("uq_statement_policy_id_key")),
        comment="One row per coverage statement of a policy; a policy may have many.",
    )
    op.create_index("ix_statement_record_id", "statement", ["record_id"])

    op.create_table(
        "study_condition",
        sa.Column("id", sa.Text(), nullable=False, comment="study/condition"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column("condition_id", sa.Text(), nullable=False, comment="The condition"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.ForeignKeyConstraint(
            ["condition_id"],
            ["condition.id"],
            name=op.f("fk_study_condition_condition_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_study_condition_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_study_condition_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_condition")),
        sa.UniqueConstraint(
            "study_id", "condition_id", name=op.f("uq_study_condition_study_id_condition_id")
        ),
        comment="One row per condition studied.",
    )
    op.create_index("ix_study_condition_record_id", "study_condition", ["record_id"])

    op.create_table(
        "study_outcome",
        sa.Column("id", sa.Text(), nullable=False, comment="study/outcome"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column("outcome_id", sa.Text(), nullable=False, comment="The outcome of the vocabulary"),
        sa.Column(
            "definition",
            sa.Text(),
            nullable=True,
            comment="How the study defines it, in our words; null when not entered",
        ),
        sa.Column(
            "is_primary", sa.Boolean(), nullable=False, comment="It is the primary outcome of the study"
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.ForeignKeyConstraint(
            ["outcome_id"],
            ["outcome.id"],
            name=op.f("fk_study_outcome_outcome_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_study_outcome_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_study_outcome_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_outcome")),
        sa.UniqueConstraint("study_id", "outcome_id", name=op.f("uq_study_outcome_study_id_outcome_id")),
        comment="One row per outcome that a study reports, with the study's own definition where it matters.",
    )
    op.create_index("ix_study_outcome_outcome_id", "study_outcome", ["outcome_id"])
    op.create_index("ix_study_outcome_record_id", "study_outcome", ["record_id"])

    op.create_table(
        "study_registration",
        sa.Column("id", sa.Text(), nullable=False, comment="registry:number"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column("registry_name", sa.Text(), nullable=False, comment="Name of the registry"),
        sa.Column("number", sa.Text(), nullable=False, comment="Number in the registry"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_study_registration_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_study_registration_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_registration")),
        sa.UniqueConstraint(
            "registry_name", "number", name=op.f("uq_study_registration_registry_name_number")
        ),
        comment="One row per registration of a study in a trial registry.",
    )
    op.create_index("ix_study_registration_record_id", "study_registration", ["record_id"])
    op.create_index("ix_study_registration_study_id", "study_registration", ["study_id"])

    op.create_table(
        "study_report",
        sa.Column("id", sa.Text(), nullable=False, comment="study/reference"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column("reference_id", sa.Text(), nullable=False, comment="The publication"),
        sa.Column("role", sa.Text(), nullable=False, comment="What the publication is to the study"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.CheckConstraint(
            "role IN ('primary', 'companion', 'follow-up', 'protocol', 'erratum')",
            name=op.f("ck_study_report_role"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_study_report_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_study_report_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_study_report_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_report")),
        sa.UniqueConstraint("study_id", "reference_id", name=op.f("uq_study_report_study_id_reference_id")),
        comment="One row per publication that reports a study.",
    )
    op.create_index("ix_study_report_record_id", "study_report", ["record_id"])
    op.create_index("ix_study_report_reference_id", "study_report", ["reference_id"])

    op.create_table(
        "timepoint",
        sa.Column("id", sa.Text(), nullable=False, comment="study@time"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="Slug within the study, for example 1y, 30d, none, 1y+2y+3y",
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="How the time is meant"),
        sa.Column(
            "label",
            sa.Text(),
            nullable=False,
            comment="The time as written in records, for example 1 y; empty when none is stated",
        ),
        sa.Column(
            "months",
            sa.Float(precision=53),
            nullable=True,
            comment="Time in months (1 year = 12, 1 day = 1/30.4375); null when none, an age, or a series",
        ),
        sa.CheckConstraint(
            "kind IN ('none', 'at', 'within', 'age', 'baseline', 'end', 'series')",
            name=op.f("ck_timepoint_kind"),
        ),
        sa.CheckConstraint("months >= 0", name=op.f("ck_timepoint_months_not_negative")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_timepoint_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_timepoint_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timepoint")),
        sa.UniqueConstraint("study_id", "key", name=op.f("uq_timepoint_study_id_key")),
        comment="One row per time at which a study reports results; `none` stands for no time stated.",
    )
    op.create_index("ix_timepoint_record_id", "timepoint", ["record_id"])

    op.create_table(
        "trial_search",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/registry/date"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("registry_name", sa.Text(), nullable=False, comment="Registry searched"),
        sa.Column("date", sa.Text(), nullable=False, comment="When, ISO 8601, as precise as known"),
        sa.Column(
            "found", sa.Integer(), nullable=False, comment="How many trials that could influence the review"
        ),
        sa.Column("text", sa.Text(), nullable=True, comment="More on it, in our words"),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_trial_search_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_trial_search_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial_search")),
        sa.UniqueConstraint(
            "policy_id", "registry_name", "date", name=op.f("uq_trial_search_policy_id_registry_name_date")
        ),
        comment="One row per search for ongoing and unpublished trials.",
    )
    op.create_index("ix_trial_search_record_id", "trial_search", ["record_id"])

    op.create_table(
        "appraisal",
        sa.Column("id", sa.Text(), nullable=False, comment="study, or policy/indication/study"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column(
            "indication_id",
            sa.Text(),
            nullable=True,
            comment="Indication the study is used for; null for its conduct",
        ),
        sa.Column(
            "instrument_version_id", sa.Text(), nullable=False, comment="The edition whose codes are used"
        ),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_appraisal_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["instrument_version_id"],
            ["instrument_version.id"],
            name=op.f("fk_appraisal_instrument_version_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_appraisal_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_appraisal_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal")),
        comment="One row per appraisal: of a study (conduct), or of a study as used for an indication (relevance).",
    )
    op.create_index("ix_appraisal_indication_id", "appraisal", ["indication_id"])
    op.create_index("ix_appraisal_record_id", "appraisal", ["record_id"])
    op.create_index("ix_appraisal_study_id", "appraisal", ["study_id"])

    op.create_table(
        "approval",
        sa.Column("id", sa.Text(), nullable=False, comment="indication/time/who"),
        sa.Column("indication_id", sa.Text(), nullable=False, comment="The indication signed off"),
        sa.Column("review_cycle_id", sa.Text(), nullable=True, comment="The review cycle; null outside one"),
        sa.Column("who", sa.Text(), nullable=False, comment="Who signed"),
        sa.Column("approved_at", sa.Text(), nullable=False, comment="When, UTC, ISO 8601"),
        sa.Column("verdict", sa.Text(), nullable=False, comment="The verdict signed"),
        sa.Column(
            "basis_hash",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of the rows that the conclusion rested on at that moment",
        ),
        sa.CheckConstraint("verdict IN ('sufficient', 'insufficient')", name=op.f("ck_approval_verdict")),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_approval_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["review_cycle_id"],
            ["review_cycle.id"],
            name=op.f("fk_approval_review_cycle_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sa.UniqueConstraint(
            "indication_id", "approved_at", "who", name=op.f("uq_approval_indication_id_approved_at_who")
        ),
        comment="One row per sign-off of a conclusion.",
    )
    op.create_table(
        "arm_intervention",
        sa.Column("id", sa.Text(), nullable=False, comment="study/arm/intervention"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("arm_id", sa.Text(), nullable=False, comment="The arm"),
        sa.Column("intervention_id", sa.Text(), nullable=False, comment="The intervention"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.ForeignKeyConstraint(
            ["arm_id"],
            ["arm.id"],
            name=op.f("fk_arm_intervention_arm_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_arm_intervention_intervention_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_arm_intervention_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arm_intervention")),
        sa.UniqueConstraint(
            "arm_id", "intervention_id", name=op.f("uq_arm_intervention_arm_id_intervention_id")
        ),
        comment="One row per intervention that an arm received.",
    )
    op.create_index("ix_arm_intervention_record_id", "arm_intervention", ["record_id"])

    op.create_table(
        "conclusion",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/indication"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("indication_id", sa.Text(), nullable=False, comment="The indication"),
        sa.Column("verdict", sa.Text(), nullable=False, comment="Whether the evidence is sufficient"),
        sa.Column(
            "effect", sa.Text(), nullable=False, comment="What it is, or is not, sufficient to determine"
        ),
        sa.CheckConstraint(
            "effect IN ('improves-net-health-outcome', 'meaningful-improvement', 'effects-on-health-outcomes')",
            name=op.f("ck_conclusion_effect"),
        ),
        sa.CheckConstraint("verdict IN ('sufficient', 'insufficient')", name=op.f("ck_conclusion_verdict")),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_conclusion_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_conclusion_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusion")),
        sa.UniqueConstraint("indication_id", name=op.f("uq_conclusion_indication_id")),
        comment="One row per indication: what the evidence review concluded, kept apart from coverage.",
    )
    op.create_index("ix_conclusion_record_id", "conclusion", ["record_id"])

    op.create_table(
        "contrast",
        sa.Column("id", sa.Text(), nullable=False, comment="study/contrast"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column("key", sa.Text(), nullable=False, comment="Key within the study, for example cryo-rfa"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("kind", sa.Text(), nullable=False, comment="What is compared"),
        sa.Column("method", sa.Text(), nullable=False, comment="How the sides were made comparable"),
        sa.Column(
            "index_arm_id",
            sa.Text(),
            nullable=True,
            comment="Arm on the index side; null unless arms are compared",
        ),
        sa.Column(
            "reference_arm_id",
            sa.Text(),
            nullable=True,
            comment="Arm on the reference side; null unless arms are compared",
        ),
        sa.Column(
            "index_population_id",
            sa.Text(),
            nullable=True,
            comment="Population set on the index side; null unless sets are compared",
        ),
        sa.Column(
            "reference_population_id",
            sa.Text(),
            nullable=True,
            comment="Population set on the reference side; null unless sets are compared",
        ),
        sa.Column(
            "factor",
            sa.Text(),
            nullable=True,
            comment="Factor whose association is tested; null unless it is a factor",
        ),
        sa.CheckConstraint(
            "(kind = 'arms') = (index_arm_id IS NOT NULL AND reference_arm_id IS NOT NULL) AND (kind = 'populations') = (index_population_id IS NOT NULL AND reference_population_id IS NOT NULL) AND (kind IN ('factor', 'before-after')) = (factor IS NOT NULL)",
            name=op.f("ck_contrast_sides"),
        ),
        sa.CheckConstraint(
            "kind IN ('arms', 'populations', 'factor', 'before-after')", name=op.f("ck_contrast_kind")
        ),
        sa.CheckConstraint(
            "method IN ('randomized', 'unadjusted', 'propensity-matched', 'propensity-weighted', 'univariable', 'multivariable', 'before-after', 'not-stated')",
            name=op.f("ck_contrast_method"),
        ),
        sa.CheckConstraint("index_arm_id <> reference_arm_id", name=op.f("ck_contrast_arms_differ")),
        sa.CheckConstraint(
            "index_population_id <> reference_population_id", name=op.f("ck_contrast_populations_differ")
        ),
        sa.ForeignKeyConstraint(
            ["index_arm_id"],
            ["arm.id"],
            name=op.f("fk_contrast_index_arm_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["index_population_id"],
            ["population_set.id"],
            name=op.f("fk_contrast_index_population_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_contrast_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_arm_id"],
            ["arm.id"],
            name=op.f("fk_contrast_reference_arm_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_population_id"],
            ["population_set.id"],
            name=op.f("fk_contrast_reference_population_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_contrast_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contrast")),
        sa.UniqueConstraint("study_id", "key", name=op.f("uq_contrast_study_id_key")),
        comment="One row per comparison within a study, with explicit index and reference sides.",
    )
    op.create_index("ix_contrast_record_id", "contrast", ["record_id"])

    op.create_table(
        "evidence_group",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/indication/group"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("indication_id", sa.Text(), nullable=False, comment="The indication"),
        sa.Column("key", sa.Text(), nullable=False, comment="Key within the indication"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Reading order, from 1"),
        sa.Column("heading", sa.Text(), nullable=False, comment="The heading"),
        sa.Column(
            "intro",
            sa.Text(),
            nullable=True,
            comment="Sentence under the heading, in our words; null when there is none",
        ),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_evidence_group_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_evidence_group_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_group")),
        sa.UniqueConstraint("indication_id", "key", name=op.f("uq_evidence_group_indication_id_key")),
        sa.UniqueConstraint(
            "indication_id", "position", name=op.f("uq_evidence_group_indication_id_position")
        ),
        comment="One row per heading under which an indication places its studies.",
    )
    op.create_index("ix_evidence_group_record_id", "evidence_group", ["record_id"])

    op.create_table(
        "fact",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/fact or guideline/recommendation/fact"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=True, comment="Policy whose background states it"),
        sa.Column("recommendation_id", sa.Text(), nullable=True, comment="Recommendation that states it"),
        sa.Column("key", sa.Text(), nullable=False, comment="Key within its owner"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column(
            "label",
            sa.Text(),
            nullable=True,
            comment="What the number is, in our words; null for a limit in a recommendation",
        ),
        sa.Column(
            "reported_text",
            sa.Text(),
            nullable=False,
            comment="All its numbers as one text in AMA style, derived from its figures",
        ),
        sa.Column(
            "flag",
            sa.Text(),
            nullable=True,
            comment="A printed oddity or error, in our words; null when none was seen",
        ),
        sa.CheckConstraint(
            "(policy_id IS NULL) <> (recommendation_id IS NULL)", name=op.f("ck_fact_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_fact_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_fact_recommendation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_fact_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        comment="One row per stated number of no study: background of a policy, or limit of a recommendation.",
    )
    op.create_index("ix_fact_policy_id", "fact", ["policy_id"])
    op.create_index("ix_fact_recommendation_id", "fact", ["recommendation_id"])
    op.create_index("ix_fact_record_id", "fact", ["record_id"])

    op.create_table(
        "finding",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/indication/finding"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("indication_id", sa.Text(), nullable=False, comment="The indication"),
        sa.Column("key", sa.Text(), nullable=False, comment="Key within the indication"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column(
            "text",
            sa.Text(),
            nullable=False,
            comment="The finding, in our words; [[...]] stands for a figure",
        ),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_finding_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_finding_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("indication_id", "key", name=op.f("uq_finding_indication_id_key")),
        sa.UniqueConstraint("indication_id", "position", name=op.f("uq_finding_indication_id_position")),
        comment="One row per finding of an indication, between its evidence and its verdict.",
    )
    op.create_index("ix_finding_record_id", "finding", ["record_id"])

    op.create_table(
        "indication_outcome",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/indication/outcome"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("indication_id", sa.Text(), nullable=False, comment="The indication"),
        sa.Column("outcome_id", sa.Text(), nullable=False, comment="The outcome"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column(
            "relevant",
            sa.Boolean(),
            nullable=False,
            comment="Named among the relevant outcomes of the conclusion",
        ),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_indication_outcome_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"],
            ["outcome.id"],
            name=op.f("fk_indication_outcome_outcome_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_indication_outcome_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indication_outcome")),
        sa.UniqueConstraint(
            "indication_id", "outcome_id", name=op.f("uq_indication_outcome_indication_id_outcome_id")
        ),
        comment="One row per outcome of the PICO question.",
    )
    op.create_index("ix_indication_outcome_outcome_id", "indication_outcome", ["outcome_id"])
    op.create_index("ix_indication_outcome_record_id", "indication_outcome", ["record_id"])

    op.create_table(
        "pico_element",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/indication/element/intervention"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("indication_id", sa.Text(), nullable=False, comment="The indication"),
        sa.Column("element", sa.Text(), nullable=False, comment="Intervention or comparator"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order within its element, from 1"),
        sa.Column("intervention_id", sa.Text(), nullable=False, comment="The intervention or comparator"),
        sa.CheckConstraint("element IN ('intervention', 'comparator')", name=op.f("ck_pico_element_element")),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_pico_element_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_pico_element_intervention_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_pico_element_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pico_element")),
        sa.UniqueConstraint(
            "indication_id",
            "element",
            "intervention_id",
            name=op.f("uq_pico_element_indication_id_element_intervention_id"),
        ),
        comment="One row per intervention or comparator of the PICO question.",
    )
    op.create_index("ix_pico_element_record_id", "pico_element", ["record_id"])

    op.create_table(
        "policy_recommendation",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/guideline/recommendation"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("recommendation_id", sa.Text(), nullable=False, comment="The recommendation"),
        sa.Column(
            "indication_id", sa.Text(), nullable=True, comment="Indication it bears on; null when general"
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_policy_recommendation_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_policy_recommendation_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_policy_recommendation_recommendation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_policy_recommendation_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_recommendation")),
        sa.UniqueConstraint(
            "policy_id", "position", name=op.f("uq_policy_recommendation_policy_id_position")
        ),
        sa.UniqueConstraint(
            "policy_id",
            "recommendation_id",
            name=op.f("uq_policy_recommendation_policy_id_recommendation_id"),
        ),
        comment="One row per recommendation that a policy reports.",
    )
    op.create_index(
        "ix_policy_recommendation_recommendation_id", "policy_recommendation", ["recommendation_id"]
    )
    op.create_index("ix_policy_recommendation_record_id", "policy_recommendation", ["record_id"])

    op.create_table(
        "release",
        sa.Column("id", sa.Text(), nullable=False, comment="policy@date"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("review_cycle_id", sa.Text(), nullable=True, comment="The review cycle; null outside one"),
        sa.Column("effective_date", sa.Text(), nullable=False, comment="When it takes effect, ISO 8601 date"),
        sa.Column("published_at", sa.Text(), nullable=False, comment="When it was published, UTC, ISO 8601"),
        sa.Column("who", sa.Text(), nullable=False, comment="Who published it"),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_release_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["review_cycle_id"],
            ["review_cycle.id"],
            name=op.f("fk_release_review_cycle_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("policy_id", "effective_date", name=op.f("uq_release_policy_id_effective_date")),
        comment="One row per published version of a policy.",
    )
    op.create_table(
        "screening_decision",
        sa.Column("id", sa.Text(), nullable=False, comment="cycle/reference/stage/time/who"),
        sa.Column("review_cycle_id", sa.Text(), nullable=False, comment="The review cycle"),
        sa.Column("reference_id", sa.Text(), nullable=False, comment="The reference decided on"),
        sa.Column(
            "indication_id", sa.Text(), nullable=True, comment="Indication decided for; null for the policy"
        ),
        sa.Column("stage", sa.Text(), nullable=False, comment="What was read"),
        sa.Column("decision", sa.Text(), nullable=False, comment="What was decided"),
        sa.Column("reason", sa.Text(), nullable=True, comment="Reason of an exclusion; null otherwise"),
        sa.Column("who", sa.Text(), nullable=False, comment="Who decided"),
        sa.Column("decided_at", sa.Text(), nullable=False, comment="When, UTC, ISO 8601"),
        sa.CheckConstraint(
            "decision IN ('include', 'exclude', 'unsure', 'not-retrieved')",
            name=op.f("ck_screening_decision_decision"),
        ),
        sa.CheckConstraint(
            "stage IN ('title-abstract', 'full-text')", name=op.f("ck_screening_decision_stage")
        ),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_screening_decision_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_screening_decision_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["review_cycle_id"],
            ["review_cycle.id"],
            name=op.f("fk_screening_decision_review_cycle_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_decision")),
        sa.UniqueConstraint(
            "review_cycle_id",
            "reference_id",
            "stage",
            "decided_at",
            "who",
            name="uq_screening_decision_event",
        ),
        comment="One row per screening decision. Append only: the newest decision of a stage holds.",
    )
    op.create_index("ix_screening_decision_reference_id", "screening_decision", ["reference_id"])

    op.create_table(
        "search_run",
        sa.Column("id", sa.Text(), nullable=False, comment="cycle/source/time"),
        sa.Column("review_cycle_id", sa.Text(), nullable=False, comment="The review cycle"),
        sa.Column("source", sa.Text(), nullable=False, comment="Database or registry searched"),
        sa.Column("run_at", sa.Text(), nullable=False, comment="When, UTC, ISO 8601"),
        sa.Column("who", sa.Text(), nullable=False, comment="Who ran it"),
        sa.Column("query", sa.Text(), nullable=False, comment="The query as sent"),
        sa.Column("found", sa.Integer(), nullable=False, comment="How many records the source returned"),
        sa.CheckConstraint("found >= 0", name=op.f("ck_search_run_found_not_negative")),
        sa.ForeignKeyConstraint(
            ["review_cycle_id"],
            ["review_cycle.id"],
            name=op.f("fk_search_run_review_cycle_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_run")),
        sa.UniqueConstraint(
            "review_cycle_id", "source", "run_at", name=op.f("uq_search_run_review_cycle_id_source_run_at")
        ),
        comment="One row per search of one source in a review cycle.",
    )
    op.create_table(
        "section_text",
        sa.Column(
            "id",
            sa.Text(),
            nullable=False,
            comment="policy/section/position or policy/indication/section/position",
        ),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("indication_id", sa.Text(), nullable=True, comment="The indication; null for the policy"),
        sa.Column(
            "indication_key", sa.Text(), nullable=False, comment="Key of the indication; empty for the policy"
        ),
        sa.Column(
            "section", sa.Text(), nullable=False, comment="Section it stands in, for example background"
        ),
        sa.Column(
            "section_position",
            sa.Integer(),
            nullable=False,
            comment="Order of the section in its policy or indication, from 1",
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order within its section, from 1"),
        sa.Column("heading", sa.Text(), nullable=True, comment="Heading above it; null when there is none"),
        sa.Column(
            "text",
            sa.Text(),
            nullable=False,
            comment="The paragraph, in our words; [[...]] stands for a figure, [@...] for a citation",
        ),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_section_text_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_section_text_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_section_text_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_text")),
        sa.UniqueConstraint(
            "policy_id",
            "indication_key",
            "section",
            "position",
            name=op.f("uq_section_text_policy_id_indication_key_section_position"),
        ),
        comment="One row per authored paragraph of a policy or of one of its indications.",
    )
    op.create_index("ix_section_text_record_id", "section_text", ["record_id"])

    op.create_table(
        "selection_criterion",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/indication/criterion"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("indication_id", sa.Text(), nullable=False, comment="The indication"),
        sa.Column("key", sa.Text(), nullable=False, comment="Key within the indication"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("text", sa.Text(), nullable=False, comment="The criterion, in our words"),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_selection_criterion_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_selection_criterion_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selection_criterion")),
        sa.UniqueConstraint("indication_id", "key", name=op.f("uq_selection_criterion_indication_id_key")),
        sa.UniqueConstraint(
            "indication_id", "position", name=op.f("uq_selection_criterion_indication_id_position")
        ),
        comment="One row per criterion by which studies were selected.",
    )
    op.create_index("ix_selection_criterion_record_id", "selection_criterion", ["record_id"])

    op.create_table(
        "statement_code",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/statement/system/code"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("statement_id", sa.Text(), nullable=False, comment="The statement"),
        sa.Column("policy_code_id", sa.Text(), nullable=False, comment="The code"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.ForeignKeyConstraint(
            ["policy_code_id"],
            ["policy_code.id"],
            name=op.f("fk_statement_code_policy_code_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_statement_code_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_code_statement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_code")),
        sa.UniqueConstraint(
            "statement_id", "policy_code_id", name=op.f("uq_statement_code_statement_id_policy_code_id")
        ),
        comment="One row per code that a statement applies to.",
    )
    op.create_index("ix_statement_code_record_id", "statement_code", ["record_id"])

    op.create_table(
        "statement_criterion",
        sa.Column(
            "id", sa.Text(), nullable=False, comment="policy/statement/path of positions, for example 1.2"
        ),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("statement_id", sa.Text(), nullable=False, comment="The statement"),
        sa.Column("parent_id", sa.Text(), nullable=True, comment="The node above; null at the root"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order among its siblings, from 1"),
        sa.Column("kind", sa.Text(), nullable=False, comment="How the nodes below combine"),
        sa.Column("minimum", sa.Integer(), nullable=True, comment="How many must hold; null unless at-least"),
        sa.Column(
            "text", sa.Text(), nullable=True, comment="The criterion, in our words; null for a mere group"
        ),
        sa.CheckConstraint(
            "(kind = 'at-least') = (minimum IS NOT NULL)", name=op.f("ck_statement_criterion_minimum")
        ),
        sa.CheckConstraint(
            "kind <> 'single' OR text IS NOT NULL", name=op.f("ck_statement_criterion_single_has_text")
        ),
        sa.CheckConstraint(
            "kind IN ('all', 'any', 'at-least', 'single')", name=op.f("ck_statement_criterion_kind")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["statement_criterion.id"],
            name=op.f("fk_statement_criterion_parent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_statement_criterion_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_criterion_statement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_criterion")),
        comment="One row per node of the criteria tree of a statement.",
    )
    op.create_index("ix_statement_criterion_record_id", "statement_criterion", ["record_id"])
    op.create_index("ix_statement_criterion_statement_id", "statement_criterion", ["statement_id"])

    op.create_table(
        "statement_indication",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/statement/indication"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("statement_id", sa.Text(), nullable=False, comment="The statement"),
        sa.Column("indication_id", sa.Text(), nullable=False, comment="The indication"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_statement_indication_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_statement_indication_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_indication_statement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_indication")),
        sa.UniqueConstraint(
            "statement_id", "indication_id", name=op.f("uq_statement_indication_statement_id_indication_id")
        ),
        comment="One row per indication that a statement decides on.",
    )
    op.create_index("ix_statement_indication_record_id", "statement_indication", ["record_id"])

    op.create_table(
        "appraisal_answer",
        sa.Column("id", sa.Text(), nullable=False, comment="appraisal#position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("appraisal_id", sa.Text(), nullable=False, comment="The appraisal"),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="Order, from 1; strengths after limitations"
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="Limitation or strength"),
        sa.Column("table_name", sa.Text(), nullable=False, comment="Table of the limitation"),
        sa.Column(
            "domain", sa.Text(), nullable=False, comment="Domain of the limitation; empty for a strength"
        ),
        sa.Column("item_id", sa.Text(), nullable=True, comment="The code; null when there is only a note"),
        sa.Column(
            "note",
            sa.Text(),
            nullable=True,
            comment="What limits the study, in our words; null when the code says it all",
        ),
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
        sa.ForeignKeyConstraint(
            ["appraisal_id"],
            ["appraisal.id"],
            name=op.f("fk_appraisal_answer_appraisal_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["instrument_item.id"],
            name=op.f("fk_appraisal_answer_item_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_appraisal_answer_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appraisal_answer")),
        sa.UniqueConstraint(
            "appraisal_id", "position", name=op.f("uq_appraisal_answer_appraisal_id_position")
        ),
        comment="One row per limitation or strength.",
    )
    op.create_index("ix_appraisal_answer_item_id", "appraisal_answer", ["item_id"])
    op.create_index("ix_appraisal_answer_record_id", "appraisal_answer", ["record_id"])

    op.create_table(
        "clinical_input",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/year"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("year", sa.Integer(), nullable=False, comment="Year of the round"),
        sa.Column("year_fact_id", sa.Text(), nullable=True, comment="The year as a stated number"),
        sa.Column(
            "societies_fact_id", sa.Text(), nullable=True, comment="How many specialty societies answered"
        ),
        sa.Column(
            "centers_fact_id", sa.Text(), nullable=True, comment="How many academic medical centers answered"
        ),
        sa.Column("summary", sa.Text(), nullable=False, comment="What they said, in our words"),
        sa.ForeignKeyConstraint(
            ["centers_fact_id"],
            ["fact.id"],
            name=op.f("fk_clinical_input_centers_fact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_clinical_input_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_clinical_input_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["societies_fact_id"],
            ["fact.id"],
            name=op.f("fk_clinical_input_societies_fact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["year_fact_id"],
            ["fact.id"],
            name=op.f("fk_clinical_input_year_fact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinical_input")),
        sa.UniqueConstraint("policy_id", "year", name=op.f("uq_clinical_input_policy_id_year")),
        comment="One row per round of clinical input.",
    )
    op.create_index("ix_clinical_input_record_id", "clinical_input", ["record_id"])

    op.create_table(
        "release_record",
        sa.Column("id", sa.Text(), nullable=False, comment="release/record"),
        sa.Column("release_id", sa.Text(), nullable=False, comment="The release"),
        sa.Column("record_name", sa.Text(), nullable=False, comment="Kind and name of the record"),
        sa.Column(
            "content_hash", sa.Text(), nullable=False, comment="SHA-256 of its canonical text at that moment"
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["release.id"],
            name=op.f("fk_release_record_release_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_record")),
        sa.UniqueConstraint(
            "release_id", "record_name", name=op.f("uq_release_record_release_id_record_name")
        ),
        comment="One row per record that a release froze: the manifest.",
    )
    op.create_table(
        "result",
        sa.Column("id", sa.Text(), nullable=False, comment="study/outcome/column@time,further dimensions"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column(
            "study_outcome_id", sa.Text(), nullable=False, comment="The outcome as this study reports it"
        ),
        sa.Column("population_set_id", sa.Text(), nullable=False, comment="Whom the result is about"),
        sa.Column(
            "timepoint_id",
            sa.Text(),
            nullable=False,
            comment="When; a row of its own where no time is stated",
        ),
        sa.Column("scope", sa.Text(), nullable=False, comment="Whether arm, contrast or whole study"),
        sa.Column(
            "column_key",
            sa.Text(),
            nullable=False,
            comment="Key of the arm or contrast within its study; `all` for the whole study",
        ),
        sa.Column(
            "arm_id", sa.Text(), nullable=True, comment="The arm; null for a contrast or the whole study"
        ),
        sa.Column(
            "contrast_id",
            sa.Text(),
            nullable=True,
            comment="The contrast; null for an arm or the whole study",
        ),
        sa.Column("role", sa.Text(), nullable=False, comment="What the result is for"),
        sa.Column(
            "counted",
            sa.Text(),
            nullable=False,
            comment="Unit of analysis, for example lesions; empty for patients or when not stated",
        ),
        sa.Column("estimator", sa.Text(), nullable=False, comment="How the number was estimated"),
        sa.Column("adjusted", sa.Boolean(), nullable=False, comment="Adjusted for other variables"),
        sa.Column(
            "reported_text",
            sa.Text(),
            nullable=False,
            comment="All numbers of the result as one text in AMA style, derived from its figures",
        ),
        sa.Column(
            "flag",
            sa.Text(),
            nullable=True,
            comment="A printed oddity or error, in our words; null when none was seen",
        ),
        sa.Column("note", sa.Text(), nullable=True, comment="Remark of ours; null when there is none"),
        sa.Column(
            "entry",
            sa.Integer(),
            nullable=False,
            comment="Which entry of the record it was written in, from 1; 0 for arm and study sizes",
        ),
        sa.Column(
            "step",
            sa.Integer(),
            nullable=False,
            comment="Place in a list over times, from 1; 0 when the entry has no list; for the limit that defines a population set, the position of the set",
        ),
        sa.CheckConstraint(
            "(scope = 'arm') = (arm_id IS NOT NULL) AND (scope = 'contrast') = (contrast_id IS NOT NULL) AND NOT (arm_id IS NOT NULL AND contrast_id IS NOT NULL)",
            name=op.f("ck_result_one_subject"),
        ),
        sa.CheckConstraint(
            "estimator IN ('as-reported', 'crude', 'kaplan-meier', 'cumulative-incidence', 'least-squares', 'model', 'pooled-fixed', 'pooled-random')",
            name=op.f("ck_result_estimator"),
        ),
        sa.CheckConstraint(
            "role IN ('outcome', 'follow-up', 'baseline', 'eligibility', 'flow', 'treatment', 'definition')",
            name=op.f("ck_result_role"),
        ),
        sa.CheckConstraint("scope IN ('arm', 'contrast', 'study')", name=op.f("ck_result_scope")),
        sa.ForeignKeyConstraint(
            ["arm_id"], ["arm.id"], name=op.f("fk_result_arm_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["contrast_id"],
            ["contrast.id"],
            name=op.f("fk_result_contrast_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["population_set_id"],
            ["population_set.id"],
            name=op.f("fk_result_population_set_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_result_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_result_study_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["study_outcome_id"],
            ["study_outcome.id"],
            name=op.f("fk_result_study_outcome_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["timepoint_id"],
            ["timepoint.id"],
            name=op.f("fk_result_timepoint_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
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
            name="uq_result_dimensions",
        ),
        comment="One row per result: one outcome of one arm, contrast or study, in one population at one time.",
    )
    op.create_index("ix_result_arm_id", "result", ["arm_id"])
    op.create_index("ix_result_contrast_id", "result", ["contrast_id"])
    op.create_index("ix_result_record_id", "result", ["record_id"])

    op.create_table(
        "search_hit",
        sa.Column("id", sa.Text(), nullable=False, comment="search run#position"),
        sa.Column("search_run_id", sa.Text(), nullable=False, comment="The search"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Place in the result, from 1"),
        sa.Column(
            "reference_id",
            sa.Text(),
            nullable=True,
            comment="Reference it was matched to; null before matching",
        ),
        sa.Column("raw", sa.Text(), nullable=False, comment="The record as received"),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_search_hit_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["search_run_id"],
            ["search_run.id"],
            name=op.f("fk_search_hit_search_run_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_hit")),
        sa.UniqueConstraint("search_run_id", "position", name=op.f("uq_search_hit_search_run_id_position")),
        comment="One row per record that a search returned.",
    )
    op.create_index("ix_search_hit_reference_id", "search_hit", ["reference_id"])

    op.create_table(
        "study_use",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/indication/study"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("indication_id", sa.Text(), nullable=False, comment="The indication"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column("evidence_group_id", sa.Text(), nullable=False, comment="Heading it stands under"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Reading order within the group, from 1"),
        sa.ForeignKeyConstraint(
            ["evidence_group_id"],
            ["evidence_group.id"],
            name=op.f("fk_study_use_evidence_group_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_study_use_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_study_use_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_study_use_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_use")),
        sa.UniqueConstraint(
            "evidence_group_id", "position", name=op.f("uq_study_use_evidence_group_id_position")
        ),
        sa.UniqueConstraint("indication_id", "study_id", name=op.f("uq_study_use_indication_id_study_id")),
        comment="One row per use of a study for an indication.",
    )
    op.create_index("ix_study_use_record_id", "study_use", ["record_id"])
    op.create_index("ix_study_use_study_id", "study_use", ["study_id"])

    op.create_table(
        "figure",
        sa.Column("id", sa.Text(), nullable=False, comment="result:statistic, or fact:statistic"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column(
            "result_id",
            sa.Text(),
            nullable=True,
            comment="Result that the number belongs to; null for a fact",
        ),
        sa.Column(
            "fact_id", sa.Text(), nullable=True, comment="Fact that the number belongs to; null for a result"
        ),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="Order within its result or fact, from 1"
        ),
        sa.Column(
            "statement",
            sa.Integer(),
            nullable=False,
            comment="Which statement of the cell it belongs to, from 0",
        ),
        sa.Column(
            "statistic",
            sa.Text(),
            nullable=False,
            comment="What the number is: percent, median, hazard-ratio, ci-low ...",
        ),
        sa.Column(
            "reported",
            sa.Text(),
            nullable=False,
            comment="The number as printed, to the letter, with sign and percent sign, without unit",
        ),
        sa.Column(
            "reported_text",
            sa.Text(),
            nullable=False,
            comment="The number as a reader sees it, for example p=.767, 97%, 0.30, not reached",
        ),
        sa.Column(
            "value_text", sa.Text(), nullable=True, comment="Exact decimal value; null when absent or verbal"
        ),
        sa.Column(
            "value",
            sa.Float(precision=53),
            nullable=True,
            comment="Value for sorting and arithmetic; null when absent or verbal",
        ),
        sa.Column(
            "decimals",
            sa.Integer(),
            nullable=True,
            comment="Decimal places as printed; null when there is no number",
        ),
        sa.Column(
            "comparator",
            sa.Text(),
            nullable=False,
            comment="How the number bounds the value: =, <, >, <=, >=, ~ (about)",
        ),
        sa.Column(
            "unit",
            sa.Text(),
            nullable=False,
            comment="Unit, for example %, months, cm; empty for counts and ratios",
        ),
        sa.Column(
            "counted",
            sa.Text(),
            nullable=False,
            comment="What is counted, for example lesions; empty for patients or when not stated",
        ),
        sa.Column(
            "level",
            sa.Text(),
            nullable=True,
            comment="Level of the interval in percent; null when not an interval end",
        ),
        sa.Column(
            "qualifiers",
            sa.Text(),
            nullable=False,
            comment="Qualifiers such as one-sided or across-studies, separated by spaces; empty for none",
        ),
        sa.Column(
            "per",
            sa.Text(),
            nullable=False,
            comment="Unit that an effect is given per, for example allele; empty for none",
        ),
        sa.Column(
            "absent_reason",
            sa.Text(),
            nullable=True,
            comment="Why there is no number; null when there is one",
        ),
        sa.Column(
            "is_main", sa.Boolean(), nullable=False, comment="It is the number that the result is quoted by"
        ),
        sa.CheckConstraint(
            "absent_reason IN ('not-reported', 'not-applicable', 'not-reached', 'not-estimable', 'not-extracted')",
            name=op.f("ck_figure_absent_reason"),
        ),
        sa.CheckConstraint(
            "comparator IN ('=', '<', '>', '<=', '>=', '~')", name=op.f("ck_figure_comparator")
        ),
        sa.CheckConstraint(
            "value IS NOT NULL OR absent_reason IS NOT NULL OR statistic IN ('verbal', 'p-value')",
            name=op.f("ck_figure_value_or_reason"),
        ),
        sa.CheckConstraint("(result_id IS NULL) <> (fact_id IS NULL)", name=op.f("ck_figure_one_owner")),
        sa.CheckConstraint("(value IS NULL) = (value_text IS NULL)", name=op.f("ck_figure_value_twice")),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_figure_fact_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_figure_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["result_id"],
            ["result.id"],
            name=op.f("fk_figure_result_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        comment="One row per printed number, as printed and as parsed.",
    )
    op.create_index("ix_figure_fact_id", "figure", ["fact_id"])
    op.create_index("ix_figure_record_id", "figure", ["record_id"])
    op.create_index("ix_figure_result_id", "figure", ["result_id"])

    op.create_table(
        "figure_input",
        sa.Column("id", sa.Text(), nullable=False, comment="figure<input"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("figure_id", sa.Text(), nullable=False, comment="The derived figure"),
        sa.Column("input_id", sa.Text(), nullable=False, comment="A figure that went into it"),
        sa.Column("formula", sa.Text(), nullable=False, comment="Formula, with the place of its source"),
        sa.CheckConstraint("figure_id <> input_id", name=op.f("ck_figure_input_not_itself")),
        sa.ForeignKeyConstraint(
            ["figure_id"],
            ["figure.id"],
            name=op.f("fk_figure_input_figure_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["input_id"],
            ["figure.id"],
            name=op.f("fk_figure_input_input_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_figure_input_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_input")),
        sa.UniqueConstraint("figure_id", "input_id", name=op.f("uq_figure_input_figure_id_input_id")),
        comment="One row per figure that a derived figure was computed from.",
    )
    op.create_index("ix_figure_input_record_id", "figure_input", ["record_id"])

    op.create_table(
        "figure_source",
        sa.Column("id", sa.Text(), nullable=False, comment="figure#position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("figure_id", sa.Text(), nullable=False, comment="The figure"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column(
            "document_id",
            sa.Text(),
            nullable=True,
            comment="Document read; null when a page or table of the report",
        ),
        sa.Column("reference_id", sa.Text(), nullable=True, comment="Report read; null when a document"),
        sa.Column(
            "location",
            sa.Text(),
            nullable=True,
            comment="Page, table or figure of the report; null for a character position",
        ),
        sa.Column(
            "excerpt_start",
            sa.Integer(),
            nullable=True,
            comment="First character of the excerpt in the document, from 0",
        ),
        sa.Column(
            "excerpt",
            sa.Text(),
            nullable=False,
            comment="The few characters that state the figure, as printed",
        ),
        sa.Column(
            "start",
            sa.Integer(),
            nullable=True,
            comment="First character of the figure itself in the document, from 0",
        ),
        sa.Column(
            "printed", sa.Text(), nullable=False, comment="The characters of the figure itself, as printed"
        ),
        sa.Column(
            "inherited",
            sa.Boolean(),
            nullable=False,
            comment="Stated with the size of the arm, not beside the number it divides",
        ),
        sa.CheckConstraint("(start IS NULL) <> (location IS NULL)", name=op.f("ck_figure_source_place")),
        sa.CheckConstraint(
            "start >= 0 AND excerpt_start >= 0", name=op.f("ck_figure_source_start_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_figure_source_document_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["figure_id"],
            ["figure.id"],
            name=op.f("fk_figure_source_figure_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_figure_source_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_figure_source_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_source")),
        sa.UniqueConstraint("figure_id", "position", name=op.f("uq_figure_source_figure_id_position")),
        comment="One row per place that states a figure.",
    )
    op.create_index("ix_figure_source_document_id", "figure_source", ["document_id"])
    op.create_index("ix_figure_source_record_id", "figure_source", ["record_id"])

    op.create_table(
        "finding_basis",
        sa.Column("id", sa.Text(), nullable=False, comment="finding#position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("finding_id", sa.Text(), nullable=False, comment="The finding"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("kind", sa.Text(), nullable=False, comment="What the finding rests on"),
        sa.Column("figure_id", sa.Text(), nullable=True, comment="A figure; null for the other kinds"),
        sa.Column("answer_id", sa.Text(), nullable=True, comment="A limitation or strength; null otherwise"),
        sa.Column("recommendation_id", sa.Text(), nullable=True, comment="A recommendation; null otherwise"),
        sa.Column(
            "stated",
            sa.Boolean(),
            nullable=False,
            comment="Named by the record itself; otherwise found in the text of the finding",
        ),
        sa.Column(
            "written",
            sa.Text(),
            nullable=True,
            comment="How the record names it; null when found in the text of the finding",
        ),
        sa.CheckConstraint(
            "(kind = 'figure') = (figure_id IS NOT NULL) AND (kind = 'limitation') = (answer_id IS NOT NULL) AND (kind = 'recommendation') = (recommendation_id IS NOT NULL)",
            name=op.f("ck_finding_basis_one_target"),
        ),
        sa.CheckConstraint(
            "kind IN ('figure', 'limitation', 'recommendation')", name=op.f("ck_finding_basis_kind")
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["appraisal_answer.id"],
            name=op.f("fk_finding_basis_answer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["figure_id"],
            ["figure.id"],
            name=op.f("fk_finding_basis_figure_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["finding.id"],
            name=op.f("fk_finding_basis_finding_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_finding_basis_recommendation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_finding_basis_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_basis")),
        sa.UniqueConstraint("finding_id", "position", name=op.f("uq_finding_basis_finding_id_position")),
        comment="One row per figure, limitation or recommendation that a finding rests on.",
    )
    op.create_index("ix_finding_basis_answer_id", "finding_basis", ["answer_id"])
    op.create_index("ix_finding_basis_figure_id", "finding_basis", ["figure_id"])
    op.create_index("ix_finding_basis_recommendation_id", "finding_basis", ["recommendation_id"])
    op.create_index("ix_finding_basis_record_id", "finding_basis", ["record_id"])

    op.create_table(
        "prose_link",
        sa.Column("id", sa.Text(), nullable=False, comment="place#position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("place", sa.Text(), nullable=False, comment="table:id:column of the prose"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order within the prose, from 1"),
        sa.Column("figure_id", sa.Text(), nullable=True, comment="The figure printed there"),
        sa.Column("fact_id", sa.Text(), nullable=True, comment="The fact printed there"),
        sa.Column("reference_id", sa.Text(), nullable=True, comment="The reference cited there"),
        sa.CheckConstraint(
            "(CASE WHEN figure_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN fact_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN reference_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_prose_link_one_target"),
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"],
            ["fact.id"],
            name=op.f("fk_prose_link_fact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["figure_id"],
            ["figure.id"],
            name=op.f("fk_prose_link_figure_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_prose_link_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_prose_link_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prose_link")),
        sa.UniqueConstraint("place", "position", name=op.f("uq_prose_link_place_position")),
        comment="One row per figure, fact or reference that authored prose points at.",
    )
    op.create_index("ix_prose_link_figure_id", "prose_link", ["figure_id"])
    op.create_index("ix_prose_link_record_id", "prose_link", ["record_id"])
    op.create_index("ix_prose_link_reference_id", "prose_link", ["reference_id"])


def downgrade() -> None:
    op.drop_table("prose_link")
    op.drop_table("finding_basis")
    op.drop_table("figure_source")
    op.drop_table("figure_input")
    op.drop_table("figure")
    op.drop_table("study_use")
    op.drop_table("search_hit")
    op.drop_table("result")
    op.drop_table("release_record")
    op.drop_table("clinical_input")
    op.drop_table("appraisal_answer")
    op.drop_table("statement_indication")
    op.drop_table("statement_criterion")
    op.drop_table("statement_code")
    op.drop_table("selection_criterion")
    op.drop_table("section_text")
    op.drop_table("search_run")
    op.drop_table("screening_decision")
    op.drop_table("release")
    op.drop_table("policy_recommendation")
    op.drop_table("pico_element")
    op.drop_table("indication_outcome")
    op.drop_table("finding")
    op.drop_table("fact")
    op.drop_table("evidence_group")
    op.drop_table("contrast")
    op.drop_table("conclusion")
    op.drop_table("arm_intervention")
    op.drop_table("approval")
    op.drop_table("appraisal")
    op.drop_table("trial_search")
    op.drop_table("timepoint")
    op.drop_table("study_report")
    op.drop_table("study_registration")
    op.drop_table("study_outcome")
    op.drop_table("study_condition")
    op.drop_table("statement")
    op.drop_table("review_cycle")
    op.drop_table("related_policy")
    op.drop_table("recommendation")
    op.drop_table("population_set")
    op.drop_table("policy_version")
    op.drop_table("policy_code")
    op.drop_table("ongoing_trial")
    op.drop_table("listed_reference")
    op.drop_table("indication")
    op.drop_table("included_study")
    op.drop_table("history_entry")
    op.drop_table("definition")
    op.drop_table("coverage_position")
    op.drop_table("arm")
    op.drop_table("study")
    op.drop_table("reference_notice")
    op.drop_table("reference_merge")
    op.drop_table("reference_identifier")
    op.drop_table("reference_author")
    op.drop_table("policy")
    op.drop_table("instrument_item")
    op.drop_table("guideline")
    op.drop_table("reference")
    op.drop_table("outcome")
    op.drop_table("intervention")
    op.drop_table("instrument_version")
    op.drop_table("document")
    op.drop_table("design")
    op.drop_table("condition")
    op.drop_table("record")
    op.drop_table("data_dictionary")
    op.drop_table("change")
