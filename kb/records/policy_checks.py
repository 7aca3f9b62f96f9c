"""What can be wrong between the fields of a policy record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kb.errors import nearest
from kb.notation import parse
from kb.records.acknowledgements import acknowledgement_flaws
from kb.records.base import Excerpts, Flaw
from kb.records.cells import FigureCell
from kb.records.code_ranges import code_ends
from kb.records.excerpts import excerpt_flaws
from kb.records.plans import boilerplate_flaws
from kb.records.policies import ClinicalInputEntry, PolicyRecord, StatementEntry
from kb.records.scalars import OF_POLICY, Refused, check_numbers
from kb.records.yaml_source import Path

REGULATORY = "regulatory"
"""The section whose text may hold any number: what an authority approved, with limits, doses, dates."""


def policy_flaws(policy: PolicyRecord) -> Iterator[Flaw]:
    """Every flaw of the policy, field by field."""
    yield from _repeated(policy)
    yield from acknowledgement_flaws(policy.acknowledged)
    for index, statement in enumerate(policy.statements):
        yield from _statement_flaws(policy, statement, ("statements", index))
    for index, code in enumerate(policy.codes):
        ends = code_ends(code.system, code.code)
        if ends is not None and ends.last < ends.first:
            yield Flaw(("codes", index, "code"), f"`{code.code}` ends before it begins.", "Check both codes.")
        if "," in code.code or ";" in code.code:
            remedy = "Write an entry for each of them, so that each is found."
            yield Flaw(("codes", index, "code"), f"`{code.code}` is several codes.", remedy)
        yield from _date_flaws((code.valid_from, code.valid_to), ("codes", index, "valid_to"))
    yield from boilerplate_flaws(policy.boilerplate)
    parent = policy.parent
    if parent is not None and parent.plan is None and parent.policy is None:
        remedy = "Add `plan`, whose policy it is, or `policy`, its number here."
        yield Flaw(("parent",), "names neither plan nor policy.", remedy)
    if parent is not None and parent.version is not None and parent.policy is None:
        yield Flaw(("parent", "version"), "no policy is named.", "Add `policy`, its number here.")
    if policy.review_months == 0:
        yield Flaw(("review_months",), "a policy is reviewed after a month at the earliest.", "Write 12.")
    yield from _typed_results(policy)
    for key, fact in policy.facts.items():
        if fact.stated:
            yield from excerpt_flaws(fact.cell, fact.stated, ("facts", key, "stated"))
    for index, use in enumerate(policy.guidelines):
        if not use.recommendations:
            remedy = "Name one, with the indication that it bears on, or remove the guideline."
            yield Flaw(("guidelines", index), "names no recommendation.", remedy)
    for index, search in enumerate(policy.guideline_search):
        if not search.none_identified:
            remedy = "Write yes, or enter what was found under `guidelines`."
            yield Flaw(("guideline_search", index, "none_identified"), "is always yes.", remedy)
    for index, item in enumerate(policy.clinical_input):
        for key, excerpts in item.stated.items():
            yield from excerpt_flaws(
                input_cells(item).get(key), excerpts, ("clinical_input", index, "stated", key)
            )
    if policy.document is None and any(
        excerpt.start is not None for excerpts_found in _excerpts(policy) for excerpt in excerpts_found
    ):
        yield Flaw((), "`document` is missing: offsets under `stated` count in a document.", "Name it.")


def _statement_flaws(policy: PolicyRecord, statement: StatementEntry, path: Path) -> Iterator[Flaw]:
    yield from _date_flaws((statement.service_from, statement.service_to), (*path, "service_to"))
    yield from _requirement_flaws(policy, statement, path)
    known = [code.code for code in policy.codes]
    seen: set[tuple[str | None, str]] = set()
    for place, code in enumerate(statement.codes):
        below = (*path, "codes", place)
        systems = [listed.system for listed in policy.codes if listed.code == code.code]
        named = code.system or next(iter(systems), None)
        if not systems:
            yield Flaw(
                below,
                f"`{code.code}` is no code of this policy.",
                nearest(code.code, known) or "Add it to `codes`.",
            )
        elif code.system is None and len(systems) > 1:
            remedy = f"Say which: {{code: {code.code}, system: {systems[0]}}}."
            yield Flaw(below, f"`{code.code}` is a code of {' and '.join(systems)}.", remedy)
        elif named not in systems:
            remedy = f"The policy lists it under {' and '.join(systems)}."
            yield Flaw(below, f"`{code.code}` is no {named} code of this policy.", remedy)
        if (named, code.code) in seen:
            yield Flaw(below, f"`{code.code}` is listed twice.", "Remove one of them.")
        seen.add((named, code.code))
        yield from _date_flaws((code.valid_from, code.valid_to), (*below, "valid_to"))


def _requirement_flaws(policy: PolicyRecord, statement: StatementEntry, path: Path) -> Iterator[Flaw]:
    """A statement has to require others of its policy, and none that requires it."""
    requires = {other.key: other.requires for other in policy.statements}
    for place, key in enumerate(statement.requires):
        below = (*path, "requires", place)
        if key not in requires:
            known = [other for other in requires if other != statement.key]
            remedy = nearest(key, known) or f"Its statements are {', '.join(known)}." if known else ""
            yield Flaw(below, f"`{key}` is no statement of this policy.", remedy)
        elif statement.key in _required_by(key, requires):
            yield Flaw(below, f"`{key}` requires this statement itself.", "Remove one of the two.")


def _required_by(key: str, requires: Mapping[str, Sequence[str]]) -> set[str]:
    """The key, and every statement that it requires, straight or by way of others."""
    needed: set[str] = set()
    left = [key]
    while left:
        if (at := left.pop()) not in needed:
            needed.add(at)
            left += requires.get(at, ())
    return needed


def _date_flaws(days: tuple[str | None, str | None], path: Path) -> Iterator[Flaw]:
    first, last = days
    if first is not None and last is not None and last < first:
        yield Flaw(path, f"{last} is before {first}.", "Write the first day first.")


def input_cells(item: ClinicalInputEntry) -> dict[str, FigureCell]:
    """The numbers of a round of clinical input as cells, by their key."""
    year = FigureCell(str(item.year), parse(str(item.year)))
    cells = {"year": year, "societies": item.societies, "centers": item.centers}
    return {key: cell for key, cell in cells.items() if cell is not None}


def _typed_results(policy: PolicyRecord) -> Iterator[Flaw]:
    """Results that are typed into background; what an authority says of a product is told as it says it."""
    for section, paragraphs in policy.sections.items():
        for index, paragraph in enumerate(paragraphs if section != REGULATORY else ()):
            try:
                check_numbers(paragraph.text, OF_POLICY)
            except Refused as error:
                yield Flaw(("sections", section, index), error.message, error.remedy)


def _repeated(policy: PolicyRecord) -> Iterator[Flaw]:
    """Entries without a row of their own, or with a numbered one."""
    lists: dict[str, Sequence[str]] = {
        "guidelines": [item.guideline for item in policy.guidelines],
        "definitions": [item.term for item in policy.definitions],
    }
    for field, keys in lists.items():
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield Flaw((field, index), f"`{key}` is listed twice.", "Remove or rename one of them.")


def _excerpts(policy: PolicyRecord) -> Iterator[Excerpts]:
    yield from (fact.stated for fact in policy.facts.values())
    for item in policy.clinical_input:
        yield from item.stated.values()
