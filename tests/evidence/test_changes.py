"""What follows from a change of the records, seen by the reader of the documents."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.db.connect import read
from kb.documents import render
from kb.reports.report import build_report
from kb.reports.study_page import build_study_page
from kb.reports.summary import build_summary
from kb.store.load import LoadRequest, load

EVIDENCE = Path(__file__).parents[2] / "evidence"
Reload = Callable[[], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled evidence to change."""
    return Path(shutil.copytree(EVIDENCE, tmp_path / "evidence"))


@pytest.fixture
def reload(folder: Path, seed_url: str) -> Reload:
    """Loads the folder into a database that already holds it, unchanged."""

    def again() -> None:
        load(LoadRequest(folder, seed_url, "tests", "a change"))

    return again


def _replace(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, after), encoding="utf-8")


def _texts(url: str) -> dict[str, list[str]]:
    with read(url) as reader:
        documents = {
            "summary": build_summary(reader, "7.01.75"),
            "full": build_summary(reader, "7.01.75", full=True),
            "report": build_report(reader, "7.01.75"),
            "page": build_study_page(reader, "wang-2015"),
            "other page": build_study_page(reader, "chen-2021"),
        }
    return {name: render(document, "markdown").splitlines() for name, document in documents.items()}


def _changed(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """Pairs of changed words."""
    old, new = (" ".join(lines).split() for lines in (before, after))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        (" ".join(old[a:b]), " ".join(new[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def test_one_changed_figure_changes_its_sentences_and_tables_and_nothing_else(
    folder: Path, seed_url: str, reload: Reload
) -> None:
    before = _texts(seed_url)
    study = folder / "studies" / "wang-2015.yaml"
    _replace(study, "cryo: [97%, 67%, 40%]", "cryo: [97%, 67%, 41%]")
    _replace(study, "97%, 67%, and 40%", "97%, 67%, and 41%")
    reload()
    after = _texts(seed_url)
    for name in ("summary", "full", "report", "page"):
        changed = _changed(before[name], after[name])
        assert changed, name
        for old, new in changed:
            assert old.replace("40%", "41%") == new, name
    assert before["other page"] == after["other page"]
    with read(seed_url) as reader:
        rows = reader.rows(
            "SELECT table_name, who, why FROM change WHERE action = 'update' ORDER BY table_name"
        )
    assert {(row["who"], row["why"]) for row in rows} == {("tests", "a change")}
    assert "figure" in {row["table_name"] for row in rows}


def test_a_second_trial_changes_evidence_counts_numbering_and_list(
    folder: Path, seed_url: str, reload: Reload
) -> None:
    before = _texts(seed_url)
    _replace(
        folder / "policies" / "7.01.75" / "indications" / "hcc.yaml",
        "studies: [wang-2015]",
        "studies: [wang-2015, doe-2022]",
    )
    (folder / "references" / "doe-2022.yaml").write_text(
        "reference: doe-2022\n"
        'identifiers: {pmid: "99999901"}\n'
        "csl:\n"
        "  type: article-journal\n"
        "  title: A second trial\n"
        "  author: [{family: Doe, given: J}]\n"
        "  container-title: Trials\n"
        "  issued: 2022-03\n",
        encoding="utf-8",
    )
    (folder / "studies" / "doe-2022.yaml").write_text(
        "study: doe-2022\n"
        "label: Doe (2022)\n"
        "design: randomized-controlled-trial\n"
        "reports: {primary: doe-2022}\n"
        "conditions: [hepatocellular-carcinoma]\n"
        "population: adults with hepatocellular carcinoma\n"
        "enrolled: 90\n"
        "arms:\n"
        "  cryo: {label: cryoablation, interventions: [cryoablation], n: 45}\n"
        "  rfa: {label: RFA, interventions: [radiofrequency-ablation], n: 45}\n"
        "contrasts:\n"
        "  cryo-rfa: {index: cryo, reference: rfa, method: randomized}\n"
        "results:\n"
        "  - outcome: overall-survival\n"
        "    at: 5 y\n"
        "    cryo-rfa: HR 0.87 (95% CI 0.61-1.24); p .44\n",
        encoding="utf-8",
    )
    reload()
    after = _texts(seed_url)
    summary = " ".join(after["summary"])
    assert "1 randomized controlled trial (RCT), 7 nonrandomized" in " ".join(before["summary"])
    assert "2 randomized controlled trials (RCTs), 7 nonrandomized" in summary
    full = " ".join(after["full"])
    assert "Doe (2022)" in full
    assert "hazard ratio" in full
    assert "Chen et al (2021) \\[4\\]" in full or "Chen et al (2021) [4]" in full
    with read(seed_url) as reader:
        rows = reader.rows("SELECT citation_number, pmid FROM policy_reference ORDER BY citation_number")
        (base,) = reader.rows(
            "SELECT studies FROM evidence_base WHERE indication = 'hcc' AND design_group = 'randomized'"
        )
    assert len(rows) == 35
    assert rows[2] == {"citation_number": 3, "pmid": "99999901"}
    assert base["studies"] == 2
