"""Rows -> the data of a policy record: the inverse of policy_rows."""

from __future__ import annotations

from typing import Any

from kb.store.facts import read_fact
from kb.store.rows import Row, Rows, said


def policy_record(rows: Rows) -> dict[str, Any]:
    """The data of a policy record from its rows."""
    row = rows.one("policy")
    return said(
        {
            "policy": row["id"],
            "title": row["title"],
            "plan": row["plan"],
            "parent": _parent(row),
            "section": row["section"],
            "original_date": row["original_date"],
            "effective_date": rows.one("policy_version")["effective_date"],
            "review_months": row["review_months"],
            "document": row["document_id"],
            "statements": tuple(_statement(rows, item) for item in rows.ordered("statement")),
            "codes": _picked(rows, "policy_code", "system", "code", "description", "use"),
            "related": _picked(rows, "related_policy", "title", "number"),
            "facts": {
                fact["key"]: read_fact(rows, fact) for fact in rows.ordered("fact") if "/" not in fact["key"]
            },
            "sections": _sections(rows),
            "guidelines": _guidelines(rows),
            "clinical_input": tuple(_input(rows, item) for item in rows.ordered("clinical_input")),
            "coverage": _picked(rows, "coverage_position", "authority", "coverage:position", "text"),
            "searches": tuple(_search(rows, item) for item in rows.ordered("search_strategy")),
            "trial_search": _picked(rows, "trial_search", "registry_name:registry", "date", "found", "text"),
            "ongoing_trials": _picked(
                rows,
                "ongoing_trial",
                "registry_name:registry",
                "number",
                "title",
                "planned",
                "completion",
                "status",
            ),
            "history": _picked(rows, "history_entry", "effective_date:date", "action"),
            "definitions": _picked(rows, "definition", "term", "text"),
            "also_listed": tuple(item["reference_id"] for item in rows.ordered("listed_reference")),
        }
    )


def _picked(rows: Rows, table: str, *columns: str) -> tuple[dict[str, Any], ...]:
    """Rows of a table as entries; ``column:key`` where the record calls a column otherwise."""
    pairs = [(column.partition(":")[0], column.partition(":")[2] or column) for column in columns]
    return tuple(said({key: row[column] for column, key in pairs}) for row in rows.ordered(table))


def _parent(row: Row) -> dict[str, Any] | None:
    if row["parent_plan"] is None:
        return None
    return said(
        {
            "plan": row["parent_plan"],
            "number": row["parent_number"],
            "reference": row["parent_reference_id"],
            "policy": row["parent_policy_id"],
            "version": row["parent_version"],
        }
    )


def _statement(rows: Rows, row: Row) -> dict[str, Any]:
    codes = {code["id"]: code["code"] for code in rows.of("policy_code")}
    of_statement = {"statement_id": row["id"]}
    nodes = rows.ordered("statement_criterion", **of_statement)
    root = next((node for node in nodes if node["parent_id"] is None), None)
    return said(
        {
            "key": row["key"],
            "determination": row["determination"],
            "text": row["text"],
            "indications": tuple(
                str(item["indication_id"]).rpartition("/")[2]
                for item in rows.ordered("statement_indication", **of_statement)
            ),
            "codes": tuple(
                codes[item["policy_code_id"]] for item in rows.ordered("statement_code", **of_statement)
            ),
            "criteria": None if root is None else _criterion(nodes, root),
            "previous": row["previous_text"],
        }
    )


def _search(rows: Rows, row: Row) -> dict[str, Any]:
    names = ("key", "source", "platform", "kind", "query", "limits", "through")
    indications = rows.ordered("strategy_indication", strategy_id=row["id"])
    listed = tuple(str(item["indication_id"]).rpartition("/")[2] for item in indications)
    return said({name: row[name] for name in names} | {"indications": listed})


def _criterion(nodes: list[Row], row: Row) -> dict[str, Any]:
    below = tuple(_criterion(nodes, node) for node in nodes if node["parent_id"] == row["id"])
    lists = {"all": "all", "any": "any", "at-least": "of"}
    own = {"text": row["text"], "at-least": row["minimum"]}
    return said(own | ({lists[row["kind"]]: below} if row["kind"] in lists else {}))


def _sections(rows: Rows) -> dict[str, Any]:
    sections: dict[str, tuple[Any, ...]] = {}
    for row in rows.ordered("section_text", "section_position", "position"):
        paragraph = said({"heading": row["heading"], "text": row["text"]})
        sections[row["section"]] = (*sections.get(row["section"], ()), paragraph)
    return sections


def _guidelines(rows: Rows) -> tuple[dict[str, Any], ...]:
    uses: dict[str, dict[str, str]] = {}
    for row in rows.ordered("policy_recommendation"):
        guideline, _, recommendation = str(row["recommendation_id"]).partition("/")
        indication = "none" if row["indication_id"] is None else str(row["indication_id"]).rpartition("/")[2]
        uses.setdefault(guideline, {})[recommendation] = indication
    return tuple({"guideline": key, "recommendations": found} for key, found in uses.items())


def _input(rows: Rows, row: Row) -> dict[str, Any]:
    facts = {
        name: read_fact(rows, fact)
        for name in ("year", "societies", "centers")
        for fact in rows.of("fact")
        if fact["id"] == row[f"{name}_fact_id"]
    }
    return said(
        {
            "year": row["year"],
            "societies": facts.get("societies", {}).get("cell"),
            "centers": facts.get("centers", {}).get("cell"),
            "summary": row["summary"],
            "stated": {name: fact["stated"] for name, fact in facts.items() if "stated" in fact},
        }
    )
