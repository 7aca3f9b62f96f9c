"""Problems and listings for the tests of what is done with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.checks.acknowledgement import Judged
from kb.checks.listing import Item, Listing
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Rule, Subject


def made_up(subject: Any) -> Iterator[CheckProblem]:
    """No rule of ours."""
    del subject
    yield from ()


RULE = Rule("made-up", "Nothing is made up", Subject.STUDY, Severity.ERROR, "doi:10.1000/made-up", made_up)


def problem(place: str = "made-up-2020/pain/a:percent", **given: Any) -> CheckProblem:
    """A problem of a made-up study."""
    fields = {
        "rule": "made-up",
        "severity": Severity.ERROR,
        "record": "studies/made-up-2020",
        "place": place,
        "message": "3 of 10 are 30%, not 31%.",
        "found": "3/10 (31%)",
        "expected": "30%",
        "figures": (place,),
    }
    return CheckProblem(**(fields | given))


def listing(*judged: Judged) -> Listing:
    """A listing of these problems."""
    items = [Item(one, RULE, f"evidence/{one.problem.record}.yaml", 7) for one in judged]
    return Listing(
        open=tuple(item for item in items if item.judged.is_open),
        acknowledged=tuple(item for item in items if not item.judged.is_open),
        hidden={Severity.NOTE: 2},
        rules=(RULE,),
        checked=3,
        recalled=1,
    )
