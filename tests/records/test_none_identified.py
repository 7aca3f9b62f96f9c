"""That somebody looked and found none is said in records: of studies, limitations, guidelines, trials."""

from __future__ import annotations

import pytest

from kb.records.kinds import RecordName
from kb.records.validating import Unreadable, validate
from kb.records.writing import write_record
from kb.records.yaml_source import read_text

INDICATION = """\
policy: "1.01"
indication: hcc
position: 1
title: Tumors
population: {who: have, text: a tumor}
interventions: [cryoablation]
groups:
  - key: validity
    heading: Clinically valid
    instrument: limitations-2021
    studies: [doe-2020]
  - key: utility
    heading: Clinically useful
    none_identified: yes
limitations:
  - {study: doe-2020, none_identified: yes}
"""
POLICY = """\
policy: "1.01"
title: Cryoablation
plan: the-plan
section: Surgery
effective_date: 2021-11-01
guideline_search:
  - {none_identified: yes, date: 2024-09}
  - {none_identified: yes, organization: NICE, indications: [hcc], text: It has none in preparation.}
trial_search:
  - {registry: ClinicalTrials.gov, date: 2024-09, found: 0, indications: [hcc]}
"""
NAMES = {
    INDICATION: RecordName("indications", "policies/1.01/indications/hcc", "hcc", "1.01"),
    POLICY: RecordName("policies", "policies/1.01/policy", "1.01"),
}


def _complaint(text: str, old: str, new: str) -> str:
    assert old in text
    with pytest.raises(Unreadable) as refused:
        validate(read_text(text.replace(old, new), "f.yaml"), NAMES[text])
    (problem,) = refused.value.problems
    return str(problem)


@pytest.mark.parametrize("text", [INDICATION, POLICY], ids=["indication", "policy"])
def test_none_identified_is_written_as_it_was_read(text: str) -> None:
    assert write_record(validate(read_text(text, "f.yaml"), NAMES[text])) == text


@pytest.mark.parametrize(
    ("text", "old", "new", "said"),
    [
        (
            INDICATION,
            "none_identified: yes\nlim",
            "none_identified: yes\n    studies: [roe-2021]\nlim",
            "f.yaml:14: groups[2].none_identified: studies are listed in this group."
            " Remove the key, or the studies.",
        ),
        (
            INDICATION,
            "{study: doe-2020, none_identified: yes}",
            "{study: doe-2020, none_identified: yes, code: relevance/population/2}",
            "f.yaml:16: limitations[1].none_identified: a limitation is named in the same line."
            " Remove the key, or the limitation.",
        ),
        (
            POLICY,
            "- {none_identified: yes, date: 2024-09}",
            "- {none_identified: no, date: 2024-09}",
            "f.yaml:7: guideline_search[1].none_identified: is always yes."
            " Write yes, or enter what was found under `guidelines`.",
        ),
    ],
)
def test_none_beside_what_there_is_is_refused(text: str, old: str, new: str, said: str) -> None:
    assert _complaint(text, old, new) == said
