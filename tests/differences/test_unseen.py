"""A change that nobody sees is named: no redline shows a word replaced by what looks like itself."""

from __future__ import annotations

import pytest

from kb.differences.words import accepted, compare, rejected
from kb.documents.content import ChangedBy, Document, Paragraph
from kb.documents.render import render, rendered
from kb.formats import OutputFormat
from kb.inlines import Line


def redline(before: str, after: str, form: str = "text") -> str:
    """How a changed paragraph is shown."""
    line = compare(Line(before), Line(after))
    return render(
        Document("Title", (), (Paragraph(line),), ChangedBy("ada", "2026-11-30T00:00:00Z")), form, None
    )


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("by cryosurgical ablation", "by cryo\u00adsurgical ablation", "cryo[soft hyphen]surgical"),
        ("by cryosurgical ablation", "by cryo\u200bsurgical ablation", "cryo[zero width space]surgical"),
        ("by cryo\u2060surgical ablation", "by cryosurgical ablation", "cryo[word joiner]surgical"),
        ("tumors of 5 cm or less", "tumors of 5\u00a0cm or less", "[no-break space]"),
        ("tumors of 5 cm or less", "tumors of 5\u202fcm or less", "[narrow no-break space]"),
        ("is investigational now", "is \u202einvestigational now", "[right-to-left override]"),
        ("for liver cancer only", "for liver c\u0430ncer only", "c[cyrillic small letter a]ncer"),
        ("for liver-only disease", "for liver\u2011only disease", "[non-breaking hyphen]"),
        ("the Mu\u0308ller score", "the M\u00fcller score", "[combining diaeresis]"),
        ("is investigational now", "is investigational\u3164 now", "[hangul filler]"),
        ("a\u00a0b c", "a b\u00a0c", "b[no-break space]"),
        ("is investigational now", "is investi\u0007gational now", "[character U+0007]"),
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_character_that_nobody_sees_goes_by_its_name(
    before: str, after: str, shown: str, form: str
) -> None:
    """In every form that people read, on whichever side it stands."""
    text = redline(before, after, form).replace("\\", "")
    assert shown in text


def test_what_can_be_seen_stays_as_it_is() -> None:
    """Letters with accents, Greek letters, dashes and signs need no name; what has not changed neither."""
    text = redline("a \u03b2-blocker", "a \u03b1-blocker of Müller \u2013 5 \u2264 6")
    assert "[" not in text.replace("[-", "")
    text = redline("a soft\u00adhyphen and b", "a soft\u00adhyphen and c")
    assert "[soft hyphen]" not in text


def test_accepting_and_rejecting_gives_the_exact_words() -> None:
    """The names are for the eye: the lines, JSON and Word have the characters themselves."""
    before, after = Line("by cryosurgical ablation"), Line("by cryo\u00adsurgical ablation")
    line = compare(before, after)
    assert (rejected(line).plain, accepted(line).plain) == (before.plain, after.plain)
    document = Document("Title", (), (Paragraph(line),), ChangedBy("ada", "2026-11-30T00:00:00Z"))
    assert "cryo\u00adsurgical" in render(document, "json", None)
    assert b"soft hyphen" not in rendered(document, OutputFormat.DOCX)
