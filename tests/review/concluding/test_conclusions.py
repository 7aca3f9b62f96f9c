"""What changed under each conclusion since the last release, and whether its sign-off still holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from kb.db.connect import read
from kb.errors import KbError, ProblemsFound
from kb.review.concluding.change import What, counted
from kb.review.concluding.finding_basis import FindingMark
from kb.review.concluding.revising import Revised, Revision, revise
from kb.review.concluding.sign_offs import (
    ReviewConclusions,
    ReviewedIndication,
    SignOffStatus,
    read_conclusions,
)
from kb.store.database import writing
from kb.store.edits import amend, put, with_notices
from kb.store.record_texts import record_text
from kb.store.row_changes import ChangeAuthor
from tests.builders.releases import frozen
from tests.builders.reviews import POLICY, Review

WANG, HCC = "studies/wang-2015", f"policies/{POLICY}/indications/hcc"
NONE = Revision()


@pytest.fixture
def review(seed_url: str) -> Review:
    """A review opened after the version in force was frozen."""
    frozen(seed_url)
    return Review(seed_url).open()


def _conclusions(review: Review) -> ReviewConclusions:
    cycle = review.cycle()
    with read(review.url) as reader:
        return read_conclusions(reader, cycle)


def _one(review: Review, key: str = "hcc") -> ReviewedIndication:
    return _conclusions(review).only(key).indications[0]


def _text_of(review: Review, id: str) -> str:
    with read(review.url) as reader:
        return record_text(reader, id)


def _rewritten(review: Review, id: str, old: str, new: str) -> None:
    text = _text_of(review, id)
    assert old in text
    put(review.url, {id: text.replace(old, new)}, "rita", "a test")


def _correct(review: Review, old: str, new: str) -> None:
    """The local tumor progression at three years, in the cell and where it is stated."""
    text = _text_of(review, WANG).replace(f"[3%, 7%, {old}]", f"[3%, 7%, {new}]")
    text = text.replace(f"3%, 7%, and {old}", f"3%, 7%, and {new}")
    put(review.url, {WANG: text}, "rita", "a correction")


def _sign(review: Review, key: str | None = None, who: str = "rita") -> Revised:
    with writing(review.url) as writer:
        author = ChangeAuthor.now(who, "as last year")
        return revise(writer, POLICY, key, NONE, author, approve=True)


def _revise(review: Review, revision: Revision, key: str | None = "hcc") -> Revised:
    with writing(review.url) as writer:
        return revise(writer, POLICY, key, revision, ChangeAuthor.now("rita", "a test"), approve=False)


def _marks(one: ReviewedIndication) -> dict[str, FindingMark]:
    return {finding.key: finding.mark for finding in one.findings}


def test_nothing_changed_right_after_the_release(review: Review) -> None:
    found = _conclusions(review)
    assert [one.key for one in found.indications] == ["hcc", "net", "crc"]
    for one in found.indications:
        assert one.changes == ()
        assert set(_marks(one).values()) == {FindingMark.SAME}
        assert not one.is_stale
        assert one.sign_off is SignOffStatus.NONE
    assert found.since is not None
    assert found.since.effective_date == "2021-11-01"


def test_a_changed_figure_is_told_and_marks_the_findings_that_say_it(review: Review) -> None:
    _correct(review, "7%", "8%")
    one = _one(review)
    (change,) = one.changes
    assert (change.what, change.how, change.study) == (What.FIGURE, "changed", "wang-2015")
    assert (change.before, change.after) == ("7%", "8%")
    assert counted(one.changes) == "1 changed figure"
    assert _marks(one)["trial-results"] is FindingMark.STALE
    assert _marks(one)["need"] is FindingMark.SAME
    assert one.is_stale
    assert one.findings[0].touched_by == (change,)
    assert _one(review, "crc").changes == ()


def test_a_figure_put_back_leaves_no_trace(review: Review) -> None:
    _sign(review, "hcc")
    _correct(review, "7%", "8%")
    assert _one(review).sign_off is SignOffStatus.REVIEW
    _correct(review, "8%", "7%")
    one = _one(review)
    assert (one.changes, one.sign_off, one.is_stale) == ((), SignOffStatus.APPROVED, False)


def test_a_notice_on_a_report_reaches_the_findings_that_use_the_study(review: Review) -> None:
    from kb.records.references import NoticeEntry

    notice = NoticeEntry.model_validate({"kind": "concern", "date": "2022-05"})
    amend(
        review.url, [("references/wang-2015", lambda one: with_notices(one, [notice]))], "rita", "a concern"
    )
    one = _one(review)
    (change,) = one.changes
    assert (change.what, change.how, change.study) == (What.NOTICE, "new", "wang-2015")
    assert change.after == "concern, 2022-05"
    assert _marks(one)["trial-results"] is FindingMark.STALE
    assert _marks(one)["nonrandomized"] is FindingMark.SAME


def test_a_changed_limitation_marks_the_findings_that_rest_on_it(review: Review) -> None:
    _rewritten(review, WANG, "{code: conduct/allocation/2}", "{code: conduct/allocation/2, note: seen again}")
    one = _one(review)
    (change,) = one.changes
    assert (change.what, change.key, change.after) == (
        What.LIMITATION,
        "wang-2015#conduct/allocation/2",
        "seen again",
    )
    assert _marks(one)["trial-limits"] is FindingMark.STALE
    assert _marks(one)["trial-results"] is FindingMark.SAME


def test_a_new_judgement_of_a_study_reaches_the_findings_that_use_it(review: Review) -> None:
    judged = "appraisals:\n  - {instrument: rob-2-2019, outcome: overall-survival, overall: high}\n"
    _sign(review, "hcc")
    put(review.url, {WANG: _text_of(review, WANG) + judged}, "rita", "judged")
    one = _one(review)
    (change,) = one.changes
    assert str(change) == "new judgement wang-2015/rob-2-2019/overall-survival: high"
    assert _marks(one)["trial-results"] is FindingMark.STALE
    assert one.sign_off is SignOffStatus.REVIEW


def test_a_rating_of_certainty_is_part_of_what_was_signed(review: Review) -> None:
    _sign(review, "hcc")
    rated = "certainty:\n  - outcome: overall-survival\n    instrument: grade-2013\n    level: low\n"
    reason = "    down: [{domain: imprecision, levels: 2}]\n"
    _rewritten(review, HCC, "conclusion:\n", f"{rated}{reason}conclusion:\n")
    one = _one(review)
    assert [str(change) for change in one.changes] == [
        "new certainty overall-survival: low, down 2 for imprecision"
    ]
    assert one.sign_off is SignOffStatus.REVIEW


def test_a_new_study_is_told_until_a_finding_rests_on_it(review: Review) -> None:
    text = _text_of(review, WANG).replace("study: wang-2015", "study: wang-2022", 1)
    put(review.url, {"studies/wang-2022": text}, "rita", "a new study")
    _rewritten(review, HCC, "studies: [wang-2015]", "studies: [wang-2015, wang-2022]")
    one = _one(review)
    new = [change for change in one.changes if change.what is What.STUDY]
    assert [(change.how, change.key) for change in new] == [("new", "wang-2022")]
    assert one.unused == ("wang-2022",)
    assert one.is_stale
    token = "[[wang-2022/overall-survival/cryo@5y]]"
    _revise(review, Revision(findings={"newer": f"Overall survival was {token} in the newer trial."}))
    one = _one(review)
    assert one.unused == ()
    assert _marks(one)["newer"] is FindingMark.NEW
    assert one.findings[-1].shown.startswith("Overall survival was 40%")


def test_a_guideline_in_a_new_version_is_told_where_it_is_used(review: Review) -> None:
    _rewritten(review, "guidelines/nccn-colon", 'version: "2.2021"', 'version: "3.2022"')
    (change,) = _one(review, "crc").changes
    assert (change.what, change.before, change.after) == (What.GUIDELINE, "2.2021", "3.2022")
    assert _one(review, "hcc").changes == ()


def test_another_question_is_told(review: Review) -> None:
    _rewritten(review, HCC, "comparators: [radiofrequency-ablation, ", "comparators: [")
    (change,) = _one(review).changes
    assert (change.what, change.how) == (What.QUESTION, "removed")
    assert change.key == "comparator: radiofrequency-ablation"


@pytest.mark.both_engines
def test_a_sign_off_holds_until_its_basis_or_the_verdict_changes(review: Review) -> None:
    assert not _sign(review, "hcc").concluded
    assert _one(review).sign_off is SignOffStatus.APPROVED
    assert review.cycle().state == "open"
    _revise(review, Revision(verdict="sufficient"))
    one = _one(review)
    assert one.sign_off is SignOffStatus.REVIEW
    assert one.approval is not None
    assert (one.approval.who, one.approval.verdict) == ("rita", "insufficient")
    _revise(review, Revision(verdict="insufficient"))
    assert _one(review).sign_off is SignOffStatus.APPROVED


def test_the_cycle_is_concluded_when_all_are_signed_and_a_lapse_is_computed(review: Review) -> None:
    _sign(review, "hcc")
    assert _sign(review).concluded
    assert review.cycle().state == "concluded"
    _correct(review, "7%", "8%")
    found = _conclusions(review)
    assert review.cycle().state == "concluded"
    assert not found.are_approved
    assert {one.key: one.sign_off for one in found.indications}["hcc"] is SignOffStatus.REVIEW
    assert _sign(review, "hcc").concluded
    assert _marks(_one(review))["trial-results"] is FindingMark.SIGNED


def test_the_sign_off_of_an_earlier_review_does_not_count(review: Review) -> None:
    _sign(review)
    with writing(review.url) as writer:
        writer.run("UPDATE review_cycle SET state = ?", ("abandoned",))
    later = Review(review.url, opened="2023-09-01").open()
    assert _one(later).sign_off is SignOffStatus.NONE


def test_findings_are_added_worded_anew_and_removed(review: Review) -> None:
    revision = Revision(
        findings={"need": "More trials are needed.", "harm": "Harms were reported in few studies."},
        basis={"harm": ["wang-2015#conduct/allocation/2", "wang-2015/overall-survival/cryo@5y"]},
        removed=["nonrandomized"],
    )
    assert _revise(review, revision).changed == ("hcc",)
    one = _one(review)
    assert _marks(one) == {
        "trial-results": FindingMark.SAME,
        "trial-limits": FindingMark.SAME,
        "need": FindingMark.REVISED,
        "harm": FindingMark.NEW,
    }
    assert _revise(review, Revision(removed=["harm"])).changed == ("hcc",)
    assert "harm" not in _marks(_one(review))


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        (Revision(removed=["nede"]), "has no finding nede. Did you mean need?"),
        (Revision(basis={"nede": []}), "has no finding nede"),
        (Revision(findings={"need": "Of 12 patients"}), "`12 patients` is a result"),
        (Revision(basis={"need": ["what is this"]}), "nothing a finding can rest on"),
        (Revision(verdict="perhaps"), "none of the codes"),
        (Revision(findings={"No Key": "Text."}), "is no key"),
    ],
)
def test_what_cannot_be_concluded_is_refused_and_nothing_is_written(
    review: Review, revision: Revision, message: str
) -> None:
    before = _text_of(review, HCC)
    with pytest.raises(KbError, match=message):
        _revise(review, revision)
    assert _text_of(review, HCC) == before


def test_a_finding_that_names_no_figure_is_refused_with_its_line(review: Review) -> None:
    with pytest.raises(ProblemsFound, match=r"hcc\.yaml:\d+: .*names no figure"):
        _revise(review, Revision(findings={"need": "It was [[wang-2015/nothing/cryo]]."}))


def test_a_conclusion_that_fails_midway_leaves_neither_change_nor_sign_off(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kb.review.concluding.revising._conclude", fail)
    before = _text_of(review, HCC)
    with pytest.raises(KeyboardInterrupt), writing(review.url) as writer:
        revision = Revision(findings={"need": "More trials are needed."})
        revise(writer, POLICY, "hcc", revision, ChangeAuthor.now("rita", "x"), approve=True)
    assert _text_of(review, HCC) == before
    assert _one(review).sign_off is SignOffStatus.NONE


def test_an_indication_without_verdict_cannot_be_signed(review: Review) -> None:
    amend(review.url, [(HCC, lambda one: one.model_copy(update={"conclusion": None}))], "rita", "start again")
    with pytest.raises(KbError, match="no verdict yet"):
        _sign(review, "hcc")
    with pytest.raises(KbError, match="Give both --verdict and --effect"):
        _revise(review, Revision(verdict="insufficient"))
    revision = Revision(verdict="insufficient", effect="improves-net-health-outcome")
    assert _revise(review, revision).changed == ("hcc",)


def test_without_a_release_nothing_is_compared(seed_url: str) -> None:
    found = _conclusions(Review(seed_url).open())
    assert found.since is None
    assert all(one.changes == () for one in found.indications)


def test_a_change_of_several_needs_the_indication(review: Review) -> None:
    with pytest.raises(KbError, match=r"Say which indication of 7\.01\.75 is to change: hcc, net, crc"):
        _revise(review, Revision(verdict="sufficient"), None)
    with pytest.raises(KbError, match=r"no indication hhc\. Did you mean hcc"):
        _sign(review, "hhc")


Run = Callable[..., Any]


def test_the_command(kb: Run, review: Review) -> None:
    """The command shows what changed, signs off, and says what is still open."""

    import json

    words = ("--database", review.url, "review", "conclude", POLICY)
    _correct(review, "7%", "8%")
    shown = kb(*words, "hcc")
    assert shown.exit_code == 0
    assert "Changed since 2021-11-01: 1 changed figure." in shown.stdout
    assert "Stale: look at it again." in shown.stdout
    assert "7% -> 8%" in shown.stdout
    assert re.search(r"^Finding +State +Text$", shown.stdout, flags=re.MULTILINE)
    data = json.loads(kb(*words, "--format", "json").stdout)
    assert [one["stale"] for one in data["indications"]] == [True, False, False]
    assert "--because" in kb(*words, "hcc", "--approve").stderr
    assert "--because goes with" in kb(*words, "hcc", "--because", "x").stderr
    assert kb(*words, "hcc", "--finding", "need", "--because", "x").exit_code == 1
    done = kb(
        *words, "hcc", "--finding", "need=More trials are needed.", "--approve", "--because", "seen",
        "--who", "ann",
    )  # fmt: skip
    assert done.exit_code == 0
    assert "Signed: hcc." in done.stderr
    assert "is new" not in done.stderr
    mistyped = kb(*words, "hcc", "--finding", "nede=More trials are needed.", "--because", "seen")
    assert "The finding nede is new." in mistyped.stderr
    assert kb(*words, "hcc", "--remove-finding", "nede", "--because", "seen").exit_code == 0
    assert "Signed by ann" in kb(*words, "hcc").stdout
    assert "kb review publish 7.01.75 --effective DATE" in kb(*words, "--approve", "--because", "same").stderr
    assert kb(*words, "--format", "markdown").stdout.startswith("# 7.01.75: conclusions")


_RATIO = "ei-2015/local-recurrence/cryo-rfa-mwa,adjusted"


def test_a_finding_that_prints_a_whole_statement_rests_on_all_its_figures(review: Review) -> None:
    """Interval and p value are part of what is signed, and SQL prints what the document prints."""
    _revise(review, Revision(findings={"need": f"Recurrence was rarer: [[{_RATIO}|statement]]."}))
    with read(review.url) as reader:
        basis = reader.rows(
            "SELECT figure_id FROM finding_basis WHERE finding_id = :id AND figure_id LIKE :result"
            " ORDER BY position",
            {"id": "7.01.75/hcc/need", "result": f"{_RATIO}:%"},
        )
        (printed,) = reader.rows(
            "SELECT text FROM printed_text WHERE place = :place", {"place": "finding:7.01.75/hcc/need:text"}
        )
    statistics = [row["figure_id"].rpartition(":")[2] for row in basis]
    assert statistics == ["hazard-ratio", "ci-low", "ci-high", "p-value"]
    assert printed["text"] == "Recurrence was rarer: HR, 0.3 (95% CI, 0.1 to 0.9); p=.02."
    assert f"[[{_RATIO}|statement]]" in _text_of(review, HCC)
