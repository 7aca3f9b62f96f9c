"""How the figures of a cell fall into measures: one line for each, with what belongs to it."""

from __future__ import annotations

import pytest
from hypothesis import given

from kb.notation import parse
from kb.store.measure_parts import MeasurePart, parts_of
from tests.notation.strategies import cells


def told(part: MeasurePart) -> str:
    """A part as ``lead [figures] (spreads) tests words``."""
    texts = [part.lead.statistic]
    others = [figure.reported for figure in part.figures if figure is not part.lead]
    texts += [f"+ {text}" for text in others]
    texts += [f"{column} {figure.reported}" for column, figure in part.spreads.items()]
    return ", ".join([*texts, *(f"p {p.reported}" for p in part.tests), *(w.reported for w in part.words)])


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("7/180 (3.9%)", ["percent, + 7, + 180"]),
        ("8", ["count"]),
        ("median 25 months (range 8-64); 8/20", ["median, range_low 8, range_high 64", "count, + 20"]),
        ("sensitivity 95%; specificity 10/12 (83.3%)", ["sensitivity", "specificity, + 10, + 12"]),
        ("TP 10; FN 2; FP 9", ["true-positives", "false-negatives", "false-positives"]),
        ("from 11.1 to 0.4 cm", ["baseline", "final"]),
        ("range 1-2 lesions", ["range-low, range_low 1, range_high 2"]),
        ("higher", ["verbal, higher"]),
        ("associated; p .029", ["verbal, p .029, associated"]),
        ("not reported", ["unspecified"]),
        ("median not reached", ["median"]),
        ("HR 0.5; p .03", ["hazard-ratio, p .03"]),
        ("RD 5%; OR 2; p .03", ["risk-difference, p .03", "odds-ratio, p .03"]),
        ("RD 5%; p .03; OR 2; p .04", ["risk-difference, p .03", "odds-ratio, p .04"]),
        ("p .03; HR 0.5", ["hazard-ratio, p .03"]),
        ("RR 0.5; p .03; I2 50%; p .2", ["risk-ratio, p .03", "i-squared, p .2"]),
        ("RR 0.5; I2 50%; p .2", ["risk-ratio", "i-squared, p .2"]),
        ("HR 0.9; p <.001 for noninferiority", ["hazard-ratio", "p-value, p <.001"]),
        ("HR 0.9; p .2; p .04 for interaction", ["hazard-ratio, p .2", "p-value, p .04"]),
        ("p .2; p .04 for trend", ["p-value, p .2", "p-value, p .04"]),
        ("RR 0.5; p .04 for heterogeneity", ["risk-ratio", "p-value, p .04"]),
        ("HR 2 (95% CI 1-4, 90% CI 1.1-3.6)",
         ["hazard-ratio, ci_low 1, ci_high 4", "ci-low, ci_low 1.1, ci_high 3.6"]),
        ("favors index; HR 0.5; p .03", ["hazard-ratio, p .03, favors index"]),
    ],
)  # fmt: skip
def test_each_measure_has_its_own_numbers(cell: str, parts: list[str]) -> None:
    """A share keeps its count, an estimate its spreads; a p value belongs to the measures before it."""
    assert [told(part) for part in parts_of(parse(cell))] == parts


@pytest.mark.parametrize(
    ("cell", "of_each"),
    [
        ("RR 0.8; I2 40%; p .03; OR 0.7; I2 0%", {"risk-ratio": "40% p .03", "odds-ratio": "0%"}),
        ("RR 0.8; p .01; I2 62%; p .04 for heterogeneity", {"risk-ratio": "62% p .04"}),
        ("RR 0.8; tau2 0.02; Q 12.3; p .3; I2 10%", {"risk-ratio": "0.02 p .3, 12.3 p .3, 10%"}),
        ("I2 40%; RR 0.8", {"risk-ratio": ""}),
    ],
)
def test_heterogeneity_is_of_the_measure_before_it(cell: str, of_each: dict[str, str]) -> None:
    """Two pooled effects in one cell have each their own I-squared, tau-squared, Q and p."""
    effects = [part for part in parts_of(parse(cell)) if part.lead.statistic in of_each]
    assert {
        part.lead.statistic: ", ".join(
            " ".join([own.lead.reported, *(f"p {test.reported}" for test in own.tests)])
            for own in part.heterogeneity
        )
        for part in effects
    } == of_each


@given(cells)
def test_no_figure_of_any_cell_is_lost(cell: str) -> None:
    """Every figure is in a part, as a number, a spread, a p value or words; each part is led by its own."""
    figures = parse(cell)
    parts = parts_of(figures)
    held = [figure for part in parts for figure in part.text_figures()]
    assert {id(figure) for figure in figures} <= {id(figure) for figure in held}
    assert len({id(part.lead) for part in parts}) == len(parts)
    numbers = [figure for part in parts for figure in (*part.figures, *part.spreads.values())]
    assert len({id(figure) for figure in numbers}) == len(numbers), "a number is said twice"
