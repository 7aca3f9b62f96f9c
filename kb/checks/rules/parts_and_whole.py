"""The parts of a breakdown add up to their whole.

Why: "serious complications occurred in 19 patients: 5, 6, 4, 1 and 1" leaves 2 unaccounted for. A part was
left out or miscounted, or one participant is in two parts; the risks of the parts cannot all be used.

How: for every breakdown of the study record, in each arm and at each time: the counts of the parts add up to
that of the whole; those of a breakdown that is not complete do not exceed it, nor does any single part. Where
only percentages are printed, all counts that they can represent are allowed. Percentages of the same
participants have to add up too, within what rounding (or cutting off) each of them can hide. The parts may be
outcomes (deaths by cause) or sets of participants (stages); when the whole is the participants, percentages
are left to percentages-of-one-arm.

No alarm: parts counted in something else than the whole (events of participants), Kaplan-Meier and
model-based numbers, parts that are not printed.

Limits: the record has to say what the parts are (``breakdowns``). Counts that add up can still be wrong.

Source: Cochrane Handbook, section 5.5 (checking of extracted data); CONSORT Harms 2022
(doi:10.1136/bmj-2022-073725), counts of participants and of events.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import stretch
from kb.checks.rule import Subject, rule
from kb.checks.shares import Share, all_shares
from kb.checks.splits import PARTICIPANTS, Split, possible_counts, splits_of
from kb.evidence.study import Study
from kb.notation import Figure
from kb.statistics.rounding import Envelope, Rounding


@rule(
    Subject.STUDY,
    Severity.ERROR,
    source="https://www.cochrane.org/authors/handbooks-and-manuals/handbook/current/chapter-05",
)
def check_parts_and_whole(study: Study) -> Iterator[CheckProblem]:
    """Problems of wholes that their parts do not add up to."""
    for split in splits_of(study):
        problem = _of_counts(study, split) or _of_percentages(study, split)
        if problem is not None:
            yield problem


def _of_counts(study: Study, split: Split) -> CheckProblem | None:
    shares = [part.share for part in split.parts]
    whole = None if split.whole.share is None else possible_counts(study, split.whole.share)
    counts = [None if share is None else possible_counts(study, share) for share in shares]
    known = [count for count in counts if count is not None]
    if whole is None or not known:
        return None
    for part, count in zip(split.parts, counts, strict=True):
        if count is not None and count[0] > whole[-1]:
            sentence = f"{part.name}: {stretch(count)} is more than the whole, {stretch(whole)}"
            return _problem(study, split, f"{sentence} ({split.whole.name}).", f"at most {whole[-1]}")
    low, high = sum(count[0] for count in known), sum(count[-1] for count in known)
    is_whole = split.breakdown.complete and len(known) == len(counts)
    if low <= whole[-1] and (not is_whole or high >= whole[0]):
        return None
    sentence = (
        f"{split.whole.name}: the parts add up to {stretch(range(low, high + 1))}, not {stretch(whole)}."
    )
    missing = whole[0] - high if whole[0] > high and len(whole) == 1 else 0
    sentence += f" {missing} more would be needed{_where_printed(study, split, missing)}." if missing else ""
    return _problem(study, split, sentence, stretch(whole))


def _where_printed(study: Study, split: Split, missing: int) -> str:
    """What else the study prints this very number for, when it is one thing."""
    used = {share.result.id for share in _shares(split)}
    outcomes = {
        share.result.outcome_name
        for share in all_shares(study)
        if share.events == missing and share.of_persons and share.result.id not in used
        if share.result.column in (split.column, "all")
    }
    return f", and {missing} is printed for {outcomes.pop()}" if len(outcomes) == 1 else ""


def _of_percentages(study: Study, split: Split) -> CheckProblem | None:
    whole, breakdown = split.whole.share, split.breakdown
    shares = [part.share for part in split.parts]
    printed = [share for share in shares if share is not None and share.percent is not None]
    if whole is None or whole.percent is None or not printed or not breakdown.outcomes:
        return None
    totals = {share.of for share in (whole, *printed)}
    if breakdown.whole in (None, PARTICIPANTS) or breakdown.parts_in != breakdown.population:
        return None
    if len(totals) > 1 or any(share.may_be_estimated for share in (whole, *printed)):
        return None
    is_whole = breakdown.complete and len(printed) == len(shares)
    if any(_agree(whole, printed, rounding, is_whole=is_whole) for rounding in Rounding):
        return None
    total = sum(share.printed.value for share in printed)
    sentence = (
        f"{split.whole.name}: the percentages of the parts add up to {total}%, not {whole.percent.text}."
    )
    return _problem(study, split, sentence, whole.percent.text)


def _agree(whole: Share, parts: Sequence[Share], rounding: Rounding, *, is_whole: bool) -> bool:
    total = Envelope(Fraction(0), Fraction(0))
    for part in parts:
        total = total.plus(part.printed.envelope(rounding))
    wanted = whole.printed.envelope(rounding)
    return total.meets(wanted if is_whole else Envelope(None, wanted.high, is_high_open=wanted.is_high_open))


def _shares(split: Split) -> list[Share]:
    return [member.share for member in (split.whole, *split.parts) if member.share is not None]


def _problem(study: Study, split: Split, sentence: str, expected: str) -> CheckProblem:
    shares = _shares(split)
    whole, *parts = shares
    place: Figure | None = whole.count or whole.percent
    assert place is not None
    return CheckProblem(
        severity=Severity.ERROR if all(s.count is not None for s in shares) else Severity.WARNING,
        record=study.record,
        place=place.id,
        message=f"{sentence[0].upper()}{sentence[1:]}",
        found=f"{' + '.join(share.text for share in parts)}, of {whole.text}",
        expected=expected,
        figures=tuple(id for share in shares for id in share.figures),
    )
