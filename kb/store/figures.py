"""Figures <-> rows, with the places that state them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kb.notation import STATISTICS, Figure, canonical_text, main_figure, render
from kb.records.cells import Excerpt, FigureCell
from kb.records.excerpts import PrintedPlace
from kb.store.rows import RecordRows, Row


def figure_ids(owner: str, figures: Sequence[Figure]) -> list[str]:
    """Ids of the figures of a result or fact: ``owner:statistic``, ``.2`` on from the second of a kind."""
    seen: Counter[str] = Counter()
    ids = []
    for figure in figures:
        seen[figure.statistic] += 1
        count = seen[figure.statistic]
        ids.append(f"{owner}:{figure.statistic}" + (f".{count}" if count > 1 else ""))
    return ids


def is_measure(statistic: str) -> bool:
    """Whether a statistic is a measure of a test, or one of its counts; ``ppv.2`` is as ``ppv``."""
    known = STATISTICS.get(statistic.partition(".")[0])
    return known is not None and known.group == "accuracy"


def quoted_id(rows: Iterable[Row]) -> str | None:
    """Id of the figure that a result or fact is quoted by, from the rows of all its figures; None for none.

    A result with several measures of a test has none: a text has to name the one it means, or it would
    print true positives where it tells of sensitivity.
    """
    figures = list(rows)
    if len({row["statistic"] for row in figures if is_measure(row["statistic"])}) > 1:
        return None
    return next((str(row["id"]) for row in figures if row["is_main"]), None)


def add_figures(rows: RecordRows, owner: Row, figures: Sequence[Figure]) -> list[str]:
    """Add the figures of a result or fact row; returns their ids."""
    ids = figure_ids(owner["id"], figures)
    main = main_figure(figures)
    is_result = "study_outcome_id" in owner
    for position, (id, figure) in enumerate(zip(ids, figures, strict=True), start=1):
        values = {
            "result_id": owner["id"] if is_result else None,
            "fact_id": None if is_result else owner["id"],
            "position": position,
            "is_main": figure is main,
            **_printed(figure),
        }
        rows.add("figure", id, values, rows.paths.get(owner["id"]))
        for number, qualifier in enumerate(figure.qualifiers, start=1):
            said = {"figure_id": id, "position": number, "qualifier": qualifier}
            rows.add("qualifier", f"{id}#{qualifier}", said, rows.paths.get(owner["id"]))
    return ids


def _printed(figure: Figure) -> dict[str, Any]:
    value = figure.value
    return {
        "statement": figure.statement,
        "statistic": figure.statistic,
        "reported": figure.reported,
        "reported_text": figure.text,
        "value_text": None if value is None else f"{value:f}",
        "value": None if value is None else float(value),
        "decimals": None if value is None else max(0, -int(value.as_tuple().exponent)),
        "sign": figure.sign,
        "unit": figure.unit or None,
        "counted": figure.counted or None,
        "level": None if figure.level is None else f"{figure.level:f}",
        "per": figure.per or None,
        "absent_reason": figure.absent,
    }


def read_figures(rows: Sequence[Row], qualifiers: Mapping[str, Sequence[Row]]) -> tuple[Figure, ...]:
    """The figures of one result or fact, from its rows in order of position, and the qualifiers of each."""
    return tuple(
        Figure(
            statement=row["statement"],
            statistic=row["statistic"],
            reported=row["reported"],
            value=None if row["value_text"] is None else Decimal(row["value_text"]),
            sign=row["sign"],
            unit=row["unit"] or "",
            counted=row["counted"] or "",
            level=None if row["level"] is None else Decimal(row["level"]),
            qualifiers=tuple(said["qualifier"] for said in qualifiers.get(row["id"], ())),
            per=row["per"] or "",
            absent=row["absent_reason"],
        )
        for row in rows
    )


def read_cell(rows: RecordRows, figures: tuple[Figure, ...]) -> FigureCell:
    """The cell that states figures of the rows of a record. Raises ValueError where none does."""
    return FigureCell(canonical_text(figures) if rows.sure else render(figures), figures)


class FigureSources:
    """Adds the sources of figures: excerpts of one document, or of the report of a study."""

    def __init__(self, rows: RecordRows, document: str | None, reference: str | None) -> None:
        self._rows = rows
        self._document = document
        self._reference = reference

    def add(
        self, id: str, place: PrintedPlace | None, excerpts: Sequence[Excerpt], *, inherited: bool = False
    ) -> None:
        """Add the place that states a figure; nothing when no place does.

        The position of a source is that of its excerpt in the list of its column, from 1.
        """
        if place is None:
            return
        excerpt = excerpts[place.excerpt]
        in_document = excerpt.start is not None
        values = {
            "figure_id": id,
            "position": place.excerpt + 1,
            "document_id": self._document if in_document else None,
            "reference_id": None if in_document else self._reference,
            "location": None if in_document else excerpt.location,
            "excerpt_start": excerpt.start,
            "excerpt": excerpt.text,
            "start": None if excerpt.start is None else excerpt.start + place.start,
            "printed": place.printed,
            "inherited": inherited,
        }
        self._rows.add("figure_source", f"{id}#{place.excerpt + 1}", values, self._rows.paths.get(id))


def read_excerpts(sources: Sequence[Row]) -> tuple[Excerpt, ...]:
    """The excerpts of a column, from the source rows of all its figures."""
    own = {row["position"]: row for row in sources if not row["inherited"]}
    return tuple(
        Excerpt(row["excerpt_start"], row["location"] or "", row["excerpt"]) for _, row in sorted(own.items())
    )


def document_of(rows: RecordRows) -> str | None:
    """The document that the offsets of a record count in; None when it states none."""
    documents = {row["document_id"] for row in rows.of("figure_source")} - {None}
    return next(iter(documents), None)
