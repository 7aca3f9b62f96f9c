"""``kb extract`` and ``kb review use``, ``offers``: as a user types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typer.testing import Result

from tests.command_line import Kb
from tests.extraction.builders import KEY, PMID, with_candidate
from tests.sheets.typing_in import type_in

Run = Callable[..., Result]


@pytest.fixture
def run(kb: Kb, seed_url: str) -> Run:
    """Runs ``kb`` on a database in which a review has found the invented trial."""
    with_candidate(seed_url)

    def run_it(*words: str, code: int = 0) -> Result:
        result = kb("--database", seed_url, *words)
        assert result.exit_code == code, result.output
        return result

    return run_it


def fill(file: Path, cells: dict[str, str | None]) -> None:
    """Somebody's work in a workbook: ``Results!J2`` -> text."""
    book = openpyxl.load_workbook(file)
    for place, text in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = text
    book.save(file)


def extract(run: Run, who: str, file: Path, csa: str) -> None:
    """A workbook from draft to done."""
    run("extract", "new", PMID, "--who", who, "-o", str(file))
    fill(file, {"Results!F2": "5 y", "Results!J2": csa, "Results!K2": "55%", "Results!L2": None})
    assert (
        f"Saved {KEY} for {who}: finished."
        in run("extract", "take", str(file), "--who", who, "--done").stderr
    )


def test_two_spellings_of_a_name_are_one_person(run: Run, tmp_path: Path) -> None:
    """Two people extract independently; one who types another case of letters goes on with the same draft."""
    run("extract", "new", PMID, "--who", "anna", "-o", str(tmp_path / "a.xlsx"))
    run("extract", "new", PMID, "--who", "Anna ", "-o", str(tmp_path / "b.xlsx"))
    assert "for anna: a draft" in run("extract", "take", str(tmp_path / "b.xlsx"), "--who", "ANNA").stderr
    assert "anna" in run("extract", "compare", KEY, code=1).output


def test_one_person_from_the_draft_to_the_policy(run: Run, tmp_path: Path) -> None:
    extract(run, "anna", tmp_path / "a.xlsx", "59.5%")
    assert "Next: kb review use" in run("extract", "adopt", KEY).stderr
    offered = json.loads(run("review", "offers", "--study", KEY, "--format", "json").stdout)
    assert [(one["policy"], one["indication"]) for one in offered] == [("7.01.75", "hcc")]
    told = run("review", "use", KEY, "hcc", "--group", "rct", "--no-relevance-limitations").stderr
    assert "7.01.75/hcc uses" in told
    assert "2 randomized controlled trials" in run("summary", "7.01.75", "hcc").stdout


def test_two_people_compared_and_settled(run: Run, tmp_path: Path) -> None:
    extract(run, "anna", tmp_path / "a.xlsx", "59.5%")
    extract(run, "ben", tmp_path / "b.xlsx", "59.4%")
    compared = json.loads(run("extract", "compare", KEY, "--format", "json").stdout)
    assert compared["open"] == 1
    assert compared["agreement"]["figure"] == {"same": 1, "all": 2, "rate": 0.5}
    (difference,) = compared["differences"]
    assert (difference["first"], difference["second"]) == ("59.5%", "59.4%")
    assert "Figures: 1 of 2 agree (50.0%)." in run("extract", "compare", KEY).stderr
    run("extract", "adopt", KEY, code=1)
    place = difference["place"]
    run("extract", "adjudicate", KEY, place, "--first", "--second", "--because", "x", code=1)
    run("extract", "adjudicate", KEY, place, "--second", "--because", "Table 2")
    assert "Nothing is open" in run("extract", "compare", KEY).stderr
    file = tmp_path / "differences.xlsx"
    run("extract", "compare", KEY, "--all", "-o", str(file))
    assert openpyxl.load_workbook(file).active["A2"].value == place
    run("extract", "adopt", KEY, "--because", "agreed")
    assert "59.4%" in run("study", "show", KEY).stdout


def test_problems_of_a_workbook_go_to_stderr_with_exit_code_3(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    run("extract", "new", PMID, "--who", "anna", "-o", str(file))
    fill(file, {"Results!J2": "7/18o", "Study!B4": "=1+1"})
    told = run("extract", "take", str(file), "--who", "anna", code=3).stderr
    assert "Results!J2: column 5" in told
    assert "Study!B4: holds a formula" in told
    assert (tmp_path / "a-problems.xlsx").exists()


def test_a_new_term_is_written_in_the_workbook_that_needs_it(run: Run, tmp_path: Path) -> None:
    """An outcome that nobody had before stands on a sheet of its own, and comes in with the extraction."""
    file = tmp_path / "a.xlsx"
    run("extract", "new", PMID, "--who", "anna", "-o", str(file))
    book = openpyxl.load_workbook(file)
    book["Results"]["B2"] = "time-to-regret"
    book.save(file)
    told = run("extract", "take", str(file), "--who", "anna", code=3).stderr
    assert "Results!B2: `time-to-regret` is not among the outcomes. " in told
    assert "enter it on the sheet New outcomes" in told
    type_in(
        file,
        {"New outcomes": [{"key": "time-to-regret", "name": "time to regret", "domain": "symptom",
                           "direction": "higher"}]},
    )  # fmt: skip
    run("extract", "take", str(file), "--who", "anna")
    assert "time-to-regret" in run("extract", "show", KEY, "--who", "anna").stdout
    terms = run("sql", "SELECT id FROM vocabulary_outcome WHERE name = 'time to regret'").stdout
    assert "time-to-regret" in terms


def test_figures_in_hidden_rows_are_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    run("extract", "new", PMID, "--who", "anna", "-o", str(file))
    book = openpyxl.load_workbook(file)
    book["Results"].row_dimensions[2].hidden = True
    book.save(file)
    told = run("extract", "take", str(file), "--who", "anna").stderr
    assert "Read from hidden rows or columns: Results!A2, Results!B2" in told


def test_the_text_record_is_another_way(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    run("extract", "new", PMID, "--who", "anna", "-o", str(file))
    file.write_text(file.read_text("utf-8").replace("not extracted", "not reported"), "utf-8")
    run("extract", "edit", KEY, str(file), "--who", "anna")
    assert "not reported" in run("extract", "show", KEY, "--who", "anna").stdout
    run("extract", "show", KEY, "--who", "ben", code=1)
    assert "finished" in run("extract", "done", KEY, "--who", "anna").stderr
    assert "done" in run("extract", "list").stdout


def test_a_study_of_the_base_goes_into_a_workbook(run: Run, tmp_path: Path) -> None:
    run("extract", "sheet", "wang-2015", "-o", str(tmp_path / "w.xlsx"))
    told = run("extract", "sheet", "wang-2015", "-o", str(tmp_path / "w.xlsx"), code=1).stderr
    assert "may hold work" in told
    run("extract", "sheet", "wang-2015", "-o", str(tmp_path / "w.xlsx"), "--overwrite")
    run("extract", "sheet", "wang-2016", "-o", str(tmp_path / "v.xlsx"), code=1)
    run("extract", "sheet", "wang-2015", "-o", str(tmp_path / "w.csv"), code=2)
    run("extract", "take", str(tmp_path / "none.xlsx"), code=1)


def test_declining_an_offer_needs_a_reason(run: Run) -> None:
    run("review", "offers", "--decline", "wei-2020", "7.01.75/crc", code=1)
    told = run("review", "offers", "--decline", "korpan-1997", "7.01.75/net", "--because", "resection only")
    assert "not offered to 7.01.75/net again" in told.stderr
    assert "korpan-1997" not in run("review", "offers", "7.01.75").stdout
