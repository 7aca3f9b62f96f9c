"""The page `kb help sentences`: every row that it shows is loaded, and becomes the sentence beneath it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kb.db.connect import Reader, read
from kb.evidence.studies import read_study
from kb.manual import page
from kb.settings import shipped_evidence
from kb.store.load import LoadRequest, load
from tests.databases import SqliteFolder
from tests.narrative.sentences import results_of
from tests.policies.test_designs import DESIGNS

_BLOCK = re.compile(
    r"""
    ^```yaml\n(?P<yaml>.*?)^```\n       # rows, a study or the vocabulary
    (?:\n(?P<quote>(?:^>[^\n]*\n)+))?   # what is said of them
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)


class Example(NamedTuple):
    """Rows of the page in the study that they belong to, and what is said of them."""

    key: str
    record: str
    sentences: str


def _gallery() -> tuple[list[Example], str]:
    """The examples of the page in its order, and the outcomes that it declares."""
    examples: list[Example] = []
    base, outcomes = "", ""
    for block in _BLOCK.finditer(page("sentences").text):
        text = block["yaml"]
        if text.startswith("# vocabulary/outcomes.yaml"):
            outcomes += text.partition("\n")[2]
        elif text.startswith("study:"):
            base = text.partition("\n")[2]
        else:
            key = f"example-{len(examples) + 1}"
            rows = text if not text.startswith("- ") else "results:\n" + re.sub("^", "  ", text, flags=re.M)
            quote = " ".join(line.removeprefix(">").strip() for line in (block["quote"] or "").splitlines())
            examples.append(Example(key, f"study: {key}\n{base}{rows.rstrip()}\n", " ".join(quote.split())))
    return examples, outcomes


EXAMPLES, OUTCOMES = _gallery()


@pytest.fixture(scope="module")
def gallery(sqlite_databases: SqliteFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A database of the studies of the page, one for each example."""
    folder = tmp_path_factory.mktemp("gallery") / "evidence"
    for part in ("vocabulary", "instruments"):
        shutil.copytree(shipped_evidence() / part, folder / part)
    _append(folder / "vocabulary/outcomes.yaml", OUTCOMES)
    shutil.copytree(DESIGNS / "references", folder / "references")
    (folder / "studies").mkdir()
    for example in EXAMPLES:
        (folder / "studies" / f"{example.key}.yaml").write_text(example.record, encoding="utf-8")
    with sqlite_databases.copy() as url:
        load(LoadRequest(folder, url, "tests", "the examples of the manual"))
        with read(url) as reader:
            yield reader


def _append(file: Path, entries: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + entries, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.key for example in EXAMPLES])
def test_the_rows_become_the_sentence_beneath_them(example: Example, gallery: Reader) -> None:
    assert " ".join(results_of(read_study(gallery, example.key))) == example.sentences


def test_every_form_has_an_example() -> None:
    """Every example is followed by what is said of it, and there are forty or more."""
    assert all(example.sentences for example in EXAMPLES)
    assert len(EXAMPLES) >= 40
