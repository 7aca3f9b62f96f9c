"""Search over the bundled evidence: the same hits in the same order on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from kb.db.connect import Reader, read
from kb.errors import KbError
from kb.lookup.search import FoundTexts, misses, search
from tests.databases import PostgresServer, SqliteFolder
from tests.search.questions import HOSTILE, QUESTIONS


@pytest.fixture
def reader(loaded_url: str) -> Iterator[Reader]:
    with read(loaded_url) as found:
        yield found


@pytest.fixture(scope="module")
def both(sqlite_databases: SqliteFolder, postgres_server: PostgresServer) -> Iterator[tuple[str, str]]:
    """The evidence on both engines at once."""
    with (
        sqlite_databases.copy(sqlite_databases.seed) as first,
        postgres_server.database(postgres_server.seed_template()) as second,
    ):
        yield first, second


def said(answer: FoundTexts) -> list[str]:
    return [f"{hit.kind} {hit.key}" for hit in answer.hits]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_best_hits(reader: Reader, question: str) -> None:
    """What answers a question is among its first five hits."""
    expected = QUESTIONS[question]
    found = said(search(reader, question, limit=5))
    assert set(expected) <= set(found)


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_engines_give_the_same(both: tuple[str, str], question: str) -> None:
    answers = []
    for url in both:
        with read(url) as reader:
            answers.append(search(reader, question, limit=1000))
    assert answers[0] == answers[1]
    assert len(answers[0].hits) == answers[0].total


@pytest.mark.parametrize("question", HOSTILE, ids=lambda text: repr(text[:12]))
def test_no_text_is_a_syntax_error(both: tuple[str, str], question: str) -> None:
    answers: list[object] = []
    for url in both:
        with read(url) as reader:
            try:
                answer = search(reader, question)
                answers += [(answer, misses(reader, answer.question))]
            except KbError as error:
                assert "no word to search for" in str(error)
                answers += [str(error)]
    assert answers[0] == answers[1]


@cache
def keys_of(url: str, question: str, kind: str = "", policy: str | None = None) -> list[str]:
    with read(url) as reader:
        return said(search(reader, question, (kind,) if kind else (), policy, limit=1000))


def test_an_abbreviation_and_its_name_find_the_same(loaded_url: str) -> None:
    assert set(keys_of(loaded_url, "RFA")) == set(keys_of(loaded_url, '"radiofrequency ablation"'))
    assert len(keys_of(loaded_url, "RFA")) > 20


def test_hits_of_one_kind(loaded_url: str) -> None:
    found = keys_of(loaded_url, "cryoablation", "finding")
    assert found
    assert all(name.startswith("finding ") for name in found)


def test_hits_of_one_policy(loaded_url: str) -> None:
    assert keys_of(loaded_url, "cryoablation", "", "7.01.75")
    assert keys_of(loaded_url, "cryoablation", "", "9.99") == []


def test_a_hit_says_where_it_is_used_and_how_to_see_it(reader: Reader) -> None:
    hits = {(hit.kind, hit.key): hit for hit in search(reader, "wang-2015").hits}
    study = hits["study", "wang-2015"]
    assert (study.used, study.command) == (("7.01.75/hcc",), "kb study show wang-2015")
    assert "7.01.75/hcc" in hits["reference", "wang-2015"].used
    (finding, *_) = search(reader, "trial flaws repeated", ("finding",)).hits
    assert finding.command == "kb indication show 7.01.75 hcc"


def test_figures_stand_in_snippets_as_reported(reader: Reader) -> None:
    (hit, *_) = search(reader, "randomized trial tumor progression rarer", ("finding",)).hits
    assert "p=.043" in hit.snippet
    assert "[[" not in hit.snippet
    assert "[@" not in hit.snippet


def test_the_total_counts_what_the_limit_hides(reader: Reader) -> None:
    answer = search(reader, "cryoablation", limit=2)
    assert len(answer.hits) == 2
    assert answer.total > 20


def test_a_miss_names_words_that_are_near(reader: Reader) -> None:
    answer = search(reader, "perivasculr cryoablation")
    assert answer.hits == ()
    first, second = misses(reader, answer.question)
    assert (first.texts, first.near[0]) == (0, "perivascular")
    assert second.texts > 20


def test_reading_does_not_import_what_writing_needs() -> None:
    import subprocess
    import sys

    code = (
        "import sys, kb.lookup.search, kb.search.snippets, kb.cli.commands.search;"
        "print([name for name in ('sqlalchemy', 'sqlmodel', 'lark', 'yaml') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
