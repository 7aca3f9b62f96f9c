"""Words made fit for pages, and the addresses in them."""

from __future__ import annotations

import pytest
from hypothesis import given

from kb.documents.render.printable import one_line, with_addresses
from tests.documents.generated import WORDS


@pytest.mark.parametrize(
    ("text", "shown", "url"),
    [
        ("See https://example.org/a.", "https://example.org/a", "https://example.org/a"),
        ("(see http://example.org/a_(b))", "http://example.org/a_(b)", "http://example.org/a_(b)"),
        ("[https://example.org/x]!", "https://example.org/x", "https://example.org/x"),
        ("J. 2020. PMID 25284802", "PMID 25284802", "https://pubmed.ncbi.nlm.nih.gov/25284802/"),
        ("PMID: 7.", "PMID: 7", "https://pubmed.ncbi.nlm.nih.gov/7/"),
    ],
)
def test_an_address_is_linked_without_the_end_of_its_sentence(text: str, shown: str, url: str) -> None:
    assert [(piece.text, piece.url) for piece in with_addresses(text) if piece.url] == [(shown, url)]


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "ftp://example.org", "PMID 0", "PMID 1234567890", "xPMID 5", "file:///etc"],
)
def test_nothing_else_is_linked(text: str) -> None:
    assert [piece for piece in with_addresses(text) if piece.url] == []


@given(WORDS)
def test_linking_changes_no_word(text: str) -> None:
    assert "".join(piece.text for piece in with_addresses(text)) == text


def test_what_no_page_can_show_becomes_a_sign() -> None:
    assert one_line("a\x00b\n\t c\ufffe\ud800") == "a\ufffdb c\ufffd\ufffd"
