"""The lines of a record's text that say its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

import kb
from kb.db.connect import read
from kb.errors import KbError
from kb.records.kinds import list_folder, name_of
from kb.store.convert import TABLES
from kb.store.place_lines import place_lines
from kb.store.record_texts import record_text
from tests.builders.folders import FILES, Folder, change_in_database, rows

EVIDENCE = Path(kb.__file__).parents[1] / "evidence"
STUDY = "studies/doe-2020"
POLICY = "policies/1.01/policy"
HCC = "policies/1.01/indications/hcc"
SOCIETY = "guidelines/society"
REFERENCE = "references/doe-2020"

PLACES = [
    (STUDY, "doe-2020/overall-survival/cryo@3y:percent", "    cryo: [97%, 67%]"),
    (STUDY, "doe-2020/overall-survival/cryo-rfa@1y+3y:p-value", "    cryo-rfa: p .747"),
    (STUDY, "doe-2020/complications/cryo,large:count", "    cryo: 2/20 (10%)"),
    (STUDY, "doe-2020/complications/cryo,large", "    cryo: 2/20 (10%)"),
    (STUDY, "doe-2020/complications", "  - outcome: complications"),
    (STUDY, "doe-2020@1y", "  - outcome: overall-survival"),
    (STUDY, "doe-2020/participants/all:count", "enrolled: 40"),
    (STUDY, "doe-2020/participants/cryo:count", "  cryo: {label: cryoablation, interventions"),
    (STUDY, "doe-2020/tumor-size/all,large,definition:quantity", "  large: {kind: subgroup"),
    (STUDY, "doe-2020/large", "  large: {kind: subgroup"),
    (STUDY, "doe-2020/cryo-rfa", "  cryo-rfa: {index: cryo"),
    (STUDY, "doe-2020#1", "    - {code: conduct/allocation/2"),
    (STUDY, "doe-2020#conduct/allocation/2", "    - {code: conduct/allocation/2"),
    (STUDY, "doe-2020/hepatocellular-carcinoma", "conditions: ["),
    (STUDY, "doe-2020", "study: doe-2020"),
    (STUDY, "doe-2020/follow-up/cryo:median", "study: doe-2020"),
    (REFERENCE, "pmid:123", 'identifiers: {pmid: "123"}'),
    (REFERENCE, "doe-2020/1", "  author: [{family: Doe, given: J}]"),
    (REFERENCE, "doe-2020:title", "  title: A trial"),
    (REFERENCE, "csl.issued", "  issued: 2020-05"),
    (SOCIETY, "society/ablation", "  - key: ablation"),
    (SOCIETY, "society/ablation/size:quantity", '    thresholds: {size: "<3 cm"}'),
    (POLICY, "1.01/CPT/47371", '  - {system: CPT, code: "47371"'),
    (POLICY, "1.01/s1", "  - key: s1"),
    (POLICY, "1.01/s1/1.2", "  - key: s1"),
    (POLICY, "1.01/deaths:percent", "  deaths: {cell:"),
    (POLICY, "1.01/input/2008/societies:count", "    societies: 2"),
    (POLICY, "1.01/background/1", "    - Deaths are put at [[fact:deaths]] [@doe-2020]."),
    (POLICY, "doe-2020", "    - Deaths are put at [[fact:deaths]] [@doe-2020]."),
    (POLICY, "1.01 effective_date", "effective_date: 2021-11-01"),
    (POLICY, "1.01/society/ablation", "    recommendations: {ablation: hcc}"),
    (HCC, "1.01/hcc/survival", "    - key: survival"),
    (HCC, "1.01/hcc/survival#2", "    - key: survival"),
    (HCC, "1.01/hcc/overall-survival", "  - {outcome: overall-survival"),
    (HCC, "1.01/hcc/comparator/radiofrequency-ablation", "comparators: [radiofrequency-ablation]"),
    (HCC, "1.01/hcc/doe-2020", "    studies: [doe-2020]"),
    (HCC, "doe-2020", "    studies: [doe-2020]"),
    (HCC, "1.01/hcc/doe-2020#1", "  - {study: doe-2020, code: relevance/population/2}"),
    (HCC, "doe-2020#relevance/population/2", "  - {study: doe-2020, code: relevance/population/2}"),
    (STUDY, "rule-of-studies doe-2020/overall-survival/cryo-rfa@1y+3y:p-value", "  - rule: rule-of-studies"),
    ("studies/roe-2021", "roe-2021/complications/cryo", ""),
    ("nothing", "x", ""),
]


def test_each_place_has_the_line_that_says_it(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    with read(engine_url) as reader:
        lines = place_lines(reader, [(record, place) for record, place, _ in PLACES])
    for record, place, start in PLACES:
        text = FILES.get(record, "\n").splitlines()
        assert text[lines[record, place] - 1].startswith(start), (place, text[lines[record, place] - 1])


def test_a_reference_that_is_only_listed_stands_in_the_list(folder: Folder, engine_url: str) -> None:
    folder.write("references/spare-2019", "reference: spare-2019\ncsl: {type: report, title: Spare}\n")
    folder.change(POLICY, "section: Surgery\n", "section: Surgery\nalso_listed: [spare-2019]\n")
    folder.load(engine_url)
    with read(engine_url) as reader:
        text = record_text(reader, POLICY).splitlines()
        lines = place_lines(reader, [(POLICY, "spare-2019"), (POLICY, "1.01/spare-2019")])
    assert [text[line - 1] for line in lines.values()] == ["also_listed: [spare-2019]"] * 2


def test_a_place_that_is_gone_stands_where_it_is_acknowledged(folder: Folder, engine_url: str) -> None:
    folder.change(
        STUDY, "place: doe-2020/overall-survival/cryo-rfa@1y+3y:p-value", "place: doe-2020/deaths/cryo:count"
    )
    folder.load(engine_url)
    with read(engine_url) as reader:
        (line,) = place_lines(reader, [(STUDY, "doe-2020/deaths/cryo:count")]).values()
    assert folder.file(STUDY).read_text().splitlines()[line - 1] == "  - rule: rule-of-studies"


def test_a_record_whose_rows_make_none_is_told_by_its_first_line(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    change_in_database(engine_url, "UPDATE arm SET key = 'RFA!' WHERE key = 'rfa'")
    with read(engine_url) as reader:
        broken, whole = place_lines(reader, [(STUDY, "doe-2020/cryo"), (POLICY, "1.01/s1")]).values()
    assert broken == 1 < whole


UNSAID = {"study_size", "appraisal", "prose_link", "reference_merge", "conclusion"}
"""Tables without a line of their own in a record."""


def test_every_row_of_the_evidence_is_found_beyond_the_first_line(loaded_url: str) -> None:
    whole = {"study", "reference", "policy", "indication", "guideline"}
    with read(loaded_url) as reader:
        places = [
            (row["record_id"], row["id"], table)
            for kind in ("studies", "references", "policies", "indications", "guidelines")
            for table in TABLES[kind]
            if table not in whole | UNSAID
            for row in reader.rows(f"SELECT record_id, id FROM {table}")  # noqa: S608  (of ours)
        ]
        lines = place_lines(reader, [(record, id) for record, id, _ in places])
    unfound = {table for record, id, table in places if lines[record, id] == 1 and not _of_whole(id)}
    assert len(places) > 1500
    assert unfound == set()


def _of_whole(id: str) -> bool:
    """`whole` and `no time stated` exist in every study without being written."""
    return id.endswith(("/whole", "@none"))


def test_the_text_of_every_record_is_its_file(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        for name in list_folder(EVIDENCE).names:
            text = (EVIDENCE / f"{name.id}.yaml").read_text(encoding="utf-8")
            assert record_text(reader, name.id) == text


def test_the_text_of_a_record_that_is_not_there_is_refused(engine_url: str, folder: Folder) -> None:
    folder.load(engine_url)
    with read(engine_url) as reader, pytest.raises(KbError, match=r"no record studies/doe-20\. Did you mean"):
        record_text(reader, "studies/doe-20")


def test_rows_that_make_no_record_are_told(engine_url: str, folder: Folder) -> None:
    folder.load(engine_url)
    change_in_database(engine_url, "UPDATE study SET design_id = 'NO!' WHERE id = 'none'")
    change_in_database(engine_url, "UPDATE arm SET key = 'RFA!' WHERE key = 'rfa'")
    with read(engine_url) as reader, pytest.raises(KbError, match="make no record"):
        record_text(reader, STUDY)
    assert name_of(STUDY) is not None
    assert len(rows(engine_url, "SELECT id FROM arm")) == 2
