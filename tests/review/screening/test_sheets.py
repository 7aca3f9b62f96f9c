"""Sheets out and back: sorted, cut and added to by people, taken twice, and distrusted."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kb.db.connect import read
from kb.errors import KbError, ProblemsFound
from kb.review.outcome import FULL_TEXT, TITLE_ABSTRACT, ScreeningStatus
from kb.review.screening.decision_history import now
from kb.review.screening.flags import read_flags, read_notices_in_force
from kb.review.screening.reviewers import set_reviewers
from kb.review.screening.sheet import COLUMNS, Purpose, purpose_of
from kb.review.screening.sheet_import import take_sheet
from kb.review.screening.sheet_writing import SheetContent, write_sheet
from kb.review.screening.worklist import Screener
from tests.builders.reviews import POLICY, Review
from tests.review.screening.acting import ADA, RITA, SAM, close, events, say, worklist

Fill = Callable[[dict[str, Any]], None]


@pytest.fixture
def review(seed_url: str) -> Review:
    """Three candidates, one of them with a title that a spreadsheet would run."""
    review = Review(seed_url).open()
    run = review.run()
    review.candidate(
        "pmid:1100", run, title="A trial", abstract="Line one.\nLine two; Ärzte, \u2265 5.", doi="10.1000/x"
    )
    review.candidate(
        "pmid:1200", run, title="=HYPERLINK(1)", authors="@Madeup A; Other B", journal="+1", issued="2021-05"
    )
    review.candidate("pmid:1300", run, title="\x07bell and \ud7ff", abstract="x" * 40_000)
    return review


@pytest.fixture(params=["xlsx", "csv"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where the sheet goes, in both forms."""
    return tmp_path / f"screening.{request.param}"


def write(review: Review, file: Path, who: Screener = RITA, stage: str = TITLE_ABSTRACT) -> None:
    """Write what is left for a person."""
    written = now()
    left = worklist(review).left(stage, who)
    with read(review.url) as reader:
        flags = read_flags(reader, left, read_notices_in_force(reader, review.cycle(), left))
    write_sheet(file, SheetContent(Purpose(review.id, stage, who, written), POLICY, left, flags, {}))


def rows_of(file: Path) -> list[dict[str, Any]]:
    """The rows as a person sees them."""
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return [dict(row) for row in csv.DictReader(stream)]
    sheet = load_workbook(file)["Screening"]
    names, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def save(file: Path, rows: list[dict[str, Any]], separator: str = ",") -> None:
    """Save rows as a person's program does, with the columns in the order of the first row."""
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), delimiter=separator)
            writer.writeheader()
            writer.writerows(rows)
        return
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Screening"
    for line in [list(rows[0]), *(list(row.values()) for row in rows)]:
        sheet.append(line)
    book.save(file)


def fill(file: Path, decisions: dict[str, dict[str, str]]) -> None:
    """Fill in cells, by id."""
    rows = rows_of(file)
    for row in rows:
        row.update(decisions.get(row["Id"], {}))
    save(file, rows)


def take(review: Review, file: Path, who: str = "rita") -> tuple[int, int]:
    """Take a sheet: how many were written, how many stood."""
    taken = take_sheet(review.url, POLICY, who, file)
    return len(taken.written), len(taken.unchanged)


def problems(review: Review, file: Path, who: str = "rita") -> list[str]:
    """What is wrong with a sheet; nothing is written."""
    before = events(review)
    with pytest.raises(ProblemsFound) as error:
        take(review, file, who)
    assert events(review) == before
    assert "nothing was written" in error.value.message
    return [str(problem).removeprefix(f"{file}:").strip() for problem in error.value.problems]


def test_it_comes_back_as_decisions_and_taken_twice_writes_nothing_new(review: Review, file: Path) -> None:
    write(review, file)
    fill(
        file,
        {
            "pmid:1100": {"Decision": "include", "Note": "Look at the arms."},
            "pmid:1200": {"Decision": "Exclude", "Reason": "design: Study design"},
        },
    )
    assert take(review, file) == (2, 0)
    assert [(one["candidate"], one["decision"], one["reason"], one["note"]) for one in events(review)] == [
        ("pmid:1100", "include", None, "Look at the arms."),
        ("pmid:1200", "exclude", "design", None),
    ]
    assert take(review, file) == (0, 2)
    fill(file, {"pmid:1300": {"Decision": "unsure"}})
    assert take(review, file) == (1, 2)


def test_what_is_left_is_written_and_nothing_of_it_runs(review: Review, file: Path) -> None:
    say(review, RITA, "include", "1100")
    write(review, file)
    rows = rows_of(file)
    assert [row["Id"] for row in rows] == ["pmid:1200", "pmid:1300"]
    assert list(rows[0]) == list(COLUMNS)
    if file.suffix == ".csv":
        assert (rows[0]["Title"], rows[0]["Authors"], rows[0]["Journal"]) == (
            "'=HYPERLINK(1)",
            "'@Madeup A; Other B",
            "+1",
        )
        return
    book = load_workbook(file)
    sheet = book["Screening"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["E2"].value == "=HYPERLINK(1)"
    assert sheet["E2"].quotePrefix
    assert len(sheet["F3"].value) < 32_767
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["B2:B3", "C2:C3"]
    offered = [cell.value for cell in book["Lists"]["A"] if cell.value]
    assert offered == ["Decision", "include", "exclude", "unsure"]
    assert "kb review screen 7.01.75 --take FILE" in str([cell.value for cell in book["Instructions"]["B"]])


def test_rows_may_be_sorted_left_out_and_columns_added(review: Review, file: Path) -> None:
    write(review, file)
    rows = [{"Mine": "x", **row, "Sum": 3} for row in reversed(rows_of(file))][:2]
    rows[0]["Decision"] = "include"
    save(file, rows)
    assert take(review, file) == (1, 0)
    assert events(review)[0]["candidate"] == "pmid:1300"


def test_a_sheet_of_which_only_some_columns_were_sorted_is_refused(review: Review, file: Path) -> None:
    """The title of one candidate beside the id of another: the decision may be meant for either."""
    write(review, file)
    rows = rows_of(file)
    rows[0]["Title"], rows[1]["Title"] = rows[1]["Title"], rows[0]["Title"]
    rows[0]["Decision"] = "include"
    save(file, rows)
    (told,) = problems(review, file)
    assert "is the title of pmid:1200, but the row is that of pmid:1100" in told
    rows[0]["Title"] = "A trial, with a word of my own"
    save(file, rows)
    assert take(review, file) == (1, 0)


def test_a_csv_saved_with_semicolons_in_another_encoding_is_taken(review: Review, tmp_path: Path) -> None:
    file = tmp_path / "screening.csv"
    write(review, file)
    rows = rows_of(file)
    rows[0] |= {"Decision": "include", "Note": "Für später"}
    save(file, rows, ";")
    text = file.read_text("utf-8-sig").replace("\u2265", ">")
    file.write_bytes(text.encode("cp1252", errors="replace"))
    assert take(review, file) == (1, 0)
    assert events(review)[0]["note"] == "Für später"


def test_every_problem_is_told_by_its_cell(review: Review, file: Path) -> None:
    write(review, file)
    fill(
        file,
        {
            "pmid:1100": {"Decision": "inclde", "Reason": ""},
            "pmid:1200": {"Decision": "exclude", "Reason": "desing"},
            "pmid:1300": {"Note": "Later."},
        },
    )
    told = problems(review, file)
    places = (
        ["Screening!B2", "Screening!C3", "Screening!B4"]
        if file.suffix == ".xlsx"
        else ["Decision", "Reason", "Decision"]
    )
    assert all(place in line for place, line in zip(places, told, strict=True)), told
    assert "'inclde' is no decision. Choose one of: include, exclude, unsure." in told[0]
    assert "'desing' is no reason. Did you mean design" in told[1]
    assert "is empty, but the row has a reason or a note" in told[2]


def test_a_reason_of_an_inclusion_and_other_without_a_note_are_refused(review: Review, file: Path) -> None:
    write(review, file)
    fill(
        file,
        {
            "pmid:1100": {"Decision": "include", "Reason": "design"},
            "pmid:1200": {"Decision": "exclude", "Reason": "other"},
        },
    )
    first, second = problems(review, file)
    assert "pmid:1100 a reason belongs to an exclusion" in first
    assert "pmid:1200 the reason 'other' is told in the note" in second


def test_a_row_that_was_decided_meanwhile_is_reported_and_the_newest_decision_stays(
    review: Review, file: Path
) -> None:
    write(review, file)
    say(review, RITA, "exclude", "1100", "1200", reason="design")
    say(review, RITA, "withdrawn", "1200")
    fill(file, {one: {"Decision": "include"} for one in ("pmid:1100", "pmid:1200", "pmid:1300")})
    first, second = problems(review, file)
    assert "you decided exclude (design) on" in first
    assert "you took it back on" in second
    fill(file, {one: {"Decision": ""} for one in ("pmid:1100", "pmid:1200")})
    assert take(review, file) == (1, 0)
    assert review.standing()["pmid:1100"].title_abstract.status is ScreeningStatus.EXCLUDE


def test_the_sheet_of_another_person_cycle_or_with_a_changed_key_is_refused(
    review: Review, file: Path
) -> None:
    write(review, file)
    fill(file, {"pmid:1100": {"Decision": "include"}, "pmid:1200": {"Decision": "include", "Sheet": "x"}})
    other, changed = problems(review, file, "sam")
    assert "was written for rita, not for sam" in other
    assert "is not what was written there" in changed
    close(review)
    Review(review.url, opened="2023-09-01").open()
    with pytest.raises(
        ProblemsFound, match=r"the sheet is of review 7\.01\.75@2022-09-01; 7\.01\.75@2023-09-01 is"
    ):
        take(review, file)


def test_one_candidate_in_two_rows_is_taken_once_or_refused(review: Review, file: Path) -> None:
    write(review, file)
    first = rows_of(file)[0] | {"Decision": "include"}
    save(file, [first, first])
    assert take(review, file) == (1, 0)
    save(file, [first, first | {"Decision": "exclude"}])
    assert "is in another row with another decision" in problems(review, file)[0]


def test_missing_columns_are_named(review: Review, file: Path) -> None:
    write(review, file)
    save(
        file,
        [
            {name: value for name, value in row.items() if name not in ("Id", "Sheet")}
            for row in rows_of(file)
        ],
    )
    with pytest.raises(ProblemsFound) as error:
        take(review, file)
    assert [one.message for one in error.value.problems] == [
        "column Id is missing.",
        "column Sheet is missing.",
    ]


def test_the_sheet_of_an_arbiter_shows_decisions_and_settles(review: Review, file: Path) -> None:
    set_reviewers(review.url, POLICY, 2)
    say(review, RITA, "include", "1100", "1200")
    write(review, file, SAM)
    assert not any(row["Decisions so far"] for row in rows_of(file)), "the second reviewer must not see them"
    say(review, SAM, "exclude", "1100", reason="design", note="No arm of it.")
    write(review, file, ADA)
    (row,) = rows_of(file)
    assert row["Decisions so far"] == "rita: include; sam: exclude (design), No arm of it."
    fill(file, {"pmid:1100": {"Decision": "include"}})
    assert take(review, file, "ada") == (1, 0)
    assert review.standing()["pmid:1100"].is_sought


def test_full_text_sheets_offer_not_retrieved(review: Review, file: Path) -> None:
    say(review, RITA, "include", "1100", "1200")
    write(review, file, stage=FULL_TEXT)
    fill(file, {"pmid:1100": {"Decision": "not retrieved"}, "pmid:1200": {"Decision": "exclude"}})
    (told,) = problems(review, file)
    assert "needs a reason" in told
    fill(file, {"pmid:1200": {"Reason": "Follow-up too short"}})
    assert take(review, file) == (2, 0)
    assert [one["reason"] for one in events(review)][-2:].count("follow-up") == 1


def test_the_key_keeps_a_name_with_blanks() -> None:
    purpose = Purpose("7.01.75@2022-09-01", FULL_TEXT, Screener("Rita van der Example"), now())
    assert purpose_of(purpose.as_text()) == purpose
    assert purpose_of("7.01.75 x y z") is None


def test_formulas_are_not_read(review: Review, tmp_path: Path) -> None:
    file = tmp_path / "screening.xlsx"
    write(review, file)
    fill(file, {"pmid:1100": {"Decision": "include", "Note": '=WEBSERVICE("http://example.org")'}})
    assert "Screening!D2: holds a formula. Type what it should say, as text." in problems(review, file)[0]


def test_what_is_no_sound_workbook_is_refused(review: Review, tmp_path: Path) -> None:
    file = tmp_path / "screening.xlsx"
    with pytest.raises(KbError, match="cannot be read"):
        take(review, file)
    for content in (b"", b"PK\x03\x04 half of it"):
        file.write_bytes(content)
        with pytest.raises(KbError, match=r"is no Excel workbook \(\.xlsx\)"):
            take(review, file)
    write(review, file)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(KbError, match=r"is no Excel workbook|cannot be read as an Excel workbook"):
        take(review, file)


def _repacked(file: Path, part: str, text: bytes) -> None:
    """The workbook with one part replaced."""
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts[part] = text
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def test_what_unpacks_to_too_much_and_entities_are_refused(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "screening.xlsx"
    write(review, file)
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    )
    _repacked(file, "xl/worksheets/sheet1.xml", bomb)
    with pytest.raises(KbError, match="declares entities"):
        take(review, file)
    write(review, file)
    monkeypatch.setattr("kb.forms.workbook_input.MOST_BYTES", 10 << 20)
    _repacked(file, "xl/worksheets/sheet1.xml", b" " * (11 << 20))
    with pytest.raises(KbError, match="unpacks to 11 MB"):
        take(review, file)


def test_a_sheet_of_another_ending_is_refused(review: Review, tmp_path: Path) -> None:
    with pytest.raises(KbError, match=r"Name a file that ends in \.xlsx or \.csv\."):
        write(review, tmp_path / "screening.ods")


ODS = b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("name", "begins", "told"),
    [
        ("sheet.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", r"an old one \(\.xls\).*save it as \.xlsx"),
        ("sheet.ods", ODS, r"\(\.ods\).*as \.xlsx"),
        ("sheet.csv", ODS, r"\(\.ods\).*as \.xlsx"),
    ],
)
def test_sheets_of_other_programs_are_refused_with_what_to_do(
    name: str, begins: bytes, told: str, review: Review, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(begins)
    with pytest.raises(KbError, match=told):
        take(review, file)


def test_decisions_in_hidden_rows_are_told(review: Review, tmp_path: Path) -> None:
    """Filling down over a filter writes into the rows that it hides."""
    file = tmp_path / "screening.xlsx"
    write(review, file)
    fill(file, {"pmid:1100": {"Decision": "include"}, "pmid:1200": {"Decision": "include"}})
    book = load_workbook(file)
    book["Screening"].row_dimensions[3].hidden = True
    book.save(file)
    assert take_sheet(review.url, POLICY, "rita", file).remarks == [
        "1 of these decisions stands in hidden rows (Screening!B3)."
        " Filled down over a filter? Take them back with --undo ID."
    ]
    assert take_sheet(review.url, POLICY, "rita", file).remarks == []


def test_merged_decisions_are_refused_at_their_cell(review: Review, tmp_path: Path) -> None:
    """A merged cell keeps the first of its values, so nobody knows which rows it speaks of."""
    file = tmp_path / "screening.xlsx"
    write(review, file)
    fill(file, {"pmid:1100": {"Decision": "include"}})
    book = load_workbook(file)
    book["Screening"].merge_cells("B2:B3")
    book.save(file)
    (told,) = problems(review, file)
    assert "Screening!B2: is merged with others (B2:B3)" in told
