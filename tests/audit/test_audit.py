"""The whole audit over both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.audit.audit import Audit, AuditRequest, build_audit
from kb.audit.checked_claims import ClaimStatus
from kb.audit.label_mentions import LabelStatus
from kb.audit.numerals import Fate
from kb.db.connect import read
from kb.errors import KbError
from tests.audit.own import OTHER, TEXT, own_folder


def audit(url: str, file: Path, text: str, **asked: str) -> Audit:
    """The audit of a text."""
    file.write_text(text, encoding="utf-8", newline="")
    with read(url) as reader:
        return build_audit(reader, AuditRequest(file, **asked))


def refusal(url: str, file: Path, text: str, **asked: str) -> str:
    """Why a text cannot be audited."""
    with pytest.raises(KbError) as error:
        audit(url, file, text, **asked)
    return str(error.value)


def test_every_figure_of_the_very_document_is_as_recorded(own_url: str, source: Path) -> None:
    found = audit(own_url, source, TEXT)
    assert found.choice.document == "source"
    assert found.choice.same
    assert {one.status for one in found.checks} == {ClaimStatus.OK}
    assert all(TEXT[slice(*one.span)] == one.claim.printed for one in found.checks if one.span)
    assert not found.has_problems()


def test_lines_ended_as_on_windows_are_the_very_document_too(own_url: str, source: Path) -> None:
    assert audit(own_url, source, TEXT.replace("\n", "\r\n")).choice.same


def test_numbers_of_the_passages_are_claimed_accounted_for_or_unclaimed(own_url: str, source: Path) -> None:
    found = audit(own_url, source, TEXT)
    told = {(TEXT[one.start : one.stop], one.fate): one for one in found.numerals}
    assert told["17", Fate.UNCLAIMED].study == "doe-2020"
    assert [TEXT[one.start : one.stop] for one in found.unclaimed] == ["17"]
    assert "time point" in told["3", Fate.OTHER].reason
    assert "interval" in told["95", Fate.OTHER].reason
    assert told["40", Fate.REPEATS].figures == ("doe-2020/participants/all:count",)
    assert told["97", Fate.CLAIMED].figures == ("doe-2020/overall-survival/cryo@1y:percent",)
    assert told["2020", Fate.OTHER].reason == "year in the label of a study"


def test_coverage_is_of_the_numbers_that_are_figures(own_url: str, source: Path) -> None:
    found = audit(own_url, source, TEXT)
    doe, *others = found.tallies
    assert (doe.label, doe.differs, doe.gone, doe.unclaimed) == ("Doe et al (2020)", 0, 0, 1)
    assert doe.coverage == pytest.approx(100 * doe.claimed / (doe.claimed + 1))
    assert [(tally.label, tally.ok, tally.coverage) for tally in others] == [("policy 1.01", 3, None)]
    assert found.has_problems(strict=True)
    assert not found.has_problems()


def test_labels_that_are_not_on_file_are_told(own_url: str, source: Path) -> None:
    found = audit(own_url, source, TEXT)
    assert [(one.printed, one.nearest) for one in found.unknown] == [("Deo et al (2019)", "Doe et al (2020)")]
    elsewhere = audit(own_url, source, TEXT.replace("Deo et al (2019)", "Roe et al (2021)"))
    (label,) = elsewhere.unknown
    assert (label.known, label.nearest) == (LabelStatus.ELSEWHERE, "reference roe-2021")


def test_a_study_that_the_text_does_not_name_is_told(own_url: str, source: Path) -> None:
    found = audit(own_url, source, TEXT.replace("Doe et al (2020) randomized", "One trial randomized"))
    assert [name.key for name in found.unnamed] == ["doe-2020"]


def test_another_edition_is_recognized_by_its_excerpts(own_url: str, source: Path) -> None:
    edited = TEXT.replace("97% and 67%", "97% and 68%").replace("In\nall, 17 centers took part. ", "")
    found = audit(own_url, source, edited)
    assert (found.choice.document, found.choice.same) == ("source", False)
    assert "longest excerpts" in found.choice.why
    (changed,) = found.having(ClaimStatus.DIFFERS)
    assert (changed.claim.figure, changed.printed) == ("doe-2020/overall-survival/cryo@3y:percent", "68%")
    assert found.unclaimed == []
    assert found.has_problems()


def test_each_text_is_held_against_its_own_document(own_url: str, source: Path) -> None:
    found = audit(own_url, source, OTHER.replace("Effects", "Other effects"))
    assert found.choice.document == "other"
    assert {one.claim.owner.key for one in found.checks} == {"roe-2021"}
    assert {one.status for one in found.checks} == {ClaimStatus.OK}


def test_the_document_can_be_named(own_url: str, source: Path) -> None:
    found = audit(own_url, source, TEXT, document="other")
    assert found.choice.document == "other"
    assert found.choice.why == "another edition, as asked for"
    assert found.total.ok < 3


def test_only_figures_asked_for_are_told(own_url: str, source: Path) -> None:
    study = audit(own_url, source, TEXT, study="doe-2020")
    assert {str(one.claim.owner) for one in study.checks} == {"doe-2020"}
    policy = audit(own_url, source, TEXT, policy="1.01")
    assert {str(one.claim.owner) for one in policy.checks} == {"doe-2020", "policy 1.01"}


def test_a_policy_leads_to_the_document_that_it_was_read_from(own_url: str, source: Path) -> None:
    found = audit(own_url, source, "Quite another text of 3 words.", policy="1.01")
    assert found.choice.document == "source"
    assert found.total.ok == 0
    assert found.total.gone + found.total.differs == len(found.checks)


def test_names_of_characters_are_read_in_another_edition_only(own_url: str, source: Path) -> None:
    """A text copied from the source of a page says &middot; for a point and &lt; for a sign."""
    named = TEXT.replace(".", "&#46;").replace("<", "&lt;").replace("%", "&percnt;")
    found = audit(own_url, source, named, policy="1.01")
    assert not found.choice.same and found.source.text == TEXT
    assert {one.status for one in found.checks} == {ClaimStatus.OK}


def test_a_study_leads_to_the_document_that_its_figures_were_read_from(own_url: str, source: Path) -> None:
    """A page that retells one study is no edition of a document by its excerpts, and need not be."""
    found = audit(own_url, source, "Doe et al (2020) again.", study="doe-2020")
    assert found.choice.document == "source"
    assert found.choice.why.startswith("another edition, the document that the figures")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"document": "sorce"}, "There is no document 'sorce'. Did you mean source?"),
        ({"policy": "9.99"}, "There is no policy '9.99'"),
        ({"study": "doe-2021"}, "There is no study 'doe-2021'. Did you mean"),
        ({"policy": "1.01", "study": "roe-2021"}, "The policy 1.01 does not use the study roe-2021."),
        (
            {"document": "other", "study": "doe-2020"},
            "No figure of the study doe-2020 says that it is stated in",
        ),
    ],
)
def test_what_is_not_there_is_told(own_url: str, source: Path, asked: dict[str, str], told: str) -> None:
    assert told in refusal(own_url, source, TEXT, **asked)


def test_a_text_of_no_document_is_told(own_url: str, source: Path) -> None:
    message = refusal(own_url, source, "Words about something else, with 5 numbers.")
    assert "is no edition of any document on file" in message
    assert "--document KEY" in message


def test_a_knowledge_base_without_documents_says_so(engine_url: str, source: Path) -> None:
    assert refusal(engine_url, source, TEXT).startswith("There is no document on file.")


def test_a_figure_without_a_place_is_listed_and_fails(own_url: str, source: Path, tmp_path: Path) -> None:
    """Coverage counts it; where its number is printed is told, and may be enough."""
    folder = own_folder(tmp_path / "evidence")
    place = TEXT.index("95% and 66%")
    folder.change("studies/doe-2020", f'      rfa: "{place}: 95% and 66%"\n', "")
    folder.load(own_url)
    found = audit(own_url, source, TEXT)
    assert [one.claim.figure for one in found.unlocated] == [
        "doe-2020/overall-survival/rfa@1y:percent",
        "doe-2020/overall-survival/rfa@3y:percent",
    ]
    assert [one.printed_at for one in found.unlocated] == [("line 8",), ("line 8",)]
    assert found.total.unlocated == 2
    assert found.total.coverage is not None and found.total.coverage < 80
    assert found.has_problems()
    assert not found.has_problems(allow_unlocated=True)
    nowhere = audit(own_url, source, TEXT.replace("95% and 66%", "some and others"), document="source")
    assert nowhere.has_problems(allow_unlocated=True)
    own_folder(tmp_path / "again").load(own_url)


def test_a_number_entered_for_the_very_study_is_claimed_wherever_it_stands(
    own_url: str, source: Path
) -> None:
    """Without the words of its outcome, too; the same digits with another unit are another number."""
    again = TEXT.replace(
        "In\nall, 17 centers took part.", "As was said, it was 67%, not 67 of them, nor 67.0%."
    )
    found = audit(own_url, source, again, document="source")
    start = again.index("As was said")
    told = [
        (again[one.start : one.stop], one.reason) for one in found.numerals if start < one.start < start + 50
    ]
    assert told == [("67", "entered for the study"), ("67", ""), ("67.0", "")]


def test_exchanged_arms_are_told_with_the_sentence(own_url: str, source: Path, tmp_path: Path) -> None:
    """Both excerpts are in the document, and each states another arm."""
    folder = own_folder(tmp_path / "evidence")
    text = folder.file("studies/doe-2020").read_text("utf-8")
    swapped = (
        text.replace("cryo: [97%", "rfa_: [97%").replace("rfa: [95%", "cryo: [95%").replace("rfa_:", "rfa:")
    )
    cryo, rfa = (f'"{TEXT.index(part)}: {part}"' for part in ("97% and 67%", "95% and 66%"))
    folder.write("studies/doe-2020", swapped.replace(cryo, "@").replace(rfa, cryo).replace("@", rfa))
    folder.load(own_url)
    named = TEXT.replace("after ablation", "after cryoablation").replace("after surgery", "after RFA")
    found = audit(own_url, source, named, document="source")
    assert {one.status for one in found.checks} == {ClaimStatus.OK}
    assert [(one.claim.printed, one.kind.value) for one in found.disagreements] == [
        (printed, "arm") for printed in ("97%", "67%", "95%", "66%")
    ]
    assert found.has_problems()
    own_folder(tmp_path / "again").load(own_url)


@pytest.mark.parametrize(("location", "found_there"), [("line", True), ("Table 1", True), ("Table 2", False)])
def test_a_figure_traced_to_a_table_is_looked_for_there(
    own_url: str, source: Path, tmp_path: Path, location: str, found_there: bool
) -> None:
    """A place that the text does not know is the whole text."""
    folder = own_folder(tmp_path / "evidence")
    place = f'"{TEXT.index("95% and 66%")}: 95% and 66%"'
    folder.change("studies/doe-2020", place, f'"{location}: 93 (81%)"')
    folder.change("studies/doe-2020", "rfa: [95%, 66%]", "rfa: [93 (81%), 93 (81%)]")
    folder.load(own_url)
    text = TEXT + "\nTable 1. Survival\n\nRFA\t93 (81%)\n\nTable 2. Harms\n\nRFA\tnone\n"
    found = audit(own_url, source, text, document="source")
    statuses = {one.status for one in found.checks if "/rfa@" in one.claim.figure}
    assert statuses == {ClaimStatus.OK if found_there else ClaimStatus.DIFFERS}
    own_folder(tmp_path / "again").load(own_url)
