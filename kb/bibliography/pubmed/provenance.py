"""What a search was, next to the records that it found: ``FILE.search.json``.

PRISMA-S asks to report for each source the full strategy as run, limits, date of the search and number of
records (Rethlefsen et al., doi:10.1186/s13643-020-01542-z, items 1, 8, 9, 13, 15).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb import __version__
from kb.files import write_whole


def provenance_file(file: Path) -> Path:
    """Where the provenance of a file of records is."""
    return file.parent / f"{file.name}.search.json"


def write_provenance(
    file: Path, search: Mapping[str, Any], records: int, missing: tuple[str, ...], sha256: str | None
) -> Path:
    """Write it; ``sha256`` is None when nothing matched and there is no file. Returns where it is."""
    order = search["order"]
    data = {
        "database": "PubMed",
        "query": order["query"],
        "since": order["since"],
        "until": order["until"],
        "date_type": order["date_type"],
        "translation": search["translation"],
        "warnings": list(search["warnings"]),
        "searched_at": search["searched_at"],
        "count": search["count"],
        "records": records,
        "missing": list(missing),
        "file": file.name if sha256 else None,
        "format": order["form"],
        "sha256": sha256,
        "address": order["address"],
        "program": f"kb {__version__}",
    }
    target = provenance_file(file)
    write_whole(target, json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    return target
