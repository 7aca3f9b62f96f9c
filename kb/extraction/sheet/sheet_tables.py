"""Which sheet and column holds which field of a study record: one list for writing and for reading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Shape(Enum):
    """How a cell holds its value."""

    TEXT = "text"
    KEYS = "keys, parted by commas"
    LINES = "one entry per line"
    YES_NO = "yes or no"
    FIGURE = "figure notation"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet, or a line of the sheet Study."""

    key: str
    """Header; the name of the field in the record."""
    help: str
    shape: Shape = Shape.TEXT
    list: str = ""
    """Name of the list that its drop-down offers; empty for none."""
    width: int = 22


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet with a header row and one entry of the record per row."""

    name: str
    path: tuple[str, ...]
    """Where its entries are in the record."""
    columns: tuple[SheetColumn, ...]
    keyed: bool = False
    """Whether the first column is the key that an entry is under; else entries are a list."""


STUDY, RESULTS, LISTS, INSTRUCTIONS = "Study", "Results", "Lists", "Instructions"

_STATED = SheetColumn(
    "stated",
    "Where it is printed, one excerpt per line: <page, table or offset>: <characters as printed>",
    Shape.LINES,
    width=34,
)

FIELDS = (
    SheetColumn("study", "Key of the study; leave as it is"),
    SheetColumn("label", "How a text names it: Wang et al (2015)"),
    SheetColumn("design", "Its real design, whatever the authors call it", list="designs"),
    SheetColumn("reports/primary", "Reference with the main results", Shape.KEYS, "references"),
    SheetColumn("reports/companion", "Further reports of the same study", Shape.KEYS, "references"),
    SheetColumn("reports/follow-up", "Later reports with longer follow-up", Shape.KEYS, "references"),
    SheetColumn("reports/protocol", "Protocol or design paper", Shape.KEYS, "references"),
    SheetColumn("reports/erratum", "Corrections of another report", Shape.KEYS, "references"),
    SheetColumn("document", "Document that offsets of excerpts count in", list="documents"),
    SheetColumn("conditions", "Conditions studied", Shape.KEYS, "conditions"),
    SheetColumn("population", "Who took part: a noun phrase without bare numbers that reads after `in`"),
    SheetColumn("setting", "Where"),
    SheetColumn("data", "How data were collected", list="directions"),
    SheetColumn("known_through", "Review through which alone the study is known", list="studies"),
    SheetColumn("enrolled", "Size of the whole study", Shape.FIGURE),
    SheetColumn("stated/enrolled", "Where that size is printed: <place>: <characters>", Shape.LINES),
    SheetColumn("limitations/instrument", "Edition whose limitation codes are used", list="instruments"),
    SheetColumn("review/empty", "yes: a review that found no eligible study", Shape.YES_NO, "yes-no"),
    SheetColumn("conclusion", "What its authors concluded, in our words, without bare numbers"),
)
"""Lines of the sheet Study: path in the record, what it is."""

_KEY = SheetColumn("key", "Short key, lower-case: cryo", width=20)

ARMS = SheetTable(
    "Arms",
    ("arms",),
    (
        _KEY,
        SheetColumn("label", "Name within a sentence, without numbers: cryoablation", width=30),
        SheetColumn("interventions", "What it received", Shape.KEYS, "interventions", 34),
        SheetColumn("n", "Its size: 180", Shape.FIGURE, width=12),
        _STATED,
    ),
    keyed=True,
)
POPULATIONS = SheetTable(
    "Populations",
    ("populations",),
    (
        _KEY,
        SheetColumn("kind", "What sort of set", list="population kinds"),
        SheetColumn("label", "Name within a sentence, without numbers", width=34),
        SheetColumn("by", "Outcome whose limit defines the set", list="outcomes"),
        SheetColumn("is", "The limit: >2 cm", Shape.FIGURE, width=14),
        _STATED,
    ),
    keyed=True,
)
CONTRASTS = SheetTable(
    "Contrasts",
    ("contrasts",),
    (
        _KEY,
        SheetColumn("index", "Key of the arm (or population) under study"),
        SheetColumn("reference", "Key of the arm (or population) it is compared with"),
        SheetColumn("factor", "Instead of two sides: factor whose association is tested"),
        SheetColumn("method", "How the sides were made comparable", list="methods"),
    ),
    keyed=True,
)
OUTCOMES = SheetTable(
    "Outcomes",
    ("outcomes",),
    (
        SheetColumn("outcome", "Outcome that the study defines itself", list="outcomes", width=28),
        SheetColumn("definition", "How, in our words", width=50),
        SheetColumn("primary", "yes for its primary outcome", Shape.YES_NO, "yes-no", 10),
    ),
    keyed=True,
)
LIMITATIONS = SheetTable(
    "Limitations",
    ("limitations", "items"),
    (
        SheetColumn("code", "Limitation of design or conduct", list="limitation codes", width=50),
        SheetColumn(
            "domain", "Where no code fits: the domain, with a note", list="limitation domains", width=28
        ),
        SheetColumn("note", "What limits the study, in our words, without bare numbers", width=50),
    ),
)
STRENGTHS = SheetTable(
    "Strengths", ("strengths",), (SheetColumn("strength", "One strength, in our words", width=70),)
)
INCLUDED = SheetTable(
    "Included",
    ("review", "includes"),
    (
        SheetColumn("study", "Reviews only: study that it names", list="studies"),
        SheetColumn("unnamed", "or how many studies it counts without a name", width=12),
        SheetColumn("state", "What the review did with it", list="inclusion states"),
        SheetColumn("reason", "Why, in our words", width=40),
    ),
)
REGISTRATIONS = SheetTable(
    "Registrations",
    ("registrations",),
    (
        SheetColumn("registry", "Name of the registry: ClinicalTrials.gov"),
        SheetColumn("number", "Number there: NCT01234567"),
    ),
)
BREAKDOWNS = SheetTable(
    "Breakdowns",
    ("breakdowns",),
    (
        SheetColumn("whole", "Outcome that is broken down; empty for the participants", list="outcomes"),
        SheetColumn("population", "Population of the whole; empty for all"),
        SheetColumn("parts", "Outcomes that are the parts", Shape.KEYS, "outcomes", 34),
        SheetColumn("parts_in", "Population that the parts are reported in, if another"),
        SheetColumn("sets", "Populations that are the parts", Shape.KEYS, width=34),
        SheetColumn("complete", "no: only some parts are named", Shape.YES_NO, "yes-no", 10),
    ),
)
ACKNOWLEDGED = SheetTable(
    "Acknowledged",
    ("acknowledged",),
    (
        SheetColumn("rule", "Rule of kb check"),
        SheetColumn("place", "Place that it names", width=40),
        SheetColumn("found", "What it found there", width=40),
        SheetColumn("reason", "Why it may stay", width=50),
    ),
)

TABLES = (
    ARMS,
    POPULATIONS,
    CONTRASTS,
    OUTCOMES,
    LIMITATIONS,
    STRENGTHS,
    INCLUDED,
    BREAKDOWNS,
    REGISTRATIONS,
    ACKNOWLEDGED,
)
"""Sheets with one entry per row, beside Study and Results."""

ENTRY = "entry no"
"""Column of Results: rows with one number are one entry of the record, with a row for each time."""
DIMENSIONS = (
    SheetColumn(ENTRY, "Rows with the same number belong together: one outcome over several times", width=7),
    SheetColumn("outcome", "Outcome", list="outcomes", width=28),
    SheetColumn("population", "Key from Populations; empty for all participants", width=16),
    SheetColumn(
        "role", "What the result is for; empty for the usual role", list="roles of results", width=12
    ),
    SheetColumn(
        "at", "Time: 1 y, 30 d, within 90 d; several parted by commas for one value over all", width=14
    ),
    SheetColumn("estimator", "How it was estimated; empty as reported", list="estimators", width=16),
    SheetColumn("counted", "Unit of analysis where no cell names it: lesions", width=12),
    SheetColumn("adjusted", "yes: adjusted for other variables", Shape.YES_NO, "yes-no", 9),
)
NOTE = SheetColumn("note", "Remark of ours, without bare numbers", width=34)
STATED_PREFIX, FLAG_PREFIX = "stated: ", "flag: "
"""Columns of Results: where the figure of a column is printed; printed oddity or error."""
