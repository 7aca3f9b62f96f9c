"""A policy record -> rows."""

from __future__ import annotations

from kb.records.criteria import Node
from kb.records.policies import ClinicalInput, Policy, Statement
from kb.records.policy_checks import input_cells
from kb.store.facts import add_fact
from kb.store.figures import Stated
from kb.store.names import Names
from kb.store.prose import Binder
from kb.store.rows import Rows, numbered


def policy_rows(policy: Policy, record_id: str, names: Names) -> Rows:
    """The rows of a policy record."""
    rows = Rows(record_id)
    key = policy.policy
    parent = policy.parent
    rows.add(
        "policy",
        key,
        title=policy.title,
        plan=policy.plan,
        section=policy.section,
        original_date=policy.original_date,
        review_months=policy.review_months,
        document_id=policy.document,
        parent_plan=None if parent is None else parent.plan,
        parent_number=None if parent is None else parent.number,
        parent_reference_id=None if parent is None else parent.reference,
        parent_policy_id=None if parent is None else parent.policy,
        parent_version=None if parent is None else parent.version,
    )
    date = policy.effective_date
    rows.add("policy_version", f"{key}@{date}", policy_id=key, effective_date=date)
    _add_codes(rows, policy)
    for position, statement in numbered(policy.statements):
        _add_statement(rows, policy, position, statement)
    _add_facts(rows, policy)
    _add_sections(rows, policy)
    _add_recommendations(rows, policy)
    _add_searches(rows, policy)
    _add_lists(rows, policy)
    Binder(rows, names, key).add_links()
    return rows


def _add_codes(rows: Rows, policy: Policy) -> None:
    key = policy.policy
    for position, code in numbered(policy.codes):
        rows.add(
            "policy_code",
            f"{key}/{code.system}/{code.code}",
            policy_id=key,
            position=position,
            system=code.system,
            code=code.code,
            description=code.description,
            use=code.use,
        )


def _add_statement(rows: Rows, policy: Policy, position: int, statement: Statement) -> None:
    id = f"{policy.policy}/{statement.key}"
    rows.add(
        "statement",
        id,
        policy_id=policy.policy,
        key=statement.key,
        position=position,
        determination=statement.determination,
        text=statement.text,
        previous_text=statement.previous,
    )
    for place, indication in numbered(statement.indications):
        rows.add(
            "statement_indication",
            f"{id}/{indication}",
            statement_id=id,
            indication_id=f"{policy.policy}/{indication}",
            position=place,
        )
    systems = {code.code: code.system for code in policy.codes}
    for place, code in numbered(statement.codes):
        name = f"{systems[code]}/{code}"
        rows.add(
            "statement_code",
            f"{id}/{name}",
            statement_id=id,
            policy_code_id=f"{policy.policy}/{name}",
            position=place,
        )
    if statement.criteria is not None:
        _add_criterion(rows, id, statement.criteria, (1,))


def _add_criterion(rows: Rows, statement: str, node: Node, path: tuple[int, ...]) -> None:
    above, id = (f"{statement}/{'.'.join(map(str, places))}" for places in (path[:-1], path))
    rows.add(
        "statement_criterion",
        id,
        statement_id=statement,
        parent_id=above if len(path) > 1 else None,
        position=path[-1],
        kind=node.kind(),
        minimum=node.at_least,
        text=node.text,
    )
    for position, below in numbered(node.below()):
        _add_criterion(rows, statement, below, (*path, position))


def _add_facts(rows: Rows, policy: Policy) -> None:
    stated = Stated(rows, policy.document, None)
    for position, (key, fact) in numbered(policy.facts.items()):
        owner = {
            "policy_id": policy.policy,
            "key": key,
            "position": position,
            "label": fact.label,
            "flag": fact.flag,
        }
        add_fact(rows, owner, fact.cell, fact.stated, stated)
    for position, item in numbered(policy.clinical_input):
        _add_input(rows, policy.policy, (position, item), stated)


def _add_input(rows: Rows, policy: str, place: tuple[int, ClinicalInput], stated: Stated) -> None:
    position, item = place
    facts = dict.fromkeys(("year", "societies", "centers"))
    ids: dict[str, str | None] = {f"{name}_fact_id": None for name in facts}
    for name, cell in input_cells(item).items():
        # Clinical input has facts of its own; their keys hold a slash, which no key of a record does.
        owner = {"policy_id": policy, "key": f"input/{item.year}/{name}", "position": 0}
        ids[f"{name}_fact_id"] = add_fact(rows, owner, cell, item.stated.get(name, ()), stated)
    rows.add(
        "clinical_input",
        f"{policy}/{item.year}",
        policy_id=policy,
        position=position,
        year=item.year,
        summary=item.summary,
        **ids,
    )


def _add_sections(rows: Rows, policy: Policy) -> None:
    key = policy.policy
    for place, (section, paragraphs) in numbered(policy.sections.items()):
        for position, paragraph in numbered(paragraphs):
            rows.add(
                "section_text",
                f"{key}/{section}/{position}",
                policy_id=key,
                indication_id=None,
                indication_key="",
                section=section,
                section_position=place,
                position=position,
                heading=paragraph.heading,
                text=paragraph.text,
            )


def _add_recommendations(rows: Rows, policy: Policy) -> None:
    key = policy.policy
    position = 0
    for use in policy.guidelines:
        for recommendation, indication in use.recommendations.items():
            position += 1
            name = f"{use.guideline}/{recommendation}"
            rows.add(
                "policy_recommendation",
                f"{key}/{name}",
                policy_id=key,
                recommendation_id=name,
                indication_id=None if indication == "none" else f"{key}/{indication}",
                position=position,
            )


def _add_searches(rows: Rows, policy: Policy) -> None:
    for place, search in numbered(policy.searches):
        id = f"{policy.policy}/{search.key}"
        values = search.model_dump(exclude={"indications"})
        rows.add("search_strategy", id, **_at(policy.policy, place), **values)
        for position, indication in numbered(search.indications):
            rows.add(
                "strategy_indication",
                f"{id}/{indication}",
                strategy_id=id,
                indication_id=f"{policy.policy}/{indication}",
                position=position,
            )


def _add_lists(rows: Rows, policy: Policy) -> None:
    key = policy.policy
    for place, related in numbered(policy.related):
        rows.add("related_policy", f"{key}/{place}", **_at(key, place), **related.model_dump())
    for place, cover in numbered(policy.coverage):
        values = {"authority": cover.authority, "coverage": cover.position, "text": cover.text}
        rows.add("coverage_position", f"{key}/{cover.authority}", **_at(key, place), **values)
    for place, search in numbered(policy.trial_search):
        registry = {"registry_name": search.registry}
        values = search.model_dump(exclude={"registry"})
        rows.add(
            "trial_search", f"{key}/{search.registry}/{search.date}", **_at(key, place), **registry, **values
        )
    for place, trial in numbered(policy.ongoing_trials):
        registry = {"registry_name": trial.registry}
        values = trial.model_dump(exclude={"registry"})
        rows.add(
            "ongoing_trial", f"{key}/{trial.registry}:{trial.number}", **_at(key, place), **registry, **values
        )
    for place, entry in numbered(policy.history):
        values = {"effective_date": entry.date, "action": entry.action}
        rows.add("history_entry", f"{key}/{place}", **_at(key, place), **values)
    for place, term in numbered(policy.definitions):
        rows.add("definition", f"{key}/{place}", **_at(key, place), **term.model_dump())
    for place, reference in numbered(policy.also_listed):
        rows.add("listed_reference", f"{key}/{reference}", **_at(key, place), reference_id=reference)


def _at(policy: str, position: int) -> dict[str, str | int]:
    return {"policy_id": policy, "position": position}
