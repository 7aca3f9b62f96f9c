"""``kb review diff`` as people run it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import docx
import pytest

from kb.db.connect import read
from kb.differences.difference import Difference
from kb.differences.page import build_difference_page
from kb.differences.sides import choose
from kb.documents import render, rendered
from kb.reports.report import build_report
from tests.builders.releases import POLICY, frozen
from tests.command_line import Kb
from tests.differences.changing import FIVE_YEARS, HCC, WANG, edit, published_and_changed
from tests.differences.test_word import paragraphs, squeezed
from tests.differences.word import revisions, texts
from tests.tiers import mostly_slow


@pytest.mark.filled_by(fill=published_and_changed)
def test_the_draft_is_compared_with_the_newest_version(kb: Kb, filled_url: str) -> None:
    result = kb("--database", filled_url, "review", "diff", POLICY)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "7.01.75: from 2021-11-01 to draft"
    assert "Records: 2 changed" in lines
    assert "- overall survival at 5 y, cryo: [-40%-]{+41%+}" in lines
    assert "- conclusion, verdict: [-insufficient-]{+sufficient+}" in lines
    assert "  - because of wang-2015, overall survival at 5 y, cryo: 40% → 41%" in lines
    assert "The evidence is [-insufficient-]{+sufficient+} to determine" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.filled_by(fill=published_and_changed)
def test_why_names_the_row_that_changed_each_sentence(kb: Kb, filled_url: str) -> None:
    words = ("review", "diff", POLICY, "--level", "conclusions", "--format", "json")
    found = json.loads(kb("--database", filled_url, *words).stdout)["conclusions"]
    hcc, *others = found["indications"]
    changed = {one["aspect"]: one["why"] for one in hcc["aspects"] if one["changed"]}
    assert changed == {
        "verdict": ["7.01.75/hcc, conclusion, verdict: insufficient → sufficient"],
        "evidence": ["7.01.75/hcc, groups, rct, studies, niu-2007: added niu-2007"],
        "studies, comparative cohort": ["7.01.75/hcc, groups, rct, studies, niu-2007: added niu-2007"],
        "finding trial-results": ["wang-2015, overall survival at 5 y, cryo: 40% → 41%"],
    }
    assert not any(aspect["changed"] for one in others for aspect in one["aspects"])
    for sentence in found["sentences"]:
        if "41%" in (sentence["after"] or ""):
            assert sentence["why"] == ["wang-2015, overall survival at 5 y, cryo: 40% → 41%"], sentence


@pytest.mark.filled_by(fill=frozen)
def test_two_versions_are_compared_and_exchanging_them_exchanges_from_and_to(kb: Kb, filled_url: str) -> None:
    edit(filled_url, {WANG: FIVE_YEARS})
    frozen(filled_url, "2022-11-01")
    words = ("--level", "records", "--format", "json")

    def rows(*versions: str) -> list[tuple[str | None, ...]]:
        result = kb("--database", filled_url, "review", "diff", POLICY, *versions, *words)
        records = json.loads(result.stdout)["records"]
        return [
            (one["place"], one["before"], one["after"]) for record in records for one in record["changes"]
        ]

    forward = rows()
    assert ("wang-2015, overall survival at 5 y, cryo", "40%", "41%") in forward
    assert forward == rows("2021-11-01", "2022-11-01")
    assert [(place, after, before) for place, before, after in rows("2022-11-01", "2021-11-01")] == forward
    assert rows("2021-11-01", "2021-11-01") == []
    assert rows("draft", "2022-11-01") == []


def test_a_frozen_version_is_compared_as_it_was_published(seed_url: str) -> None:
    with read(seed_url) as reader:
        before = build_report(reader, POLICY)
    published_and_changed(seed_url)
    with read(seed_url) as reader:
        found = Difference(POLICY, *choose(reader, POLICY, (None, None)), "rita")
        assert found.before.document == before
        after = build_report(reader, POLICY)
        content = rendered(found.redline, "docx")
    assert squeezed(texts(content, accept=True)) == squeezed(paragraphs(after))
    assert squeezed(texts(content, accept=False)) == squeezed(paragraphs(before))
    assert {one[1] for one in revisions(content)} == {"rita"}


@pytest.mark.filled_by(fill=frozen)
def test_nothing_differs_from_itself(filled_url: str) -> None:
    with read(filled_url) as reader:
        found = Difference(POLICY, *choose(reader, POLICY, (None, None)))
        assert found.is_empty
        assert not found.conclusions.is_changed
        page = build_difference_page(found, ("records", "conclusions", "document"), at_length=False)
    told = render(page, "text")
    assert "Records: nothing differs" in told
    assert "Document: nothing differs" in told


@pytest.mark.parametrize("ending", mostly_slow(["md", "html", "json", "docx", "txt"], usual=[2, 3]))
@pytest.mark.filled_by(fill=published_and_changed)
def test_the_ending_of_the_file_says_the_form(kb: Kb, filled_url: str, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"redline.{ending}"
    result = kb("--database", filled_url, "review", "diff", POLICY, "-o", str(file))
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"Wrote {file}." in result.stderr
    if ending == "docx":
        docx.Document(io.BytesIO(file.read_bytes()))
        return
    text = file.read_text(encoding="utf-8")
    expected = {
        "md": "~~insufficient~~**sufficient**",
        "html": "<del>insufficient</del><ins>sufficient</ins>",
        "json": '"before": "insufficient"',
        "txt": "[-insufficient-]{+sufficient+}",
    }
    assert expected[ending] in text


@pytest.mark.filled_by(fill=published_and_changed)
def test_the_page_needs_nothing_else_and_every_jump_has_its_place(kb: Kb, filled_url: str) -> None:
    page = kb("--database", filled_url, "review", "diff", POLICY, "--format", "html").stdout
    assert "<script" not in page
    assert not re.search(r'(src|href)="(?!#|https://)', page)
    numbers = [int(number) for number in re.findall(r'id="(?:at-)?change-(\d+)"', page)]
    assert numbers == sorted(set(numbers)) and len(numbers) > 5
    places = set(re.findall(r' id="([^"]+)"', page))
    jumps = set(re.findall(r'href="#((?:at-)?change-\d+)"', page))
    assert jumps <= places and len(jumps) == len(numbers)


@pytest.mark.filled_by(fill=frozen)
def test_markup_in_a_record_stays_text(kb: Kb, filled_url: str) -> None:
    edit(filled_url, {HCC: {"title: Hepatocellular carcinoma": 'title: "<b>Liver</b> *cancer* [x](y)"'}})
    page = kb("--database", filled_url, "review", "diff", POLICY, "--format", "html").stdout
    assert "<b>Liver" not in page
    assert "&lt;b&gt;" in page
    text = kb("--database", filled_url, "review", "diff", POLICY, "--format", "markdown").stdout
    assert r"\*cancer\*" in text


@pytest.mark.filled_by(fill=frozen)
def test_in_markdown_only_inserted_words_are_bold(kb: Kb, filled_url: str) -> None:
    words = ("--database", filled_url, "review", "diff", POLICY, "2021-11-01", "2021-11-01")
    text = kb(*words, "--level", "document", "--format", "markdown").stdout
    assert "Investigational. Destroying liver tumors" in text
    assert text.count("**") == 2, "those of the legend"


@pytest.mark.filled_by(fill=frozen)
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((POLICY, "2019-01-01"), "Versions: 2021-11-01."),
        ((POLICY, "yesterday"), "write an effective date such as 2021-11-01, or draft"),
        (("7.01.7",), "7.01.75"),
        ((POLICY, "--level", "records", "--format", "docx"), "Leave out --level"),
    ],
)
def test_mistakes_are_told_with_what_to_do(
    kb: Kb, filled_url: str, words: tuple[str, ...], told: str
) -> None:
    result = kb("--database", filled_url, "review", "diff", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr


def test_without_a_version_there_is_nothing_to_compare(kb: Kb, loaded_url: str) -> None:
    result = kb("--database", loaded_url, "review", "diff", POLICY)
    assert result.exit_code == 1
    assert "No version of 7.01.75 was released here" in result.stderr
