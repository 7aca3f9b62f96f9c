"""``datapackage.json``: what the exported files hold, by the Frictionless Data Package 1.0 standard."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from kb.export.folder import MADE_BY, NewFolder
from kb.export.foreign_keys import ForeignKey, foreign_keys
from kb.export.snapshot import Snapshot
from kb.export.views import ExportedView, ViewColumn
from kb.formats import OutputFormat

_TYPES = {"text": "string", "integer": "integer", "real": "number", "boolean": "boolean", "date": "date"}
_CSV = {
    "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
    "encoding": "utf-8",
    "mediatype": "text/csv",
}
_PARQUET = {"mediatype": "application/vnd.apache.parquet"}


def package_text(
    views: list[ExportedView], folder: NewFolder, form: OutputFormat, snapshot: Snapshot, scripts: list[str]
) -> str:
    """The description of the files ``VIEW.form`` of a folder, one a view, and of scripts beside them."""
    keys = foreign_keys(views)
    content = {
        "name": "kb-public-views",
        "title": "Public views of kb",
        "created": snapshot.taken,
        "created_by": MADE_BY,
        "snapshot": snapshot.as_json(),
        "scripts": scripts,
        "resources": [
            _resource(view, folder.file(f"{view.name}.{form}"), form, keys[view.name]) for view in views
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _resource(view: ExportedView, file: Path, form: OutputFormat, keys: list[ForeignKey]) -> dict[str, Any]:
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return {
        "name": view.name,
        "path": f"{view.name}.{form}",
        "profile": "tabular-data-resource" if form is OutputFormat.CSV else "data-resource",
        "format": str(form),
        **(_CSV if form is OutputFormat.CSV else _PARQUET),
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest}",
        "description": view.description,
        "schema": {
            "fields": [_field(column) for column in view.columns],
            "missingValues": [""],
            **_key(view),
            **_foreign(keys),
        },
    }


def _key(view: ExportedView) -> dict[str, list[str]]:
    """The standard lets no primary key be null."""
    with_null = {column.name for column in view.columns if column.null}
    return {} if with_null.intersection(view.key) else {"primaryKey": list(view.key)}


def _foreign(keys: list[ForeignKey]) -> dict[str, Any]:
    listed = [
        {
            "fields": list(key.columns),
            "reference": {"resource": key.home, "fields": list(key.columns)},
        }
        for key in keys
    ]
    return {"foreignKeys": listed} if listed else {}


def _field(column: ViewColumn) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.null else {"required": True}
    if column.codes:
        constraints["enum"] = list(column.codes)
    field = {"name": column.name, "type": _TYPES[column.type], "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})
