"""Rows as tables print them become cells of notation, one for each arm and time."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.records.cells import read_cell
from kb.records.printed_rows import in_notation
from tests.notation.strategies import near_cells

STUDY = {
    "arms": {"cryo": {"label": "cryoablation"}, "rfa": {"label": "RFA"}},
    "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa"}, "age": {"factor": "age"}},
    "populations": {"large": {"kind": "subgroup", "label": "large tumors", "is": ">2 cm"}},
}


def read(**row: Any) -> tuple[dict[str, Any], list[str]]:
    rows = in_notation({**STUDY, "results": ({"outcome": "overall-survival", **row},)})
    told = [f"{flaw.path[2:]} {flaw.message} {flaw.remedy}" for flaw in rows.flaws]
    return rows.study["results"][0], told


def cells(**row: Any) -> dict[str, Any]:
    data, flaws = read(**row)
    assert flaws == []
    return {key: value for key, value in data.items() if key not in ("outcome", "population")}


def test_both_sides_in_the_cell_of_a_contrast_are_the_cells_of_its_arms() -> None:
    """What compares them stays with the contrast; the unit stands once behind the second."""
    assert cells(**{"cryo-rfa": "2.5 vs 1.9 cm, p<.001"}) == {
        "cryo": "2.5 cm",
        "rfa": "1.9 cm",
        "cryo-rfa": "p<.001",
    }


def test_a_contrast_of_which_only_the_sides_are_printed_has_no_cell() -> None:
    row = cells(
        **{"as": "C-index", "cryo-rfa": "0.88 vs 0.75", "stated": {"cryo-rfa": "Table 2: 0.88 vs 0.75"}}
    )
    assert row == {
        "cryo": "C-index 0.88",
        "rfa": "C-index 0.75",
        "stated": {"cryo": "Table 2: 0.88 vs 0.75", "rfa": "Table 2: 0.88 vs 0.75"},
    }


def test_a_form_of_arms_and_contrast_gives_each_column_its_part() -> None:
    row = {
        "as": "median, months; HR (95% CI), p",
        "cryo": "25",
        "rfa": "22",
        "cryo-rfa": "0.53 (0.32-0.89), .005",
    }
    assert cells(**row) == {
        "cryo": "median 25 months",
        "rfa": "median 22 months",
        "cryo-rfa": "HR 0.53 (95% CI 0.32 to 0.89); p .005",
    }


def test_a_side_that_has_its_own_cell_is_not_overwritten() -> None:
    _, (flaw,) = read(**{"cryo": "3 cm", "cryo-rfa": "2.5 vs 1.9 cm"})
    assert flaw == (
        "('cryo-rfa',) `cryo-rfa` gives cryo the value 2.5 cm, and cryo has its own in this row."
        " Keep one of both for cryo."
    )


def test_two_sides_in_the_cell_of_an_arm_are_refused() -> None:
    _, (flaw,) = read(cryo="2.5 vs 1.9 cm")
    assert "Each group has a cell of its own" in flaw


def test_a_cell_that_names_its_times_gives_them_to_the_row() -> None:
    assert cells(cryo="97, 67, 40% at 1, 3, 5 y") == {
        "cryo": ("97%", "67%", "40%"),
        "at": ("1 y", "3 y", "5 y"),
    }
    assert cells(cryo="5-year OS 59.5%") == {"cryo": "59.5%", "at": "5 y"}
    assert cells(cryo="97, 67%", at=("1 y", "3 y")) == {"cryo": ("97%", "67%"), "at": ("1 y", "3 y")}


def test_a_cell_whose_times_are_not_those_of_the_row_is_refused() -> None:
    _, (flaw,) = read(cryo="59.5% at 5 y", at="3 y")
    assert "the cell names other times (5 y) than the row does under `at`." in flaw


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ({"cryo": "OS 20.3 months"}, "20.3 months"),
        ({"cryo": "median overall survival 20.3 months"}, "median 20.3 months"),
        ({"as": "One-year survival: %", "cryo": "one-year survival 73"}, "73%"),
        ({"population": "large", "cryo": ">2 cm: 21%"}, "21%"),
    ],
)
def test_a_cell_may_repeat_the_name_of_its_row(row: dict[str, Any], cell: str) -> None:
    """Its outcome in words or initials, its population, or the name that the form begins with."""
    assert cells(**row)["cryo"] == cell


def test_a_name_that_the_row_does_not_have_is_refused() -> None:
    _, (flaw,) = read(cryo="PFS 20.3 months")
    assert flaw.startswith("('cryo',) column 1: found")


def test_a_row_that_lists_outcomes_becomes_a_row_for_each() -> None:
    """The cell may call each value by its outcome."""
    classes = ("complete-response", "partial-response", "stable-disease", "progressive-disease")
    row = {"outcome": classes, "cryo": "CR 41, PR 115, SD 68, PD 56"}
    rows = in_notation({**STUDY, "results": (row,)})
    assert rows.flaws == []
    assert [(each["outcome"], each["cryo"]) for each in rows.study["results"]] == list(
        zip(classes, ("41", "115", "68", "56"), strict=True)
    )
    assert rows.written == (0, 0, 0, 0)


def test_a_row_that_lists_populations_becomes_a_row_for_each() -> None:
    row = {
        "outcome": "remission",
        "population": ("itt", "per-protocol"),
        "cryo": "26.1% / 26.0%",
        "rfa": "19.8, 19.9%",
    }
    rows = in_notation({**STUDY, "results": (row,)})
    assert [(each["population"], each["cryo"], each["rfa"]) for each in rows.study["results"]] == [
        ("itt", "26.1%", "19.8%"),
        ("per-protocol", "26.0%", "19.9%"),
    ]


def test_a_list_of_other_length_than_the_cell_is_refused() -> None:
    _, (flaw,) = read(outcome=("relapse", "death"), cryo="4, 3, 1")
    assert flaw.endswith("Write 2 values parted by commas, or one result for each outcome.")


FORMS = ["", "HR (95% CI), p", "mean (SD)", "n (%)", "% (n/N)", "median, months; HR (95% CI)", "p"]


@given(
    st.sampled_from(FORMS),
    st.sampled_from(["cryo", "cryo-rfa", "all"]),
    st.sampled_from(["", " vs ", " and ", ", ", " at 1, 3 y", " of both groups", "OS "]),
    st.lists(near_cells | st.sampled_from(["0.53 (0.32-0.89)", "97", "7/180 (3.9)"]), min_size=2, max_size=2),
)
def test_whatever_a_cell_holds_is_read_as_notation_or_refused(
    form: str, column: str, between: str, parts: list[str]
) -> None:
    """No text stops the reading, and what is read is notation."""
    row = {"outcome": "overall-survival", column: parts[0] + between + parts[1]}
    rows = in_notation({**STUDY, "results": ({**row, "as": form} if form else row,)})
    for result in rows.study["results"]:
        for key in ("cryo", "rfa", "cryo-rfa", "all"):
            cells = result.get(key, ())
            for cell in (cells,) if isinstance(cells, str) else cells:
                assert read_cell(cell).figures


@pytest.mark.parametrize(
    "cell", ["HR 0.3 and p .02", "p .02 vs p .03", "20% vs mean 3", "5 patients in both arms"]
)
def test_what_does_not_say_the_same_of_two_groups_is_no_pair(cell: str) -> None:
    _, flaws = read(**{"cryo-rfa": cell})
    assert len(flaws) == 1


@pytest.mark.parametrize(
    "cell", ["no increase in events", "no more deaths", "no difference in relapses", "no other events"]
)
def test_no_change_is_not_zero(cell: str) -> None:
    _, flaws = read(cryo=cell)
    assert len(flaws) == 1


numbers = st.decimals("0.01", "99.99", places=2).map(str)


@given(
    st.sampled_from(["HR", "OR", "MD", "median", "mean", "LSM change", "sensitivity", "AUC"]),
    st.tuples(numbers, numbers, numbers),
    st.sampled_from(
        [
            "({}-{})",
            "({}\N{EN DASH}{})",
            "[{}, {}]",
            "({} to {})",
            "[{}; {}]",
            "(95% CI {}-{})",
            "(95%CI: {}, {})",
        ]
    ),
    st.sampled_from(["", ", .02", "; p=.02", " (P = .02)", ", p .02"]),
)
def test_generated_cells_of_a_form_say_what_was_put_into_them(
    name: str, numbers: tuple[str, str, str], bracket: str, tested: str
) -> None:
    """Whichever way the bracket and p are printed, and with middle dots for points."""
    estimate, low, high = numbers
    kept = f"{name} {estimate} (95% CI {low}-{high})" + ("; p .02" if tested else "")
    printed = f"{estimate} {bracket.format(low, high)}{tested}"
    for cell in (printed, printed.replace(".", "\N{MIDDLE DOT}"), f"{name} {printed}"):
        row = cells(**{"as": f"{name} (95% CI), p", "cryo": cell})
        assert read_cell(row["cryo"]).text == kept


@pytest.mark.parametrize(
    ("cell", "way"),
    [
        ("42.5% (n=80)", "when it is the total, write 34/80 (42.5%)"),
        ("42.5 % [n = 80]", "when it is a count, write 42.5% (80)"),
    ],
)
def test_a_number_beside_a_percent_is_asked_when_it_is_no_such_share_of_the_arm(cell: str, way: str) -> None:
    """Of 180 patients 80 are 44.4%, so `n=80` may be those assessed; the ways out are read."""
    study = {"arms": {"cryo": {"label": "cryoablation", "n": 180}}}
    rows = in_notation({**study, "results": ({"outcome": "response", "cryo": cell},)})
    assert len(rows.flaws) == 1
    assert way in str(rows.flaws[0].remedy)
    for written in ("34/80 (42.5%)", "42.5% (80)", "44.4% (n=80)"):
        read_back = in_notation({**study, "results": ({"outcome": "response", "cryo": written},)})
        assert read_back.flaws == []


def test_a_cell_that_names_another_effect_than_its_row_is_refused() -> None:
    """A risk ratio pasted into a row of hazard ratios is a slip in one of both places."""
    _, (problem,) = read(**{"as": "HR (95% CI)", "cryo-rfa": "RR 0.7 (0.5-0.9)"})
    assert "is not of the form HR (95% CI)" in problem
    assert "names another effect than the row" in problem
    assert cells(**{"as": "HR (95% CI)", "cryo-rfa": "HR 0.7 (95% CI 0.5-0.9)"})
    assert cells(**{"as": "HR (95% CI)", "cryo-rfa": "p .04"}) == {"cryo-rfa": "p .04"}
