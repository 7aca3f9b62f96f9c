"""What a record says of a study is there when the study is read, and is found."""

from __future__ import annotations

from dataclasses import fields

from kb.db.connect import read
from kb.db.queries import run
from kb.evidence.study import StudyOutline
from kb.lookup.studies import StudyFilter, find_studies
from kb.records.storage_plan import plan_of
from kb.records.studies import StudyRecord


def test_each_field_of_the_record_of_a_study_is_read(loaded_url: str) -> None:
    """Every column that a study's own row has by its record is selected, and a field of the study as read."""
    columns = {column.column.removesuffix("_id") for column in plan_of(StudyRecord).all_columns()}
    wanted = {"first": "wang-2015", "last": "wang-2015", "first_policy": None, "last_policy": None}
    with read(loaded_url) as reader:
        (row,) = run(reader, "evidence/studies", **wanted)
    assert columns <= row.keys()
    assert columns <= {field.name for field in fields(StudyOutline)}


def test_words_that_search_finds_in_a_study_are_found_in_the_list_of_studies(loaded_url: str) -> None:
    """`kb study list WORDS` looks through what `kb search` does, so no text has to be named for it twice."""
    with read(loaded_url) as reader:
        texts = reader.rows("SELECT key, text FROM search_entry WHERE kind = 'study'")
        for row in texts:
            words = tuple(row["text"].split())
            assert row["key"] in {study["study"] for study in find_studies(reader, StudyFilter(words=words))}
