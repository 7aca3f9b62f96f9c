"""References that a policy lists without citing them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.checks.policy import read_policies
from kb.checks.rules.reference_never_cited import check_reference_never_cited
from kb.db.connect import read
from kb.evidence.policies import policy_numbers
from tests.builders.folders import Folder
from tests.builders.policies import policy


def test_a_cited_reference_is_no_problem() -> None:
    assert not list(check_reference_never_cited(policy(references=["doe-2020", "roe-2021"])))


def test_a_listed_one_is_told() -> None:
    one = policy(references=["doe-2020", ("manual-2021", {"listed_only": True})])
    (problem,) = check_reference_never_cited(one)
    assert (problem.record, problem.place) == ("policies/1.01/policy", "manual-2021")


def test_both_engines_tell_what_is_only_listed(folder: Folder, engine_url: str) -> None:
    folder.write("references/spare-2019", "reference: spare-2019\ncsl: {type: report, title: Spare}\n")
    folder.change(
        "policies/1.01/policy",
        "section: Surgery\n",
        "section: Surgery\nalso_listed: [spare-2019, doe-2020]\n",
    )
    folder.load(engine_url)
    with read(engine_url) as reader:
        (found,) = read_policies(reader, policy_numbers(reader))
    assert [problem.place for problem in check_reference_never_cited(found)] == ["spare-2019"]


@given(st.lists(st.booleans(), max_size=12))
def test_exactly_those_that_are_only_listed_are_told(listed: list[bool]) -> None:
    references = [(f"r{n}-2020", {"listed_only": only}) for n, only in enumerate(listed)]
    told = [problem.place for problem in check_reference_never_cited(policy(references=references))]
    assert told == [f"r{n}-2020" for n, only in enumerate(listed) if only]
