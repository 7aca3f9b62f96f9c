"""What a revision of a conclusion keeps, and what it cannot change."""

from __future__ import annotations

from functools import partial

import pytest

from kb.db.connect import read
from kb.errors import KbError
from kb.records.indications import ConclusionEntry, IndicationRecord
from kb.review.concluding.revising import Revision, revised
from kb.store.edits import amend
from tests.command_line import Kb


def indication(**given: object) -> IndicationRecord:
    """An indication of which only what is given is not usual."""
    fields = {
        "policy": "1.01",
        "indication": "hcc",
        "position": 1,
        "title": "Tumors",
        "population": {"who": "have", "text": "a tumor"},
        "interventions": ("cryoablation",),
    }
    return IndicationRecord.model_validate(fields | given)


CONCLUDED = {
    "verdict": "insufficient",
    "effect": "unknown",
    "chain_of_evidence": "incomplete",
    "sentence": "We cannot tell.",
}


def conclusion_after(revision: Revision) -> ConclusionEntry:
    """The conclusion after a revision."""
    changed = revised(indication(conclusion=CONCLUDED), revision).conclusion
    assert changed is not None
    return changed


def test_a_new_finding_leaves_chain_and_words_of_the_plan_as_they_are() -> None:
    changed = conclusion_after(Revision(findings={"more": "There is more."}))
    assert (changed.chain_of_evidence, changed.sentence) == ("incomplete", "We cannot tell.")


def test_a_new_verdict_is_not_said_in_the_words_of_the_old_one() -> None:
    changed = conclusion_after(Revision(verdict="sufficient"))
    assert (changed.verdict, changed.chain_of_evidence, changed.sentence) == (
        "sufficient",
        "incomplete",
        None,
    )


def test_a_conclusion_of_another_indication_is_changed_there() -> None:
    with pytest.raises(KbError, match=r"The conclusion of hcc is that of crc\. Change it there\."):
        revised(indication(concluded_with="crc"), Revision(verdict="sufficient"))


def test_findings_without_a_verdict_are_signed_and_stand_until_they_change(kb: Kb, seed_url: str) -> None:
    """A policy may tell what was found and leave the verdict open; then that is what is signed."""

    def without_verdict(record: IndicationRecord) -> IndicationRecord:
        assert record.conclusion is not None
        open_verdict = record.conclusion.model_copy(update={"verdict": None, "effect": None})
        return record.model_copy(update={"conclusion": open_verdict})

    run = partial(kb, "--database", seed_url)
    assert run("review", "open", "7.01.75", "--on", "2022-11-01").exit_code == 0
    amend(seed_url, [("policies/7.01.75/indications/hcc", without_verdict)], "ann", "left open")
    signed = run("review", "conclude", "7.01.75", "hcc", "--approve", "--because", "seen", "--who", "ann")
    assert signed.exit_code == 0, signed.stderr
    shown = run("review", "conclude", "7.01.75", "hcc")
    assert shown.exit_code == 0, shown.stderr
    assert "ann" in shown.stdout
    with read(seed_url) as reader:
        (row,) = reader.rows("SELECT verdict, who FROM sign_off WHERE indication = 'hcc'")
    assert (row["verdict"], row["who"]) == (None, "ann")
