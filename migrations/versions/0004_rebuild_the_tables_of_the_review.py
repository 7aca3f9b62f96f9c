"""Rebuild the tables of the yearly review, with candidates, duplicates, extraction and frozen releases.

No command of an earlier version wrote the tables that are made anew; rows that somebody entered by SQL are
not carried over, so the migration refuses to run while there are any.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from kb.errors import KbError

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None

_REBUILT = ("release_record", "release", "screening_decision", "search_hit", "search_run", "review_cycle")
_ADDED = (
    "adjudication",
    "candidate_link",
    "duplicate_judgement",
    "duplicate_pair",
    "extraction",
    "release_document",
    "strategy_indication",
    "search_strategy",
    "study_offer",
)


def upgrade() -> None:
    _require_empty("The version before this one had no command that writes them.")
    _let_go_of_cycles()
    for table in _REBUILT:
        op.drop_table(table)
    op.create_table(
        "adjudication",
        sa.Column("id", sa.Text(), nullable=False, comment="study/place/time"),
        sa.Column("study", sa.Text(), nullable=False, comment="Key of the study"),
        sa.Column("place", sa.Text(), nullable=False, comment="Where they differ: the path in the record"),
        sa.Column("first_who", sa.Text(), nullable=False, comment="Who extracted first"),
        sa.Column(
            "first_text", sa.Text(), nullable=True, comment="What the first has there; null for nothing"
        ),
        sa.Column("second_who", sa.Text(), nullable=False, comment="Who extracted second"),
        sa.Column(
            "second_text", sa.Text(), nullable=True, comment="What the second has there; null for nothing"
        ),
        sa.Column("chosen", sa.Text(), nullable=True, comment="What holds; null for nothing"),
        sa.Column("because", sa.Text(), nullable=False, comment="Why"),
        sa.Column("who", sa.Text(), nullable=False, comment="Who settled it"),
        sa.Column("decided_at", sa.Text(), nullable=False, comment="When, UTC, ISO 8601"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjudication")),
        sa.UniqueConstraint(
            "study", "place", "decided_at", name=op.f("uq_adjudication_study_place_decided_at")
        ),
        comment="One row per difference between two extractions that was settled. Append only: the newest holds.",
    )
    op.create_table(
        "frozen_record",
        sa.Column("id", sa.Text(), nullable=False, comment="SHA-256 of the text in UTF-8"),
        sa.Column("text", sa.Text(), nullable=False, comment="Canonical text of the record, YAML"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_record")),
        comment="One row per text of a record that a release froze; releases share them.",
    )
    op.create_table(
        "candidate",
        sa.Column(
            "id",
            sa.Text(),
            nullable=False,
            comment="pmid:number, else search run#position of the first record of it",
        ),
        sa.Column(
            "same_as_id",
            sa.Text(),
            nullable=True,
            comment="The candidate that stands for it since they were merged; null for itself",
        ),
        sa.Column(
            "reference_id",
            sa.Text(),
            nullable=True,
            comment="The reference that it is; null when the knowledge base has none",
        ),
        sa.Column("title", sa.Text(), nullable=True, comment="Title; null when the export has none"),
        sa.Column(
            "original_title",
            sa.Text(),
            nullable=True,
            comment="Title in the original language; null when not given",
        ),
        sa.Column(
            "authors", sa.Text(), nullable=True, comment="Authors, parted by semicolons; null when not given"
        ),
        sa.Column(
            "journal", sa.Text(), nullable=True, comment="Journal, book or series; null when not given"
        ),
        sa.Column(
            "issued",
            sa.Text(),
            nullable=True,
            comment="Date of publication, ISO 8601, as precise as known; null when not given",
        ),
        sa.Column("volume", sa.Text(), nullable=True, comment="Volume; null when not given"),
        sa.Column("issue", sa.Text(), nullable=True, comment="Issue; null when not given"),
        sa.Column("pages", sa.Text(), nullable=True, comment="Pages or article number; null when not given"),
        sa.Column("abstract", sa.Text(), nullable=True, comment="Abstract; null when not given"),
        sa.Column(
            "publication_types",
            sa.Text(),
            nullable=True,
            comment="Types as the source calls them, parted by semicolons; null when not given",
        ),
        sa.Column(
            "languages",
            sa.Text(),
            nullable=True,
            comment="Languages, parted by semicolons; null when not given",
        ),
        sa.Column("pmid", sa.Text(), nullable=True, comment="PubMed identifier; null when not given"),
        sa.Column(
            "pmcid", sa.Text(), nullable=True, comment="PubMed Central identifier; null when not given"
        ),
        sa.Column(
            "doi",
            sa.Text(),
            nullable=True,
            comment="Digital Object Identifier, the first one; null when not given",
        ),
        sa.CheckConstraint("same_as_id <> id", name=op.f("ck_candidate_same_as_other")),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_candidate_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["same_as_id"],
            ["candidate.id"],
            name=op.f("fk_candidate_same_as_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        comment="One row per publication that a search returned, for all policies: what people screen.",
    )
    op.create_index("ix_candidate_doi", "candidate", ["doi"])
    op.create_index("ix_candidate_pmid", "candidate", ["pmid"])
    op.create_index("ix_candidate_reference_id", "candidate", ["reference_id"])
    op.create_index("ix_candidate_same_as_id", "candidate", ["same_as_id"])

    op.create_table(
        "candidate_link",
        sa.Column("id", sa.Text(), nullable=False, comment="candidate/position"),
        sa.Column("candidate_id", sa.Text(), nullable=False, comment="The candidate"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="What the other one is to this one: retracted-by, correction-of ...",
        ),
        sa.Column(
            "pmid",
            sa.Text(),
            nullable=True,
            comment="PubMed identifier of the other one; null when not given",
        ),
        sa.Column("doi", sa.Text(), nullable=True, comment="DOI of the other one; null when not given"),
        sa.Column("text", sa.Text(), nullable=True, comment="The other one as cited; null when not given"),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_candidate_link_candidate_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_link")),
        sa.UniqueConstraint("candidate_id", "position", name=op.f("uq_candidate_link_candidate_id_position")),
        comment="One row per publication that a candidate is tied to by its database: notices, comments, updates.",
    )
    op.create_index("ix_candidate_link_pmid", "candidate_link", ["pmid"])

    op.create_table(
        "review_cycle",
        sa.Column("id", sa.Text(), nullable=False, comment="policy@date opened"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("opened", sa.Text(), nullable=False, comment="When it was opened, ISO 8601 date"),
        sa.Column("opened_by", sa.Text(), nullable=False, comment="Who opened it"),
        sa.Column(
            "reviewers", sa.Integer(), nullable=False, comment="How many people decide on each record, 1 or 2"
        ),
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
        sa.CheckConstraint("reviewers IN (1, 2)", name=op.f("ck_review_cycle_reviewers")),
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
        "search_strategy",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/strategy"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column("key", sa.Text(), nullable=False, comment="Key within the policy"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column(
            "source",
            sa.Text(),
            nullable=False,
            comment="Database, register or other source searched, for example PubMed",
        ),
        sa.Column(
            "platform",
            sa.Text(),
            nullable=True,
            comment="Platform it is searched on, for example Ovid; null when not told",
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="What sort of source, as PRISMA parts them"),
        sa.Column("query", sa.Text(), nullable=False, comment="The query as sent, without its date window"),
        sa.Column(
            "limits",
            sa.Text(),
            nullable=True,
            comment="Limits set beside the query, for example English; null for none",
        ),
        sa.Column(
            "through",
            sa.Text(),
            nullable=True,
            comment="Day through which the published version has searched, ISO 8601; null when never",
        ),
        sa.CheckConstraint(
            "kind IN ('database', 'register', 'website', 'organization', 'citation', 'other')",
            name=op.f("ck_search_strategy_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"],
            ["policy.id"],
            name=op.f("fk_search_strategy_policy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_search_strategy_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_strategy")),
        sa.UniqueConstraint("policy_id", "key", name=op.f("uq_search_strategy_policy_id_key")),
        comment="One row per stored search strategy of a policy.",
    )
    op.create_index("ix_search_strategy_record_id", "search_strategy", ["record_id"])

    op.create_table(
        "duplicate_pair",
        sa.Column("id", sa.Text(), nullable=False, comment="candidate = candidate, or candidate = reference"),
        sa.Column(
            "review_cycle_id", sa.Text(), nullable=False, comment="The review cycle in which it was found"
        ),
        sa.Column("one_id", sa.Text(), nullable=False, comment="One candidate"),
        sa.Column("other_id", sa.Text(), nullable=True, comment="The other; null when it is a reference"),
        sa.Column(
            "reference_id",
            sa.Text(),
            nullable=True,
            comment="The reference; null when the other is a candidate",
        ),
        sa.Column("relation", sa.Text(), nullable=False, comment="What was found"),
        sa.Column(
            "tie",
            sa.Text(),
            nullable=True,
            comment="How they are tied: correction, reply ...; null unless tied",
        ),
        sa.Column(
            "score",
            sa.Float(precision=53),
            nullable=True,
            comment="How alike, in the units of the weights; null when not weighed",
        ),
        sa.Column("why", sa.Text(), nullable=False, comment="Why, in words"),
        sa.Column("found_at", sa.Text(), nullable=False, comment="When, UTC, ISO 8601"),
        sa.CheckConstraint("(relation = 'tied') = (tie IS NOT NULL)", name=op.f("ck_duplicate_pair_tie")),
        sa.CheckConstraint(
            "relation IN ('same', 'doubtful', 'tied')", name=op.f("ck_duplicate_pair_relation")
        ),
        sa.CheckConstraint(
            "(other_id IS NULL) <> (reference_id IS NULL)", name=op.f("ck_duplicate_pair_one_other")
        ),
        sa.ForeignKeyConstraint(
            ["one_id"],
            ["candidate.id"],
            name=op.f("fk_duplicate_pair_one_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["candidate.id"],
            name=op.f("fk_duplicate_pair_other_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reference_id"],
            ["reference.id"],
            name=op.f("fk_duplicate_pair_reference_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["review_cycle_id"],
            ["review_cycle.id"],
            name=op.f("fk_duplicate_pair_review_cycle_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_pair")),
        comment="One row per two candidates, or candidate and reference, found to belong together.",
    )
    op.create_index("ix_duplicate_pair_one_id", "duplicate_pair", ["one_id"])
    op.create_index("ix_duplicate_pair_other_id", "duplicate_pair", ["other_id"])
    op.create_index("ix_duplicate_pair_reference_id", "duplicate_pair", ["reference_id"])
    op.create_index("ix_duplicate_pair_review_cycle_id", "duplicate_pair", ["review_cycle_id"])

    op.create_table(
        "extraction",
        sa.Column("id", sa.Text(), nullable=False, comment="study/who"),
        sa.Column(
            "study", sa.Text(), nullable=False, comment="Key of the study; its record may not be there yet"
        ),
        sa.Column("review_cycle_id", sa.Text(), nullable=True, comment="The review cycle; null outside one"),
        sa.Column(
            "candidate_id",
            sa.Text(),
            nullable=True,
            comment="The candidate it was extracted from; null outside a cycle",
        ),
        sa.Column("who", sa.Text(), nullable=False, comment="Who extracted"),
        sa.Column("state", sa.Text(), nullable=False, comment="Where it stands"),
        sa.Column(
            "record_text", sa.Text(), nullable=False, comment="The study record as this person has it, YAML"
        ),
        sa.Column("saved_at", sa.Text(), nullable=False, comment="When it was last saved, UTC, ISO 8601"),
        sa.CheckConstraint("state IN ('draft', 'done', 'adopted')", name=op.f("ck_extraction_state")),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_extraction_candidate_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["review_cycle_id"],
            ["review_cycle.id"],
            name=op.f("fk_extraction_review_cycle_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extraction")),
        sa.UniqueConstraint("study", "who", name=op.f("uq_extraction_study_who")),
        comment="One row per extraction of a study by one person; two people extract without seeing each other's.",
    )
    op.create_index("ix_extraction_candidate_id", "extraction", ["candidate_id"])
    op.create_index("ix_extraction_review_cycle_id", "extraction", ["review_cycle_id"])

    op.create_table(
        "release",
        sa.Column("id", sa.Text(), nullable=False, comment="policy@date"),
        sa.Column("policy_id", sa.Text(), nullable=False, comment="The policy"),
        sa.Column(
            "review_cycle_id",
            sa.Text(),
            nullable=True,
            comment="The review cycle that it ends; null for a version published before kb",
        ),
        sa.Column(
            "supersedes_id", sa.Text(), nullable=True, comment="The version before; null for the first"
        ),
        sa.Column("effective_date", sa.Text(), nullable=False, comment="When it takes effect, ISO 8601 date"),
        sa.Column("published_at", sa.Text(), nullable=False, comment="When it was published, UTC, ISO 8601"),
        sa.Column("who", sa.Text(), nullable=False, comment="Who published it"),
        sa.Column(
            "because",
            sa.Text(),
            nullable=True,
            comment="Why it was published with problems or missing sign-offs; null when there were none",
        ),
        sa.Column("program", sa.Text(), nullable=False, comment="Version of the program that rendered it"),
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
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["release.id"],
            name=op.f("fk_release_supersedes_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("policy_id", "effective_date", name=op.f("uq_release_policy_id_effective_date")),
        comment="One row per published version of a policy.",
    )
    op.create_table(
        "screening_decision",
        sa.Column("id", sa.Text(), nullable=False, comment="cycle/candidate/stage/time/who"),
        sa.Column("review_cycle_id", sa.Text(), nullable=False, comment="The review cycle"),
        sa.Column("candidate_id", sa.Text(), nullable=False, comment="The candidate decided on"),
        sa.Column(
            "indication_id", sa.Text(), nullable=True, comment="Indication decided for; null for the policy"
        ),
        sa.Column("stage", sa.Text(), nullable=False, comment="What was read"),
        sa.Column("role", sa.Text(), nullable=False, comment="In what role"),
        sa.Column("decision", sa.Text(), nullable=False, comment="What was decided"),
        sa.Column("reason", sa.Text(), nullable=True, comment="Reason of an exclusion; null otherwise"),
        sa.Column("note", sa.Text(), nullable=True, comment="Remark of who decided; null without one"),
        sa.Column("who", sa.Text(), nullable=False, comment="Who decided"),
        sa.Column("decided_at", sa.Text(), nullable=False, comment="When, UTC, ISO 8601 with microseconds"),
        sa.CheckConstraint(
            "decision IN ('include', 'exclude', 'unsure', 'not-retrieved', 'withdrawn')",
            name=op.f("ck_screening_decision_decision"),
        ),
        sa.CheckConstraint(
            "reason IN ('population', 'intervention', 'comparator', 'outcome', 'design', 'publication-type', 'sample-size', 'follow-up', 'language', 'superseded', 'preclinical', 'retracted', 'other')",
            name=op.f("ck_screening_decision_reason"),
        ),
        sa.CheckConstraint(
            "reason IS NULL OR decision = 'exclude'", name=op.f("ck_screening_decision_reason_of_exclusion")
        ),
        sa.CheckConstraint("role IN ('reviewer', 'arbiter')", name=op.f("ck_screening_decision_role")),
        sa.CheckConstraint(
            "stage IN ('title-abstract', 'full-text')", name=op.f("ck_screening_decision_stage")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_screening_decision_candidate_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_screening_decision_indication_id"),
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
            "candidate_id",
            "stage",
            "decided_at",
            "who",
            name="uq_screening_decision_event",
        ),
        comment="One row per screening decision. Append only: the newest of a person at a stage holds.",
    )
    op.create_index("ix_screening_decision_candidate_id", "screening_decision", ["candidate_id"])

    op.create_table(
        "search_run",
        sa.Column("id", sa.Text(), nullable=False, comment="cycle/number"),
        sa.Column("review_cycle_id", sa.Text(), nullable=False, comment="The review cycle"),
        sa.Column("number", sa.Integer(), nullable=False, comment="Number of the run in its cycle, from 1"),
        sa.Column(
            "strategy",
            sa.Text(),
            nullable=True,
            comment="Key of the stored strategy of the policy; null without one",
        ),
        sa.Column(
            "source",
            sa.Text(),
            nullable=False,
            comment="Database, register or other source searched, for example PubMed",
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="What sort of source, as PRISMA parts them"),
        sa.Column(
            "run_at",
            sa.Text(),
            nullable=False,
            comment="When it was searched, ISO 8601: a day, or a moment in UTC",
        ),
        sa.Column("who", sa.Text(), nullable=False, comment="Who ran it, or took the export in"),
        sa.Column("query", sa.Text(), nullable=True, comment="The query as sent; null when not told"),
        sa.Column(
            "translation",
            sa.Text(),
            nullable=True,
            comment="How the source read the query; null when it does not say",
        ),
        sa.Column(
            "since",
            sa.Text(),
            nullable=True,
            comment="First day of the date window, ISO 8601; null without a limit",
        ),
        sa.Column(
            "until",
            sa.Text(),
            nullable=True,
            comment="Last day of the date window, ISO 8601; null without a limit",
        ),
        sa.Column(
            "found",
            sa.Integer(),
            nullable=True,
            comment="Records that the source says it found; null when it is not told",
        ),
        sa.Column(
            "records",
            sa.Integer(),
            nullable=False,
            comment="Records taken in, those that could not be read included",
        ),
        sa.Column("file", sa.Text(), nullable=True, comment="Name of the export; null when there is none"),
        sa.Column(
            "file_format", sa.Text(), nullable=True, comment="Format of the export; null when there is none"
        ),
        sa.Column(
            "file_sha256", sa.Text(), nullable=True, comment="SHA-256 of the export; null when there is none"
        ),
        sa.CheckConstraint(
            "kind IN ('database', 'register', 'website', 'organization', 'citation', 'other')",
            name=op.f("ck_search_run_kind"),
        ),
        sa.CheckConstraint("records >= 0", name=op.f("ck_search_run_records_not_negative")),
        sa.ForeignKeyConstraint(
            ["review_cycle_id"],
            ["review_cycle.id"],
            name=op.f("fk_search_run_review_cycle_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_run")),
        sa.UniqueConstraint("review_cycle_id", "number", name=op.f("uq_search_run_review_cycle_id_number")),
        comment="One row per search of one source in a review cycle, or per export taken in.",
    )
    op.create_table(
        "strategy_indication",
        sa.Column("id", sa.Text(), nullable=False, comment="policy/strategy/indication"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("strategy_id", sa.Text(), nullable=False, comment="The strategy"),
        sa.Column("indication_id", sa.Text(), nullable=False, comment="The indication"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_strategy_indication_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_strategy_indication_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["strategy_id"],
            ["search_strategy.id"],
            name=op.f("fk_strategy_indication_strategy_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy_indication")),
        sa.UniqueConstraint(
            "strategy_id", "indication_id", name=op.f("uq_strategy_indication_strategy_id_indication_id")
        ),
        comment="One row per indication that a search strategy is for.",
    )
    op.create_index("ix_strategy_indication_record_id", "strategy_indication", ["record_id"])

    op.create_table(
        "study_offer",
        sa.Column("id", sa.Text(), nullable=False, comment="study/indication/time"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study offered"),
        sa.Column(
            "indication_id", sa.Text(), nullable=False, comment="The indication whose question it fits"
        ),
        sa.Column("answer", sa.Text(), nullable=False, comment="What was answered"),
        sa.Column("because", sa.Text(), nullable=True, comment="Why; null when not said"),
        sa.Column("who", sa.Text(), nullable=False, comment="Who answered"),
        sa.Column("answered_at", sa.Text(), nullable=False, comment="When, UTC, ISO 8601"),
        sa.CheckConstraint("answer IN ('used', 'declined')", name=op.f("ck_study_offer_answer")),
        sa.ForeignKeyConstraint(
            ["indication_id"],
            ["indication.id"],
            name=op.f("fk_study_offer_indication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_study_offer_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_offer")),
        sa.UniqueConstraint(
            "study_id",
            "indication_id",
            "answered_at",
            name=op.f("uq_study_offer_study_id_indication_id_answered_at"),
        ),
        comment="One row per answer to the offer of a study to an indication. Append only: the newest holds.",
    )
    op.create_table(
        "duplicate_judgement",
        sa.Column("id", sa.Text(), nullable=False, comment="pair/time/who"),
        sa.Column("pair_id", sa.Text(), nullable=False, comment="The pair"),
        sa.Column("judgement", sa.Text(), nullable=False, comment="What was judged"),
        sa.Column("because", sa.Text(), nullable=True, comment="Why; null when not said"),
        sa.Column("who", sa.Text(), nullable=False, comment="Who judged"),
        sa.Column("judged_at", sa.Text(), nullable=False, comment="When, UTC, ISO 8601"),
        sa.CheckConstraint(
            "judgement IN ('same', 'different', 'withdrawn')", name=op.f("ck_duplicate_judgement_judgement")
        ),
        sa.ForeignKeyConstraint(
            ["pair_id"],
            ["duplicate_pair.id"],
            name=op.f("fk_duplicate_judgement_pair_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_judgement")),
        sa.UniqueConstraint(
            "pair_id", "judged_at", "who", name=op.f("uq_duplicate_judgement_pair_id_judged_at_who")
        ),
        comment="One row per judgement of a person on a pair. Append only: the newest holds.",
    )
    op.create_table(
        "release_document",
        sa.Column("id", sa.Text(), nullable=False, comment="release/format"),
        sa.Column("release_id", sa.Text(), nullable=False, comment="The release"),
        sa.Column("format", sa.Text(), nullable=False, comment="Form: markdown, html, docx, pdf, json, text"),
        sa.Column("encoding", sa.Text(), nullable=False, comment="How its bytes are kept"),
        sa.Column("content", sa.Text(), nullable=False, comment="The document"),
        sa.Column("sha256", sa.Text(), nullable=False, comment="SHA-256 of its bytes"),
        sa.CheckConstraint("encoding IN ('utf-8', 'base64')", name=op.f("ck_release_document_encoding")),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["release.id"],
            name=op.f("fk_release_document_release_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_document")),
        sa.UniqueConstraint("release_id", "format", name=op.f("uq_release_document_release_id_format")),
        comment="One row per form in which a release was rendered: kept to the byte.",
    )
    op.create_table(
        "release_record",
        sa.Column("id", sa.Text(), nullable=False, comment="release/record"),
        sa.Column("release_id", sa.Text(), nullable=False, comment="The release"),
        sa.Column("record_name", sa.Text(), nullable=False, comment="Kind and name of the record"),
        sa.Column(
            "content_hash", sa.Text(), nullable=False, comment="SHA-256 of its canonical text at that moment"
        ),
        sa.ForeignKeyConstraint(
            ["content_hash"],
            ["frozen_record.id"],
            name=op.f("fk_release_record_content_hash"),
            initially="DEFERRED",
            deferrable=True,
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
    op.create_index("ix_release_record_content_hash", "release_record", ["content_hash"])

    op.create_table(
        "search_hit",
        sa.Column("id", sa.Text(), nullable=False, comment="search run#position"),
        sa.Column("search_run_id", sa.Text(), nullable=False, comment="The search"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Place in the result, from 1"),
        sa.Column(
            "line",
            sa.Integer(),
            nullable=False,
            comment="Line of the export where it starts, from 1; 0 for the file as a whole",
        ),
        sa.Column(
            "candidate_id",
            sa.Text(),
            nullable=True,
            comment="The publication it is a record of; null when it could not be read",
        ),
        sa.Column("raw", sa.Text(), nullable=False, comment="The record as received"),
        sa.Column(
            "citation",
            sa.Text(),
            nullable=True,
            comment="What was read from it, JSON; null when it could not be read",
        ),
        sa.Column(
            "problem",
            sa.Text(),
            nullable=True,
            comment="Why it could not be read, and what to do; null when it was",
        ),
        sa.CheckConstraint(
            "(problem IS NULL) = (citation IS NOT NULL)", name=op.f("ck_search_hit_read_or_not")
        ),
        sa.CheckConstraint(
            "problem IS NULL OR candidate_id IS NULL", name=op.f("ck_search_hit_candidate_of_read")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_search_hit_candidate_id"),
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
        comment="One row per record that a search returned. A record that could not be read has a problem.",
    )
    op.create_index("ix_search_hit_candidate_id", "search_hit", ["candidate_id"])

    _bind_to_cycles()
    op.add_column(
        "approval",
        sa.Column(
            "because",
            sa.Text(),
            nullable=True,
            comment="Why the conclusion is so, in their words; null when not said",
        ),
    )
    op.add_column(
        "policy",
        sa.Column(
            "review_months",
            sa.Integer(),
            nullable=True,
            comment="Months from one review to the next; null for the usual twelve",
        ),
    )
    op.add_column(
        "policy",
        sa.Column(
            "parent_version",
            sa.Text(),
            nullable=True,
            comment="Effective date of the version of it that was adopted last, ISO 8601; null when not told",
        ),
    )


def _let_go_of_cycles() -> None:
    with op.batch_alter_table("approval") as table:
        table.drop_constraint("fk_approval_review_cycle_id", type_="foreignkey")


def _bind_to_cycles() -> None:
    with op.batch_alter_table("approval") as table:
        table.create_foreign_key(
            "fk_approval_review_cycle_id",
            "review_cycle",
            ["review_cycle_id"],
            ["id"],
            initially="DEFERRED",
            deferrable=True,
        )


def _require_empty(why: str) -> None:
    held = [
        table
        for table in _REBUILT
        if op.get_bind().exec_driver_sql(f"SELECT 1 FROM {table} LIMIT 1").first() is not None  # noqa: S608
    ]
    if held:
        raise KbError(
            f"The tables {', '.join(held)} hold rows, which this migration cannot carry over. {why}"
            " Copy the rows elsewhere, delete them, and migrate again."
        )


def downgrade() -> None:
    _require_empty("The version before cannot hold what a review keeps now.")
    op.drop_column("policy", "parent_version")
    op.drop_column("policy", "review_months")
    _let_go_of_cycles()
    op.drop_column("approval", "because")
    for table in (*_ADDED, *_REBUILT, "frozen_record", "candidate"):
        op.drop_table(table)
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
    _bind_to_cycles()
