"""Tokens in authored prose."""

import pytest

from kb.errors import KbError
from kb.narrative.prose import expand

FIGURES = {
    "doe-2020/overall-survival/cryo@1y": "97%",
    "7.01.99/deaths": "~2%",
    "7.01.99/deaths:range-low": "1%",
    "guide/small/size": "≤3",
}


def test_tokens_give_way_to_figures_as_reported() -> None:
    text = (
        "Survival was [[doe-2020/overall-survival/cryo@1y]]; [[fact:deaths]]"
        " ([[fact:deaths:range-low]]) [@doe-2020]."
    )
    assert expand(text, FIGURES, "7.01.99") == "Survival was 97%; ~2% (1%) [@doe-2020]."


def test_a_short_token_is_a_limit_of_its_recommendation() -> None:
    assert expand("tumors of [[size]] cm", FIGURES, "guide/small") == "tumors of ≤3 cm"


def test_a_token_that_names_nothing_is_an_error() -> None:
    with pytest.raises(KbError, match=r"\[\[fact:births\]\]"):
        expand("[[fact:births]]", FIGURES, "7.01.99")
