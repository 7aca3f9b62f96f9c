"""The front of a report: statement, coding, description, related policies, benefit, regulation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kb.documents.content import Block, Bullets, Paragraph, Section, Table, TableRow
from kb.evidence.policy import Code
from kb.inlines import Line, led
from kb.reports.policy_source import PolicySource
from kb.reports.statements import span, statements

_IN_GUIDELINES = frozenset({"procedure", "guidance", "drug", "device", "test"})
_UNNAMED = "Codes that no statement names"


class _ListedCode(NamedTuple):
    """A row of a table of codes: the code, the days on which it counts there, and what is added."""

    code: Code
    valid: str
    note: str | None


def _classes_a_device(code: Code) -> bool:
    """Whether it is a code by which the FDA classes devices; all others are for billing."""
    return code.system.casefold() == "fda product code" and code.code != "none"


def opening(source: PolicySource) -> tuple[Section, ...]:
    """The sections before the rationale; those without content are left out."""
    sections = (
        *source.further("front"),
        Section("Policy statement", statements(source), key="statement"),
        *source.further("statement"),
        source.titled("policy-guidelines", "Policy guidelines", _guidelines(source)),
        source.titled("description", "Description"),
        Section("Related policies", _related(source), key="related"),
        source.titled("benefit", "Benefit application"),
        source.titled("regulatory", "Regulatory status", _regulatory(source)),
    )
    return tuple(section for section in sections if section.blocks)


def _related(source: PolicySource) -> tuple[Block, ...]:
    titles = [f"{number} {title}" if number else title for title, number in source.policy.related]
    return (Bullets(titles),) if titles else ()


def _regulatory(source: PolicySource) -> tuple[Block, ...]:
    products = [code for code in source.policy.codes if _classes_a_device(code)]
    named = (Paragraph(f"{code.system}: {code.code}.") for code in products)
    return (*source.section("regulatory"), *named, *_tests(source))


def _tests(source: PolicySource) -> tuple[Block, ...]:
    """The tests that the policy is about, as laboratories offer them."""
    columns = ("name", "laboratory", "version", "specimen", "analytes", "codes", "status")
    headings = ("Test", "Laboratory", "Version", "Specimen", "Analytes", "Codes", "Status")
    shown = [(heading, name) for heading, name in zip(headings, columns, strict=True) if _any(source, name)]
    rows = [
        TableRow([str(row[name] or "") for _, name in shown], about=(f"test:{row['test']}",))
        for row in source.tests
    ]
    return (Table("", [heading for heading, _ in shown], rows),) if rows else ()


def _any(source: PolicySource, column: str) -> bool:
    return any(row[column] for row in source.tests)


def codes(source: PolicySource) -> tuple[Block, ...]:
    """The coding tables: one, or one for each determination where statements decide on codes differently."""
    by_determination = _by_determination(source)
    if len(by_determination) < 2:
        decided = [row for rows in by_determination.values() for row in rows]
        rows = [row for code in source.policy.codes for row in _rows_of(code, decided, source)]
        return _table("", rows, source)
    named = {row.code.id for rows in by_determination.values() for row in rows}
    left = [_listed(code, source) for code in source.policy.codes if code.id not in named]
    return tuple(
        table
        for caption, rows in (*by_determination.items(), (_UNNAMED, left))
        for table in _table(caption, rows, source)
    )


def _by_determination(source: PolicySource) -> dict[str, list[_ListedCode]]:
    """Name of a determination -> codes of the statements that decide so, in order; again with other dates."""
    known = {code.id: code for code in source.policy.codes}
    by_name: dict[str, dict[_ListedCode, None]] = {}
    for statement in source.policy.statements:
        for named in statement.codes:
            code = known[named.code]
            valid = span(source, named.valid_from or code.valid_from, named.valid_to or code.valid_to)
            row = _ListedCode(code, valid, named.note)
            by_name.setdefault(statement.determination_name, {})[row] = None
    return {name: list(rows) for name, rows in by_name.items()}


def _rows_of(code: Code, decided: Sequence[_ListedCode], source: PolicySource) -> Sequence[_ListedCode]:
    return [row for row in decided if row.code.id == code.id] or [_listed(code, source)]


def _listed(code: Code, source: PolicySource) -> _ListedCode:
    return _ListedCode(code, span(source, code.valid_from, code.valid_to), None)


def _table(caption: str, rows: Sequence[_ListedCode], source: PolicySource) -> tuple[Table, ...]:
    """A table of codes; columns that no code fills are left out."""
    if not rows:
        return ()
    columns = {
        "Type": [Line(row.code.system) for row in rows],
        "Code": [Line(row.code.code) for row in rows],
        "Description": [source.cell(row.code.description or "", _about(row.code)) for row in rows],
        "Status": [Line(row.code.status or "") for row in rows],
        "Valid": [Line(row.valid) for row in rows],
        "Note": [source.cell(row.note or "", _about(row.code)) for row in rows],
    }
    optional = {"Status", "Valid", "Note"}
    kept = {
        name: cells
        for name, cells in columns.items()
        if name not in optional or any(cell.plain for cell in cells)
    }
    return (Table(caption, tuple(kept), tuple(zip(*kept.values(), strict=True))),)


def _guidelines(source: PolicySource) -> tuple[Block, ...]:
    """Those in the words of policy or plan; codes for the service, and what is said about coding."""
    inner: tuple[Block, ...] = source.section("coding")
    billed = [code for code in source.policy.codes if not _classes_a_device(code)]
    listed = [_code(code, source) for code in billed if code.use in _IN_GUIDELINES]
    if listed:
        inner = (Bullets(listed), *inner)
    coding = (source.titled("coding", "Coding", inner),) if inner else ()
    return (*source.section("policy-guidelines"), *coding)


def _code(code: Code, source: PolicySource) -> Line:
    description = source.line(code.description or "", _about(code))
    return Line(f"{code.system} {code.code}", led(": ", description))


def _about(code: Code) -> str:
    return f"code:{code.id}"
