"""What bound figures say about a claim: which way they differ, and whether the difference is significant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kb.checks.claims import Claim, Direction
from kb.checks.outcome_words import topics_of
from kb.checks.policy import BoundFigure, CheckedPolicy
from kb.evidence.policy import Indication
from kb.evidence.study import Arm, StudyOutline
from kb.evidence.vocabulary import Outcome, Vocabulary, is_form_of
from kb.notation.scales import DIFFERENCES
from kb.search.stemming import fold

_SIGNIFICANT = Decimal("0.05")
_PLAIN = frozenset({"adjusted", "unadjusted"})
_THAN = re.compile(
    r"\b(?:than|compared with|compared to|relative to|versus|vs|against|rather than|superior to"
    r"|inferior to|exceeded|outperformed)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(r"^\W*(?:compared (?:with|to)|relative to|unlike)\b[^,]*,", re.IGNORECASE)
"""The other side, before the one that a clause speaks of: compared with B, A had less recurrence."""
_NEAR = 2
"""Words behind a claim that say what it is of: improved survival."""
_BRACKETS = re.compile(r"\([^()]*\)")
_GOOD_THING = re.compile(r"surviv|\bfree\b|respon|remission|success", re.IGNORECASE)
_BAD_THING = re.compile(
    r"death|mortal|\bdied?\b|recur|progress|relaps|complicat|adverse|failure|event|toxic", re.IGNORECASE
)
_RATIOS = frozenset({"odds-ratio", "risk-ratio", "rate-ratio"})


@dataclass(frozen=True, slots=True)
class ClaimDirection:
    """What the figures of a claim bear out.

    ``signs`` are 1 for each pair of figures that differs as claimed, -1 for the other way, 0 for none;
    ``significant`` says for each test whether it found a difference at 5%. ``figures`` are those that were
    compared, as they are printed in ``words``.
    """

    signs: tuple[int, ...]
    significant: tuple[bool, ...]
    figures: tuple[str, ...]
    words: str


def claim_direction(
    policy: CheckedPolicy, indication: Indication, claim: Claim, figures: Sequence[BoundFigure]
) -> ClaimDirection:
    """How figures bear on a claim about the technology of an indication."""
    judge = _Judge(policy, indication, claim)
    own = _of_outcome_named(policy, claim, figures)
    comparisons = [*judge.pairs(own), *judge.effects(own)]
    tests = [(bound, verdict) for bound in figures if (verdict := _verdict(bound)) is not None]
    used = [bound for _, compared in comparisons for bound in compared] + [bound for bound, _ in tests]
    words = "; ".join(" vs ".join(bound.figure.text for bound in compared) for _, compared in comparisons)
    tested = ", ".join(bound.figure.text for bound, _ in tests)
    return ClaimDirection(
        tuple(sign for sign, _ in comparisons),
        tuple(verdict for _, verdict in tests),
        tuple(dict.fromkeys(bound.figure.id for bound in used)),
        "; ".join(part for part in (words, tested) if part),
    )


def _of_outcome_named(
    policy: CheckedPolicy, claim: Claim, figures: Sequence[BoundFigure]
) -> Sequence[BoundFigure]:
    """The figures of the outcome that stands right behind the claim: higher specificity; else all of them."""
    words = _beginnings(f"{claim.words} {re.split(r'[#(]', claim.after, maxsplit=1)[0]}")
    outcomes = policy.vocabulary.outcomes
    shared = {
        b.outcome: _beginnings(outcomes[b.outcome].name) & words for b in figures if b.outcome in outcomes
    }
    most = max(map(len, shared.values()), default=0)
    topics = topics_of(" ".join(claim.after.split()[:_NEAR]))
    if not most and topics and claim.direction in (Direction.BETTER, Direction.WORSE):
        return [bound for bound in figures if _domain(policy, bound) in topics]
    named = {key for key, stems in shared.items() if len(stems) == most}
    return [bound for bound in figures if not most or bound.outcome in named]


def _domain(policy: CheckedPolicy, bound: BoundFigure) -> str:
    outcome = policy.vocabulary.outcomes.get(bound.outcome)
    return "" if outcome is None else outcome.domain


def _verdict(bound: BoundFigure) -> bool | None:
    """Whether a test found a difference; null when the figure is none, or is about something else."""
    figure = bound.figure
    if figure.statistic == "verbal":
        return {"no significant difference": False, "comparable": False}.get(figure.reported)
    if figure.statistic != "p-value" or figure.value is None or not set(figure.qualifiers) <= _PLAIN:
        return None
    if figure.sign in ("<", "<="):
        return True if figure.value <= _SIGNIFICANT else None
    if figure.sign in (">", ">="):
        return False if figure.value >= _SIGNIFICANT else None
    return figure.value < _SIGNIFICANT


class _Judge:
    """Compares figures in the direction of one claim."""

    def __init__(self, policy: CheckedPolicy, indication: Indication, claim: Claim) -> None:
        self._policy = policy
        self._indication = indication
        self._claim = claim

    def pairs(self, figures: Sequence[BoundFigure]) -> Iterator[tuple[int, tuple[BoundFigure, ...]]]:
        """Signs of pairs of values of two arms of one study."""
        values = [value for value in figures if value.scope == "arm" and value.figure.is_exact]
        for first, second in combinations(values, 2):
            if first.like != second.like or first.column == second.column:
                continue
            study = self._policy.studies.get(first.study)
            outcome = self._policy.vocabulary.outcomes.get(first.outcome)
            if study is None or outcome is None or (flip := self._flip(study, first, second)) is None:
                continue
            difference = (first.figure.value or Decimal(0)) - (second.figure.value or Decimal(0))
            if (sign := self._sign(outcome, difference * flip)) is not None:
                yield sign, (first, second)

    def effects(self, figures: Sequence[BoundFigure]) -> Iterator[tuple[int, tuple[BoundFigure, ...]]]:
        """Signs of effects of one arm against another.

        A difference may be printed without its minus ("a reduction of 3"), so one that is not as claimed says
        nothing.
        """
        for bound in figures:
            study = self._policy.studies.get(bound.study)
            outcome = self._policy.vocabulary.outcomes.get(bound.outcome)
            contrast = None if study is None else study.contrasts.get(bound.column)
            if study is None or outcome is None or contrast is None or contrast.kind != "arms":
                continue
            arms = (study.arms[str(contrast.index)], study.arms[str(contrast.reference)])
            toward, flip = _good(bound, outcome), self._side(study, arms)
            if toward is not None and flip is not None:
                sign = toward * flip
                if self._claim.direction in (Direction.HIGHER, Direction.LOWER):
                    sign *= _better(outcome)
                direction = self._oriented(sign, outcome)
                if direction is not None and (direction == 1 or bound.figure.statistic not in DIFFERENCES):
                    yield direction, (bound,)

    def _flip(self, study: StudyOutline, first: BoundFigure, second: BoundFigure) -> int | None:
        """1 when the first is of the side that the claim speaks of, -1 for the other; null when unclear."""
        return self._side(study, (study.arms[first.column], study.arms[second.column]))

    def _side(self, study: StudyOutline, arms: tuple[Arm, Arm]) -> int | None:
        policy, indication = self._policy, self._indication
        first, second = (_has(policy.vocabulary, arm, indication.interventions) for arm in arms)
        if first == second:
            return None
        index, reference = arms if first else (arms[1], arms[0])
        spoken_of = _spoken_of(self._claim, *_marks(policy.vocabulary, index, reference))
        return None if spoken_of is None else spoken_of if first else -spoken_of

    def _sign(self, outcome: Outcome, difference: Decimal) -> int | None:
        return self._oriented((difference > 0) - (difference < 0), outcome, raw=True)

    def _oriented(self, sign: int, outcome: Outcome, *, raw: bool = False) -> int | None:
        """The sign in the direction of the claim; of a raw value, or of what is better for the patient."""
        match self._claim.direction:
            case Direction.DIFFERENT:
                return None
            case Direction.HIGHER:
                return -sign if self._names_opposite(outcome) else sign
            case Direction.LOWER:
                return sign if self._names_opposite(outcome) else -sign
            case Direction.BETTER:
                sign = sign * _better(outcome) if raw else sign
                return sign if _better(outcome) else None
            case Direction.WORSE:
                sign = sign * _better(outcome) if raw else sign
                return -sign if _better(outcome) else None
        return sign

    def _names_opposite(self, outcome: Outcome) -> bool:
        """Whether the clause speaks of what the outcome counts the other way around: deaths, not survival."""
        behind, whole = self._claim.after, f"{self._claim.before} {self._claim.after}"
        near = re.split(r"[#(]", behind, maxsplit=1)[0]
        words = near if _GOOD_THING.search(near) or _BAD_THING.search(near) else whole
        good, bad = _GOOD_THING.search(words), _BAD_THING.search(words)
        if outcome.direction == "higher":
            return bad is not None and good is None
        return outcome.direction == "lower" and good is not None and bad is None


def _better(outcome: Outcome) -> int:
    """1 when higher values are better for the patient, -1 when lower ones are, 0 when neither."""
    return {"higher": 1, "lower": -1}.get(outcome.direction, 0)


def _good(bound: BoundFigure, outcome: Outcome) -> int | None:
    """1 when an effect favors its index side, -1 the reference side; null when it does not tell."""
    figure = bound.figure
    if figure.statistic == "verbal":
        return {"favors index": 1, "favors reference": -1}.get(figure.reported)
    if figure.value is None or not figure.is_exact or _better(outcome) == 0:
        return None
    if figure.statistic == "hazard-ratio":
        # of death or recurrence, however the outcome is called
        event_is_bad = outcome.direction == "lower" or outcome.domain in ("survival", "recurrence", "harm")
        return _compare(figure.value, 1) * (-1 if event_is_bad else 1)
    of_survivors_or_deaths = outcome.domain == "survival" and outcome.direction != "lower"
    if figure.statistic in _RATIOS and not of_survivors_or_deaths:
        return _compare(figure.value, 1) * _better(outcome)
    if figure.statistic in DIFFERENCES and outcome.domain not in ("survival", "recurrence"):
        return _compare(figure.value, 0) * _better(outcome)
    return None


def _compare(value: Decimal, neutral: int) -> int:
    return (value > neutral) - (value < neutral)


def _has(vocabulary: Vocabulary, arm: Arm, interventions: Sequence[str]) -> bool:
    """Whether an arm received one of the interventions, or a form of it."""
    return any(
        is_form_of(vocabulary.interventions, k, wide) for k in arm.interventions for wide in interventions
    )


def _marks(vocabulary: Vocabulary, index: Arm, reference: Arm) -> tuple[set[str], set[str]]:
    """Beginnings of words that name one side and not the other."""
    index_stems, reference_stems = _stems(vocabulary, index), _stems(vocabulary, reference)
    return index_stems - reference_stems, reference_stems - index_stems


def _stems(vocabulary: Vocabulary, arm: Arm) -> set[str]:
    terms = [vocabulary.interventions[key] for key in arm.interventions if key in vocabulary.interventions]
    return _beginnings(" ".join([arm.label, *(name for term in terms for name in term.names)]))


def _beginnings(text: str) -> set[str]:
    """Words of three letters or more, cut to four: cryotherapy and cryoablation are one."""
    return {word[:4] for word in map(fold, re.split(r"[^\w]+", text)) if len(word) > 2}


def _spoken_of(claim: Claim, index: set[str], reference: set[str]) -> int | None:
    """1 when the claim is about the index side, -1 about the reference side; null when that is unclear."""
    near, *than = _THAN.split(_BRACKETS.sub(" ", f"{claim.words}{claim.after}"), maxsplit=1)
    turned = _TURNED.match(claim.before)
    before = claim.before[turned.end() :] if turned else claim.before
    for text, own in ((near, 1), (" ".join(than), -1), (before, 1)):
        words = _beginnings(_BRACKETS.sub(" ", text))
        named = (bool(words & index), bool(words & reference))
        if all(named):
            return None
        if any(named):
            return own if named[0] else -own
    return 1
