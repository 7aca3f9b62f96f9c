"""What is in the way of publishing: open checks, sign-offs, and work of the review that is not done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kb.checks.earlier_runs import Memory
from kb.checks.problem import Severity
from kb.checks.run import Request, check, records_of_policy
from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import Problem
from kb.releases.sealing.damage import as_problems, find_damage
from kb.review.concluding.sign_offs import SignOffStatus, read_sign_offs
from kb.review.cycles import Cycle
from kb.review.progress import read_progress

CHECK, QUESTION, SIGN_OFF = "check", "question", "sign-off"
EXTRACTION, RELEASE = "extraction to adopt", "release that is not as it was"
_COUNTED = {
    CHECK: "checks",
    QUESTION: "questions",
    SIGN_OFF: "sign-offs",
    EXTRACTION: "extractions to adopt",
    RELEASE: "releases that are not as they were",
}
_OWN = ("conclusions", "publish")
"""Steps of a review that are told here in their own words."""


def read_obstacles(reader: Reader, cycle: Cycle, memory: Memory | None = None) -> list[Problem]:
    """Everything that is open, with what to do about each; ``field`` says what sort it is.

    Problems of severity error and warning count, unless somebody acknowledged them. Whether the sign-offs of
    this review hold is told here, not by the rule about stale conclusions.
    """
    return [
        *read_record_obstacles(reader, cycle.policy, memory),
        *_sign_offs(reader, cycle),
        *_steps(reader, cycle),
        *_extractions(reader, cycle),
        *_releases(reader, cycle.policy),
    ]


def read_record_obstacles(reader: Reader, policy: str, memory: Memory | None = None) -> list[Problem]:
    """What is open in the records of a policy, whether or not a review of it is under way."""
    return [*_checks(reader, policy, memory), *_questions(reader, policy)]


def in_short(obstacles: Sequence[Problem]) -> str:
    """What is open, for example ``2 checks, 1 sign-off, search``; empty for nothing."""
    counts = Counter(problem.field for problem in obstacles)
    return ", ".join(_named(sort, count) for sort, count in counts.items())


def _named(sort: str, count: int) -> str:
    if sort not in _COUNTED:
        return sort
    return f"{count} {sort if count == 1 else _COUNTED[sort]}"


def _checks(reader: Reader, policy: str, memory: Memory | None) -> Iterator[Problem]:
    report = check(reader, Request(records=records_of_policy(reader, policy)), memory)
    for listed in report.at_least(Severity.WARNING):
        if listed.is_open and listed.problem.rule != "stale-conclusion":
            remedy = f"Correct it, or: kb check --acknowledge {listed.id} --because TEXT"
            yield Problem(
                listed.problem.record,
                0,
                CHECK,
                f"{listed.problem.rule}: {listed.problem.message}",
                remedy,
            )


def _questions(reader: Reader, policy: str) -> Iterator[Problem]:
    """What is seldom true and nobody but a person can know."""
    for row in run(reader, "review/publishing/without_limitation", policy=policy):
        report = f" ({row['reference']})" if row["reference"] else ""
        message = f"no limitation of {row['label']}{report} is entered. Is there none?"
        yield Problem(row["record"], 0, QUESTION, message, "Enter what limits it, or say why nothing does.")
    for row in run(reader, "review/publishing/without_basis", policy=policy):
        message = f"no finding says what the conclusion ({row['verdict']}) rests on. On what does it rest?"
        remedy = f"kb review conclude {policy} {row['indication']} --finding KEY=TEXT --basis KEY=FIGURE"
        yield Problem(f"{policy}/{row['indication']}", 0, QUESTION, message, remedy)


def _releases(reader: Reader, policy: str) -> Iterator[Problem]:
    """The versions that this one would be chained to."""
    yield from (problem._replace(field=RELEASE) for problem in as_problems(find_damage(reader, policy)))


def _sign_offs(reader: Reader, cycle: Cycle) -> Iterator[Problem]:
    for key, (sign_off, approval) in read_sign_offs(reader, cycle).items():
        if sign_off is SignOffStatus.APPROVED:
            continue
        message = "nobody has signed the conclusion in this review."
        if approval is not None:
            message = f"the conclusion requires review: it changed since {approval.who} signed it."
        remedy = f"kb review conclude {cycle.policy} {key} --approve --because TEXT"
        yield Problem(f"{cycle.policy}/{key}", 0, SIGN_OFF, message, remedy)


def _steps(reader: Reader, cycle: Cycle) -> Iterator[Problem]:
    for step in read_progress(reader, cycle):
        if step.is_open and step.name not in _OWN:
            message = f"{step.done} of {step.total} done{f' ({step.told})' if step.told else ''}."
            yield Problem(cycle.id, 0, step.name, message, f"It goes on with: {step.command}")


def _extractions(reader: Reader, cycle: Cycle) -> Iterator[Problem]:
    for row in run(reader, "review/publishing/unadopted", cycle=cycle.id):
        message = f"the extraction of {row['study']} by {row['who']} ({row['state']}) is in no record yet."
        yield Problem(row["study"], 0, EXTRACTION, message, f"kb extract adopt {row['study']}")
