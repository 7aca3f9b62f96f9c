"""Where one sentence ends and the next begins."""

from __future__ import annotations

import pytest

from kb.inlines import CitationNumber, FigureText, Line
from kb.narrative.sentence_ends import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was so. Then it was not.", 2),
        ("Given for hepatitis B. Nobody has told of it.", 2),
        ("Cleared by the U.S. Food and Drug Administration. It was new.", 2),
        ("Survival (p=.04). Death was rare.", 2),
        ("RFA vs. Cryoablation was told by Dr. Doe.", 1),
        ("It was cited.[3] [4] Then it was forgotten. [5]", 2),
        ('He said "it works." Then (as said) it did not.', 2),
        ("The rate was 3.9% at 1.5 years.", 1),
        ("Is it so? It is. (Perhaps.) Or not!", 4),
        ("one. two. three", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    """No word is lost or doubled."""
    found = [sentence.plain for sentence in sentences(Line(text))]
    assert len(found) == count
    assert " ".join(found) == text


def test_the_pieces_of_a_line_stay_in_their_sentences() -> None:
    """A citation behind the period belongs to the sentence before it."""
    deaths = FigureText("7", ("doe/deaths:count",))
    line = Line("Of all, ", deaths, " died. ", CitationNumber("doe", 3), " Then ", deaths, " more did.")
    assert list(sentences(line)) == [
        Line("Of all, ", deaths, " died. ", CitationNumber("doe", 3)),
        Line("Then ", deaths, " more did."),
    ]
