"""``kb study list``: by who paid, retraction, how a study is known and whether it was appraised."""

from __future__ import annotations

import json

import pytest

from kb.store.database import writing
from tests.command_line import run_kb

BY_BIOGEN = ["acsadi-2021", "darras-2019", "de-vivo-2019", "finkel-2016", "finkel-2017", "mercuri-2018"]
"""The studies of nusinersen whose records name Biogen."""


def listed(url: str, *words: str) -> list[str]:
    """Keys of the studies that the command lists, sorted."""
    result = run_kb("--database", url, "study", "list", *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return sorted(row["study"] for row in json.loads(result.stdout))


@pytest.mark.parametrize(
    ("text", "studies"),
    [
        ("Biogen", BY_BIOGEN),
        ("biogen and ionis", ["finkel-2017", "mercuri-2018"]),
        ("NATERA", ["dar-2022"]),
        ("industry", sorted([*BY_BIOGEN, "dar-2022"])),
        ("public", []),
    ],
)
def test_studies_are_found_by_a_part_of_the_sponsor_or_by_funding(
    three_policies_url: str, text: str, studies: list[str]
) -> None:
    """Capital letters do not matter; a code of funding is compared whole."""
    assert listed(three_policies_url, "--sponsor", text) == studies


def test_the_list_shows_the_sponsor_that_was_asked_for(three_policies_url: str) -> None:
    """Two columns more than usual, and only then."""
    shown = run_kb(
        "--database", three_policies_url, "study", "list", "--sponsor", "natera", "--format", "csv"
    )
    assert shown.stdout.splitlines()[0].endswith("pmid,sponsor,funding")
    assert "Natera,industry" in shown.stdout


def test_a_sponsor_that_nobody_entered_is_told_with_what_is_known(loaded_url: str) -> None:
    """No study of the shipped evidence says who paid: that is no answer about industry."""
    shown = run_kb("--database", loaded_url, "study", "list", "--sponsor", "industry")
    assert shown.exit_code == 0
    assert "No study fits. Who paid is stated for 0 of 28 studies." in shown.stderr
    empty = run_kb("--database", loaded_url, "study", "list", "--sponsor", " ")
    assert empty.exit_code == 1
    assert "--sponsor is empty" in empty.stderr


def test_studies_known_through_a_review_alone_are_listed_with_the_review(loaded_url: str) -> None:
    """Two of the shipped evidence; both filters hold together."""
    assert listed(loaded_url, "--known-through") == ["adam-2002", "korpan-1997"]
    assert listed(loaded_url, "--known-through", "--indication", "hcc") == ["adam-2002"]


def test_studies_that_nobody_appraised_are_those_of_the_drug_policy(three_policies_url: str) -> None:
    """Acsadi et al is one of them; wang-2015 was appraised."""
    studies = listed(three_policies_url, "--not-appraised")
    assert "acsadi-2021" in studies
    assert "wang-2015" not in studies


def test_a_retracted_study_is_found_until_the_retraction_is_withdrawn(seed_url: str) -> None:
    """None at first; the last notice of the primary report decides."""
    assert listed(seed_url, "--retracted") == []
    for position, (kind, found) in enumerate((("retraction", ["wang-2015"]), ("reinstatement", [])), start=1):
        with writing(seed_url) as writer:
            row = {"id": f"n{position}", "record_id": "references/wang-2015", "reference_id": "wang-2015"}
            writer.insert("notice", [row | {"position": position, "kind": kind}])
        assert listed(seed_url, "--retracted") == found


def test_an_outcome_brings_its_narrower_forms(loaded_url: str) -> None:
    """ko-2020 reports biliary complications, which are a form of complications."""
    assert "ko-2020" in listed(loaded_url, "--outcome", "biliary-complications")
    assert "ko-2020" in listed(loaded_url, "--outcome", "complications")
