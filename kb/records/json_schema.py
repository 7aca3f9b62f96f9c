"""JSON Schema of the records, for editors that complete and check YAML."""

from __future__ import annotations

from typing import Any

from kb.errors import KbError, nearest
from kb.records.kinds import MODELS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of record. Raises KbError for an unknown kind."""
    if kind not in MODELS:
        known = list(MODELS)
        raise KbError(f"There is no kind of record `{kind}`. {nearest(kind, known)}")
    schema: dict[str, Any] = MODELS[kind].model_json_schema(by_alias=True)
    return {"$schema": DIALECT, **schema}
