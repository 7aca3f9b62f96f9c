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
class Column:
    """A column of a sheet, or a line of the sheet Study."""

    key: str
    """Header; the name of the field in the record."""
    help: str
    shape: Shape = Shape.TEXT
    list: str = ""
    """Name of the list that its drop-down offers; empty for none."""
    width: int = 22


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with a header row and one entry of the record per row."""

    name: str
    path: tuple[str, ...]
    """Where its entries stand in the record."""
    columns: tuple[Column, ...]
    keyed: bool = False
    """Whether the first column is the key that an entry stands under; else entries are a list."""


STUDY, RESULTS, LISTS, INSTRUCTIONS = "Study", "Results", "Lists", "Instructions"

_STATED = Column(
    "stated",
    "Where it is printed, one excerpt per line: <page, table or offset>: <characters as printed>",
    Shape.LINES,
    width=34,
)

FIELDS = (
    Column("study", "Key of the study; leave as it is"),
    Column("label", "How a text names it: Wang et al (2015)"),
    Column("design", "Its real design, whatever the authors call it", list="designs"),
    Column("reports/primary", "Reference with the main results", Shape.KEYS, "references"),
    Column("reports/companion", "Further reports of the same study", Shape.KEYS, "references"),
    Column("reports/follow-up", "Later reports with longer follow-up", Shape.KEYS, "references"),
    Column("reports/protocol", "Protocol or design paper", Shape.KEYS, "references"),
    Column("reports/erratum", "Corrections of another report", Shape.KEYS, "references"),
    Column("document", "Document that offsets of excerpts count in", list="documents"),
    Column("conditions", "Conditions studied", Shape.KEYS, "conditions"),
    Column("population", "Who took part: a noun phrase without bare numbers that reads after `in`"),
    Column("setting", "Where"),
    Column("data", "How data were collected", list="directions"),
    Column("known_through", "Review through which alone the study is known", list="studies"),
    Column("enrolled", "Size of the whole study", Shape.FIGURE),
    Column("stated/enrolled", "Where that size is printed: <place>: <characters>", Shape.LINES),
    Column("limitations/instrument", "Edition whose limitation codes are used", list="instruments"),
    Column("review/empty", "yes: a review that found no eligible study", Shape.YES_NO, "yes-no"),
    Column("conclusion", "What its authors concluded, in our words, without bare numbers"),
)
"""Lines of the sheet Study: path in the record, what it is."""

_KEY = Column("key", "Short key, lower-case: cryo", width=20)

ARMS = Table(
    "Arms",
    ("arms",),
    (
        _KEY,
        Column("label", "Name within a sentence, without numbers: cryoablation", width=30),
        Column("interventions", "What it received", Shape.KEYS, "interventions", 34),
        Column("n", "Its size: 180", Shape.FIGURE, width=12),
        _STATED,
    ),
    keyed=True,
)
POPULATIONS = Table(
    "Populations",
    ("populations",),
    (
        _KEY,
        Column("kind", "What sort of set", list="population kinds"),
        Column("label", "Name within a sentence, without numbers", width=34),
        Column("by", "Outcome whose limit defines the set", list="outcomes"),
        Column("is", "The limit: >2 cm", Shape.FIGURE, width=14),
        _STATED,
    ),
    keyed=True,
)
CONTRASTS = Table(
    "Contrasts",
    ("contrasts",),
    (
        _KEY,
        Column("index", "Key of the arm (or population) under study"),
        Column("reference", "Key of the arm (or population) it is compared with"),
        Column("factor", "Instead of two sides: factor whose association is tested"),
        Column("method", "How the sides were made comparable", list="methods"),
    ),
    keyed=True,
)
OUTCOMES = Table(
    "Outcomes",
    ("outcomes",),
    (
        Column("outcome", "Outcome that the study defines itself", list="outcomes", width=28),
        Column("definition", "How, in our words", width=50),
        Column("primary", "yes for its primary outcome", Shape.YES_NO, "yes-no", 10),
    ),
    keyed=True,
)
LIMITATIONS = Table(
    "Limitations",
    ("limitations", "items"),
    (
        Column("code", "Limitation of design or conduct", list="limitation codes", width=50),
        Column("domain", "Where no code fits: the domain, with a note", list="limitation domains", width=28),
        Column("note", "What limits the study, in our words, without bare numbers", width=50),
    ),
)
STRENGTHS = Table("Strengths", ("strengths",), (Column("strength", "One strength, in our words", width=70),))
INCLUDED = Table(
    "Included",
    ("review", "includes"),
    (
        Column("study", "Reviews only: study that it names", list="studies"),
        Column("unnamed", "or how many studies it counts without a name", width=12),
        Column("state", "What the review did with it", list="inclusion states"),
        Column("reason", "Why, in our words", width=40),
    ),
)
REGISTRATIONS = Table(
    "Registrations",
    ("registrations",),
    (
        Column("registry", "Name of the registry: ClinicalTrials.gov"),
        Column("number", "Number there: NCT01234567"),
    ),
)
BREAKDOWNS = Table(
    "Breakdowns",
    ("breakdowns",),
    (
        Column("whole", "Outcome that is broken down; empty for the participants", list="outcomes"),
        Column("population", "Population of the whole; empty for all"),
        Column("parts", "Outcomes that are the parts", Shape.KEYS, "outcomes", 34),
        Column("parts_in", "Population that the parts are reported in, if another"),
        Column("sets", "Populations that are the parts", Shape.KEYS, width=34),
        Column("complete", "no: only some parts are named", Shape.YES_NO, "yes-no", 10),
    ),
)
ACKNOWLEDGED = Table(
    "Acknowledged",
    ("acknowledged",),
    (
        Column("rule", "Rule of kb check"),
        Column("place", "Place that it names", width=40),
        Column("found", "What it found there", width=40),
        Column("reason", "Why it may stand", width=50),
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
    Column(ENTRY, "Rows with the same number belong together: one outcome over several times", width=7),
    Column("outcome", "Outcome", list="outcomes", width=28),
    Column("population", "Key from Populations; empty for all participants", width=16),
    Column("role", "What the result is for; empty for the usual role", list="roles of results", width=12),
    Column("at", "Time: 1 y, 30 d, within 90 d; several parted by commas for one value over all", width=14),
    Column("estimator", "How it was estimated; empty as reported", list="estimators", width=16),
    Column("counted", "Unit of analysis where no cell names it: lesions", width=12),
    Column("adjusted", "yes: adjusted for other variables", Shape.YES_NO, "yes-no", 9),
)
NOTE = Column("note", "Remark of ours, without bare numbers", width=34)
STATED_PREFIX, FLAG_PREFIX = "stated: ", "flag: "
"""Columns of Results: where the figure of a column is printed; printed oddity or error."""
