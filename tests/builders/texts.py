"""Small records as text, for tests that change one thing about them."""

from __future__ import annotations

from kb.errors import Problem
from kb.records.kinds import RecordName, name_of
from kb.records.validating import Record, validate
from kb.records.yaml_source import Unreadable, read_text

STUDY = """\
study: doe-2020
label: Doe et al (2020)
design: randomized-controlled-trial
reports: {primary: doe-2020}
document: source
conditions: [hepatocellular-carcinoma]
population: adults with small tumors
enrolled: 40
stated: {enrolled: "10: 40 patients"}
arms:
  cryo: {label: cryoablation, interventions: [cryoablation], n: 20, stated: "30: Twenty"}
  rfa: {label: RFA, interventions: [radiofrequency-ablation], n: 20, stated: "30: Twenty"}
populations:
  large: {kind: subgroup, label: large tumors, by: tumor-size, is: ">2 cm", stated: "50: more than 2 cm"}
contrasts:
  cryo-rfa: {index: cryo, reference: rfa, method: randomized}
results:
  - outcome: overall-survival
    at: [1 y, 3 y]
    cryo: [97%, 67%]
    rfa: [95%, 66%]
    cryo-rfa: p .747
    stated:
      cryo: "100: 97% and 67%"
      rfa: "120: 95% and 66%"
      cryo-rfa: "140: p=.747"
  - outcome: complications
    population: large
    cryo: 2/20 (10%)
    stated: {cryo: "160: 2 (10%)"}
limitations:
  instrument: limitations-2021
  items:
    - {code: conduct/allocation/2, note: the list was open}
"""


def name(id: str) -> RecordName:
    """The name of a record that exists as a kind."""
    found = name_of(id)
    assert found is not None
    return found


def read(text: str, id: str = "studies/doe-2020") -> Record:
    """The record of a text."""
    return validate(read_text(text, f"{id}.yaml"), name(id))


def problems(text: str, id: str = "studies/doe-2020") -> list[Problem]:
    """What is wrong with a text; an empty list when it reads."""
    try:
        read(text, id)
    except Unreadable as error:
        return error.problems
    return []


def problem(text: str, id: str = "studies/doe-2020") -> str:
    """The only problem of a text, as the user sees it."""
    (found,) = problems(text, id)
    return str(found)


def changed(old: str, new: str, text: str = STUDY) -> str:
    """The text with one place changed."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
    return text.replace(old, new)
