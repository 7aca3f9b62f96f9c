"""Two extractions of one study: compared, settled, made one."""

from __future__ import annotations

from hypothesis import Phase, given, settings

from kb.extraction.double.differences import compare
from kb.extraction.double.leaves import LeafKind, leaves_of, renamed, wording_keys
from kb.extraction.double.merge import merge
from kb.extraction.saved_extractions import study_in
from kb.records.studies import StudyRecord
from kb.records.writing import write_record
from tests.extraction.builders import studies
from tests.extraction.test_round_trip import BUNDLED

quickly = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))
WANG = BUNDLED[0].with_name("wang-2015.yaml").read_text("utf-8")


def wang(*changes: tuple[str, str]) -> StudyRecord:
    """Wang et al (2015), with texts replaced."""
    text = WANG
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return study_in(text, "wang-2015")


def settled(first: StudyRecord, second: StudyRecord, side: str) -> dict[str, str | None]:
    """Every difference settled for one side."""
    return {
        one.place: getattr(one, side)
        for one in compare(first, second).differences
        if one.kind is not LeafKind.KEY
    }


def said(study: StudyRecord, other: StudyRecord) -> dict[str, str]:
    """What a record says, place by place."""
    return {place: leaf.text for place, leaf in leaves_of(study, other).items()}


@quickly
@given(studies())
def test_a_study_agrees_with_itself_wholly(study: StudyRecord) -> None:
    comparison = compare(study, study)
    assert comparison.differences == ()
    assert all(one.same == one.all for one in comparison.agreement)


@quickly
@given(studies())
def test_merged_with_itself_a_study_stays_what_it_is(study: StudyRecord) -> None:
    assert write_record(merge(study, study, {})) == write_record(study)


@quickly
@given(studies(), studies())
def test_differences_are_the_same_from_either_side(one: StudyRecord, other: StudyRecord) -> None:
    there = {
        item.place: (item.first, item.second)
        for item in compare(one, other).differences
        if item.kind != "key"
    }
    back = {
        item.place: (item.second, item.first)
        for item in compare(other, one).differences
        if item.kind != "key"
    }
    assert there == back


def test_each_printed_number_counts() -> None:
    other = wang(
        ("median 25 months (range 8-64)", "median 25 months (range 8-46)"),
        ("25 months (range, 8-64 months)", "25 months (range, 8-46 months)"),
        ("[97%, 67%, 40%]", "[97.0%, 67%, 40%]"),
        ("97%, 67%, and 40%", "97.0%, 67%, and 40%"),
    )
    comparison = compare(wang(), other)
    found = {one.place: one for one in comparison.differences}
    assert found["follow-up/cryo"].remark == "range-high: 64 or 46"
    assert found["overall-survival/cryo@1y"].remark == "percent: 97% or 97.0% (the same value)"
    figures = comparison.agreement[0]
    assert (figures.kind, figures.all - figures.same) == (LeafKind.FIGURE, 2)


def test_words_of_ones_own_are_no_field_that_is_right_or_wrong() -> None:
    """Every phrase and prose of a study record is a wording, whichever field it is."""
    assert {"label", "population", "setting", "conclusion", "strengths", "reason"} <= wording_keys()
    assert not {"design", "outcome", "state", "kind"} & wording_keys()


def test_entries_grouped_otherwise_say_the_same() -> None:
    grouped = (
        "    at: [1 y, 2 y, 3 y]\n    cryo: [3%, 7%, 7%]\n    rfa: [9%, 11%, 11%]\n    cryo-rfa: p .043\n"
    )
    start = WANG.index("  - outcome: local-tumor-progression\n    at")
    end = WANG.index("  - outcome: last-local")
    assert grouped in WANG[start:end]
    apart = "".join(
        f"  - outcome: local-tumor-progression\n    at: {time}\n    cryo: {cryo}\n    rfa: {rfa}\n"
        for time, cryo, rfa in (("1 y", "3%", "9%"), ("2 y", "7%", "11%"), ("3 y", "7%", "11%"))
    )
    apart += "  - outcome: local-tumor-progression\n    at: [1 y, 2 y, 3 y]\n    cryo-rfa: p .043\n"
    other = study_in(WANG[:start] + apart + WANG[end:], "wang-2015")
    assert compare(wang(), other).differences == ()


def test_another_key_for_the_same_arm_is_offered_and_followed_by_its_contrast() -> None:
    other = renamed(wang(), {"rfa": "rf", "cryo-rfa": "cryo-rf"})
    keys = {
        one.place: (one.first, one.remark)
        for one in compare(wang(), other).differences
        if one.kind is LeafKind.KEY
    }
    assert keys == {
        "keys/rf": ("rfa", "arms with the same interventions and size"),
        "keys/cryo-rf": ("cryo-rfa", "contrasts with the same sides"),
    }
    assert compare(wang(), other, {"rf": "rfa", "cryo-rf": "cryo-rfa"}).differences == ()


def test_what_is_settled_holds_whichever_side() -> None:
    first = wang()
    second = wang(
        ("cryo: 7/180 (3.9%)", "cryo: 8/180 (4.4%)"),
        ('"10636: 7 (3.9%)"', '"10636: 8 (4.4%)"'),
        ("[89%, 54%, 35%]", "[89%, 54%, 36%]"),
        ('"10487: 89%, 54%, and 35%"', '"10487: 89%, 54%, and 36%"'),
        ("setting: multicenter", "setting: several hospitals"),
        ("    - {code: conduct/allocation/2}\n", ""),
        ("enrolled: 360\n", "enrolled: 361\n"),
        ('"9687: 360 patients"', '"9687: 361 patients"'),
    )
    assert write_record(merge(first, second, settled(first, second, "first"))) == write_record(first)
    taken = merge(first, second, settled(first, second, "second"))
    assert said(taken, second) == said(second, taken)
    assert str(taken.results[-1].stated["cryo"][0]) == "10636: 8 (4.4%)"


def test_a_cell_can_be_removed_from_a_series_and_one_that_the_other_alone_has_added() -> None:
    lines = "    cryo: [97%, 67%, 40%]\n", '      cryo: "10360: 97%, 67%, and 40%"\n'
    first = wang((lines[0], ""), (lines[1], ""))
    merged = merge(first, wang(), settled(first, wang(), "second"))
    assert said(merged, wang()) == said(wang(), merged)
    gone = merge(wang(), wang(), {"overall-survival/cryo@3y": None})
    assert "overall-survival/cryo@3y" not in said(gone, gone)
    assert said(gone, gone)["overall-survival/cryo@5y"] == "40%"


def test_a_value_of_neither_holds_without_excerpts_that_say_otherwise() -> None:
    merged = merge(wang(), wang(), {"major-complications/cryo": "9/180 (5.0%)", "conditions": "a; b"})
    assert str(merged.results[-1].columns["cryo"]) == "9/180 (5.0%)"
    assert "cryo" not in merged.results[-1].stated
    assert merged.conditions == ("a", "b")


@quickly
@given(studies(), studies())
def test_settled_for_the_second_throughout_it_says_what_the_second_says(
    one: StudyRecord, other: StudyRecord
) -> None:
    merged = merge(one, other, settled(one, other, "second"))
    assert said(merged, other) == said(other, merged)


@quickly
@given(studies(), studies())
def test_settled_for_the_first_throughout_it_says_what_the_first_says(
    one: StudyRecord, other: StudyRecord
) -> None:
    merged = merge(one, other, settled(one, other, "first"))
    assert said(merged, one) == said(one, merged)
