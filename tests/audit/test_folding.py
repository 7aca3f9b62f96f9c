"""What does not count when two texts are compared, and where the folded characters come from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.audit.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("25 months (range, 8\N{EN DASH}64)", "25\N{NO-BREAK SPACE}months\n(range, 8-64)"),
        ("p < .001", "p<.001"),
        ("$p=.767$", "p=.767"),
        ("n = 396$ [44.5%]", "n=396 [44.5%]"),
        ("**97%**", "97%"),
        ("con\N{LATIN SMALL LIGATURE FI}dence", "confidence"),
        ("cryo\N{SOFT HYPHEN}ablation", "cryo-\nablation"),
        ("HCC.² One", "HCC. One"),
        ("1.9x10^-4", "1.9 \N{MULTIPLICATION SIGN} 10⁻⁴"),
        ("≤4 cm", "<= 4 cm"),
        ("0·30", "0.30"),
        ("\N{RIGHT SINGLE QUOTATION MARK}so\N{RIGHT DOUBLE QUOTATION MARK}", "'so\""),
        ("2‑year", "2-year"),  # noqa: RUF001
    ],
)
def test_typesetting_does_not_count(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 2", "12"),
        ("at 1, 234 days", "at 1,234 days"),
        ("-0.06", "0.06"),
        ("10⁻⁴", "10⁻⁵"),
        ("8-64", "864"),
        ("costs $50", "costs 50"),
        ("p<.05", "p>.05"),
        ("97%", "97"),
    ],
)
def test_what_a_number_says_counts(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


@given(st.text(max_size=200))
def test_every_folded_character_comes_from_a_character_of_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.places) == len(folded.text)
    assert list(folded.places) == sorted(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)


@given(st.text(alphabet="ab1 2.\n-\u2013²ﬁ%$", min_size=1, max_size=60))
def test_a_span_goes_back_to_the_characters_that_fold_to_it(text: str) -> None:
    folded = fold(text)
    for index in range(len(folded.text)):
        start, stop = folded.span(index, index + 1)
        assert stop == start + 1
        assert not text[start].isspace() or folded.text[index] == " "
