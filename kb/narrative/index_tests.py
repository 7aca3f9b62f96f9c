"""A line of facts about the index tests of a study and what they were to find."""

from __future__ import annotations

from collections.abc import Iterator

from kb import codes
from kb.evidence.study import Arm, Study, Target
from kb.inlines import Line, TermText
from kb.narrative.phrasing import bracketed, listed, sentence


def index_test_sentences(study: Study) -> list[Line]:
    """Which tests the arms had, and by what each target was established; empty where nothing is told."""
    arms = [_test(arm) for arm in study.arms.values() if arm.test or arm.test_version or arm.threshold]
    tests = [
        sentence(Line("the index tests were " if len(arms) > 1 else "the index test was ", listed(arms)))
    ]
    groups: dict[tuple[str, ...], list[Target]] = {}
    for target in study.targets.values():
        groups.setdefault(tuple(_facts(target)), []).append(target)
    told = [(facts, targets) for facts, targets in groups.items() if facts]
    lines = [_line(study, facts, [] if len(groups) == 1 else targets) for facts, targets in told]
    return (tests if arms else []) + [sentence(line) for line in lines]


def _test(arm: Arm) -> Line:
    name = Line(TermText(arm.test_name, (f"test:{arm.test}",))) if arm.test_name else Line(arm.label)
    version = f"version {arm.test_version}" if arm.test_version else ""
    threshold = f"threshold {arm.threshold}" if arm.threshold else ""
    return bracketed(name, [part for part in (version, threshold) if part])


def _line(study: Study, facts: tuple[str, ...], targets: list[Target]) -> Line:
    about = [Line(TermText(target.name, (f"target:{study.id}/{target.key}",))) for target in targets]
    told = listed(facts, ";")
    return Line("for ", listed(about), ", ", told) if about else Line(told)


def _facts(target: Target) -> Iterator[str]:
    stated = {
        "the reference standard was": target.reference_standard,
        "the threshold was": target.threshold,
        "the time between the tests was": (target.timing or "").removeprefix("at "),
    }
    yield from (f"{words} {said}" for words, said in stated.items() if said)
    if target.blinding:
        yield _meaning(codes.READER_BLINDING[target.blinding])
    if target.verification:
        yield _VERIFIED[target.verification]
    if target.unit:
        yield f"the unit of analysis was {target.unit}"


_VERIFIED = {
    "all": "all had the same reference standard",
    "positives": "only those with a positive index test had the reference standard",
    "sample": "a part had the reference standard, whatever the index test said",
    "differential": "some had another reference standard, as the index test said",
}


def _meaning(text: str) -> str:
    return (text[0].lower() + text[1:]).replace("; ", ", ")
