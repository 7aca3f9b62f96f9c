"""Which numbers a text holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.audit.text_numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("360 patients, 97%, p=.767", [360, 97, 0.767]),
        ("1,234 of 12\N{THIN SPACE}345", [1234, 12345]),
        ("8-64 months", [8, 64]),
        ("One hundred eighty", [180]),
        ("twenty\N{EN DASH}five and two hundred and sixteen", [25, 216]),
        ("two thousand one hundred", [2100]),
        ("between one and two", [1, 2]),
        ("HCC.² In 10⁻⁴", [10]),
        ("in the liver.12 Later", [12]),
        ("0·30 (0.1-0.9)", [0.3, 0.1, 0.9]),
        ("from 1990 to 2006.25 A decision", [1990, 2006, 25]),
        ("2006.25 mg", [2006.25]),
        ("someone, twofold, weight, often", []),
        ("3.", [3]),
    ],
)
def test_digits_and_number_words_are_numbers(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(text)] == values


@given(st.integers(min_value=0, max_value=10**9))
def test_a_whole_number_is_read_with_and_without_commas(value: int) -> None:
    for text in (str(value), f"{value:,}"):
        (number,) = numbers_in(f"n={text};")
        assert (number.value, number.start, number.stop) == (value, 2, 2 + len(text))
