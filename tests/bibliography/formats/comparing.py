"""A citation compared with the made-up article it was written from."""

from __future__ import annotations

from kb.bibliography.citation import Citation
from kb.bibliography.links import PublicationLink, doi_in
from tests.bibliography.formats.made_up import Article


def assert_same(citation: Citation, article: Article) -> None:
    """Every field of a PubMed record."""
    assert_same_bibliography(citation, article)
    assert citation.pmcid == (article.pmcid or None)
    assert citation.journal_abbreviation == article.abbreviation
    assert citation.issued_text == article.printed
    assert citation.languages == (article.language,)
    assert citation.publication_types == article.types
    assert citation.mesh == article.mesh
    assert citation.links == tuple(
        PublicationLink(kind, pmid or None, doi_in(text), text) for kind, text, pmid in article.links
    )


def assert_same_bibliography(citation: Citation, article: Article) -> None:
    """The fields that every format but a table has."""
    assert citation.pmid == article.pmid
    assert citation.title == article.title
    assert citation.dois == ((article.doi,) if article.doi else ())
    assert citation.journal == article.journal
    assert citation.volume == article.volume
    assert citation.issue == article.issue
    assert citation.pages == article.pages
    assert citation.issued == article.issued
    assert citation.abstract == (article.one_line_abstract or None)
    assert citation.issns == (article.issn,)
    people = [(author.family, author.given) for author in citation.authors if author.literal is None]
    groups = [author.literal for author in citation.authors if author.literal is not None]
    assert people == list(article.authors)
    assert groups == ([article.group] if article.group else [])
    assert citation.remarks == ()
