"""Snippets show where a text answers; ranks prefer rare words and titles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.search.question import read_question
from kb.search.ranking import IndexedText, rarity, score
from kb.search.snippets import marked, snippet
from kb.search.stemming import composed, stem, words_of


def parts(text: str) -> tuple[str, list[str], list[str]]:
    words = [word.word for word in words_of(text)]
    return text, words, [stem(word) for word in words]


def show(text: str, question: str) -> str:
    return snippet(*parts(text), read_question(question).groups)


def test_words_are_marked_in_any_form() -> None:
    assert show("Patients were matched.", "matching patient") == "**Patients** were **matched**."


def test_words_in_a_row_are_marked_together() -> None:
    assert show("after hepatic resection.", '"hepatic resection"') == "after **hepatic resection**."


def test_a_phrase_is_marked_only_where_it_stands_whole() -> None:
    shown = show("hepatic lobe, hepatic resection", '"hepatic resection"')
    assert shown == "hepatic lobe, **hepatic resection**"


def test_no_phrase_runs_from_one_piece_to_the_next() -> None:
    assert "**" not in show("hepatic\nresection", '"hepatic resection"')


def test_beginnings_mark_whole_words() -> None:
    assert show("a cryoprobe", "cryo*") == "a **cryoprobe**"


def test_a_long_text_is_cut_around_the_words_asked_for() -> None:
    shown = show("before " * 60 + "cryoshock then [[a/b/c]] " + "after " * 60, "cryoshock")
    assert shown.startswith("… before")
    assert "**cryoshock** then [[a/b/c]] after" in shown
    assert shown.endswith("after …")
    assert len(shown.split()) < 40


def test_the_stretch_with_most_of_the_words_is_shown() -> None:
    text = "liver " + "x " * 60 + "liver cancer"
    assert show(text, "liver cancer").endswith("**liver cancer**")


@given(st.text(), st.text())
def test_marks_add_nothing_else(text: str, question: str) -> None:
    text = composed(text.replace("*", ""))
    assert marked(*parts(text), read_question(question).groups).replace("**", "") == text


def taken(title: str, text: str) -> IndexedText:
    return IndexedText(*parts(title)[1:], *parts(text)[1:])


def test_ranks() -> None:
    """Rare words weigh more than frequent ones, and titles more than texts."""
    groups = read_question("liver cryoshock").groups
    weights = rarity(100, {groups[0]: 80, groups[1]: 2})
    assert weights[groups[1]] > weights[groups[0]]

    def of(title: str, text: str) -> float:
        return score(taken(title, text), groups, weights)

    assert of("cryoshock", "liver") > of("liver", "cryoshock")
    assert of("", "liver cryoshock") > of("", "liver of cryoshock " + "x " * 100)
    assert of("", "x liver cryoshock") > of("", "liver x cryoshock")
