"""Which sentences and tables rest on a subject, as items."""

from __future__ import annotations

from collections.abc import Iterable

from kb.impact.item import Item, Kind
from kb.impact.marks import Read, Touch, Way
from kb.impact.texts import Place, Rows, Sentence
from kb.impact.tracing import Tracer


def said(texts: Iterable[Sentence | Rows], tracer: Tracer, policy: str | None) -> list[Item]:
    """The sentences and tables that hold a mark, in the order of the documents.

    A sentence that several documents or sections of one policy say is one item, with all its places.
    """
    sentences: dict[tuple[str | None, str], tuple[Read, list[Place]]] = {}
    tables: list[Item] = []
    for text in texts:
        if isinstance(text, Rows):
            tables += _table(text, tracer, policy)
            continue
        read = tracer.marks.read(text.marked)
        if read.touches:
            _, places = sentences.setdefault((text.place.indication, read.text), (read, []))
            places.append(text.place)
    return [*(_sentence(read, places, policy) for read, places in sentences.values()), *tables]


def _sentence(read: Read, places: list[Place], policy: str | None) -> Item:
    return Item(
        kind=Kind.SENTENCE,
        policy=policy,
        indication=places[0].indication,
        place="; ".join(_headings(places)),
        text=read.text,
        why=why(read.touches),
        spans=read.spans,
        figures=figures(read.touches),
    )


def _headings(places: list[Place]) -> list[str]:
    """Where in the report a sentence stands; what only another document says is named by its command."""
    report = [place for place in places if place.command.startswith("kb report ")]
    if report:
        return list(dict.fromkeys(" > ".join(place.headings) for place in report))
    return list(dict.fromkeys(" > ".join((place.command, *place.headings)) for place in places))


def _table(table: Rows, tracer: Tracer, policy: str | None) -> list[Item]:
    touched = [
        row for row in ([tracer.marks.read(cell) for cell in row] for row in table.rows) if _holds(row)
    ]
    if not touched:
        return []
    touches = tuple(dict.fromkeys(touch for row in touched for cell in row for touch in cell.touches))
    return [table_item(table.place, policy, [row[0].text for row in touched], touches)]


def _holds(row: list[Read]) -> bool:
    return any(cell.touches for cell in row)


def table_item(place: Place, policy: str | None, rows: list[str], touches: tuple[Touch, ...]) -> Item:
    """A table with the rows that rest on the subject, by what stands first in them."""
    return Item(
        kind=Kind.TABLE,
        policy=policy,
        indication=place.indication,
        place=" > ".join((place.command, *place.headings)),
        text="; ".join(dict.fromkeys(rows)),
        why=why(touches),
        figures=figures(touches),
    )


def why(touches: Iterable[Touch]) -> tuple[str, ...]:
    """How a text rests on the subject, each way once, numbers together."""
    said = [
        _with_remark(", ".join(dict.fromkeys(_shortest(t) for t in group)), group[0].remark)
        for group in _says(touches)
    ]
    others = [
        _with_remark(f"{touch.way} {touch.key}", touch.remark)
        for touch in touches
        if touch.way is not Way.SAYS
    ]
    return (*(f"says {text}" for text in said), *others)


def _says(touches: Iterable[Touch]) -> list[list[Touch]]:
    """Touches by figures, those with the same remark together."""
    groups: dict[str, list[Touch]] = {}
    for touch in touches:
        if touch.way is Way.SAYS:
            groups.setdefault(touch.remark, []).append(touch)
    return list(groups.values())


def _shortest(touch: Touch) -> str:
    return touch.printed[0] if touch.printed else touch.key


def _with_remark(text: str, remark: str) -> str:
    return f"{text} ({remark})" if remark else text


def figures(touches: Iterable[Touch]) -> tuple[str, ...]:
    """The ids of the figures that a text says."""
    return tuple(touch.key for touch in touches if touch.way is Way.SAYS)
