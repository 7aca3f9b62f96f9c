"""What is kept of compared records: whole, and made by rules that have a number."""

from __future__ import annotations

import hashlib

from kb.bibliography.duplicates.compared_record import compared_record
from kb.bibliography.duplicates.kept import RULES, kept_text, record_of_text
from kb.bibliography.duplicates.outline import outline_of
from tests.benchmarks.duplicates import made_up_case

MADE_BY_RULES = {"2": "3b61148a3e88cc0cfc53bd01c26f04f44c70d603fe98f17b5c085a905f96e77e"}
"""Number of the rules -> SHA-256 of what they make of a made-up case. After a change of the rules a new one
with its digest takes the place of the old one."""


def test_a_kept_record_comes_back_as_it_was() -> None:
    """Whatever a record says, comparing the kept one gives what comparing the record itself gives."""
    case = made_up_case(200, 100, 1)
    for number, citation in enumerate((*case.held, *case.new)):
        record = compared_record(citation, number, is_new=True)
        assert record_of_text(kept_text(record), outline_of(record).titles, number, is_new=True) == record


def test_other_rules_have_another_number() -> None:
    """What older rules kept is made anew only when the number of the rules is another one."""
    digest = hashlib.sha256()
    for number, citation in enumerate(made_up_case(200, 100, 1).new):
        record = compared_record(citation, number)
        outline = outline_of(record)
        digest.update(
            outline.keys + repr((outline.titles, outline.page, outline.year, outline.volume)).encode()
        )
        digest.update(kept_text(record).encode())
    assert {RULES: digest.hexdigest()} == MADE_BY_RULES
