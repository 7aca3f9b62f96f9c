"""``kb plan show``: what a plan says once for all its policies, and which policies these are."""

from __future__ import annotations

from pathlib import Path

from kb.db.connect import Reader
from kb.db.queries import run
from kb.documents.content import Block, Bullets, Document, Section, Table
from kb.evidence.plan import HealthPlan, read_plan
from kb.reports.own_words import contacts, in_plan_style, own_words

_PLACES = {
    "front": "before the policy statement",
    "statement": "after the policy statement",
    "back": "at the back",
}


def build_plan_page(reader: Reader, key: str, *, templates: Path | None = None) -> Document:
    """The page of a plan. Raises KbError for an unknown plan; ``templates`` is accepted as by every page."""
    del templates
    plan = read_plan(reader, key)
    policies = [row for row in run(reader, "evidence/policy_list") if row["plan_key"] == key]
    asked = contacts(plan)
    sections = (
        Section("Policies", _policies(policies, plan), key="policies"),
        Section("House style", _style(plan), key="house-style"),
        Section("Determinations", _determinations(plan), key="determinations"),
        Section("Study selection criteria", _criteria(plan), key="criteria"),
        Section("Boilerplate", _boilerplate(plan), key="boilerplate"),
        Section("Definitions", _definitions(plan), key="definitions"),
        Section("Disclaimer", _disclaimer(plan), key="disclaimer"),
        Section("Contacts", () if asked is None else (asked,), key="contacts"),
    )
    kept = tuple(section for section in sections if section.blocks)
    page = Document(plan.name, tuple((label, value) for label, value in _facts(plan) if value), kept)
    return in_plan_style(page, plan._replace(headings={}))


def _facts(plan: HealthPlan) -> tuple[tuple[str, str], ...]:
    return (
        ("Key", plan.key),
        ("Abbreviation", plan.abbreviation or ""),
        ("Website", plan.website or ""),
        ("Months between reviews", str(plan.review_months or 12)),
        ("Dates", plan.day("2021-11-01")),
        ("Instruments", ", ".join(plan.instruments)),
        ("Logo", plan.logo.text if plan.logo else ""),
    )


def _policies(policies: list[dict[str, object]], plan: HealthPlan) -> tuple[Block, ...]:
    rows = [(str(row["policy"]), str(row["title"]), plan.day(str(row["effective_date"]))) for row in policies]
    return (Table("", ("Policy", "Title", "Effective date"), rows),) if rows else ()


def _style(plan: HealthPlan) -> tuple[Block, ...]:
    rows = [("heading", section, heading) for section, heading in plan.headings.items()]
    rows += [("sentence", frame, text) for frame, text in plan.sentences.items()]
    return (Table("", ("What", "Of", "In the words of the plan"), rows),) if rows else ()


def _determinations(plan: HealthPlan) -> tuple[Block, ...]:
    rows = [(key, label, meaning or "") for key, (label, meaning) in plan.determinations.items()]
    return (Table("", ("Determination", "Printed", "Meaning"), rows),) if rows else ()


def _criteria(plan: HealthPlan) -> tuple[Block, ...]:
    return (Bullets(criterion.text for criterion in plan.criteria),) if plan.criteria else ()


def _boilerplate(plan: HealthPlan) -> tuple[Block, ...]:
    return tuple(
        Section(
            f"{section.heading or section.key} ({_PLACES[section.place or 'back']})",
            own_words(section.text, f"boilerplate:{plan.key}/{section.key}"),
        )
        for section in plan.boilerplate
    )


def _disclaimer(plan: HealthPlan) -> tuple[Block, ...]:
    return own_words(plan.disclaimer, f"disclaimer:{plan.key}") if plan.disclaimer else ()


def _definitions(plan: HealthPlan) -> tuple[Block, ...]:
    return tuple(
        block
        for term in plan.definitions
        for block in own_words(f"{term.key}: {term.text}", f"definition:{plan.key}/{term.key}")
    )
