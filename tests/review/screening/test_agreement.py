"""Agreement of two reviewers: the arithmetic, and which decisions count."""

from __future__ import annotations

from itertools import product
from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.db.connect import read
from kb.review.outcome import TITLE_ABSTRACT, RecordedDecision
from kb.review.screening.agreement import ReviewerAgreement, agreements, independent, kappa_of
from kb.review.screening.decision_history import read_history
from kb.review.screening.reviewers import set_reviewers
from tests.builders.reviews import POLICY, Review
from tests.review.screening.acting import ADA, RITA, SAM, say, worklist

COUNTS = st.tuples(*[st.integers(0, 60)] * 4)


@given(COUNTS)
def test_kappa_is_that_of_scikit_learn(table: tuple[int, int, int, int]) -> None:
    from sklearn.metrics import cohen_kappa_score

    found = kappa_of(*table)
    if found is None:
        assert sum(map(bool, table)) <= 1
        return
    cells = [pair for pair, count in zip(product((1, 0), repeat=2), table, strict=True) for _ in range(count)]
    expected = cohen_kappa_score([one for one, _ in cells], [other for _, other in cells], labels=[0, 1])
    assert found.kappa == pytest.approx(expected, abs=1e-12)
    assert -1 <= found.low <= found.kappa <= found.high <= 1


def _error_by_slopes(table: tuple[int, ...]) -> float:
    """Standard error by the delta method with numerical slopes: what the formula is derived from."""
    n = sum(table)
    shares = [count / n for count in table]

    def kappa(p: list[float]) -> float:
        observed, chance = p[0] + p[3], (p[0] + p[1]) * (p[0] + p[2]) + (p[2] + p[3]) * (p[1] + p[3])
        return (observed - chance) / (1 - chance)

    step = 1e-6
    slopes = []
    for i in range(4):
        up, down = list(shares), list(shares)
        up[i] += step
        down[i] -= step
        slopes.append((kappa(up) - kappa(down)) / (2 * step))
    mean = sum(share * slope for share, slope in zip(shares, slopes, strict=True))
    return sqrt(sum(share * (slope - mean) ** 2 for share, slope in zip(shares, slopes, strict=True)) / n)


@given(COUNTS)
def test_the_interval_is_that_of_the_delta_method(table: tuple[int, int, int, int]) -> None:
    found = kappa_of(*table)
    assume(found is not None)
    assert found is not None
    reach = 1.959963984540054 * _error_by_slopes(table)
    assert found.low == pytest.approx(max(found.kappa - reach, -1), abs=2e-4)
    assert found.high == pytest.approx(min(found.kappa + reach, 1), abs=2e-4)


def test_a_table_worked_by_hand() -> None:
    # 20 and 15 agreed of 50: observed .7, by chance .5; the standard error is .127.
    found = kappa_of(20, 5, 10, 15)
    assert found is not None
    assert found.kappa == pytest.approx(0.4)
    assert found.low == pytest.approx(0.1511, abs=5e-4)
    assert found.high == pytest.approx(0.6489, abs=5e-4)


def test_without_candidates_nothing_is_said() -> None:
    empty = ReviewerAgreement(TITLE_ABSTRACT, "a", "b", 0, 0, 0, 0, 0)
    assert (empty.candidates, empty.observed, empty.kappa) == (0, None, None)


def _said(who: str, decision: str, at: int, role: str = "reviewer") -> RecordedDecision:
    return RecordedDecision(who, role, decision, None, None, f"{at:03}")


def test_decisions_count_as_they_stood_before_the_two_knew_of_each_other() -> None:
    corrected = [_said("a", "include", 1), _said("a", "exclude", 2), _said("b", "include", 3)]
    assert independent(corrected) == (corrected[1], corrected[2])
    consensus = [*corrected, _said("a", "include", 4)]
    assert independent(consensus) == (corrected[1], corrected[2]), "made alike after talking"
    taken_back = [_said("a", "include", 1), _said("a", "withdrawn", 2), _said("b", "include", 3)]
    assert independent(taken_back) is None
    assert independent([_said("a", "include", 1), _said("c", "include", 2, "arbiter")]) is None


def test_agreement_is_told_per_stage_and_pair(seed_url: str) -> None:
    review = Review(seed_url, reviewers=2).open()
    run = review.run()
    for number in range(1, 7):
        review.candidate(f"pmid:{number}00", run)
    say(review, RITA, "include", "100", "200", "300")
    say(review, RITA, "exclude", "400", "500")
    say(review, SAM, "include", "100", "200")
    say(review, SAM, "unsure", "400")
    say(review, SAM, "exclude", "500", "300")
    say(review, ADA, "include", "300")
    with read(review.url) as reader:
        (found,) = agreements(worklist(review), read_history(reader, review.cycle()))
    assert (found.stage, found.first, found.second) == (TITLE_ABSTRACT, "rita", "sam")
    assert (found.both_kept, found.first_only, found.second_only, found.both_dropped) == (2, 1, 1, 1)
    assert found.observed == pytest.approx(0.6)
    assert found.conflicts_left == 1, "400 is left; 300 was settled"
    assert found.as_data()["candidates"] == 5


def _table(both_kept: int, first_only: int, second_only: int, both_dropped: int) -> ReviewerAgreement:
    return ReviewerAgreement(
        TITLE_ABSTRACT, "a", "b", both_kept, first_only, second_only, both_dropped, conflicts_left=0
    )


def test_kappa_of_too_few_decisions_says_so_and_has_no_interval() -> None:
    """Thirty candidates, five kept and five dropped by each: fewer do not carry an interval."""
    enough = _table(4, 1, 1, 24)
    assert (enough.candidates, enough.is_too_few) == (30, False)
    assert enough.as_data()["kappa_ci_low"] is not None
    for table in (_table(4, 1, 1, 23), _table(4, 0, 1, 195), _table(195, 1, 0, 4), _table(0, 1, 1, 0)):
        assert table.is_too_few
        data = table.as_data()
        assert (data["kappa_ci_low"], data["kappa_ci_high"], data["too_few_decisions"]) == (None, None, True)
        assert data["kappa"] is not None


def test_one_reviewer_makes_no_agreement(seed_url: str) -> None:
    review = Review(seed_url).open()
    review.candidate("pmid:100", review.run())
    say(review, RITA, "include", "100")
    set_reviewers(review.url, POLICY, 2)
    with read(review.url) as reader:
        assert agreements(worklist(review), read_history(reader, review.cycle())) == []
