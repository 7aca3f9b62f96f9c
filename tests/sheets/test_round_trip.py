"""Records of every kind -> the sheets of a workbook -> the same records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kb.records.kinds import MODELS, RecordName, list_folder, name_of
from kb.records.validating import read_record, validate
from kb.records.writing import write_record
from kb.sheets.filling import data_of, fill
from kb.sheets.lists import Lists
from kb.sheets.policy_workbook import layouts
from kb.sheets.record_layout import layout_of
from kb.sheets.sheet_table import INSTRUCTIONS, LISTS
from kb.sheets.taking_back import take_records
from tests.builders.three_policies import write_three_policies
from tests.extraction.grids import grids_of
from tests.store.every_field import records

Named = list[tuple[RecordName, Any]]


def require_the_same(kind: str, named: Named, *, single: bool = False) -> None:
    """What is taken from the sheets of some records of a kind is these records, to the letter."""
    layout = layout_of(kind, single=single)
    sheets = fill(layout, [data_of(record) for _, record in named], Lists())
    taken = take_records(grids_of(sheets), [layout], Lists(), {})
    assert taken.complaints == []
    for name, record in named:
        data = taken.records[kind]["" if layout.vocabulary else name.key]
        assert data.complaints == []
        assert write_record(validate(data.source("x"), name)) == write_record(record)


def by_kind(named: Named) -> Iterator[tuple[str, Named]]:
    """The records of each kind; the indications of each policy apart, since their keys are."""
    groups: dict[tuple[str, str], Named] = {}
    for name, record in named:
        groups.setdefault((name.kind, name.policy), []).append((name, record))
    for (kind, _), some in groups.items():
        yield kind, some


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Named:
    """The records of the shipped policy, the drug and the test."""
    folder = list_folder(write_three_policies(tmp_path_factory.mktemp("three") / "evidence"))
    return [(name, read_record(folder.file(name).read_bytes(), name, name.id)) for name in folder.names]


def test_the_records_of_three_policies_come_back_to_the_letter(shipped: Named) -> None:
    """All of a kind in one workbook, as a policy has them: 200 studies are rows and columns side by side."""
    assert {name.kind for name, _ in shipped} > {"studies", "policies", "indications", "guidelines"}
    for kind, named in by_kind(shipped):
        for part in [[one] for one in named] if kind == "policies" else [named]:
            require_the_same(kind, part, single=kind == "policies")


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_of_every_kind_has_its_cell(kind: str) -> None:
    """A field that is added to a record, of whatever shape, comes back without being written down for it."""
    named = [
        (name, record) for id, record in records().items() if (name := name_of(id)) and name.kind == kind
    ]
    for _, part in by_kind([one for one in named if one[0] is not None]):
        require_the_same(kind, part)
        for one in part:
            require_the_same(kind, [one], single=True)


def test_every_sheet_of_a_workbook_has_a_name_of_its_own() -> None:
    """Excel takes no two sheets of one name, in whatever case, and none of more than 31 letters."""
    names = [
        name for layout in layouts() for name in layout.names() if not (layout.vocabulary and name == "")
    ]
    names = [*dict.fromkeys(names), INSTRUCTIONS, LISTS]
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= 31


def test_the_fields_of_a_record_are_its_columns_once() -> None:
    """No sheet has two columns of one header."""
    for layout in layouts():
        for columns in (layout.fields, *(table.header() for table in layout.all_tables())):
            heads = [column.key for column in columns]
            assert len(set(heads)) == len(heads), (layout.sheet, heads)


def test_new_sheets_come_in_the_order_of_work() -> None:
    kinds = [layout.kind for layout in layouts()]
    assert set(kinds) == set(MODELS)
    assert kinds.index("policies") < kinds.index("indications") < kinds.index("studies")
