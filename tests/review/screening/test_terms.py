"""Words of the policy's question in titles and abstracts."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.db.connect import read
from kb.review.screening.question_terms import PicoPhrase, read_terms, spans_in, stems_of
from tests.builders.reviews import POLICY


@pytest.fixture
def terms(loaded_url: str) -> list[PicoPhrase]:
    """Those of the bundled policy."""
    with read(loaded_url) as reader:
        return read_terms(reader, POLICY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Percutaneous cryoablation and survival", [("Percutaneous cryoablation", "intervention")]),
        ("Cryosurgical Ablations", [("Cryosurgical Ablations", "intervention")]),
        ("RFA or microwave ablation", [("RFA", "comparator"), ("microwave ablation", "comparator")]),
        (
            "in hepatocellular carcinomas (HCC)",
            [("hepatocellular carcinomas", "population"), ("HCC", "population")],
        ),
        ("Overall survival", [("Overall survival", "outcome")]),
        (
            "a perivascular hepatocellular carcinoma",
            [("perivascular hepatocellular carcinoma", "population")],
        ),
        ("asthma in children", []),
        ("", []),
    ],
)
def test_they_are_found_whatever_their_ending_and_letters(
    terms: list[PicoPhrase], text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(text[one.start : one.end], one.element) for one in spans_in(text, terms)] == expected


@cache
def _invented() -> list[PicoPhrase]:
    said = {
        "liver tumor": "population",
        "tumor": "population",
        "ablation of tumor": "intervention",
        "RFA": "comparator",
    }
    return [PicoPhrase(element, text, stems_of(text)) for text, element in said.items()]


@given(
    st.lists(st.sampled_from(["liver", "tumours", "ablation", "of", "RFA", "\n", "x", "(", "Ä"]), max_size=12)
)
def test_spans_are_in_order_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    spans = spans_in(text, _invented())
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
