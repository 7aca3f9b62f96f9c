"""How a text is divided, and to which study its places belong."""

from __future__ import annotations

from kb.audit.attribution import Attribution, FigureSpan
from kb.audit.label_mentions import LabelStatus, Mention
from kb.audit.passages import Passage, TextParagraph, paragraphs_of, passages_of, sentences_of


def texts(text: str) -> list[str]:
    """The paragraphs of a text."""
    return [text[one.start : one.stop] for one in paragraphs_of(text)]


def test_headings_part_sections_and_are_no_paragraphs() -> None:
    text = "Results\n\nOne was seen.\n\nTwo were seen.\n\nLiver Metastases From Cancer\n\nThree were seen."
    assert texts(text) == ["One was seen.", "Two were seen.", "Three were seen."]
    first, second, third = (one.section for one in paragraphs_of(text))
    assert first == second != third


def test_a_paragraph_cut_by_the_end_of_a_page_is_one() -> None:
    text = "One death occurred within 30 days of\n\ntreatment. No more.\n\nA new paragraph."
    assert texts(text) == ["One death occurred within 30 days of\n\ntreatment. No more.", "A new paragraph."]


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    text = "A long line. " * 20 + "\n" + "Another long line. " * 20
    assert len(texts(text)) == 2


def test_wrapped_lines_are_one_paragraph() -> None:
    assert len(texts("Wrapped words that\ngo on in the next line\nand end here.")) == 1


def test_a_passage_holds_what_stands_between_figures_of_one_section() -> None:
    text = "One 1.\n\nBetween.\n\nTwo 2.\n\nAfter.\n\nHeading\n\nThree 3."
    spans = [(text.index(digit), text.index(digit) + 1) for digit in "123"]
    found = passages_of(paragraphs_of(text), spans)
    assert [text[one.start : one.stop] for one in found] == ["One 1.\n\nBetween.\n\nTwo 2.", "Three 3."]


def test_sentences_end_at_stops_but_not_at_abbreviations() -> None:
    text = 'Wang et al. found 3.5 vs. 4.1 (i.e. more).² Then it ended. 5 died. "So." (It did.) End'
    passage = Passage((TextParagraph(0, len(text), 0),))
    assert [text[start:stop].strip() for start, stop in sentences_of(text, passage)] == [
        "Wang et al. found 3.5 vs. 4.1 (i.e. more).²",
        "Then it ended.",
        "5 died.",
        '"So."',
        "(It did.)",
        "End",
    ]


def test_rows_of_a_table_are_sentences() -> None:
    text = "Wang et al (2015)\t97%\nNg et al (2012)\t87%\nCha et al (2020)\t8%"
    passage = Passage((TextParagraph(0, len(text), 0),))
    assert len(sentences_of(text, passage)) == 3


TOLD = (
    "In a review, Awad (2009) found 2 trials. This antedates Wang (2015) by 6 years. Only 1 was used. Adam"
    " (2002) saw 31 deaths. Of them, 26 were early. Later 5 more died. Some 7 were lost."
)


def study_of(words: str) -> str | None:
    """To which study the number after some words belongs. Figures are 2 and 1 of Awad, 31 and 5 of Adam."""
    figures = []
    for shown, study in (("2 trials", "awad"), ("1 was", "awad"), ("31", "adam"), ("5 more", "adam")):
        start = TOLD.index(shown)
        figures.append(FigureSpan(start, start + len(shown), study))
    mentions = []
    for name in ("Awad", "Wang", "Adam"):
        start = TOLD.index(name)
        mentions.append(Mention(start, start + 11, name, LabelStatus.STUDY, name.lower(), "", ""))
    passage = Passage((TextParagraph(0, len(TOLD), 0),))
    return Attribution(TOLD, passage, figures, mentions).study(TOLD.index(words) + len(words))


def test_a_sentence_belongs_to_the_study_whose_figures_it_states() -> None:
    assert study_of("found ") == "awad"
    assert study_of("Only ") == "awad"
    assert study_of("saw ") == "adam"


def test_else_to_the_study_whose_figure_stands_before_it() -> None:
    assert study_of("them, ") == "adam"

    assert study_of("Some ") == "adam"


def test_or_to_the_study_named_since() -> None:
    assert study_of("(2015) by ") == "wang"
