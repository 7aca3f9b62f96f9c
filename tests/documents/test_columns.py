"""Tables on paper: widths, size of the type, upright or across."""

from __future__ import annotations

import pytest
from hypothesis import given

from kb.documents.content import Document, Table
from kb.documents.render.columns import ACROSS, UPRIGHT, Columns, columns_of
from kb.documents.render.linked import LinkedTable
from kb.documents.render.linking import link
from tests.documents.generated import tables


def _columns(table: Table) -> Columns:
    (linked,) = link(Document("t", (), (table,))).blocks
    assert isinstance(linked, LinkedTable)
    return columns_of(linked)


@given(tables())
def test_columns_fill_the_page_and_every_one_has_room(table: Table) -> None:
    columns = _columns(table)
    assert sum(columns.widths) == pytest.approx(ACROSS if columns.across else UPRIGHT, abs=0.1)
    assert len(columns.widths) == len(table.header)
    assert min(columns.widths) > 11


def test_a_narrow_table_stands_upright_in_the_usual_size() -> None:
    columns = _columns(Table("", ("Effective date", "Action"), (("2021-11-01", "Annual review; unchanged"),)))
    assert (columns.size, columns.across) == (9.0, False)
    assert columns.widths[0] < columns.widths[1]


def test_more_columns_make_the_type_smaller_and_then_turn_the_page() -> None:
    seen = [_columns(Table("", ("Measurement",) * count, ())) for count in range(2, 24)]
    turned = [columns.across for columns in seen]
    assert turned == sorted(turned)
    for across in (False, True):
        sizes = [columns.size for columns in seen if columns.across is across]
        assert sizes == sorted(sizes, reverse=True) and sizes[0] == 9.0


def test_no_word_of_a_column_is_broken_while_the_page_has_room() -> None:
    table = Table("", ("Study", "Outcome", "p"), (("Doe et al (2020)", "thrombocytopenia", "words " * 90),))
    columns = _columns(table)
    assert columns.letters(1) >= len("thrombocytopenia")


def test_tall_rows_of_many_columns_turn_the_page() -> None:
    row = ("words " * 60,) * 6
    assert _columns(Table("", tuple("abcdef"), (row,))).across
    assert not _columns(Table("", ("a", "b"), (row[:2],))).across
