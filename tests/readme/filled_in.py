"""The sheet and the workbook of the made-up year as a person fills them in.

``python -m tests.readme.filled_in`` makes the ones that ship anew; a test holds them to what kb writes today.
"""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl

from tests.command_line import Terminal
from tests.readme.pages import EXAMPLES, PAGES, blocks

PUBMED = "<!-- pubmed -->\n"


def screen(file: Path) -> None:
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


def extract(file: Path) -> None:
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
        arms = _columns(book["Arms"])
        for row in book["Arms"].iter_rows(min_row=2, max_row=3):
            row[arms["n"]].value = "60"
        sheet = book["Results"]
        columns = _columns(sheet)
        for row in sheet.iter_rows(min_row=2):
            printed = figures.get(str(row[columns["outcome"]].value))
            for name, value in zip(("at", "csa", "mwa", "csa-mwa"), printed or (), strict=False):
                row[columns[name]].value = value
        book.save(file)


def _columns(sheet: Any) -> dict[str, int]:
    """The columns of a sheet by their header."""
    return {str(cell.value): place for place, cell in enumerate(sheet[1]) if cell.value}


FILLED_IN: dict[str, Callable[[Path], None]] = {
    "screening-filled-in.xlsx": screen,
    "madeup-2022-filled-in.xlsx": extract,
}
"""File that ships -> what a person does with the one that kb writes (of the same name, without its end)."""


def written_as(shipped: str) -> str:
    """The name under which kb writes what ships filled in."""
    return shipped.replace("-filled-in", "")


def lines_of_the_year() -> Iterator[str]:
    """The lines of the page that are typed along, in order."""
    for block in blocks(PAGES["year"].partition(PUBMED)[0], "bash"):
        yield from block.splitlines()


def typed(folder: Path, lines: Iterator[str], printed: dict[str, str]) -> Terminal:
    """Somebody who has typed the lines in a folder; what they printed is put into ``printed`` meanwhile."""
    chosen: dict[str, str] = {}
    user = Terminal(folder, chosen)
    for line in lines:
        words = shlex.split(line, comments=True)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            chosen[name] = value
        else:
            shown = user.run(line)
            assert shown.exit_code == 0, f"{line}\n{shown.stdout}{shown.stderr}{shown.exception!r}"
            printed[line] = shown.stdout + shown.stderr
    return user


def main() -> None:
    """Type the year up to where each file is taken back, and fill in what kb has written."""
    for shipped, fill in FILLED_IN.items():
        lines = list(lines_of_the_year())
        taken = next(number for number, line in enumerate(lines) if shipped in line)
        with tempfile.TemporaryDirectory() as folder:
            user = typed(Path(folder), iter(lines[:taken]), {})
            file = user.folder / written_as(shipped)
            fill(file)
            (EXAMPLES / shipped).write_bytes(file.read_bytes())


if __name__ == "__main__":
    main()
