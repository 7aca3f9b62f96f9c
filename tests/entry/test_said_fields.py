"""Fields said by options of a command become the data that a text of the record would have."""

from __future__ import annotations

from typing import Any

import pytest

from kb.entry.record_fields import entry_model, told_fields
from kb.entry.said_fields import Sayings, said_by
from kb.errors import KbError
from kb.records.kinds import MODELS


def data(kind: str, *words: str, already: dict[str, Any] | None = None) -> dict[str, Any]:
    """The data of a record of which these options are said."""
    sayings = Sayings(entry_model(kind), already or {})
    sayings.take(said_by(words))
    return sayings.data


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("studies", ["--label", "Doe et al"], {"label": "Doe et al"}),
        ("studies", ["--label=Doe et al"], {"label": "Doe et al"}),
        ("studies", ["--condition", "sma, als"], {"conditions": ["sma", "als"]}),
        ("studies", ["--condition", "sma", "--conditions", "als"], {"conditions": ["sma", "als"]}),
        ("studies", ["--condition", "Spinal muscular atrophy"], {"conditions": ["spinal-muscular-atrophy"]}),
        (
            "studies",
            ["--arm", "drug: label=madeupsen; interventions=a, b; n=80"],
            {"arms": {"drug": {"label": "madeupsen", "interventions": ["a", "b"], "n": "80"}}},
        ),
        (
            "studies",
            ["--countries", "New Madeupland, Norway"],
            {"countries": ["New Madeupland", "Norway"]},
        ),
        ("tests", ["--analytes", "MADE1, MADE2"], {"analytes": [{"text": "MADE1"}, {"text": "MADE2"}]}),
        (
            "tests",
            ["--analytes", "estrogen receptor, nuclear"],
            {"analytes": [{"text": "estrogen receptor, nuclear"}]},
        ),
        (
            "tests",
            ["--analytes", "[MADE1, {text: MADE2, detail: exon 19}]"],
            {"analytes": [{"text": "MADE1"}, {"text": "MADE2", "detail": "exon 19"}]},
        ),
        (
            "policies",
            ["--statement", "s1: codes=[99999, 0999U]"],
            {"statements": [{"key": "s1", "codes": [{"code": "99999"}, {"code": "0999U"}]}]},
        ),
        (
            "references",
            ["--author", "Doe J, Roe A, et al"],
            {
                "csl": {
                    "author": [{"family": "Doe", "given": "J"}, {"family": "Roe", "given": "A"}],
                    "author-truncated": "yes",
                }
            },
        ),
        (
            "indications",
            ["--context", "[@doe-2020] says so [@roe-2021]"],
            {"context": ["[@doe-2020] says so [@roe-2021]"]},
        ),
        ("studies", ["--reports", "primary=doe-2020"], {"reports": {"primary": "doe-2020"}}),
        ("studies", ["--outcome", "death: primary=yes"], {"outcomes": {"death": {"primary": "yes"}}}),
        ("indications", ["--verdict", "sufficient"], {"conclusion": {"verdict": "sufficient"}}),
        (
            "indications",
            ["--outcome", "death, pain"],
            {"outcomes": [{"outcome": "death"}, {"outcome": "pain"}]},
        ),
        (
            "indications",
            ["--outcome", "death, pain: relevant=no"],
            {"outcomes": [{"outcome": "death", "relevant": "no"}, {"outcome": "pain", "relevant": "no"}]},
        ),
        (
            "indications",
            ["--conclusion.finding", "survival: text=It was [[a/b/c]]; it is so."],
            {"conclusion": {"findings": [{"key": "survival", "text": "It was [[a/b/c]]; it is so."}]}},
        ),
        (
            "references",
            ["--author", "Doe J, Roe AB", "--author", "The Madeup Group", "--doi", "10.5555/x"],
            {
                "identifiers": {"doi": "10.5555/x"},
                "csl": {
                    "author": [
                        {"family": "Doe", "given": "J"},
                        {"family": "Roe", "given": "AB"},
                        {"literal": "The Madeup Group"},
                    ]
                },
            },
        ),
        (
            "policies",
            ["--statement", "s1: text=It is", "--statements.s1.criteria", "{all: [a, {any: [b, c]}]}"],
            {"statements": [{"key": "s1", "text": "It is", "criteria": {"all": ["a", {"any": ["b", "c"]}]}}]},
        ),
        (
            "policies",
            [
                "--statement",
                "a: lines_of_business=[Commercial, Medicare Advantage]; codes=99990, 0266T-0273T",
                "--statement",
                'b: indications=[x, y]; requires=[a]; codes=[99990, {code: C9998, note: "new, only"}]',
            ],
            {
                "statements": [
                    {
                        "key": "a",
                        "lines_of_business": ["Commercial", "Medicare Advantage"],
                        "codes": [{"code": "99990"}, {"code": "0266T-0273T"}],
                    },
                    {
                        "key": "b",
                        "indications": ["x", "y"],
                        "requires": ["a"],
                        "codes": [{"code": "99990"}, {"code": "C9998", "note": "new, only"}],
                    },
                ]
            },
        ),
        ("references", ["--url", "https://x.example"], {"csl": {"URL": "https://x.example"}}),
        (
            "policies",
            ["--sections", "background: Many die."],
            {"sections": {"background": [{"text": "Many die."}]}},
        ),
    ],
)
def test_options_say_the_fields_of_a_record(kind: str, words: list[str], expected: dict[str, Any]) -> None:
    assert data(kind, *words) == expected


def test_cells_of_a_result_are_named_by_the_arms_said_before_or_after_it() -> None:
    """A sign of equality inside of a cell begins no field, and neither does a semicolon."""
    said = data(
        "studies",
        *("--result", "death: at=[1 y, 2 y]; drug=[5%, 7%]; drug-care=HR 0.5 (95% CI 0.3-0.9); p=.02"),
        *("--arm", "drug: n=80", "--contrast", "drug-care: index=drug; reference=care"),
    )
    assert said["results"] == [
        {
            "outcome": "death",
            "at": ["1 y", "2 y"],
            "drug": ["5%", "7%"],
            "drug-care": "HR 0.5 (95% CI 0.3-0.9); p=.02",
        }
    ]


def test_what_the_cells_of_a_result_are_is_said_once_before_them() -> None:
    said = data(
        "studies",
        *("--arm", "drug: n=80", "--result", "gait: at=9 mo; as=mean (SE), points; drug=-3.3 (1.7)"),
    )
    assert said["results"] == [
        {"outcome": "gait", "at": "9 mo", "as": "mean (SE), points", "drug": "-3.3 (1.7)"}
    ]


def test_an_author_who_is_there_is_not_added_again_and_et_al_says_that_there_are_more() -> None:
    already = {"csl": {"author": [{"family": "Doe", "given": "J. A."}]}}
    csl = data("references", "--author", "Doe JA, Roe B, et al", already=already)["csl"]
    assert csl["author"] == [{"family": "Doe", "given": "J. A."}, {"family": "Roe", "given": "B"}]
    assert csl["author-truncated"] == "yes"


def test_an_entry_that_is_there_is_completed_and_another_is_added() -> None:
    already = {"groups": [{"key": "trials", "heading": "Trials"}]}
    said = data(
        "indications",
        "--group",
        "trials: studies=doe-2020",
        "--group",
        "others: heading=Others",
        already=already,
    )
    assert said["groups"] == [
        {"key": "trials", "heading": "Trials", "studies": ["doe-2020"]},
        {"key": "others", "heading": "Others"},
    ]


def test_what_is_removed_may_be_named_by_what_it_alone_says() -> None:
    """A code has no key, and which is the seventh of a list nobody wants to count; 99990 is no place."""
    table = [{"system": "CPT", "code": "99990"}, {"system": "CPT", "code": "0001T"}]
    statement = {"key": "a", "codes": ["99990", {"code": "0001T", "note": "new"}], "requires": ["b", "c"]}
    sayings = Sayings(entry_model("policies"), {"codes": table, "statements": [statement]})
    for place in ("codes.0001T", "statements.a.codes.99990", "statements.a.requires.b"):
        sayings.remove(place)
    assert sayings.data["codes"] == table[:1] and len(table) == 1
    assert sayings.data["statements"] == [
        {"key": "a", "codes": [{"code": "0001T", "note": "new"}], "requires": ["c"]}
    ]
    with pytest.raises(KbError, match=r"There is nothing at codes\.CPX\."):
        sayings.remove("codes.CPX")


def test_what_is_removed_is_named_by_its_place() -> None:
    sayings = Sayings(entry_model("studies"), {"arms": {"a": {}, "b": {}}, "results": [{}, {"note": "x"}]})
    for place in ("arms.b", "results[2].note", "results.1"):
        sayings.remove(place)
    assert sayings.data == {"arms": {"a": {}}, "results": [{}]}
    with pytest.raises(KbError, match=r"There is nothing at arms\.c\."):
        sayings.remove("arms.c")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--lable", "x"], "There is no field lable. Did you mean label"),
        (["Doe", "et"], "Doe belongs to no option."),
        (["--arm", "drug: lable=x"], "There is no field lable"),
        (["--results.3.note", "x"], "There is no entry 3: none has been entered yet."),
        (
            ["--result", "death: drugg=5%"],
            "death: drugg=5%: what stands before = is no field of it, and none of",
        ),
        (["--result", "death: at=[1 y"], "a `[` is not closed"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(words: list[str], message: str) -> None:
    with pytest.raises(KbError) as refused:
        data("studies", *words)
    assert message in str(refused.value)


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_of_every_kind_is_listed_with_what_it_means(kind: str) -> None:
    rows = list(told_fields(entry_model(kind)))
    assert rows
    assert all(name and what and description for name, what, description in rows)


def test_a_judgement_that_is_a_word_alone_takes_a_reason() -> None:
    """An entry that the record writes as one word is a mapping again once more is said of it."""
    judged = {"appraisals": [{"instrument": "rob-2-2019", "judgements": {"measurement": "low"}}]}
    said = ("--appraisals.1.judgements.measurement", "judgement=high; note=not masked")
    (appraisal,) = data("studies", *said, already=judged)["appraisals"]
    assert appraisal["judgements"] == {"measurement": {"judgement": "high", "note": "not masked"}}
    (appraisal,) = data("studies", "--appraisals.1.judgement", "randomization: low", already=judged)[
        "appraisals"
    ]
    assert appraisal["judgements"]["randomization"] == {"judgement": "low"}


def test_what_a_list_of_words_has_already_is_not_added_again() -> None:
    already = {"statements": [{"key": "s1", "codes": ["99999"]}]}
    said = data("policies", "--statements.s1.codes", "[99999, 0999U]", already=already)
    assert said["statements"][0]["codes"] == ["99999", {"code": "0999U"}]


def test_an_entry_is_not_taken_for_the_text_of_a_field_with_nearly_the_name() -> None:
    """A study has a population, in words, and populations: what is said of one of these goes there."""
    with pytest.raises(KbError, match="write --populations 'low: label=a low score'"):
        data("studies", "--population", "low: label=a low score")
    assert data("studies", "--population", "adults: all of them")["population"] == "adults: all of them"
