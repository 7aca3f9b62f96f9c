"""A review is opened as the draft of the next version, and may be given up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kb.db.connect import read
from kb.errors import KbError
from kb.releases.release import read_releases
from kb.review.cycles import Cycle, read_cycles
from kb.review.open_review import Opened, Opening, abandon_review, open_review, read_searches
from kb.store.database import writing
from kb.store.edits import amend
from kb.store.row_changes import ChangeAuthor
from tests.builders.reviews import POLICY, Review
from tests.command_line import Kb

DAY = date(2022, 9, 1)
AUTHOR = ChangeAuthor("rita", "the yearly review", "2022-09-01T10:00:00+00:00")


def opened(url: str, on: date = DAY, **values: Any) -> Opened:
    """A review opened on a day."""
    with writing(url) as writer:
        return open_review(writer, Opening(POLICY, on, AUTHOR, **values))


def given_up(url: str) -> Cycle:
    """The review under way given up."""
    with writing(url) as writer:
        return abandon_review(writer, POLICY, DAY, AUTHOR)


def _cycles(url: str) -> list[Cycle]:
    with read(url) as reader:
        return read_cycles(reader, POLICY)


def test_opening_freezes_the_version_in_force_once(seed_url: str) -> None:
    first = opened(seed_url, due=date(2022, 11, 1), reviewers=2)
    assert first.baseline is not None
    given_up(seed_url)
    assert opened(seed_url, date(2022, 9, 2)).baseline is None
    with read(seed_url) as reader:
        (release,) = read_releases(reader, POLICY)
    assert (release.effective_date, release.cycle, release.supersedes) == ("2021-11-01", None, None)
    cycle = first.cycle
    assert (cycle.id, cycle.state, cycle.opened_by) == ("7.01.75@2022-09-01", "open", "rita")
    assert (cycle.due, cycle.reviewers) == ("2022-11-01", 2)


def test_the_stored_searches_come_with_the_window_since_the_last_one(seed_url: str) -> None:
    def searched(policy: Any) -> Any:
        first, second = policy.searches
        first = first.model_copy(update={"through": "2021-07-15"})
        second = second.model_copy(update={"through": "2021-07", "indications": ("hcc", "crc")})
        return policy.model_copy(update={"searches": (first, second)})

    amend(seed_url, [(f"policies/{POLICY}/policy", searched)], "rita", "as searched")
    cycle = opened(seed_url).cycle
    with read(seed_url) as reader:
        pubmed, embase = read_searches(reader, cycle)
    assert (pubmed.since, pubmed.until, pubmed.indications) == ("2021-07-16", "2022-09-01", "all")
    assert (embase.since, embase.until, embase.indications) == ("2021-08-01", "2022-09-01", "hcc, crc")
    assert embase.source == "Embase (Ovid)"


def test_a_second_review_is_refused_and_says_where_the_first_stands(seed_url: str) -> None:
    opened(seed_url)
    with pytest.raises(KbError, match=r"under way since 2022-09-01 \(open; next: search\)"):
        opened(seed_url, date(2022, 9, 2))
    assert len(_cycles(seed_url)) == 1


def test_a_review_given_up_keeps_its_work_and_goes_on_when_opened_again(seed_url: str) -> None:
    opened(seed_url)
    review = Review(seed_url)
    review.decide(review.candidate("pmid:1", review.run()), "include")
    given_up(seed_url)
    (cycle,) = _cycles(seed_url)
    assert (cycle.state, cycle.closed) == ("abandoned", "2022-09-01")
    assert opened(seed_url, reviewers=2).reopened
    (cycle,) = _cycles(seed_url)
    assert (cycle.state, cycle.closed, cycle.reviewers) == ("open", None, 2)
    assert list(review.standing()) == ["pmid:1"]


def test_why_it_was_given_up_stands_in_the_change_log(seed_url: str) -> None:
    opened(seed_url)
    with writing(seed_url) as writer:
        abandon_review(writer, POLICY, DAY, ChangeAuthor("rita", "The plan drops the policy.", AUTHOR.at))
    with read(seed_url) as reader:
        rows = reader.rows(
            "SELECT who, why, after FROM \"change\" WHERE table_name = 'review_cycle' AND field = 'state'"
        )
    assert (rows[0]["who"], rows[0]["why"]) == ("rita", "The plan drops the policy.")
    assert rows[0]["after"] == "abandoned"


def test_a_review_that_was_published_is_not_opened_again(seed_url: str) -> None:
    Review(seed_url).open()
    with writing(seed_url) as writer:
        writer.run("UPDATE review_cycle SET state = ?, closed = ?", ("published", "2022-10-01"))
    with pytest.raises(KbError, match="was published already"):
        opened(seed_url)


def test_no_review_is_opened_on_a_day_before_one_that_was_published(seed_url: str) -> None:
    """It would be compared with the version before that one, and supersede nothing."""
    Review(seed_url, opened="2022-09-15").open()
    with writing(seed_url) as writer:
        writer.run("UPDATE review_cycle SET state = ?, closed = ?", ("published", "2022-10-01"))
    with pytest.raises(
        KbError, match=r"opened on 2022-09-15 was published already\. Open the next one on a later"
    ):
        opened(seed_url)


def test_a_failure_while_opening_leaves_nothing(seed_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kb.review.open_review.log_rows", fail)
    with pytest.raises(KeyboardInterrupt):
        opened(seed_url)
    monkeypatch.undo()
    assert _cycles(seed_url) == []
    with read(seed_url) as reader:
        assert read_releases(reader) == []
    assert opened(seed_url).baseline is not None


def test_the_commands(kb: Kb, seed_url: str) -> None:
    """A review is opened once, and the next step is named."""
    words = ("--database", seed_url, "review")
    result = kb(*words, "open", POLICY, "--on", "2022-09-01", "--who", "rita", "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "strategy,indications,source,query,limits,since,until"
    assert "Froze 7.01.75 of 2021-11-01" in result.stderr
    assert "Next: kb review search 7.01.75" in result.stderr
    again = kb(*words, "open", POLICY)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "kb review abandon 7.01.75 --because TEXT" in again.stderr
    assert kb(*words, "abandon", POLICY, "--because", " ").exit_code == 1
    assert kb(*words, "abandon", POLICY, "--because", "a test").exit_code == 0
    assert "No review of 7.01.75 is under way" in kb(*words, "abandon", POLICY, "--because", "a test").stderr
    assert "no such day" in kb(*words, "open", POLICY, "--on", "1.9.2022").stderr
    assert "is before 2020-10-31, through which" in kb(*words, "open", POLICY, "--on", "2020-01-01").stderr
    assert "not opened before its day" in kb(*words, "open", POLICY, "--on", "2999-01-01").stderr
