"""The year that the manual walks through: every command of it, and what a person does between them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from kb.db.connect import read
from tests.bibliography.pubmed.eutils import Eutils, library, serving
from tests.command_line import Terminal
from tests.databases import empty_texts
from tests.readme.pages import PAGES, bash_commands

PAGE = PAGES["year"]
PUBMED = "<!-- pubmed -->\n"
EXPORTS = Path(__file__).with_name("year")


def _screen(file: Path) -> None:
    """Fill in the screening sheet as a person does."""
    decisions = {
        "99000001": ("include", None),
        "99000002": ("include", None),
        "99000003": ("exclude", "publication-type"),
        "99000004": ("exclude", "retracted"),
    }
    with closing(openpyxl.load_workbook(file)) as book:
        sheet = book["Screening"]
        columns = _columns(sheet)
        for row in sheet.iter_rows(min_row=2):
            decision, reason = decisions.get(str(row[columns["PMID"]].value), ("exclude", "design"))
            row[columns["Decision"]].value, row[columns["Reason"]].value = decision, reason
        book.save(file)


def _extract(file: Path) -> None:
    """Fill in the workbook of the made-up trial as a person does."""
    figures = {
        "overall-survival": ("3 y", "71%", "69%", "p .81"),
        "treatment-related-mortality": (None, "0/60 (0%)", "1/60 (1.7%)", None),
        "recurrence": ("3 y", "21%", "23%", "p .78"),
    }
    with closing(openpyxl.load_workbook(file)) as book:
        for row in book["Study"].iter_rows(min_row=2):
            if row[0].value == "enrolled":
                row[1].value = "120"
        for row in book["Arms"].iter_rows(min_row=2, max_row=3):
            row[3].value = "60"
        sheet = book["Results"]
        columns = _columns(sheet)
        for row in sheet.iter_rows(min_row=2):
            found = figures.get(str(row[columns["outcome"]].value))
            for name, value in zip(("at", "csa", "mwa", "csa-mwa"), found or (), strict=False):
                row[columns[name]].value = value
        book.save(file)


def _columns(sheet: Any) -> dict[str, int]:
    """The columns of a sheet by their header."""
    return {str(cell.value): place for place, cell in enumerate(sheet[1]) if cell.value}


BETWEEN: dict[str, Callable[[Path], None]] = {
    "screening.xlsx": _screen,
    "madeup-2022.xlsx": _extract,
}
"""What a person does with a file before it is taken back."""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Terminal, dict[str, str], str]]:
    """The user after the year, what each command printed, and the former version before the year."""
    user = Terminal(tmp_path_factory.mktemp("year"))
    shutil.copytree(EXPORTS, user.folder / "exports")
    before = user.told("kb report 7.01.75")
    printed: dict[str, str] = {}
    for command in bash_commands(re.sub(rf"{PUBMED}```bash.*?```", "", PAGE, flags=re.DOTALL)):
        words = shlex.split(command, comments=True)
        for name, fill in BETWEEN.items():
            if "take" in " ".join(words) and name in words:
                fill(user.folder / name)
        printed[command] = user.told(command)
    yield user, printed, before


def test_the_year_runs_as_the_page_says(year: tuple[Terminal, dict[str, str], str]) -> None:
    user, printed, _ = year
    assert len(printed) > 25
    for command in printed:
        words = shlex.split(command, comments=True)
        if "-o" in words:
            assert (user.folder / words[words.index("-o") + 1]).stat().st_size > 1000, command


def test_the_former_version_is_still_there_to_the_byte(year: tuple[Terminal, dict[str, str], str]) -> None:
    user, _, before = year
    assert user.told("kb report 7.01.75 --version 2021-11-01") == before
    assert user.told("kb report 7.01.75") == user.told("kb report 7.01.75 --version 2022-11-01") != before
    assert (user.folder / "old.pdf").read_bytes().startswith(b"%PDF-")


def test_the_history_says_what_changed(year: tuple[Terminal, dict[str, str], str]) -> None:
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


def test_nothing_unknown_was_written_as_an_empty_text(year: tuple[Terminal, dict[str, str], str]) -> None:
    """Imports, screening, extraction, sign-offs and the release fill every table of the workflow."""
    (file,) = year[0].folder.rglob("kb.db")
    with read(f"sqlite:///{file.as_posix()}") as reader:
        assert empty_texts(reader) == []


def test_prisma_adds_up(year: tuple[Terminal, dict[str, str], str]) -> None:
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


def test_the_redline_has_tracked_changes(year: tuple[Terminal, dict[str, str], str]) -> None:
    user, _, _ = year
    with ZipFile(user.folder / "redline.docx") as package:
        text = package.read("word/document.xml").decode()
    assert "<w:ins " in text
    assert "<w:del " in text
    assert "Madeup and Invented" in text


def test_what_was_left_out_is_on_record(year: tuple[Terminal, dict[str, str], str]) -> None:
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
    commands = bash_commands(PAGE.partition(PUBMED)[2].partition("\n## ")[0])
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
