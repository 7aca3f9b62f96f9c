"""A small folder of records, and the things tests do with one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb.db.connect import read
from kb.errors import ProblemsFound
from kb.store.load import LoadOutcome, LoadRequest, load
from tests.builders.texts import STUDY


def _acknowledged(kind: str, place: str, found: str = "") -> str:
    """An acknowledged problem, as records of that kind end with it."""
    lines = [f"  - rule: rule-of-{kind}", f"    place: {place}"]
    lines += [f"    found: {found}"] if found else []
    return "\n".join(["acknowledged:", *lines, "    reason: Seen in 2021; it stays.\n"])


FILES = {
    "vocabulary/designs": (
        "randomized-controlled-trial: {name: RCT, plural: RCTs, group: randomized, rank: 1}\n"
    ),
    "vocabulary/interventions": (
        "cryoablation: {name: cryoablation, kind: procedure}\n"
        "radiofrequency-ablation: {name: radiofrequency ablation, kind: procedure}\n"
    ),
    "vocabulary/conditions": "hepatocellular-carcinoma: {name: hepatocellular carcinoma}\n",
    "vocabulary/outcomes": (
        "participants: {name: participants, domain: flow, direction: none, role: flow}\n"
        "tumor-size: {name: tumor size, domain: baseline, direction: none, role: baseline}\n"
        "overall-survival: {name: overall survival, domain: survival, direction: higher}\n"
        "complications: {name: complications, domain: harm, direction: lower}\n"
        "tumors: {name: tumors, domain: baseline, direction: none, role: baseline, whole_numbers: yes}\n"
    ),
    "vocabulary/determinations": (
        "investigational: {name: Investigational, group: unproven}\n"
        "medically-necessary: {name: Medically necessary, group: necessary}\n"
    ),
    "documents/source": f"""\
document: source
title: The source
publisher: The plan
date: 2021-11
characters: 1000
sha256: {"a" * 64}
""",
    "instruments/limitations-2021": """\
instrument: limitations-2021
edition: "2021"
kind: therapeutic
title: Limitations
items:
  - {code: conduct/allocation/2, label: allocation not concealed}
  - {code: relevance/population/2, label: clinical context not clear}
""",
    "plans/the-plan": "plan: the-plan\nname: The Plan\n",
    "references/doe-2020": """\
reference: doe-2020
identifiers: {pmid: "123"}
csl:
  type: article-journal
  title: A trial
  author: [{family: Doe, given: J}]
  issued: 2020-05
notices:
  - {kind: correction, date: 2021-06, source: Retraction Watch}
  - {kind: concern, pmid: "124", doi: 10.1000/notice, text: Data are under review.}
"""
    + _acknowledged("references", "doe-2020", "2020-05"),
    "studies/doe-2020": STUDY
    + _acknowledged("studies", "doe-2020/overall-survival/cryo-rfa@1y+3y:p-value", "p=.747"),
    "guidelines/society": """\
guideline: society
organization: The Society
title: Liver
recommendations:
  - key: ablation
    text: Ablate tumors of [[size]].
    thresholds: {size: "<3 cm"}
"""
    + _acknowledged("guidelines", "society/ablation/size:quantity"),
    "policies/1.01/policy": """\
policy: "1.01"
title: Cryoablation
plan: the-plan
section: Surgery
effective_date: 2021-11-01
document: source
statements:
  - key: s1
    determination: investigational
    text: Cryoablation is investigational.
    indications: [hcc]
    codes: ["47371"]
    criteria:
      all:
        - the tumor cannot be resected
        - at-least: 1
          of:
            - the patient asks for it
            - another treatment failed
codes:
  - {system: CPT, code: "47371", description: laparoscopic cryoablation, use: procedure}
facts:
  deaths: {cell: "~2%", label: deaths, stated: "500: 2%"}
sections:
  background:
    - Deaths are put at [[fact:deaths]] [@doe-2020].
guidelines:
  - guideline: society
    recommendations: {ablation: hcc}
clinical_input:
  - year: 2008
    societies: 2
    summary: All agreed.
    stated: {year: "600: 2008", societies: "610: Two"}
"""
    + _acknowledged("policies", "1.01/CPT/47371", '"47371"'),
    "policies/1.01/indications/hcc": """\
policy: "1.01"
indication: hcc
position: 1
title: Hepatocellular carcinoma
population: {who: have, text: unresectable hepatocellular carcinoma, condition: hepatocellular-carcinoma}
interventions: [cryoablation]
comparators: [radiofrequency-ablation]
outcomes:
  - {outcome: overall-survival}
groups:
  - key: rct
    heading: Randomized trials
    instrument: limitations-2021
    studies: [doe-2020]
limitations:
  - {study: doe-2020, code: relevance/population/2}
conclusion:
  verdict: insufficient
  effect: improves-net-health-outcome
  findings:
    - key: survival
      text: Survival was [[doe-2020/overall-survival/cryo@3y]] ([[doe-2020/overall-survival/cryo-rfa@1y+3y]]).
      basis:
        - doe-2020#conduct/allocation/2
        - doe-2020#relevance/population/2
        - doe-2020/complications/cryo,large:count
        - society/ablation
        - fact:deaths
"""
    + _acknowledged("indications", "1.01/hcc", "insufficient"),
}


class Folder:
    """A folder of records on disk."""

    def __init__(self, path: Path, records: Mapping[str, str] = FILES) -> None:
        self.path = path
        for id, text in records.items():
            self.write(id, text)

    def file(self, id: str) -> Path:
        """The file of a record."""
        return self.path / f"{id}.yaml"

    def write(self, id: str, text: str) -> None:
        """Write a record's file."""
        self.file(id).parent.mkdir(parents=True, exist_ok=True)
        self.file(id).write_text(text, encoding="utf-8")

    def change(self, id: str, old: str, new: str) -> None:
        """Change one place of a record's file."""
        text = self.file(id).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {id}"
        self.write(id, text.replace(old, new))

    def load(self, url: str, why: str = "test", **options: bool) -> LoadOutcome:
        """Load the folder."""
        return load(LoadRequest(self.path, url, "tester", why, **options))

    def problems(self, url: str, **options: bool) -> list[str]:
        """The problems of a load that must fail, with paths from the folder on."""
        try:
            self.load(url, **options)
        except ProblemsFound as error:
            return [str(found).replace(f"{self.path}/", "") for found in error.problems]
        raise AssertionError("the load found no problem")


def rows(url: str, sql: str) -> list[dict[str, Any]]:
    """Rows of a select."""
    with read(url) as reader:
        return reader.rows(sql)


def content(url: str) -> dict[str, list[dict[str, Any]]]:
    """Everything in the tables of records, for comparison."""
    from kb.store.convert import TABLES

    tables = sorted({"record", "change", *(table for found in TABLES.values() for table in found)})
    return {table: rows(url, f'SELECT * FROM "{table}" ORDER BY id') for table in tables}  # noqa: S608


def change_in_database(url: str, sql: str) -> None:
    """Change the database behind kb's back."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as file:
            file.execute(sql)
        file.close()
    else:
        import psycopg

        with psycopg.connect(url.replace("+psycopg", "")) as server:
            server.execute(sql.encode())
