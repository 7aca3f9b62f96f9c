"""``kb trial``: trials of a policy, read from ClinicalTrials.gov, and what is new of them."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from kb.db.connect import read
from kb.store.record_texts import record_text
from tests.bibliography.registries.made_up import Registry, serving, study
from tests.command_line import Kb

POLICY = "7.01.75"


@pytest.fixture
def kb(kb: Kb, seed_url: str) -> Kb:
    """Runs ``kb`` on the bundled evidence, which a test may change."""
    return partial(kb, "--database", seed_url)


def saved(folder: Path, *studies: dict[str, object]) -> str:
    """A file as the site of the registry saves it."""
    file = folder / "studies.json"
    file.write_text(json.dumps(studies), encoding="utf-8")
    return str(file)


def test_a_trial_is_added_updated_and_compared_with_the_last_version(
    kb: Kb, seed_url: str, tmp_path: Path
) -> None:
    """Title, note and indications stay; what the registry says is new, and the version does not know it."""
    assert kb("review", "open", POLICY, "--on", "2022-11-01").exit_code == 0
    added = kb("trial", "add", POLICY, saved(tmp_path, study("NCT99000001")), "--indication", "hcc")
    assert added.exit_code == 0, added.stderr
    assert "NCT99000001  added" in added.stderr
    over = saved(tmp_path, study("NCT99000001", "COMPLETED", kind="ACTUAL", count=90, end="2024-05"))
    told = kb("trial", "update", POLICY, over, "--dry-run")
    assert "status recruiting -> completed; enrolled not told -> 90" in told.stderr
    assert "Nothing was written." in told.stderr
    assert kb("trial", "update", POLICY, over).exit_code == 0
    with read(seed_url) as reader:
        text = record_text(reader, f"policies/{POLICY}/policy")
    entry = text[text.index("number: NCT99000001") : text.index("history:")]
    for line in (
        "group: unpublished",
        "planned: 120",
        "enrolled: 90",
        "completed: 2024-05",
        "indications: [hcc]",
    ):
        assert line in entry
    rows = json.loads(kb("trial", "list", POLICY, "--format", "json").stdout)
    assert [(row["number"], row["status"], row["new"]) for row in rows] == [
        ("NCT99000001", "completed", "new in the list")
    ]
    changes = json.loads(kb("trial", "changes", POLICY, "--format", "json").stdout)
    assert changes == [
        {
            "policy": POLICY,
            "registry": "ClinicalTrials.gov",
            "number": "NCT99000001",
            "new": "new in the list",
        }
    ]
    page = kb("policy", "show", POLICY).stdout
    assert "NCT99000001" in page


def test_the_registry_itself_is_asked_for_what_is_listed(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = {"NCT99000001": study("NCT99000001"), "NCT99000002": study("NCT99000002")}
    with serving(Registry(dict(numbers))) as registry:
        monkeypatch.setenv("KB_TRIALS_URL", registry.address)
        assert kb("trial", "add", POLICY, *numbers).exit_code == 0
        registry.studies = {"NCT99000001": study("NCT99000001", "SUSPENDED")}
        told = kb("trial", "update", POLICY)
        unknown = kb("trial", "add", POLICY, "NCT99000009")
    assert "NCT99000001  status recruiting -> suspended" in told.stderr
    assert "Nothing was read of NCT99000002." in told.stderr
    assert unknown.exit_code == 1
    assert "ClinicalTrials.gov has no NCT99000009. Check the number." in unknown.stderr


def test_what_the_policy_does_not_list_is_named_and_left_out(kb: Kb, tmp_path: Path) -> None:
    told = kb("trial", "update", POLICY, saved(tmp_path, study("NCT99000003")))
    assert f"Not in the list of {POLICY}: NCT99000003." in told.stderr
    assert kb("trial", "list", POLICY, "--format", "json").stdout.strip() == "[]"


def test_an_indication_that_the_policy_lacks_is_refused(kb: Kb, tmp_path: Path) -> None:
    refused = kb("trial", "add", POLICY, saved(tmp_path, study("NCT99000003")), "--indication", "hccc")
    assert refused.exit_code != 0
    assert "hcc" in refused.stderr
