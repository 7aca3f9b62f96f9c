"""Every shape of printed figure has a cell, and the cell states just those figures."""

import pytest

from kb.codes import QUALIFIER
from kb.notation import Figure, parse, render
from kb.notation.terms import QUALIFIERS
from tests.notation.shapes import SHAPES

CELLS = [
    pytest.param(cell, expected, id=f"{shape.number}: {cell}")
    for shape in SHAPES
    for cell, expected in shape.cells.items()
]


def stated(figure: Figure) -> str:
    if figure.absent is not None:
        return f"{figure.statistic}={figure.absent}"
    number = figure.reported if figure.value is None else f"{figure.value:f}"
    return f"{figure.statistic}={number}"


def test_every_shape_is_here() -> None:
    assert [shape.number for shape in SHAPES] == list(range(1, 101))


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_cell_states_its_figures(cell: str, expected: str) -> None:
    assert " ".join(stated(figure) for figure in parse(cell)) == expected


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_cell_comes_back_to_the_letter(cell: str, expected: str) -> None:
    assert render(parse(cell)) == cell


def only(cell: str, statistic: str) -> Figure:
    (figure,) = [figure for figure in parse(cell) if figure.statistic == statistic]
    return figure


def test_interval_ends_have_the_unit_and_the_level() -> None:
    low = only("median 20.3 months (90% CI 17.0-27.2)", "ci-low")
    assert (low.unit, low.level, low.reported) == ("months", 90, "17.0")


def test_interval_of_a_share_is_in_percent() -> None:
    assert only("7/180 (3.9%) (95% CI 1.6-7.9)", "ci-high").unit == "%"


def test_counted_noun_is_on_every_figure_of_the_share() -> None:
    assert {figure.counted for figure in parse("205/222 lesions (92.3%)")} == {"lesions"}


def test_bound_and_approximation() -> None:
    """A bound or an approximation keeps its sign and its printed form."""
    assert only("AUC >0.98", "auc").sign == ">"
    assert only("penetrance ~83%", "penetrance").sign == "~"
    assert only("penetrance ~83%", "penetrance").reported == "~83%"


def test_printed_form_survives() -> None:
    """Leading and trailing zeros and thousands stay as printed."""
    assert only("p .767", "p-value").reported == ".767"
    assert only("HR 0.30", "hazard-ratio").reported == "0.30"
    assert only("1,944", "count").reported == "1,944"


def test_one_sided_interval() -> None:
    """A one-sided interval has one end, and says so."""
    low = only("6% (98% CI >=0.73 one-sided)", "ci-low")
    assert (low.sign, low.qualifiers, low.level) == (">=", ("one-sided",), 98)


def test_qualifiers_stand_on_the_estimates() -> None:
    figures = parse("HR 0.3 (95% CI 0.1-0.9) adjusted; p .02 for interaction")
    assert [figure.qualifiers for figure in figures] == [
        ("adjusted",),
        (),
        (),
        ("for-interaction",),
    ]


def test_range_across_studies() -> None:
    """A range over the studies of a review is told apart from one over patients."""
    assert only("range across studies 12%-39%", "range-low").qualifiers == ("across-studies",)


def test_effect_per_unit_of_exposure() -> None:
    assert only("HR per allele 1.10", "hazard-ratio").per == "allele"


def test_interval_open_at_one_end() -> None:
    high = only("median 25 months (95% CI 20.1 to not reached)", "ci-high")
    assert (high.value, high.absent, high.unit) == (None, "not-reached", "months")


def test_statements_are_numbered() -> None:
    """Figures of one statement share its number."""
    assert [figure.statement for figure in parse("HR 0.3 (95% CI 0.1-0.9); p .02")] == [0, 0, 0, 1]


def test_every_qualifier_of_the_notation_has_a_meaning_in_the_code_list() -> None:
    """The database keeps qualifiers by these slugs, and holds them to the list."""
    assert set(QUALIFIERS) == set(QUALIFIER)
