"""``kb document add`` and ``kb locate``: from a file and an untraced study to excerpts that the audit
confirms.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kb.cli.app import make_app
from tests.audit.own import own_folder
from tests.builders.folders import Folder, rows
from tests.builders.texts import STUDY

ARTICLE = """\
A made-up policy of the invented plan

Roe et al (1999) enrolled 40 patients elsewhere; overall survival at 1 and 3 years was 97% and 67%.

Doe et al (2020) randomized 40 patients with small tumors to cryoablation (n=20) or RFA (n=20). Overall
survival at 1 and 3 years was 97% and 67% after cryo-
ablation and 95% and 66% with RFA (p=.747). Of those with tumors of more than 2 cm, 2 (10%) had complications
after cryoablation.
"""
Kb = Callable[..., Result]


@pytest.fixture
def untraced(tmp_path: Path) -> Folder:
    """Records of a study of which nothing is traced yet, and no document of it."""
    folder = own_folder(tmp_path / "evidence")
    text = re.sub(r',? ?stated: ("[^"]*"|\{[^}]*\})', "", STUDY.replace("document: source\n", ""))
    folder.write(
        "studies/doe-2020", re.sub(r"    stated:\n(?: {6}.*\n)+|^\n|^ +\n", "", text, flags=re.MULTILINE)
    )
    return folder


@pytest.fixture
def kb(untraced: Folder, engine_url: str) -> Iterator[Kb]:
    """Runs commands on a database with that study."""
    untraced.load(engine_url)

    def run(*words: str) -> Result:
        result = CliRunner().invoke(make_app(), ["--database", engine_url, *words])
        assert "Traceback" not in result.output
        return result

    yield run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The article as a file."""
    file = tmp_path / "policy of 2021.txt"
    file.write_text(ARTICLE, encoding="utf-8", newline="")
    return file


def test_a_document_is_added_by_its_file_and_found_again(kb: Kb, article: Path, engine_url: str) -> None:
    first = kb("document", "add", str(article), "--publisher", "The plan", "--date", "2021-11")
    assert first.exit_code == 0, first.output
    (document,) = [
        row
        for row in rows(engine_url, "SELECT * FROM document")
        if row["publisher"] == "The plan" and row["characters"] == len(ARTICLE)
    ]
    assert document["id"] == "a-made-up-policy-of-the-invented"
    assert document["title"] == "A made-up policy of the invented plan"
    again = kb("document", "add", str(article))
    assert "has this text already" in again.stderr
    listed = json.loads(kb("document", "list", "--format", "json").stdout)
    assert [row["studies"] for row in listed if row["document"] == document["id"]] == [0]


def test_unique_places_are_entered_at_once_and_the_audit_confirms_them(
    kb: Kb, article: Path, engine_url: str
) -> None:
    kb("document", "add", str(article), "--key", "made-up", "--publisher", "The plan", "--date", "2021")
    proposed = json.loads(
        kb("locate", "doe-2020", "--source", str(article), "--dry-run", "--format", "json").stdout
    )
    states = {row["column"]: row["state"] for row in proposed}
    assert states["results.1.cryo"] == states["results.1.rfa"] == "sure"
    assert rows(engine_url, "SELECT id FROM figure_source WHERE document_id = 'made-up'") == []
    done = kb("locate", "doe-2020", "--source", str(article))
    assert done.exit_code == 0, done.output
    held = json.loads(kb("audit", "--source", str(article), "--study", "doe-2020", "--format", "json").stdout)
    assert {one["status"] for one in held["figures"]} == {"ok"}
    assert held["disagreements"] == []
    printed = {one["figure"]: one["recorded"]["excerpt"] for one in held["figures"]}
    assert printed["doe-2020/overall-survival/cryo@3y:percent"] == "97% and 67%"
    assert printed["doe-2020/overall-survival/cryo-rfa@1y+3y:p-value"] == "p=.747"
    assert printed["doe-2020/complications/cryo,large:count"] == "2 (10%)"
    text = ARTICLE.index("randomized")
    assert all(one["recorded"]["start"] > text for one in held["figures"]), (
        "not the sentence about another study"
    )


def test_of_several_places_one_is_chosen(kb: Kb, article: Path, engine_url: str) -> None:
    """Numbers that two sentences tell as well are never entered by themselves."""
    article.write_text(
        ARTICLE + "\nOverall survival was 97% and 67% after cryoablation at 1 and 3 years.\n", "utf-8"
    )
    kb("document", "add", str(article), "--key", "twice", "--publisher", "The plan", "--date", "2021")
    told = json.loads(kb("locate", "doe-2020", "--source", str(article), "--format", "json").stdout)
    places = [row for row in told if row["column"] == "results.1.cryo"]
    assert [row["state"] for row in places[:2]] == ["choose", "choose"]
    second = places[1]["excerpt"]
    wrong = kb("locate", "doe-2020", "--source", str(article), "--take", "results.1.cryo=9")
    assert wrong.exit_code == 1
    assert "none of them" in wrong.stderr
    kb("locate", "doe-2020", "--source", str(article), "--take", "results.1.cryo=2")
    stored = rows(
        engine_url,
        "SELECT excerpt_start, excerpt FROM figure_source WHERE figure_id LIKE 'doe%/cryo@3y:percent'",
    )
    assert [f"{row['excerpt_start']}: {row['excerpt']}" for row in stored] == [second]


def test_what_is_missing_is_told(kb: Kb, article: Path, tmp_path: Path) -> None:
    unknown = kb("locate", "doe-2020", "--source", str(article))
    assert unknown.exit_code == 1
    assert "kb document add" in unknown.stderr
    kb("document", "add", str(article), "--key", "one", "--publisher", "The plan", "--date", "2021")
    assert "Did you mean" in kb("locate", "doe-2021", "--source", str(article)).stderr
    assert (
        "Write it as COLUMN=NUMBER"
        in kb("locate", "doe-2020", "--source", str(article), "--take", "x").stderr
    )
    other = tmp_path / "other.txt"
    other.write_text(ARTICLE.replace("Roe", "Poe"), encoding="utf-8")
    taken = kb("document", "add", str(other), "--key", "one")
    assert taken.exit_code == 1
    assert "Choose another --key" in taken.stderr
