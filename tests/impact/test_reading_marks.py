"""Marks are read back as what is touched, and where."""

from __future__ import annotations

import pytest

from kb.impact.marks import Marks, Touch, Way
from kb.impact.sentences import sentences


def test_a_number_is_found_in_the_longest_form_that_fits() -> None:
    marks = Marks()
    mark = marks.of(Touch(Way.SAYS, "f", ("p=.043", ".043", "43")))
    read = marks.read(f"less often (p=.043{mark}) than ~.043{mark} here")
    assert read.text == "less often (p=.043) than ~.043 here"
    assert [read.text[start:end] for start, end in read.spans] == ["p=.043", ".043"]
    assert [touch.key for touch in read.touches] == ["f"]


def test_words_for_a_result_have_no_number_to_mark() -> None:
    marks = Marks()
    mark = marks.of(Touch(Way.SAYS, "f", ("no significant difference",)))
    read = marks.read(f"without a significant difference{mark}.")
    assert (read.spans, len(read.touches)) == ((), 1)


def test_a_count_is_the_number_before_the_mark() -> None:
    marks = Marks()
    first, second = (marks.of(Touch(Way.COUNTS, study, (study,))) for study in ("a-2015", "b-2016"))
    assert marks.read(f"includes 12{first}{second} trials").spans == ((9, 11),)
    assert marks.read(f"a-2015{first}").spans == ((0, 6),)


def test_the_same_touch_has_the_same_mark_and_others_have_others() -> None:
    marks = Marks()
    assert marks.of(Touch(Way.SAYS, "a")) == marks.of(Touch(Way.SAYS, "a")) != marks.of(Touch(Way.SAYS, "b"))


def test_a_text_without_marks_is_itself() -> None:
    assert Marks().read("5 of 7 patients") == ("5 of 7 patients", (), ())


def test_when_the_marks_are_used_up_nothing_is_marked() -> None:
    marks = Marks()
    given = [marks.of(Touch(Way.SAYS, str(number))) for number in range(65_600)]
    assert given[0] != given[1] and given[-1] == ""
    assert [touch.key for touch in marks.read(given[65_000]).touches] == ["65000"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was so. Then it was not.", 2),
        ("Given for hepatitis B. Nobody has told of it.", 2),
        ("Cleared by the U.S. Food and Drug Administration. It was new.", 2),
        ("Survival (p=.04). Death was rare.", 2),
        ("RFA vs. Cryoablation was told by Dr. Doe.", 1),
        ("It was cited.[3] [4] Then it was forgotten. [5]", 2),
        ('He said "it works." Then (as said) it did not.', 2),
        ("The rate was 3.9% at 1.5 years.", 1),
        ("Is it so? It is. (Perhaps.) Or not!", 4),
        ("one. two. three", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    found = list(sentences(text))
    assert len(found) == count
    assert " ".join(found) == text
