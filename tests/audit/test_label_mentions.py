"""Study labels of a text against those on file."""

from __future__ import annotations

import pytest

from kb.audit.known_names import KnownName
from kb.audit.label_mentions import LabelStatus, Mention, mentions_of

NAMES = [
    KnownName("Bala et al (2013)", "Bala", 2013, "bala-2013", "bala-2013", "study"),
    KnownName("Al-Asfoor et al (2008)", "Al-Asfoor", 2008, "al-asfoor-2008", "al-asfoor-2008", "study"),
    KnownName("van der Berg et al (2019)", "van der Berg", 2019, "berg-2019", "berg-2019", "study"),
    KnownName("Korpan (1997)", "Korpan", 1997, "korpan-1997", "korpan-1997", "study"),
    KnownName("KEYNOTE-024", "KEYNOTE-024", None, "keynote-024", "keynote-024", "study"),
    KnownName("Reck (2016)", "Reck", 2016, "keynote-024", "reck-2016", "reference"),
    KnownName("Sohn (2003)", "Sohn", 2003, None, "sohn-2003", "reference"),
]


def only(text: str) -> Mention:
    """The only label of a text."""
    (mention,) = mentions_of(text, NAMES)
    return mention


@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("A review by Bala et al (2013) found", "bala-2013"),
        ("(Bala et al., 2013)", "bala-2013"),
        ("Bala et al [2013]", "bala-2013"),
        ("Bala\net al\n(2013a) found", "bala-2013"),
        ("in Al‑Asfoor et al (2008).", "al-asfoor-2008"),  # noqa: RUF001
        ("Then van der Berg et al (2019) found", "berg-2019"),
        ("by Korpan (1997) was", "korpan-1997"),
        ("In KEYNOTE-024, survival", "keynote-024"),
        ("Reck et al (2016) reported", "keynote-024"),
        ("Bala et al found", "bala-2013"),
    ],
)
def test_labels_on_file_are_known_in_any_form(text: str, study: str) -> None:
    assert (only(text).known, only(text).study) == (LabelStatus.STUDY, study)


def test_a_label_of_a_reference_without_a_study_is_known() -> None:
    mention = only("Sohn et al (2003) showed")
    assert (mention.known, mention.study, mention.key) == (LabelStatus.REFERENCE, None, "sohn-2003")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Bale et al (2013) found", "Bala et al (2013)"),
        ("Bala et al (2012) found", "Bala et al (2013)"),
        ("Korpen (1997) found", "Korpan (1997)"),
        ("Zimmermann et al (2020) found", ""),
    ],
)
def test_an_unknown_label_is_told_with_the_nearest(text: str, nearest: str) -> None:
    assert (only(text).known, only(text).nearest) == (LabelStatus.UNKNOWN, nearest)


@pytest.mark.parametrize(
    "text",
    [
        "The American Association (2015) said",
        "Effective November (2021)",
        "Wang C, Wang H, Yang W, et al. A trial. 2015",
        "Guidelines (2020) and Version (2021)",
        "JH, et al (2020)",
    ],
)
def test_other_words_and_initials_are_no_labels(text: str) -> None:
    assert mentions_of(text, NAMES) == []
