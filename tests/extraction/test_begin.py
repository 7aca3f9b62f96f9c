"""From a publication to a draft."""

from __future__ import annotations

import pytest

from kb.bibliography.citation import Citation, CitationAuthor, Format, RecordPlace
from kb.bibliography.citation_json import citation_from_json
from kb.db.connect import read
from kb.errors import KbError
from kb.extraction.begin import ExtractionRequest, begin
from kb.extraction.citations import read_citation
from kb.extraction.designs import guess_design
from kb.extraction.keys import base_key, free_key, slug_of
from kb.extraction.saved_extractions import read_extractions
from tests.builders.reviews import Review
from tests.extraction.builders import KEY, PMID, with_candidate

DESIGNS = (
    "randomized-controlled-trial", "quasi-randomized-trial", "retrospective-comparative-cohort",
    "comparative-cohort", "case-series", "systematic-review", "meta-analysis", "retrospective-cohort",
)  # fmt: skip


def cited(title: str = "", types: tuple[str, ...] = (), **values: object) -> Citation:
    """A citation with a title and publication types."""
    return Citation(Format.NBIB, RecordPlace(1, 1, None), "", title=title, publication_types=types, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "types", "design"),
    [
        ("A trial", ("Randomized Controlled Trial",), "randomized-controlled-trial"),
        ("A randomised comparison of this and that", (), "randomized-controlled-trial"),
        ("A non-randomized comparison", (), "comparative-cohort"),
        ("Quasi-randomized trial", (), "quasi-randomized-trial"),
        (
            "This versus that: a propensity score analysis",
            ("Comparative Study",),
            "retrospective-comparative-cohort",
        ),
        ("This and that", ("Journal Article", "Comparative Study"), "comparative-cohort"),
        ("Randomized trials: a systematic review and meta-analysis", (), "meta-analysis"),
        ("Systematic review of this", ("Systematic Review",), "systematic-review"),
        ("A retrospective study", (), "retrospective-cohort"),
        ("Ablation of the liver", (), "case-series"),
    ],
)
def test_the_design_is_guessed_from_types_and_title(title: str, types: tuple[str, ...], design: str) -> None:
    guess = guess_design(cited(title, types), DESIGNS)
    assert guess.design == design
    assert guess.because


def test_keys_are_plain_and_unique() -> None:
    citation = cited("T", authors=(CitationAuthor(family="Müller-Łoß", given="A"),), issued="2022-05")
    assert base_key(citation) == "muller-loss-2022"
    assert base_key(cited("The liver", authors=(CitationAuthor(literal="王"),))) == "the-liver"
    assert free_key("a-2022", {"a-2022", "a-2022b"}) == "a-2022c"
    assert slug_of("O'Brien y Núñez") == "o-brien-y-nunez"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"authors": 7, "dois": "x", "format": "no", "title": 3}'])
def test_any_json_makes_a_citation(text: str) -> None:
    citation = citation_from_json(text)
    assert (citation.title, citation.authors, citation.dois) == (None, (), ())


def test_the_newest_record_counts_and_older_ones_complete_it(seed_url: str) -> None:
    review = with_candidate(seed_url)
    run = review.run(number=2, source="Embase")
    review.hit(f"pmid:{PMID}", run, citation='{"title": "Title as Embase has it", "dois": []}')
    with read(seed_url) as reader:
        citation = read_citation(reader, f"pmid:{PMID}")
    assert citation is not None
    assert citation.title == "Title as Embase has it"
    assert citation.volume == "7"
    assert citation.doi == "10.9999/made.up.1"


@pytest.mark.parametrize(
    "id", [PMID, f"pmid:{PMID}", "10.9999/MADE.up.1", "https://doi.org/10.9999/made.up.1"]
)
def test_a_draft_offers_what_the_question_asks_and_no_number(seed_url: str, id: str) -> None:
    with_candidate(seed_url)
    begun = begin(seed_url, ExtractionRequest(id, "anna"))
    record = begun.extraction.record()
    assert begun.extraction.study == KEY
    assert (record.label, record.design) == ("Madeup et al (2022)", "randomized-controlled-trial")
    assert record.conditions == ("hepatocellular-carcinoma",)
    assert [arm.interventions for arm in record.arms.values()] == [
        ("cryoablation",),
        ("radiofrequency-ablation",),
    ]
    assert [arm.n for arm in record.arms.values()] == [None, None]
    assert record.contrasts["csa-rfa"].method == "randomized"
    assert record.results[0].outcome == "overall-survival"
    assert {str(cell) for result in record.results for cell in result.columns.values()} == {"not extracted"}
    assert record.registrations[0].number == "NCT99999999"
    assert begun.extraction.state == "draft"


def test_begun_again_it_goes_on_and_a_second_person_gets_the_same_key(seed_url: str) -> None:
    with_candidate(seed_url)
    first = begin(seed_url, ExtractionRequest(PMID, "anna"))
    again = begin(seed_url, ExtractionRequest(PMID, "anna"))
    assert again.guess is None
    assert again.extraction.text == first.extraction.text
    assert begin(seed_url, ExtractionRequest(PMID, "ben")).extraction.study == KEY
    with read(seed_url) as reader:
        assert [(one.study, one.who) for one in read_extractions(reader)] == [(KEY, "anna"), (KEY, "ben")]


def test_what_is_extracted_already_is_refused_with_its_uses(seed_url: str) -> None:
    with pytest.raises(KbError, match=r"wang-2015 already\. It is used for 7\.01\.75/hcc"):
        begin(seed_url, ExtractionRequest("25284802", "anna"))


def test_a_reference_that_is_held_can_be_extracted_outside_a_review(seed_url: str) -> None:
    begun = begin(seed_url, ExtractionRequest("sohn-2003", "anna", "7.01.75", "hcc"))
    assert begun.extraction.study == "sohn-2003"
    assert begun.extraction.cycle is None
    assert begun.extraction.record().reports == {"primary": "sohn-2003"}


def test_outside_a_review_the_question_is_that_of_the_only_policy_which_has_it(seed_url: str) -> None:
    """Nobody has to name the policy; a slip of the indication is told with the near one."""
    begun = begin(seed_url, ExtractionRequest("sohn-2003", "anna", indication="crc"))
    assert begun.extraction.record().conditions
    assert begun.extraction.record().results[0].outcome == "overall-survival"
    with pytest.raises(KbError, match=r"No policy has an indication hc\. Did you mean hcc"):
        begin(seed_url, ExtractionRequest("jaeck-2001", "anna", indication="hc"))


def test_a_taken_key_gets_a_letter_and_a_wished_one_is_refused(seed_url: str) -> None:
    author = [{"family": "Wang", "given": "Z"}]
    with_candidate(seed_url, authors=author, issued="2015")
    with pytest.raises(KbError, match=r"wang-2015 is taken\. Free: wang-2015b"):
        begin(seed_url, ExtractionRequest(PMID, "anna", key="wang-2015"))
    assert begin(seed_url, ExtractionRequest(PMID, "anna")).extraction.study == "wang-2015b"


def test_what_nobody_found_is_refused(seed_url: str) -> None:
    with pytest.raises(KbError, match=r"not in the knowledge base\. Add it first: kb reference add 12"):
        begin(seed_url, ExtractionRequest("12", "anna"))
    Review(seed_url).open()
    with pytest.raises(KbError, match="Import it first"):
        begin(seed_url, ExtractionRequest("12", "anna"))
    with pytest.raises(KbError, match="There is no indication hc"):
        begin(seed_url, ExtractionRequest("sohn-2003", "anna", indication="hc"))


def test_what_screening_has_not_included_is_told(seed_url: str) -> None:
    review = with_candidate(seed_url)
    (remark,) = begin(seed_url, ExtractionRequest(PMID, "anna")).remarks
    assert remark == "Screening of the full text has not included it (it stands at: pending)."
    review.decide(f"pmid:{PMID}", "include")
    review.decide(f"pmid:{PMID}", "include", stage="full-text")
    assert begin(seed_url, ExtractionRequest(PMID, "ben")).remarks == ()


def test_retractions_and_registrations_of_other_studies_are_told(seed_url: str) -> None:
    with_candidate(seed_url, publication_types=["Retracted Publication"])
    assert "The publication was RETRACTED." in begin(seed_url, ExtractionRequest(PMID, "anna")).remarks
