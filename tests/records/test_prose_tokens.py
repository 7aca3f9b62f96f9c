"""Marks in authored prose: what they name, and in which form it is printed."""

from __future__ import annotations

import pytest

from kb.records.prose_tokens import ProseToken, TokenError, parse_figure_token, tokens_of


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("doe-2020/pain/drug@1y", ProseToken("figure", "doe-2020/pain/drug@1y")),
        ("doe-2020/pain/drug:count", ProseToken("figure", "doe-2020/pain/drug", "count")),
        ("doe-2020/pain/drug|statement", ProseToken("figure", "doe-2020/pain/drug", "", True)),
        (
            "doe-2020/pain/a-b:odds-ratio|statement",
            ProseToken("figure", "doe-2020/pain/a-b", "odds-ratio", True),
        ),
        ("fact:born|statement", ProseToken("fact", "born", "", True)),
        ("size", ProseToken("limit", "size")),
    ],
)
def test_a_mark_names_a_figure_and_says_whether_its_whole_statement_is_meant(
    text: str, token: ProseToken
) -> None:
    """Written again, it is the same mark."""
    assert parse_figure_token(text) == token
    assert list(tokens_of(f"Pain was [[{text}]].")) == [token]
    assert str(token) == f"[[{text}]]"


def test_another_form_is_refused_with_both_that_there_are() -> None:
    """Number and statement."""
    with pytest.raises(TokenError, match="`interval` is nothing that a mark can print") as refused:
        parse_figure_token("doe-2020/pain/drug|interval")
    assert "[[doe-2020/pain/drug|statement]]" in refused.value.remedy
    assert "[[doe-2020/pain/drug]]" in refused.value.remedy
