"""Search strategies: how the literature behind a policy is searched, year after year."""

from __future__ import annotations

from kb import codes
from kb.schema.tables.base import (
    Table,
    coded,
    described,
    foreign_key,
    from_record,
    integer_column,
    primary_key,
    text_column,
    unique,
)


class SearchStrategy(Table, table=True):
    __tablename__ = "search_strategy"
    __table_args__ = described(
        "One row per stored search strategy of a policy.",
        unique("policy_id", "key"),
        coded("kind", codes.SEARCH_SOURCE),
    )
    id: str = primary_key("policy/strategy")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    key: str = text_column("Key within the policy")
    position: int = integer_column("Order, from 1")
    source: str = text_column("Database, register or other source searched, for example PubMed")
    platform: str | None = text_column(
        "Platform it is searched on, for example Ovid; null when not told", null=True
    )
    kind: str = text_column("What sort of source, as PRISMA parts them", codes=codes.SEARCH_SOURCE)
    query: str = text_column("The query as sent, without its date window")
    limits: str | None = text_column(
        "Limits set beside the query, for example English; null for none", null=True
    )
    through: str | None = text_column(
        "Day through which the published version has searched, ISO 8601; null when never", null=True
    )


class StrategyIndication(Table, table=True):
    __tablename__ = "strategy_indication"
    __table_args__ = described(
        "One row per indication that a search strategy is for.", unique("strategy_id", "indication_id")
    )
    id: str = primary_key("policy/strategy/indication")
    record_id: str = from_record()
    strategy_id: str = foreign_key("search_strategy.id", "The strategy")
    indication_id: str = foreign_key("indication.id", "The indication")
    position: int = integer_column("Order, from 1")
