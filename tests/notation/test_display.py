"""Tables and sentences show figures in AMA number style; views show them as reported."""

import pytest

from kb.notation import display, main_figure, parse

DISPLAYED = {
    "7/180 (3.9%)": "7/180 (3.9%)",
    "none/33": "none/33",
    "1,944": "1,944",
    "205/222 lesions (92.3%)": "205/222 lesions (92.3%)",
    "median 25 months (range 8-64)": "median, 25 months (range, 8-64)",
    "mean 41.48 (SD 21.71, range 5.9-113.0)": "mean, 41.48 (SD, 21.71; range, 5.9-113.0)",
    "HR 0.3 (95% CI 0.1-0.9); p .02": "HR, 0.3 (95% CI, 0.1 to 0.9); p=.02",
    "OR 4.66 (95% CI 1.38-15.73)": "OR, 4.66 (95% CI, 1.38 to 15.73)",
    "HR 0.3 (95% CI 0.1-0.9) adjusted": "adjusted HR, 0.3 (95% CI, 0.1 to 0.9)",
    "RD -18.0% (95% CI -42.0 to 5.9)": "RD, -18.0% (95% CI, -42.0 to 5.9)",
    "6% (98% CI >=0.73 one-sided)": "6% (98% CI, ≥0.73 one-sided)",
    "p .767": "p=.767",
    "p 0.037": "p=.037",
    "p <.001": "p<.001",
    "p .04 one-sided": "one-sided p=.04",
    "p .04 adjusted for multiplicity for interaction": "multiplicity-adjusted p=.04 for interaction",
    "p .017 for interaction adjusted": "adjusted p=.017 for interaction",
    "p 1.9x10^-4": "p=1.9\N{MULTIPLICATION SIGN}10⁻⁴",
    "p not significant": "p not significant",
    "<=4 cm": "≤4 cm",
    ">=6 h/day for >=7 days": "≥6 h/day for ≥7 days",
    "~14 months read from graph": "about 14 months, read from graph",
    "20 per year imputed": "20 per year, imputed",
    "from 11.1 to 0.4 events per year": "from 11.1 to 0.4 events per year",
    "3.4-fold (95% CI 2.4-5.9)": "3.4-fold (95% CI, 2.4 to 5.9)",
    "I2 40%": "I², 40%",
    "median not reached": "median, not reached",
    "no significant difference": "no significant difference",
}


@pytest.mark.parametrize(("cell", "shown"), DISPLAYED.items())
def test_display(cell: str, shown: str) -> None:
    """A cell is shown in the style of the AMA."""
    assert display(parse(cell)) == shown


REPORTED = {
    "p .767": ["p=.767"],
    "p 0.037": ["p=0.037"],
    "p <.001": ["p<.001"],
    "p not reported": ["p not reported"],
    "97%": ["97%"],
    "HR 0.30": ["0.30"],
    "median not reached": ["not reached"],
    "<=4 cm": ["≤4"],
    "7/180 (3.9%)": ["7", "180", "3.9%"],
}


@pytest.mark.parametrize(("cell", "texts"), REPORTED.items())
def test_reported_text(cell: str, texts: list[str]) -> None:
    """Each figure keeps its words as they were reported."""
    assert [figure.text for figure in parse(cell)] == texts


MAIN = {
    "7/180 (3.9%)": "3.9%",
    "3.9% (7/180)": "3.9%",
    "7/180": "7",
    "7 (3.9%); p .776": "3.9%",
    "p .776": ".776",
    "p .02; HR 0.3 (95% CI 0.1-0.9)": "0.3",
    "yield 440/2,517 (17.5%)": "17.5%",
    "median 25 months (range 8-64)": "25",
    "from 11.1 to 0.4 per year": "0.4",
    ">=6 h/day for >=7 days": ">=6",
    "sensitivity 87%; specificity 57%": "87%",
    "not reported": "not reported",
    "range 1-2 lesions": None,
}


@pytest.mark.parametrize(("cell", "main"), MAIN.items())
def test_main_figure(cell: str, main: str | None) -> None:
    """A cell has one figure that stands for it, or none."""
    figure = main_figure(parse(cell))
    assert (None if figure is None else figure.reported) == main
