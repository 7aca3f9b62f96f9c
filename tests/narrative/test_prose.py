"""Authored prose: figures and citations in the place of what stands in brackets."""

from __future__ import annotations

import pytest

from kb.errors import KbError
from kb.inlines import CitationNumber, Emphasis, FigureText, Line, TermText
from kb.narrative.prose import ProseReader, in_italics

FIGURES = {
    "doe-2020/overall-survival/cryo@1y": FigureText("97%", ("doe-2020/overall-survival/cryo@1y:percent",)),
    "7.01.99/deaths": FigureText("2%", ("7.01.99/deaths:percent",)),
    "7.01.99/rough": FigureText("~2%", ("7.01.99/rough:percent",)),
    "7.01.99/deaths:range-low": FigureText("1%", ("7.01.99/deaths:range-low",)),
    "guide/small/size": FigureText("≤3", ("guide/small/size:quantity",)),
}
PROSE = ProseReader(FIGURES, {"doe-2020": 3}, "7.01.99")


def test_figures_stand_as_reported_and_know_their_ids() -> None:
    """By the result for the main figure, by the fact of the policy, and by the id itself."""
    text = (
        "Survival was [[doe-2020/overall-survival/cryo@1y]]; [[fact:deaths]]"
        " ([[fact:deaths:range-low]]) [@doe-2020]."
    )
    assert PROSE.line(text) == Line(
        "Survival was ",
        FIGURES["doe-2020/overall-survival/cryo@1y"],
        "; ",
        FIGURES["7.01.99/deaths"],
        " (",
        FIGURES["7.01.99/deaths:range-low"],
        ") ",
        CitationNumber("doe-2020", 3),
        ".",
    )


def test_a_short_token_is_a_limit_of_its_recommendation() -> None:
    """Whose it is, the reader is told."""
    assert ProseReader(FIGURES, owner="guide/small").line("tumors ([[size]] cm)").plain == "tumors (≤3 cm)"


def test_a_bound_is_said_in_words() -> None:
    """In parentheses it keeps its sign, and so it does where the author said the bound."""
    prose = ProseReader(FIGURES, owner="guide/small")
    assert prose.line("tumors of [[size]] cm").plain == "tumors of no more than 3 cm"
    assert prose.line("tumors ([[size]] cm)").plain == "tumors (≤3 cm)"
    assert PROSE.line("Deaths: about [[fact:rough]].").plain == "Deaths: about 2%."
    died = PROSE.line("[[fact:rough]] died; [[fact:rough]] did.").plain
    assert died == "Approximately 2% died; approximately 2% did."
    assert prose.line("no more than [[size]] cm").plain == "no more than 3 cm"
    assert prose.line("over [[size]] cm").plain == "over ≤3 cm"


def test_a_citation_without_a_number_leaves_no_trace() -> None:
    """Nor does the space before it."""
    assert PROSE.line("As shown [@doe-2020], and [@roe-2001].") == Line(
        "As shown ", CitationNumber("doe-2020", 3), ", and."
    )


def test_words_know_which_record_they_come_from() -> None:
    """Where that is said."""
    finding = "finding:7.01.99/hcc/deaths"
    assert PROSE.line("Deaths: [[fact:deaths]].", finding) == Line(
        TermText("Deaths: ", (finding,)), FIGURES["7.01.99/deaths"], TermText(".", (finding,))
    )


def test_a_token_that_names_nothing_is_an_error() -> None:
    """The message names the token."""
    with pytest.raises(KbError, match=r"\[\[fact:births\]\]"):
        PROSE.line("[[fact:births]]")


def test_italics_of_a_citation() -> None:
    """A single asterisk is one."""
    assert in_italics("Doe J. *Lancet*. 2020.") == Line("Doe J. ", Emphasis("Lancet"), ". 2020.")
    assert in_italics("HLA-A*02") == Line("HLA-A*02")


RATIO = FigureText(
    "HR, 0.5 (95% CI, 0.3 to 0.9); p=.02",
    ("roe-2021/pain/drug-care:hazard-ratio", "roe-2021/pain/drug-care:ci-low"),
)
COUNTS = FigureText("1,007/2180 (46%)", ("roe-2021/pain/drug:count", "roe-2021/pain/drug:total"))
MEDIAN = FigureText(
    "median, 10 months (range, 3-42)", ("roe-2021/os/drug:median", "roe-2021/os/drug:range-low")
)
PREDICTIVE = FigureText("PPV, 21%", ("roe-2021/test/kit:ppv",))
BIRTHS = FigureText("about 1 in 160", ("7.01.99/births:count", "7.01.99/births:total"))
STATEMENTS = ProseReader(
    {
        "roe-2021/test/kit:ppv|statement": PREDICTIVE,
        "roe-2021/pain/drug-care|statement": RATIO,
        "roe-2021/pain/drug|statement": COUNTS,
        "roe-2021/os/drug|statement": MEDIAN,
        "7.01.99/births|statement": BIRTHS,
    },
    owner="7.01.99",
)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("[[roe-2021/pain/drug-care|statement]].", "HR, 0.5 (95% CI, 0.3 to 0.9); p=.02."),
        (
            "Pain was rarer ([[roe-2021/pain/drug-care|statement]]).",
            "Pain was rarer (HR, 0.5; 95% CI, 0.3 to 0.9; p=.02).",
        ),
        ("Pain was felt by [[roe-2021/pain/drug|statement]].", "Pain was felt by 1,007 of 2180 (46%)."),
        ("Pain (in [[roe-2021/pain/drug|statement]]) was mild.", "Pain (in 1,007 of 2180 [46%]) was mild."),
        (
            "Pain (any) was rarer: [[roe-2021/pain/drug-care|statement]].",
            "Pain (any) was rarer: HR, 0.5 (95% CI, 0.3 to 0.9); p=.02.",
        ),
        (
            "The hazard ratio was [[roe-2021/pain/drug-care|statement]].",
            "The hazard ratio was 0.5 (95% CI, 0.3 to 0.9); p=.02.",
        ),
        (
            "Pain was rarer (10% vs 20%; [[roe-2021/pain/drug-care|statement]]).",
            "Pain was rarer (10% vs 20%; HR, 0.5 [95% CI, 0.3 to 0.9]; p=.02).",
        ),
        (
            "The odds ratio was [[roe-2021/pain/drug-care|statement]].",
            "The odds ratio was an HR of 0.5 (95% CI, 0.3 to 0.9); p=.02.",
        ),
        ("About [[fact:births|statement]] births.", "About 1 in 160 births."),
        ("Of births, [[fact:births|statement]].", "Of births, about 1 in 160."),
        (
            "A ratio of [[roe-2021/pain/drug-care|statement]].",
            "A ratio of 0.5 (95% CI, 0.3 to 0.9); p=.02.",
        ),
        (
            "With an HR of [[roe-2021/pain/drug-care|statement]].",
            "With an HR of 0.5 (95% CI, 0.3 to 0.9); p=.02.",
        ),
        (
            "Pain was rarer with [[roe-2021/pain/drug-care|statement]].",
            "Pain was rarer with an HR of 0.5 (95% CI, 0.3 to 0.9); p=.02.",
        ),
        (
            "Survival was [[roe-2021/os/drug|statement]].",
            "Survival was a median of 10 months (range, 3-42).",
        ),
        (
            "The positive predictive value was [[roe-2021/test/kit:ppv|statement]].",
            "The positive predictive value was 21%.",
        ),
        ("The kit did poorly ([[roe-2021/test/kit:ppv|statement]]).", "The kit did poorly (PPV, 21%)."),
        (
            "The median was known. Survival was [[roe-2021/os/drug|statement]].",
            "The median was known. Survival was a median of 10 months (range, 3-42).",
        ),
    ],
)
def test_a_statement_stands_with_its_interval_and_without_parentheses_inside_others(
    text: str, printed: str
) -> None:
    """It knows all figures that it says."""
    line = STATEMENTS.line(text)
    assert line.plain == printed
    (figure,) = [piece for piece in line.pieces if isinstance(piece, FigureText)]
    assert figure.ids in (RATIO.ids, COUNTS.ids, MEDIAN.ids, PREDICTIVE.ids, BIRTHS.ids)
