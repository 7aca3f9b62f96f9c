"""A refused cell is answered with the place, what was found, what could stand there, and a way out."""

import pickle

import pytest

from kb.errors import KbError
from kb.notation import NotationError, parse, parse_series

REFUSED = [
    ("", 1, "", "not reported"),
    ("-", 1, "-", "A dash may be none, not reported, not assessed or not applicable: write which"),
    ("NR", 1, "NR", "NR may be not reported or not reached: write which, or once for the study"),
    ("median NR", 8, "NR", "absent: {NR: not reported}."),
    ("NA", 1, "NA", "NA may be not available, not applicable or not assessed: write which"),
    ("median N/A", 8, "N/A", "absent: {NA: not available}."),
    ("ND", 1, "ND", "ND may be not assessed (not done) or none (not detected)"),
    ("median 25 moths", 11, "moths", 'Did you mean "months"?'),
    ("medain 25 months", 1, "medain", 'Did you mean "median"?'),
    ("205/222 leisons", 9, "leisons", 'Did you mean "lesions"?'),
    ("30.4 ± 10.4", 6, "±", "± may be SD or SE: write mean 30.4 (SD 10.4) or mean 30.4 (SE 10.4)."),
    ("25 months (8-64)", 12, "8", "Say what the bracket holds: (95% CI 8-64), (range 8-64) or (IQR 8-64)."),
    ("7/180 (4.4)", 8, "4.4", "A percent keeps its sign: (4.4%)."),
    ("23 (46)", 5, "46", "A percent keeps its sign: (46%)."),
    ("mean 5.6 (2.1)", 11, "2.1", "Say what the bracket holds, for example (SD 2.1) or (SE 2.1)."),
    ("25 months (8)", 12, "8", "Say what the bracket holds, for example (SD 8) or (SE 8)."),
    ("7/180 (3.9%", 12, "", ""),
    (
        "3 (2-5) days",
        9,
        "days",
        "Say what the bracket holds: 3 days (range 2-5), 3 days (IQR 2-5) or 3 days (95%",
    ),
    ("4-5 cm", 2, "-", "Write range 4-5 cm, or from 11.1 to 0.4 for a value before and after."),
    ("4.66", 1, "4.66", "Name the statistic (mean 4.66) or give the unit (4.66 cm)."),
    ("-17.0", 1, "-17.0", "Name the statistic (mean -17.0, mean difference -17.0) or give the unit"),
    ("treatment difference -17.0", 1, "treatment", "Say which difference: mean difference, LS mean"),
    ("between group difference 0.59", 1, "between", "Say which difference: mean difference, LS mean"),
    ("97% at 5 y", 5, "at", 'Times go under "at" in a record'),
    ("HR 0.3, 0.4", 9, "0.4", 'Separate statements with "; ": HR 0.3; p .02.'),
    ("HR == 3", 5, "=", "Write the name and the number: HR 0.3 or HR=0.3."),
    ("HR 0.7 (95% CI 0.5-0.9; p)", 25, "p", "Write p with its number"),
    ("25 vs 33 months", 4, "vs", "Each group has a cell of its own"),
    ("12.5% lesions", 7, "lesions", 'Give the counts: 5/40 lesions (12.5%), or "counted: lesions"'),
    ("sensitivity 14/15", 13, "14/15", "Write it in a bracket after the counts: 14/15 (93.3%)."),
    ("p 1.3", 3, "1.3", ""),
    ("HR 0.3 for interaction", 8, "for interaction", ""),
    ("HR 0.3 adjusted adjusted", 17, "adjusted", ""),
    ("HR 0.3 adjusted unadjusted", 8, "adjusted", ""),
    ("median 25 months (range 8 cm-64)", 25, "8", "Write the unit once, after the estimate."),
    ("HR 0.3 (195% CI 1-2)", 9, "195%", ""),
    ("6% (98% CI 0.73)", 12, "0.73", ""),
    ("HR 0.3 (95% CI 1-2 one-sided)", 20, "one-sided", ""),
    ("HR 0.3 (95% CI 1-2 interim)", 20, "interim", ""),
    ("no change of note", 1, "no", "Write none, or 0 if the source prints 0."),
    ("12% to 15%", 5, "to", "Write range 12% to 15%, or from 11.1 to 0.4 for a value before and after."),
    ("HR 1.2 per 1-SD", 13, "-", ""),
    ("HR 1.2 per SD (95% CI 1.1-1.4)", 8, "per", "Write it before the number: HR per SD 1.2."),
    ("HR 1.2 (95% CI 1.1-1.4) per 10 y", 25, "per", "Write it before the number: HR per 10 y 1.2."),
    ("MD - 4.46", 4, "-", "Write -4.46 when it is a sign, 4.46 when it is a dash."),
]

ADVISED = [
    "range 12% to 15%",
    "HR per SD 1.2 (95% CI 1.1-1.4)",
    "HR per 10 y 1.2",
    "MD -4.46",
]


@pytest.mark.parametrize("cell", ADVISED)
def test_what_the_advice_says_is_read(cell: str) -> None:
    """Whoever does what a message says gets on."""
    assert parse(cell)


@pytest.mark.parametrize(("cell", "column", "found", "remedy"), REFUSED)
def test_refused(cell: str, column: int, found: str, remedy: str) -> None:
    """The error names the column, what stands there, what could, and a way out."""
    with pytest.raises(NotationError) as caught:
        parse(cell)
    error = caught.value
    assert (error.column, error.found) == (column, found)
    assert remedy in error.remedy
    assert error.expected


def message(cell: str) -> str:
    with pytest.raises(NotationError) as caught:
        parse(cell)
    return str(caught.value)


def test_message_in_full() -> None:
    """The message reads as one sentence with a suggestion."""
    assert message("median 25 moths") == (
        'column 11: found "moths" in "median 25 moths"; expected %, a unit (months, cm, mg/dL, ...), '
        'what is counted (lesions, procedures, ...), "/" and the total, "(" or the end. '
        'Did you mean "months"?'
    )


def test_message_at_the_end() -> None:
    assert message("median 25 months (range 8-") == (
        'column 27: found the end in "median 25 months (range 8-"; '
        'expected a number or "not reported" or "not reached".'
    )


def test_message_of_an_empty_cell() -> None:
    assert message(" ").startswith("column 1: found the end; expected a number, a statistic")


def test_no_message_names_a_terminal() -> None:
    for cell, *_ in REFUSED:
        assert "_" not in message(cell)
        assert "$" not in message(cell)


def test_columns_are_those_of_the_text_as_typed() -> None:
    with pytest.raises(NotationError) as caught:
        parse("range \N{MINUS SIGN}3 to 8\N{NO-BREAK SPACE}moths")
    assert caught.value.column == 15


def test_errors_of_a_series() -> None:
    with pytest.raises(NotationError, match="expected 3 times for the 3 values"):
        parse_series("97%, 67%, 40% at 1, 3 y")


def test_error_is_a_value_error_that_survives_pickling() -> None:
    error = NotationError("25 moths", 4, "moths", "a unit", "Did you mean months?")
    assert isinstance(error, ValueError)
    assert isinstance(error, KbError)
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.column) == (str(error), 4)


@pytest.mark.parametrize(
    "text", ["1e400%", "1e-400%", "1e99999999999999999999%", "9" * 400, "0." + "0" * 400 + "1%"]
)
def test_a_number_beyond_a_floating_point_column_is_refused(text: str) -> None:
    with pytest.raises(NotationError, match="a number of no more than 300 digits"):
        parse(text)


def test_digits_of_other_scripts_are_refused() -> None:
    with pytest.raises(NotationError, match="column 1"):
        parse("\N{ARABIC-INDIC DIGIT ONE}/\N{ARABIC-INDIC DIGIT TWO}")


@pytest.mark.parametrize("text", ["(" * 10_000, "x" * 10_000, "7/180 (3.9%) " + "y" * 10_000])
def test_of_a_huge_cell_only_the_place_is_shown(text: str) -> None:
    with pytest.raises(NotationError) as refused:
        parse(text)
    assert len(str(refused.value)) < 600
