"""The records against the document they were read from, wherever that document is at hand.

The documents are not ours to distribute. They are looked for in the folder that ``KB_SOURCES`` names,
else in ``../shared/seeds``, and known by their SHA-256.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.db.connect import read

DOCUMENT = "bsca-7.01.75-2021-11"
SOURCES = Path(os.environ.get("KB_SOURCES", Path(__file__).parents[3] / "shared" / "seeds"))

WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty"
    "|seventy|eighty|ninety|hundred"
)
NUMBER = re.compile(
    rf"\d+(?:,\d{{3}})*(?:\.\d+)?|(?<!\d)\.\d+|\b(?:{WORD})(?:[ -](?:{WORD}))*\b", re.IGNORECASE
)

#: Numbers of the document that are not figures, as patterns over its text.
NOT_FIGURES = (
    r"\((?:19|20)\d\d\)",  # the year in the label of a study
    r"\b(?:2008|2009)\s+Cochrane review",  # a review named by its year
    r"yttrium-90",
    r"\(\d\) [a-z]",  # the numbers of an enumeration
    r"\bv\.\d\.\d{4}",  # versions of guidelines
    r"category \d[AB]",
    r"95% confidence interval|95% CI",  # level of an interval, part of the cell
    r"\bin July 2021|\bin 2008",  # dates of searches and input
    r"hydro- or aero-dissection",
)
#: Numbers that repeat what is stored already, that only count what the sentence lists, or that are idiom.
NOT_STORED = (
    "the total sample of 415",
    "median DFS of 9 months suggested",
    "a combination of the 3)",
    "as 1 of several ablative",
    "two domains are examined",
    "represent one or more",
)
TIME = re.compile(
    r"(?:(?:\d+|One)(?:-|,|)(?:,? (?:and |or )?))*(?:\d+|One)[- ](?:years?|months?|days?)\b", re.IGNORECASE
)
MONTHS = {"year": 12.0, "month": 1.0, "day": 1 / 30.4375}


@pytest.fixture(scope="module")
def document() -> str:
    """The text of the source document."""
    for path in sorted(SOURCES.glob("*.txt")) if SOURCES.is_dir() else ():
        text = path.read_bytes()
        if hashlib.sha256(text).hexdigest() == _sha256():
            return text.decode("utf-8")
    pytest.skip(f"the source document is not in {SOURCES}; set KB_SOURCES to the folder that has it")


def _sha256() -> str:
    record = Path(__file__).parents[2] / "evidence" / "documents" / f"{DOCUMENT}.yaml"
    found = re.search(r"^sha256: (\w+)$", record.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert found
    return found[1]


def _sources(url: str) -> list[dict[str, object]]:
    with read(url) as reader:
        return reader.rows(
            "SELECT figure_id, excerpt_start, excerpt, start, printed FROM figure_source"
            " WHERE document_id = :document ORDER BY id",
            {"document": DOCUMENT},
        )


def test_every_excerpt_is_in_the_document_to_the_letter(loaded_url: str, document: str) -> None:
    sources = _sources(loaded_url)
    assert len(sources) > 400
    for row in sources:
        for start, text in ((row["excerpt_start"], row["excerpt"]), (row["start"], row["printed"])):
            assert isinstance(start, int)
            assert isinstance(text, str)
            assert document[start : start + len(text)] == text, row


def test_every_figure_of_a_study_says_where_it_is_stated(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        unsourced = reader.rows(
            "SELECT f.id FROM figure AS f WHERE f.result_id IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM figure_source AS s WHERE s.figure_id = f.id)"
        )
    assert unsourced == []


def test_every_number_of_the_review_is_a_figure_or_accounted_for(loaded_url: str, document: str) -> None:
    assert [phrase for phrase in NOT_STORED if phrase not in document] == []
    begin, end = document.index("\nRationale\n"), document.index("\nReferences\n")
    covered = [False] * len(document)
    for start, stop in (
        *_figure_spans(loaded_url),
        *_other_spans(document),
        *_time_spans(loaded_url, document),
    ):
        covered[start:stop] = [True] * (stop - start)
    left = [
        document[match.start() - 40 : match.end() + 25].replace("\n", " ")
        for match in NUMBER.finditer(document, begin, end)
        if not all(covered[match.start() : match.end()])
    ]
    assert left == []


def _figure_spans(url: str) -> Iterator[tuple[int, int]]:
    for row in _sources(url):
        start, text = row["excerpt_start"], row["excerpt"]
        assert isinstance(start, int)
        assert isinstance(text, str)
        yield start, start + len(text)


def _other_spans(document: str) -> Iterator[tuple[int, int]]:
    for pattern in (*NOT_FIGURES, *map(re.escape, NOT_STORED)):
        for match in re.finditer(pattern, document):
            yield match.span()


def _time_spans(url: str, document: str) -> Iterator[tuple[int, int]]:
    """Times such as ``1-, 3-, and 5-year``, when each of them is a time point of some study."""
    with read(url) as reader:
        rows = reader.rows("SELECT DISTINCT months FROM timepoint WHERE months IS NOT NULL")
    known = [float(row["months"]) for row in rows]
    for match in TIME.finditer(document):
        unit = next(months for word, months in MONTHS.items() if word in match[0].lower())
        numbers = [
            1.0 if text.lower() == "one" else float(text) for text in re.findall(r"\d+|[Oo]ne", match[0])
        ]
        if all(any(abs(number * unit - months) < 0.01 for months in known) for number in numbers):
            yield match.span()


def test_every_reference_is_printed_as_in_the_document(loaded_url: str, document: str) -> None:
    """But for the italics of the journal, and for the dot after it, which the document sets both ways."""
    start, end = document.index("References\n\n1. "), document.rindex("Documentation for Clinical Review\n")
    listed = {_plain(item) for item in re.split(r"\n+\d+\. ", document[start:end])[1:]}
    with read(loaded_url) as reader:
        cited = {_plain(row["citation_text"]) for row in reader.rows("SELECT citation_text FROM reference")}
    assert cited == listed


def _plain(citation: str) -> str:
    return " ".join(citation.replace("*", "").split())
