"""The state of an adoption as rows, as JSON, and as a document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from kb.differences.trees import says
from kb.differences.words import compare
from kb.documents.content import Bullets, Document, ListItem, Paragraph, Section
from kb.forms.values import counted
from kb.inlines import Deleted, Inserted, Line
from kb.review.adopting.adoption import Adoption
from kb.review.adopting.merging import MergeItem, MergeState

COLUMNS = ("state", "place", "adopted", "ours", "upstream", "because")
_ORDER = (MergeState.CONFLICT, MergeState.CLEAN, MergeState.KEPT, MergeState.SAME)
_HEADINGS = {
    "conflict": "Conflicts: both changed it",
    "take over": "To take over: only upstream changed it",
    "kept": "Kept: the plan's own words",
    "same": "The same: both made the same change",
}


def rows(adoption: Adoption) -> Iterator[tuple[str, ...]]:
    """One row for each place, by COLUMNS: what asks for a decision first."""
    for item in in_order(adoption):
        because = adoption.kept[item.place].because if item.place in adoption.kept else ""
        texts = [says(node) for node in (item.base, item.ours, item.theirs)]
        yield (adoption.state_of(item), item.place, *texts, because)


def in_order(adoption: Adoption) -> list[MergeItem]:
    """The places: conflicts, what can be taken over, what is kept, what is the same; open ones first."""
    states = [state.value for state in _ORDER]
    return sorted(adoption.items, key=lambda item: states.index(adoption.state_of(item)))


def head(adoption: Adoption) -> str:
    """``coast-7 against 7.01.75, from 2021-11-01 (adopted) to 2022-11-01: 2 conflicts, 5 to take over``"""
    count = Counter(adoption.state_of(item) for item in adoption.items)
    parts = [
        counted(count["conflict"], "conflict") if count["conflict"] else "",
        f"{count['take over']} to take over" if count["take over"] else "",
        f"{count['kept']} kept" if count["kept"] else "",
        f"{count['same']} the same" if count["same"] else "",
    ]
    summary = ", ".join(part for part in parts if part) or "nothing differs"
    return (
        f"{adoption.child} against {adoption.parent}, from {adoption.base} (adopted) to"
        f" {adoption.upstream}: {summary}"
    )


def render_json(adoption: Adoption) -> str:
    """Child, parent, versions, and every place with its three texts (null where there is nothing)."""
    items = [
        {
            "place": item.place,
            "state": adoption.state_of(item),
            "open": adoption.is_open(item),
            "adopted": says(item.base) or None,
            "ours": says(item.ours) or None,
            "upstream": says(item.theirs) or None,
            "because": adoption.kept[item.place].because if item.place in adoption.kept else None,
        }
        for item in in_order(adoption)
    ]
    data = {
        "policy": adoption.child,
        "parent": adoption.parent,
        "adopted": adoption.base,
        "upstream": adoption.upstream,
        "open": len(adoption.open),
        "places": items,
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def build_adoption_page(adoption: Adoption) -> Document:
    """Each place with what upstream changed, and what the plan changed, against the version adopted last."""
    sections = [
        Section(f"{_HEADINGS[state]} ({len(items)})", (Bullets(_lines(adoption, items)),))
        for state, items in _grouped(adoption)
    ]
    summary = Paragraph(
        "Each side is compared with the version adopted last.",
        Line("Text ", Inserted(Line("inserted")), " or ", Deleted(Line("deleted")), " looks like this."),
    )
    return Document(head(adoption), (), (summary, *sections))


def _lines(adoption: Adoption, items: Sequence[MergeItem]) -> Iterator[ListItem]:
    for item in items:
        yield ListItem(item.place)
        for side, before, after in _sides(adoption, item):
            yield ListItem(Line(f"{side}: ", compare(Line(before), Line(after))), depth=1)
        if item.place in adoption.kept:
            kept = adoption.kept[item.place]
            yield ListItem(f"because {kept.because} ({kept.who})", depth=1)


def _grouped(adoption: Adoption) -> Iterator[tuple[str, Sequence[MergeItem]]]:
    ordered = in_order(adoption)
    for state in _ORDER:
        items = [item for item in ordered if adoption.state_of(item) == state.value]
        if items:
            yield state.value, items


def _sides(adoption: Adoption, item: MergeItem) -> list[tuple[str, str, str]]:
    """What each side made of the adopted text; a side that left it alone is left out."""
    texts = says(item.base), says(item.ours), says(item.theirs)
    sides = [(adoption.child, texts[0], texts[1]), (adoption.parent, texts[0], texts[2])]
    return [side for side in sides if side[1] != side[2]]
