"""What the audit finds of slips in records, and what it alarms on without one.

    python tests/benchmarks/audit.py [--trials 200] [--seed 1] [--show 0]

Invents trials and the articles that tell them (`audit_sentences.py`, `audit_trials.py`), loads a record of
each,
and prints: of sound records, with articles set in several ways, how many have a problem and how many
figures are
not found; of records with one slip, how many are refused at entry or have a problem that the sound record has
not. Both for the sentence forms that the rules were tried on, and for those held out. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from kb.audit.audit import Audit, AuditRequest, build_audit
from kb.db.connect import Reader, read
from kb.db.migrate import migrate
from tests.audit.pdf_maker import lines, pdf
from tests.benchmarks.audit_sentences import HELD_OUT, SEEN, Form
from tests.benchmarks.audit_trials import OUTCOMES, SLIPS, VOCABULARY, Trial, hyphenated, invent, wrapped
from tests.builders.folders import FILES, Folder
from tests.builders.texts import problems as flaws

_DOMAINS = {
    "survival": "survival",
    "event": "harm",
    "score": "function",
    "time": "survival",
    "once": "follow-up",
}
_SETTINGS = ("as written", "wrapped", "hyphenated", "another edition, wrapped", "another edition, as PDF")
Problem = tuple[str, str]
"""A figure, and what is wrong with it."""


def _outcomes() -> str:
    listed = ["participants: {name: participants, domain: flow, direction: none, role: flow}"]
    for kind, domain in _DOMAINS.items():
        role = ", role: follow-up" if kind == "once" else ""
        for key, name, words in OUTCOMES[kind]:
            short = next((f", abbreviation: {word}" for word in words if word.isupper()), "")
            listed.append(f"{key}: {{name: {name}{short}, domain: {domain}, direction: none{role}}}")
    return "\n".join(listed) + "\n"


@dataclass
class _Base:
    """A database with the records of many trials, each with an article of its own."""

    folder: Folder
    url: str

    @classmethod
    def make(cls, path: Path) -> _Base:
        folder = Folder(path / "evidence", {})
        folder.write("vocabulary/designs", FILES["vocabulary/designs"])
        folder.write("vocabulary/interventions", VOCABULARY)
        folder.write("vocabulary/outcomes", _outcomes())
        folder.write("references/doe-2020", FILES["references/doe-2020"])
        base = cls(folder, f"sqlite:///{path / 'kb.db'}")
        migrate(base.url)
        return base

    def add(self, trial: Trial, text: str | None = None) -> None:
        """Write the record of a trial, and of its article."""
        self.folder.write(f"documents/{trial.key}", trial.document(text))
        self.folder.write(f"studies/{trial.key}", trial.record())


def problems(reader: Reader, trial: Trial, text: str | bytes, folder: Path) -> tuple[set[Problem], Audit]:
    """What the audit says of the record of a trial beside a text."""
    file = folder / f"{trial.key}.{'pdf' if isinstance(text, bytes) else 'txt'}"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    audit = build_audit(reader, AuditRequest(file, document=trial.key))
    said = {(check.claim.figure, check.status.value) for check in audit.checks if check.status.value != "ok"}
    told = {(one.claim.figure, one.kind.value) for one in audit.disagreements if not one.known}
    return said | told, audit


def _renamed(trial: Trial, key: str) -> Trial:
    return replace(trial, key=key)


def _set(trial: Trial, setting: str, seed: int) -> tuple[Trial, str, str | bytes]:
    """A trial, the text that its record is of, and the text that is audited."""
    width = 60 + seed % 40
    if setting == "as written":
        return trial, trial.text, trial.text
    if setting.startswith("another"):
        pages = [lines(page) for page in _pages(hyphenated(trial.text, 80).split("\n"))]
        return trial, trial.text, pdf(pages) if setting.endswith("PDF") else hyphenated(trial.text, width)
    text = wrapped(trial.text, width) if setting == "wrapped" else hyphenated(trial.text, width)
    return _moved(trial, text), text, text


def _pages(listed: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(listed), 40):
        yield listed[start : start + 40]


def _moved(trial: Trial, text: str) -> Trial:
    """The trial with its excerpts at their places in the text set otherwise: their words stay as written."""
    places = _letter_places(text)
    own = _letter_places(trial.text)
    index = {place: number for number, place in enumerate(own)}

    def moved(place: tuple[int, str]) -> tuple[int, str]:
        return places[index[place[0]]], place[1]

    rows = [
        replace(
            row, stated={column: [moved(place) for place in found] for column, found in row.stated.items()}
        )
        for row in trial.rows
    ]
    return replace(
        trial, text=text, rows=rows, size_places={k: moved(v) for k, v in trial.size_places.items()}
    )


def _letter_places(text: str) -> list[int]:
    """Where the characters that count are: without blanks and without the hyphens that break words at
    line ends.
    """
    broken = {match.start() for match in re.finditer(r"(?<=[a-z])-(?=\n[a-z])", text)}
    return [place for place, sign in enumerate(text) if not sign.isspace() and place not in broken]


def sound(path: Path, forms: dict[Form, tuple[str, int]], seeds: range) -> None:
    """Print what is alarmed on in sound records."""
    for setting in _SETTINGS:
        base = _Base.make(path / setting.replace(" ", "-").replace(",", ""))
        told = [_set(invent(seed, forms), setting, seed) for seed in seeds]
        for trial, text, _ in told:
            base.add(trial, text)
        base.folder.load(base.url)
        alarmed = figures = missed = 0
        with read(base.url) as reader:
            for trial, _, other in told:
                said, audit = problems(reader, trial, other, path)
                alarmed += bool(said)
                figures += len(audit.checks)
                missed += sum(kind in ("gone", "differs") for _, kind in said)
                _show(trial, said, audit)
        print(
            f"  sound, {setting:28} {alarmed:4} of {len(told)} with a problem; figures not found:"
            f" {missed} of {figures}"
        )


SHOWN = [0]


def _show(trial: Trial, said: set[Problem], audit: Audit) -> None:
    if said and SHOWN[0] > 0:
        SHOWN[0] -= 1
        print("   ", trial.key, sorted(said)[:4])
        for one in audit.disagreements[:3]:
            print(
                "       ",
                one.kind.value,
                one.claim.figure,
                one.message,
                "|",
                audit.source.text[slice(*one.sentence)],
            )


def slips(path: Path, forms: dict[Form, tuple[str, int]], seeds: range) -> None:
    """Print what is found of each kind of slip."""
    base = _Base.make(path / "slips")
    trials = [invent(seed, forms) for seed in seeds]
    for trial in trials:
        base.add(trial)
    refused: dict[str, int] = {}
    made: dict[str, list[tuple[Trial, Trial]]] = {}
    for number, (kind, slip) in enumerate(SLIPS.items()):
        for trial in trials:
            slipped = slip(random.Random(f"{trial.key}{kind}"), trial)
            if slipped is None:
                continue
            slipped = _renamed(slipped, f"{trial.key}-{number}")
            if flaws(slipped.record(), f"studies/{slipped.key}"):
                refused[kind] = refused.get(kind, 0) + 1
                continue
            text = f"{trial.text}\n{chr(97 + number)}\n"
            base.add(slipped, text)
            made.setdefault(kind, []).append((trial, slipped))
    base.folder.load(base.url)
    with read(base.url) as reader:
        usual = {trial.key: problems(reader, trial, trial.text, path)[0] for trial in trials}
        for number, kind in enumerate(SLIPS):
            caught = 0
            for trial, slipped in made.get(kind, ()):
                said, _ = problems(reader, slipped, f"{trial.text}\n{chr(97 + number)}\n", path)
                before = {(figure.replace(trial.key, slipped.key), what) for figure, what in usual[trial.key]}
                caught += bool(said - before)
                if not said - before and SHOWN[0] > 0:
                    SHOWN[0] -= 1
                    print("    missed", kind, slipped.key, _slipped_sentences(trial, slipped))
            count, early = len(made.get(kind, ())) + refused.get(kind, 0), refused.get(kind, 0)
            share = f"{100 * (caught + early) / count:.0f} %" if count else "-"
            print(f"  {kind:40} {caught + early:4} of {count:4} = {share}; refused at entry: {early}")


def _slipped_sentences(trial: Trial, slipped: Trial) -> list[str]:
    """What the article says where the record of a trial has a slip."""
    changed = [(one, other) for one, other in zip(trial.rows, slipped.rows, strict=True) if one != other]
    places = [place for one, _ in changed for found in one.stated.values() for place, _ in found[:1]]
    starts = sorted({trial.text.rfind(". ", 0, place) + 2 for place in places})
    return [trial.text[start : trial.text.find(". ", start)] for start in starts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print so many of the failures in the seen forms")
    parser.add_argument("--seen", action="store_true", help="the seen forms alone")
    arguments = parser.parse_args()
    seeds = range(1000 * arguments.seed, 1000 * arguments.seed + arguments.trials)
    for name, forms in (("seen", SEEN), *(() if arguments.seen else (("held out", HELD_OUT),))):
        print(f"Sentence forms: {name}")
        SHOWN[0] = arguments.show
        with tempfile.TemporaryDirectory() as folder:
            sound(Path(folder), forms, seeds)
            slips(Path(folder), forms, seeds)


if __name__ == "__main__":
    main()
