"""Tests as records, their targets in studies, and one row of counts and measures for each (all invented)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.db.connect import read
from kb.documents import render
from kb.errors import KbError, ProblemsFound
from kb.evidence.studies import read_study
from kb.reports.study_page import study_page_from
from kb.reports.test_page import build_test_page
from kb.store.dump import dump
from kb.store.load import LoadRequest, load

GENES = [f"MADEUP{number}" for number in range(1, 81)]
VOCABULARY = {
    "vocabulary/conditions": "stenosis: {name: coronary stenosis}\nplaque: {name: coronary plaque}\n",
    "vocabulary/interventions": (
        "gene-panels: {name: gene panels, kind: test}\nmadeupinib: {name: madeupinib, kind: drug}\n"
    ),
    "vocabulary/outcomes": (
        "participants: {name: participants, domain: flow, direction: none, role: flow}\n"
        "test-accuracy: {name: test accuracy, domain: accuracy, direction: higher}\n"
        "counts-of-results: {name: counts of results, domain: accuracy, direction: none}\n"
    ),
}
PANEL = f"""\
test: madeup-panel
name: Madeup panel
intervention: gene-panels
laboratory: Madeup Laboratories
version: "2"
purpose: treatment-selection
specimen: tumor tissue
analyte_kind: gene
panel_size: 80
analytes: [{", ".join(GENES)}]
thresholds: [{{text: ">10 mutations/Mb", result: high}}]
codes: [{{system: PLA, code: 0999U, description: madeup panel of genes, valid_from: 2024-01-01}}]
companion_to:
  - treatment: madeupinib
    condition: stenosis
    result: MADEUP7 deletion
    approval: PMA P999999
    date: 2024-05
    recommendation: NCCN 2A
"""
STUDY = """\
study: doe-2020
label: Doe et al (2020)
design: diagnostic-accuracy
reports: {}
arms:
  panel: {label: panel, interventions: [gene-panels], test: madeup-panel, test_version: "1", threshold: ">4"}
  scan: {label: the scan}
targets:
  stenosis:
    condition: stenosis
    reference_standard: invasive angiography
    timing: within 7 days
    blinding: both
    verification: all
    unit: samples
  plaque: {label: plaque of 2 mm or more, threshold: ">8"}
results:
  - outcome: counts-of-results
    target: stenosis
    panel: TP 14; FP 10; FN 1; TN 40
  - outcome: test-accuracy
    target: stenosis
    panel: sensitivity 93.3% (95% CI 68.1-99.8); specificity 0.80 (95% CI 0.66-0.9); AUC >98%; LR+ 4.7; DOR 56
    scan: sensitivity 14/15 (93.3%); specificity 40/50 (80%)
  - outcome: test-accuracy
    target: plaque
    panel: sensitivity 50%; TP 9 per 100,000
  - outcome: test-accuracy
    scan: specificity 90%
"""


def folder_of(folder: Path, **changed: str) -> Path:
    """The records in a folder; ``changed`` has other texts by the last part of their id."""
    records = VOCABULARY | {
        "vocabulary/designs": "diagnostic-accuracy: {name: diagnostic accuracy study,"
        " plural: diagnostic accuracy studies, group: diagnostic, rank: 1}\n",
        "tests/madeup-panel": PANEL,
        "studies/doe-2020": STUDY,
    }
    for id, text in records.items():
        file = folder / f"{id}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(changed.get(file.stem, text), encoding="utf-8")
    return folder


@pytest.fixture
def url(engine_url: str, tmp_path: Path) -> str:
    """A database with the test and the study."""
    load(LoadRequest(folder_of(tmp_path / "records"), engine_url, "tests", "accuracy"))
    return engine_url


def test_counts_and_measures_of_one_target_are_one_row(url: str) -> None:
    """Two entries of the panel for stenosis make one row; shares are in percent, the area from 0 to 1."""
    with read(url) as reader:
        rows = reader.rows("SELECT * FROM accuracy_result ORDER BY arm, target, result_id")
    panel, scan = (
        [row for row in rows if (row["arm"], row["target"]) == (arm, "stenosis")] for arm in ("panel", "scan")
    )
    assert len(rows) == 4 and len(panel) == len(scan) == 1
    told = {"test": "madeup-panel", "test_version": "1", "reference_standard": "invasive angiography"}
    told |= {"condition": "stenosis", "threshold": ">4", "counted": "samples", "blinding": "both"}
    assert told.items() <= panel[0].items()
    assert [panel[0][name] for name in ("tp", "fp", "fn", "tn", "counts_from")] == [14, 10, 1, 40, "printed"]
    names = ("sensitivity", "sensitivity_low", "sensitivity_high", "specificity", "specificity_low")
    assert [panel[0][name] for name in names] == [93.3, 68.1, 99.8, 80, 66]
    names = ("auc", "auc_sign", "lr_positive", "lr_negative", "dor", "ci_level")
    assert [panel[0][name] for name in names] == [0.98, ">", 4.7, None, 56, 95]
    assert [scan[0][name] for name in ("tp", "fp", "fn", "tn", "counts_from")] == [14, 10, 1, 40, "shares"]


def test_a_threshold_of_the_target_goes_before_that_of_the_arm(url: str) -> None:
    """A rate per 100,000 is no count, and a target may have a name alone, or results none."""
    with read(url) as reader:
        rows = reader.rows("SELECT * FROM accuracy_result WHERE target IS NULL OR target = 'plaque'")
    (plaque,) = (row for row in rows if row["target"] == "plaque")
    assert (plaque["threshold"], plaque["target_name"], plaque["condition"]) == (
        ">8",
        "plaque of 2 mm or more",
        None,
    )
    assert (plaque["sensitivity"], plaque["tp"], plaque["counts_from"]) == (50, None, None)
    (without,) = (row for row in rows if row["target"] is None)
    assert (without["outcome"], without["test"], without["specificity"]) == ("test-accuracy", None, 90)


def test_a_panel_of_eighty_genes_is_asked_by_gene_code_and_drug(url: str) -> None:
    """The views list genes, codes, thresholds and pairs of drug and test; the page shows them."""
    with read(url) as reader:
        genes = reader.rows("SELECT analyte FROM test_analyte ORDER BY position")
        assert [row["analyte"] for row in genes] == GENES
        (pair,) = reader.rows("SELECT * FROM companion_test")
        assert (pair["treatment"], pair["approval"], pair["recommendation"]) == (
            "madeupinib",
            "PMA P999999",
            "NCCN 2A",
        )
        (code,) = reader.rows("SELECT test, code FROM test_code WHERE system = 'PLA'")
        assert (code["test"], code["code"]) == ("madeup-panel", "0999U")
        page = render(build_test_page(reader, "madeup-panel"), "text")
        with pytest.raises(KbError, match="Did you mean madeup-panel"):
            build_test_page(reader, "madeup-pannel")
    for words in (
        "MADEUP80",
        "0999U",
        "madeupinib",
        "MADEUP7 deletion",
        ">10 mutations/Mb",
        "Doe et al (2020)",
    ):
        assert words in page


def test_the_page_of_a_panel_names_its_genes_in_one_paragraph(url: str) -> None:
    """Eighty lines with a gene each would hide what follows."""
    with read(url) as reader:
        page = render(build_test_page(reader, "madeup-panel"), "html")
    assert ", ".join(GENES) in page


def test_the_page_of_a_test_tells_a_subgroup_from_the_whole(engine_url: str, tmp_path: Path) -> None:
    """Two rows of one study, target and threshold say of whom they are, and what was counted."""
    subgroup = (
        "populations:\n  young: {kind: subgroup, label: those under the usual age}\ntargets:",
        "  - {outcome: test-accuracy, population: young, target: stenosis, panel: sensitivity 71%}\n",
    )
    text = STUDY.replace("targets:", subgroup[0]) + subgroup[1]
    folder = folder_of(tmp_path / "records", **{"doe-2020": text})
    load(LoadRequest(folder, engine_url, "tests", "accuracy"))
    with read(engine_url) as reader:
        page = render(build_test_page(reader, "madeup-panel"), "text")
    whole, young = (line for line in page.splitlines() if line.startswith("Doe") and " >4 " in line)
    assert "those under the usual age" in young and "71" in young
    assert "samples" in whole and "93.3" in whole and "those under" not in whole


def test_the_page_of_a_study_shows_targets_and_accuracy_as_printed(url: str) -> None:
    """The table has what is printed, with sign and decimals; the paragraph names the test."""
    with read(url) as reader:
        text = render(study_page_from(reader, read_study(reader, "doe-2020")), "text")
    assert "The index test was Madeup panel (version 1; threshold >4)." in text
    assert (
        "the reference standard was invasive angiography; the time between the tests was within 7 days; "
        in text
    )
    accuracy = text.partition("Accuracy of the tests")[2]
    row = next(line for line in accuracy.splitlines() if line.startswith("coronary stenosis"))
    assert "93.3% (95% CI, 68.1 to 99.8)" in row and "0.80 (95% CI, 0.66 to 0.9)" in row and ">98%" in row


def test_tests_and_targets_come_back_to_the_letter(url: str, tmp_path: Path) -> None:
    dump(url, tmp_path / "dumped")
    assert (tmp_path / "dumped" / "studies" / "doe-2020.yaml").read_text() == STUDY
    assert "companion_to:" in (tmp_path / "dumped" / "tests" / "madeup-panel.yaml").read_text()


@pytest.mark.parametrize(
    ("record", "old", "new", "message"),
    [
        (
            "doe-2020",
            "target: plaque",
            "target: plaqe",
            "`plaqe` is no target of this study.",
        ),
        ("doe-2020", "label: plaque of 2 mm or more, ", "", "needs `condition` or `label`"),
        ("doe-2020", "unit: samples", "unit: sampels", "`sampels` is no unit of analysis"),
        ("doe-2020", "test: madeup-panel,", "test: madeup,", "`madeup` is not among the tests"),
        ("madeup-panel", "panel_size: 80", "panel_size: 79", "is 79, yet 80 analytes are listed"),
        ("madeup-panel", "MADEUP2,", "MADEUP1,", "`MADEUP1` is listed twice"),
        (
            "madeup-panel",
            "MADEUP2,",
            "MADEUP2; X1,",
            "`MADEUP2; X1` names several. Write one entry",
        ),
    ],
)
def test_what_is_wrong_is_told_once_with_its_line(
    engine_url: str, tmp_path: Path, record: str, old: str, new: str, message: str
) -> None:
    text = {"doe-2020": STUDY, "madeup-panel": PANEL}[record].replace(old, new)
    with pytest.raises(ProblemsFound) as raised:
        load(LoadRequest(folder_of(tmp_path, **{record: text}), engine_url, "tests", "wrong"))
    (problem,) = raised.value.problems
    assert message in f"{problem.message} {problem.remedy}"
    assert problem.line > 0
