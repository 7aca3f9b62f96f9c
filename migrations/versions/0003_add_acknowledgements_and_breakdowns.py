"""Add acknowledgements, breakdowns, and more about outcomes and notices.

Outcomes that are there already are taken to be no whole numbers until their vocabulary is loaded anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels = None
depends_on = None

_NOTICE = {
    "pmid": "PubMed identifier of the notice itself; null when not known",
    "doi": "DOI of the notice itself; null when not known",
    "source": "Where we learned of it, for example Retraction Watch; null when not entered",
}


def upgrade() -> None:
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Text(), nullable=False, comment="record#position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order within the record, from 1"),
        sa.Column("rule", sa.Text(), nullable=False, comment="Key of the rule that found the problem"),
        sa.Column(
            "place", sa.Text(), nullable=False, comment="Key of the row the problem is about; it may be gone"
        ),
        sa.Column(
            "found",
            sa.Text(),
            nullable=False,
            comment="What the check found there, as printed or entered; empty when it names nothing",
        ),
        sa.Column("reason", sa.Text(), nullable=False, comment="Why it stays, in our words"),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_acknowledgement_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgement")),
        sa.UniqueConstraint(
            "record_id", "rule", "place", name=op.f("uq_acknowledgement_record_id_rule_place")
        ),
        comment="One row per problem found by a check that a writer let stay.",
    )
    op.create_table(
        "breakdown",
        sa.Column("id", sa.Text(), nullable=False, comment="study/breakdown/position"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("study_id", sa.Text(), nullable=False, comment="The study"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order, from 1"),
        sa.Column("kind", sa.Text(), nullable=False, comment="What the parts are"),
        sa.Column(
            "study_outcome_id",
            sa.Text(),
            nullable=True,
            comment="Outcome of the whole; null when it is the participants themselves",
        ),
        sa.Column(
            "population_set_id",
            sa.Text(),
            nullable=False,
            comment="Set of participants that the whole is given for",
        ),
        sa.Column(
            "complete",
            sa.Boolean(),
            nullable=False,
            comment="The parts make up the whole; false when the source names only some of them",
        ),
        sa.CheckConstraint("kind IN ('outcomes', 'populations')", name=op.f("ck_breakdown_kind")),
        sa.ForeignKeyConstraint(
            ["population_set_id"],
            ["population_set.id"],
            name=op.f("fk_breakdown_population_set_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_breakdown_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_breakdown_study_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_outcome_id"],
            ["study_outcome.id"],
            name=op.f("fk_breakdown_study_outcome_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdown")),
        sa.UniqueConstraint("study_id", "position", name=op.f("uq_breakdown_study_id_position")),
        comment="One row per whole that a study gives in parts, each participant or lesion in one of them.",
    )
    op.create_index("ix_breakdown_record_id", "breakdown", ["record_id"])

    op.create_table(
        "breakdown_part",
        sa.Column("id", sa.Text(), nullable=False, comment="study/breakdown/position/position of the part"),
        sa.Column("record_id", sa.Text(), nullable=False, comment="Record that this row came from, kind/key"),
        sa.Column("breakdown_id", sa.Text(), nullable=False, comment="The breakdown"),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order of the parts, from 1"),
        sa.Column(
            "study_outcome_id",
            sa.Text(),
            nullable=True,
            comment="Outcome of the part; null when the participants of a set are counted",
        ),
        sa.Column(
            "population_set_id",
            sa.Text(),
            nullable=False,
            comment="Set of participants that the part is given for",
        ),
        sa.ForeignKeyConstraint(
            ["breakdown_id"],
            ["breakdown.id"],
            name=op.f("fk_breakdown_part_breakdown_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["population_set_id"],
            ["population_set.id"],
            name=op.f("fk_breakdown_part_population_set_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_breakdown_part_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_outcome_id"],
            ["study_outcome.id"],
            name=op.f("fk_breakdown_part_study_outcome_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdown_part")),
        sa.UniqueConstraint("breakdown_id", "position", name=op.f("uq_breakdown_part_breakdown_id_position")),
        comment="One row per part of a breakdown.",
    )
    op.create_index("ix_breakdown_part_record_id", "breakdown_part", ["record_id"])

    # A default for the rows that are there; the models have none.
    comment = "The value of each participant is a whole number, so a mean of n of them is a multiple of 1/n"
    column = sa.Column(
        "whole_numbers", sa.Boolean(), nullable=False, server_default=sa.false(), comment=comment
    )
    op.add_column("outcome", column)
    with op.batch_alter_table("outcome") as table:
        table.alter_column(
            "whole_numbers",
            existing_type=sa.Boolean(),
            existing_nullable=False,
            existing_comment=comment,
            server_default=None,
        )
    for name, described in _NOTICE.items():
        op.add_column("reference_notice", sa.Column(name, sa.Text(), nullable=True, comment=described))


def downgrade() -> None:
    for name in _NOTICE:
        op.drop_column("reference_notice", name)
    with op.batch_alter_table("outcome") as table:
        table.drop_column("whole_numbers")
    for name in ("breakdown_part", "breakdown", "acknowledgement"):
        op.drop_table(name)
