"""``datapackage.json``: what the exported files hold, by the Frictionless Data Package 1.0 standard."""

from __future__ import annotations

import json
from typing import Any

from kb.export.views import ExportedView, ViewColumn

FILE = "datapackage.json"
MADE_BY = "kb export"

_TYPES = {"text": "string", "integer": "integer", "real": "number", "boolean": "boolean", "date": "date"}


def package_text(views: list[ExportedView], ending: str) -> str:
    """The description of files ``VIEW.ending``, one for each view."""
    content = {
        "name": "kb-public-views",
        "title": "Public views of kb",
        "created_by": MADE_BY,
        "resources": [_resource(view, ending) for view in views],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def files_of_package(text: str) -> set[str]:
    """Names of the files that an earlier export wrote; empty when the text is none of ours."""
    try:
        content = json.loads(text)
        if content["created_by"] != MADE_BY:
            return set()
        return {FILE, *(str(resource["path"]) for resource in content["resources"])}
    except (ValueError, KeyError, TypeError):
        return set()


def _resource(view: ExportedView, ending: str) -> dict[str, Any]:
    return {
        "name": view.name,
        "path": f"{view.name}.{ending}",
        "format": ending,
        "description": view.description,
        "schema": {"fields": [_field(column) for column in view.columns], "missingValues": [""]} | _key(view),
    }


def _key(view: ExportedView) -> dict[str, list[str]]:
    """The standard lets no primary key be null."""
    with_null = {column.name for column in view.columns if column.null}
    return {} if with_null.intersection(view.key) else {"primaryKey": list(view.key)}


def _field(column: ViewColumn) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.null else {"required": True}
    if column.codes:
        constraints["enum"] = list(column.codes)
    field = {"name": column.name, "type": _TYPES[column.type], "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})
