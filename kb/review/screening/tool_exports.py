"""Decisions in the exports of other screening tools: Rayyan (CSV, RIS, BibTeX) and Covidence (CSV, RIS).

Rayyan writes who decided what into the notes of a record: ``RAYYAN-INCLUSION: {"Ann"=>"Excluded"} |
RAYYAN-EXCLUSION-REASONS: wrong outcome``. Covidence exports one list at a time, without names; only its list
of excluded reports says something, namely the reason, in the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.bibliography.citation import Citation, Format, Malformed
from kb.codes import SCREENING_REASON
from kb.errors import KbError, Problem, ProblemsFound
from kb.review.screening.rules import EXCLUDE, INCLUDE, UNSURE
from kb.review.screening.sheet import reason_of

_RAYYAN, _COVIDENCE = "RAYYAN-", "Covidence #"
_SECTION = re.compile(r"\b(RAYYAN-[A-Z-]+|USER-NOTES)\s*:")
_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=>\s*"((?:[^"\\]|\\.)*)"')
_PERSON_NOTES = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=>\s*\[([^\]]*)\]')
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_COVIDENCE_REASON = re.compile(r"Exclusion reason:\s*([^;\n]*)", re.IGNORECASE)
_RAYYAN_DECISIONS = {"included": INCLUDE, "excluded": EXCLUDE, "maybe": UNSURE}
_UNDECIDED = ("", "undecided")

_REASONS = {
    "population": (
        "population",
        "patient population",
        "participants",
        "indication",
        "adult",
        "pediatric",
        "age",
    ),
    "intervention": ("intervention", "drug", "dose", "route of administration", "exposure"),
    "comparator": ("comparator", "comparison", "control"),
    "outcome": ("outcome",),
    "design": ("study design", "design", "study type"),
    "publication-type": ("publication type", "background article", "editorial", "review", "protocol"),
    "sample-size": ("sample size",),
    "follow-up": ("study duration", "follow-up", "duration"),
    "language": ("language", "foreign language", "non-english"),
    "preclinical": ("animal", "animal study", "animal or in vitro", "in vitro"),
    "retracted": ("retracted",),
}
"""Code of ``SCREENING_REASON`` -> reasons of the tools, in lower case, without ``wrong`` and plurals."""


@dataclass(frozen=True, slots=True)
class ToolDecision:
    """What a person, or a team, decided on a record in another tool."""

    file: str
    line: int
    citation: Citation
    who: str | None
    """Name in the export; None where it tells none."""
    decision: str
    reason: str | None
    note: str | None
    """The reasons as they were worded, and remarks; None without either."""

    def problem(self, message: str, remedy: str = "") -> Problem:
        """Something wrong with this record."""
        title = self.citation.title or "record without a title"
        return Problem(self.file, self.line, title[:60], message, remedy)


def is_tool_export(file: Path) -> bool:
    """Whether a file is an export of another tool, not a sheet of kb. False when it cannot be read."""
    if file.suffix.lower() in (".xlsx", ".xlsm"):
        return False
    try:
        with file.open("rb") as stream:
            tail = b""
            while block := stream.read(1 << 20):
                if _RAYYAN.encode() in tail + block or _COVIDENCE.encode() in tail + block:
                    return True
                tail = block[-20:]
        return _is_no_table(file)
    except OSError:
        return False


def _is_no_table(file: Path) -> bool:
    """Whether it is citations in another form than a table: no sheet of kb is, and Covidence writes RIS."""
    from kb.bibliography.formats.detection import format_of
    from kb.bibliography.formats.encoding import open_source

    try:
        return format_of(open_source(file)) is not Format.TABLE
    except KbError:
        return False


def read_tool_decisions(file: Path, listed_as: str | None) -> list[ToolDecision]:
    """The decisions of an export; records without one are left out.

    ``listed_as`` is what a list of Covidence stands for (include, exclude ...) where it does not say so.
    Raises ProblemsFound for records that cannot be read, and decisions that nobody can tell.
    """
    from kb.bibliography.formats.exports import read_citations

    decisions: list[ToolDecision] = []
    problems = []
    for item in read_citations(file):
        try:
            decisions += _decisions_on(str(file), item, listed_as)
        except _Unread as unread:
            problems.append(unread.problem)
    if problems:
        raise ProblemsFound(f"{file}: nothing was written.", problems)
    return decisions


class _Unread(Exception):
    """A record whose decision cannot be told."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def _decisions_on(file: str, item: Citation | Malformed, listed_as: str | None) -> Iterator[ToolDecision]:
    if isinstance(item, Malformed):
        if item.is_record:
            raise _Unread(Problem(file, item.place.line, "", item.message, item.remedy))
        return
    told = [text for values in item.extra.values() for text in values]
    rayyan = next((text for text in told if _RAYYAN in text), None)
    if rayyan is not None:
        yield from _of_rayyan(file, item, rayyan)
    elif _is_of_covidence(item, " ".join(told), listed_as):
        yield _of_covidence(file, item, " ".join(told), listed_as)


def _is_of_covidence(item: Citation, told: str, listed_as: str | None) -> bool:
    """Its tables have a column of its own; its RIS says so by a reason only, or the person says it."""
    is_said = bool(listed_as) and item.format is not Format.TABLE
    return _COVIDENCE in item.extra or is_said or bool(_COVIDENCE_REASON.search(told))


def _of_rayyan(file: str, citation: Citation, text: str) -> Iterator[ToolDecision]:
    sections = _sections(text)
    inclusion = sections.get("RAYYAN-INCLUSION", "")
    pairs = _PAIR.findall(inclusion)
    if inclusion.strip("{} ") and not pairs:
        raise _unread(file, citation, f"its decisions cannot be read: {inclusion[:80]}")
    words = [word.strip() for word in sections.get("RAYYAN-EXCLUSION-REASONS", "").split(",") if word.strip()]
    remarks = {
        person: "; ".join(_TEXT.findall(texts))
        for person, texts in _PERSON_NOTES.findall(sections.get("USER-NOTES", ""))
    }
    for person, said in pairs:
        if said.casefold() in _UNDECIDED:
            continue
        decision = _RAYYAN_DECISIONS.get(said.casefold())
        if decision is None:
            raise _unread(file, citation, f"{said!r} is no decision of Rayyan that kb knows.")
        reasons = words if decision == EXCLUDE else []
        yield _tool_decision(file, citation, person, decision, reasons, remarks.get(person))


def _of_covidence(file: str, citation: Citation, told: str, listed_as: str | None) -> ToolDecision:
    words = [word.strip() for word in _COVIDENCE_REASON.findall(told) if word.strip()]
    decision = EXCLUDE if words else listed_as
    if decision is None:
        raise _unread(file, citation, "the list of Covidence does not say what was decided.")
    return _tool_decision(file, citation, None, decision, words if decision == EXCLUDE else [], None)


def _unread(file: str, citation: Citation, message: str) -> _Unread:
    remedy = (
        "Say what the list stands for: --listed-as include, or exclude."
        if _COVIDENCE in citation.extra
        else "Mend it in the file, or take the decision out and decide by kb review screen."
    )
    return _Unread(Problem(file, citation.place.line, (citation.title or "")[:60], message, remedy))


def _tool_decision(
    file: str, citation: Citation, who: str | None, decision: str, reasons: list[str], remark: str | None
) -> ToolDecision:
    note = "; ".join(part for part in (", ".join(reasons), remark) if part) or None
    return ToolDecision(file, citation.place.line, citation, who, decision, _code_of(reasons), note)


def _code_of(reasons: list[str]) -> str | None:
    """The first code in the order of ``SCREENING_REASON`` among the reasons; None without any."""
    codes = {_code(reason) for reason in reasons}
    return next((code for code in SCREENING_REASON if code in codes), None)


def _code(words: str) -> str:
    plain = " ".join(words.casefold().split())
    if (code := reason_of(plain)) is not None:
        return code
    bare = plain.removeprefix("wrong ").removeprefix("incorrect ").removeprefix("no relevant ")
    for code, known in _REASONS.items():
        if bare in known or bare.rstrip("s") in known or bare.removesuffix("s").removesuffix("ie") in known:
            return code
    return "other"


def _sections(text: str) -> dict[str, str]:
    """``RAYYAN-INCLUSION: ... | RAYYAN-LABELS: ...`` taken apart at its names."""
    marks = list(_SECTION.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return {
        mark[1]: text[mark.end() : end].strip().removesuffix("|").strip()
        for mark, end in zip(marks, ends, strict=True)
    }
