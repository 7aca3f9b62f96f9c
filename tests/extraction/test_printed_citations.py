"""From an export to the printed citation: each name, date and title as the house style wants it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.extraction.bibliography import reference_of
from kb.store.citations import cite
from tests.bibliography.formats.reading_whole import citations

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("wanted_citations.json").read_text("utf-8"))


def _printed(folder: Path, text: str) -> str:
    """The citation of the only record of an export, without its marks of italics."""
    (citation,) = citations(folder, text)
    return cite(reference_of(citation, "madeup-2015")).replace("*", "")


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_citation_prints_as_wanted(case: dict[str, Any], tmp_path: Path) -> None:
    assert _printed(tmp_path, json.dumps([case["csl"]])) == case["wanted"]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2015 Spring", "Spring 2015"),
        ("2015 Mar-Apr", "Mar-Apr 2015"),
        ("2014 Dec-2015 Jan", "Dec 2014-Jan 2015"),
        ("2014-2015 Winter", "Winter 2014-2015"),
        ("2015 Mar 2-8", "Mar 02-08 2015"),
        ("2015 Mar 28-Apr 3", "Mar 28-Apr 03 2015"),
        ("2015 3rd Quart", "3rd Quarter 2015"),
        ("2015 Mar 2", "Mar 02 2015"),
        ("2015", "2015"),
    ],
)
def test_a_date_of_pubmed_prints_whole(written: str, printed: str, tmp_path: Path) -> None:
    """Seasons and ranges, which ISO 8601 cannot say, are printed and not lost."""
    text = f"PMID- 99000001\nTI  - Made-up.\nTA  - J Made Up\nDP  - {written}\nVI  - 1\n"
    assert _printed(tmp_path, text) == f"Made-up. J Made Up. {printed}; 1. PMID 99000001"


@pytest.mark.parametrize(
    "date",
    [
        {"date-parts": [[2015, 3], [2015, 4]]},
        {"date-parts": [["2015", "03"], ["2015", "04"]]},
        {"raw": "March/April 2015"},
        {"literal": "2015 Mar-Apr"},
        "2015-03/2015-04",
    ],
)
def test_a_range_of_months_is_one_however_it_is_written(date: Any, tmp_path: Path) -> None:
    item = {"type": "article-journal", "title": "Made-up", "container-title": "J Made Up", "issued": date}
    assert _printed(tmp_path, json.dumps([item])) == "Made-up. J Made Up. Mar-Apr 2015."


def test_bibtex_has_names_dates_and_titles_of_its_own(tmp_path: Path) -> None:
    text = (
        "@article{k, author={{FROST Investigators} and Made, Jr, Ana M. and de la Invent, Jos\\'e},"
        ' month="Mar.--Apr.",'
        ' title={New {H$_2$O} and $\\beta$-{Cellulose}: {{The COLD} Trial} 5\\% \\& {\\"O}zg{\\"u}r},'
        " year={2015}, date={2015-03/2015-04}, journal={J Made Up}, pages={2293--2315}}"
    )
    assert _printed(tmp_path, text) == (
        "FROST Investigators, Made AM Jr, de la Invent J. New H2O and \u03b2-Cellulose: The COLD Trial 5% &"
        " Özgür. J Made Up. Mar-Apr 2015; 2293-2315."
    )


def test_what_has_no_date_says_so_in_its_own_words(tmp_path: Path) -> None:
    item = {"type": "article-journal", "title": "Made-up", "issued": {"literal": "in press"}}
    assert _printed(tmp_path, json.dumps([item | {"container-title": "J Made Up"}])) == (
        "Made-up. J Made Up. in press."
    )
