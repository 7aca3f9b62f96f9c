"""What a rule was measured to find and to miss, in invented trials that know nothing of any rule.

``python tests/benchmarks/rules.py --write`` measures and writes the numbers beside this module.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kb.checks.problem_wording import listed
from kb.checks.rule import Rule, Subject

FILE = Path(__file__).with_name("measured.json")
_KINDS = {"typo": "numbers mistyped in", "exchanged": "exchanged"}
_LEAST = 0.5
"""A share below it, in percent, is not worth saying."""


class Measured(NamedTuple):
    """Figures of one rule, in percent: false warnings and notes of sound trials, and slips of each kind that
    it finds (``typo means``, ``exchanged arms``)."""

    warned: float
    noted: float
    found: dict[str, float]


def measured(rule: Rule) -> Measured | None:
    """The figures of a rule; null when it was not measured."""
    own = _figures()["rules"].get(rule.key)
    return None if own is None else Measured(own["warned"], own["noted"], own["found"])


def measured_in_words(rule: Rule) -> str:
    """The figures of a rule as a paragraph for ``kb check --explain``; empty for rules that are not of
    studies."""
    figures = measured(rule)
    if rule.subject is not Subject.STUDY:
        return ""
    if figures is None:
        return "Measured: not yet."
    sound, slips = _figures()["sound"], _figures()["slips"]
    words = f"Measured: of {sound:,} sound invented trials it warns falsely in {_percent(figures.warned)}"
    words += f" and notes something in {_percent(figures.noted)}"
    finds = [
        f"{_percent(share)} of {_KINDS[name.partition(' ')[0]]} {name.partition(' ')[2]}"
        for name, share in sorted(figures.found.items(), key=lambda item: -item[1])
        if share >= _LEAST
    ]
    found = f" It finds {listed(finds)}, of {slips:,} slips of each kind." if finds else ""
    return f"{words}.{found}"


def _percent(share: float) -> str:
    return f"{share:.1f}%".replace(".0%", "%")


@cache
def _figures() -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return figures
