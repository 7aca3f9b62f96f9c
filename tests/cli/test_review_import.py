"""``kb review import``, dry or not: what is merged, known, tied, left to judge and not read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from kb.errors import NotAllowed
from tests.builders.reviews import Review
from tests.command_line import Kb
from tests.review.importing.exports import ris, rows

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


@pytest.fixture
def reviewing(kb: Kb, seed_url: str) -> Kb:
    """Runs ``kb`` on a database of its own in which the bundled policy is under review."""
    Review(seed_url).open()

    def run(*words: str) -> Result:
        return kb("--database", seed_url, *words)

    return run


def _data(kb: Kb, *words: str) -> dict[str, Any]:
    result = kb("review", "import", *words, "--format", "json")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def _without_times(data: dict[str, Any]) -> dict[str, Any]:
    for run in data["runs"]:
        if run["search"]:
            run["search"]["run_at"] = None
    return data | {"dry_run": None}


def test_without_a_review_under_way_it_says_how_to_open_one(kb_loaded: Kb, exports: list[str]) -> None:
    """Records belong to a review, and a dry run is the import itself: both ask for a review."""
    for words in (exports, [*exports, "--dry-run"]):
        result = kb_loaded("review", "import", *words)
        assert result.exit_code == 1
        assert "No review is under way." in result.stderr and "kb review open POLICY" in result.stderr


def test_a_dry_run_says_what_the_import_then_says(reviewing: Kb, exports: list[str]) -> None:
    """After each import the dry run of the next one gives the very same answer as that import."""
    for file in exports:
        dry = _data(reviewing, file, "--dry-run")
        kept = _data(reviewing, file)
        assert (dry["dry_run"], kept["dry_run"]) == (True, False)
        assert _without_times(dry) == _without_times(kept)
    assert kept["counts"]["merged"] == 1  # a record of the second file repeats one of the first


def test_a_dry_run_leaves_the_database_as_it_was(reviewing: Kb, seed_url: str, exports: list[str]) -> None:
    """Nothing of it is kept: same rows on both engines, same bytes and no file beside them on SQLite."""
    tables = ("search_run", "search_hit", "candidate", "candidate_link", "duplicate_pair")
    file = Path(seed_url.partition("///")[2])
    content = file.read_bytes() if seed_url.startswith("sqlite") else b""
    beside = set(file.parent.glob(f"{file.name}*"))
    assert _data(reviewing, *exports, "--dry-run")["counts"]["records"] == 7
    for table in tables:
        assert not rows(seed_url, f"SELECT id FROM {table}")  # noqa: S608
    assert not content or file.read_bytes() == content
    assert set(file.parent.glob(f"{file.name}*")) == beside


def test_whoever_may_only_read_is_told_to_take_a_copy(
    reviewing: Kb, exports: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dry run writes and takes back, so it needs the rights of the import; the error says so."""

    def refuse(*_: object, **__: object) -> None:
        raise NotAllowed("You may not write here.")

    monkeypatch.setattr("kb.review.importing.run_import.writing", refuse)
    result = reviewing("review", "import", *exports, "--dry-run")
    assert result.exit_code == 1
    assert "needs the same rights" in result.stderr and "kb backup" in result.stderr
    assert "same rights" not in reviewing("review", "import", *exports).stderr


def test_every_record_says_what_was_read_of_it(reviewing: Kb, tmp_path: Path) -> None:
    """All fields stand under names of their own; what the export does not give is null or empty."""
    file = tmp_path / "a.ris"
    file.write_text(
        "TY  - JOUR\nAU  - Madeup, Anna, Jr\nAU  - EXAMPLE-1 Study Group\nTI  - A made-up trial of it\n"
        "T2  - Journal of Made-Up Medicine\nJ2  - J Made Up Med\nPY  - 2020\nDA  - 2020/03/05\nVL  - 7\n"
        "IS  - 2\nSP  - 12\nEP  - 19\nDO  - https://doi.org/10.9999/ABC\nSN  - 0000-001X\n"
        "AN  - 90000001\nDB  - PubMed\nAB  - Told.\nKW  - Birds\nLA  - eng\nER  -\n"
    )
    (record,) = _data(reviewing, str(file), "--dry-run")["records"]
    nobody = {"family": None, "given": None, "suffix": None, "literal": None}
    assert record["authors"] == [
        nobody | {"family": "Madeup", "given": "Anna", "suffix": "Jr"},
        nobody | {"literal": "EXAMPLE-1 Study Group"},
    ]
    assert (
        record
        | {
            "kind": "article-journal",
            "title": "A made-up trial of it",
            "issued": "2020-03-05",
            "container": "Journal of Made-Up Medicine",
            "container_abbreviation": "J Made Up Med",
            "volume": "7",
            "issue": "2",
            "pages": "12-19",
            "abstract": "Told.",
            "keywords": ["Birds"],
            "publisher": None,
            "file": "a.ris",
            "format": "ris",
            "record": 1,
            "line": 1,
            "became": "new",
            "candidate": "pmid:90000001",
        }
        == record
    )
    assert record["identifiers"] == {
        "pmid": "90000001",
        "pmcid": None,
        "doi": ["10.9999/abc"],
        "issn": ["0000-001X"],
        "isbn": [],
        "registration": [],
        "accession": None,
    }


def test_every_record_says_what_became_of_it(reviewing: Kb, exports: list[str], tmp_path: Path) -> None:
    """New, repeated, the same as another or as a reference, doubtful, or set aside with the reason."""
    again = tmp_path / "again.ris"
    again.write_text(ris("A study told twice", page="3", pmid="90000007") * 2)
    data = _data(reviewing, *exports, str(again))
    first, second = "7.01.75@2022-09-01/1#2", "7.01.75@2022-09-01/2#1"
    names = ("file", "record", "became", "with")
    told = [tuple(record[name] for name in names) for record in data["records"]]
    assert told == [
        ("embase.ris", 1, "same as", "wang-2015"),
        ("embase.ris", 2, "new", None),
        ("embase.ris", 3, "new", None),
        ("embase.ris", 4, "set aside", None),
        ("scopus.csv", 1, "same as", first),
        ("scopus.csv", 2, "doubtful", second),
        ("scopus.csv", 3, "new", None),
        ("again.ris", 1, "new", None),
        ("again.ris", 2, "repeated", "pmid:90000007"),
    ]
    records = data["records"]
    assert records[0]["why"] == "same PMID" and records[0]["reference"] == "wang-2015"
    assert "neither a title nor" in records[3]["why"] and "Nobody, N." in records[3]["raw"]
    assert records[4]["publication"] == first and "same title" in records[4]["why"]
    assert "different first page" in records[5]["why"]
    ties = {(pair["relation"], pair["tie"]) for pair in records[2]["pairs"]}
    assert ties == {("tied", "correction")}
    read = [record for record in records if record["became"] != "set aside"]
    counts = data["counts"]
    assert counts["unread"] == len(records) - len(read) == 1
    assert counts["candidates"] == len({record["publication"] for record in read}) == 6
    assert counts["repeated"] == len(read) - counts["candidates"]


def test_after_imports_a_dry_run_compares_with_all_of_them(reviewing: Kb, exports: list[str]) -> None:
    """What the review has already is repeated or merged, not left over as if the review were empty."""
    assert _data(reviewing, exports[0])["counts"]["candidates"] == 3
    changed = Path(exports[0]).with_name("changed.ris")
    changed.write_text("Provider: Made up\n\n" + Path(exports[0]).read_text())
    records = _data(reviewing, str(changed), "--dry-run")["records"]
    assert [record["became"] for record in records] == ["repeated", "same as", "same as", "set aside"]


def test_what_is_known_says_which_policies_and_studies_use_it(reviewing: Kb, exports: list[str]) -> None:
    """A record of a reference names the studies and policies that rest on it."""
    (known,) = _data(reviewing, *exports, "--dry-run")["known"]
    assert known["reference"] == "wang-2015"
    assert "7.01.75" in known["policies"] and known["studies"]
    table = reviewing("review", "import", *exports, "--dry-run").stdout
    assert "policy 7.01.75" in table and f"study {known['studies'][0]}" in table


def test_the_order_of_files_makes_no_difference(reviewing: Kb, exports: list[str]) -> None:
    """The records of a publication are the same ones, whichever file came first."""

    def groups(*files: str) -> set[frozenset[tuple[str, int]]]:
        publications: dict[str, set[tuple[str, int]]] = {}
        for record in _data(reviewing, *files, "--dry-run")["records"]:
            if record["became"] != "set aside":
                place = (record["file"], record["record"])
                publications.setdefault(record["publication"], set()).add(place)
        return {frozenset(places) for places in publications.values()}

    assert groups(*exports) == groups(*reversed(exports))


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
def test_other_forms_have_a_row_for_each_finding(reviewing: Kb, exports: list[str], form: str) -> None:
    """What is to be looked at comes as a table, and stderr says that it was a dry run."""
    result = reviewing("review", "import", *exports, "--dry-run", "--format", form)
    for finding in ("known", "merged", "to judge", "correction", "not read"):
        assert finding in result.stdout
    assert "Publications: 5; repeated records: 1." in result.stderr
    assert "Pairs to judge: 1." in result.stderr and "Next:" not in result.stderr
    assert "This was a dry run: all of it is taken back, and nothing was written." in result.stderr


def test_a_file_gets_the_form_of_its_ending_and_cells_run_nothing(
    reviewing: Kb, exports: list[str], tmp_path: Path
) -> None:
    """The ending of the output file says its form; a formula in a title stays text."""
    file = tmp_path / "formula.ris"
    file.write_text(ris("=cmd()|made up RETRACTED: it", page="4", more="PT  - Retracted Publication\n"))
    reviewing("review", "import", exports[0], exports[1], "-o", str(tmp_path / "found.csv"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "found.csv").read_text())))
    assert {row["finding"] for row in rows} >= {"known", "merged", "not read"}
    reviewing("review", "import", str(file), "--dry-run", "-o", str(tmp_path / "found.json"))
    (record,) = json.loads((tmp_path / "found.json").read_text())["records"]
    assert record["title"].startswith("=cmd()")


def test_columns_of_a_table_can_be_named(reviewing: Kb, tmp_path: Path) -> None:
    """A table with headings of its own is read as the person says."""
    file = tmp_path / "eigene.csv"
    file.write_text("Titel;Nummer\nErfundene Studie zu erfundenen Tumoren;25284802\n")
    named = ("--column", "title=Titel", "--column", "pmid=Nummer")
    assert _data(reviewing, str(file), *named, "--dry-run")["records"][0]["with"] == "wang-2015"
    result = reviewing("review", "import", str(file), "--dry-run", "--column", "Titel")
    assert result.exit_code == 1 and "title=Titel" in result.output


def test_what_is_no_export_is_refused(reviewing: Kb, tmp_path: Path) -> None:
    """The error says what the file is, or that it is not there."""
    page = tmp_path / "error.txt"
    page.write_text("<html><body>Too many requests</body></html>")
    result = reviewing("review", "import", str(page), "--dry-run")
    assert result.exit_code == 1 and "is a web page" in result.output
    missing = reviewing("review", "import", str(tmp_path / "missing.ris"), "--dry-run")
    assert missing.exit_code == 1 and "missing.ris" in missing.output
