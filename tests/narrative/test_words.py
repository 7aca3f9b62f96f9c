"""Lists, articles, plurals."""

import pytest

from kb.inlines import FigureText, Line
from kb.narrative.phrasing import bracketed, filled, is_plural, listed, listed_clearly, sentence, with_article
from kb.narrative.study_phrases import when


def test_lists_take_a_serial_comma() -> None:
    assert listed([]) == Line()
    assert listed(["a"]) == Line("a")
    assert listed(["a", "b"]) == Line("a and b")
    assert listed(["a", "b", "c"], word="or") == Line("a, b, or c")


def test_items_with_commas_are_kept_apart_by_semicolons() -> None:
    assert listed_clearly(["a, b", "c", "d"]) == Line("a, b; c; and d")


@pytest.mark.parametrize(
    "noun",
    ["complications", "types of complication", "lesions diminished or unchanged", "baseline characteristics"],
)
def test_plural_by_the_head_of_the_phrase(noun: str) -> None:
    assert is_plural(noun)


@pytest.mark.parametrize(
    "noun",
    [
        "overall survival",
        "elimination of symptoms",
        "hepatitis",
        "weakness",
        "death from liver failure",
        "status",
    ],
)
def test_singular_by_the_head_of_the_phrase(noun: str) -> None:
    assert not is_plural(noun)


def test_articles() -> None:
    """The article goes by the sound that the next word begins with."""
    assert with_article("open trial") == "an open trial"
    assert with_article("case series") == "a case series"


def test_a_sentence_keeps_its_own_end() -> None:
    assert sentence("done") == sentence("Done.") == Line("Done.")


def test_a_sentence_keeps_what_its_words_say() -> None:
    """The capital does not part a figure from its id."""
    assert sentence(Line(FigureText("no", ("a/deaths:count",)), " deaths")) == Line(
        FigureText("No", ("a/deaths:count",)), " deaths."
    )


def test_a_frame_says_a_figure_in_words() -> None:
    """The words between angle brackets belong to the figure."""
    line = filled("{noun} <did not differ> by {factor}", ["a/pain/b:verbal"], noun="pain", factor="age")
    assert line == Line("pain ", FigureText("did not differ", ("a/pain/b:verbal",)), " by age")


def test_remarks_stand_in_brackets_and_nothing_does_without_remarks() -> None:
    """Several are parted by semicolons."""
    assert bracketed("a", ["b", "c"], "[]") == Line("a [b; c]")
    assert bracketed("a", []) == Line("a")


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([], ""),
        (["1 y"], "at 1 year"),
        (["1 y", "3 y", "5 y"], "at 1, 3, and 5 years"),
        (["30 d", "1 y"], "at 30 days and 1 year"),
        (["within 30 d"], "within 30 days"),
        (["by age 80"], "by age 80"),
        (["age 13 mo", "age 24 mo"], "at ages 13 and 24 months"),
        (["baseline"], "at baseline"),
        (["baseline", "6 mo"], "at baseline and 6 months"),
    ],
)
def test_times_in_words(times: list[str], words: str) -> None:
    """Times that share a unit are told with the unit once."""
    assert when(times) == words
