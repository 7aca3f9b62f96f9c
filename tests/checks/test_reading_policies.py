"""What rules about references and policies are given, read on both engines."""

from __future__ import annotations

from kb.checks.policy import CheckedPolicy, policy_inputs, read_policies
from kb.db.connect import read
from kb.evidence.policies import policy_numbers
from kb.evidence.references import read_references, reference_keys, standing_notice
from tests.builders.folders import Folder, change_in_database
from tests.builders.references import notices


def only_policy(url: str) -> CheckedPolicy:
    with read(url) as reader:
        (policy,) = read_policies(reader, policy_numbers(reader))
    return policy


def test_a_reference_comes_with_what_is_linked_to_it(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        one, two = read_references(reader, ["wang-2015", "nccn-colon-2.2021"])
    assert (one.id, two.id) == ("nccn-colon-2.2021", "wang-2015")
    assert one.policies == two.policies == ("7.01.75",)
    assert (two.authors[0].name, two.authors_truncated, two.year, two.is_article) == (
        "Wang",
        True,
        2015,
        True,
    )
    assert two.identifiers == (("pmid", "25284802"),)
    assert [(study.study, study.label, study.role) for study in two.studies] == [
        ("wang-2015", "Wang et al (2015)", "primary")
    ]
    assert (one.authors[0].family, one.version, one.accessed) == (None, "2.2021", "2021-07-28")


def test_every_reference_is_read_once(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        keys = reference_keys(reader)
        assert [one.id for one in read_references(reader, keys)] == keys
        assert len(keys) == 34


def test_the_gravest_notice_after_the_last_reinstatement_stands() -> None:
    def standing(*given: tuple[str, str | None]) -> str | None:
        found = standing_notice(notices(*given))
        return None if found is None else found.kind

    assert standing() is None
    assert standing(("correction", "2019"), ("retraction", "2020")) == "retraction"
    assert standing(("retraction", "2019"), ("reinstatement", "2020")) is None
    assert standing(("reinstatement", "2020"), ("retraction", "2019")) is None
    assert standing(("reinstatement", "2020"), ("retraction", "2021-03")) == "retraction"
    assert standing(("retraction", None), ("reinstatement", None)) is None
    assert standing(("retraction", "2019"), ("correction", "2020")) == "retraction"
    assert standing(("correction", "2018"), ("retraction", "2019"), ("reinstatement", "2020")) == "correction"


def test_a_policy_comes_with_all_its_parts(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    policy = only_policy(engine_url)
    assert (policy.id, policy.record, policy.effective_date) == ("1.01", "policies/1.01/policy", "2021-11-01")
    (statement,) = policy.statements
    assert (statement.indications, [one.code for one in statement.codes]) == (
        ("1.01/hcc",),
        ["1.01/CPT/47371"],
    )
    assert [(one.id, one.code, one.use) for one in policy.codes] == [("1.01/CPT/47371", "47371", "procedure")]
    (indication,) = policy.indications
    assert (indication.record, indication.verdict) == ("policies/1.01/indications/hcc", "insufficient")
    assert (indication.interventions, indication.comparators) == (
        ("cryoablation",),
        ("radiofrequency-ablation",),
    )
    assert indication.studies == ("doe-2020",)
    assert policy.relevance == {("1.01/hcc", "doe-2020", "population")}
    assert [(one.key, one.relevant) for one in indication.outcomes] == [("overall-survival", True)]
    assert [one.reference for one in policy.references] == ["doe-2020"]
    assert [one.guideline for one in policy.recommendations] == ["society"]
    assert [one.year for one in policy.input] == [2008]
    places = {text.place for text in policy.texts}
    assert {
        "finding:1.01/hcc/survival:text",
        "statement:1.01/s1:text",
        "recommendation:society/ablation:text",
    } <= places


def test_findings_come_with_their_figures_and_tokens(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    policy = only_policy(engine_url)
    (finding,) = policy.indications[0].findings
    basis = policy.basis_of(finding)
    assert basis.tokens == {
        1: "doe-2020/overall-survival/cryo@3y:percent",
        2: "doe-2020/overall-survival/cryo-rfa@1y+3y:p-value",
    }
    survival = next(one for one in basis.figures if one.figure.id == basis.tokens[1])
    assert (survival.outcome, survival.column, survival.time.months) == ("overall-survival", "cryo", 36)
    assert {one.figure.statistic for one in basis.figures} == {"percent", "p-value", "count"}


def test_a_used_study_comes_with_arms_and_reported_outcomes(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    study = only_policy(engine_url).studies["doe-2020"]
    assert (study.design_group, study.primary) == ("randomized", "doe-2020")
    assert {arm.key: arm.interventions for arm in study.arms.values()} == {
        "cryo": ("cryoablation",),
        "rfa": ("radiofrequency-ablation",),
    }
    assert study.contrasts["cryo-rfa"].index == "cryo"
    assert study.outcomes_reported == {"overall-survival", "complications"}


def test_the_inputs_are_all_records_that_the_policy_looks_at(folder: Folder, engine_url: str) -> None:
    folder.write("references/spare-2019", "reference: spare-2019\ncsl: {type: report, title: Spare}\n")
    newer = folder.file("guidelines/society").read_text(encoding="utf-8").replace(": society", ": newer")
    folder.write("guidelines/newer", newer.replace("The Society", "the society") + 'version: "2"\n')
    folder.load(engine_url)
    with read(engine_url) as reader:
        found = set(policy_inputs(reader))
        records = {row["id"] for row in reader.rows("SELECT id FROM record")}
    assert {policy for policy, _ in found} == {"1.01"}
    assert {input for _, input in found} == records - {"references/spare-2019", "documents/source"}


def test_a_sign_off_changes_the_inputs(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    with read(engine_url) as reader:
        before = set(policy_inputs(reader))
    sign(engine_url, "2022-01-01T00:00:00Z", "insufficient", "abc")
    with read(engine_url) as reader:
        (new,) = set(policy_inputs(reader)) - before
    assert new[0] == "1.01" and "/" not in new[1]


def test_the_newest_sign_off_counts(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    sign(engine_url, "2022-01-01T00:00:00Z", "insufficient", "abc")
    sign(engine_url, "2023-01-01T00:00:00Z", "sufficient", "def")
    newest = only_policy(engine_url).sign_offs["1.01/hcc"]
    assert (newest.verdict, newest.basis) == ("sufficient", "def")
    assert newest.basis_today is not None and len(newest.basis_today) == 64


def sign(url: str, at: str, verdict: str, basis: str) -> None:
    change_in_database(
        url,
        "INSERT INTO approval (id, indication_id, who, approved_at, verdict, basis_hash)"  # noqa: S608
        f" VALUES ('1.01/hcc/{at}', '1.01/hcc', 'ann', '{at}', '{verdict}', '{basis}')",
    )
