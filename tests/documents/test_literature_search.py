"""What a report says of the literature search."""

from __future__ import annotations

from typing import Any

from kb.db.connect import read
from kb.documents import render
from kb.reports.report import build_report
from kb.store.edits import amend

POLICY = "policies/7.01.75/policy"


def searched(*dates: str | None) -> Any:
    """A policy whose strategies searched through these days."""

    def change(policy: Any) -> Any:
        searches = [
            one.model_copy(update={"through": date}) for one, date in zip(policy.searches, dates, strict=True)
        ]
        return policy.model_copy(update={"searches": tuple(searches)})

    return change


def report(url: str) -> str:
    """The report in Markdown."""
    with read(url) as reader:
        return render(build_report(reader, "7.01.75"), "markdown")


def test_a_strategy_that_was_not_run_is_not_printed(seed_url: str) -> None:
    assert "Embase" not in report(seed_url)
    amend(seed_url, [(POLICY, searched("2022-08-31", None))], "rita", "searched")
    text = report(seed_url)
    assert "PubMed was searched for literature through August 31, 2022." in text
    assert "| PubMed |" in text and "Embase" not in text


def test_sources_searched_through_one_day_share_a_sentence(seed_url: str) -> None:
    amend(seed_url, [(POLICY, searched("2022-08-31", "2022-08-31"))], "rita", "searched")
    assert "PubMed and Embase were searched for literature through August 31, 2022." in report(seed_url)


def test_sources_searched_through_different_days_have_their_own(seed_url: str) -> None:
    amend(seed_url, [(POLICY, searched("2022-08", "2022-07"))], "rita", "searched")
    text = report(seed_url)
    assert "PubMed was searched for literature through August 2022." in text
    assert "Embase was searched for literature through July 2022." in text
