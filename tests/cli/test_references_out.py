"""References go out, of a policy, an indication or words: to reference managers, and in any style."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.bibliography.citation import Citation
from kb.bibliography.csl_styles import CslStyle
from kb.bibliography.formats.csl_json_writing import csl_item
from kb.bibliography.formats.exports import read_citations
from kb.errors import KbError
from tests.bibliography.formats.reading_whole import citations
from tests.command_line import Kb

STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Made-up style</title><id>made-up</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography>
    <sort><key variable="title"/></sort>
    <layout suffix="."><group delimiter=". ">
      <names variable="author">
        <name name-as-sort-order="all" initialize-with=". " delimiter=", " and="text"
              et-al-min="4" et-al-use-first="3"/>
      </names>
      <text variable="title"/>
      <text variable="container-title" font-style="italic"/>
      <date variable="issued"><date-part name="year"/></date>
      <text variable="version"/>
    </group></layout>
  </bibliography>
</style>
"""
"""A style of a few lines, made up for these tests."""


@pytest.fixture
def style(tmp_path: Path) -> Path:
    path = tmp_path / "madeup.csl"
    path.write_text(STYLE, encoding="utf-8")
    return path


def _citations(path: Path) -> list[Citation]:
    read = list(read_citations(path))
    assert all(isinstance(each, Citation) for each in read)
    return [each for each in read if isinstance(each, Citation)]


@pytest.mark.parametrize("ending", ["ris", "nbib", "bib", "xml"])
def test_the_references_of_a_policy_go_out_and_come_back(kb_loaded: Kb, ending: str, tmp_path: Path) -> None:
    """All of them, in the order of the policy, with names, titles, dates, pages and PMIDs."""
    listed = json.loads(kb_loaded("reference", "list", "--policy", "7.01.75", "--format", "json").stdout)
    file = tmp_path / f"references.{ending}"
    result = kb_loaded("reference", "list", "--policy", "7.01.75", "-o", str(file))
    assert result.exit_code == 0, result.output
    read = _citations(file)
    assert [each.pmid for each in read] == [row["pmid"] for row in listed]
    wang = next(each for each in read if each.pmid == "25284802")
    assert [author.family for author in wang.authors] == ["Wang", "Wang", "Yang"]
    assert (wang.authors_truncated, wang.issued, wang.pages) == (True, "2015-05", "1579-90")


def test_references_narrowed_to_an_indication_and_to_words(kb_loaded: Kb, tmp_path: Path) -> None:
    chosen = ("reference", "list", "randomized", "--policy", "7.01.75", "--indication", "hcc")
    rows = json.loads(kb_loaded(*chosen, "--format", "json").stdout)
    items = json.loads(kb_loaded(*chosen, "--format", "csl-json").stdout)
    assert [item["id"] for item in items] == [row["reference"] for row in rows]
    assert "wang-2015" in [item["id"] for item in items]
    assert len(rows) < len(json.loads(kb_loaded("reference", "list", "--format", "json").stdout))


def test_the_references_among_the_hits_of_a_search_go_out(kb_loaded: Kb, style: Path, tmp_path: Path) -> None:
    file = tmp_path / "hits.ris"
    result = kb_loaded("search", "cryoablation", "--kind", "reference", "--kind", "study", "-o", str(file))
    assert result.exit_code == 0, result.output
    assert "25284802" in [each.pmid for each in _citations(file)]
    formatted = kb_loaded("search", "cryoablation", "--kind", "reference", "--style", str(style))
    assert "Wang, C., Wang, H., Yang, W., et al." in formatted.stdout
    none = kb_loaded("search", "cryoablation", "--kind", "policy", "--format", "ris")
    assert "No hit is a reference. --kind reference looks for references alone." in none.stderr


def test_a_style_formats_references(kb_loaded: Kb, style: Path, tmp_path: Path) -> None:
    """In its order, with its names; a report keeps the version by which it is cited."""
    result = kb_loaded(
        "reference", "list", "--policy", "7.01.75", "--style", str(style), "--format", "markdown"
    )
    assert result.exit_code == 0, result.output
    assert "Wang, C., Wang, H., Yang, W., et al. Multicenter randomized" in result.stdout
    assert "*Hepatology*. 2015." in result.stdout
    assert "Version" not in result.stdout
    assert "2.2021." in result.stdout
    titles = [line for line in result.stdout.splitlines() if line.startswith("Adam")]
    assert titles
    file = tmp_path / "references.docx"
    assert kb_loaded("reference", "list", "--style", str(style), "-o", str(file)).exit_code == 0
    assert file.stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("-o", "references.docx"),
            "Word holds formatted references: name their style with --style FILE.csl.",
        ),
        (
            ("--style", "madeup.csl", "--format", "ris"),
            "RIS holds no formatted references. Leave out --style.",
        ),
        (("--style", "nothing.csl"), "nothing.csl: cannot be read: No such file or directory."),
    ],
)
def test_what_does_not_go_together_is_told(
    kb_loaded: Kb, words: tuple[str, ...], message: str, style: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(style.parent)
    result = kb_loaded("reference", "list", *words)
    assert result.exit_code in (1, 2)
    assert message in result.output


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no XML", "madeup.csl:1: is no XML, so no CSL style"),
        ("<style/>", "is XML, but no style of the Citation Style Language"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>' + STYLE, "is no style of the Citation"),
        (STYLE.replace("bibliography>", "nothing>"), "the style has no list of references"),
        (
            STYLE.replace("bibliography>", "nothing>").replace(
                "</info>", '<link href="https://example.org/parent" rel="independent-parent"/></info>'
            ),
            "only points to another style. Download that one: https://example.org/parent",
        ),
        (STYLE.replace('<text variable="title"/>', '<text macro="missing"/>'), "this style cannot be used"),
        (
            STYLE.replace('<text variable="title"/>', '<text macro="a"/>').replace(
                "<citation>", '<macro name="a"><text macro="a"/></macro><citation>'
            ),
            "a macro uses itself",
        ),
    ],
    ids=["no-xml", "no-style", "entities", "no-list", "dependent", "no-macro", "endless"],
)
def test_what_is_wrong_with_a_style_is_told_in_words(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "madeup.csl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KbError) as raised:
        CslStyle(path, "madeup.csl").formatted([{"id": "a", "type": "book", "title": "Made-up"}])
    assert message in raised.value.message


@pytest.mark.parametrize(
    ("date", "printed"),
    [({"date-parts": [[2015]], "season": 1}, "Spring 2015"), ({"raw": "2015 Mar-Apr"}, "Mar-Apr 2015")],
)
def test_a_style_prints_seasons_and_ranges(date: object, printed: str, style: Path, tmp_path: Path) -> None:
    text = json.dumps(
        [{"title": "Does it work?", "author": [{"family": "Made", "given": "AB"}], "issued": date}]
    )
    (citation,) = citations(tmp_path, text)
    [entry] = CslStyle(style).formatted([csl_item("Made-2015", citation)])
    assert entry == f"Made, A. B. Does it work? {printed}."
