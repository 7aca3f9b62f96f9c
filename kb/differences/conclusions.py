"""What is concluded of each indication on two sides, and which row changed which sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kb.differences.changed_places import ChangedPlace
from kb.differences.reasons import Reasons
from kb.differences.records import RecordDifference
from kb.differences.sentences import SentenceChange, changed_sentences
from kb.differences.sides import Side
from kb.documents.content import Block, Document, Paragraph, Section
from kb.inlines import CitationNumber, FigureText, Line, TermText, cut
from kb.narrative.sentence_ends import sentences
from kb.records.yaml_source import read_text

SUMMARY = "summary-of-evidence"
"""Key of the section with one paragraph for each indication, in their order."""
_MARK = re.compile(r"(\[\[[^\[\]]*\]\]| ?\[@[^\[\]]*\])")


class Aspect(NamedTuple):
    """One statement about an indication; empty where a side has none."""

    name: str
    """verdict, effect, evidence, studies (of a design), or finding with its key."""
    before: str
    after: str
    why: tuple[str, ...]
    """The rows that changed it; empty where nothing changed."""

    @property
    def is_changed(self) -> bool:
        """Whether the sides say different things."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class IndicationDifference:
    """One indication of the policy on both sides."""

    key: str
    title: str
    aspects: tuple[Aspect, ...]
    kind: str
    """``both``, or ``added`` or ``removed`` when one side lacks the indication."""


@dataclass(frozen=True, slots=True)
class Conclusions:
    """All indications in their order, and every sentence of the document that changed."""

    indications: tuple[IndicationDifference, ...]
    sentences: tuple[SentenceChange, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything differs."""
        aspects = (aspect for indication in self.indications for aspect in indication.aspects)
        return bool(self.sentences) or any(aspect.is_changed for aspect in aspects)


class _State(NamedTuple):
    """What one side says of one indication."""

    title: str
    lines: Mapping[str, Line]
    """Aspect -> what it says."""


def compare_conclusions(
    before: Side, after: Side, records: Sequence[RecordDifference], places: Sequence[ChangedPlace]
) -> Conclusions:
    """The conclusions of two sides, compared; each change comes with the rows that caused it."""
    indications = _indications(before), _indications(after)
    summaries = (
        _summaries(before.document, indications[0]),
        _summaries(after.document, indications[1]),
    )
    old, new = (
        {key: _state(data, summary.get(key, Line()), side) for key, data in by_key.items()}
        for by_key, summary, side in zip(indications, summaries, (before, after), strict=True)
    )
    reasons = Reasons(records, before, after)
    return Conclusions(
        tuple(_compared(key, old.get(key), new.get(key), reasons) for key in dict.fromkeys([*new, *old])),
        tuple(changed_sentences(places, reasons)),
    )


def _indications(side: Side) -> dict[str, dict[str, Any]]:
    """Key -> data of each indication, in the order of the document."""
    indications = [
        read_text(text, record).data for record, text in side.texts.items() if "/indications/" in record
    ]
    return {
        indication["indication"]: indication
        for indication in sorted(indications, key=lambda indication: int(indication.get("position", 0)))
    }


def _summaries(document: Document, indications: Mapping[str, Any]) -> dict[str, Line]:
    """Indication -> its paragraph of the summary of evidence; none where the document has other ones.

    One that is concluded with another has no paragraph of its own.
    """
    concluded = [key for key, data in indications.items() if "concluded_with" not in data]
    section = next(_sections(document.blocks, SUMMARY), None)
    paragraphs = [block.line for block in section.blocks if isinstance(block, Paragraph)] if section else []
    return dict(zip(concluded, paragraphs, strict=True)) if len(paragraphs) == len(concluded) else {}


def _sections(blocks: Sequence[Block], key: str) -> Iterator[Section]:
    for block in blocks:
        if isinstance(block, Section):
            if block.key == key:
                yield block
            yield from _sections(block.blocks, key)


def _state(data: Mapping[str, Any], summary: Line, side: Side) -> _State:
    conclusion = data.get("conclusion", {})
    lines = {
        "verdict": Line(conclusion.get("verdict", "")),
        "effect": Line(conclusion.get("effect", "").replace("-", " ")),
        "evidence": next(sentences(summary), Line()),
    }
    if (shared := data.get("concluded_with")) is not None:
        lines["concluded with"] = Line(str(shared))
    for design, studies in sorted(_designs(data, side).items()):
        counted = TermText(str(len(studies)), tuple(f"counted-study:{study}" for study in studies))
        lines[f"studies, {design}"] = Line(counted)
    for finding in conclusion.get("findings", ()):
        about = f"finding:{data.get('policy')}/{data.get('indication')}/{finding['key']}"
        lines[f"finding {finding['key']}"] = as_printed(finding["text"], summary, about)
    return _State(str(data.get("title", "")), lines)


def _designs(data: Mapping[str, Any], side: Side) -> dict[str, list[str]]:
    """Design -> the studies of it that the indication uses."""
    designs: dict[str, list[str]] = {}
    for group in data.get("groups", ()):
        for study in group.get("studies", ()):
            text = side.texts.get(f"studies/{study}")
            design = read_text(text, study).data.get("design", "") if text is not None else "not known"
            designs.setdefault(str(design).replace("-", " "), []).append(study)
    return designs


def as_printed(prose: str, paragraph: Line, about: str = "") -> Line:
    """Authored prose with its numbers, as a paragraph prints it; as authored where it does not.

    Where terms are spelled out in it, it is known by what its words are about.
    """
    parts = _MARK.split(" ".join(prose.split()))
    pattern = "".join(_pattern(part) for part in parts)
    match = re.search(pattern + r"(?=\s|$)", paragraph.plain)
    if match is None:
        return _about(paragraph, about) or Line(prose)
    return cut(paragraph, *match.span())


def _about(paragraph: Line, about: str) -> Line:
    """The part of a paragraph whose words are about something, with the numbers and citations among them."""
    pieces = paragraph.pieces
    places = [at for at, piece in enumerate(pieces) if isinstance(piece, TermText) and about in piece.about]
    if not places:
        return Line()
    first, last = places[0], places[-1] + 1
    while first and isinstance(pieces[first - 1], FigureText | CitationNumber):
        first -= 1
    while last < len(pieces) and isinstance(pieces[last], FigureText | CitationNumber):
        last += 1
    return Line(*pieces[first:last])


def _pattern(part: str) -> str:
    if part.startswith("[["):
        return r"\S(?:.*?\S)??"
    if _MARK.fullmatch(part):
        return r"(?: ?\[\d+\])?"
    return r"\s+".join(re.escape(word) for word in part.split(" "))


def _compared(key: str, old: _State | None, new: _State | None, reasons: Reasons) -> IndicationDifference:
    before, after = (state.lines if state is not None else {} for state in (old, new))
    aspects = []
    for name in _in_order(before, after):
        none = Line("0" if name.startswith("studies") else "")
        old_line, new_line = before.get(name, none), after.get(name, none)
        why = reasons.of_aspect(key, name, old_line, new_line) if old_line.plain != new_line.plain else ()
        aspects.append(Aspect(name, old_line.plain, new_line.plain, why))
    kind = "added" if old is None else "removed" if new is None else "both"
    named = new if new is not None else old
    return IndicationDifference(key, named.title if named is not None else "", tuple(aspects), kind)


def _in_order(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Verdict, effect, evidence, counts of studies, findings; new ones behind those of both sides."""
    names = list(dict.fromkeys([*before, *after]))
    first = [name for name in names if not name.startswith(("studies", "finding"))]
    return [
        *first,
        *sorted(name for name in names if name.startswith("studies")),
        *(name for name in names if name.startswith("finding")),
    ]
