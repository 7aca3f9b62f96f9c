"""A folder of records in which every field of every kind of record says something.

Hand-made seeds say what no rule derives, and what excludes one another; all other fields are filled by their
type, so a field that is added to a record is in here without being written down again.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

from kb.records.guidelines import RecommendationEntry, RecommendationGradeEntry
from kb.records.indications import ConclusionEntry, GroupEntry, OutcomeOfInterestEntry
from kb.records.keeping import KeyOf
from kb.records.kinds import MODELS, list_folder, name_of
from kb.records.plans import PolicyBoilerplateEntry
from kb.records.policies import StatementEntry
from kb.records.references import AuthorEntry
from kb.records.storage_plan import ColumnField, EntryField, LinkField, StoragePlan, plan_of
from kb.records.studies import (
    BreakdownEntry,
    ContrastEntry,
    IncludedEntry,
    MarginEntry,
    PopulationEntry,
    TargetEntry,
)
from kb.records.tests import AssignedCodeEntry
from kb.records.validating import Record, validate
from kb.records.vocabulary import ConditionEntry, InterventionEntry, OutcomeEntry
from kb.records.writing import write_record
from kb.records.yaml_source import RecordSource, read_text
from tests.builders.folders import FILES

SEEDED = {
    AssignedCodeEntry: ("valid_from", "valid_to"),
    AuthorEntry: ("family", "given", "suffix", "literal"),
    BreakdownEntry: ("whole", "population", "complete"),
    ConditionEntry: ("broader",),
    ContrastEntry: ("factor", "method"),
    ConclusionEntry: ("verdict", "effect"),
    GroupEntry: ("none_identified",),
    RecommendationEntry: ("category",),
    RecommendationGradeEntry: ("grading", "grade"),
    InterventionEntry: ("broader",),
    OutcomeEntry: ("broader",),
    OutcomeOfInterestEntry: ("relevant", "interest"),
    IncludedEntry: ("study", "label", "reference", "unnamed", "state"),
    MarginEntry: ("contrast", "population"),
    PolicyBoilerplateEntry: ("heading", "place", "text", "left_out"),
    PopulationEntry: ("by",),
    TargetEntry: ("unit",),
    StatementEntry: ("requires",),
}
"""Fields that exclude or need one another; the seeds have all their forms."""
KEYS = {
    "plans": ["the-plan"],
    "instruments": ["limitations-2021", "grade-2013"],
    "gradings": ["nccn-categories"],
    "guidelines": ["society"],
    "designs": ["randomized-controlled-trial"],
    "interventions": ["cryoablation", "radiofrequency-ablation"],
    "conditions": ["hepatocellular-carcinoma", "liver-tumor"],
    "outcomes": ["tumor-size", "tumors"],
    "determinations": ["investigational", "medically-necessary"],
    "documents": ["source"],
    "references": ["roe-2021", "poe-2019"],
    "tests": ["older-panel"],
    "studies": ["poe-2019"],
    "policies": ["2.02"],
    "indications": ["hcc", "crc"],
    "": ["old-key", "older-key"],
}
"""Keys that exist, by kind of record; those of no kind may be any."""
POINTED_AT = {
    "tests/older-panel",
    "references/roe-2021",
    "references/poe-2019",
    "studies/poe-2019",
    "policies/2.02/policy",
}
"""Records that are there for others to point at; they stay as they are."""
TRIED = [
    'Words: "of" {name} #{number}, {{or}} more',
    "words about {letter}",
    "2021-11-{day:02}",
    "https://example.org/{name}",
    "{number}",
    "10.1000/{name}-{number}",
    "f" * 64,
    "2:{number}",
    "0 to {number}",
    "2014-ongoing",
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
]
"""What a text field is tried to hold, most demanding first."""
PROSE = "words about `{name}` [@doe-2020]"
"""What authored prose holds."""

SEEDS = FILES | {
    "vocabulary/conditions": (
        "hepatocellular-carcinoma: {name: hepatocellular carcinoma, broader: liver-tumor}\n"
        "liver-tumor: {name: liver tumor}\n"
    ),
    "vocabulary/interventions": (
        "cryoablation: {name: cryoablation, kind: procedure, broader: radiofrequency-ablation}\n"
        "radiofrequency-ablation: {name: radiofrequency ablation, kind: procedure}\n"
    ),
    "vocabulary/outcomes": FILES["vocabulary/outcomes"].replace(
        "none, role: baseline}", "none, role: baseline, broader: tumors}", 1
    ),
    "plans/the-plan": "plan: the-plan\nname: The Plan\nsentences: [{frame: verdict}, {frame: evidence}]\n",
    "references/doe-2020": """\
reference: doe-2020
identifiers: {pmid: "123", pmcid: PMC12, doi: 10.1000/xyz, isbn: "9780306406157"}
csl: {type: article-journal, title: A, author: [{family: Doe, given: J, suffix: Jr}, {literal: The Group}]}
""",
    "references/roe-2021": "reference: roe-2021\ncsl: {type: report, title: A, author: [{family: Roe}]}\n",
    "references/poe-2019": "reference: poe-2019\ncsl: {type: report, title: A, author: [{family: Roe}]}\n",
    "instruments/grade-2013": """\
instrument: grade-2013
edition: "2013"
kind: certainty
title: Certainty
domains: [{key: risk-of-bias, label: risk of bias, rates: down}, {key: large-effect, label: size, rates: up}]
judgements:
  - {key: high, label: high, use: overall}
  - {key: low, label: low, use: overall}
  - {key: serious, label: serious, use: domain}
""",
    "gradings/nccn-categories": """\
grading: nccn-categories
name: Categories
kind: both
grades: [{grade: 2A, meaning: agreed by all}, {grade: 2B, meaning: agreed by most}]
""",
    "guidelines/society": """\
guideline: society
organization: The Society
title: Liver
document: source
recommendations:
  - key: ablation
    text: Ablate tumors of [[size]].
    thresholds: {size: "<3 cm"}
    stated: {size: "10: less than 3 cm"}
    grades: [{grading: nccn-categories, grade: 2A}]
  - {key: ungraded, text: Wait., category: Level A}
""",
    "tests/panel": """\
test: panel
name: The panel
codes: [{system: PLA, code: 0001U, valid_from: 2020-01-01, valid_to: 2024-12-31}]
""",
    "tests/older-panel": "test: older-panel\nname: An older panel\n",
    "studies/doe-2020": """\
study: doe-2020
label: Doe et al (2020)
design: randomized-controlled-trial
reports: {primary: doe-2020, companion: [roe-2021, poe-2019]}
document: source
enrolled: 40
stated: {enrolled: "10: 40 patients"}
arms:
  cryo: {label: cryoablation, n: 20, stated: "30: Twenty"}
  rfa: {label: RFA, n: 20, stated: "30: Twenty"}
populations:
  large: {kind: subgroup, label: large tumors, by: tumor-size, is: ">2 cm", stated: "50: more than 2 cm"}
  small: {kind: subgroup, label: other tumors, by: tumor-size, is: <2 cm}
targets:
  tumor: {unit: lesions}
  death: {label: death of any cause}
contrasts:
  cryo-rfa: {index: cryo, reference: rfa, method: randomized}
  large-small: {index: large, reference: small}
  age: {index: large, factor: age of the patient, method: multivariable}
  change: {factor: change of size, method: before-after}
noninferiority:
  - {outcome: overall-survival, margin: "10 percentage points", contrast: cryo-rfa, population: large}
  - {outcome: complications, margin: "RR 1.3", contrast: change}
outcomes:
  overall-survival: {definition: from treatment to death, scale: 0 to 100, primary: yes}
results:
  - {outcome: overall-survival, at: [1 y, 3 y], cryo: [97%, 67%], rfa: [95%, 66%], cryo-rfa: p .747}
  - outcome: complications
    population: large
    role: baseline
    at: within 30 d
    estimator: crude
    counted: lesions
    adjusted: yes
    cryo: 10%
    stated: {cryo: "160: 10%"}
    flags: {cryo: printed otherwise elsewhere}
    note: a remark of ours
  - {outcome: tumors, population: small, cryo: 3}
  - {outcome: tumor-size, population: small, target: tumor, cryo: 2 cm}
breakdowns:
  - {whole: complications, population: large, parts: [tumors, tumor-size], parts_in: small, complete: no}
  - {sets: [large, small]}
appraisals:
  - instrument: grade-2013
    judgements: {risk-of-bias: {judgement: serious}, large-effect: {judgement: serious}}
    overall: high
strengths:
  - the list was hidden
limitations:
  instrument: limitations-2021
  items:
    - {code: conduct/allocation/2, note: the list was open}
    - {domain: conduct/allocation, note: nobody knows}
    - {domain: conduct/blinding, note: none, instrument: grade-2013}
""",
    "studies/roe-2021": """\
study: roe-2021
label: Roe (2021)
design: randomized-controlled-trial
reports: {primary: roe-2021}
review:
  includes:
    - {study: doe-2020, state: included, reason: it was large}
    - {label: Moe (2011), reference: poe-2019, state: included}
    - {unnamed: 3, state: included-not-pooled}
limitations: {instrument: limitations-2021, none_identified: yes}
""",
    "studies/poe-2019": """\
study: poe-2019
label: Poe (2019)
design: randomized-controlled-trial
reports: {primary: poe-2019}
review: {empty: yes}
""",
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
    codes:
      - "47371"
      - {code: "47383", system: CPT, valid_from: 2021-01-01, valid_to: 2021-12-31, note: until the code ends}
    requires: [s2]
    service_from: 2021-11-01
    service_to: 2021-12-31
    criteria:
      text: In adults of 18 years or more
      all:
        - the tumor cannot be resected
        - any: [the patient asks, another treatment failed]
        - {at-least: 1, of: [the patient is frail, the tumor is large]}
        - none: [the patient is younger than 18]
  - {key: s2, determination: investigational, text: The tumor is treated once., requires: [s3]}
  - {key: s3, determination: investigational, text: The tumor is treated twice.}
codes:
  - {system: CPT, code: "47371", valid_from: 2021-01-01, valid_to: 2021-12-31}
  - {system: CPT, code: "47383", valid_from: 2021-01-01, valid_to: 2021-12-31}
facts:
  deaths: {cell: "~2%", label: deaths, stated: "500: 2%", flag: printed otherwise elsewhere}
sections:
  background:
    - {heading: Deaths, text: "Deaths are put at [[fact:deaths]] [@doe-2020]."}
    - More of it.
boilerplate:
  - {key: coding, left_out: yes}
  - key: benefit
    heading: What is covered
    place: front
    text: |-
      The contract decides:

        (a) within 5 days, "as written";
        (b) § 12 of the law.
      Ça vaut pour tous.
guidelines:
  - {guideline: society, recommendations: {ablation: hcc}}
clinical_input:
  - year: 2008
    societies: 2
    centers: 3
    summary: All agreed.
    stated: {year: "600: 2008", societies: "610: Two", centers: "620: three"}
""",
    "policies/2.02/policy": """\
policy: "2.02"
title: Other
plan: the-plan
section: Surgery
effective_date: 2021-11-01
""",
    "policies/1.01/indications/hcc": """\
policy: "1.01"
indication: hcc
position: 1
title: Hepatocellular carcinoma
population: {who: have, text: unresectable hepatocellular carcinoma}
interventions: [cryoablation]
comparators: [radiofrequency-ablation]
outcomes:
  - {outcome: overall-survival}
  - {outcome: tumors, interest: none}
  - {outcome: tumor-size, relevant: no, interest: main}
purpose: to treat
question: Does it help?
context: [It is rare., It is grave.]
outcome_note: Survival matters most.
groups:
  - {key: rct, heading: Randomized trials, instrument: limitations-2021, studies: [doe-2020]}
limitations:
  - {study: doe-2020, code: relevance/population/2}
  - {study: doe-2020, domain: relevance/population, note: they were young}
  - {study: doe-2020, domain: relevance/outcomes, note: none that matter, instrument: grade-2013}
certainty:
  - outcome: tumors
    instrument: grade-2013
    level: low
    starts: high
    down: [{domain: risk-of-bias, levels: 2, note: they were young}]
    up: [{domain: large-effect}]
conclusion:
  verdict: insufficient
  effect: improves-net-health-outcome
  findings:
    - key: survival
      text: Survival was [[doe-2020/overall-survival/cryo@3y]].
      basis: [doe-2020#conduct/allocation/2, society/ablation, fact:deaths]
""",
    "policies/1.01/indications/crc": """\
policy: "1.01"
indication: crc
position: 2
title: Colorectal metastases
population: {who: have, text: metastases}
interventions: [cryoablation]
outcomes: [{outcome: tumors}]
groups:
  - {key: rct, heading: Randomized trials, none_identified: yes}
  - {key: series, heading: Series, instrument: limitations-2021, studies: [roe-2021]}
limitations:
  - {study: roe-2021, none_identified: yes}
concluded_with: hcc
""",
}


class _Filler:
    """Fills the fields of one record that a rule derives."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def fill(self, plan: StoragePlan, data: Any) -> Any:
        """The data with every derived field that it lacks."""
        seeded = SEEDED.get(plan.model, ())
        lacking = [column for column in plan.columns if column.key not in data and column.name not in seeded]
        told = {column.key: self._value(column, plan) for column in lacking}
        links = {
            link.key: _items(link) for link in plan.links if link.key not in data and link.name not in seeded
        }
        filled: dict[str, Any] = {**data, **told, **links}
        for field in plan.entries:
            if field.key:
                filled[field.key] = self._entries(field, filled.get(field.key))
        return {key: value for key, value in filled.items() if value is not None}

    def record(self, plan: StoragePlan, data: Any) -> Any:
        """The data of a record, or of a file of vocabulary, filled."""
        if plan.row is not None:
            return self.fill(plan, data)
        return {key: self.fill(plan.entries[0].plan, entry) for key, entry in data.items()}

    def _entries(self, field: EntryField, data: Any) -> Any:
        if data is None and (field.plan.model in SEEDED or field.plan.special):
            return None
        if field.shape == "list":
            return tuple(self.fill(field.plan, entry) for entry in data or ({}, {}))
        if field.shape == "map":
            return {key: self.fill(field.plan, entry) for key, entry in (data or {"a": {}, "b": {}}).items()}
        return self.fill(field.plan, data or {})

    def _value(self, column: ColumnField, plan: StoragePlan) -> str:
        number = next(self._numbers)
        if column.target is not None:
            keys = _keys(column.target)
            return keys[number % len(keys)]
        if column.scalar.made is bool:
            return "no" if column.default is True else "yes"
        letter = "".join("abcdefghij"[int(digit)] for digit in str(number))
        told = {"name": column.name, "number": number, "letter": letter, "day": number % 28 + 1}
        texts = [text.format_map(told) for text in ([PROSE] if column.scalar.prose else TRIED)]
        taken = [text for text in [*reversed(column.scalar.codes or ()), *texts] if _takes(column, text)]
        assert taken, f"nothing in TRIED fits {plan.model.__name__}.{column.name}"
        return taken[0]


def _keys(target: KeyOf | None) -> tuple[str, ...]:
    return tuple(KEYS["" if target is None else target.kind])


def _items(link: LinkField) -> tuple[str, ...]:
    """The items of a list: keys that exist, all codes, or texts."""
    if link.scalar is not None and link.scalar.codes:
        return tuple(link.scalar.codes)
    return ("Land", "Other land") if link.links.column else _keys(link.target)


def _takes(column: ColumnField, text: str) -> bool:
    try:
        column.scalar.convert(text)
    except ValueError:
        return False
    return True


def records() -> dict[str, Record]:
    """Id -> record, with every field filled in one of them."""
    made, filler = {}, _Filler()
    for id, text in SEEDS.items():
        name = name_of(id)
        assert name is not None
        source = read_text(text, id)
        if id not in POINTED_AT:
            source = RecordSource(id, filler.record(plan_of(MODELS[name.kind]), source.data), {})
        made[id] = validate(source, name)
    return made


def write(folder: Path) -> None:
    """Write the records below a folder, in canonical form."""
    for id, record in records().items():
        file = folder / f"{id}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write_record(record), encoding="utf-8")


def written(folder: Path) -> dict[str, bytes]:
    """Id -> what its file says."""
    return {name.id: (folder / f"{name.id}.yaml").read_bytes() for name in list_folder(folder).names}
