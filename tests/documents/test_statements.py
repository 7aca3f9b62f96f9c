"""Coverage statements as readers of policies know them: headings, criteria, authorization, dates, codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.cli.options import policy_key
from kb.db.connect import Reader
from kb.documents import render
from kb.errors import KbError
from kb.evidence.policies import require_policy
from kb.evidence.policy import Criterion
from kb.lookup.filter_words import resolve
from kb.manual import page
from kb.reports.pages import build_policy_page
from kb.reports.report import build_report
from kb.reports.statements import criterion_text, says_rule
from kb.store.load import LoadRequest, load
from tests.builders.folders import rows
from tests.readme.pages import blocks

POLICY = """\
policy: rx999.001
number: RX999.001
title: Madeupmab
plan: madeup-plan
section: Drugs
effective_date: 2022-01-01
boilerplate:
  - {key: policy-guidelines, text: Use a score of 3 to 8.}
statements:
  - key: first
    heading: "Initial therapy:"
    determination: medically-necessary
    text: "Madeupmab may be considered medically necessary when ALL of the following are met:"
    population: adults of 18 years or more with a madeup disease
    phase: initial
    duration: 6 months
    quantity: 12 mg every 4 weeks, at most 6 doses
    service_from: 2022-01-01
    service_to: 2022-12-31
    lines_of_business: [Commercial, Medicare Advantage]
    codes: [J9999, {code: "99998", valid_to: 2022-06-30, note: use J9999 from then on}]
    criteria:
      all:
        - LDL of 190 mg/dL or more
        - text: Staging by ONE of the following
          any:
            - PND IIIb or lower
            - text: FAP
              at-least: 2
              of: [stage 1, stage 2, "stage 3, where walking is limited to less than 30 m"]
        - text: Does not have ANY of the following
          none: [NYHA class III or IV, prior liver transplant]
  - key: more
    heading: Continuation
    determination: medically-necessary
    text: Going on with madeupmab is medically necessary.
    phase: continuation
    duration: 12 months
    requires: [first]
    codes: [J9999]
  - key: other
    heading: Other uses
    determination: experimental
    text: |-
      All other uses are experimental, among them:
      1. use with another "biologic"
         a) at half the dose
      Notes are read 2 at a time.
    codes: [J9999, 99990-94]
  - {key: scars, determination: cosmetic, text: Treating scars is cosmetic.}
codes:
  - {system: HCPCS, code: J9999, description: "madeupmab, 0.1 mg", use: drug, valid_from: 2021-07-01}
  - {system: CPT, code: "99998", description: a madeup infusion, use: procedure, status: deleted}
  - {system: CPT, code: 99990-94, description: madeup tests, use: test}
  - {system: ICD-10-CM, code: E10.10-E10.9, description: a madeup disease, use: diagnosis}
"""
ANOTHER = """\
policy: gt-11
number: No. 11
title: Madeup panels
plan: madeup-plan
section: Genetic testing
effective_date: 2022-01-01
"""
PLAN = """\
plan: madeup-plan
name: Madeup Plan
dates: slashes
determinations:
  - {determination: experimental, label: "Experimental, investigational, or unproven"}
"""


@pytest.fixture(scope="module", autouse=True)
def _policy(module_seed_url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("drug")
    for name, text in {"policies/rx999.001/policy.yaml": POLICY, "plans/madeup-plan.yaml": PLAN}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    other = folder / "policies/gt-11/policy.yaml"
    other.parent.mkdir()
    other.write_text(ANOTHER, encoding="utf-8")
    (of_manual,) = blocks(page("statements").text, "yaml")
    file = folder / "policies/rx999.010/policy.yaml"
    file.parent.mkdir()
    file.write_text(of_manual, encoding="utf-8")
    load(LoadRequest(folder, module_seed_url, "tests", "a drug"))


@pytest.fixture
def report(reader: Reader) -> str:
    """The report of the policy in Markdown."""
    return render(build_report(reader, "rx999.001"), "markdown")


def test_statements_stand_under_their_headings_with_what_limits_them(report: str) -> None:
    """Words of the plan are printed as entered, limits included; a rule that they say is not said again."""
    statement = report.partition("## Policy statement")[2].partition("\n## ")[0].strip()
    assert statement == (
        "### Initial therapy:\n\n"
        "**Medically necessary**. Madeupmab may be considered medically necessary when ALL of the following"
        " are met:\n\n"
        "- LDL of 190 mg/dL or more\n"
        "- Staging by ONE of the following:\n"
        "  - PND IIIb or lower\n"
        "  - FAP (at least two of the following):\n"
        "    - stage 1\n"
        "    - stage 2\n"
        "    - stage 3, where walking is limited to less than 30 m\n"
        "- Does not have ANY of the following:\n"
        "  - NYHA class III or IV\n"
        "  - prior liver transplant\n\n"
        "**Population:** adults of 18 years or more with a madeup disease; **Phase:** initial treatment;"
        " **Authorization:** 6 months; **Quantity:** 12 mg every 4 weeks, at most 6 doses;"
        " **Dates of service:** 01/01/2022 through 12/31/2022;"
        " **Lines of business:** Commercial, Medicare Advantage\n\n"
        "### Continuation\n\n"
        "**Medically necessary**. Going on with madeupmab is medically necessary.\n\n"
        "**Phase:** continued treatment; **Authorization:** 12 months; **Requires:** Initial therapy\n\n"
        "### Other uses\n\n"
        "**Experimental, investigational, or unproven**. All other uses are experimental, among them:\n\n"
        '1. use with another "biologic"\n'
        "  - a) at half the dose\n\n"
        "Notes are read 2 at a time.\n\n"
        "### Further statements\n\n"
        "**Cosmetic**. Treating scars is cosmetic."
    )


def test_codes_stand_in_a_table_for_each_determination(report: str) -> None:
    """With the days on which the statement applies to them; what no statement names comes last."""
    coding = report.rpartition("## Coding")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in coding.splitlines()
        if line.startswith("|") and not line.startswith(("| ---", "|---", "| :--"))
    ]
    assert rows == [
        ["Type", "Code", "Description", "Status", "Valid", "Note"],
        ["HCPCS", "J9999", "madeupmab, 0.1 mg", "", "from 07/01/2021", ""],
        ["CPT", "99998", "a madeup infusion", "deleted", "through 06/30/2022", "use J9999 from then on"],
        ["Type", "Code", "Description", "Valid"],
        ["HCPCS", "J9999", "madeupmab, 0.1 mg", "from 07/01/2021"],
        ["CPT", "99990-94", "madeup tests", ""],
        ["Type", "Code", "Description"],
        ["ICD-10-CM", "E10.10-E10.9", "a madeup disease"],
    ]
    captions = (
        "Medically necessary",
        "Experimental, investigational, or unproven",
        "Codes that no statement",
    )
    places = [coding.index(caption) for caption in captions]
    assert places == sorted(places)


def test_the_number_is_printed_as_the_plan_writes_it(report: str, reader: Reader) -> None:
    assert report.startswith("# RX999.001 Madeupmab\n")
    assert build_policy_page(reader, "rx999.001").title.plain == "RX999.001 Madeupmab"


def test_the_policy_of_the_manual_is_printed_as_entered(reader: Reader) -> None:
    text = render(build_report(reader, "rx999.010"), "markdown")
    assert (
        "- 18 years of age or older\n"
        "- Inadequate response to at least 2 of:\n"
        "  - methotrexate\n  - leflunomide\n  - a TNF inhibitor for 3 months or longer\n"
        "- None of the following:\n  - active tuberculosis\n  - use with another biologic\n"
    ) in text
    assert "**Requires:** Initial therapy\n" in text


def test_a_policy_is_asked_for_by_its_number(reader: Reader) -> None:
    """As a filter, and by a hint where only a key is taken."""
    assert policy_key("RX999.001") == "rx999.001"
    assert policy_key("MP 2.320") == "mp-2.320"
    assert resolve(reader, "policy", "RX999.001") == "rx999.001"
    with pytest.raises(KbError, match=r"There is no policy 'no\. 11'\. Its key is gt-11\."):
        require_policy(reader, "no. 11")


def test_guidelines_of_the_policy_come_before_those_on_coding(report: str) -> None:
    guidelines = report.partition("## Policy guidelines")[2].partition("\n## ")[0].strip()
    assert guidelines.startswith("Use a score of 3 to 8.\n\n### Coding\n\n- HCPCS J9999: madeupmab, 0.1 mg\n")


def test_a_policy_without_former_statements_has_no_appendix_of_them(report: str) -> None:
    assert "before and after" not in report


def _asked(url: str, view: str, columns: str, order: str) -> list[tuple[object, ...]]:
    """Rows of a view about the policy."""
    sql = f"SELECT {columns} FROM {view} WHERE policy = 'rx999.001' ORDER BY {order}"  # noqa: S608  (of ours)
    return [tuple(row.values()) for row in rows(url, sql)]


def test_a_view_has_what_a_statement_says(module_seed_url: str) -> None:
    columns = "statement, heading, phase, duration, quantity, service_from, service_to"
    assert _asked(module_seed_url, "policy_statement", columns, "position") == [
        (
            *("first", "Initial therapy:", "initial", "6 months", "12 mg every 4 weeks, at most 6 doses"),
            *("2022-01-01", "2022-12-31"),
        ),
        ("more", "Continuation", "continuation", "12 months", None, None, None),
        ("other", "Other uses", None, None, None, None, None),
        ("scars", None, None, None, None, None, None),
    ]
    columns = "determination, determination_name, determination_group, population"
    assert _asked(module_seed_url, "policy_statement", columns, "position") == [
        (
            *("medically-necessary", "Medically necessary", "necessary"),
            "adults of 18 years or more with a madeup disease",
        ),
        ("medically-necessary", "Medically necessary", "necessary", None),
        ("experimental", "Experimental, investigational, or unproven", "unproven", None),
        ("cosmetic", "Cosmetic", "not-covered", None),
    ]


def test_views_have_what_a_statement_requires_and_whom_it_binds(module_seed_url: str) -> None:
    required = _asked(module_seed_url, "statement_requirement", "statement, required", "position")
    assert required == [("more", "first")]
    lines = _asked(module_seed_url, "statement_line_of_business", "line_of_business", "position")
    assert lines == [("Commercial",), ("Medicare Advantage",)]
    rules = _asked(module_seed_url, "statement_criterion", "criterion, rule", "number")
    assert rules[:4] == [("1", "all"), ("1.1", "single"), ("1.2", "any"), ("1.2.1", "single")]
    assert ("1.3", "none") in rules


def test_a_view_has_codes_by_determination_with_dates(module_seed_url: str) -> None:
    columns = "statement, code, first_code, last_code, determination, status, valid_from, valid_to, note"
    listed = [
        row
        for row in _asked(module_seed_url, "policy_code", columns, "position, statement")
        if "J9999" not in row
    ]
    assert listed == [
        (
            *("first", "99998", "99998", "99998", "medically-necessary", "deleted", None, "2022-06-30"),
            "use J9999 from then on",
        ),
        ("other", "99990-94", "99990", "99994", "experimental", None, None, None, None),
        (None, "E10.10-E10.9", "E10.10", "E10.9", None, None, None, None, None),
    ]


def _group(kind: str, text: str | None = None, minimum: int | None = None) -> Criterion:
    return Criterion("p/s/1", "p/s", None, 0, kind, minimum, text)


@pytest.mark.parametrize(
    ("node", "printed"),
    [
        (_group("at-least", "Examination by at least one of", 1), "Examination by at least one of:"),
        (_group("at-least", "Two or more of the following signs:", 2), "Two or more of the following signs:"),
        (
            _group("at-least", "Two of the following signs", 3),
            "Two of the following signs (at least three of the",
        ),
        (_group("at-least", None, 12), "At least 12 of the following:"),
        (_group("all", "BOTH of these"), "BOTH of these:"),
        (_group("all", "When the following criteria are met."), "When the following criteria are met:"),
        (_group("all", "Signs of the disease"), "Signs of the disease (all of the following):"),
        (_group("any", "All of the following"), "All of the following (any of the following):"),
        (_group("none", None), "None of the following:"),
        (_group("none", "No history of"), "No history of (none of the following):"),
    ],
)
def test_a_group_says_once_how_many_must_hold(node: Criterion, printed: str) -> None:
    """Words that say another rule than the tree has do not stand for it."""
    assert criterion_text(node).startswith(printed)


def test_words_at_the_end_decide() -> None:
    assert says_rule("is necessary when all of the following are met:", _group("all"))
    assert says_rule("is necessary when ALL are met:", _group("all"))
    assert says_rule("is necessary when any one criterion is met", _group("any"))
    assert not says_rule("is necessary when all are met:", _group("any"))
    assert not says_rule("one of the drugs was tried. It is necessary", _group("any"))
