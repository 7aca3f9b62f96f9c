"""Which share of slips the rules of the checks find in invented trials, and how often they cry wolf.

    python tests/benchmarks/rules.py [--sound 2000] [--slips 300] [--rule KEY] [--write]

Sound trials, and the same with one number mistyped or two things exchanged, come from ``invented/``, which
knows nothing of any rule. Printed are false warnings and notes in percent of sound trials, and what is found
in percent of slips of each kind. ``--write`` puts the figures of each rule into ``kb/checks/measured.json``,
which ``kb check --explain`` reads; with ``--rule`` those of one rule only, beside the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from kb.checks.measured import FILE
from kb.checks.problem import Severity
from kb.checks.registry import all_rules, rules_named
from kb.checks.rule import Subject
from kb.notation import NotationError
from tests.benchmarks.invented.slips import EXCHANGES, KINDS, with_exchange, with_typo
from tests.benchmarks.invented.sound_trials import Record, Trial, invented
from tests.builders.studies import study

RULES = [rule for rule in all_rules() if rule.subject is Subject.STUDY]
TELLING = frozenset({"test-of-p", "p-not-recomputable", "group-sizes"})
"""Rules whose notes complain of nothing: which test gives p, what was not computed again, what sizes fit."""
FIRST_OF_SLIPS = 100_000
Found = set[tuple[str, bool, str]]
"""Key of the rule, whether it warns (else it notes), and its message."""
Slip = Callable[[Trial, str, Random], Record | None]


@dataclass
class Tally:
    """What was found in so many trials, all and by each rule."""

    trials: int = 0
    found: int = 0
    by_rule: Counter[str] = field(default_factory=Counter)

    def add(self, rules: set[str]) -> None:
        """One more trial."""
        self.trials += 1
        self.found += bool(rules)
        self.by_rule.update(rules)

    def percent(self, count: int) -> float:
        """A count of trials in percent."""
        return 100 * count / max(self.trials, 1)

    def line(self, name: str, most: int = 9) -> str:
        """All in percent, and the rules that find most."""
        rules = ", ".join(f"{key} {self.percent(n):.1f}" for key, n in self.by_rule.most_common(most))
        return f"{name:22} {self.percent(self.found):6.2f}% of {self.trials:5}  {rules}"


def found(record: Record) -> Found:
    """What the rules find in a record; what is refused on entry is found by ``entry``."""
    try:
        made = study(record)
    except (NotationError, ValueError):
        return {("entry", True, "refused")}
    return {(rule.key, p.severity is not Severity.NOTE, p.message) for rule in RULES for p in rule(made)}


def of_sound(number: int, show: str) -> tuple[Tally, Tally]:
    """False warnings and notes in so many sound trials."""
    warned, noted = Tally(), Tally()
    for seed in range(number):
        problems = found(invented(seed).record)
        warned.add({key for key, warns, _ in problems if warns})
        noted.add({key for key, warns, _ in problems if not warns and key not in TELLING})
        for key, warns, message in sorted(problems):
            if key not in TELLING and show == ("warned" if warns else "noted"):
                print(f"  {seed} {key}: {message}")
    return warned, noted


def of_slips(kind: str, make: Slip, number: int, show: str) -> Tally:
    """What is warned of in so many trials with a slip that is not warned of without it."""
    tally = Tally()
    for trial, record in _slips(kind, make, number):
        before = {(key, message) for key, _, message in found(trial.record)}
        new = {key for key, warns, message in found(record) if warns and (key, message) not in before}
        tally.add(new)
        if not new and show == kind:
            print("  missed:", "; ".join(_difference(trial.record, record)))
    return tally


def _slips(kind: str, make: Slip, number: int) -> Iterator[tuple[Trial, Record]]:
    made = 0
    for seed in range(FIRST_OF_SLIPS, FIRST_OF_SLIPS + 60 * number):
        trial = invented(seed)
        record = make(trial, kind, Random(f"slip {seed} {kind}"))
        if record is not None and record != trial.record:
            yield trial, record
            made += 1
            if made == number:
                return


def _difference(sound: Record, slip: Record) -> Iterator[str]:
    for before, after in zip(sound["results"], slip["results"], strict=True):
        if before != after:
            place = " ".join(str(before.get(key, "")) for key in ("outcome", "population", "at"))
            cells = [f"{key}: {text}" + (f" >>> {after[key]}" if after[key] != text else "")
                     for key, text in before.items() if key in {"a", "b", "all", "a-b"}]  # fmt: skip
            yield f"{place} | " + " | ".join(cells)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what the rules of the checks find.")
    parser.add_argument("--sound", type=int, default=2000, help="sound trials")
    parser.add_argument("--slips", type=int, default=300, help="slips of each kind")
    parser.add_argument("--show", default="", help="print what is warned, noted, or missed of a kind of slip")
    parser.add_argument("--only", default="", help="slips of this kind only")
    parser.add_argument("--write", action="store_true", help="put the figures where kb check reads them")
    parser.add_argument("--rule", default="", metavar="KEY", help="measure this rule alone")
    given = parser.parse_args()
    if given.rule:
        RULES[:] = rules_named((given.rule,))
    warned, noted = of_sound(given.sound, given.show)
    print(warned.line("sound, false warnings"))
    print(noted.line("sound, notes"))
    by_kind: dict[str, Tally] = {}
    for group, kinds, make in (("typo", KINDS, with_typo), ("exchanged", EXCHANGES, with_exchange)):
        tallies = {k: of_slips(k, make, given.slips, given.show) for k in kinds if given.only in ("", k)}
        for kind, tally in tallies.items():
            print(tally.line(f"{group} {kind}"))
        shares = [tally.percent(tally.found) for tally in tallies.values()]
        if shares:
            print(f"{group}, mean of kinds {sum(shares) / len(shares):.1f}%", flush=True)
        by_kind |= {f"{group} {kind}": tally for kind, tally in tallies.items()}
    if given.write:
        write(warned, noted, by_kind, given.slips)


def write(warned: Tally, noted: Tally, by_kind: dict[str, Tally], slips: int) -> None:
    """The figures of every rule about studies, in percent."""
    rules = {
        rule.key: {
            "warned": round(warned.percent(warned.by_rule[rule.key]), 2),
            "noted": round(noted.percent(noted.by_rule[rule.key]), 2),
            "found": {
                kind: round(tally.percent(tally.by_rule[rule.key]), 1)
                for kind, tally in by_kind.items()
                if tally.by_rule[rule.key]
            },
        }
        for rule in RULES
    }
    if len(rules) == 1:
        rules = json.loads(FILE.read_text(encoding="utf-8"))["rules"] | rules
    figures = {"sound": warned.trials, "slips": slips, "rules": rules}
    FILE.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
