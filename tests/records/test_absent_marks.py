"""What NA, NR or a dash in a table stands for, the record says once; else it is asked."""

from __future__ import annotations

from typing import Any

import pytest

from kb.notation.absent_marks import with_marks
from kb.records.printed_rows import in_notation


def read(marks: Any, *cells: Any) -> tuple[list[Any], list[str]]:
    """The cells of the first arm of a study that says what its marks mean, and what is wrong."""
    rows = tuple({"outcome": "pain", "cryo": cell} for cell in cells)
    read = in_notation({"arms": {"cryo": {}}, "absent": marks, "results": rows})
    assert "absent" not in read.study
    told = [f"{flaw.path[-1]}: {flaw.message} {flaw.remedy}" for flaw in read.flaws]
    return [row["cryo"] for row in read.study["results"]], told


def test_a_mark_is_what_the_source_means_by_it() -> None:
    """Alone, in a list over times, and beside the name of a statistic."""
    marks = {"NA": "not available", "NR": "not reached", "-": "not reported"}
    cells, told = read(
        marks, "NA", ("97%", "NR"), "median NR", "\N{EM DASH}", "HR 0.8 (95% CI 0.6 to NR)", "NPA 90%"
    )
    assert told == []
    assert cells == [
        "not available",
        ("97%", "not reached"),
        "median not reached",
        "not reported",
        "HR 0.8 (95% CI 0.6 to not reached)",
        "NPA 90%",
    ]


def test_without_it_a_mark_is_asked_about() -> None:
    """One right way is named for it."""
    cells, told = read(None, "NA", "-")
    assert cells == ["not extracted", "not extracted"]
    assert "write which, or once for the study absent: {NA: not available}." in told[0]
    assert 'once for the study absent: {"-": not reported}.' in told[1]


def test_what_a_mark_cannot_mean_is_told() -> None:
    cells, told = read({"NA": "nothing", "mean 5": "none"}, "7")
    assert cells == ["7"]
    assert [text.partition(".")[0] for text in told] == [
        "NA: `nothing` is not what a mark can mean",
        "mean 5: `mean 5` is no mark such as NA, NR or a dash",
    ]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("-", "none"),
        ("\N{EN DASH}", "none"),
        ("--", "none"),
        ("-5", "-5"),
        ("range 1-2", "range 1-2"),
    ],
)
def test_a_dash_is_a_mark_alone_only(cell: str, written: str) -> None:
    """Within a cell it is a sign or stands between two ends."""
    assert with_marks(cell, {"-": "none"}) == written
