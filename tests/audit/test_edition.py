"""Figures compared with other editions of their document: found where they are, and reported where not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.audit.checked_claims import CheckedClaim, ClaimStatus, MismatchKind
from kb.audit.claims import Owner
from kb.audit.edition import compare_by_alignment, compare_by_place
from kb.audit.folding import fold
from kb.audit.known_names import KnownName
from kb.audit.label_mentions import mentions_of
from tests.audit import editions
from tests.audit.editions import Document, claim

#: The same documents in every run: in a very short one with the same figures all over, nobody could tell
#: where a sentence is missing.
TRIES = settings(derandomize=True)


def hold(recorded: Document, text: str) -> dict[str, CheckedClaim]:
    """The figures of a document compared with a text."""
    names = [
        KnownName(f"{author} et al (2015)", author, 2015, f"{author.lower()}-2015", "", "study")
        for author in editions.AUTHORS
    ]
    mentions = mentions_of(text, names)

    def named(owners: frozenset[Owner], place: int) -> bool | None:
        before = [mention.study for mention in mentions if mention.start <= place]
        return before[-1] in {owner.key for owner in owners} if before else None

    return {one.claim.figure: one for one in compare_by_alignment(editions.claims_of(recorded), text, named)}


def sound(held: dict[str, CheckedClaim], text: str) -> None:
    """Whatever the edit: ``ok`` means the same characters, and figures that are separate share no place."""
    for one in held.values():
        if one.status is ClaimStatus.OK:
            assert one.span is not None
            assert fold(text[slice(*one.span)]).text == fold(one.claim.printed).text
    places = {
        (one.claim.start, one.claim.stop): one.span for one in held.values() if one.status is ClaimStatus.OK
    }
    assert len(set(places.values())) == len(places)


@TRIES
@given(
    editions.documents(),
    st.integers(30, 120),
    st.sampled_from(["-", "\N{EN DASH}", "\N{NON-BREAKING HYPHEN}"]),
    st.sampled_from([" ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "  "]),
)
def test_typesetting_hides_no_figure(document: Document, width: int, dash: str, space: str) -> None:
    text = editions.set_otherwise(editions.printed(document)[0], width, dash, space)
    held = hold(document, text)
    assert {one.status for one in held.values()} == {ClaimStatus.OK}
    sound(held, text)


@TRIES
@given(editions.documents(), st.data())
def test_figures_are_found_where_they_are_when_text_is_inserted(
    document: Document, data: st.DataObject
) -> None:
    edited = [list(paragraph) for paragraph in document]
    for _ in range(data.draw(st.integers(1, 6))):
        paragraph = data.draw(st.sampled_from(edited))
        paragraph.insert(data.draw(st.integers(1, len(paragraph))), data.draw(editions.fillers()))
    text = editions.printed(edited)[0]
    held = hold(document, text)
    assert {key: one.span for key, one in held.items()} == editions.spans_of(edited)
    assert {one.status for one in held.values()} == {ClaimStatus.OK}


@TRIES
@given(editions.documents(), st.data())
def test_figures_of_deleted_text_are_reported_and_no_others(document: Document, data: st.DataObject) -> None:
    """Of two sentences with the same figures, nobody can tell which one is left; one of them is reported."""
    edited = [list(paragraph) for paragraph in document]
    paragraph = data.draw(st.sampled_from(edited))
    deleted = paragraph.pop(data.draw(st.integers(1, len(paragraph) - 1)))
    text = editions.printed(edited)[0]
    held = hold(document, text)
    sound(held, text)
    there = editions.spans_of(edited)
    found = [one for one in held.values() if one.status is ClaimStatus.OK]
    assert {one.span for one in found} == set(there.values())
    assert len(held) - len(found) == len(deleted.figures)


@TRIES
@given(editions.documents(), st.data())
def test_a_changed_digit_is_always_reported(document: Document, data: st.DataObject) -> None:
    places = editions.with_digits(document)
    p, s, figure = data.draw(st.sampled_from(places))
    edited = [list(paragraph) for paragraph in document]
    edited[p][s] = editions.changed_digit(edited[p][s], figure, data.draw(st.integers(1, 9)))
    if data.draw(st.booleans()):
        edited[data.draw(st.integers(0, len(edited) - 1))].append(data.draw(editions.fillers()))
    text = editions.printed(edited)[0]
    held = hold(document, text)
    key = f"{edited[p][s].key}.{figure}"
    assert held[key].status is not ClaimStatus.OK
    assert {other for other, one in held.items() if one.status is not ClaimStatus.OK} == {key}
    if held[key].status is ClaimStatus.DIFFERS:
        assert held[key].span == editions.spans_of(edited)[key]
    sound(held, text)


@TRIES
@given(editions.documents(), st.data())
def test_a_paragraph_that_has_moved_is_found(document: Document, data: st.DataObject) -> None:
    edited = list(document)
    edited.append(edited.pop(data.draw(st.integers(0, len(edited) - 2))))
    text = editions.printed(edited)[0]
    held = hold(document, text)
    sound(held, text)
    figures = sum(len(sentence.figures) for paragraph in edited for sentence in paragraph)
    moved = sum(len(sentence.figures) for sentence in edited[-1])
    assert sum(one.status is ClaimStatus.OK for one in held.values()) >= figures - moved


def one_held(recorded: str, excerpt: str, shown: str, text: str) -> CheckedClaim:
    """A single figure of a recorded text, compared with another."""
    start = recorded.index(excerpt)
    only = claim("a", excerpt, start, start + excerpt.index(shown), shown)
    (held,) = compare_by_alignment([only], text, lambda owners, place: None)
    return held


RECORDED = "Recurrence was rare after ablation (9 of 360 patients, or 2.5%; p<.001) over 25 months in all."


def test_what_differs_is_told_by_kind() -> None:
    number = one_held(RECORDED, "2.5%", "2.5%", RECORDED.replace("2.5%", "3.5%"))
    assert (number.status, number.kind, number.printed) == (ClaimStatus.DIFFERS, MismatchKind.NUMBER, "3.5%")
    sign = one_held(RECORDED, "p<.001", ".001", RECORDED.replace("p<", "p="))
    assert (sign.status, sign.kind) == (ClaimStatus.DIFFERS, MismatchKind.SIGN)
    unit = one_held(RECORDED, "25 months", "25", RECORDED.replace("25 months", "25 years"))
    assert (unit.status, unit.kind) == (ClaimStatus.DIFFERS, MismatchKind.SIGN)
    percent = one_held(RECORDED, "2.5%", "2.5%", RECORDED.replace("2.5%", "2.5"))
    assert percent.status is ClaimStatus.DIFFERS
    words = one_held(
        "Groups did not differ significantly at all.",
        "did not differ significantly",
        "did not differ significantly",
        "Groups did not vary significantly at all.",
    )
    assert (words.status, words.kind, words.printed) == (
        ClaimStatus.DIFFERS,
        MismatchKind.WORDS,
        "did not vary significantly",
    )


def test_other_words_around_a_number_do_not_count() -> None:
    held = one_held(RECORDED, "9 of 360 patients", "360", RECORDED.replace("patients", "people"))
    assert (held.status, held.printed) == (ClaimStatus.OK, "360")


def test_a_number_cut_out_of_a_longer_one_is_not_it() -> None:
    for longer in ("12.5%", "2.51%", "32.5%"):
        held = one_held(RECORDED, "2.5%", "2.5%", RECORDED.replace("2.5%", longer))
        assert (held.status, held.kind) == (ClaimStatus.DIFFERS, MismatchKind.NUMBER)


def test_the_same_number_far_away_is_not_it() -> None:
    text = "An unlike text of quite other things. " * 30 + "There, 2.5% of the sky was grey."
    recorded = "Ablation of 77 tumors took 12 minutes. " * 3 + "Few recurred (2.5%), and 41 patients lived."
    start = recorded.index("(2.5%)") + 1
    shown = [claim("a", "2.5%", start, start, "2.5%")]
    for excerpt in ("77 tumors", "12 minutes", "41 patients"):
        place = recorded.index(excerpt)
        shown.append(claim(excerpt, excerpt, place, place, excerpt.split()[0]))
    held = compare_by_alignment(shown, text, lambda owners, place: None)
    assert [one.status for one in held if one.claim.figure != "a"] == [ClaimStatus.GONE] * 3


def test_the_very_document_is_compared_by_position() -> None:
    start = RECORDED.index("2.5%")
    good, far = claim("a", "2.5%", start, start, "2.5%"), claim("b", "2.5%", start + 4, start + 4, "2.5%")
    wrong = claim("c", "4.5%", start, start, "4.5%")
    beyond = claim("d", "in all at last", len(RECORDED) - 4, len(RECORDED) - 4, "in all at last")
    held = compare_by_place([good, far, wrong, beyond], RECORDED)
    assert [one.status for one in held] == [
        ClaimStatus.OK,
        ClaimStatus.DIFFERS,
        ClaimStatus.GONE,
        ClaimStatus.GONE,
    ]
    assert held[1].kind is MismatchKind.PLACE
    assert held[1].span == (start, start + 4)
    assert 0 <= held[3].near < len(RECORDED)
