"""Search looks through every text of its own words that a record has."""

from __future__ import annotations

import pytest

from kb.records.kinds import name_of
from kb.store.convert import WORDS, to_rows
from kb.store.search_entries import entries
from tests.store.every_field import records

NOT_SEARCHED = {
    ("indication", "population_verb"),
    ("policy", "parent_plan"),
    ("policy", "parent_number"),
    ("registration", "registry_name"),
}
"""Words that every record of a kind has, or that name another policy."""
NOT_SEARCHED_TABLES = {"search_strategy", "acknowledgement"}
"""What is sent to PubMed, and what writers say to each other about problems."""


class _Everything:
    """Names across records, of which every one exists."""

    def role(self, outcome: str) -> str:
        return "outcome"

    def main_figure(self, owner: str) -> str | None:
        return f"{owner}:count"

    def has_row(self, table: str, id: str) -> bool:
        return True

    def has_reference(self, key: str) -> bool:
        return True

    def answer(self, study: str, name: str) -> str | None:
        return f"{study}#1"


@pytest.mark.parametrize("kind", ["studies", "tests", "guidelines", "policies", "indications", "plans"])
def test_every_text_of_a_record_is_found(kind: str) -> None:
    """A text that is added to a record is searched without being named for it."""
    for id, record in records().items():
        name = name_of(id)
        if name is None or name.kind != kind:
            continue
        rows = to_rows(record, name, _Everything())
        found = "\n".join(
            text for entry in entries(kind, rows) for text in (entry.title, *entry.pieces) if text
        )
        lacking = {
            (table, column)
            for table, columns in WORDS[kind].items()
            for row in rows.of(table)
            for column in columns
            if row[column] and row[column] not in found
        }
        assert {place for place in lacking if place[0] not in NOT_SEARCHED_TABLES} <= NOT_SEARCHED
