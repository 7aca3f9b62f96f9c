"""The records against the document they were read from, wherever that document is at hand.

The documents are not ours to distribute. They are looked for in the folder that ``KB_SOURCES`` names,
else in ``../shared/seeds``, and known by their SHA-256.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest

from kb.audit.audit import Audit, AuditRequest, build_audit
from kb.audit.checked_claims import ClaimStatus
from kb.audit.claims import read_times
from kb.audit.known_names import read_names
from kb.audit.numerals import Fate, TextFacts, numerals_of
from kb.audit.passages import Passage, paragraphs_of
from kb.db.connect import read

DOCUMENT = "bsca-7.01.75-2021-11"
SOURCES = Path(os.environ.get("KB_SOURCES", Path(__file__).parents[3] / "shared" / "seeds"))

#: Numbers that only count what the sentence lists, or date the search and the clinical input.
NOT_STORED = {
    "a combination of the 3)",
    "two domains are examined",
    "in July 2021 did not",
    "centers in 2008.",
}


@pytest.fixture(scope="module")
def file() -> Path:
    """The file of the source document."""
    for path in sorted(SOURCES.glob("*.txt")) if SOURCES.is_dir() else ():
        if hashlib.sha256(path.read_bytes()).hexdigest() == _sha256():
            return path
    pytest.skip(f"the source document is not in {SOURCES}; set KB_SOURCES to the folder that has it")


@pytest.fixture(scope="module")
def document(file: Path) -> str:
    """The text of the source document."""
    return file.read_bytes().decode("utf-8")


def _sha256() -> str:
    record = Path(__file__).parents[2] / "evidence" / "documents" / f"{DOCUMENT}.yaml"
    found = re.search(r"^sha256: (\w+)$", record.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert found
    return found[1]


def _audit(url: str, file: Path) -> Audit:
    with read(url) as reader:
        return build_audit(reader, AuditRequest(file))


def test_every_excerpt_is_in_the_document_to_the_letter(loaded_url: str, file: Path, document: str) -> None:
    audit = _audit(loaded_url, file)
    assert (audit.choice.document, audit.choice.same) == (DOCUMENT, True)
    assert len(audit.checks) > 400
    assert [one for one in audit.checks if one.status is not ClaimStatus.OK] == []
    for one in audit.checks:
        claim = one.claim
        for start, text in ((claim.excerpt_start, claim.excerpt), (claim.start, claim.printed)):
            assert document[start : start + len(text)] == text, claim


def test_every_figure_of_a_study_says_where_it_is_stated(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        unsourced = reader.rows(
            "SELECT f.id FROM figure AS f WHERE f.result_id IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM figure_source AS s WHERE s.figure_id = f.id)"
        )
    assert unsourced == []


def test_every_number_of_the_review_is_a_figure_or_accounted_for(
    loaded_url: str, file: Path, document: str
) -> None:
    audit = _audit(loaded_url, file)
    with read(loaded_url) as reader:
        times, names = read_times(reader, DOCUMENT), read_names(reader, DOCUMENT)
    begin, end = document.index("\nRationale\n"), document.index("\nReferences\n")
    review = [Passage((one,)) for one in paragraphs_of(document) if begin <= one.start < end]
    years = frozenset(name.year for name in names if name.year is not None)
    told = TextFacts(document, audit.checks, audit.mentions, times, years)
    left = [one for one in numerals_of(told, review) if one.fate is Fate.UNCLAIMED]
    shown = [document[one.start - 40 : one.stop + 25].replace("\n", " ") for one in left]
    assert len(left) == len(NOT_STORED)
    assert [text for text in shown if not any(phrase in text for phrase in NOT_STORED)] == []


def test_the_one_label_that_is_not_on_file_is_the_misprint(loaded_url: str, file: Path) -> None:
    audit = _audit(loaded_url, file)
    assert [(one.printed, one.nearest) for one in audit.unknown] == [
        ("Bale et al (2013)", "Bala et al (2013)")
    ]
    assert audit.unnamed == ()


def test_the_text_set_otherwise_states_the_same_figures(
    loaded_url: str, file: Path, document: str, tmp_path: Path
) -> None:
    """Without its Markdown and formulas, wrapped, and with other dashes."""
    from textwrap import fill

    plain = document.replace("**", "").replace("$", "").replace("-", "\N{EN DASH}")
    wrapped = "\n\n".join(fill(part, 80, break_on_hyphens=False) for part in plain.split("\n\n"))
    other = tmp_path / "other.txt"
    other.write_text(wrapped, encoding="utf-8")
    exact, found = _audit(loaded_url, file), _audit(loaded_url, other)
    assert not found.choice.same
    assert found.total == exact.total


def test_every_reference_is_printed_as_in_the_document(loaded_url: str, document: str) -> None:
    """But for the italics of the journal, and for the dot after it, which the document sets both ways."""
    start, end = document.index("References\n\n1. "), document.rindex("Documentation for Clinical Review\n")
    listed = {_plain(item) for item in re.split(r"\n+\d+\. ", document[start:end])[1:]}
    with read(loaded_url) as reader:
        cited = {_plain(row["citation_text"]) for row in reader.rows("SELECT citation_text FROM reference")}
    assert cited == listed


def _plain(citation: str) -> str:
    return " ".join(citation.replace("*", "").split())
