"""What is special in indications: PICO elements, paragraphs, studies of groups, limitations, bases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.records.indications import FindingEntry, GroupEntry, IndicationRecord, RelevanceEntry
from kb.records.prose_tokens import parse_figure_token, tokens_of
from kb.records.yaml_source import Path
from kb.store.appraisals import (
    ANSWERS,
    AppraisalAnswer,
    add_appraisals,
    answer_names,
    code_pointers,
    written_limitation,
)
from kb.store.prose import Binder
from kb.store.rows import RecordRows, Row, numbered, present_values
from kb.store.special import Pointer, RecordNames, SpecialMapping, SpecialTable

_ELEMENTS = {"intervention": "interventions", "comparator": "comparators"}
"""Element of the PICO question -> field with its keys."""


def _id(indication: IndicationRecord) -> str:
    return f"{indication.policy}/{indication.indication}"


def _add_concluded_with(rows: RecordRows, indication: IndicationRecord, names: RecordNames) -> None:
    key = indication.concluded_with
    rows.only_row("indication")["concluded_with_id"] = None if key is None else f"{indication.policy}/{key}"


def _read_concluded_with(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    if (id := rows.only_row("indication")["concluded_with_id"]) is not None:
        data["concluded_with"] = id.rpartition("/")[2]


def _concluded_with(indication: IndicationRecord) -> Iterator[Pointer]:
    if indication.concluded_with is not None:
        key = f"{indication.policy}/{indication.concluded_with}"
        yield Pointer(("concluded_with",), "indications", key)


SHARED_CONCLUSION = SpecialMapping(
    {IndicationRecord: ("concluded_with",)},
    {"indication": SpecialTable()},
    _add_concluded_with,
    _read_concluded_with,
    _concluded_with,
)


def _add_pico(rows: RecordRows, indication: IndicationRecord, names: RecordNames) -> None:
    id = _id(indication)
    for element, field in _ELEMENTS.items():
        for position, key in numbered(getattr(indication, field)):
            values = {"indication_id": id, "element": element, "position": position, "intervention_id": key}
            rows.add("pico_element", f"{id}/{element}/{key}", values, (field, position - 1))


def _read_pico(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    for element, field in _ELEMENTS.items():
        rows_of_element = rows.ordered("pico_element", element=element)
        data[field] = tuple(row["intervention_id"] for row in rows_of_element)


PICO_ELEMENTS = SpecialMapping(
    {IndicationRecord: tuple(_ELEMENTS.values())}, {"pico_element": SpecialTable()}, _add_pico, _read_pico
)

_SECTIONS = {
    "purpose": "purpose",
    "question": "question",
    "context": "context",
    "outcome_note": "outcome-note",
}
"""Field of an indication -> section that its paragraphs are kept under, in order."""


def _add_sections(rows: RecordRows, indication: IndicationRecord, names: RecordNames) -> None:
    id = _id(indication)
    for place, (field, section) in numbered(_SECTIONS.items()):
        value = getattr(indication, field)
        paragraphs = value if isinstance(value, tuple) else () if value is None else (value,)
        for position, text in numbered(paragraphs):
            values = {
                "policy_id": indication.policy,
                "indication_id": id,
                "indication_key": indication.indication,
                "section": section,
                "section_position": place,
                "position": position,
                "heading": None,
                "text": text,
            }
            rows.add("section_text", f"{id}/{section}/{position}", values, (field, position - 1))


def _read_sections(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    """Paragraphs by section: a list for the context, one text for the others."""
    fields = {section: field for field, section in _SECTIONS.items()}
    for row in rows.ordered("section_text", "section_position", "position"):
        field = fields[row["section"]]
        data[field] = (*data.get(field, ()), row["text"]) if field == "context" else row["text"]


SECTIONS_OF_INDICATION = SpecialMapping(
    {IndicationRecord: tuple(_SECTIONS)},
    {"section_text": SpecialTable(prose=("text",))},
    _add_sections,
    _read_sections,
)


def _add_uses(rows: RecordRows, indication: IndicationRecord, names: RecordNames) -> None:
    id = _id(indication)
    for index, group in enumerate(indication.groups):
        for position, study in numbered(group.studies):
            values = {
                "indication_id": id,
                "study_id": study,
                "evidence_group_id": f"{id}/{group.key}",
                "position": position,
            }
            path = ("groups", index, "studies", position - 1)
            rows.add("study_use", f"{id}/{study}", values, path)
            rows.note(study, path)


def _read_uses(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    uses = rows.below("study_use", "evidence_group_id")
    id = rows.only_row("indication")["id"]
    for group in data.get("groups", ()):
        group["studies"] = tuple(use["study_id"] for use in uses.get(f"{id}/{group['key']}", ()))


STUDIES_OF_GROUPS = SpecialMapping(
    {GroupEntry: ("studies",)}, {"study_use": SpecialTable()}, _add_uses, _read_uses
)


def _add_limitations(rows: RecordRows, indication: IndicationRecord, names: RecordNames) -> None:
    id = _id(indication)
    of_study: dict[str, list[tuple[Path, RelevanceEntry]]] = {}
    for index, item in enumerate(indication.limitations):
        of_study.setdefault(item.study, []).append((("limitations", index), item))
    for study, items in of_study.items():
        none, own = items[0][1].none_identified, items[0][1].instrument
        values = {
            "study_id": study,
            "indication_id": id,
            "instrument_version_id": own if none and own else indication.edition_of(study),
            "none_identified": none,
        }
        answers = [
            AppraisalAnswer(item.code, item.domain, item.note, path, item.instrument)
            for path, item in items
            if not item.none_identified
        ]
        add_appraisals(rows, f"{id}/{study}", values, answers, items[0][0] if none else None)


def _read_limitations(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    editions = {
        study: group.get("instrument") for group in data.get("groups", ()) for study in group["studies"]
    }
    studies = list(editions)
    answers = rows.below("appraisal_answer", "appraisal_id")
    appraisals = sorted(rows.of("appraisal"), key=lambda row: (studies.index(row["study_id"]), row["id"]))
    limitations: list[dict[str, Any]] = []
    for appraisal in appraisals:
        study, edition = appraisal["study_id"], appraisal["instrument_version_id"]
        named = None if edition == editions[study] else edition
        if appraisal["none_identified"]:
            limitations.append(present_values({"study": study, "none_identified": True, "instrument": named}))
        limitations += (
            {"study": study, **written_limitation(answer, named)}
            for answer in answers.get(appraisal["id"], ())
        )
    data["limitations"] = tuple(limitations)


def _codes(indication: IndicationRecord) -> Iterator[Pointer]:
    items = [(item, item.instrument or indication.edition_of(item.study)) for item in indication.limitations]
    return code_pointers(("limitations",), items)


LIMITATIONS_OF_RELEVANCE = SpecialMapping(
    {
        IndicationRecord: ("limitations",),
        RelevanceEntry: ("study", "none_identified", "code", "domain", "note", "instrument"),
    },
    ANSWERS,
    _add_limitations,
    _read_limitations,
    _codes,
)


def _add_bases(rows: RecordRows, indication: IndicationRecord, names: RecordNames) -> None:
    basis = _Basis(rows, names, indication)
    findings = indication.conclusion.findings if indication.conclusion is not None else ()
    for row, finding in zip(rows.of("finding"), findings, strict=True):
        basis.add(row["id"], finding)


class _Basis:
    """What a finding rests on: first what its record names, then the figures in its text."""

    def __init__(self, rows: RecordRows, names: RecordNames, indication: IndicationRecord) -> None:
        self._rows = rows
        self._names = names
        self._indication = _id(indication)
        self._binder = Binder(rows, names, indication.policy)

    def add(self, finding_id: str, finding: FindingEntry) -> None:
        targets: dict[tuple[str, str], str | None] = {}
        for written in finding.basis:
            if (target := self._target(written)) is not None:
                targets.setdefault(target, written)
            else:
                self._rows.unknown.append(written)
        for token in tokens_of(finding.text):
            for figure in () if token.kind == "citation" else self._binder.printed(token):
                targets.setdefault(("figure", figure), None)
        for position, ((kind, id), written_as) in numbered(targets.items()):
            values = {
                "finding_id": finding_id,
                "position": position,
                "kind": kind,
                "figure_id": id if kind == "figure" else None,
                "answer_id": id if kind == "limitation" else None,
                "recommendation_id": id if kind == "recommendation" else None,
                "stated": written_as is not None,
                "written": written_as,
            }
            self._rows.add("finding_basis", f"{finding_id}#{position}", values, self._rows.paths[finding_id])

    def _target(self, written: str) -> tuple[str, str] | None:
        study, hash_, name = written.partition("#")
        if hash_:
            answers = self._answers(study)
            answer = answer_names(answers).get(name) or self._names.answer(study, name)
            return None if answer is None else ("limitation", answer)
        if written.count("/") == 1 and not written.startswith("fact:"):
            return ("recommendation", written) if self._names.has_row("recommendation", written) else None
        figure = self._binder.figure(parse_figure_token(written))
        return None if figure is None else ("figure", figure)

    def _answers(self, study: str) -> list[Row]:
        """What limits the relevance of a study here, in the order of the editions that name it."""
        appraisals = [row["id"] for row in self._rows.ordered("appraisal", "id") if row["study_id"] == study]
        of_appraisal = self._rows.below("appraisal_answer", "appraisal_id")
        return [answer for id in appraisals for answer in of_appraisal.get(id, ())]


def _read_bases(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    of_finding = rows.below("finding_basis", "finding_id")
    findings = data.get("conclusion", {}).get("findings", ())
    for row, finding in zip(rows.ordered("finding"), findings, strict=True):
        stated = (basis for basis in of_finding.get(row["id"], ()) if basis["stated"])
        finding["basis"] = tuple(basis["written"] for basis in stated)


BASES_OF_FINDINGS = SpecialMapping(
    {FindingEntry: ("basis",)}, {"finding_basis": SpecialTable(flags=("stated",))}, _add_bases, _read_bases
)
