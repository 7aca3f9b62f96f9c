"""Lines: what they are made of, and what they refuse."""

from __future__ import annotations

import pytest

from kb.inlines import (
    CitationNumber,
    Deleted,
    Emphasis,
    FigureText,
    Inserted,
    Line,
    Strong,
    Text,
    cited_numbers,
    cut,
    figure_ids,
    joined,
    stripped,
)

LINE = Line("Pain fell in ", FigureText("7", ("a/pain/x:count",)), " ", CitationNumber("doe-2020", 3), ".")


def test_neighboring_words_are_one_piece_and_empty_ones_none() -> None:
    """However a line was put together, equal lines are equal."""
    assert Line("a", Line("b", ""), Text("c")) == Line("abc")
    assert not Line("", FigureText("", ("x",)))


def test_lines_of_other_looks_differ() -> None:
    """Named tuples of two classes may be equal; lines look at the classes."""
    assert Line(Strong("a")) != Line("a") and Line(Strong("a")) != Line(Emphasis("a"))


def test_plain_words_are_what_a_reader_sees() -> None:
    """Numbers of citations stand in brackets, deleted words are left out."""
    assert LINE.plain == "Pain fell in 7 [3]."
    assert Line("a", Deleted(Line("b")), Inserted(Line("c"))).plain == "ac"


def test_a_line_is_no_string() -> None:
    """What would silently be wrong fails at once."""
    for mistake in (lambda: f"{LINE}", lambda: str(LINE), lambda: "7" in LINE, lambda: len(LINE)):  # type: ignore[operator,arg-type]
        with pytest.raises(TypeError):
            mistake()


def test_what_a_line_rests_on_is_read_off() -> None:
    """Figures and citations know what they are of."""
    assert figure_ids(LINE) == ("a/pain/x:count",)
    assert cited_numbers(LINE) == (CitationNumber("doe-2020", 3),)


def test_a_part_of_a_line_keeps_its_pieces() -> None:
    """A citation belongs to the part in which it begins."""
    assert cut(LINE, 13, 15) == Line(FigureText("7", ("a/pain/x:count",)), " ")
    assert cut(LINE, 0, 16) == Line(
        "Pain fell in ", FigureText("7", ("a/pain/x:count",)), " ", CitationNumber("doe-2020", 3)
    )
    assert stripped(Line("  ", Strong("a"), " ")) == Line(Strong("a"))


def test_joining_leaves_out_what_is_empty() -> None:
    """No separator stands at an end or twice."""
    assert joined("; ", ["a", Line(), Line("b")]) == Line("a; b")
