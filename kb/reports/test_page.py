"""``kb test show``: the page about one test, and the tests of a policy as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kb import codes
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.documents.content import Block, Document, Paragraph, Section, Table
from kb.errors import KbError, nearest

ANY: Mapping[str, str | None] = {"analyte": None, "treatment": None, "code": None, "policy": None}
"""What a list of tests is asked for: nothing, so all."""


def build_test_page(reader: Reader, test: str, *, templates: Path | None = None) -> Document:
    """What a test is, what it looks at, what it is billed by and selects for, and what studies found.

    ``templates`` is accepted as by every page; this one has no frames. Raises KbError for an unknown test.
    """
    del templates
    rows = reader.rows("SELECT * FROM test_overview WHERE test = :test", {"test": test})
    if not rows:
        known = [row["test"] for row in run(reader, "evidence/test_list", **ANY)]
        raise KbError(f"There is no test {test!r}. {nearest(test, known) or 'kb test list shows them.'}")
    sections = (
        Section("Looks at", _analytes(reader, test), key="analytes"),
        Section(
            "Thresholds", _table(reader, "test_threshold", test, ("threshold", "result")), key="thresholds"
        ),
        Section("Codes", _table(reader, "test_code", test, _CODE), key="codes"),
        Section("Selects patients for", _table(reader, "companion_test", test, _COMPANION), key="companion"),
        Section("In studies", _studies(reader, test), key="studies"),
    )
    return Document(rows[0]["name"], _facts(rows[0]), [section for section in sections if section.blocks])


_CODE = ("system", "code", "description", "valid_from", "valid_to")
_COMPANION = ("treatment_name", "condition_name", "result", "approval", "date", "recommendation")
_STUDY = (
    "label",
    "arm",
    "version",
    "target",
    "threshold",
    "population",
    "unit",
    "source",
    "tp",
    "fp",
    "fn",
    "tn",
    "sensitivity",
    "specificity",
)


def _facts(row: Row) -> list[tuple[str, str]]:
    purpose = codes.TEST_PURPOSE.get(row["purpose"] or "", "")
    kind = codes.ANALYTE_KIND.get(row["analyte_kind"] or "", "")
    size = "" if row["panel_size"] is None else str(row["panel_size"])
    facts = [
        ("Key", row["test"]),
        ("Abbreviation", row["abbreviation"]),
        ("Laboratory", row["laboratory"]),
        ("Version", row["version"]),
        ("Later version of", row["replaces"]),
        ("Form of", row["intervention"]),
        ("Purpose", purpose),
        ("Specimen", row["specimen"]),
        ("Method", row["method"]),
        ("Regulatory status", row["status"]),
        ("Analytes", kind),
        ("Number of analytes as stated", size),
        ("Reference", row["reference"]),
        ("Note", row["note"]),
    ]
    return [(label, value) for label, value in facts if value]


def _table(reader: Reader, view: str, test: str, columns: Sequence[str]) -> tuple[Block, ...]:
    sql = f"SELECT {', '.join(columns)} FROM {view} WHERE test = :test ORDER BY position"  # noqa: S608 (of ours)
    return _block(reader.rows(sql, {"test": test}), columns)


def _analytes(reader: Reader, test: str) -> tuple[Block, ...]:
    """A table of analytes with details; names alone as one paragraph, for a panel has hundreds."""
    rows = reader.rows("SELECT * FROM test_analyte WHERE test = :test ORDER BY position", {"test": test})
    if rows and all(row["detail"] is None for row in rows):
        return (Paragraph(", ".join(row["analyte"] for row in rows)),)
    return _block(rows, ("analyte", "detail"))


def _studies(reader: Reader, test: str) -> tuple[Block, ...]:
    return _block(run(reader, "evidence/test_studies", test=test), _STUDY)


def _block(rows: Sequence[Row], columns: Sequence[str]) -> tuple[Block, ...]:
    """A table of rows, without the columns that are empty throughout."""
    kept = [name for name in columns if any(row[name] is not None for row in rows)]
    cells = [["" if row[name] is None else _shown(row[name]) for name in kept] for row in rows]
    return (Table("", [_HEADINGS.get(name, _heading(name)) for name in kept], cells),) if rows else ()


def _heading(name: str) -> str:
    return name.upper() if len(name) == 2 else name.replace("_", " ").capitalize()


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


_HEADINGS = {
    "label": "Study",
    "treatment_name": "Treatment",
    "condition_name": "Condition",
    "sensitivity": "Sensitivity, %",
    "specificity": "Specificity, %",
}
