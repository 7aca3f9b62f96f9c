"""The year that the manual walks through: every command of it, and what a person does between them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from kb.db.connect import read
from tests.bibliography.pubmed.eutils import Eutils, library, serving
from tests.command_line import Terminal
from tests.databases import empty_texts
from tests.readme.filled_in import FILLED_IN, PUBMED, lines_of_the_year, typed, written_as
from tests.readme.pages import EXAMPLES, PAGES, bash_commands

Year = tuple[Terminal, dict[str, str], str]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The user after the year, what each command printed, and the former version before the year."""
    folder = tmp_path_factory.mktemp("year")
    before = Terminal(folder).told("kb report 7.01.75")
    printed: dict[str, str] = {}
    return typed(folder, lines_of_the_year(), printed), printed, before


def test_the_year_runs_as_the_page_says(year: Year) -> None:
    user, printed, _ = year
    assert len(printed) > 25
    for command in printed:
        words = shlex.split(command, comments=True)
        if "-o" in words:
            assert (user.folder / words[words.index("-o") + 1]).stat().st_size > 1000, command


@pytest.mark.parametrize("shipped", FILLED_IN)
def test_what_ships_filled_in_is_what_kb_writes_filled_in(year: Year, tmp_path: Path, shipped: str) -> None:
    """Cell by cell, but for when a sheet was written. If not: `python -m tests.readme.filled_in`."""
    mine = tmp_path / shipped
    shutil.copy(year[0].folder / written_as(shipped), mine)
    FILLED_IN[shipped](mine)
    assert _cells(mine) == _cells(EXAMPLES / shipped)


def _cells(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(openpyxl.load_workbook(file)) as book:
        return {
            sheet.title: [
                tuple(re.sub(r" 20\d\d-\S+:\S+ ", " WHEN ", str(cell)) for cell in row)
                for row in sheet.iter_rows(values_only=True)
            ]
            for sheet in book
        }


def test_each_answer_of_screening_says_its_stage(year: Year) -> None:
    answers = [text for line, text in year[1].items() if "screen 7.01.75" in line]
    for answer, stage in zip(answers, ["title and abstract"] * 4 + ["full text"] * 3, strict=True):
        assert stage in answer.lower()
    assert "then: kb review screen 7.01.75 --take screening.xlsx --who rita\n" in answers[2]
    for answer, counted in (
        (answers[3], ("2 included", "5 excluded")),
        (answers[5], ("1 included", "1 excluded")),
    ):
        assert all(count in answer for count in counted), answer


def test_the_pair_that_is_judged_is_the_one_that_was_shown(year: Year) -> None:
    (listed,) = [text for line, text in year[1].items() if line.startswith("kb review duplicates   ")]
    (judged,) = [line for line in year[1] if "--same" in line]
    assert shlex.split(judged)[4] in listed


def test_the_former_version_is_still_there_to_the_byte(year: Year) -> None:
    user, _, before = year
    assert user.told("kb report 7.01.75 --version 2021-11-01") == before
    assert user.told("kb report 7.01.75") == user.told("kb report 7.01.75 --version 2022-11-01") != before
    assert (user.folder / "old.pdf").read_bytes().startswith(b"%PDF-")


def test_the_history_says_what_changed(year: Year) -> None:
    user, _, _ = year
    rows = json.loads(
        user.told(
            "kb sql 'SELECT effective_date, action FROM policy_timeline ORDER BY position' --format json"
        )
    )
    last = rows[-1]
    assert last["effective_date"] == "2022-11-01"
    for words in ("statement unchanged", "through 2022-09", "1 reference added", "1 study added"):
        assert words in last["action"]


def test_nothing_unknown_was_written_as_an_empty_text(year: Year) -> None:
    """Imports, screening, extraction, sign-offs and the release fill every table of the workflow."""
    with read(f"sqlite:///{(year[0].folder / 'year.db').as_posix()}") as reader:
        assert empty_texts(reader) == []


def test_prisma_adds_up(year: Year) -> None:
    """What was identified is removed, excluded or included, lane by lane."""
    user, _, _ = year
    told = user.told("kb prisma 7.01.75 --cycle 2022-09-01")
    counts: dict[str, list[int]] = {}
    for label, number in re.findall(r"^ *(.+?) \.+ +(\d+)$", told, flags=re.MULTILINE):
        counts.setdefault(label, []).append(int(number))
    for lane in (0, 1):
        identified, removed = (
            counts["Records identified"][lane],
            counts["Records removed before screening"][lane],
        )
        assert identified - removed == counts["Records screened"][lane]
        sought = counts["Reports sought for retrieval"][lane]
        assert counts["Records screened"][lane] - counts["Records excluded"][lane] == sought
        assessed = counts["Reports assessed for eligibility"][lane]
        assert sought - counts["Reports not retrieved"][lane] == assessed
        assert assessed - counts["Reports excluded"][lane] == counts["Reports included"][lane]
    assert counts["Records identified"] == [17, 2]
    assert (counts["Studies included"], counts["Total studies included"]) == ([28], [29])
    assert "Draft" not in told


def test_the_redline_has_tracked_changes(year: Year) -> None:
    user, _, _ = year
    with ZipFile(user.folder / "redline.docx") as package:
        text = package.read("word/document.xml").decode()
    assert "<w:ins " in text
    assert "<w:del " in text
    assert "Madeup and Invented" in text


def test_what_was_left_out_is_on_record(year: Year) -> None:
    user, _, _ = year
    told = user.told(
        "kb sql \"SELECT pmid, reason FROM screening_event WHERE decision = 'exclude' AND pmid IS NOT NULL"
        ' ORDER BY pmid, stage" --format csv'
    )
    assert told.splitlines()[1:] == [
        "99000002,sample-size",
        "99000003,publication-type",
        "99000004,retracted",
        "99000005,preclinical",
    ]


def test_pubmed_is_asked_as_the_page_says(tmp_path: Path) -> None:
    commands = bash_commands(PAGES["year"].partition(PUBMED)[2])
    assert len(commands) == 4
    with serving(Eutils()) as server:
        server.hold(library(7))
        user = Terminal(tmp_path, {"KB_PUBMED_EMAIL": "you@example.org", "KB_PUBMED_URL": server.address})
        user.told("kb review open 7.01.75 --on 2022-09-01")  # records are imported into a review
        for command in commands:
            user.told(command)
    assert (tmp_path / "found.nbib").read_text(encoding="utf-8").count("PMID- ") == 7
    assert (tmp_path / "found.nbib.search.json").is_file()
    assert json.loads((tmp_path / "merged.json").read_text(encoding="utf-8"))["counts"]["records"] == 7
