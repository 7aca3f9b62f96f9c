"""Texts without markup, entities and invisible characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.cleaning import clean, clean_title


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plain", "plain"),
        ("  two   blanks\tand\na line ", "two blanks and a line"),
        ("<i>In vitro</i> DNA", "In vitro DNA"),
        ("CAR<sup>+</sup> T and CO<sub>2</sub>, m<sup>2</sup>", "CAR+ T and CO2, m2"),
        ("10<sup>-3</sup> and 10<sup>\u22123</sup>", "10^-3 and 10^\u22123"),
        ("the 95<sup>th</sup>", "the 95th"),
        ("p < 0.05 and a<b but c>d", "p < 0.05 and a<b but c>d"),
        ("p &lt; 0.05 &amp; more", "p < 0.05 & more"),
        ("&lt;i&gt;x&lt;/i&gt; &amp;lt;b&amp;gt;y&amp;lt;/b&amp;gt;", "x y"),
        ("M&uuml;ller &#246; &#xF6; &nosuch; AT&T", "Müller ö ö &nosuch; AT&T"),
        ("<jats:p>One</jats:p> <mml:math><mml:mi>x</mml:mi></mml:math>", "One x"),
        ("<p>One</p><p class='a b'>Two</p>one<br/>two", "One Two one two"),
        ('a<script>alert(1)</script>b <SPAN style="x">c</SPAN>', "a b c"),
        ("soft\u00adhyphen \u200bzero \ufeffmark", "softhyphen zero mark"),
        ("up\u200e \u202eturn\u2069ed", "up [U+202E]turn[U+2069]ed"),
        ("thin\u2009blank\u00a0hard", "thin blank hard"),
        ("e\u0301", "\u00e9"),
        ("bell\x07 \x1f", "bell"),
        ("", None),
        ("  ", None),
        ("<i></i>", None),
        (None, None),
    ],
)
def test_clean(written: str | None, read: str | None) -> None:
    """Markup, entities and invisible characters go; the words stay."""
    assert clean(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("A title.", "A title"),
        ("[A title].", "[A title]"),
        ("A title?", "A title?"),
        ("In the U.S.", "In the U.S."),
        ("And so on...", "And so on..."),
        ("Vitamin D.", "Vitamin D"),
        (".", None),
    ],
)
def test_a_title_loses_the_full_stop_of_pubmed(written: str, read: str | None) -> None:
    assert clean_title(written) == read


@given(st.text(max_size=200))
def test_whatever_comes_is_one_line_that_can_be_stored(text: str) -> None:
    cleaned = clean(text)
    if cleaned is not None:
        assert cleaned == cleaned.strip()
        assert cleaned.encode()
        assert not set(cleaned) & set("\n\r\t\x00")


@given(st.text(st.characters(categories=("L", "N"), max_codepoint=0x2FF), min_size=1, max_size=60))
def test_letters_and_digits_are_never_lost(text: str) -> None:
    import unicodedata

    assert clean(f"<i>{text}</i>") == unicodedata.normalize("NFC", text)
