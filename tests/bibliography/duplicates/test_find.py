"""Which records are merged, which are tied, which are shown, and that their order makes no difference."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.citation import Citation, Format, RecordPlace
from kb.bibliography.citation_json import NOWHERE
from kb.bibliography.duplicates.compared_record import compared_record
from kb.bibliography.duplicates.find import Duplicates, find_duplicates
from tests.bibliography.duplicates.made_up import entries, found, groups, people, record

PAIR = [(0, 1)]
EMPTY = {"volume": None, "issue": None, "pages": None, "abstract": None}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": "CRYOABLATION OF MADE-UP TUMOURS IN ADULTS WITH CIRRHOSIS: A RANDOMISED TRIAL."},
        {"title": "[Cryoablation of made-up tumors in adults with cirrhosis: a randomized trial]. [German]"},
        {"title": "RETRACTED: Cryoablation of made-up tumors in adults with cirrhosis: a randomized trial"},
        {"title": "Cryoablation of made-up tumors in adults with cirrhosis"},
        {"title": "Cryoablation of made-up tumors in adlts with cirrhosis: a randomized trial"},
        {"journal": "Eur J Made Up Hepatol", "authors": people("WANG, C.", "MULLER, J.-P.")},
        {"journal": None, "journal_abbreviation": "Eur. J. Made-Up Hepatol."},
        {"authors": people("Wang, C", "et al.")},
        {"authors": people("Wang, C", "Müller, J", "Berg, A. V. D.", "O Brien, K", "EXAMPLE Group")},
        {"issued": "2014", **EMPTY},
        {"pages": "e100123"},
        {"pages": "123"},
        {"title": None},
        {"issued": None, "abstract": None},
        {"volume": "Vol. 12", "issue": "3 Suppl 1"},
        {"authors": (), "abstract": None},
        {"title": "Kryoablation erfundener Geschwülste bei Erwachsenen"},
        {"title": f"Kryoablation erfundener Geschwülste. {record().title}"},
        {"title": f"{record().title} [Abstract]"},
        {"pages": "Pt 1-29"},
        {"pages": "t-29"},
        {"pages": "2-9", "abstract": None},
        {"pages": "127-133", "abstract": None},
        {"pages": "183-189", "abstract": None},
        {"pages": "c1804", "abstract": None},
        {"authors": people("Chunping Wang, null", "Jean Pierre Müller, null"), "abstract": None},
        {"authors": people("Wang Jr., Chunping", "Müller, Jr"), "abstract": None},
        {"authors": people("MADEUP, Trial Investigators"), "abstract": None},
    ],
)
def test_one_publication_is_merged(changes: dict[str, object]) -> None:
    assert groups(record(), record(**changes)) == PAIR


TITLE = str(record().title)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"title": f"Correction: {TITLE}", "pages": "200", "issue": "5"}, "correction"),
        ({"title": f"{TITLE} (vol 12, pg 123, 2015)", "pages": "616"}, "correction"),
        ({"title": f"Retraction: {TITLE}", "issued": "2016", **EMPTY}, "retraction notice"),
        ({"title": f"Expression of Concern: {TITLE}", "issued": "2016", **EMPTY}, "expression of concern"),
        ({"title": f"Reply to: {TITLE}", "authors": people("Smith, A"), "pages": "300"}, "reply"),
        ({"title": f"{TITLE} - Reply", "pages": "300"}, "reply"),
        ({"title": f"Comment on: {TITLE}", "authors": people("Smith, A"), **EMPTY}, "comment"),
        ({"title": f"{TITLE.split(':')[0]}: study protocol", "issued": "2013", **EMPTY}, "protocol"),
        ({"title": f"{TITLE}, part II", "pages": "300"}, "part 2"),
        ({"title": f"{TITLE}: 2017 update", "issued": "2017", "volume": "14", "pages": "3"}, "update 2017"),
        (
            {"publication_types": ("Conference Abstract",), "journal": "Made-Up Cancer", "pages": "S44"},
            "conference abstract",
        ),
        (
            {"journal": "Made-Up Cancer", "issued": "2014", "volume": "3", "pages": "S44"},
            "published elsewhere",
        ),
        ({"journal": "medRxiv", **EMPTY}, "preprint"),
    ],
)
def test_what_goes_by_the_title_of_an_article_is_tied_and_not_merged(
    changes: dict[str, object], kind: str
) -> None:
    answer = found(record(), record(**changes))
    assert not answer.groups
    assert [(tie.one, tie.other, tie.kind) for tie in answer.ties] == [(0, 1, kind)]
    assert not answer.questions


def test_two_exports_of_one_correction_are_merged_however_it_is_marked() -> None:
    ours = record(title=f"Erratum: {TITLE}", pages="616")
    assert groups(ours, record(title=f"{TITLE} (vol 12, pg 123, 2015)", pages="616-616")) == PAIR


def test_versions_of_a_cochrane_review_are_tied() -> None:
    review = {"title": "Made-up drugs for made-up disease", "journal": "Cochrane Database Syst Rev"}
    stem = "10.1002/14651858.cd000001"
    one = record(**review, dois=(f"{stem}.pub2",), pages="CD000001", issued="2013")
    other = record(**review, dois=(f"{stem}.pub3",), pages="CD000001", issued="2016")
    answer = found(one, other)
    assert not answer.groups and [tie.kind for tie in answer.ties] == ["other version"]
    assert groups(one, record(**review, dois=one.dois, pages="CD000001", issued="2013")) == PAIR
    without = found(record(**review, pages="CD000001", issued="2013"), record(**review, pages="CD000001"))
    assert not without.groups


def test_numbers_in_titles_keep_trials_apart() -> None:
    phase_2, phase_3 = (record(title=f"Made-up drug for adults: a phase {n} trial", **EMPTY) for n in (2, 3))
    assert not groups(phase_2, phase_3)


def test_two_titles_on_one_page_that_differ_in_a_number_are_shown() -> None:
    """Notes of a series begin on one page."""
    first, second = (
        record(title=f"Made-up notes on frost in wards, report {n}", abstract=None) for n in (1, 2)
    )
    answer = found(first, second)
    assert not answer.groups
    assert "different numbers in the title" in answer.questions[0].why


def test_generic_titles_never_merge_on_their_own() -> None:
    editorial = record(title="Editorial", authors=people("Smith, A"), **EMPTY)
    assert not groups(editorial, editorial)
    placed = record(title="Editorial", authors=people("Smith, A"), abstract=None)
    assert groups(placed, placed) == PAIR


@pytest.mark.parametrize("title", ["Remarks of the editor, who looks back", TITLE])
def test_a_title_that_comes_again_in_another_issue_without_pages_is_shown(title: str) -> None:
    """A column bears the same title in every issue."""
    third = record(title=title, authors=people("Smith, A"), pages=None, abstract=None)
    answer = found(third, replace(third, issue="4"))
    assert not answer.groups
    assert len(answer.questions) == 1


def test_a_page_that_begins_two_articles_merges_them_under_one_title_only() -> None:
    """The same people, page and first words of the abstract, as of two notes that begin on one page."""
    other = record(
        title="Screening of the made-up newborn in wards without a name", pages="123-124", issue="4"
    )
    answer = found(record(), other)
    assert not answer.groups
    assert not found(record(), replace(other, pages="123-129")).groups


def test_a_doi_of_a_supplement_does_not_merge_titles_that_resemble_each_other() -> None:
    """Similar titles on other pages under one DOI."""
    first, second = (
        record(
            title=f"Outcomes of made-up {name} surgery in adults with cirrhosis", pages=page, abstract=None
        )
        for name, page in (("renal", "S12"), ("nasal", "S44"))
    )
    dois = ("10.5555/supplement",)
    answer = found(replace(first, dois=dois), replace(second, dois=dois))
    assert not answer.groups
    assert "same DOI, but similar titles" in answer.questions[0].why


def test_a_record_that_was_imported_before_is_repeated_however_little_it_says() -> None:
    """Title alone; within one export nobody can tell two such records apart."""
    poor = Citation(format=Format.RIS, place=RecordPlace(1, 1, 0), raw="", title="Made-up report on frost")
    stored, again = compared_record(poor, 0, is_new=False), compared_record(poor, 1)
    (group,) = find_duplicates([stored, again]).groups
    assert group.why[0].why == "the same record in all it says"
    answer = found(poor, poor)
    assert not answer.groups and len(answer.questions) == 1


def test_letters_with_one_title_on_different_pages_stay_apart() -> None:
    ones, others = people("Smith, A", "Ono, B"), people("Haddad, C")
    answer = found(record(authors=ones, pages="542"), record(authors=others, pages="543"))
    assert not answer.groups


@pytest.mark.parametrize("scheme", ["pmid", "pmcid"])
def test_a_number_of_pubmed_merges_and_two_never_do_unasked(scheme: str) -> None:
    other = {"title": "Ein ganz anderer Titel in einer anderen Sprache", **EMPTY}
    assert groups(record(**{scheme: "1"}), record(**{scheme: "1"}, **other)) == PAIR
    answer = found(record(pmid="1", dois=("10.5555/a",)), record(pmid="2", dois=("10.5555/a",)))
    assert not answer.groups
    (question,) = answer.questions
    assert "two PMIDs" in question.why


def test_one_doi_on_two_titles_is_shown_and_on_many_says_nothing() -> None:
    other = {"title": "Screening of the made-up newborn", "authors": people("Smith, A"), "pages": "9"}
    answer = found(record(dois=("10.5555/a",)), record(dois=("10.5555/a",), **other))
    assert not answer.groups
    assert "same DOI, but different titles" in answer.questions[0].why
    names = ("ablation", "screening", "nutrition", "vaccination", "transplantation", "imaging")
    supplement = [
        record(
            title=f"The {name} of {name} in {name} wards",
            dois=("10.5555/a",),
            pages=str(9 * n),
            abstract=None,
        )
        for n, name in enumerate(names, start=1)
    ]
    assert found(*supplement) == Duplicates((), (), ())


def test_a_record_without_pages_does_not_bring_an_abstract_and_an_article_together() -> None:
    article, abstract = record(abstract=None), record(pages="S44", abstract=None)
    answer = found(article, record(**EMPTY), abstract)
    assert all(not {0, 2} <= set(group.members) for group in answer.groups)


def test_three_exports_make_one_group_with_a_reason_for_each_merge() -> None:
    (group,) = found(
        record(pmid="1"), record(dois=("10.5555/a",)), record(pmid="1", dois=("10.5555/a",))
    ).groups
    assert group.members == (0, 1, 2)
    reasons = {(one.one, one.other): one.why for one in group.why}
    assert reasons[0, 2] == "same PMID" and reasons[1, 2] == "same DOI"


def test_pairs_of_what_was_there_before_are_not_looked_at_and_the_reference_is_named() -> None:
    reference = Citation(
        format=Format.CSL_JSON,
        place=NOWHERE,
        raw="",
        title=TITLE,
        authors=record().authors,
        journal="Eur J Made Up Hepatol",
        issued="2015",
    )
    stored = [
        compared_record(reference, number, is_new=False, reference=f"wang-{number}") for number in range(2)
    ]
    assert find_duplicates(stored) == Duplicates((), (), ())
    answer = find_duplicates([stored[0], compared_record(record(), 1)])
    assert [(group.members, group.reference) for group in answer.groups] == [((0, 1), "wang-0")]
    both = find_duplicates([*stored, compared_record(record(), 2)])
    assert len(both.groups) == 1 and "two references" in both.questions[0].why


VARIANTS = (
    record(),
    record(pmid="1"),
    record(dois=("10.5555/a",), issued="2014", **EMPTY),
    record(dois=("10.5555/a",), pmid="2"),
    record(title=f"Correction: {TITLE}", pages="200"),
    record(title=f"Correction: {TITLE}", pages=None),
    record(title=TITLE.split(":")[0], pages="S44"),
    record(journal="Made-Up Cancer", volume="3", pages="S44"),
    record(title=None, authors=people("Wang, C")),
    record(title="Editorial"),
    record(authors=(), **EMPTY),
)


def _contents(answer: Duplicates, records: list[Citation]) -> object:
    """The answer by what the records say, not by their numbers."""
    name = [VARIANTS.index(one) for one in records]
    return (
        sorted(sorted(name[n] for n in group.members) for group in answer.groups),
        sorted(sorted((name[one.one], name[one.other])) for one in answer.questions),
        sorted((*sorted((name[tie.one], name[tie.other])), tie.kind) for tie in answer.ties),
    )


@given(st.lists(st.sampled_from(range(len(VARIANTS))), unique=True, min_size=2), st.randoms())
def test_the_order_of_records_makes_no_difference(chosen: list[int], order: random.Random) -> None:
    records = [VARIANTS[number] for number in chosen]
    expected = _contents(find_duplicates(entries(records)), records)
    order.shuffle(records)
    assert _contents(find_duplicates(entries(records)), records) == expected
