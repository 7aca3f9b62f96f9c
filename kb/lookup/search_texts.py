"""What the texts of hits point at: where they are used, and the figures in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kb.db.connect import Reader, Row
from kb.lookup.search_engines import Params
from kb.records.prose_tokens import STATEMENT

_FIGURE = re.compile(r"\[\[([^\[\]]+)\]\]")
_CITATION = re.compile(r"\s*\[@[^\[\]]*\]")


def _marks(prefix: str, values: Sequence[str]) -> tuple[str, Params]:
    """Placeholders for a list of values, and the values by name."""
    params = {f"{prefix}{number}": value for number, value in enumerate(values)}
    return ", ".join(f":{name}" for name in params), params


def uses_of(reader: Reader, hits: Sequence[Row]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Where each hit is used, by kind and key: ``policy`` or ``policy/indication``."""
    marks, params = _marks("key", [row["key"] for row in hits])
    sql = f"SELECT kind, key, policy, indication FROM use_in_policy WHERE key IN ({marks})"
    used: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in reader.rows(sql, params):
        used.setdefault((row["kind"], row["key"]), set()).add((row["policy"], row["indication"] or ""))
    for hit in hits:
        if hit["policy_id"] is not None and (hit["kind"], hit["key"]) not in used:
            used[hit["kind"], hit["key"]] = {(hit["policy_id"], hit["indication_key"] or "")}
    return {(hit["kind"], hit["key"]): _places(used.get((hit["kind"], hit["key"]), set())) for hit in hits}


def _places(places: set[tuple[str, str]]) -> tuple[str, ...]:
    """The policy alone is left out where one of its indications is named."""
    within = {policy for policy, indication in places if indication}
    shown = sorted(place for place in places if place[1] or place[0] not in within)
    return tuple(f"{policy}/{indication}" if indication else policy for policy, indication in shown)


def figures_named(reader: Reader, texts: Sequence[str], hits: Sequence[Row]) -> dict[str, str]:
    """The reported text of every figure that the texts of the hits name, by each name it goes by."""
    names = {
        _identity(name, hit) for text, hit in zip(texts, hits, strict=True) for name in _FIGURE.findall(text)
    }
    if not names:
        return {}
    wanted = sorted({name.removesuffix(STATEMENT) for name in names})
    marks, params = _marks("name", wanted)
    sql = (
        "SELECT f.id, COALESCE(f.result_id, f.fact_id) AS owner, f.reported_text, f.is_main,"
        " COALESCE(r.reported_text, a.reported_text) AS whole, COALESCE(m.reported_text, r.reported_text,"
        " a.reported_text) AS measure FROM figure AS f LEFT JOIN result AS r ON r.id = f.result_id"
        " LEFT JOIN fact AS a ON a.id = f.fact_id LEFT JOIN measure AS m ON m.id = f.id"
        f" WHERE f.id IN ({marks}) OR f.result_id IN ({marks}) OR f.fact_id IN ({marks}) ORDER BY f.id"
    )
    reported: dict[str, str] = {}
    for row in reader.rows(sql, params):
        reported[row["id"]] = row["reported_text"]
        reported[f"{row['id']}{STATEMENT}"] = row["measure"]
        reported[f"{row['owner']}{STATEMENT}"] = row["whole"]
        if row["is_main"]:
            reported[row["owner"]] = row["reported_text"]
    return reported


def filled_in(text: str, hit: Row, figures: Mapping[str, str]) -> str:
    """A text of a hit as people read it: figures as reported, citations left out, pieces parted by dots."""
    if hit["kind"] == "plan":
        # A plan's own words hold no marks: brackets in them are brackets.
        return " · ".join(text.split("\n"))
    text = _FIGURE.sub(lambda match: figures.get(_identity(match[1], hit), "[…]"), text)
    return " · ".join(_CITATION.sub("", text).split("\n"))


def _identity(name: str, hit: Row) -> str:
    """Short names mean the facts of the policy, or the limits of the recommendation, that the text is of."""
    name = name.strip()
    if "/" in name and not name.startswith("fact:"):
        return name
    owner = hit["key"] if hit["kind"] == "recommendation" else hit["policy_id"]
    return f"{owner}/{name.removeprefix('fact:')}"
