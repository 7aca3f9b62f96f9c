"""``kb prisma``: what a policy writer types and sees."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.builders.reviews import Year
from tests.command_line import Kb


@pytest.fixture
def reviewed(seed_url: str) -> Year:
    """A review with a published version before it, all decided."""
    review = Year(seed_url)
    review.open()
    review.release({"wang-2015": ["wang-2015"]})
    pubmed, lists = review.run(1), review.run(2, "Reference lists", "citation")
    for id, reference in (("pmid:1", "ei-2015"), ("pmid:2", None)):
        review.candidate(id, pubmed, reference_id=reference)
    review.hit("pmid:1", lists)
    review.decide("pmid:1", "include")
    review.decide("pmid:1", "include", stage="full-text")
    review.decide("pmid:2", "exclude", reason="design")
    return review.write()


def prisma(kb: Kb, review: Year, *words: str) -> Any:
    """``kb prisma`` on this review."""
    return kb("--database", review.url, "prisma", review.policy, *words)


def test_without_options_it_prints_the_text(kb: Kb, reviewed: Year) -> None:
    result = prisma(kb, reviewed)
    assert result.exit_code == 0
    assert re.search(r"^  New studies included \.+ +1$", result.stdout, re.MULTILINE)
    assert "L4. Who did what: opened by rita; searched by rita; screened by rita" in result.stdout
    assert "L1. Living mode: reviewed every 12 months; searched: PubMed through 2022-09-02" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("flow.svg", b"<svg "),
        ("flow.png", b"\x89PNG"),
        ("flow.docx", b"PK"),
        ("flow.json", b"{"),
        ("flow.csv", b"data,node,box"),
        ("flow.md", b"# PRISMA 2020"),
        ("flow.txt", b"PRISMA 2020"),
    ],
)
def test_the_ending_tells_the_form(kb: Kb, reviewed: Year, tmp_path: Path, name: str, begins: bytes) -> None:
    result = prisma(kb, reviewed, "-o", str(tmp_path / name))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == f"Wrote {tmp_path / name}.\n"
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_json_and_csv_agree(kb: Kb, reviewed: Year) -> None:
    found = json.loads(prisma(kb, reviewed, "--format", "json").stdout)
    assert found["previous_version"] == {"effective": "2021-11-01", "studies": 1, "reports": 1}
    assert found["other_methods"]["records_removed"]["duplicates"] == 1
    lines = csv.DictReader(prisma(kb, reviewed, "--format", "csv").stdout.splitlines())
    n = {row["data"]: row["n"] for row in lines}
    assert (n["new_studies"], n["total_studies"], n["citations_results"]) == ("1", "2", "1")


def test_a_draft_says_so(kb: Kb, reviewed: Year) -> None:
    reviewed.candidate("pmid:3", f"{reviewed.id}/1")
    reviewed.write()
    assert "Draft, the numbers will change: 1 record awaiting a decision." in prisma(kb, reviewed).stdout
    result = prisma(kb, reviewed, "--format", "svg")
    assert ">DRAFT</text>" in result.stdout
    assert result.stderr == "A draft: 1 record awaiting a decision.\n"


def test_an_older_review_can_be_asked_for(kb: Kb, reviewed: Year) -> None:
    later = Year(reviewed.url, opened="2023-09-01")
    later.open()
    later.run(1, "Embase")
    later.write()
    asked = prisma(kb, reviewed, "--cycle", "2022-09-01", "--format", "json")
    assert json.loads(asked.stdout)["cycle"] == reviewed.id
    told = prisma(kb, reviewed, "--cycle", "2023-09-01").stdout
    assert "L2. Changes of the methods: searched for the first time: Embase; not searched any more:" in told


def test_errors_say_what_to_do(kb: Kb, reviewed: Year, tmp_path: Path) -> None:
    result = prisma(kb, reviewed, "--cycle", "2020-01-01")
    assert (result.exit_code, result.stderr) == (
        1,
        "kb: No review of 7.01.75 was opened on 2020-01-01. Reviews were opened on: 2022-09-01.\n",
    )
    assert prisma(kb, reviewed, "-o", str(tmp_path / "flow.gif")).exit_code == 2
    missing = kb("--database", reviewed.url, "prisma", "7.01.7")
    assert (missing.exit_code, "Did you mean 7.01.75?" in missing.stderr) == (1, True)


def test_without_a_review_it_says_how_to_open_one(kb_loaded: Kb) -> None:
    result = kb_loaded("prisma", "7.01.75")
    assert result.exit_code == 1
    assert "kb review open 7.01.75" in result.stderr
