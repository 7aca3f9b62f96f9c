"""What a line says of a subject is read off from its ids."""

from __future__ import annotations

from kb.impact.subject import ImpactSubject, SubjectFigure, SubjectReference, SubjectStudy
from kb.impact.touching import Touching, Way, figures, why
from kb.inlines import CitationNumber, FigureText, Line, TermText

DEATHS = SubjectFigure("doe/deaths:count", "doe/deaths", 1, "7", True, "doe", None, None, "studies/doe")
SHARE = SubjectFigure(
    "doe/deaths:percent",
    "doe/deaths",
    2,
    "3.9%",
    False,
    "doe",
    None,
    None,
    "studies/doe",
)
SUBJECT = ImpactSubject(
    key="doe",
    names=(("study", "Doe"),),
    notices=(),
    studies=(
        SubjectStudy("doe", "Doe (2020)", "studies/doe", None, ""),
        SubjectStudy("roe", "Roe", "studies/roe", None, "known only through Doe"),
    ),
    references=(SubjectReference("doe", "Doe J.", "references/doe"),),
    figures=(DEATHS, SHARE),
    recommendations=("nccn/ablation",),
)
TOUCHING = Touching(SUBJECT)


def test_numbers_and_citations_of_the_subject_are_found_where_they_stand() -> None:
    """Those of others are not, whatever their words."""
    line = Line(
        *(FigureText("7", (DEATHS.figure,)), " of ", FigureText("180", ("doe/x:total",))),
        *(" (", FigureText("3.9%", (SHARE.figure,)), ") died ", CitationNumber("doe", 3)),
        *(" and 7 ", CitationNumber("moe", 4)),
    )
    read = TOUCHING.read(line)
    assert [read.text[start:end] for start, end in read.spans] == ["7", "3.9%", "[3]"]
    assert why(read.touches) == ("says 7, 3.9%", "cites doe")
    assert figures(read.touches) == (DEATHS.figure, SHARE.figure)


def test_words_of_a_source_are_found_like_numbers() -> None:
    """Though they stand otherwise in the sentence than in the record."""
    read = TOUCHING.read(Line("Pain ", FigureText("did not differ significantly", (DEATHS.figure,)), "."))
    assert [read.text[start:end] for start, end in read.spans] == ["did not differ significantly"]


def test_studies_are_named_counted_and_told_of() -> None:
    """A paragraph about a study tells of it; that it names it goes without saying."""
    line = Line(TermText("Doe (2020)", ("study:doe",)), " and ", TermText("Roe", ("study:roe",)))
    assert why(TOUCHING.read(line, ("study:doe",)).touches) == (
        "names roe (known only through Doe)",
        "tells of doe",
    )
    counted = Line(TermText("12", ("counted-study:moe", "counted-study:doe")), " trials")
    assert TOUCHING.read(counted).spans == ((0, 2),)
    assert [touch.way for touch in TOUCHING.read(counted).touches] == [Way.COUNTS]


def test_a_recommendation_is_reported() -> None:
    """The item says which one it is."""
    read = TOUCHING.read(Line("Ablate."), ("recommendation:nccn/ablation",))
    assert why(read.touches) == ("reports nccn/ablation",)


def test_a_line_that_says_nothing_of_it() -> None:
    """Digits alone are nobody's."""
    assert TOUCHING.read(Line("5 of 7 patients")) == ("5 of 7 patients", (), ())
