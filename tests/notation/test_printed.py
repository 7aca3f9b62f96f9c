"""A row says once what its numbers are, and its cells are read as tables print them."""

import re

import pytest

from kb.notation import NotationError, parse, render
from kb.notation.printed import parse_form, written_out

PRINTED = [
    ("HR (95% CI)", "0.53 (0.32 to 0.89)", "HR 0.53 (95% CI 0.32-0.89)"),
    ("HR (95% CI), p", "0.3 (0.1-0.9), .02", "HR 0.3 (95% CI 0.1-0.9); p .02"),
    ("HR (95% CI)", "0.3 (0.1-0.9); p<.001", "HR 0.3 (95% CI 0.1-0.9); p <.001"),
    ("adjusted HR (95% CI)", "0.3 (0.1-0.9)", "HR 0.3 (95% CI 0.1-0.9) adjusted"),
    ("RR [95% CI]", "0.69 [0.56, 0.85]", "RR 0.69 (95% CI 0.56-0.85)"),
    ("MD (95% CrI)", "-6.0 (-9.1, -2.9)", "MD -6.0 (95% CrI -9.1 to -2.9)"),
    ("mean (SD)", "30.4 (10.4)", "mean 30.4 (SD 10.4)"),
    ("mean (SD)", "0.54 (\N{PLUS-MINUS SIGN}0.79)", "mean 0.54 (SD 0.79)"),
    ("LSM \N{PLUS-MINUS SIGN} SE", "3.9 +- 0.5", "LSM 3.9 (SE 0.5)"),
    ("LSM change (95% CI), points", "3.9 (3.0-4.9)", "LSM change 3.9 points (95% CI 3.0-4.9)"),
    ("Change from baseline, m/sec (SEM)", "0 (0.02)", "change 0 m/s (SE 0.02)"),
    ("median, months (IQR)", "7 (5-9)", "median 7 months (IQR 5-9)"),
    ("mean, % (SD)", "70 (5)", "mean 70% (SD 5)"),
    ("Change from baseline mean (SD)", "0.8 (0.7)", "mean change 0.8 (SD 0.7)"),
    ("LS mean change (SE) from baseline", "-2.0 (1.4)", "LSM change -2.0 (SE 1.4)"),
    ("Mean (SD) change from baseline", "-2.0 (1.4)", "mean change -2.0 (SD 1.4)"),
    ("Difference in LS mean (95% CI)", "-7.0 (-9.1, -2.9)", "LSMD -7.0 (95% CI -9.1 to -2.9)"),
    (
        "mean change (SE), kg/m2; LS mean difference (95% CI)",
        "7.6 (7.9); 6.8 (4.3, 9.2)",
        "mean change 7.6 kg/m2 (SE 7.9); LSMD 6.8 kg/m2 (95% CI 4.3-9.2)",
    ),
    ("median (range), months", "22.0 (3-42)", "median 22.0 months (range 3-42)"),
    ("median (IQR)", "not reached (20.1 to not reached)", "median not reached (IQR 20.1 to not reached)"),
    ("n (%)", "23 (46)", "23 (46%)"),
    ("n (%)", "0 (0)", "0 (0%)"),
    ("n/N (%)", "37/73 (51)", "37/73 (51%)"),
    ("% (n/N)", "51 (37/73)", "51% (37/73)"),
    ("% (95% CI)", "73 (63-80)", "73% (95% CI 63-80)"),
    ("%", "46", "46%"),
    ("sensitivity (95% CI), %", "100 (>99.9 to 100)", "sensitivity 100% (95% CI >99.9-100)"),
    ("AUC", ">0.98", "AUC >0.98"),
    ("p", "<.001", "p <.001"),
    ("months", "22", "22 months"),
    ("n (%)", "not reported", "not reported"),
]


@pytest.mark.parametrize(("form", "printed", "canonical"), PRINTED)
def test_a_cell_of_a_form_is_read_as_the_form_says(form: str, printed: str, canonical: str) -> None:
    written = written_out(printed, parse_form(form))
    assert written is not None
    assert render(parse(written)) == canonical


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        ("HR (95% CI)", "OR 0.3 (95% CI 0.1-0.9)"),
        ("mean (SD)", "30.4"),
        ("mean", "30.4 (10.4)"),
        ("p", ".04 (2)"),
        ("n (%)", "comparable"),
    ],
)
def test_a_cell_of_another_form_is_left_to_the_notation(form: str, cell: str) -> None:
    """A bracket too many or too few is no cell of the form; a cell in notation says all by itself."""
    assert written_out(cell, parse_form(form)) is None


@pytest.mark.parametrize(
    "form", ["", "HR (", "HR (95%)", "0.3 (0.1-0.9)", "mean of means", "HR (95% CI) 0.3"]
)
def test_a_form_that_cannot_be_read_says_what_forms_are(form: str) -> None:
    with pytest.raises(NotationError, match="what the numbers are, such as HR"):
        parse_form(form)


@pytest.mark.parametrize(
    ("form", "advised"),
    [
        ("Change from baseline to 9 months (SEM)", 'Times go under "at": Change from baseline (SEM).'),
        ("LS mean change at week 24, SE", 'Times go under "at": LS mean change, SE.'),
        ("mean (SD), % predicted", "write %: mean (SD), %."),
        ("mean (SD), % of normal", "write %: mean (SD), %."),
        ("Between group difference, p", "Say which difference"),
    ],
)
def test_a_form_that_says_too_much_is_refused_with_what_to_write(form: str, advised: str) -> None:
    """A time, what a percentage is of, or an unnamed difference is not taken for the name of the row."""
    with pytest.raises(NotationError, match=re.escape(advised)):
        parse_form(form)
