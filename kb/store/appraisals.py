"""Limitations and strengths <-> rows, for studies and for their use in an indication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kb.records.instruments import InstrumentItemEntry, InstrumentRecord
from kb.records.yaml_source import Path
from kb.store.rows import RecordRows, Row, numbered, present_values
from kb.store.special import Pointer, RecordNames, SpecialMapping, SpecialTable


@dataclass(frozen=True, slots=True)
class AppraisalAnswer:
    """A limitation (code or domain) or, with neither, a strength."""

    code: str | None
    domain: str | None
    note: str | None
    path: Path
    """Where the record says it."""
    edition: str | None = None
    """Edition that the code is of, where it is another than that of the rest."""


def add_appraisals(
    rows: RecordRows, id: str, values: Row, answers: Sequence[AppraisalAnswer], path: Path | None = None
) -> None:
    """Add an appraisal with its answers, and one more for each other edition that answers name.

    ``values`` name the study, the indication, and the edition of answers that name none. With a ``path`` the
    first is there without answers, too.
    """
    own = values["instrument_version_id"]
    editions: dict[str, list[AppraisalAnswer]] = {} if path is None else {own: []}
    for answer in answers:
        editions.setdefault(answer.edition or own, []).append(answer)
    added: list[Row] = []
    for edition, of_edition in editions.items():
        none = values["none_identified"] and edition == own
        described = {**values, "instrument_version_id": edition, "none_identified": none}
        place = of_edition[0].path if path is None else path
        appraisal = rows.add("appraisal", id if edition == own else f"{id}/{edition}", described, place)
        added += _added_answers(rows, appraisal, of_edition)
    for name, answer_id in answer_names(added).items():
        rows.note(f"{values['study_id']}#{name}", rows.paths[answer_id])


def _added_answers(rows: RecordRows, appraisal: Row, answers: Sequence[AppraisalAnswer]) -> Iterator[Row]:
    """Add the answers of an appraisal, in order."""
    for position, answer in numbered(answers):
        table, domain = _place(answer)
        values = {
            "appraisal_id": appraisal["id"],
            "position": position,
            "kind": "strength" if answer.code is None and answer.domain is None else "limitation",
            "table_name": table,
            "domain": domain,
            "item_id": None if answer.code is None else f"{appraisal['instrument_version_id']}/{answer.code}",
            "note": answer.note,
        }
        yield rows.add("appraisal_answer", f"{appraisal['id']}#{position}", values, answer.path)


def code_pointers(path: Path, items: Sequence[tuple[Any, str | None]]) -> Iterator[Pointer]:
    """The codes of an edition that limitations name; each limitation with its edition."""
    for index, (item, edition) in enumerate(items):
        if item.code is not None and edition is not None:
            yield Pointer((*path, index, "code"), "items", f"{edition}/{item.code}")


ANSWERS = {
    "appraisal": SpecialTable(flags=("none_identified",)),
    "appraisal_answer": SpecialTable(prose=("note",)),
}
"""The tables that mappings of limitations and strengths fill."""


def _place(answer: AppraisalAnswer) -> tuple[str, str | None]:
    """Table and domain; a strength is of no domain."""
    written = answer.code or answer.domain
    if written is None:
        return "conduct", None
    table, domain, *_ = written.split("/")
    return table, domain


def answer_name(row: Row) -> str:
    """How prose and findings call an answer: its code, its domain, or ``strength``."""
    if row["kind"] == "strength":
        return "strength"
    if row["item_id"] is not None:
        return "/".join(str(row["item_id"]).split("/")[1:])
    return f"{row['table_name']}/{row['domain']}"


def answer_names(answers: Sequence[Row]) -> dict[str, str]:
    """Name -> id of the answers of one appraisal in order; ``.2`` on from the second of a name."""
    seen: Counter[str] = Counter()
    names: dict[str, str] = {}
    for row in answers:
        name = answer_name(row)
        seen[name] += 1
        names[name if seen[name] == 1 else f"{name}.{seen[name]}"] = row["id"]
    return names


def written_limitation(row: Row, edition: str | None) -> dict[str, Any]:
    """A limitation as a record writes it; ``edition`` is None where it is that of the rest."""
    key = "domain" if row["item_id"] is None else "code"
    return present_values({key: answer_name(row), "note": row["note"], "instrument": edition})


def _add_codes(rows: RecordRows, instrument: InstrumentRecord, names: RecordNames) -> None:
    name = instrument.instrument.removesuffix(f"-{instrument.edition}")
    rows.only_row("instrument_version")["instrument"] = name
    for row, item in zip(rows.of("instrument_item"), instrument.items, strict=True):
        row["table_name"], row["domain"], row["code"] = item.code.split("/")


def _read_codes(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    for row, item in zip(rows.ordered("instrument_item"), data.get("items", ()), strict=True):
        item["code"] = f"{row['table_name']}/{row['domain']}/{row['code']}"


LIMITATION_CODES = SpecialMapping(
    {InstrumentItemEntry: ("code",)}, {"instrument_item": SpecialTable()}, _add_codes, _read_codes
)
