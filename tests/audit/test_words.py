"""What sentences say of figures otherwise than their records, and what they do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kb.audit.checked_claims import as_recorded
from kb.audit.words.disagreements import Disagreement
from kb.audit.words.study_words import StudyWords
from kb.audit.words.told_sentences import disagreements_of
from tests.audit.editions import claim

WORDS = StudyWords(
    arms={"a": ["cryoablation", "CSA"], "b": ["RFA", "radiofrequency ablation"]},
    outcomes={
        "os": ["overall survival", "OS"],
        "recurrence": ["local recurrence"],
        "bleeding": ["major bleeding"],
    },
    sides={"a-b": {"index": "a", "reference": "b"}},
)
THREE = StudyWords(
    arms={"a": ["madeupsen"], "b": ["fictizole"], "c": ["placebo"]},
    outcomes=WORDS.outcomes,
    sides={"a-c": {"index": "a", "reference": "c"}, "b-c": {"index": "b", "reference": "c"}},
)


def told(text: str, *figures: str, words: StudyWords = WORDS) -> list[Disagreement]:
    """What is said otherwise; a figure is ``printed|arm or contrast|outcome|month|statistic|sign|unit``."""
    checks = []
    place = 0
    for number, figure in enumerate(figures):
        shown, side, outcome, months, statistic, sign, unit = (*figure.split("|"), *[""] * 6)[:7]
        place = text.index(shown, place)
        one = replace(
            claim(str(number), shown, place, place, shown),
            is_outcome=True,
            arm=side if side in words.arms else "",
            contrast=side if side in words.sides else "",
            outcome_key=outcome or "os",
            months=float(months) if months else None,
            statistic=statistic or "percent",
            sign=sign or "=",
            unit=unit or ("%" if shown.endswith("%") else ""),
        )
        span = (place, place + len(shown))
        checks.append(as_recorded(one, text, span, span))
        place += len(shown)
    return disagreements_of(text, checks, {"doe-2015": words})


def kinds(text: str, *figures: str, words: StudyWords = WORDS) -> list[str]:
    """In what the figures are said otherwise, in order of the text."""
    return [f"{one.claim.figure}: {one.kind.value}" for one in told(text, *figures, words=words)]


BOTH = ["0: outcome", "1: outcome"]
BOTH_ARMS = [
    "OS was 97% after cryoablation and 67% with RFA.",
    "For cryoablation, OS was 97%; for RFA, it was 67%.",
    "OS for cryoablation was 97%, and 67% for RFA.",
    "Cryoablation and RFA had OS of 97% and 67%, respectively.",
    "OS was 97% and 67% in the cryoablation and RFA groups, respectively.",
    "Compared with RFA, cryoablation improved OS (97% vs 67%).",
    "OS was higher with cryoablation (97% vs 67%).",
    "OS was higher after cryoablation (97%) than after RFA (67%).",
    "Of those treated, 97% of 31 who had cryoablation and 67% of 33 who had RFA lived (OS).",
    "Some 97% cryoablation and 67% RFA patients lived.",
    "Overall 30 (97%) cryoablation patients and 20 (67%) RFA patients lived.",
    "OS: 97% (cryoablation) versus 67% (RFA).",
    "The control group had an OS of 67%, cryoablation one of 97%.",
]


@pytest.mark.parametrize("text", BOTH_ARMS)
def test_arms_are_told_by_the_words_beside_their_figures(text: str) -> None:
    first, second = sorted(("97%", "67%"), key=text.index)
    right = {"97%": "a", "67%": "b"}
    wrong = {"97%": "b", "67%": "a"}
    assert kinds(text, f"{first}|{right[first]}", f"{second}|{right[second]}") == []
    assert kinds(text, f"{first}|{wrong[first]}", f"{second}|{wrong[second]}") == ["0: arm", "1: arm"]


@pytest.mark.parametrize(
    "text",
    [
        "OS was 97% and 67%.",
        "OS did not differ between cryotherapy and RFA (97% vs 67%).",
        "After matching, OS was similar (97% and 67%).",
    ],
)
def test_where_the_sentence_does_not_tell_the_arms_nothing_is_said(text: str) -> None:
    assert kinds(text, "97%|a", "67%|b") == kinds(text, "97%|b", "67%|a") == []


def test_a_contrast_is_told_by_the_arms_beside_it() -> None:
    text = "Against placebo, the ratio for OS was 0.71 with madeupsen and 0.85 with fictizole."
    assert kinds(text, "0.71|a-c", "0.85|b-c", words=THREE) == []
    assert kinds(text, "0.71|b-c", "0.85|a-c", words=THREE) == ["0: contrast", "1: contrast"]


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        ("Local recurrence was 9%.", ["9%|a|recurrence"], []),
        ("Local recurrence was 9%.", ["9%|a|bleeding"], ["0: outcome"]),
        ("The corresponding rate was 9%.", ["9%|a|bleeding"], []),
        ("OS was 97% and local recurrence was 9%.", ["97%|a|os", "9%|a|recurrence"], []),
        ("OS was 97% and local recurrence was 9%.", ["97%|a|recurrence", "9%|a|os"], BOTH),
        ("OS and local recurrence were 97% and 9%.", ["97%|a|recurrence", "9%|a|os"], BOTH),
        (
            "OS was 97% (p=.02); local recurrence was 9% (p=.31).",
            ["97%|a|os", ".02|a-b|recurrence", "9%|a|recurrence", ".31|a-b|os"],
            ["1: outcome", "3: outcome"],
        ),
        (
            "OS was 97% (p=.02); local recurrence was 9% (p=.31).",
            ["97%|a|os", ".02|a-b|os", "9%|a|recurrence", ".31|a-b|recurrence"],
            [],
        ),
    ],
)
def test_outcomes_are_told_by_the_sentence(text: str, figures: list[str], expected: list[str]) -> None:
    assert kinds(text, *figures) == expected


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        ("OS was 97% at 1 year.", ["97%|a|os|12"], []),
        ("OS was 97% at 1 year.", ["97%|a|os|36"], ["0: time"]),
        ("At 1, 3, and 5 y, OS was 97%, 67%, and 40%.", ["97%|a|os|12", "67%|a|os|36", "40%|a|os|60"], []),
        (
            "At 1, 3, and 5 years, OS was 97%, 67%, and 40%.",
            ["97%|a|os|36", "67%|a|os|12", "40%|a|os|60"],
            ["0: time", "1: time"],
        ),
        ("The 1/3-year OS was 97%/67%.", ["97%|a|os|36", "67%|a|os|12"], ["0: time", "1: time"]),
        ("OS was 97% at 1 year and 67% at 3 years.", ["97%|a|os|36", "67%|a|os|12"], ["0: time", "1: time"]),
        ("Over a median of 25 months, OS was 97%.", ["25 months|a|os||median||months", "97%|a|os|36"], []),
    ],
)
def test_times_are_told_by_the_sentence(text: str, figures: list[str], expected: list[str]) -> None:
    assert kinds(text, *figures) == expected


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("The median OS was 25 months.", "25|a|os||median||months", []),
        ("The median OS was 25 months.", "25|a|os||mean||months", ["0: statistic"]),
        ("The hazard ratio for OS was 0.71.", "0.71|a-b|os||odds-ratio", ["0: statistic"]),
        ("The hazard ratio for OS was 0.71.", "0.71|a-b|os||hazard-ratio", []),
        ("OS was 25 (SD 4.1).", "4.1|a|os||se", ["0: statistic"]),
        ("OS was 25 (SD 4.1).", "4.1|a|os||sd", []),
        ("OS was 25 months.", "25|a|os||mean||years", ["0: unit"]),
        ("OS differed in 25% of them.", "25|a|os||count", ["0: unit"]),
        ("OS differed (p<.001).", ".001|a-b|os||p-value", ["0: sign"]),
        ("OS differed (p<.001).", ".001|a-b|os||p-value|<", []),
        ("OS was seen in tumors greater than 2 cm.", "2|a|os||quantity||cm", ["0: sign"]),
        ("OS was seen in tumors greater than 2 cm.", "2|a|os||quantity|>|cm", []),
        ("OS was seen in tumors no greater than 2 cm.", "2|a|os||quantity|<=|cm", []),
        ("OS was seen in tumors of 2 cm or less.", "2|a|os||quantity|<=|cm", []),
        ("OS was seen in tumors of 2 cm.", "2|a|os||quantity|>|cm", ["0: sign"]),
    ],
)
def test_statistic_unit_and_bound_stand_beside_the_figure(
    text: str, figure: str, expected: list[str]
) -> None:
    assert kinds(text, figure) == expected


def test_a_disagreement_shows_its_sentence_and_is_known_where_the_record_flags_it() -> None:
    text = "Before it. OS was 97%\n  at 1 year, as reported. After it."
    (one,) = told(text, "97%|a|os|36")
    assert one.message == "the sentence tells it at 1 year"
    assert text[slice(*one.sentence)].strip() == "OS was 97%\n  at 1 year, as reported."
    assert not one.known
    assert replace(one, claim=replace(one.claim, flagged=True)).known


def test_hyphens_that_break_words_at_the_ends_of_lines_hide_no_name() -> None:
    text = "OS was 97% after cryo-\nablation and 67% with radiofre-\nquency ablation."
    assert kinds(text, "97%|a", "67%|b") == []
    assert kinds(text, "97%|b", "67%|a") == ["0: arm", "1: arm"]


def test_abbreviations_that_the_text_introduces_are_names() -> None:
    words = StudyWords({"a": ["cryoablation"], "b": ["microwave coagulation"]}, WORDS.outcomes, WORDS.sides)
    text = "Cryoablation (CRA) and microwave coagulation (MCT) were tried. OS was 97% with MCT, 67% with CRA."
    assert kinds(text, "97%|a", "67%|b", words=words) == ["0: arm", "1: arm"]


BY_OUTCOME = [
    (
        "Hazard ratios were 0.71 for OS and 1.32 for local recurrence.",
        ["0.71|a-b|os", "1.32|a-b|recurrence"],
        ["0.71|a-b|recurrence", "1.32|a-b|os"],
    ),
    (
        "No difference was found for local recurrence (P=.31), nor for major bleeding (P=.02).",
        [".31|a-b|recurrence", ".02|a-b|bleeding"],
        [".31|a-b|bleeding", ".02|a-b|recurrence"],
    ),
    (
        "OS and local recurrence were 97% and 9% with RFA.",
        ["97%|b|os", "9%|b|recurrence"],
        ["97%|b|recurrence", "9%|b|os"],
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), BY_OUTCOME)
def test_figures_of_one_side_are_held_against_the_outcomes_in_their_order(
    text: str, right: list[str], wrong: list[str]
) -> None:
    assert kinds(text, *right) == []
    assert kinds(text, *wrong) == BOTH


def test_a_single_word_of_an_outcome_that_is_named_in_full_elsewhere_is_no_name_of_it() -> None:
    words = replace(WORDS, outcomes={**WORDS.outcomes, "sae": ["serious adverse events"]})
    text = "Adverse outcomes with RFA were local recurrence and serious adverse events (55% and 42%)."
    assert kinds(text, "55%|b|recurrence", "42%|b|sae", words=words) == []


def test_of_a_change_over_another_arm_the_words_do_not_tell_which_arm_comes_first() -> None:
    text = "Cryoablation increased local recurrence over RFA, from 27% to 33%."
    assert kinds(text, "27%|b|recurrence", "33%|a|recurrence") == []


def test_contrasts_in_brackets_after_their_arms_are_those_of_the_arms_before_them() -> None:
    text = "Both madeupsen (OR 0.51) and fictizole (OR 1.55) were tested for OS against placebo."
    assert kinds(text, "0.51|a-c", "1.55|b-c", words=THREE) == []
    assert kinds(text, "0.51|b-c", "1.55|a-c", words=THREE) == ["0: contrast", "1: contrast"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("With RFA, 1-year OS was 93%, 3-year OS was 89%.", ["0: time", "1: time"]),
        ("1-year OS was 93%, 3-year OS was 89%; all were followed for 5 years.", ["0: time", "1: time"]),
    ],
)
def test_times_are_told_by_what_stands_right_before_their_figures(text: str, wrong: list[str]) -> None:
    assert kinds(text, "93%|b|os|12", "89%|b|os|36") == []
    assert kinds(text, "93%|b|os|36", "89%|b|os|12") == wrong


ARMS_IN_COLUMNS = [
    "Outcome\tCryoablation (n=31)\tRFA (n=33)\tP value",
    "Overall survival\t97%\t67%\t.02",
    "Local recurrence\t9%\t12%\t.31",
]
ARMS_IN_ROWS = ["Arm\tOverall survival\tLocal recurrence", "Cryoablation\t97%\t9%", "RFA\t67%\t12%"]
TIMES_IN_COLUMNS = ["Overall survival\t1 year\t3 years", "Cryoablation\t97%\t67%", "RFA\t80%\t40%"]


def tab_separated(rows: list[str]) -> str:
    return "\n".join(rows)


def aligned(rows: list[str]) -> str:
    return "\n".join("".join(f"{cell:<26}" for cell in row.split("\t")).rstrip() for row in rows)


@pytest.mark.parametrize("printed", [tab_separated, aligned])
def test_cells_of_a_table_are_held_against_heads_and_names_of_rows(
    printed: Callable[[list[str]], str],
) -> None:
    """Tables of PDF and Word files have tabs between their cells, those of text files blanks."""
    text = f"Results\n\n{printed(ARMS_IN_COLUMNS)}\n\nMore."
    os, recurrence = ["97%|a|os", "67%|b|os", ".02|a-b|os||p-value"], ["9%|a|recurrence", "12%|b|recurrence"]
    assert kinds(text, *os, *recurrence) == []
    assert kinds(text, "97%|b|os", "67%|a|os", *recurrence) == ["0: arm", "1: arm"]
    assert kinds(text, "97%|a|recurrence", "67%|b|recurrence", *recurrence) == BOTH
    text = f"Results\n\n{printed(ARMS_IN_ROWS)}\n\nMore."
    assert kinds(text, "97%|a|os", "9%|a|recurrence", "67%|b|os", "12%|b|recurrence") == []
    assert kinds(text, "97%|b|os", "9%|b|recurrence") == ["0: arm", "1: arm"]
    assert kinds(text, "97%|a|recurrence", "9%|a|os") == BOTH
    text = f"Results\n\n{printed(TIMES_IN_COLUMNS)}\n\nMore."
    assert kinds(text, "97%|a|os|12", "67%|a|os|36", "80%|b|os|12", "40%|b|os|36") == []
    assert kinds(text, "97%|a|os|36", "67%|a|os|12") == ["0: time", "1: time"]


@pytest.mark.parametrize(
    "rows",
    [
        ["Median follow-up\t12 months\t8 months", "Overall survival\t97%\t67%"],
        ["Outcome\tFirst group\tSecond group", "Overall survival\t97%\t67%"],
        ["Outcome\tRFA\tCryoablation", "Overall survival\t.02\t97%\t67%"],
        ["Outcome\tRFA\tRFA", "Overall survival\t97%\t67%"],
    ],
)
def test_a_table_that_does_not_tell_is_silent(rows: list[str]) -> None:
    """Values are no times, heads may name nobody, and a row with more cells has other columns."""
    assert kinds(f"Results\n\n{tab_separated(rows)}\n\nMore.", "97%|a|os|12", "67%|b|os|12") == []


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        ("Cryoablation had lower odds of local recurrence than RFA (OR 0.7).", ["0.7"], []),
        ("Cryoablation had greater odds of local recurrence than RFA (OR 0.7).", ["0.7"], ["0: direction"]),
        ("RFA had greater odds of local recurrence than cryoablation (OR 0.7).", ["0.7"], []),
        ("It is unclear whether cryoablation has greater odds than RFA (OR 0.7).", ["0.7"], []),
        ("Cryoablation had no greater odds of local recurrence than RFA (OR 0.7).", ["0.7"], []),
        ("Cryoablation at a higher dose had greater odds than RFA (OR 0.7).", ["0.7"], []),
    ],
)
def test_a_ratio_is_held_against_the_odds_that_its_sentence_calls_greater(
    text: str, figures: list[str], expected: list[str]
) -> None:
    """Where it is denied, asked or about something else, too, nothing is said."""
    named = [f"{figure}|a-b|recurrence||odds-ratio" for figure in figures]
    assert [kind for kind in kinds(text, *named) if "direction" in kind] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OS was higher with cryoablation than with RFA (97% vs 67%).", []),
        ("OS was lower with cryoablation than with RFA (97% vs 67%).", ["0: direction", "1: direction"]),
        ("OS was not lower with cryoablation than with RFA (97% vs 67%).", []),
        ("OS was lower, and relapse higher, with cryoablation than with RFA (97% vs 67%).", []),
    ],
)
def test_two_figures_are_held_against_the_one_that_their_sentence_calls_higher(
    text: str, expected: list[str]
) -> None:
    assert kinds(text, "97%|a", "67%|b") == expected


def test_crude_figures_beside_a_ratio_are_not_held_against_its_direction() -> None:
    text = "The odds of local recurrence were lower after cryoablation than after RFA (OR 0.7): 33% and 31%."
    figures = ["0.7|a-b|recurrence||odds-ratio", "33%|a|recurrence", "31%|b|recurrence"]
    assert kinds(text, *figures) == []
