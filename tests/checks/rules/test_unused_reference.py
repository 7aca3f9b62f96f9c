"""References that nothing points at."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from kb.checks.rules.unused_reference import check_unused_reference
from kb.db.connect import read
from tests.builders.folders import Folder, change_in_database

SPARE = """\
reference: spare-2019
csl: {type: report, title: A report, issued: "2019"}
"""


def unused(url: str) -> list[str]:
    with read(url) as reader:
        return [problem.record for problem in check_unused_reference(reader)]


def test_the_bundled_evidence_uses_all_its_references(loaded_url: str) -> None:
    assert unused(loaded_url) == []


@pytest.mark.parametrize(
    ("record", "old", "new"),
    [
        ("policies/1.01/policy", "[@doe-2020]", "[@doe-2020] [@spare-2019]"),
        ("policies/1.01/policy", "section: Surgery\n", "section: Surgery\nalso_listed: [spare-2019]\n"),
        ("guidelines/society", "title: Liver\n", "title: Liver\nreference: spare-2019\n"),
        ("studies/doe-2020", "{primary: doe-2020}", "{primary: doe-2020, companion: spare-2019}"),
    ],
)
def test_every_way_of_use_counts(folder: Folder, engine_url: str, record: str, old: str, new: str) -> None:
    folder.write("references/spare-2019", SPARE)
    folder.load(engine_url)
    assert unused(engine_url) == ["references/spare-2019"]
    folder.change(record, old, new)
    folder.load(engine_url)
    assert unused(engine_url) == []


def test_what_a_search_found_waits_for_a_decision(folder: Folder, engine_url: str) -> None:
    folder.write("references/spare-2019", SPARE)
    folder.load(engine_url)
    change_in_database(engine_url, "INSERT INTO candidate (id, reference_id) VALUES ('pmid:1', 'spare-2019')")
    assert unused(engine_url) == []


def test_a_notice_about_another_reference_is_used(folder: Folder, engine_url: str) -> None:
    folder.write("references/spare-2019", SPARE)
    notice = SPARE.replace("spare-2019", "late-2020") + "notices:\n  - {kind: correction, by: spare-2019}\n"
    folder.write("references/late-2020", notice)
    folder.load(engine_url)
    assert unused(engine_url) == ["references/late-2020"]


WAYS = ("cited", "listed", "companion", "guideline", "")
"""The ways in which a reference of a simulated base is used; the last is none."""


def use(folder: Folder, ways: dict[str, str]) -> None:
    """References, each used in its way, in a small folder of records."""
    for key in ways:
        folder.write(f"references/{key}", SPARE.replace("spare-2019", key))
    of = {way: [key for key, one in ways.items() if one == way] for way in WAYS}
    cited = " ".join(f"[@{key}]" for key in ("doe-2020", *of["cited"]))
    folder.change("policies/1.01/policy", "[@doe-2020]", cited)
    listed = f"section: Surgery\nalso_listed: [{', '.join(of['listed'])}]\n"
    folder.change(
        "policies/1.01/policy", "section: Surgery\n", listed if of["listed"] else "section: Surgery\n"
    )
    for role, key in zip(("companion", "follow-up", "protocol"), of["companion"], strict=False):
        folder.change("studies/doe-2020", "primary: doe-2020", f"primary: doe-2020, {role}: {key}")
    for key in of["guideline"]:
        text = folder.file("guidelines/society").read_text(encoding="utf-8").partition("acknowledged:")[0]
        text = text.replace("guideline: society", f"guideline: {key}")
        folder.write(f"guidelines/{key}", text.replace("title: Liver", f"title: Liver\nreference: {key}"))


@pytest.mark.parametrize("seed", range(3))
def test_a_base_without_leftovers_never_alarms_and_each_use_that_is_dropped_does(
    tmp_path: Path, engine_url: str, seed: int
) -> None:
    random = Random(seed)
    ways = {f"made-up-{2000 + n}": random.choice(WAYS[:4]) for n in range(8)}
    ways |= dict.fromkeys([key for key, way in ways.items() if way == "companion"][3:], "cited")
    consistent, perturbed = Folder(tmp_path / "consistent"), Folder(tmp_path / "perturbed")
    use(consistent, ways)
    consistent.load(engine_url)
    assert unused(engine_url) == []
    dropped = sorted(random.sample(sorted(ways), 3))
    use(perturbed, ways | dict.fromkeys(dropped, ""))
    perturbed.load(engine_url, prune=True)
    assert unused(engine_url) == [f"references/{key}" for key in dropped]
