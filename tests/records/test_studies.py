"""What is refused in a study record: each time with place, message and remedy."""

from __future__ import annotations

import pytest

from tests.builders.folders import FILES
from tests.builders.texts import STUDY, changed, problem, problems, read

FILE = "studies/doe-2020.yaml"


def test_the_study_of_these_tests_is_fine() -> None:
    assert problems(STUDY) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "label: Doe", "lable: Doe",
            "2: lable: unknown key `lable`; `label` is missing. Write label.",
            id="unknown key",
        ),
        pytest.param(
            "cryo: 2/20 (10%)", "cryo: 2/20 (10%",
            "29: results[2].cryo: ",
            id="bad figure",
        ),
        pytest.param(
            "    rfa: [95%, 66%]", "    mwa: [95%, 66%]",
            "21: results[1].mwa: `mwa` is no arm or contrast of this study. Arms: cryo, rfa.",
            id="figure for an arm that does not exist",
        ),
        pytest.param(
            "reference: rfa,", "reference: rfaa,",
            "16: contrasts.cryo-rfa.reference: `rfaa` is no arm or population of this study."
            " Did you mean rfa?",
            id="contrast with an unknown side",
        ),
        pytest.param(
            "reference: rfa,", "factor: tumor size,",
            "16: contrasts.cryo-rfa: a contrast has two sides or a factor.",
            id="factor beside an arm",
        ),
        pytest.param(
            "index: cryo, reference: rfa", "index: cryo, reference: large",
            "16: contrasts.cryo-rfa: one side is an arm, the other a population."
            " Compare arms, or populations.",
            id="contrast of unlike sides",
        ),
        pytest.param(
            "cryo: [97%, 67%]", "cryo: [97%, 67%, 40%]",
            "20: results[1].cryo: 3 values for 2 times."
            " Write one value for each time under `at`; `not reported` where there is none.",
            id="more values than times",
        ),
        pytest.param(
            "population: large", "population: lage",
            "28: results[2].population: `lage` is no population of this study. Did you mean large?",
            id="unknown population",
        ),
        pytest.param(
            "adults with small tumors", "40 adults with small tumors",
            "7: population: `40 adults` is a result typed into a text."
            " Enter it under `results`; a definition holds limits, doses and times only.",
            id="a result in authored prose",
        ),
        pytest.param(
            "adults with small tumors", "adults [[doe-2020/participants]]",
            "7: population: [[doe-2020/participants]] is no name of a figure."
            " Write [[study/outcome/column]], with @time, population and :statistic where needed,"
            " or [[fact:key]].",
            id="a token that is none",
        ),
        pytest.param(
            "n: 20, stated: \"30: Twenty\"}\n  rfa", "n: 25%, stated: \"30: 25%\"}\n  rfa",
            "11: arms.cryo.n: `25%` is no number of participants. Write one count: 180.",
            id="a size that is no count",
        ),
        pytest.param(
            '"160: 2 (10%)"', '"160: 3 (10%)"',
            '30: results[2].stated.cryo: the figure 2 is not in the excerpt "3 (10%)".'
            " Quote the characters that state it, or correct the cell.",
            id="an excerpt without the figure",
        ),
        pytest.param(
            '"160: 2 (10%)"', '["160: 2 (10%)", "170: 9"]',
            '30: results[2].stated.cryo: the excerpt "9" states no figure of the cell. Remove it.',
            id="an excerpt too many",
        ),
        pytest.param(
            '"160: 2 (10%)"', '"2 (10%)"',
            '30: results[2].stated.cryo: "2 (10%)" does not say where it is.'
            ' Write "<place>: <characters as printed>"; the place is a character offset, or a page or table.',
            id="an excerpt without a place",
        ),
        pytest.param(
            "code: conduct/allocation/2", "code: relevance/population/2",
            "34: limitations.items[1].code: is of the table relevance."
            " Limitations of relevance belong to the indication record.",
            id="a limitation of the wrong table",
        ),
        pytest.param(
            "document: source\n", "",
            "1: `document` is missing: offsets under `stated` count in a document. Name it.",
            id="offsets into nothing",
        ),
        pytest.param(
            "study: doe-2020", "study: roe-2020",
            "1: the key in the file is `roe-2020`, its name says `doe-2020`."
            " Name the file roe-2020.yaml, or correct the key.",
            id="file name and key differ",
        ),
        pytest.param(
            "method: randomized", "method: randomised",
            "16: contrasts.cryo-rfa.method: `randomised` is none of the codes. Did you mean randomized?",
            id="unknown code",
        ),
        pytest.param(
            "at: [1 y, 3 y]", "at: [1 y, 3 moths]",
            "19: results[1].at: ",
            id="bad time",
        ),
    ],
)  # fmt: skip
def test_is_refused_with_place_and_remedy(old: str, new: str, message: str) -> None:
    found = [str(each) for each in problems(changed(old, new))]
    assert any(each.startswith(f"{FILE}:{message}") for each in found), found


def test_a_bad_figure_shows_cell_column_and_what_was_expected() -> None:
    found = problem(changed("cryo: 2/20 (10%)", "cryo: median 25 moths"))
    assert 'column 11: found "moths" in "median 25 moths"; expected' in found


def test_the_same_dimensions_twice_are_refused() -> None:
    again = "  - outcome: complications\n    population: large\n    cryo: 3/20\nlimitations:"
    assert problem(changed("limitations:", again)) == (
        f"{FILE}:33: results[3].cryo: is entered for the second time."
        " Entry 2 (line 27) says the same outcome, population, time and column."
        " Keep one, or say both in one cell: mean 3; mean change 1."
    )


def test_an_entry_that_is_there_twice_is_told_once_for_all_its_columns() -> None:
    again = "  - outcome: overall-survival\n    at: 3 y\n    cryo: 67%\n    rfa: 66%\nlimitations:"
    assert problem(changed("limitations:", again)) == (
        f"{FILE}:33: results[3].cryo: is entered for the second time, and so is rfa."
        " Entry 1 (line 18) says the same outcome, population, time and column."
        " Keep one, or say both in one cell: mean 3; mean change 1."
    )


def test_a_renamed_arm_is_told_once_with_all_lines_that_have_its_old_name() -> None:
    found = [str(each) for each in problems(changed("  cryo: {", "  ablation: {"))]
    assert len(found) == 2
    assert found[0].startswith(f"{FILE}:16: contrasts.cryo-rfa.index: `cryo` is no arm or population")
    assert found[1].startswith(f"{FILE}:20: results[1].cryo: `cryo` is no arm or contrast of this study.")
    assert "(Also in line 29.)" in found[1]


def test_keys_that_lack_together_are_one_problem() -> None:
    assert problem(changed("label: Doe et al (2020)\ndesign: randomized-controlled-trial\n", "")) == (
        f"{FILE}:1: label: `label` and `design` are missing. Add them."
    )


def test_all_problems_are_told_at_once() -> None:
    text = changed("label: Doe", "lable: Doe")
    text = changed("cryo: 2/20 (10%)", "cryo: 2 per", text)
    text = changed("    rfa: [95%, 66%]", "    mwa: [95%, 66%]", text)
    lines = [found.line for found in problems(text)]
    assert {2, 29} <= set(lines)


def test_problems_between_fields_are_told_beside_problems_of_fields() -> None:
    text = changed("    rfa: [95%, 66%]", "    mwa: [95%, 66%]")
    text = changed("conditions:", "conditons: x\nconditions:", text)
    assert {found.field for found in problems(text)} == {
        "conditons",
        "results[1].mwa",
    }


def test_a_denominator_equal_to_the_arm_needs_no_excerpt_of_its_own() -> None:
    assert problems(changed("cryo: 2/20 (10%)", "cryo: 2/21 (10%)")) != []
    assert problems(STUDY) == []


@pytest.mark.parametrize(
    "excerpt", ["Two", "Both", "two of the patients", "2", "Two patients (none of 9 others)"]
)
def test_a_number_may_be_stated_in_words(excerpt: str) -> None:
    text = changed("cryo: 2/20 (10%)", 'cryo: "2"')
    assert problems(changed('"160: 2 (10%)"', f'"160: {excerpt}"', text)) == []


@pytest.mark.parametrize(
    "name",
    [
        "HER2",
        "yttrium-90",
        "COVID-19",
        "CA19-9",
        "stage 2A",
        "CO2",
        "18F-FDG",
        "mNIS+7",
        "type 2 diabetes",
        "exon 45 skipping",
        "grade 3 or 4 events",
        "the 6-minute walk test",
    ],
)
def test_a_digit_in_a_name_is_no_number(name: str) -> None:
    assert problems(changed("adults with small tumors", f"adults with {name}")) == []


@pytest.mark.parametrize("result", ["97%", "n=50", "7 of 12", "HR 0.5"])
def test_a_result_is_no_name(result: str) -> None:
    assert "is a result" in problem(changed("adults with small tumors", f"adults {result}"))


def test_columns_and_definitions_come_in_canonical_order() -> None:
    text = changed(
        "    cryo: [97%, 67%]\n    rfa: [95%, 66%]\n", "    rfa: [95%, 66%]\n    cryo: [97%, 67%]\n"
    )
    assert list(read(text).results[0].columns) == ["cryo", "rfa", "cryo-rfa"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "conditions: [hepatocellular-carcinoma]",
            "conditions: [liver, kidney, liver]",
            "conditions[3]: `liver` is listed twice. Remove or rename one of them.",
        ),
        (
            "interventions: [cryoablation]",
            "interventions: [cryoablation, cryoablation]",
            "arms.cryo.interventions[2]: `cryoablation` is listed twice. Remove or rename one of them.",
        ),
        (
            "document: source\n",
            "document: source\nregistrations: [{registry: R, number: N1}, {registry: R, number: N1}]\n",
            "registrations[2]: `R N1` is listed twice. Remove or rename one of them.",
        ),
        (
            "{primary: doe-2020}",
            "{primary: [doe-2020, doe-2020]}",
            "reports.primary[2]: `doe-2020` is listed twice. Remove or rename one of them.",
        ),
        (
            "{primary: doe-2020}",
            "{primary: doe-2020, follow-up: doe-2020}",
            "reports.follow-up: `doe-2020` is the primary report too. Choose one role.",
        ),
        ("{primary: doe-2020}", "{primary: []}", "reports.primary: is empty."),
        (
            "document: source\n",
            f"document: source\nregistrations: [{{registry: R, number: {'x' * 9000}}}]\n",
            "registrations[1]: is too long to tell entries apart by. Use at most 500 characters.",
        ),
    ],
)
def test_what_has_no_row_of_its_own_is_refused_before_it_is_lost(old: str, new: str, message: str) -> None:
    """A repeated key, and an empty list, would be gone from the next dump without a word."""
    found = problem(changed(old, new))
    assert message in found


def test_a_study_that_is_known_only_through_a_review_may_have_no_report() -> None:
    """Of such a study there is nothing to cite."""
    assert read(changed("{primary: doe-2020}", "{}")).reports == {}


def test_empty_lists_of_other_records_are_refused() -> None:
    """Where something has to be written, an empty list says nothing."""
    text = FILES["policies/1.01/indications/hcc"].replace("[cryoablation]", "[]")
    found = problems(text, "policies/1.01/indications/hcc")
    assert [str(each).split(": ", 1)[1].split(".")[0] for each in found] == ["interventions: is empty"]


def test_no_study_is_known_through_itself_also_without_limitations() -> None:
    """The database refuses it without file and line."""
    text = changed("document: source\n", "document: source\nknown_through: doe-2020\n")
    found = problem(text.partition("limitations:")[0])
    assert found.endswith("known_through: names the study itself. Name the review.")


def test_a_row_that_says_its_form_takes_cells_as_tables_print_them() -> None:
    """The record is the same as with the cells written in full."""
    printed = changed("cryo: [97%, 67%]", "as: '%'\n    cryo: ['97', '67']")
    assert problems(printed) == []
    assert read(printed) == read(STUDY)


def test_a_number_that_is_not_of_the_form_of_its_row_is_refused() -> None:
    """Alone it would be a count."""
    found = problem(changed("cryo: 2/20 (10%)", "as: mean (SD)\n    cryo: '30.4'"))
    assert "`30.4` is not of the form mean (SD), which the row says in `as`." in found


def test_a_form_that_is_none_is_refused_with_examples() -> None:
    found = problem(changed("cryo: 2/20 (10%)", "as: figures\n    cryo: 2/20 (10%)"))
    assert "expected what the numbers are, such as HR (95% CI)" in found


def test_a_problem_of_a_row_that_lists_outcomes_is_told_of_the_row_as_written() -> None:
    """It becomes two results; what is wrong in the row after it keeps its number and line."""
    listed = "  - outcome: [relapse, death]\n    cryo: 3, 4\n"
    text = STUDY.replace("results:\n", f"results:\n{listed}", 1)
    assert problems(text) == []
    wrong = f"  - outcome: relapse\n    population: nobody\n    cryo: 5\n{listed}"
    found = problem(text.replace(listed, f"{listed}{wrong.partition(listed)[0]}", 1))
    line = text[: text.index(listed)].count("\n") + 4
    assert f":{line}: results[2].population: `nobody` is no population of this study." in found
