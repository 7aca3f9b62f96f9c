"""Invented trials with the article that tells them, and slips in their records, for the benchmark of the
audit.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from textwrap import wrap

from tests.benchmarks.audit_sentences import THREE_ARMED, Draw, Form

ARMS = (
    {"a": "cryoablation", "b": "RFA", "c": "microwave ablation"},
    {"a": "madeupsen", "b": "placebo", "c": "inventumab"},
    {"a": "fictizole", "b": "standard care", "c": "placebo"},
    {"a": "open surgery", "b": "laparoscopic surgery", "c": "watchful waiting"},
)
INTERVENTIONS = {
    "cryoablation": "cryoablation",
    "RFA": "radiofrequency-ablation",
    "microwave ablation": "microwave-ablation",
}
VOCABULARY = (
    "cryoablation: {name: cryoablation, kind: procedure}\n"
    "radiofrequency-ablation: {name: radiofrequency ablation, abbreviation: RFA, kind: procedure}\n"
    "microwave-ablation: {name: microwave ablation, abbreviation: MWA, kind: procedure}\n"
    "other-treatment: {name: other treatment, kind: other}\n"
)
#: By kind: key, name in the vocabulary, what an article calls it.
OUTCOMES = {
    "survival": (
        ("overall-survival", "overall survival", ("overall survival", "OS")),
        ("progression-free-survival", "progression-free survival", ("progression-free survival", "PFS")),
        ("cancer-specific-survival", "cancer-specific survival", ("cancer-specific survival",)),
        ("local-control", "local control", ("local control", "local tumor control")),
    ),
    "event": (
        ("major-complications", "major complications", ("major complications",)),
        ("local-recurrence", "local recurrence", ("local recurrence",)),
        ("readmission", "hospital readmission", ("hospital readmission", "readmission to hospital")),
        ("serious-adverse-events", "serious adverse events", ("serious adverse events",)),
        ("wound-infection", "wound infection", ("wound infection", "infection of the wound")),
        ("major-bleeding", "major bleeding", ("major bleeding",)),
        ("objective-response", "objective response", ("objective response",)),
    ),
    "score": (
        ("pain", "pain score", ("pain score",)),
        ("mobility", "Invented Mobility Scale", ("Invented Mobility Scale score",)),
        ("quality-of-life", "quality of life", ("quality-of-life score", "quality of life")),
    ),
    "time": (
        ("time-to-progression", "time to progression", ("time to progression",)),
        ("time-to-treatment-failure", "time to treatment failure", ("time to treatment failure",)),
        ("duration-of-response", "duration of response", ("duration of response",)),
        ("length-of-stay", "time to discharge", ("time to discharge",)),
    ),
    "once": (("follow-up", "follow-up", ("follow-up",)),),
}
_SURNAMES = ("Doe", "Roe", "Madeup", "Fictive", "Invent", "Noname", "Example", "Sample")
_FILLERS = (
    "The authors called for further work.",
    "Allocation was concealed, and outcome assessors were masked.",
    "However, the groups were not comparable at baseline, which limits what can be concluded from these"
    " data.",
    "Funding came from the manufacturer.",
    "Results were consistent in subgroup analyses.",
)
_MARK = re.compile(r"<(\d+)\.([a-z-]+)\|([^>]+)>")
Excerpts = list[tuple[int, str]]


@dataclass
class Row:
    """One row of results of a record, with the excerpts of each column."""

    outcome: str
    times: list[str]
    cells: dict[str, list[str]]
    stated: dict[str, Excerpts] = field(default_factory=dict)


@dataclass
class Trial:
    """An invented trial as its record says it, and the article."""

    key: str
    label: str
    arms: dict[str, str]
    sizes: dict[str, int]
    text: str
    size_places: dict[str, tuple[int, str]]
    rows: list[Row]

    def document(self, text: str | None = None) -> str:
        """The record of the article, or of another form of it."""
        content = (text or self.text).encode("utf-8")
        return (
            f"document: {self.key}\ntitle: Article {self.key}\npublisher: Invented\ndate: 2020\n"
            f"characters: {len(content.decode())}\nsha256: {hashlib.sha256(content).hexdigest()}\n"
        )

    def record(self) -> str:
        """The record of the study."""
        n = {arm: f"{size}, stated: {_quoted(self.size_places[arm])}" for arm, size in self.sizes.items()}
        lines = [
            f"study: {self.key}\nlabel: {self.label}\ndesign: randomized-controlled-trial\nreports:"
            f" {{primary: doe-2020}}",
            f"document: {self.key}\nenrolled: {sum(self.sizes.values())}",
            f"stated: {{enrolled: {_quoted(self.size_places['enrolled'])}}}\narms:",
            *(
                f"  {arm}:"
                f" {{label: {name}, interventions: [{INTERVENTIONS.get(name, 'other-treatment')}],"
                f" n: {n[arm]}}}"
                for arm, name in self.arms.items()
            ),
            "contrasts:",
            *(f"  {pair}: {{index: {pair[0]}, reference: {pair[2]}}}" for pair in self.contrasts()),
            "results:",
        ]
        for row in self.rows:
            lines += [f"  - outcome: {row.outcome}"]
            lines += [f"    at: [{', '.join(row.times)}]"] if row.times else []
            lines += [f"    {column}: {_cells(cells)}" for column, cells in row.cells.items()]
            lines += [
                "    stated:",
                *(
                    f"      {column}: [{', '.join(map(_quoted, places))}]"
                    for column, places in row.stated.items()
                ),
            ]
        return "\n".join(lines) + "\n"

    def contrasts(self) -> list[str]:
        """Its contrasts by key."""
        return ["a-b"] if len(self.arms) == 2 else ["a-b", "a-c", "b-c"]


def _quoted(place: tuple[int, str]) -> str:
    return f'"{place[0]}: {place[1]}"'


def _cells(cells: Sequence[str]) -> str:
    shown = [f'"{cell}"' for cell in cells]
    return f"[{', '.join(shown)}]" if len(shown) > 1 else shown[0]


def invent(seed: int, forms: dict[Form, tuple[str, int]]) -> Trial:
    """A trial told in five to seven sentences of these forms."""
    rng = random.Random(seed)
    named = dict(rng.choice(ARMS))
    if rng.random() < 0.7:
        named.pop("c")
    sizes = {arm: rng.randint(24, 240) for arm in named}
    outcomes = {
        kind: [(key, rng.choice(names)) for key, _, names in listed] for kind, listed in OUTCOMES.items()
    }
    draw = Draw(rng, named, sizes, outcomes)
    label = f"{rng.choice(_SURNAMES)} et al ({rng.randint(2008, 2024)})"
    written = _Article(f"Invented paper number {_letters(seed)}\n\nResults\n\n")
    groups = [f"{name} (<0.{arm}|n={sizes[arm]}>)" for arm, name in named.items()]
    written.add(f"{label} randomized <0.enrolled|{sum(sizes.values())} patients> to {_either(groups)}.")
    size_places = {column: places[0] for column, places in written.stated.pop(0).items()}
    rows: list[Row] = []
    for form in rng.sample(list(forms), len(forms)):
        kind, count = forms[form]
        if len(rows) >= 7 or not draw.has(kind, count) or (form in THREE_ARMED and len(named) < 3):
            continue
        told = form(draw)
        written.add(told.text)
        rows += [Row(*row, stated) for row, stated in zip(told.rows, written.taken(), strict=True)]
        if rng.random() < 0.3:
            written.add(rng.choice(_FILLERS))
    return Trial(f"trial-{seed}", label, named, sizes, written.text + "\n", size_places, rows)


def _either(groups: Sequence[str]) -> str:
    return f"{', '.join(groups[:-1])} or {groups[-1]}"


def _letters(seed: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(seed))


class _Article:
    """The text of an article while it is written, with where the cells of its rows are stated."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stated: dict[int, dict[str, Excerpts]] = {}

    def add(self, sentence: str) -> None:
        """Add a sentence, its marks taken out."""
        done = 0
        for match in _MARK.finditer(sentence):
            self.text += sentence[done : match.start()]
            places = self.stated.setdefault(int(match[1]), {}).setdefault(match[2], [])
            places.append((len(self.text), match[3]))
            self.text += match[3]
            done = match.end()
        self.text += sentence[done:] + " "

    def taken(self) -> list[dict[str, Excerpts]]:
        """Where the rows of the last sentence are stated."""
        taken, self.stated = self.stated, {}
        return [taken[row] for row in sorted(taken)]


# Slips ----------------------------------------------------------------------------------------------------

Slip = Callable[[random.Random, Trial], Trial | None]
"""A trial whose record has a slip; None where it cannot have this one."""


def typo(rng: random.Random, trial: Trial) -> Trial | None:
    """One number of one cell mistyped; its excerpts are those of the article."""
    return _mistyped(rng, trial, copied=False)


def copied_typo(rng: random.Random, trial: Trial) -> Trial | None:
    """One number of one cell mistyped, and its excerpt with it."""
    return _mistyped(rng, trial, copied=True)


def _mistyped(rng: random.Random, trial: Trial, *, copied: bool) -> Trial | None:
    slipped = deepcopy(trial)
    row = rng.choice(slipped.rows)
    column = rng.choice(list(row.cells))
    place = rng.randrange(len(row.cells[column]))
    numbers = list(
        re.finditer(
            r"(?<!CI )(?<![\d.])\d*\.?\d+(?!%? CI)", row.cells[column][place].replace("95% CI", "@@@ CI")
        )
    )
    match = rng.choice(numbers)
    other = _other_number(rng, match[0])
    cell = row.cells[column][place]
    row.cells[column][place] = cell[: match.start()] + other + cell[match.end() :]
    if copied:
        pattern = rf"(?<![\d.]){re.escape(match[0])}(?![\d])"
        row.stated[column] = [(start, re.sub(pattern, other, text)) for start, text in row.stated[column]]
    return slipped


def _other_number(rng: random.Random, printed: str) -> str:
    """A number as a hand mistypes it: another digit, two exchanged, one lost or doubled, the point moved."""
    while True:
        kind = rng.randrange(5)
        at = rng.choice([index for index, sign in enumerate(printed) if sign.isdigit()])
        other = printed
        if kind < 2:
            other = printed[:at] + rng.choice("0123456789") + printed[at + 1 :]
        elif kind == 2 and printed[at + 1 : at + 2].isdigit():
            other = printed[:at] + printed[at + 1] + printed[at] + printed[at + 2 :]
        elif kind == 3:
            other = printed[:at] + printed[at + 1 :]
        elif "." in printed and printed[0] != ".":
            other = printed.replace(".", "")
        if (
            re.fullmatch(r"(?:0|[1-9]\d*)?(?:\.\d+)?", other)
            and other not in ("", printed)
            and float(other) != float(printed)
        ):
            return other


def arms_exchanged(rng: random.Random, trial: Trial) -> Trial | None:
    """The cells of two arms of one row exchanged, with their excerpts."""
    slipped = deepcopy(trial)
    rows = [
        row for row in slipped.rows if {"a", "b"} <= row.cells.keys() and row.cells["a"] != row.cells["b"]
    ]
    if not rows:
        return None
    row = rng.choice(rows)
    for cells in (row.cells, row.stated):
        cells["a"], cells["b"] = cells["b"], cells["a"]  # type: ignore[index]
    return slipped


def outcomes_exchanged(rng: random.Random, trial: Trial) -> Trial | None:
    """The outcomes of two rows exchanged that have the same kind of cells."""
    slipped = deepcopy(trial)
    pairs = [
        (one, other)
        for index, one in enumerate(slipped.rows)
        for other in slipped.rows[index + 1 :]
        if _shape(one) == _shape(other) and "follow-up" not in (one.outcome, other.outcome)
    ]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    one.outcome, other.outcome = other.outcome, one.outcome
    return slipped


def _shape(row: Row) -> tuple[object, ...]:
    return tuple((column, re.sub(r"[\d.]+", "0", cells[0])) for column, cells in sorted(row.cells.items()))


def times_exchanged(rng: random.Random, trial: Trial) -> Trial | None:
    """Two times of one arm exchanged."""
    slipped = deepcopy(trial)
    rows = [row for row in slipped.rows if len(row.times) > 1]
    if not rows:
        return None
    row = rng.choice(rows)
    cells = row.cells[rng.choice("ab")]
    i, j = rng.sample(range(len(cells)), 2)
    cells[i], cells[j] = cells[j], cells[i]
    return slipped


def p_values_exchanged(rng: random.Random, trial: Trial) -> Trial | None:
    """The p values of two rows exchanged, with their excerpts."""
    slipped = deepcopy(trial)
    rows = [row for row in slipped.rows if row.cells.get("a-b", [""])[0].startswith("p ")]
    if len(rows) < 2:
        return None
    one, other = rng.sample(rows, 2)
    for cells, others in ((one.cells, other.cells), (one.stated, other.stated)):
        cells["a-b"], others["a-b"] = others["a-b"], cells["a-b"]  # type: ignore[index]
    return slipped


def contrasts_exchanged(rng: random.Random, trial: Trial) -> Trial | None:
    """Two contrasts of one row exchanged, with their excerpts."""
    slipped = deepcopy(trial)
    rows = [row for row in slipped.rows if sum("-" in column for column in row.cells) > 1]
    if not rows:
        return None
    row = rng.choice(rows)
    one, other = (column for column in row.cells if "-" in column)
    for cells in (row.cells, row.stated):
        cells[one], cells[other] = cells[other], cells[one]  # type: ignore[index]
    return slipped


SLIPS: dict[str, Slip] = {
    "typos, excerpts of the article": typo,
    "typos, copied into the excerpt": copied_typo,
    "arms exchanged": arms_exchanged,
    "outcomes exchanged": outcomes_exchanged,
    "times exchanged": times_exchanged,
    "p values exchanged": p_values_exchanged,
    "contrasts exchanged": contrasts_exchanged,
}


# Typesetting ----------------------------------------------------------------------------------------------


def wrapped(text: str, width: int) -> str:
    """The same words in lines, with an indent at the start of each."""
    paragraphs = text.split("\n\n")
    return (
        "\n\n".join(
            "\n".join(wrap(part, width, subsequent_indent="  ", break_on_hyphens=False))
            for part in paragraphs
        )
        + "\n"
    )


def hyphenated(text: str, width: int) -> str:
    """The same words in lines of one width, long words broken at their ends as typesetters do."""
    return "\n\n".join("\n".join(_broken(part.split(), width)) for part in text.split("\n\n")) + "\n"


def _broken(words: Sequence[str], width: int) -> list[str]:
    lines, line = [], ""
    for word in words:
        room = width - len(line) - 2
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".strip()
        elif word.isalpha() and len(word) > 7 and 3 <= room <= len(word) - 3:
            lines.append(f"{line} {word[:room]}-")
            line = word[room:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]
