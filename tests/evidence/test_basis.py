"""The hash of what a conclusion rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.db.connect import read
from kb.errors import KbError
from kb.evidence.basis import basis_hash, basis_hashes
from tests.builders.folders import Folder
from tests.databases import PostgresServer, SqliteFolder

HCC = "1.01/hcc"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder of one study, one policy and what they need."""
    return Folder(tmp_path / "evidence")


def hash_of(url: str) -> str:
    with read(url) as reader:
        return basis_hash(reader, HCC)


def test_the_hash_is_the_same_on_both_engines_and_after_every_load(
    folder: Folder, sqlite_databases: SqliteFolder, postgres_server: PostgresServer
) -> None:
    template = postgres_server.migrated_template()
    found = []
    with sqlite_databases.copy() as one, postgres_server.database(template) as two:
        for url in (one, two):
            for why in ("first", "again"):
                folder.load(url, why=why)
                found.append(hash_of(url))
                with read(url) as reader:
                    assert basis_hashes(reader, "1.01", "1.01") == {HCC: found[-1]}
    assert len(found) == 4 and len(set(found)) == 1


@pytest.mark.parametrize(
    ("record", "old", "new"),
    [
        ("studies/doe-2020", "results:\n", "results:\n  - {outcome: tumor-size, cryo: median 3 cm}\n"),
        ("studies/doe-2020", "note: the list was open", "note: the list lay open"),
        ("studies/doe-2020", "conditions:", "data: prospective\nconditions:"),
        ("studies/doe-2020", "conditions:", "stopped_early: {because: harm}\nconditions:"),
        (
            "studies/doe-2020",
            "conditions:",
            "noninferiority: [{outcome: complications, margin: 10%, met: no}]\nconditions:",
        ),
        (
            "policies/1.01/indications/hcc",
            "{outcome: overall-survival}",
            "{outcome: overall-survival, relevant: no}",
        ),
        (
            "policies/1.01/indications/hcc",
            "{outcome: overall-survival}",
            "{outcome: overall-survival, interest: other}",
        ),
        ("policies/1.01/indications/hcc", "comparators: [radiofrequency-ablation]\n", ""),
        ("policies/1.01/indications/hcc", "text: Survival was", "text: Median survival was"),
        ("policies/1.01/indications/hcc", "        - fact:deaths\n", ""),
        ("policies/1.01/indications/hcc", "population/2}", "population/2, note: unclear}"),
        ("guidelines/society", "Ablate tumors of", "Ablate lesions of"),
        ("references/doe-2020", "csl:", "notices: [{kind: retraction, date: 2022-01}]\ncsl:"),
    ],
)
def test_it_changes_with_what_the_conclusion_rests_on(
    folder: Folder, engine_url: str, record: str, old: str, new: str
) -> None:
    if record == "references/doe-2020":
        text = folder.file(record).read_text(encoding="utf-8")
        folder.write(record, text.partition("notices:")[0])
    folder.load(engine_url)
    before = hash_of(engine_url)
    folder.change(record, old, new)
    folder.load(engine_url)
    assert hash_of(engine_url) != before


@pytest.mark.parametrize(
    ("record", "old", "new"),
    [
        ("policies/1.01/indications/hcc", "verdict: insufficient", "verdict: sufficient"),
        ("policies/1.01/indications/hcc", "heading: Randomized trials", "heading: Trials"),
        ("policies/1.01/indications/hcc", "title: Hepatocellular carcinoma", "title: HCC"),
        ("policies/1.01/policy", "summary: All agreed.", "summary: They agreed."),
        ("studies/doe-2020", "label: Doe et al (2020)", "label: Doe (2020)"),
    ],
)
def test_the_verdict_and_the_setting_are_no_part_of_it(
    folder: Folder, engine_url: str, record: str, old: str, new: str
) -> None:
    folder.load(engine_url)
    before = hash_of(engine_url)
    folder.change(record, old, new)
    folder.load(engine_url)
    assert hash_of(engine_url) == before


def test_a_shared_conclusion_rests_on_the_findings_of_the_indication_that_has_it(
    folder: Folder, engine_url: str
) -> None:
    """A finding that is reworded there calls for another signature for each indication concluded with it."""
    own = folder.file("policies/1.01/indications/hcc").read_text(encoding="utf-8")
    shared = own.partition("conclusion:\n")[0].replace("indication: hcc", "indication: crc")
    shared = shared.replace("position: 1", "position: 2") + "concluded_with: hcc\n"
    folder.write("policies/1.01/indications/crc", shared)
    folder.load(engine_url)
    with read(engine_url) as reader:
        before = basis_hash(reader, "1.01/crc")
    folder.change("policies/1.01/indications/hcc", "text: Survival was", "text: Median survival was")
    folder.load(engine_url)
    with read(engine_url) as reader:
        assert basis_hash(reader, "1.01/crc") != before


def test_an_unknown_indication_is_told(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    with read(engine_url) as reader, pytest.raises(KbError, match=r"There is no indication 1\.01/no"):
        basis_hash(reader, "1.01/no")
