"""An extraction taken, compared, settled and adopted in the database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from kb.db.connect import read
from kb.errors import KbError, ProblemsFound
from kb.extraction.adopt_study import adopt
from kb.extraction.begin import ExtractionRequest, begin
from kb.extraction.double.settling import SettledChoice, adjudicate, read_pair
from kb.extraction.saved_extractions import curated_text, own_extraction
from kb.extraction.study_workbook import make_sheet
from kb.extraction.submission import finish, take_sheet, take_text
from kb.sheets.marking import InSheet
from kb.store.edits import amend
from kb.store.record_texts import record_text
from tests.extraction.builders import KEY, PMID, with_candidate

RESULT = "  - outcome: overall-survival\n    at: 5 y\n    csa: {csa}\n    rfa: 55%\n"


def extracted(url: str, who: str, tmp_path: Path, csa: str = "59.5%") -> None:
    """A finished extraction of the invented trial by one person."""
    text = begin(url, ExtractionRequest(PMID, who)).extraction.text
    file = tmp_path / f"{who}.yaml"
    file.write_text(text[: text.index("results:")] + "results:\n" + RESULT.format(csa=csa), "utf-8")
    take_text(url, file, KEY, who, done=True)


def test_a_workbook_goes_out_and_comes_back(seed_url: str, tmp_path: Path) -> None:
    with_candidate(seed_url)
    begin(seed_url, ExtractionRequest(PMID, "anna"))
    file = tmp_path / "sheet.xlsx"
    with read(seed_url) as reader:
        make_sheet(reader, KEY, "anna", file)
    book = openpyxl.load_workbook(file)
    assert "GUESSED (publication type Randomized Controlled Trial): check it" in book["Study"]["C4"].value
    book["Results"]["F2"], book["Results"]["J2"], book["Results"]["K2"] = "5 y", "59.5%", "55%"
    book["Results"]["L2"] = None
    book.save(file)
    saved = take_sheet(seed_url, file, "anna", done=True)
    assert saved.extraction.state == "done"
    assert "disease-specific-survival" in saved.left_out
    record = saved.extraction.record()
    assert [(one.outcome, str(one.columns["csa"])) for one in record.results] == [
        ("overall-survival", "59.5%")
    ]


def test_problems_are_marked_and_nothing_is_saved(seed_url: str, tmp_path: Path) -> None:
    with_candidate(seed_url)
    before = begin(seed_url, ExtractionRequest(PMID, "anna")).extraction.text
    file = tmp_path / "sheet.xlsx"
    with read(seed_url) as reader:
        make_sheet(reader, KEY, "anna", file)
    book = openpyxl.load_workbook(file)
    book["Results"]["B2"], book["Results"]["J3"] = "overal-survival", "7/18o"
    book.save(file)
    with pytest.raises(InSheet) as caught:
        take_sheet(seed_url, file, "anna", done=True)
    told = str(caught.value)
    assert "Results!B2: `overal-survival` is not among the outcomes. Did you mean overall-survival" in told
    assert "Results!J3: column" in told
    assert caught.value.exit_code == 3
    assert (
        "overall-survival"
        in openpyxl.load_workbook(tmp_path / "sheet-problems.xlsx")["Results"]["B2"].comment.text
    )
    with read(seed_url) as reader:
        own = own_extraction(reader, KEY, "anna")
    assert own is not None
    assert (own.text, own.state) == (before, "draft")


def test_a_sheet_of_a_study_nobody_began_is_refused(seed_url: str, tmp_path: Path) -> None:
    with_candidate(seed_url)
    extracted(seed_url, "anna", tmp_path)
    with pytest.raises(KbError, match="Another person has: begin your own"):
        take_text(seed_url, tmp_path / "anna.yaml", KEY, "ben", done=False)
    with pytest.raises(KbError, match="ben has no extraction"):
        finish(seed_url, KEY, "ben")


def test_a_draft_that_nobody_filled_in_is_not_finished(seed_url: str) -> None:
    with_candidate(seed_url)
    begin(seed_url, ExtractionRequest(PMID, "anna"))
    with pytest.raises(KbError, match="No figure of madeup-2022 is filled in yet"):
        finish(seed_url, KEY, "anna")
    with pytest.raises(KbError, match="No figure of madeup-2022 is filled in yet"):
        adopt(seed_url, KEY, "lea")


def test_one_person_adopts_directly_and_again_changes_nothing(seed_url: str, tmp_path: Path) -> None:
    with_candidate(seed_url)
    extracted(seed_url, "anna", tmp_path)
    adopted = adopt(seed_url, KEY, "lea")
    assert adopted.amended.changed == (f"references/{KEY}", f"studies/{KEY}")
    assert adopt(seed_url, KEY, "lea").amended.changed == ()
    with read(seed_url) as reader:
        reference = record_text(reader, f"references/{KEY}")
        candidates = reader.rows("SELECT reference_id FROM candidate")
        states = reader.rows("SELECT state FROM extraction")
    assert 'pmid: "9900001"' in reference
    assert "kind: correction" in reference
    assert "container-title: J Made Up Med" in reference
    assert [row["reference_id"] for row in candidates] == [KEY]
    assert [row["state"] for row in states] == ["adopted"]


@pytest.mark.both_engines
def test_two_people_are_blind_until_both_are_done_and_adopt_when_all_is_settled(
    seed_url: str, tmp_path: Path
) -> None:
    with_candidate(seed_url)
    extracted(seed_url, "anna", tmp_path)
    begin(seed_url, ExtractionRequest(PMID, "ben"))
    with read(seed_url) as reader, pytest.raises(KbError, match="ben has not finished"):
        read_pair(reader, KEY)
    extracted(seed_url, "ben", tmp_path, "59.4%")
    place = "overall-survival/csa@5y"
    with pytest.raises(KbError, match=f"1 open differences between anna and ben: {place}"):
        adopt(seed_url, KEY, "lea")
    with pytest.raises(KbError, match="column"):
        adjudicate(seed_url, KEY, [place], SettledChoice("value", "why", "lea", "59,5 %%"))
    adjudicate(seed_url, KEY, [place], SettledChoice("first", "Table 2", "lea"))
    adjudicate(
        seed_url, KEY, ["overall-survival/csa@5y"], SettledChoice("second", "Table 3 after all", "lea")
    )
    with read(seed_url) as reader:
        assert len(reader.rows("SELECT id FROM adjudication")) == 2
    adopt(seed_url, KEY, "lea")
    with read(seed_url) as reader:
        text = curated_text(reader, KEY)
    assert text is not None
    assert "csa: 59.4%" in text


def test_what_was_settled_is_open_again_when_somebody_changes_their_extraction(
    seed_url: str, tmp_path: Path
) -> None:
    with_candidate(seed_url)
    extracted(seed_url, "anna", tmp_path)
    extracted(seed_url, "ben", tmp_path, "59.4%")
    adjudicate(seed_url, KEY, ["figure"], SettledChoice("first", "Table 2", "lea"))
    extracted_again = tmp_path / "ben.yaml"
    extracted_again.write_text(extracted_again.read_text("utf-8").replace("59.4%", "59.3%"), "utf-8")
    take_text(seed_url, extracted_again, KEY, "ben", done=True)
    with read(seed_url) as reader:
        assert [one.second for one in read_pair(reader, KEY).open] == ["59.3%"]


def test_a_study_changed_since_is_not_written_over(seed_url: str, tmp_path: Path) -> None:
    file = tmp_path / "wang.xlsx"
    with read(seed_url) as reader:
        make_sheet(reader, "wang-2015", "anna", file)
    take_sheet(seed_url, file, "anna", done=True)
    with read(seed_url) as reader:
        saved = own_extraction(reader, "wang-2015", "anna")
    assert saved is not None
    earlier = saved.saved_at.replace("20", "10", 1)
    amend(
        seed_url,
        [("studies/wang-2015", lambda one: one.model_copy(update={"setting": "elsewhere"}))],
        "x",
        "y",
    )
    from kb.store.database import writing

    with writing(seed_url) as writer:
        writer.run("UPDATE extraction SET saved_at = ? WHERE study = 'wang-2015'", (earlier,))
    with pytest.raises(KbError, match="was changed by x"):
        adopt(seed_url, "wang-2015", "lea")


def test_an_extraction_that_no_load_would_take_is_not_adopted(seed_url: str, tmp_path: Path) -> None:
    with_candidate(seed_url, registrations=[])
    text = begin(seed_url, ExtractionRequest(PMID, "anna")).extraction.text
    file = tmp_path / "anna.yaml"
    file.write_text(text.replace("overall-survival", "overal-survival"), "utf-8")
    with pytest.raises(ProblemsFound, match="Did you mean overall-survival"):
        take_text(seed_url, file, KEY, "anna", done=True)
    file.write_text(text.replace(f"primary: {KEY}", "primary: madup-2022"), "utf-8")
    with pytest.raises(ProblemsFound, match="`madup-2022` is not among the references"):
        take_text(seed_url, file, KEY, "anna", done=True)


KILLED = """
import os, sys
import kb.extraction.adopt_study as module
module._mark = lambda *arguments: os._exit(9)
module.adopt(sys.argv[1], sys.argv[2], "lea")
"""


def test_killed_while_adopting_nothing_is_half_done(seed_url: str, tmp_path: Path) -> None:
    with_candidate(seed_url)
    extracted(seed_url, "anna", tmp_path)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, seed_url, KEY], check=False, capture_output=True, text=True
    )
    assert killed.returncode == 9, killed.stderr
    with read(seed_url) as reader:
        assert curated_text(reader, KEY) is None
        assert reader.rows("SELECT id FROM reference WHERE id = :key", {"key": KEY}) == []
        own = own_extraction(reader, KEY, "anna")
    assert own is not None
    assert own.state == "done"
    assert len(adopt(seed_url, KEY, "lea").amended.changed) == 2
