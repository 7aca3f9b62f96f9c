"""``kb search`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json

from tests.command_line import Kb


def test_hits_to_read(kb_loaded: Kb) -> None:
    """A hit has a headline, a snippet and the command that shows more."""
    result = kb_loaded("search", "propensity matched perivascular")
    assert result.exit_code == 0
    first = result.stdout.splitlines()
    assert first[0] == "study cha-2020 (used in 7.01.75/hcc)"
    assert "**perivascular**" in result.stdout
    assert "  $ kb study show cha-2020" in first
    assert result.stderr == "1 hit.\n"


def test_words_may_come_as_one_or_several_arguments(kb_loaded: Kb) -> None:
    one, several = (kb_loaded("search", *words).stdout for words in (["HCC OS"], ["HCC", "OS"]))
    assert one == several != ""


def test_hits_as_rows(kb_loaded: Kb) -> None:
    """As JSON, hits have rank, kind, key and what else a program needs."""
    found = json.loads(kb_loaded("search", "cryoshock", "--format", "json").stdout)
    assert found[0]["rank"] == 1
    assert {"kind", "key", "title", "used", "snippet", "command"} < found[0].keys()
    rows = list(csv.DictReader(io.StringIO(kb_loaded("search", "cryoshock", "--format", "csv").stdout)))
    assert [row["key"] for row in rows] == [hit["key"] for hit in found]


def test_kinds_and_limit(kb_loaded: Kb) -> None:
    """Only the kinds that were asked for come, and no more than the limit."""
    options = ("--kind", "finding", "--kind", "recommendation", "--limit", "3", "--format", "csv")
    result = kb_loaded("search", "ablation", *options)
    kinds = {row["kind"] for row in csv.DictReader(io.StringIO(result.stdout))}
    assert kinds == {"finding", "recommendation"} or kinds == {"recommendation"}
    assert result.stderr.startswith("3 of ")


def test_an_unknown_policy_or_kind_is_refused(kb_loaded: Kb) -> None:
    result = kb_loaded("search", "ablation", "--policy", "7.01.57")
    assert result.exit_code == 1
    assert "Did you mean 7.01.75?" in result.stderr
    assert kb_loaded("search", "ablation", "--kind", "sudy").exit_code == 2


def test_a_miss_says_what_is_near(kb_loaded: Kb) -> None:
    result = kb_loaded("search", "perivasculr cryoablation")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "perivasculr: no text. Near: perivascular" in result.stderr


def test_no_word_at_all_is_a_user_error(kb_loaded: Kb) -> None:
    result = kb_loaded("search", " * ")
    assert result.exit_code == 1
    assert "no word to search for" in result.stderr
