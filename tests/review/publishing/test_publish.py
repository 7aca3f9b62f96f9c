"""A review is published whole or not at all, and what was published before stays to the byte."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kb.db.connect import read
from kb.errors import KbError, ProblemsFound
from kb.releases.read import document_of, forms_of
from kb.releases.release import read_releases, release_of
from kb.releases.sealing.damage import find_damage
from kb.review.concluding.revising import Revision, revise
from kb.review.publishing.publish import PublicationResult, Publishing, plan_publication, publish
from kb.store.database import writing
from kb.store.edits import amend, put
from kb.store.record_texts import record_text
from kb.store.row_changes import ChangeAuthor
from tests.builders.releases import IN_FORCE, frozen
from tests.builders.reviews import POLICY, Review
from tests.command_line import Kb
from tests.tiers import mostly_slow

NEXT = date(2022, 11, 1)
AUTHOR = ChangeAuthor("rita", "the yearly review", "2022-10-15T10:00:00+00:00")
RECORD, HCC, WANG = f"policies/{POLICY}/policy", f"policies/{POLICY}/indications/hcc", "studies/wang-2015"


@pytest.fixture
def review(seed_url: str) -> Review:
    """A review that is searched and signed: nothing is open."""
    frozen(seed_url)
    found = Review(seed_url).open()
    _searched(found, 1, "pubmed", "2022-09-01")
    _searched(found, 2, "embase", None)
    _sign(found)
    return found


def _searched(review: Review, number: int, strategy: str, until: str | None) -> None:
    review.run(number, strategy=strategy, until=until, run_at="2022-08-20T09:00:00+00:00")


def _sign(review: Review) -> None:
    with writing(review.url) as writer:
        revise(writer, POLICY, None, Revision(), ChangeAuthor.now("rita", "As before."), approve=True)


def _publish(review: Review, **values: Any) -> PublicationResult:
    with writing(review.url) as writer:
        return publish(writer, Publishing(POLICY, NEXT, AUTHOR, **values))


def _text(review: Review, id: str) -> str:
    with read(review.url) as reader:
        return record_text(reader, id)


def _document(review: Review, version: str, form: str = "markdown") -> str:
    with read(review.url) as reader:
        return document_of(reader, release_of(reader, POLICY, version), form).decode()


def _all_documents(review: Review, version: str) -> dict[str, bytes]:
    with read(review.url) as reader:
        release = release_of(reader, POLICY, version)
        return {form: document_of(reader, release, form) for form in forms_of(reader, release)}


def _with_new_trial(review: Review) -> None:
    """A trial of 2022 with its reference, used for hcc, and a finding on it."""
    reference = _text(review, "references/wang-2015").replace("wang-2015", "made-up-2022")
    lines = [line for line in reference.splitlines() if "identifiers" not in line]
    study = _text(review, WANG).replace("study: wang-2015", "study: made-up-2022", 1)
    study = study.replace("{primary: wang-2015}", "{primary: made-up-2022}")
    study = study.replace("label: Wang et al (2015)", "label: Made-up et al (2022)")
    put(
        review.url,
        {"references/made-up-2022": "\n".join(lines) + "\n", "studies/made-up-2022": study},
        "rita",
        "a new trial",
    )
    hcc = _text(review, HCC).replace("studies: [wang-2015]", "studies: [wang-2015, made-up-2022]")
    put(review.url, {HCC: hcc}, "rita", "used")
    token = "[[made-up-2022/overall-survival/cryo@5y]]"
    revision = Revision(findings={"newer": f"Survival was {token} in the newer trial."})
    with writing(review.url) as writer:
        revise(writer, POLICY, "hcc", revision, ChangeAuthor.now("rita", "The newer trial."), approve=True)


@pytest.mark.both_engines
def test_a_quiet_year(review: Review) -> None:
    """A year without news changes dates and history, and nothing of the evidence."""
    before = _all_documents(review, IN_FORCE)
    published = _publish(review)
    assert published.plan.line == (
        "Annual review; statement unchanged; literature review updated through 2022-08"
    )
    assert published.plan.obstacles == ()
    policy = _text(review, RECORD)
    assert "effective_date: 2022-11-01" in policy
    assert policy.count("through: 2022-09-01") == 1
    assert policy.count("through: 2022-08-20") == 1
    assert f"action: {published.plan.line}" in policy
    with read(review.url) as reader:
        old, new = read_releases(reader, POLICY)
        assert find_damage(reader) == []
    assert (new.supersedes, new.cycle, new.because) == (old.id, review.id, None)
    assert (review.cycle().state, review.cycle().closed) == ("published", "2022-10-15")
    assert _all_documents(review, IN_FORCE) == before
    assert "2022-11-01" in _document(review, "2022-11-01")
    assert "2022-11-01" not in _document(review, IN_FORCE)
    assert "Unchanged." in _document(review, "2022-11-01", "appendix-markdown")


def test_a_new_trial_is_counted_and_the_appendix_says_why(review: Review) -> None:
    _with_new_trial(review)
    _sign(review)
    published = _publish(review, because="The trial is invented.", words="for a test.")
    assert "1 reference added (3), 1 study added" in published.plan.line
    assert published.plan.line.endswith("; for a test")
    with read(review.url) as reader:
        rows = reader.rows("SELECT action FROM policy_timeline ORDER BY position DESC")
    assert rows[0]["action"] == published.plan.line
    appendix = _document(review, "2022-11-01", "appendix-markdown")
    assert "| newer |  | Survival was 40% in the newer trial. |" in appendix
    assert "new study made-up-2022: Made-up et al (2022)" in appendix
    assert "The newer trial." in appendix


def test_a_reworded_statement_keeps_what_it_said_before(review: Review) -> None:
    def reworded(policy: Any) -> Any:
        (one,) = policy.statements
        return policy.model_copy(
            update={"statements": (one.model_copy(update={"text": "Freezing is investigational."}),)}
        )

    old = _text(review, RECORD)
    amend(review.url, [(RECORD, reworded)], "rita", "shorter")
    published = _publish(review, because="Checks differ on the wording.")
    assert "; statement changed; " in published.plan.line
    assert "Destroying liver tumors by freezing" in old
    with read(review.url) as reader:
        (row,) = reader.rows("SELECT text, previous_text FROM statement")
    assert row["text"] == "Freezing is investigational."
    assert row["previous_text"].startswith("Destroying liver tumors by freezing")


def test_everything_open_is_listed_at_once(review: Review) -> None:
    run = review.run(3)
    review.candidate("pmid:1", run)
    review.candidate("pmid:2", run)
    with writing(review.url) as writer:
        pair = {
            "id": "pmid:1 = pmid:2", "review_cycle_id": review.id, "one_id": "pmid:1", "other_id": "pmid:2",
            "relation": "doubtful", "why": "alike", "found_at": "2022-09-02T00:00:00+00:00",
        }  # fmt: skip
        writer.insert("duplicate_pair", [pair])
        extraction = {
            "id": "x-2022/rita", "study": "x-2022", "review_cycle_id": review.id, "who": "rita",
            "state": "draft", "record_text": "", "saved_at": "2022-09-02T00:00:00+00:00",
        }  # fmt: skip
        writer.insert("extraction", [extraction])
    _drop_verdict_reason(review)
    with pytest.raises(ProblemsFound) as caught:
        _publish(review)
    sorts = [one.field for one in caught.value.problems]
    assert {"sign-off", "duplicates", "titles and abstracts", "extraction to adopt", "check"} <= set(sorts)
    told = str(caught.value)
    assert "kb review conclude 7.01.75 hcc --approve --because TEXT" in told
    assert "kb review duplicates" in told
    assert "x-2022" in told
    assert review.cycle().state == "concluded"


def _drop_verdict_reason(review: Review) -> None:
    """The acknowledgement of a problem taken away, and with it what hcc rests on changed."""
    lines = _text(review, HCC).split("acknowledged:")[0]
    put(review.url, {HCC: lines.replace("are needed.", "would be needed.")}, "rita", "a test")


def test_with_a_reason_it_is_published_all_the_same_and_the_release_says_so(review: Review) -> None:
    _drop_verdict_reason(review)
    _publish(review, because="The society asked for it.")
    with read(review.url) as reader:
        release = release_of(reader, POLICY, "2022-11-01")
    assert release.because is not None
    assert release.because.startswith("The society asked for it. (open: ")
    assert "1 sign-off" in release.because


def test_a_reason_without_need_is_not_kept(review: Review) -> None:
    _publish(review, because="To be safe.")
    with read(review.url) as reader:
        assert release_of(reader, POLICY, "2022-11-01").because is None


@pytest.mark.parametrize("day", [date(2021, 11, 1), date(2020, 1, 1)])
def test_a_date_that_is_not_later_is_refused(review: Review, day: date) -> None:
    with writing(review.url) as writer, pytest.raises(KbError, match="version in force is of 2021-11-01"):
        publish(writer, Publishing(POLICY, day, AUTHOR, "whatever"))


def test_publishing_twice_is_refused(review: Review) -> None:
    _publish(review)
    with pytest.raises(KbError, match=r"No review of 7\.01\.75 is under way"):
        _publish(review)


STEPS = (
    "kb.review.publishing.publish.read_obstacles",
    "kb.review.publishing.publish.amend_in",
    "kb.review.publishing.publish.build_appendix",
    "kb.review.publishing.publish.render_all",
    "kb.review.publishing.publish.freeze",
    "kb.releases.freeze._freeze_records",
    "kb.releases.freeze._document",
    "kb.review.publishing.publish._close",
)


@pytest.mark.parametrize("step", mostly_slow(STEPS, usual=[len(STEPS) - 1]))
def test_killed_at_any_step_nothing_is_left_and_it_can_be_run_again(
    review: Review, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = _text(review, RECORD)
    with monkeypatch.context() as patch:
        patch.setattr(step, fail)
        with pytest.raises(KeyboardInterrupt):
            _publish(review)
    assert _text(review, RECORD) == before
    assert review.cycle().state == "concluded"
    with read(review.url) as reader:
        assert len(read_releases(reader, POLICY)) == 1
    assert _publish(review).frozen.release == "7.01.75@2022-11-01"


def test_a_plan_writes_nothing(review: Review) -> None:
    before = _text(review, RECORD)
    with read(review.url) as reader:
        plan = plan_publication(reader, Publishing(POLICY, NEXT, AUTHOR))
    assert plan.line.startswith("Annual review; statement unchanged; literature review updated")
    assert _text(review, RECORD) == before


def test_the_next_review_compares_with_the_new_version(review: Review) -> None:
    _with_new_trial(review)
    _publish(review, because="The trial is invented.")
    later = Review(review.url, opened="2023-09-01").open()
    with read(review.url) as reader:
        plan = plan_publication(reader, Publishing(POLICY, date(2023, 11, 1), AUTHOR))
    assert plan.line == "Annual review; statement unchanged"
    assert plan.former is not None
    assert plan.former.release.effective_date == "2022-11-01"
    assert {one.field for one in plan.obstacles} >= {"sign-off", "search"}
    assert later.cycle().state == "open"


def test_the_commands(kb: Kb, review: Review) -> None:
    """Appendix, plan and publication are typed one after the other."""
    words = ("--database", review.url, "review")
    draft = kb(*words, "appendix", POLICY)
    assert draft.exit_code == 0
    assert "**This version:** not published yet" in draft.stdout
    planned = kb(*words, "publish", POLICY, "--effective", "2022-11-01", "--dry-run")
    assert planned.exit_code == 0
    assert "Nothing was written." in planned.stderr
    done = kb(*words, "publish", POLICY, "--effective", "2022-11-01", "--who", "ann")
    assert done.exit_code == 0
    assert "Annual review; statement unchanged" in done.stdout
    assert "kb report 7.01.75 --version 2022-11-01" in done.stderr
    kept = kb(*words, "appendix", POLICY, "--version", "2022-11-01")
    assert "**This version:** 2022-11-01" in kept.stdout
    assert kb(*words, "appendix", POLICY).stdout == kept.stdout
    report = kb("--database", review.url, "report", POLICY, "--version", "2021-11-01")
    assert "2022-11-01" not in report.stdout
    none = kb(*words, "appendix", POLICY, "--version", "2021-11-01")
    assert none.exit_code == 1
    assert "not frozen as appendix-markdown" in none.stderr


def test_a_refused_command_lists_what_is_open_with_exit_code_3(kb: Kb, review: Review) -> None:
    _drop_verdict_reason(review)
    words = ("--database", review.url, "review", "publish", POLICY, "--effective", "2022-11-01")
    for more in ((), ("--dry-run",)):
        result = kb(*words, *more)
        assert result.exit_code == 3
        assert "kb review conclude 7.01.75 hcc --approve" in result.stderr
    assert kb(*words, "--because", " ").exit_code == 1
