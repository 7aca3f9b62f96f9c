"""What is special in policies: version, codes and criteria of statements, facts, sections, guidelines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from kb.records.code_ranges import code_ends
from kb.records.policies import (
    ClinicalInputEntry,
    CriterionNode,
    FactEntry,
    GuidelineUseEntry,
    ParagraphEntry,
    PolicyRecord,
    StatementCodeEntry,
    StatementEntry,
)
from kb.records.policy_checks import input_cells
from kb.records.yaml_source import Path
from kb.store.facts import add_fact, read_fact
from kb.store.figures import FigureSources
from kb.store.rows import RecordRows, Row, numbered, present_values
from kb.store.special import FACTS, Pointer, RecordNames, SpecialMapping, SpecialTable


def _add_version(rows: RecordRows, policy: PolicyRecord, names: RecordNames) -> None:
    values = {"policy_id": policy.policy, "effective_date": policy.effective_date}
    rows.add("policy_version", f"{policy.policy}@{policy.effective_date}", values, ("effective_date",))


def _read_version(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    data["effective_date"] = rows.only_row("policy_version")["effective_date"]


POLICY_VERSION = SpecialMapping(
    {PolicyRecord: ("effective_date",)}, {"policy_version": SpecialTable()}, _add_version, _read_version
)


_CODE_DATES = ("valid_from", "valid_to", "note")
"""What a statement says about a code, besides which one it is."""


def _add_statements(rows: RecordRows, policy: PolicyRecord, names: RecordNames) -> None:
    for row in rows.of("listed_code"):
        ends = code_ends(row["system"], row["code"])
        row["first_code"], row["last_code"] = (None, None) if ends is None else ends
    systems = {code.code: code.system for code in policy.codes}
    for index, statement in enumerate(policy.statements):
        id, path = f"{policy.policy}/{statement.key}", ("statements", index)
        for position, code in numbered(statement.codes):
            name = f"{code.system or systems[code.code]}/{code.code}"
            values = {
                "statement_id": id,
                "policy_code_id": f"{policy.policy}/{name}",
                "position": position,
                "system_named": code.system is not None,
                **{field: getattr(code, field) for field in _CODE_DATES},
            }
            rows.add("statement_code", f"{id}/{name}", values, (*path, "codes", position - 1))
        if statement.criteria is not None:
            _add_criterion(rows, id, (statement.criteria, path), (1,), count(1))


def _add_criterion(
    rows: RecordRows,
    statement: str,
    node: tuple[CriterionNode, Path],
    places: tuple[int, ...],
    numbers: Iterator[int],
) -> None:
    above, id = (f"{statement}/{'.'.join(map(str, numbers))}" for numbers in (places[:-1], places))
    criterion, path = node
    values = {
        "statement_id": statement,
        "parent_id": above if len(places) > 1 else None,
        "position": places[-1],
        "number": next(numbers),
        "kind": criterion.kind(),
        "minimum": criterion.at_least,
        "text": criterion.text,
    }
    rows.add("criterion", id, values, path)
    for position, below in numbered(criterion.below()):
        _add_criterion(rows, statement, (below, path), (*places, position), numbers)


def _read_statements(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    codes = {code["id"]: code for code in rows.of("listed_code")}
    of_statement = rows.below("statement_code", "statement_id")
    criteria = rows.below("criterion", "statement_id")
    for statement in data.get("statements", ()):
        id = f"{data['policy']}/{statement['key']}"
        statement["codes"] = tuple(
            _statement_code(row, codes[row["policy_code_id"]]) for row in of_statement.get(id, ())
        )
        nodes = criteria.get(id, [])
        root = next((node for node in nodes if node["parent_id"] is None), None)
        statement["criteria"] = None if root is None else _criterion(nodes, root)


def _statement_code(row: Row, code: Row) -> dict[str, Any]:
    system = code["system"] if row["system_named"] else None
    values = {"code": code["code"], "system": system, **{field: row[field] for field in _CODE_DATES}}
    return present_values(values)


def _criterion(nodes: list[Row], row: Row) -> dict[str, Any]:
    below = tuple(_criterion(nodes, node) for node in nodes if node["parent_id"] == row["id"])
    lists = {"all": "all", "any": "any", "none": "none", "at-least": "of"}
    values = {"text": row["text"], "at-least": row["minimum"]}
    return present_values(values | ({lists[row["kind"]]: below} if row["kind"] in lists else {}))


STATEMENT_CODES_AND_CRITERIA = SpecialMapping(
    {
        StatementEntry: ("codes", "criteria"),
        StatementCodeEntry: ("code", "system", *_CODE_DATES),
        CriterionNode: ("text", "all", "any", "none", "at_least", "of"),
    },
    {
        "listed_code": SpecialTable(),
        "statement_code": SpecialTable(flags=("system_named",), prose=("note",), words=("note",)),
        "criterion": SpecialTable(prose=("text",), words=("text",)),
    },
    _add_statements,
    _read_statements,
)


_INPUT = ("year", "societies", "centers")
"""Numbers of a round of clinical input that are facts, too."""


def _add_facts(rows: RecordRows, policy: PolicyRecord, names: RecordNames) -> None:
    stated = FigureSources(rows, policy.document, None)
    for position, (key, fact) in numbered(policy.facts.items()):
        own = {"key": key, "position": position, "label": fact.label, "flag": fact.flag}
        rows.note(f"{policy.policy}/{key}", ("facts", key))
        add_fact(rows, {"policy_id": policy.policy, **own}, fact.cell, fact.stated, stated)
    for index, (row, item) in enumerate(zip(rows.of("clinical_input"), policy.clinical_input, strict=True)):
        row.update({f"{name}_fact_id": None for name in _INPUT})
        for name, cell in input_cells(item).items():
            # Clinical input has facts of its own; their keys hold a slash, which no key of a record does.
            owner = {"policy_id": policy.policy, "key": f"input/{item.year}/{name}", "position": 0}
            id = f"{policy.policy}/{owner['key']}"
            rows.note(id, ("clinical_input", index, name))
            row[f"{name}_fact_id"] = add_fact(rows, owner, cell, item.stated.get(name, ()), stated)


def _read_facts(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    facts = rows.ordered("fact")
    data["facts"] = {fact["key"]: read_fact(rows, fact) for fact in facts if "/" not in fact["key"]}
    by_id = {fact["id"]: fact for fact in facts}
    for row, item in zip(rows.ordered("clinical_input"), data.get("clinical_input", ()), strict=True):
        input_facts = {name: read_fact(rows, by_id[id]) for name in _INPUT if (id := row[f"{name}_fact_id"])}
        item |= {name: input_facts[name]["cell"] for name in ("societies", "centers") if name in input_facts}
        item["stated"] = {name: fact["stated"] for name, fact in input_facts.items() if "stated" in fact}


POLICY_FACTS = SpecialMapping(
    {
        PolicyRecord: ("facts",),
        FactEntry: ("cell", "label", "stated", "flag"),
        ClinicalInputEntry: ("societies", "centers", "stated"),
    },
    {**FACTS, "clinical_input": SpecialTable()},
    _add_facts,
    _read_facts,
)


def _add_sections(rows: RecordRows, policy: PolicyRecord, names: RecordNames) -> None:
    for place, (section, paragraphs) in numbered(policy.sections.items()):
        for position, paragraph in numbered(paragraphs):
            values = {
                "policy_id": policy.policy,
                "indication_id": None,
                "indication_key": None,
                "section": section,
                "section_position": place,
                "position": position,
                "heading": paragraph.heading,
                "text": paragraph.text,
            }
            path = ("sections", section, position - 1)
            rows.add("section_text", f"{policy.policy}/{section}/{position}", values, path)


def _read_sections(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    sections: dict[str, tuple[Any, ...]] = {}
    for row in rows.ordered("section_text", "section_position", "position"):
        paragraph = present_values({"heading": row["heading"], "text": row["text"]})
        sections[row["section"]] = (*sections.get(row["section"], ()), paragraph)
    data["sections"] = sections


SECTIONS_OF_POLICY = SpecialMapping(
    {PolicyRecord: ("sections",), ParagraphEntry: ("heading", "text")},
    {"section_text": SpecialTable(prose=("text",))},
    _add_sections,
    _read_sections,
)


def _add_guidelines(rows: RecordRows, policy: PolicyRecord, names: RecordNames) -> None:
    position = 0
    for index, use in enumerate(policy.guidelines):
        for key, indication in use.recommendations.items():
            position += 1
            name = f"{use.guideline}/{key}"
            values = {
                "policy_id": policy.policy,
                "recommendation_id": name,
                "indication_id": None if indication == "none" else f"{policy.policy}/{indication}",
                "position": position,
            }
            path = ("guidelines", index, "recommendations", key)
            rows.add("policy_recommendation", f"{policy.policy}/{name}", values, path)


def _read_guidelines(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    uses: dict[str, dict[str, str]] = {}
    for row in rows.ordered("policy_recommendation"):
        guideline, _, key = str(row["recommendation_id"]).partition("/")
        indication = "none" if row["indication_id"] is None else str(row["indication_id"]).rpartition("/")[2]
        uses.setdefault(guideline, {})[key] = indication
    data["guidelines"] = tuple({"guideline": key, "recommendations": found} for key, found in uses.items())


def _recommendations(policy: PolicyRecord) -> Iterator[Pointer]:
    for index, use in enumerate(policy.guidelines):
        for key, indication in use.recommendations.items():
            path = ("guidelines", index, "recommendations", key)
            yield Pointer(path, "recommendations", f"{use.guideline}/{key}")
            if indication != "none":
                yield Pointer(path, "indications", f"{policy.policy}/{indication}")


GUIDELINES_OF_POLICY = SpecialMapping(
    {PolicyRecord: ("guidelines",), GuidelineUseEntry: ("guideline", "recommendations")},
    {"policy_recommendation": SpecialTable()},
    _add_guidelines,
    _read_guidelines,
    _recommendations,
)
