"""One study in two records, and one study under two editions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.conduct_codes_differ import check_conduct_codes_differ
from kb.db.connect import read
from tests.builders.folders import Folder
from tests.checks.readers import NamedRows

INSTRUMENT = """\
instrument: limitations-{edition}
edition: "{edition}"
kind: therapeutic
title: Limitations
items:
  - {{code: conduct/allocation/1, label: not randomized}}
  - {{code: conduct/allocation/2, label: allocation not concealed}}
  - {{code: relevance/population/2, label: clinical context not clear}}
"""


def problems(folder: Folder, url: str) -> list[CheckProblem]:
    folder.load(url)
    with read(url) as reader:
        return list(check_conduct_codes_differ(reader))


def report_apart(twins: Folder) -> None:
    """Give the second record a report of its own."""
    twins.write("references/other-2020", "reference: other-2020\ncsl: {type: report, title: Another}\n")
    twins.change("studies/doe-2020-b", "{primary: doe-2020}", "{primary: other-2020}")


@pytest.fixture
def twins(folder: Folder) -> Folder:
    """A second record of the study, with one code of its own."""
    folder.write("instruments/limitations-2021", INSTRUMENT.format(edition="2021"))
    text = folder.file("studies/doe-2020").read_text(encoding="utf-8")
    text = text.replace("doe-2020", "doe-2020-b", 1)
    folder.write("studies/doe-2020-b", text.replace("conduct/allocation/2", "conduct/allocation/1"))
    return folder


def test_different_codes_of_one_study_are_told(twins: Folder, engine_url: str) -> None:
    (problem,) = problems(twins, engine_url)
    assert (problem.record, problem.place) == ("studies/doe-2020-b", "doe-2020")
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith(
        "Studies doe-2020 and doe-2020-b share report doe-2020, but have different limitations of conduct:"
        " doe-2020 has allocation/2; doe-2020-b has allocation/1."
    )


def test_equal_codes_and_other_notes_are_no_problem(twins: Folder, engine_url: str) -> None:
    same = "code: conduct/allocation/2, note: in other words"
    twins.change("studies/doe-2020-b", "code: conduct/allocation/1, note: the list was open", same)
    assert not problems(twins, engine_url)


def test_studies_that_share_nothing_are_not_compared(twins: Folder, engine_url: str) -> None:
    report_apart(twins)
    assert not problems(twins, engine_url)


def test_a_shared_registration_number_makes_one_study(twins: Folder, engine_url: str) -> None:
    report_apart(twins)
    for study, registry in (("doe-2020", "ClinicalTrials.gov"), ("doe-2020-b", "NCT")):
        entry = f"registrations:\n  - {{registry: {registry}, number: NCT00000001}}\nconditions:"
        twins.change(f"studies/{study}", "conditions:", entry)
    (problem,) = problems(twins, engine_url)
    assert "share registration NCT00000001" in problem.message


def test_editions_are_named_not_compared(twins: Folder, engine_url: str) -> None:
    text = INSTRUMENT.format(edition="2024").replace(
        "instrument: limitations-2024", "instrument: limitations-2024"
    )
    twins.write("instruments/limitations-2024", text)
    twins.change("studies/doe-2020-b", "instrument: limitations-2021", "instrument: limitations-2024")
    (problem,) = problems(twins, engine_url)
    assert problem.severity is Severity.NOTE
    assert "are appraised by limitations-2021 and limitations-2024" in problem.message


def test_a_mix_of_editions_of_one_study_is_told(folder: Folder, engine_url: str) -> None:
    for edition in ("2021", "2024"):
        folder.write(f"instruments/limitations-{edition}", INSTRUMENT.format(edition=edition))
    folder.change(
        "policies/1.01/indications/hcc", "instrument: limitations-2021", "instrument: limitations-2024"
    )
    (problem,) = problems(folder, engine_url)
    assert (problem.record, problem.found) == ("studies/doe-2020", "2021 and 2024")


def test_the_bundled_evidence_has_one_appraisal_of_each_study(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        assert not list(check_conduct_codes_differ(reader))


CODES = st.frozensets(st.sampled_from(["1", "2", "3", "4"]), min_size=1)


@given(CODES, CODES)
def test_exactly_different_sets_of_codes_are_told(first: frozenset[str], second: frozenset[str]) -> None:
    rows = [
        {"study": study, "record": f"studies/{study}", "edition": "e", "domain": "allocation", "code": code}
        for study, codes in (("a", first), ("b", second))
        for code in sorted(codes)
    ]
    twins = [{"study": "a", "other": "b", "shared": "report r"}]
    reader = NamedRows({"checks/twin_codes": rows, "checks/twin_studies": twins})
    assert bool(list(check_conduct_codes_differ(reader))) == (first != second)
