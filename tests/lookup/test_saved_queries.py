"""The saved queries that ship with kb, asked of the evidence that ships with kb, on both engines."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import text

from kb.db.connect import read, write_engine
from kb.db.readonly import query
from kb.errors import KbError
from kb.lookup.saved import saved_queries, saved_query, values_for
from tests.lookup.asking import FOLDERS, one, only, run, says

POLICY = "7.01.75"

GIVEN: Mapping[str, str] = {
    "intervention": "cryoablation",
    "policy": POLICY,
    "indication": "hcc",
    "outcome": "local-recurrence",
    "reference": "wang-2015",
    "pmid": "25284802",
    "code": "47383",
}


def test_there_are_at_least_forty() -> None:
    assert len(saved_queries(FOLDERS)) >= 40


@pytest.mark.parametrize("name", [saved.name for saved in saved_queries(FOLDERS)])
def test_every_query_runs_with_the_least_and_with_all_parameters(three_policies_url: str, name: str) -> None:
    """Each has an answer for three policies; they share no reference or code, and are not reviewed yet."""
    saved = saved_query(FOLDERS, name)
    least = {each.name: GIVEN[each.name] for each in saved.parameters if each.required}
    everything = {each.name: GIVEN[each.name] for each in saved.parameters if each.name in GIVEN}
    rows = run(three_policies_url, name, **least)
    run(three_policies_url, name, **everything)
    assert rows or name in ("shared-references", "conflicting-codes", "review-workload")


def test_comparisons_on_local_recurrence(loaded_url: str) -> None:
    given = {"intervention": "cryoablation", "comparator": "radiofrequency-ablation"}
    rows = run(loaded_url, "comparisons", **given, outcome="local-recurrence")
    assert {row["study"] for row in rows} == {"adam-2002", "ei-2015", "joosten-2005", "kornprat-2007"}
    says(
        one(rows, study="ei-2015", measure="hazard-ratio"),
        estimate=0.3,
        ci_low=0.1,
        ci_high=0.9,
        p="p=.02",
        p_below_05="yes",
        better="intervention",
        estimate_is="cryo vs rfa-mwa",
    )
    says(
        one(rows, study="ei-2015", population_set="over-2cm"),
        result="21%",
        other_result="56%",
        p="p=.006",
        better="intervention",
        timepoint="2y",
    )
    says(
        one(rows, study="adam-2002", population_set="hcc"),
        better="comparator",
        verbal="higher",
        p_below_05=None,
    )
    says(one(rows, study="joosten-2005"), result="9%", other_result="6%", better="comparator", p=None)


def test_direction_follows_from_the_outcome_and_the_two_sides(loaded_url: str) -> None:
    rows = run(loaded_url, "comparisons", intervention="cryoablation")
    survival = only(rows, study="wang-2015", outcome="overall-survival")
    assert [(row["timepoint"], row["better"], row["p"]) for row in survival] == [
        ("1y", "equal", "p=.747"),
        ("3y", "intervention", "p=.747"),
        ("5y", "intervention", "p=.747"),
    ]
    progression = only(rows, study="wang-2015", outcome="local-tumor-progression")
    assert {(row["better"], row["p_below_05"], row["p_time"]) for row in progression} == {
        ("intervention", "yes", "1y+2y+3y")
    }
    says(one(rows, study="wang-2015", outcome="major-complications"), better="comparator", p_below_05="no")
    biliary = one(rows, study="ko-2020", outcome="biliary-complications", measure="odds-ratio")
    says(biliary, better="intervention", estimate=4.66, estimate_is="rfa vs cryo", result="28%")
    says(one(rows, study="ko-2020", outcome="complication-severity"), better="intervention", verbal="higher")
    says(one(rows, study="wei-2020", outcome="overall-survival"), better="comparator", other_arm="tace-mwa")
    assert only(rows, study="yang-2012") == []


def test_the_other_side_sees_the_opposite(loaded_url: str) -> None:
    swapped = run(
        loaded_url,
        "comparisons",
        intervention="radiofrequency-ablation",
        comparator="cryoablation",
        outcome="biliary-complications",
    )
    assert {row["better"] for row in swapped} == {"comparator"}
    assert {row["arm"] for row in swapped} == {"rfa"}


def test_survival_at_five_years(loaded_url: str) -> None:
    rows = run(loaded_url, "survival-at", indication="hcc")
    assert [(row["study"], row["arm"], row["percent"]) for row in rows] == [
        ("rong-2015", "cryo", 59.5),
        ("wang-2015", "cryo", 40),
        ("wang-2015", "rfa", 38),
    ]
    at_one = run(loaded_url, "survival-at", months="12")
    says(one(at_one, study="adam-2002", arm="cryo"), percent=66)


def test_complications_come_with_denominators(loaded_url: str) -> None:
    rows = run(loaded_url, "complications", intervention="cryoablation")
    says(one(rows, study="wang-2015"), events=7, total=180, of_what="printed", computed_percent=3.9)
    says(
        one(rows, study="ng-2012", outcome="perioperative-mortality"),
        events=10,
        total=293,
        of_what="study",
        printed_percent=3,
        computed_percent=3.4,
    )
    says(one(rows, study="kornprat-2007", outcome="liver-abscess"), events=3, total=20, of_what="arm")
    says(one(rows, study="saxena-2012", outcome="complications"), events=0, computed_percent=0)
    says(one(rows, study="yang-2012", outcome="major-complications"), events=19, total=300)
    assert only(rows, arm="rfa") == []


def test_studies_of_an_indication_by_design_and_size(loaded_url: str) -> None:
    rows = run(loaded_url, "studies-of-indication", policy=POLICY, indication="hcc")
    assert len(rows) == 13
    says(rows[0], study="wang-2015", size=360, size_from="enrolled", citation_number=2)
    says(one(rows, study="chen-2021"), size=3614, size_from="arms")
    assert [row["study"] for row in rows if row["design_group"] == "noncomparative"][1:] == [
        "rong-2015",
        "yang-2012",
        "zhou-2009",
    ]


def test_overlap_of_reviews(loaded_url: str) -> None:
    """Each pair of a primary study and a review has a row, with how many reviews share the study."""
    matrix = run(loaded_url, "systematic-review-overlap", indication="crc")
    assert [
        (row["study"], row["systematic_review"], row["state"], row["systematic_reviews"]) for row in matrix
    ] == [
        ("korpan-1997", "al-asfoor-2008", "included", 2),
        ("korpan-1997", "bala-2013", "included", 2),
        ("korpan-1997", "pathak-2011", "not-named", 2),
        (None, "pathak-2011", "included", None),
    ]
    says(matrix[-1], unnamed=26)


def test_the_covered_area_is_a_lower_bound_while_systematic_reviews_leave_studies_unnamed(
    loaded_url: str,
) -> None:
    """By hand: two name one and the same study, a third counts 26; 1 / (27 * 2) = 1.85 percent."""
    area = run(loaded_url, "corrected-covered-area")
    says(
        one(area, indication="crc"),
        systematic_reviews=3,
        studies=1,
        inclusions=2,
        unnamed=26,
        cca_percent=None,
        cca_at_least_percent=1.9,
        overlap="at least slight",
    )
    says(one(area, indication="hcc"), systematic_reviews=1, cca_at_least_percent=None, overlap=None)
    assert only(area, indication="net") == [], "its only systematic review found no study"


def test_the_covered_area_is_exact_once_every_study_is_named(seed_url: str) -> None:
    """By hand: without the third, both reviews name the same study: (2 - 1) / (1 * 2 - 1) = 100 percent."""
    with write_engine(seed_url).begin() as connection:
        connection.execute(text("DELETE FROM included_study WHERE unnamed IS NOT NULL"))
    says(
        one(run(seed_url, "corrected-covered-area"), indication="crc"),
        systematic_reviews=2,
        cca_percent=100,
        cca_at_least_percent=100,
        without_list=1,
        overlap="very high",
    )


def test_promised_and_reported_outcomes(loaded_url: str) -> None:
    missing = run(loaded_url, "unreported-outcomes", policy=POLICY, indication="crc")
    keys = [row["outcome"] for row in missing]
    assert keys == ["disease-specific-survival", "symptom-reduction"]
    says(missing[0], in_domain=8, relevant=1)
    extra = run(loaded_url, "unpromised-outcomes", policy=POLICY, indication="hcc")
    says(one(extra, outcome="local-tumor-progression"), studies=2)
    assert only(extra, outcome="overall-survival") == []


def test_conclusions_that_rest_on_one_trial(loaded_url: str) -> None:
    rows = run(loaded_url, "conclusions-on-one-trial")
    assert [(row["indication"], row["study"], row["size"]) for row in rows] == [
        ("hcc", "wang-2015", 360),
        ("crc", "korpan-1997", 123),
    ]
    says(rows[0], verdict="insufficient", findings_from_it=2, nonrandomized_comparisons=7, retracted=0)


def test_policies_citing_a_pmid(loaded_url: str) -> None:
    says(
        one(run(loaded_url, "policies-citing", pmid="25284802")),
        policy=POLICY,
        citation_number=2,
        indication="hcc",
        cited_as="study",
        reference="wang-2015",
    )
    assert run(loaded_url, "policies-citing", pmid="1") == []


def test_limitations_by_domain(loaded_url: str) -> None:
    """Each limitation has the number of studies that have it, and an example."""
    rows = run(loaded_url, "limitations-by-domain", policy=POLICY, indication="hcc")
    says(
        one(rows, table_name="conduct", domain="allocation", code="1"),
        studies=11,
        of_appraised=12,
        of_studies=13,
    )
    says(one(rows, domain="allocation", code="2"), studies=1, for_example="wang-2015")


def test_policies_due_for_review(loaded_url: str) -> None:
    later = one(run(loaded_url, "policies-due", day="2022-11-01"), policy=POLICY)
    says(later, effective_date="2021-11-01", due="2022-11-01", is_due=1, under_way=None)
    assert one(run(loaded_url, "policies-due", day="2022-10-31"))["is_due"] == 0
    assert one(run(loaded_url, "policies-due", day="2023-10-31", months="24"))["is_due"] == 0
    assert one(run(loaded_url, "policies-due"))["is_due"] == 1


def test_evidence_by_year(loaded_url: str) -> None:
    """Each year has its studies by design, the newest first."""
    rows = run(loaded_url, "evidence-by-year")
    says(one(rows, year=2015), studies=3, randomized=1, nonrandomized_comparative=1, noncomparative=1)
    assert sum(row["studies"] for row in rows) == 28
    assert [row["year"] for row in rows] == sorted((row["year"] for row in rows), reverse=True)


def test_what_else_writers_ask(loaded_url: str) -> None:
    outside = run(loaded_url, "trials-outside-systematic-reviews", policy=POLICY, indication="hcc")
    says(one(outside, study="wang-2015"), newest_systematic_review=2009)
    assert only(outside, study="adam-2002") == []
    says(
        one(run(loaded_url, "policies-by-code", code="47383")),
        statement="s1",
        determination="investigational",
    )
    follow_up = run(loaded_url, "follow-up", policy=POLICY)
    says(one(follow_up, study="wang-2015", whom="cryo"), follow_up="median, 25 months (range, 8-64)")
    assert {row["study"] for row in follow_up if row["follow_up"] is None} >= {"chen-2021"}
    flagged = run(loaded_url, "flagged-figures")
    assert one(flagged, study="yang-2012")["outcome"] == "major-complications"
    numbers = run(loaded_url, "findings-and-numbers", policy=POLICY, indication="hcc")
    says(one(numbers, key="wang-2015/overall-survival/cryo@5y:percent"), finding="trial-results", says="40%")
    grades = run(loaded_url, "guideline-positions", policy=POLICY)
    assert one(grades, position=13)["category"] == "2B"
    assert run(loaded_url, "shared-references") == []
    assert len(run(loaded_url, "shared-references", least="1")) == 34


@pytest.fixture
def url(seed_url: str) -> str:
    """A loaded database of its own, to be changed."""
    return seed_url


def test_a_notice_touches_sentences_findings_and_approvals(url: str) -> None:
    with write_engine(url).begin() as connection:
        for statement in NOTICE:
            connection.execute(text(statement))
    rows = run(url, "notice-impact", reference="wang-2015")
    assert {row["notice"] for row in rows} == {"retraction"}
    says(one(rows, kind="use"), policy=POLICY, indication="hcc", place="wang-2015")
    sentence = one(rows, kind="sentence", what="40%")
    says(sentence, place="finding:7.01.75/hcc/trial-results:text", indication="hcc")
    assert (
        "overall survival over five years did not differ (p=.747; at five years, 40% vs 38%)"
        in sentence["text"]
    )
    assert {row["place"] for row in only(rows, kind="finding")} == {"trial-results", "trial-limits"}
    says(
        one(rows, kind="approval"),
        indication="hcc",
        what="insufficient signed by Ann on 2021-10-01T10:00:00Z",
    )
    says(one(rows, kind="conclusion"), what="insufficient")
    assert only(rows, kind="systematic review") == []
    cited = run(url, "notice-impact", reference="sohn-2003")
    says(one(cited, kind="sentence"), place="section_text:7.01.75/background/4:text", notice=None)
    korpan = run(url, "notice-impact", reference="korpan-1997")
    assert [row["place"] for row in only(korpan, kind="systematic review")] == ["al-asfoor-2008", "bala-2013"]
    says(one(run(url, "conclusions-on-one-trial"), indication="hcc"), retracted=1, notice="retraction")
    says(one(run(url, "indications-without-trial"), indication="hcc"), retracted_trials=1)
    says(one(run(url, "participants"), indication="hcc"), participants=5920 - 360, randomized=None)


NOTICE = (
    "INSERT INTO notice (id, record_id, reference_id, position, kind)"
    " VALUES ('wang-2015/1', 'references/wang-2015', 'wang-2015', 1, 'retraction')",
    "INSERT INTO approval (id, indication_id, who, approved_at, verdict, basis_hash)"
    " VALUES ('7.01.75/hcc/a', '7.01.75/hcc', 'Ann', '2021-10-01T10:00:00Z', 'insufficient', 'x')",
)


def test_a_mistyped_key_or_parameter_is_named(loaded_url: str) -> None:
    for given, said in (
        ({"outcome": "local-recurence"}, "no outcome 'local-recurence'. Did you mean local-recurrence"),
        ({"outcom": "x"}, "survival-at has no parameter outcom. Did you mean outcome"),
        ({"months": "five"}, "months=five: a number is needed"),
        ({"policy": "7.01.76"}, "no policy '7.01.76'. Did you mean 7.01.75"),
    ):
        with pytest.raises(KbError, match=said.replace("?", r"\?")):
            run(loaded_url, "survival-at", **given)
    with pytest.raises(KbError, match=r"no measure 'hazard-ration'\. Did you mean hazard-ratio"):
        run(loaded_url, "intervals-across-one", measure="hazard-ration")
    with pytest.raises(KbError, match="needs policy and indication"):
        run(loaded_url, "studies-of-indication")


@pytest.mark.parametrize("name", [saved.name for saved in saved_queries(FOLDERS)])
def test_a_query_that_shows_studies_says_which_are_retracted(three_policies_url: str, name: str) -> None:
    """Where a column holds or counts studies, another says which are retracted, or the note that none are."""
    saved = saved_query(FOLDERS, name)
    given = {each.name: GIVEN[each.name] for each in saved.parameters if each.required}
    with read(three_policies_url) as reader:
        columns = set(query(three_policies_url, saved.sql, values_for(reader, saved, given)).columns)
    if columns & {"study", "systematic_review", "for_example", "studies"}:
        told = any("retracted" in column for column in columns)
        note = saved.note.lower()
        assert told or "retracted studies are left out" in note or "retracted ones left out" in note, columns
