"""The line of the policy history says what changed, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.records.policies import PolicyHistoryEntry
from kb.review.publishing.history_line import history_line, ranges
from kb.review.publishing.update import StatementsChanged, Update

SAME = Update(is_annual=True, statements=StatementsChanged(1))
SEARCHED: dict[str | None, str] = {"pubmed": "2022-09-01", "embase": "2022-08-15"}


@pytest.mark.parametrize(
    ("update", "line"),
    [
        (SAME, "Annual review; statement unchanged"),
        (replace(SAME, is_annual=False), "Review; statement unchanged"),
        (
            replace(SAME, through=SEARCHED, references_added=(36, 37), studies_added=1),
            "Annual review; statement unchanged; literature review updated through 2022-08;"
            " 2 references added (36-37), 1 study added",
        ),
        (
            replace(SAME, through={None: "2022-06-30"}),
            "Annual review; statement unchanged; literature review updated through 2022-06",
        ),
        (
            replace(SAME, statements=StatementsChanged(1, reworded=1), verdicts=(("hcc", "no", "yes"),)),
            "Annual review; statement changed; evidence for hcc now yes, before no",
        ),
        (
            replace(SAME, statements=StatementsChanged(2, other_terms=1)),
            "Annual review; terms of coverage changed",
        ),
        (
            replace(SAME, statements=StatementsChanged(3, reworded=1, added=1, other_criteria=2)),
            "Annual review; 1 of 3 statements changed; criteria or codes changed; 1 statement added",
        ),
        (
            replace(SAME, studies_removed=2, studies_corrected=1, references_removed=1, guidelines_updated=3),
            "Annual review; statement unchanged; 1 reference removed, 2 studies removed,"
            " figures of 1 study corrected, 3 guidelines updated",
        ),
        (replace(SAME, statements=None), "Annual review"),
    ],
)
def test_what_changed_in_house_words(update: Update, line: str) -> None:
    assert history_line(update) == line


COUNTS = st.integers(0, 4)
UPDATES = st.builds(
    Update,
    is_annual=st.booleans(),
    statements=st.builds(StatementsChanged, st.integers(1, 5), COUNTS, COUNTS, COUNTS, COUNTS, COUNTS),
    verdicts=st.just(()),
    through=st.none() | st.dictionaries(st.none() | st.sampled_from("ab"), st.just("2022-08-01"), min_size=1),
    references_added=st.sets(st.integers(1, 60)).map(lambda numbers: tuple(sorted(numbers))),
    references_removed=COUNTS,
    studies_added=COUNTS,
    studies_removed=COUNTS,
    studies_corrected=COUNTS,
    guidelines_updated=COUNTS,
)


@given(UPDATES)
def test_every_count_is_said_once_and_none_is_invented(update: Update) -> None:
    line = history_line(update)
    assert update.statements is not None
    assert ("unchanged" in line) == update.statements.is_none
    assert ("literature review updated" in line) == (update.through is not None)
    for noun, count in (
        ("study added|studies added", update.studies_added),
        ("study removed|studies removed", update.studies_removed),
        ("(?:study|studies) corrected", update.studies_corrected),
        ("references? added", len(update.references_added)),
        ("references? removed", update.references_removed),
        ("guidelines? updated", update.guidelines_updated),
        ("statements? added", update.statements.added),
        ("statements? removed", update.statements.removed),
    ):
        found = re.findall(rf"(\d+) (?:{noun})", line)
        assert found == ([str(count)] if count else []), (line, noun)


@given(UPDATES, st.sampled_from(["", " ", "dosage added.", "see 2 new codes;"]))
def test_words_of_a_person_stand_at_the_end_and_replace_nothing(update: Update, words: str) -> None:
    counted, line = history_line(update), history_line(update, words)
    assert line.startswith(counted)
    assert line.removeprefix(counted) in ("", "; dosage added", "; see 2 new codes")
    assert PolicyHistoryEntry.model_validate({"date": "2022-11-01", "action": line}).action == line


@given(st.sets(st.integers(1, 200), min_size=1))
def test_ranges_name_exactly_the_numbers(numbers: set[int]) -> None:
    named: list[int] = []
    for part in ranges(sorted(numbers)).split(", "):
        first, _, last = part.partition("-")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(numbers)
