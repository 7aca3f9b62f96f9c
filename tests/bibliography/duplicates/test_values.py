"""Single values compared: pages, journals, names, titles."""

from __future__ import annotations

import pytest

from kb.bibliography.duplicates.authors import person_of, same_people
from kb.bibliography.duplicates.journals import journal_name, same_journal
from kb.bibliography.duplicates.page_ranges import pages_of, same_pages
from kb.bibliography.duplicates.similarity import ValueAgreement
from kb.bibliography.duplicates.titles import Likeness, likeness
from tests.bibliography.duplicates.made_up import entries, people, record

SAME, NEAR, UNKNOWN, DIFFERENT = (
    ValueAgreement.SAME,
    ValueAgreement.NEAR,
    ValueAgreement.UNKNOWN,
    ValueAgreement.DIFFERENT,
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("123-9", "123-129", SAME),
        ("123", "123-129", SAME),
        ("S123-S129", "123-9", SAME),
        ("e123-e129", "e123", SAME),
        ("123-9", "223-9", DIFFERENT),
        ("121-129", "123-129", NEAR),
        ("e100123", "123-9", UNKNOWN),
        ("1-12", "423-434", UNKNOWN),
        ("e100123", "e100124", DIFFERENT),
        ("S12", "e12", UNKNOWN),
        (None, "123", UNKNOWN),
        ("no pagination", "123", UNKNOWN),
    ],
)
def test_pages(one: str | None, other: str, expected: ValueAgreement) -> None:
    """Pages agree, disagree or say nothing, from either side alike."""
    assert same_pages(pages_of(one), pages_of(other)) is expected
    assert same_pages(pages_of(other), pages_of(one)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Eur J Made Up Hepatol", "European Journal of Made-Up Hepatology", SAME),
        ("EUROPEAN JOURNAL OF MADE-UP HEPATOLOGY.", "European journal of made-up hepatology", SAME),
        ("Thrombosis & Making Up", "Thrombosis and Making Up", SAME),
        ("J Natl Made Up Inst", "Journal of the National Made-Up Institute", SAME),
        ("JMUA", "Journal of the Made Up Association", SAME),
        ("MUJ (Clinical research ed.)", "MUJ", SAME),
        ("The Made-Up Journal", "Made-Up Journal", SAME),
        ("Journal of Hepatology", "European Journal of Hepatology", NEAR),
        ("Eur J Made Hepatol", "European Journal of Made-Up Hepatology", NEAR),
        ("Annals of Hepatology", "Archives of Hepatology", DIFFERENT),
        ("Journal of Neurology", "Journal of Neurosurgery", DIFFERENT),
    ],
)
def test_journals(one: str, other: str, expected: ValueAgreement) -> None:
    """A journal is the same under its full name, its abbreviation and other punctuation."""
    ones, others = (journal_name(one),), (journal_name(other),)
    assert same_journal(ones, others) is expected
    assert same_journal(others, ones) is expected


@pytest.mark.parametrize(
    ("ones", "others", "expected"),
    [
        (("Wang, Chunping", "Müller, J"), ("WANG, C.", "Muller, J.-P."), SAME),
        (("Le Quidam, M", "Zuber, J"), ("Quidam, M. L.", "Zuber, J."), SAME),
        (("Richards, A", "Madeup, M. Kathryn"), ("Richards, A", "Kathryn, Madeup M."), SAME),
        (("Shepherd, Amy", "Palmer, April"), ("Shepherd, Amy", "Palmer, April", "Baliga, R"), SAME),
        (("Wang, C", "EXAMPLE Study Group"), ("Wang, C",), SAME),
        (("Loriat, Chantal",), ("Loirat, C",), SAME),
        (("O\u2019Brien, K",), ("OBrien, Kate",), SAME),
        (("Wang, Chunping", "Li, A", "Ono, B"), ("Wang, Chunping", "Ito, A", "Abe, B"), NEAR),
        (("Wang, Chunping",), ("Wang, Hui",), DIFFERENT),
        (("Wang, C",), ("Wong, D",), DIFFERENT),
        ((), ("Wong, D",), UNKNOWN),
    ],
)
def test_authors(ones: tuple[str, ...], others: tuple[str, ...], expected: ValueAgreement) -> None:
    """Lists of authors agree when each can be the other's name, from either side alike."""
    one, other = ([person_of(author) for author in people(*names)] for names in (ones, others))
    assert same_people(one, other) is expected
    assert same_people(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("TREATMENT OF MADE-UP TUMOURS", "Treatment of made up tumors", Likeness.CLOSE),
        ("[Treatment of made-up tumors]", "Treatment of made-up tumors.", Likeness.EXACT),
        (
            "\u03b1-Fetoprotein & made-up hemolysis",
            "Alpha-fetoprotein and made-up haemolysis",
            Likeness.EXACT,
        ),
        ("Treatment of made-up tumors in adults", "Treatment of made-up tumours in adlts", Likeness.CLOSE),
        (
            "Made-up drug among adults of a made-up town",
            "Made-up drug ang adults of a made-up town",
            Likeness.CLOSE,
        ),
        (
            "Dose and dose of a made-up drugg and drug",
            "Dose and dose of a made-up drug and drug",
            Likeness.CLOSE,
        ),
        (
            "Treatment of made-up tumors in adults",
            "Treatment of made-up tumors in adults: a trial",
            Likeness.BEGINS,
        ),
        ("Made-up drug in women with cirrhosis", "Made-up drug in men with cirrhosis", Likeness.SIMILAR),
        ("Made-up drug in hypotension: a trial", "Made-up drug in hypertension: a trial", Likeness.SIMILAR),
        (
            "Made-up drug for adults: a phase 2 trial",
            "Made-up drug for adults: a phase 3 trial",
            Likeness.SIMILAR,
        ),
        ("Made-up drug for tumors", "Screening of the newborn for rare diseases", Likeness.UNLIKE),
    ],
)
def test_titles(one: str, other: str, expected: Likeness) -> None:
    """Titles are the same, alike or different, from either side alike."""
    a, b = entries([record(title=one), record(title=other)])
    assert likeness(a, b) is expected
    assert likeness(b, a) is expected


def test_an_original_title_is_compared_too() -> None:
    a, b = entries(
        [
            record(title="[Made-up treatment of tumors]", original_title="Erfundene Behandlung von Tumoren"),
            record(title="Erfundene Behandlung von Tumoren"),
        ]
    )
    assert likeness(a, b) is Likeness.EXACT
