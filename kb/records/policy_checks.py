"""What can be wrong between the fields of a policy record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.errors import nearest
from kb.notation import parse
from kb.records.acknowledgements import acknowledgement_flaws
from kb.records.base import Excerpts, Flaw
from kb.records.cells import FigureCell
from kb.records.excerpts import excerpt_flaws
from kb.records.plans import boilerplate_flaws
from kb.records.policies import ClinicalInputEntry, PolicyRecord


def policy_flaws(policy: PolicyRecord) -> Iterator[Flaw]:
    """Every flaw of the policy, field by field."""
    yield from _repeated(policy)
    yield from acknowledgement_flaws(policy.acknowledged)
    known = [code.code for code in policy.codes]
    for index, statement in enumerate(policy.statements):
        for code in statement.codes:
            path = ("statements", index, "codes")
            if code not in known:
                yield Flaw(
                    path, f"`{code}` is no code of this policy.", nearest(code, known) or "Add it to `codes`."
                )
            elif known.count(code) > 1:
                yield Flaw(path, f"`{code}` is a code of two systems.", "Statements need codes that differ.")
    yield from boilerplate_flaws(policy.boilerplate)
    parent = policy.parent
    if parent is not None and parent.plan is None and parent.policy is None:
        remedy = "Add `plan`, whose policy it is, or `policy`, its number here."
        yield Flaw(("parent",), "names neither plan nor policy.", remedy)
    if parent is not None and parent.version is not None and parent.policy is None:
        yield Flaw(("parent", "version"), "no policy is named.", "Add `policy`, its number here.")
    if policy.review_months == 0:
        yield Flaw(("review_months",), "a policy is reviewed after a month at the earliest.", "Write 12.")
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


def input_cells(item: ClinicalInputEntry) -> dict[str, FigureCell]:
    """The numbers of a round of clinical input as cells, by their key."""
    year = FigureCell(str(item.year), parse(str(item.year)))
    cells = {"year": year, "societies": item.societies, "centers": item.centers}
    return {key: cell for key, cell in cells.items() if cell is not None}


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
