"""``kb review import --dry-run``: what is merged, known, tied, left to judge and not read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Kb

KNOWN = """TY  - JOUR
AU  - Wang, C.
TI  - {title}
PY  - {year}
AN  - {pmid}
DB  - PubMed
ER  -
"""
MADE_UP = """TY  - JOUR
AU  - Madeup, Anna
AU  - Invented, Bo
TI  - {title}
T2  - Journal of Made-Up Medicine
PY  - 2020
VL  - 7
SP  - {page}
ER  -

"""
TITLE = "An invented trial of a made-up device in adults with cirrhosis"


@pytest.fixture
def exports(tmp_path: Path) -> list[str]:
    """Two exports that overlap one another and the bundled references. The records are made up but one."""
    ris, table = tmp_path / "embase.ris", tmp_path / "scopus.csv"
    ris.write_text(
        KNOWN.format(title="Any title at all", year=2015, pmid=25284802)
        + MADE_UP.format(title=TITLE, page="12-19")
        + MADE_UP.format(title=f"Correction: {TITLE}", page="99")
        + "TY  - JOUR\nAU  - Nobody, N.\nER  -\n"
    )
    table.write_text(
        "Title,Authors,Year,Volume,Page,Source title\n"
        f'{TITLE.upper()},"Madeup A., Invented B.",2020,7,12,J. Made-Up Med.\n'
        f'{TITLE},"Madeup A., Invented B.",2020,7,45,J. Made-Up Med.\n'
        '=cmd()|made up,"Other O.",2019,1,1,Another Made-Up Journal\n'
    )
    return [str(ris), str(table)]


def _data(kb: Kb, *words: str) -> dict[str, Any]:
    result = kb("review", "import", *words, "--dry-run", "--format", "json")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_without_a_review_under_way_it_says_how_to_open_one(kb_loaded: Kb, exports: list[str]) -> None:
    result = kb_loaded("review", "import", *exports)
    assert result.exit_code == 1
    assert "No review is under way." in result.stderr and "kb review open POLICY" in result.stderr


def test_json_holds_all_that_is_needed_to_score_it(kb_loaded: Kb, exports: list[str]) -> None:
    data = _data(kb_loaded, *exports)
    assert [(one["n"], one["file"], one["record"]) for one in data["records"]] == [
        (1, exports[0], 1),
        (2, exports[0], 2),
        (3, exports[0], 3),
        (4, exports[1], 1),
        (5, exports[1], 2),
        (6, exports[1], 3),
    ]
    assert data["records"][0]["ids"] == {"pmid": "25284802"}
    assert [(one["members"], one["held"]) for one in data["groups"]] == [([1], "wang-2015"), ([2, 4], None)]
    assert data["groups"][0]["why"] == ["1 and wang-2015: same PMID"]
    assert [(one["a"], one["b"]) for one in data["pairs"]] == [(4, 5)]
    assert "different first page" in data["pairs"][0]["why"]
    (tied,) = ({one["a"], one["b"]} for one in data["links"] if one["kind"] == "correction" and one["b"] < 5)
    assert 3 in tied and tied & {2, 4}
    (malformed,) = data["malformed"]
    assert (malformed["file"], malformed["record"]) == (exports[0], 4) and malformed["line"] > 1
    assert "neither a title nor" in malformed["message"]
    counts = data["counts"]
    assert (counts["records"], counts["known"], counts["repeated"], counts["left"]) == (6, 1, 1, 4)


def test_what_is_known_says_which_policies_and_studies_use_it(kb_loaded: Kb, exports: list[str]) -> None:
    (known,) = _data(kb_loaded, *exports)["known"]
    assert known["reference"] == "wang-2015"
    assert "7.01.75" in known["policies"] and known["studies"]
    table = kb_loaded("review", "import", *exports, "--dry-run").stdout
    assert "policy 7.01.75" in table and f"study {known['studies'][0]}" in table


def test_earlier_exports_are_held_against_and_not_among_themselves(kb_loaded: Kb, exports: list[str]) -> None:
    data = _data(kb_loaded, exports[1], "--earlier", exports[0])
    assert [one["earlier"] for one in data["records"]] == [False] * 3 + [True] * 3
    assert [(one["members"], one["held"]) for one in data["groups"]] == [([1, 5], None)]
    assert data["counts"]["known"] == 1 and data["counts"]["left"] == 2


def test_the_order_of_files_makes_no_difference(kb_loaded: Kb, exports: list[str]) -> None:
    def groups(*files: str) -> set[frozenset[tuple[str, int]]]:
        data = _data(kb_loaded, *files)
        place = {one["n"]: (one["file"], one["record"]) for one in data["records"]}
        return {frozenset(place[n] for n in one["members"]) for one in data["groups"]}

    assert groups(*exports) == groups(*reversed(exports))


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_other_forms_have_a_row_for_each_finding(kb_loaded: Kb, exports: list[str], form: str) -> None:
    result = kb_loaded("review", "import", *exports, "--dry-run", "--format", form)
    for finding in ("known", "merged", "to judge", "correction", "not read"):
        assert finding in result.stdout
    assert "Records: 6. Known already: 1; repeated: 1; left: 4. Pairs to judge: 1." in result.stderr


def test_a_file_gets_the_form_of_its_ending_and_cells_run_nothing(
    kb_loaded: Kb, exports: list[str], tmp_path: Path
) -> None:
    twice = [exports[1], "--earlier", exports[1]]
    kb_loaded("review", "import", *twice, "--dry-run", "-o", str(tmp_path / "found.csv"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "found.csv").read_text())))
    assert any(row["title"].startswith("'=cmd()") for row in rows)
    kb_loaded("review", "import", *twice, "--dry-run", "-o", str(tmp_path / "found.json"))
    assert json.loads((tmp_path / "found.json").read_text())["counts"]["known"] == 3


def test_columns_of_a_table_can_be_named(kb_loaded: Kb, tmp_path: Path) -> None:
    file = tmp_path / "eigene.csv"
    file.write_text("Titel;Nummer\nErfundene Studie zu erfundenen Tumoren;25284802\n")
    named = ("--column", "title=Titel", "--column", "pmid=Nummer")
    assert _data(kb_loaded, str(file), *named)["groups"][0]["held"] == "wang-2015"
    result = kb_loaded("review", "import", str(file), "--dry-run", "--column", "Titel")
    assert result.exit_code == 1 and "title=Titel" in result.output


def test_what_is_no_export_is_refused(kb_loaded: Kb, tmp_path: Path) -> None:
    page = tmp_path / "error.txt"
    page.write_text("<html><body>Too many requests</body></html>")
    result = kb_loaded("review", "import", str(page), "--dry-run")
    assert result.exit_code == 1 and "is a web page" in result.output
    missing = kb_loaded("review", "import", str(tmp_path / "missing.ris"), "--dry-run")
    assert missing.exit_code == 1 and "missing.ris" in missing.output
