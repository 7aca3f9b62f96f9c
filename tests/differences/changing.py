"""A policy that was published and then changed, for tests."""

from __future__ import annotations

from collections.abc import Mapping

from kb.store.database import writing
from kb.store.edits import put_in
from kb.store.record_texts import record_text
from kb.store.row_changes import ChangeAuthor
from tests.builders.releases import POLICY, frozen

HCC = f"policies/{POLICY}/indications/hcc"
WANG = "studies/wang-2015"
FIVE_YEARS = {
    "cryo: [97%, 67%, 40%]": "cryo: [97%, 67%, 41%]",
    "97%, 67%, and 40%": "97%, 67%, and 41%",
}
"""Survival at five years as it is printed, and as a correction might print it."""


def edit(url: str, changes: Mapping[str, Mapping[str, str]]) -> None:
    """Replace words in the texts of records (record -> old words -> new words)."""
    with writing(url) as writer:
        texts = {record: record_text(writer, record) for record in changes}
        for record, words in changes.items():
            for old, new in words.items():
                assert old in texts[record], (record, old)
                texts[record] = texts[record].replace(old, new)
        put_in(writer, texts, ChangeAuthor.now("rita", "a test"))


def published_and_changed(url: str) -> None:
    """A version of 2021-11-01, and since then a corrected figure, a study more and another verdict."""
    frozen(url)
    edit(
        url,
        {
            WANG: FIVE_YEARS,
            HCC: {"verdict: insufficient": "verdict: sufficient", "[wang-2015]": "[wang-2015, niu-2007]"},
        },
    )
