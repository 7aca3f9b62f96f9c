"""Text to figures to text is the identity on canonical text, and so is the way back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.notation import NotationError, display, main_figure, parse, parse_series, parse_time, render
from kb.notation.figure import Figure
from tests.notation.strategies import cells, near_cells


@given(cells)
def test_canonical_text_comes_back(cell: str) -> None:
    assert render(parse(cell)) == cell


@given(cells)
def test_figures_come_back(cell: str) -> None:
    """Figures written as a cell are read as the same figures."""
    figures = tuple(replace(figure) for figure in parse(cell))
    assert parse(render(figures)) == figures


@given(st.text() | near_cells)
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (parse, parse_series, parse_time):
        try:
            read(text)
        except NotationError as error:
            assert 1 <= error.column <= len(text) + 1
            assert str(error).startswith(f"column {error.column}: found ")


@given(near_cells)
def test_accepted_text_has_one_canonical_form(text: str) -> None:
    try:
        figures = parse(text)
    except NotationError:
        return
    canonical = render(figures)
    assert parse(canonical) == figures
    assert render(parse(canonical)) == canonical


@given(cells)
def test_every_cell_can_be_displayed(cell: str) -> None:
    assert display(parse(cell))


@given(cells)
def test_main_figure_is_an_estimate(cell: str) -> None:
    figure = main_figure(parse(cell))
    assert figure is None or not figure.statistic.endswith(("total", "-low", "-high", "sd", "se"))


@pytest.mark.parametrize(
    "changed",
    [{"counted": "things"}, {"unit": "months"}, {"level": 95}, {"statistic": "tally"}, {"reported": "many"}],
)
def test_figures_no_cell_states_are_refused(changed: dict[str, str]) -> None:
    (figure,) = parse("12.5%")
    wrong: Figure = replace(figure, **changed)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"do not make a cell|does not state the figure"):
        render([wrong])
