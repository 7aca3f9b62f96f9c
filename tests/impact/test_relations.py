"""What rests on something besides sentences: findings, conclusions, sign-offs, releases, reviews."""

from __future__ import annotations

import pytest

from kb.db.connect import Reader
from kb.db.queries import run
from kb.impact.find import find_impact
from kb.impact.item import Impact, ImpactItem, ImpactKind
from tests.tiers import mostly_slow

FIGURE = "wang-2015/overall-survival/cryo@5y:percent"
SOME_OR_ALL = pytest.mark.parametrize("every", mostly_slow([5, 1]))
"""One in five in the usual run, all of them with the slow tests."""


def of(impact: Impact, kind: ImpactKind) -> list[ImpactItem]:
    return [item for item in impact.items if item.kind is kind]


def one(impact: Impact, kind: ImpactKind) -> ImpactItem:
    found = of(impact, kind)
    assert len(found) == 1, found
    return found[0]


@SOME_OR_ALL
def test_every_finding_is_found_by_every_figure_and_study_that_it_rests_on(seed: Reader, every: int) -> None:
    rows = seed.rows("SELECT policy, indication, finding, kind, study, key FROM finding_evidence")
    assert {row["kind"] for row in rows} >= {"figure", "limitation"}
    impacts: dict[str, Impact] = {}
    for row in rows[::every]:
        for name in {row["key"] if row["kind"] == "figure" else row["study"], row["study"]} - {None}:
            impact = impacts.setdefault(name, find_impact(seed, name))
            found = {(item.policy, item.indication, item.place) for item in of(impact, ImpactKind.FINDING)}
            assert (row["policy"], row["indication"], row["finding"]) in found, name


@SOME_OR_ALL
def test_every_study_is_counted_by_the_evidence_sentence_of_every_indication_that_uses_it(
    seed: Reader, every: int
) -> None:
    uses = run(seed, "lookup/study_uses")
    assert len({use["study"] for use in uses}) == 28
    for use in uses[::every]:
        impact = find_impact(seed, use["study"])
        counting = [
            item
            for item in of(impact, ImpactKind.SENTENCE)
            if f"counts {use['study']}" in item.why and item.indication == use["indication"]
        ]
        assert [", the evidence includes " in item.text for item in counting] == [True]
        assert use["indication"] in {item.indication for item in of(impact, ImpactKind.CONCLUSION)}


def test_a_figure_says_which_finding_conclusion_and_statement_rest_on_it(seed: Reader) -> None:
    impact = find_impact(seed, FIGURE)
    finding = one(impact, ImpactKind.FINDING)
    assert (finding.place, finding.indication, finding.figures) == ("trial-results", "hcc", (FIGURE,))
    assert finding.why == (f"rests on figure {FIGURE}: 40%",)
    conclusion = one(impact, ImpactKind.CONCLUSION)
    assert conclusion.why == (
        "directly, by finding trial-results",
        "by its evidence base, which uses wang-2015 (Randomized controlled trials)",
    )
    assert one(impact, ImpactKind.STATEMENT).why == ("decides on hcc",)
    assert [item.place for item in of(impact, ImpactKind.TABLE)] == ["kb study show wang-2015 > Outcomes"]
    assert one(impact, ImpactKind.TABLE).text == "OS"


def test_a_result_is_all_of_its_figures(seed: Reader) -> None:
    impact = find_impact(seed, "wang-2015/major-complications/cryo")
    (sentence,) = of(impact, ImpactKind.SENTENCE)
    assert sentence.marked.startswith("Major complications occurred in *7* of *180* patients (*3.9%*) with")


def test_tables_of_pages_have_the_rows_that_rest_on_a_study(seed: Reader) -> None:
    tables = {item.place: item.text for item in of(find_impact(seed, "wang-2015"), ImpactKind.TABLE)}
    assert tables["kb policy show 7.01.75 > Indications"] == "hcc"
    assert tables["kb indication show 7.01.75 hcc > Randomized controlled trials"] == "wang-2015"
    assert tables["kb study show wang-2015 > Arms"] == "cryo; rfa"
    assert tables["kb reference show wang-2015 > Cited in"] == "7.01.75"


def test_the_size_of_a_study_stands_in_its_facts_and_in_the_table_of_the_indication(seed: Reader) -> None:
    tables = {
        item.place: item.text
        for item in of(find_impact(seed, "wang-2015/participants/all"), ImpactKind.TABLE)
    }
    assert tables == {
        "kb indication show 7.01.75 hcc > Randomized controlled trials": "wang-2015",
        "kb study show wang-2015": "Enrolled",
        "kb study show wang-2015 > Participants and flow": "participants",
    }


def test_a_number_of_clinical_input_is_told_once(seed: Reader) -> None:
    impact = find_impact(seed, "7.01.75/input/2008/centers")
    (sentence,) = of(impact, ImpactKind.SENTENCE)
    assert sentence.marked.endswith("specialty societies and *3* academic medical centers.")
    assert sentence.place == "Supplemental information > Clinical input"


def test_studies_known_only_through_a_review_rest_on_it(seed: Reader) -> None:
    impact = find_impact(seed, "awad-2009")
    assert (one(impact, ImpactKind.STUDY).place, one(impact, ImpactKind.STUDY).why) == (
        "adam-2002",
        ("known only through Awad et al (2009)",),
    )
    told = [item for item in of(impact, ImpactKind.SENTENCE) if "26 of 31 patients" in item.text]
    assert told[0].why[0] == "says 26, 31, 84%, 24, 33, 73%"
    assert told[0].why[1] == "tells of adam-2002 (known only through Awad et al (2009))"


def test_reviews_that_include_a_study_are_listed_and_those_that_do_not_are_not(seed: Reader) -> None:
    included = {(i.place, i.why) for i in of(find_impact(seed, "korpan-1997"), ImpactKind.REVIEW)}
    assert ("bala-2013", ("korpan-1997 included",)) in included
    assert of(find_impact(seed, "wang-2015"), ImpactKind.REVIEW) == []  # Awad et al names it as not included


@SOME_OR_ALL
def test_every_citation_of_a_reference_is_found(seed: Reader, every: int) -> None:
    from tests.impact.changing import sentences_of

    said = sentences_of(seed, "7.01.75")
    numbers = {
        row["reference"]: row["number"]
        for row in run(seed, "evidence/policy_references", first="7.01.75", last="7.01.75")
    }
    assert len(numbers) == 34
    for reference, number in list(numbers.items())[::every]:
        impact = find_impact(seed, reference)
        citing = {i.text for i in of(impact, ImpactKind.SENTENCE) if f"cites {reference}" in i.why}
        assert citing == {text for _, text in said if f"[{number}]" in text}, reference
        assert f"lists {reference} as [{number}]" in one(impact, ImpactKind.POLICY).why


# --- what the evidence that ships with kb has not ---------------------------------------------------------


def test_a_finding_of_another_policy_rests_on_a_figure_of_a_study_that_it_does_not_use(busy: Reader) -> None:
    impact = find_impact(busy, FIGURE)
    assert {(i.policy, i.place) for i in of(impact, ImpactKind.FINDING)} == {
        ("5.01.99", "elsewhere"),
        ("7.01.75", "trial-results"),
    }
    other = [item for item in of(impact, ImpactKind.CONCLUSION) if item.policy == "5.01.99"]
    assert [item.why[0] for item in other] == ["directly, by finding elsewhere"]
    assert [item.policy for item in of(impact, ImpactKind.STATEMENT)] == ["5.01.99", "7.01.75"]


def test_a_remark_on_another_study_rests_on_a_figure(busy: Reader) -> None:
    impact = find_impact(busy, "wang-2015/overall-survival/rfa@5y")
    said = [item.marked for item in of(impact, ImpactKind.SENTENCE) if item.policy == "5.01.99"]
    assert len(said) == 1
    assert "elsewhere *38%* lived for five years" in said[0]


def test_sign_offs_say_whether_their_basis_changes(busy: Reader) -> None:
    approval = one(find_impact(busy, "wang-2015"), ImpactKind.APPROVAL)
    assert (approval.indication, approval.text) == ("hcc", "Insufficient, signed by olga on 2022-02-01")
    assert approval.why == ("the basis that was signed changes with it",)


def test_a_sign_off_does_not_change_with_what_its_indication_only_cites(busy: Reader) -> None:
    impact = find_impact(busy, "jaeck-2001")
    assert of(impact, ImpactKind.CONCLUSION) == []
    assert one(impact, ImpactKind.SENTENCE).indication == one(impact, ImpactKind.APPROVAL).indication == "net"
    assert one(impact, ImpactKind.APPROVAL).why == ("the basis that was signed stays the same without it",)


def test_releases_that_froze_a_record_say_whether_it_has_changed(busy: Reader) -> None:
    releases = of(find_impact(busy, "wang-2015"), ImpactKind.RELEASE)
    assert [(item.place, item.why) for item in releases] == [
        ("7.01.75@2022-03-01", ("froze studies/wang-2015, which has not changed since",)),
        ("7.01.75@2022-03-01", ("froze references/wang-2015, which has changed since",)),
    ]
    figure = of(find_impact(busy, FIGURE), ImpactKind.RELEASE)
    assert [item.why for item in figure] == [("froze studies/wang-2015, which has not changed since",)]


def test_searches_and_screening_of_a_reference(busy: Reader) -> None:
    impact = find_impact(busy, "pmid:25284802")
    assert one(impact, ImpactKind.SEARCH).text == "PubMed, searched on 2022-01-02"
    screening = one(impact, ImpactKind.SCREENING)
    assert (screening.indication, screening.text) == ("hcc", "Exclude: superseded, by rita on 2022-01-03")


def test_policies_that_adopt_one_rest_on_what_it_rests_on(busy: Reader) -> None:
    policies = {item.policy: item.why for item in of(find_impact(busy, "wang-2015"), ImpactKind.POLICY)}
    assert policies["7.01.75"] == ("lists wang-2015 as [2]",)
    assert policies["5.01.97"] == ("adopts 7.01.75",)
    assert one(find_impact(busy, "plan-2016"), ImpactKind.POLICY).why == (
        "adopts the policy published as plan-2016",
    )


def test_a_guideline_and_the_finding_on_its_recommendation_rest_on_its_reference(busy: Reader) -> None:
    impact = find_impact(busy, "doe-2018")
    assert one(impact, ImpactKind.GUIDELINE).why == ("published as doe-2018, with 1 recommendation",)
    assert one(impact, ImpactKind.FINDING).place == "advised"
    assert [
        item.text for item in of(impact, ImpactKind.SENTENCE) if "reports doe-guideline/first" in item.why
    ] == ["The drug comes first."]


def test_a_reference_that_only_the_background_cites(busy: Reader) -> None:
    impact = find_impact(busy, "told-2020")
    (sentence,) = of(impact, ImpactKind.SENTENCE)
    assert (sentence.place, sentence.indication) == ("Background", None)
    assert sentence.marked == "Others have told of the drug *[1]*."
    assert of(impact, ImpactKind.CONCLUSION) == of(impact, ImpactKind.STATEMENT) == []


def test_a_companion_report_stands_for_its_study(busy: Reader) -> None:
    impact = find_impact(busy, "drug-2021")
    assert one(impact, ImpactKind.STUDY).why == ("the reference is its companion report",)
    assert (one(impact, ImpactKind.REPORT).place, one(impact, ImpactKind.REPORT).why) == (
        "drug-2020",
        ("primary report of drug-2020",),
    )
    assert one(impact, ImpactKind.CONCLUSION).indication == "any"
    # One policy lists it without citing it; in the other only the primary report has a number.
    policies = {item.policy: item.why for item in of(impact, ImpactKind.POLICY)}
    assert policies == {"5.01.97": ("lists drug-2021 as [1]",), "5.01.99": ()}


def test_a_notice_is_told(busy: Reader) -> None:
    assert find_impact(busy, "wang-2015").subject.notices == ("retraction of wang-2015, 2022-01-01",)


@pytest.mark.parametrize("name", ["lonely-2019", "nowhere-2017"])
def test_nothing_rests_on_what_nobody_uses(busy: Reader, name: str) -> None:
    impact = find_impact(busy, name)
    assert not impact.rests
    assert impact.head == "Nothing rests on it: no policy, review, guideline or release uses it."
