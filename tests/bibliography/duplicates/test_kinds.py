"""What a title says a record is."""

from __future__ import annotations

import pytest

from kb.bibliography.duplicates.headings import Heading, PublicationKind, heading_of, kind_of_types

BARE = "Made-up drug in children"


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (PublicationKind.CORRECTION, f"Correction: {BARE}"),
        (PublicationKind.CORRECTION, f"Correction to: {BARE}"),
        (PublicationKind.CORRECTION, f"Correction to {BARE}"),
        (PublicationKind.CORRECTION, f"Author Correction: {BARE}"),
        (PublicationKind.CORRECTION, f"ERRATUM: {BARE}"),
        (PublicationKind.CORRECTION, f"Corrigendum to {BARE}"),
        (PublicationKind.CORRECTION, f"{BARE} (vol 142, pg 310, 2003)"),
        (PublicationKind.CORRECTION, f"{BARE} (New Journal of Making Up (2009) 360 (542-544))"),
        (PublicationKind.CORRECTION, f"Correction: RETRACTED: {BARE}"),
        (PublicationKind.RETRACTION, f"Retraction: {BARE}"),
        (PublicationKind.RETRACTION, f"Retraction notice to {BARE}"),
        (PublicationKind.RETRACTION, f"Notice of retraction: {BARE}"),
        (PublicationKind.CONCERN, f"Expression of Concern: {BARE}"),
        (PublicationKind.REPLY, f"Reply to: {BARE}"),
        (PublicationKind.REPLY, f"{BARE} - Reply"),
        (PublicationKind.REPLY, f"{BARE}: authors' reply"),
        (PublicationKind.REPLY, f"Response to: {BARE}"),
        (PublicationKind.COMMENT, f"Comment on: {BARE}"),
        (PublicationKind.COMMENT, f"Re: {BARE}"),
        (PublicationKind.COMMENT, f"Letter to the editor: {BARE}"),
        (PublicationKind.PROTOCOL, f"{BARE}: study protocol for a randomized trial"),
        (PublicationKind.PROTOCOL, f"{BARE} (Protocol)"),
        (PublicationKind.PROTOCOL, f"{BARE}: rationale and design of the EXAMPLE trial"),
        (PublicationKind.ARTICLE, f"RETRACTED: {BARE}"),
        (PublicationKind.ARTICLE, f"RETRACTED ARTICLE: {BARE}"),
        (PublicationKind.ARTICLE, f"{BARE} [see comment]"),
        (PublicationKind.ARTICLE, f"{BARE} [Erratum appears in J Made Up. 2003 Jun"),
        (PublicationKind.ARTICLE, f"{BARE} [Japanese]"),
        (PublicationKind.ARTICLE, f"{BARE} (Cochrane Review)"),
        (PublicationKind.ARTICLE, f"{BARE}... J Made Up. 2009 Jan 29;360(5):544-6"),
    ],
)
def test_a_mark_is_taken_off_and_kept(kind: PublicationKind, title: str) -> None:
    assert heading_of(title) == Heading(kind, BARE, "")


@pytest.mark.parametrize(
    "title",
    [
        "Correction of made-up scoliosis by bracing: a trial",
        "Retraction of the eyelid: surgical methods",
        "Withdrawal of made-up drugs in older adults: a trial",
        "Response to treatment in made-up cirrhosis",
        "A new treatment protocol for made-up cirrhosis",
        "Outcomes of made-up surgery: a response",
        "Treatment of made-up tumors (2015) and its (late) consequences",
        "Letters from a made-up hospital",
        "Replying to made-up questionnaires",
        "Editorial",
        "",
    ],
)
def test_titles_that_begin_or_end_like_a_mark_stay_whole(title: str) -> None:
    assert heading_of(title) == Heading(PublicationKind.ARTICLE, title, "")


@pytest.mark.parametrize(
    ("title", "part"),
    [
        (f"{BARE}, part II", "part 2"),
        (f"{BARE}. Part 2: outcomes", "part 2"),
        (f"{BARE}, part two", "part 2"),
        (f"{BARE}: 2016 update", "update 2016"),
        (f"{BARE}: 2016 focused update", "update 2016"),
        (f"{BARE}: an update", "update"),
        (f"Made-up guideline (updated in 2016): {BARE}", "update 2016"),
        (f"In part, {BARE}", ""),
    ],
)
def test_parts_and_dated_updates_are_told(title: str, part: str) -> None:
    assert heading_of(title).part == part


def test_the_database_may_say_what_a_record_is() -> None:
    assert kind_of_types(("Journal Article", "Published Erratum")) is PublicationKind.CORRECTION
    assert kind_of_types(("Article", "Conference Abstract")) is PublicationKind.ABSTRACT
    assert kind_of_types(("Journal Article", "Letter")) is PublicationKind.ARTICLE
