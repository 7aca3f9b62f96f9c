"""``kb audit`` on the command line."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kb.cli.app import make_app
from tests.audit.own import TEXT, own_folder

Kb = Callable[..., Result]


@pytest.fixture
def kb(own_url: str) -> Kb:
    """Runs ``kb audit`` on the database of this module."""

    def run(*words: str) -> Result:
        result = CliRunner().invoke(make_app(), ["--database", own_url, "audit", *words])
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def edited(source: Path) -> Path:
    """Another edition: a number differs, a sentence is gone, and text is added that HTML must not obey."""
    text = TEXT.replace("97% and 67%", "97% and 68%").replace(" Two of them answered.", "")
    text = text.replace("17 centers", '17 <b>centers</b> & "more"')
    source.write_text(text, encoding="utf-8")
    return source


def test_the_very_document_passes_quietly(kb: Kb, source: Path) -> None:
    source.write_text(TEXT, encoding="utf-8", newline="")
    result = kb("--source", str(source))
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "15 of 15 figures are printed as recorded." in result.stdout
    assert "The file is:   the very text of the record, by its SHA-256" in result.stdout


def test_unclaimed_numbers_fail_only_when_strict(kb: Kb, source: Path) -> None:
    source.write_text(TEXT, encoding="utf-8", newline="")
    assert kb("--source", str(source), "--strict").exit_code == 3
    only = TEXT.replace("In\nall, 17 centers took part. ", "")
    source.write_text(only, encoding="utf-8")
    assert kb("--source", str(source), "--strict").exit_code == 0


def test_the_table_tells_counts_and_places(kb: Kb, edited: Path) -> None:
    result = kb("--source", str(edited))
    assert result.exit_code == 3
    assert result.stderr.startswith("Compared with source: another edition, because")
    lines = result.stdout.splitlines()
    counts = next(line for line in lines if line.startswith("Doe et al (2020)"))
    assert counts.split()[-6:] == ["11", "1", "0", "0", "1", "90.9%"]
    changed = next(line for line in lines if "cryo@3y" in line)
    assert changed.startswith("8:")
    assert "67%" in changed
    assert "97% and «68%» after ablation" in changed
    assert any("1.01/" in line and line.startswith("4:1 ") for line in lines)
    assert any("«17» <b>centers</b>" in line for line in lines)
    assert any("Deo et al (2019)" in line and "Doe et al (2020)" in line for line in lines)


def test_json_has_everything(kb: Kb, edited: Path) -> None:
    """The JSON says of each figure what is recorded, what was found, and how they differ."""
    data = json.loads(kb("--source", str(edited), "--format", "json").stdout)
    assert data["document"] == "source"
    assert data["is_the_document"] is False
    assert data["total"]["differs"] == 1
    (changed,) = [one for one in data["figures"] if one["status"] == "differs"]
    assert changed["recorded"]["printed"] == "67%"
    assert changed["found"]["printed"] == "68%"
    assert changed["difference"] == "number"
    assert changed["place"]["line"] == 8
    text = edited.read_text("utf-8")
    for one in data["numbers"]:
        assert text[one["start"] : one["stop"]] == one["printed"]
    assert {one["fate"] for one in data["numbers"]} == {"claimed", "repeats", "other", "unclaimed"}
    assert {one["known"] for one in data["labels"]} == {"study", "unknown"}


def test_csv_has_a_row_for_each_figure_and_unclaimed_number(kb: Kb, edited: Path) -> None:
    rows = list(csv.DictReader(kb("--source", str(edited), "--format", "csv").stdout.splitlines()))
    counts = {
        status: sum(row["status"] == status for row in rows) for status in ("differs", "unclaimed", "label")
    }
    assert counts == {"differs": 1, "unclaimed": 1, "label": 1}
    assert all(row["line"] for row in rows)


class _Page(HTMLParser):
    """Collects names of places, links, titles and tags, and checks that tags close."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        if "id" in found:
            self.names.append(found["id"] or "")
        if tag == "a":
            assert "a" not in self.open, "a link within a link"
            self.links.append(found.get("href") or "")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data if self.open[-1:] != ["style"] else ""


def page_of(text: str) -> _Page:
    """The parsed page; every element is closed."""
    page = _Page()
    page.feed(text)
    page.close()
    assert page.open == []
    return page


def test_the_page_links_every_mark_to_its_row_and_back(kb: Kb, edited: Path, tmp_path: Path) -> None:
    file = tmp_path / "audit.html"
    assert kb("--source", str(edited), "-o", str(file)).exit_code == 3
    page = page_of(file.read_text("utf-8"))
    assert len(page.names) == len(set(page.names))
    assert all(link.startswith("#") for link in page.links), "the page asks for nothing outside itself"
    assert {link[1:] for link in page.links} <= set(page.names)
    rows = [name for name in page.names if re.fullmatch(r"at-r\d+", name)]
    assert len(rows) == 15
    for name in rows:
        assert f"#{name}" in page.links
    places = {link for link in page.links if re.fullmatch(r"#at-[tg]\d+", link)}
    assert len(places) >= 13, "two rows may be stated by the same characters"
    assert {"at-u1", "at-v1", "at-l1", "at-m1"} <= set(page.names)


def test_the_page_shows_the_whole_text_and_obeys_none_of_it(kb: Kb, edited: Path, tmp_path: Path) -> None:
    file = tmp_path / "audit.html"
    kb("--source", str(edited), "-o", str(file))
    written = file.read_text("utf-8")
    assert "<b>" not in written
    assert not {"script", "img", "link", "iframe"} & set(page_of(written).tags)
    items = re.findall(r'<li><span class="number">(\d+)</span> <span>(.*?)</span></li>', written)
    shown = {int(number): " ".join(page_of(f"<p>{item}</p>").text.split()) for number, item in items}
    assert list(shown) == [number for number, line in enumerate(TEXT.splitlines(), start=1) if line.strip()]
    assert shown[9].endswith("those with tumors of"), "a line of the source is a line of the page"
    assert shown[10].startswith("more than 2 cm")
    assert '<b>centers</b> & "more"' in shown[8]
    assert shown[16] == "1. Doe J. A trial. 2020."


def test_markdown_and_the_ending_of_the_file(kb: Kb, edited: Path, tmp_path: Path) -> None:
    file = tmp_path / "audit.md"
    kb("--source", str(edited), "-o", str(file))
    assert file.read_text("utf-8").startswith("# Audit of figures\n")
    assert kb("--source", str(edited), "--format", "markdown").stdout.startswith("# Audit of figures\n")


def test_wrong_words_and_files_are_told(kb: Kb, tmp_path: Path) -> None:
    assert kb().exit_code == 2
    missing = kb("--source", str(tmp_path / "none.txt"))
    assert missing.exit_code == 1
    assert "there is no such file" in missing.stderr


def test_figures_without_a_place_can_be_let_pass(kb: Kb, own_url: str, source: Path, tmp_path: Path) -> None:
    folder = own_folder(tmp_path / "evidence")
    place = TEXT.index("95% and 66%")
    folder.change("studies/doe-2020", f'      rfa: "{place}: 95% and 66%"\n', "")
    folder.load(own_url)
    source.write_text(TEXT, encoding="utf-8", newline="")
    told = kb("--source", str(source))
    assert told.exit_code == 3
    assert "2 without a place in the document" in told.stdout
    assert "doe-2020/overall-survival/rfa@3y:percent" in told.stdout
    assert kb("--source", str(source), "--allow-unlocated").exit_code == 0
    own_folder(tmp_path / "again").load(own_url)
