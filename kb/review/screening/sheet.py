"""What a screening sheet looks like: its columns, and the key that says what it was written for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.codes import SCREENING_REASON
from kb.review.screening.worklist import STAGES, Screener

DECISION, REASON, NOTE, ID, KEY = "Decision", "Reason", "Note", "Id", "Sheet"
READ_COLUMNS = (DECISION, REASON, NOTE, ID, KEY)
"""Columns that are read back, wherever they stand."""
TITLE = "Title"
"""Where it is still there, it is held against the candidate: rows may have been sorted in part. All other
columns are for the person."""

COLUMNS = (
    "Number",
    DECISION,
    REASON,
    NOTE,
    TITLE,
    "Abstract",
    "Authors",
    "Year",
    "Journal",
    "PMID",
    "DOI",
    "Flags",
    "Decisions so far",
    "Score",
    ID,
    KEY,
)
SHEET_NAME = "Screening"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a sheet was written for; every row carries it, so that rows can be sorted and cut out."""

    cycle: str
    stage: str
    screener: Screener
    written: str
    """When it was written, UTC, ISO 8601: what the person decided later is not known to it."""

    def as_text(self) -> str:
        """The key, as it is in a cell."""
        return " ".join((self.cycle, self.stage, self.screener.role, self.written, self.screener.who))


def purpose_of(text: str) -> Purpose | None:
    """The purpose that a key tells; None when it was changed."""
    parts = text.strip().split(" ", 4)
    if len(parts) != 5 or parts[1] not in STAGES or parts[2] not in ("reviewer", "arbiter"):
        return None
    cycle, stage, role, written, who = parts
    return Purpose(cycle, stage, Screener(who, role), written)


def decisions_for(stage: str, screener: Screener) -> tuple[str, ...]:
    """Decisions that can be chosen."""
    offered = ["include", "exclude"]
    if not screener.is_arbiter:
        offered.append("unsure")
    if stage != STAGES[0]:
        offered.append("not-retrieved")
    return tuple(offered)


def reason_shown(code: str) -> str:
    """A reason as the drop-down list has it."""
    return f"{code}: {SCREENING_REASON[code]}"


def reason_of(text: str) -> str | None:
    """The code of a reason that is written as code, meaning or both; None when it is none."""
    wanted = " ".join(text.split()).casefold()
    for code, meaning in SCREENING_REASON.items():
        if wanted in (code, meaning.casefold(), reason_shown(code).casefold()):
            return code
    return None


def instructions(stage: str, screener: Screener, policy: str) -> Sequence[tuple[str, str]]:
    """What to do, in plain words: a heading and its text, line by line."""
    read = "title and abstract" if stage == STAGES[0] else "the full report"
    needs = "You need not give a reason here." if stage == STAGES[0] else "Every exclusion needs a reason."
    lines = [
        ("What this is", f"Publications found for policy {policy}. You decide on each one by {read}."),
        ("For whom", f"Written for {screener.who}. Another person gets another sheet."),
        ("Decision", f"Choose one of: {', '.join(decisions_for(stage, screener))}. Empty means: not yet."),
        ("Reason", f"Why it is excluded, from the list. {needs} For 'other', say why in the note."),
        ("Note", "A remark, if you like. It needs a decision in the same row."),
        ("What you may do", "Sort, filter, hide or add columns, leave rows out, stop and go on any time."),
        ("What must stay", f"The columns {ID} and {KEY}: by them each row is recognized."),
        ("When you are done", f"Save it as it is, then: kb review screen {policy} --take FILE"),
        ("Taking it twice", "Do not worry: what is on record already is not written again."),
    ]
    if screener.is_arbiter:
        lines.insert(2, ("Your part", "Reviewers decided differently, or were unsure. Your decision holds."))
    elif stage != STAGES[0]:
        lines.insert(3, ("not-retrieved", "The full report could not be had."))
    return lines
