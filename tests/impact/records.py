"""Records beside the evidence that ships with kb: a second policy, one that adopts the first, and more."""

from __future__ import annotations


def _reference(key: str, pmid: str) -> str:
    return f"""\
reference: {key}
identifiers: {{pmid: "{pmid}", doi: 10.1000/{key}}}
csl:
  type: article-journal
  title: The paper {key}
  author: [{{family: Doe, given: J}}]
  issued: {key[-4:]}
"""


REFERENCES = ("drug-2020", "drug-2021", "lonely-2019", "told-2020", "nowhere-2017", "doe-2018", "plan-2016")

RECORDS = {
    "plans/a-plan.yaml": "plan: a-plan\nname: A Plan\n",
    "plans/another-plan.yaml": "plan: another-plan\nname: Another Plan\n",
    "policies/5.01.97/policy.yaml": """\
policy: 5.01.97
title: What Another Plan Decided
plan: another-plan
parent: {plan: A Plan, number: 7.01.75, policy: 7.01.75, reference: plan-2016}
section: Surgery
effective_date: 2022-01-01
also_listed: [drug-2021]
""",
    "policies/5.01.99/policy.yaml": """\
policy: 5.01.99
title: A Drug
plan: a-plan
section: Drugs
effective_date: 2022-01-01
statements:
  - key: s1
    determination: medically-necessary
    text: The drug is medically necessary
    indications: [any]
sections:
  background:
    - "Others have told of the drug [@told-2020]. It is given for hepatitis B. Of that nobody has told."
guidelines:
  - guideline: doe-guideline
    recommendations: {first: any}
""",
    "policies/5.01.99/indications/any.yaml": """\
policy: 5.01.99
indication: any
position: 1
title: Any use
population: {who: with, text: disease}
interventions: [sorafenib]
outcomes:
  - {outcome: overall-survival}
groups:
  - {key: rct, heading: Trials, studies: [drug-2020]}
conclusion:
  verdict: sufficient
  effect: improves-net-health-outcome
  findings:
    - key: elsewhere
      text: Of patients given another treatment [[wang-2015/overall-survival/cryo@5y]] lived for five years.
    - key: advised
      text: The drug is advised.
      basis: [doe-guideline/first]
""",
    "studies/drug-2020.yaml": """\
study: drug-2020
label: Drug et al (2020)
design: randomized-controlled-trial
reports: {primary: drug-2020, companion: [drug-2021]}
enrolled: 240
arms:
  drug: {label: the drug, interventions: [sorafenib]}
  none: {label: no treatment, interventions: [no-intervention]}
results:
  - outcome: overall-survival
    at: [1 y, 2 y]
    drug: [81%, 64%]
    none: [72%, 49%]
    note: elsewhere [[wang-2015/overall-survival/rfa@5y]] lived for five years
""",
    "studies/lonely-2019.yaml": """\
study: lonely-2019
label: Lonely et al (2019)
design: case-series
reports: {primary: lonely-2019}
enrolled: 7
""",
    "guidelines/doe-guideline.yaml": """\
guideline: doe-guideline
organization: Society of Doe
title: The Guideline
reference: doe-2018
recommendations:
  - {key: first, text: The drug comes first.}
""",
    **{f"references/{key}.yaml": _reference(key, f"9000000{index}") for index, key in enumerate(REFERENCES)},
}

WORKFLOW = (
    "INSERT INTO review_cycle (id, policy_id, opened, opened_by, reviewers, state)"
    " VALUES ('c', '7.01.75', '2022-01-01', 'rita', 1, 'open')",
    "INSERT INTO search_run (id, review_cycle_id, number, source, kind, run_at, who, records)"
    " VALUES ('c/1', 'c', 1, 'PubMed', 'database', '2022-01-02', 'rita', 1)",
    "INSERT INTO candidate (id, reference_id) VALUES ('pmid:1', 'wang-2015')",
    "INSERT INTO search_hit (id, search_run_id, position, line, candidate_id, raw, citation)"
    " VALUES ('c/1#1', 'c/1', 1, 1, 'pmid:1', '', '{}')",
    "INSERT INTO screening_decision"
    " (id, review_cycle_id, candidate_id, indication_id, stage, role, decision, reason, who, decided_at)"
    " VALUES ('d', 'c', 'pmid:1', '7.01.75/hcc', 'full-text', 'reviewer', 'exclude', 'superseded', 'rita',"
    " '2022-01-03')",
    "INSERT INTO approval (id, indication_id, who, approved_at, verdict, basis_hash)"
    " VALUES ('7.01.75/hcc/t', '7.01.75/hcc', 'olga', '2022-02-01', 'insufficient', 'x')",
    "INSERT INTO approval (id, indication_id, who, approved_at, verdict, basis_hash)"
    " VALUES ('7.01.75/net/t', '7.01.75/net', 'olga', '2022-02-01', 'insufficient', 'x')",
    "INSERT INTO release (id, policy_id, effective_date, published_at, who, program)"
    " VALUES ('7.01.75@2022-03-01', '7.01.75', '2022-03-01', '2022-02-20', 'olga', 'kb')",
    "INSERT INTO frozen_record (id, text) SELECT content_hash, '' FROM record WHERE id = 'studies/wang-2015'",
    "INSERT INTO frozen_record (id, text) VALUES ('as it was then', '')",
    "INSERT INTO release_record (id, release_id, record_name, content_hash)"
    " SELECT 'r1', '7.01.75@2022-03-01', id, content_hash FROM record WHERE id = 'studies/wang-2015'",
    "INSERT INTO release_record (id, release_id, record_name, content_hash)"
    " VALUES ('r2', '7.01.75@2022-03-01', 'references/wang-2015', 'as it was then')",
    "INSERT INTO notice (id, record_id, reference_id, position, kind, date)"
    " SELECT 'n', record_id, id, 1, 'retraction', '2022-01-01' FROM reference WHERE id = 'wang-2015'",
)
"""What the yearly update and computation will write; records cannot say it."""
