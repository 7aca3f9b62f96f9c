"""Texts are taken apart into plain words, so that both engines can only agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.stemming import BREAK, composed, fold, stem, words_of


def plain(text: str) -> list[str]:
    return [word.word for word in words_of(composed(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Propensity-Matched, perivascular.", ["propensity", "matched", "perivascular"]),
        ("Crohn's and Crohn\u2019s", ["crohn", "and", "crohn"]),
        ("e\u0301tude \u00e9tude ETUDE", ["etude", "etude", "etude"]),
        ("\u03b1-fetoprotein, \u0391FP, 5 \u00b5g", ["alpha", "fetoprotein", "alphafp", "5", "mug"]),
        ("I\u00b2 90Y HER2", ["i2", "90y", "her2"]),
        ("Stra\u00dfe \u00f8re \u0142\u00f3d\u017a", ["strasse", "ore", "lodz"]),
        ("one\ntwo", ["one", BREAK, "two"]),
        ("survived [[wang-2015/os/cryo@5y]] years [@wang-2015].", ["survived", "years"]),
        ("\u4e2d", ["u4e2d"]),
        ("-- & *", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert plain(text) == words


def test_a_word_knows_its_place() -> None:
    text = "rates [[a/b/c]] of \u00e9tudes"
    assert [text[word.start : word.end] for word in words_of(text)] == ["rates", "of", "\u00e9tudes"]


@given(st.text())
def test_an_index_holds_nothing_but_letters_and_digits(text: str) -> None:
    for word in plain(text):
        assert word.isascii() and word.isalnum() and word == word.lower()
        assert stem(word)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("metastasis", "metastases"),
        ("analysis", "analyses"),
        ("matched", "matching"),
        ("ablation", "ablated"),
        ("RCT", "RCTs"),
        ("tumour", "tumors"),
        ("randomised", "randomized"),
        ("randomisation", "randomization"),
        ("haemorrhage", "hemorrhage"),
        ("anaemia", "anemia"),
        ("oesophageal", "esophageal"),
    ],
)
def test_forms_of_a_word_have_one_stem(first: str, second: str) -> None:
    assert stem(fold(first)) == stem(fold(second))


@pytest.mark.parametrize("pair", [("hour", "hor"), ("four", "for"), ("survival", "survey"), ("os", "o")])
def test_different_words_keep_different_stems(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) != stem(pair[1])
