"""The page of the manual about numbers shows what is read, and what it becomes."""

import re

from kb.manual import page
from kb.notation import parse, render
from kb.records.cells import read_cell
from kb.records.printed_rows import in_notation
from kb.records.yaml_source import read_text

_CELLS = re.compile(r"`([^`]*)`")
STUDY = {
    "arms": {"cryo": {"label": "cryoablation"}, "rfa": {"label": "RFA"}},
    "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa"}},
}


def rows_of(heading: str) -> list[list[str]]:
    """The cells of the table under such a first line."""
    lines = page("numbers").text.splitlines()
    start = lines.index(heading) + 2
    end = next(number for number in range(start, len(lines)) if not lines[number].startswith("|"))
    return [_CELLS.findall(line) for line in lines[start:end]]


def test_each_printed_cell_is_kept_as_the_page_says() -> None:
    rows = rows_of("| As printed | Kept as |")
    assert [(printed, render(parse(printed))) for printed, _ in rows] == [tuple(row) for row in rows]


def test_each_cell_of_a_row_with_its_form_is_kept_as_the_page_says() -> None:
    for form, printed, kept in rows_of("| The row says | Cell | Kept as |"):
        rows = in_notation({**STUDY, "results": ({"outcome": "some-outcome", "as": form, "cryo": printed},)})
        assert rows.flaws == []
        assert read_cell(rows.study["results"][0]["cryo"]).text == kept


def test_the_rows_of_the_page_become_the_results_that_their_comments_say() -> None:
    text = page("numbers").text.partition("```yaml\n")[2].partition("```")[0]
    data = read_text(re.sub(r" +#.*", "", text), "page").data
    results = in_notation({**STUDY, **data}).study["results"]
    assert [result.get("cryo") for result in results] == [
        "2.5 cm",
        "median 20.3 months",
        ("97%", "67%", "40%"),
        *("41", "115", "68"),
        *("26.1%", "26.0%"),
    ]
