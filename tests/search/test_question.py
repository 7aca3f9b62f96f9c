"""What a person types, as groups of phrases; and those in the language of each engine."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.engine_queries import fts5_query, tsquery
from kb.search.question import MOST_GROUPS, Phrase, forms_of, read_question
from tests.search.questions import HOSTILE

SAME = [
    forms_of("hepatocellular-carcinoma", "hepatocellular carcinoma", "HCC"),
    forms_of("cryoablation", "cryosurgical ablation", "CSA"),
]
HCC: Phrase = ("hcc",)
CARCINOMA: Phrase = ("hepatocellular", "carcinoma")


def phrases(text: str) -> list[tuple[Phrase, ...]]:
    return [group.phrases for group in read_question(text, SAME).groups]


def test_each_word_is_a_group() -> None:
    assert phrases("propensity matched") == [(("propens",),), (("match",),)]


def test_words_in_quotes_are_one_phrase() -> None:
    assert phrases('"hepatic resection" death') == [(("hepat", "resect"),), (("death",),)]


def test_a_quote_that_is_not_closed_goes_to_the_end() -> None:
    assert phrases('"hepatic resection') == [(("hepat", "resect"),)]


def test_small_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert phrases("the resection of liver") == [(("resect",),), (("liver",),)]
    assert phrases("of the") == [(("of",),), (("the",),)]


def test_a_star_asks_for_a_beginning_of_whole_words() -> None:
    (group,) = read_question("cryoablat*", SAME).groups
    assert (group.phrases, group.is_prefix) == ((("cryoablat",),), True)
    (group,) = read_question('"hepatic rese*"', SAME).groups
    assert (group.phrases, group.is_prefix) == ((("hepatic", "rese"),), True)


def test_a_hyphen_joins_a_phrase() -> None:
    assert phrases("follow-up") == [(("follow", "up"), ("followup",))]
    assert phrases("pmid:25284802") == [(("pmid", "25284802"),)]


def test_an_abbreviation_is_answered_by_its_name() -> None:
    assert phrases("HCC")[0] == (HCC, forms_of("hepatocellular carcinoma")[0])


def test_each_word_of_a_name_is_answered_by_the_abbreviation() -> None:
    first, second = phrases("hepatocellular carcinoma")
    assert HCC in first
    assert HCC in second


def test_an_abbreviation_within_a_phrase_is_written_out_and_the_other_way_round() -> None:
    name = forms_of("hepatocellular carcinoma")[0]
    assert ("primari", *name) in phrases('"primary HCC"')[0]
    assert ("primari", "hcc") in phrases('"primary hepatocellular carcinoma"')[0]


def test_one_word_of_a_name_is_not_the_whole_thing() -> None:
    assert phrases("carcinoma") == [(("carcinoma",),)]


def test_a_pasted_text_is_cut() -> None:
    question = read_question(" ".join(f"w{number}" for number in range(100)))
    assert (len(question.groups), question.cut) == (MOST_GROUPS, True)


def test_queries_of_the_engines() -> None:
    groups = read_question('cryo* HCC "hepatic resection"', SAME).groups
    assert fts5_query(groups[:2]) == (
        '({title_words words} : ("cryo" *)) AND ({title_stems stems} : ("hcc" OR "hepatocellular carcinoma"))'
    ).replace("hepatocellular carcinoma", " ".join(forms_of("hepatocellular carcinoma")[0]))
    assert tsquery(groups, prefixes=True) == "(('cryo':*))"
    assert tsquery(groups[2:], prefixes=False) == "(('hepat' <-> 'resect'))"
    assert tsquery(groups[2:], prefixes=False, in_title=True) == "(('hepat':A <-> 'resect':A))"
    assert tsquery(groups[2:], prefixes=True) is None


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    columns = "title_words, title_stems, words, stems"
    connection.execute(f"CREATE VIRTUAL TABLE search_index USING fts5({columns}, tokenize='ascii')")
    return connection


def ask(index: sqlite3.Connection, text: str) -> None:
    groups = read_question(text, SAME).groups
    for in_title in (False, True) if groups else ():
        query = fts5_query(groups, in_title=in_title)
        index.execute("SELECT rowid FROM search_index WHERE search_index MATCH ?", (query,)).fetchall()


@given(text=st.text(alphabet=st.sampled_from("ab \"*-():'\\&|!<>^{}+.,\u201c\u00e9\u03b1")))
def test_no_text_is_a_syntax_error(index: sqlite3.Connection, text: str) -> None:
    ask(index, text)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_no_hostile_text_is_a_syntax_error(index: sqlite3.Connection, text: str) -> None:
    ask(index, text)
