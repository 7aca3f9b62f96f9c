"""PubMed XML, from the web site, E-utilities (efetch) or the yearly files.

Element names are those of the PubMed DTD of 2025. Kept readers lose data (tried in 2026): Bio.Entrez
fails without a network on a DTD newer than its own and holds the whole file, pubmed_parser and metapub
leave out the correction links. So the records are cut out here and parsed by lxml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.bibliography.citation import Citation, Format, Malformed, Place
from kb.bibliography.formats.encoding import Source
from kb.bibliography.formats.pubmed_article import article
from kb.bibliography.formats.pubmed_book import book
from kb.bibliography.formats.reader import Remarks
from kb.bibliography.formats.xml_parsing import Element
from kb.bibliography.formats.xml_reader import XmlFormat, read_elements
from kb.errors import KbError

FORMAT = Format.PUBMED_XML
_ERROR = re.compile(rb"<(?:ERROR|error)>([^<]*)")


def read_pubmed_xml(source: Source) -> Iterator[Citation | Malformed]:
    """The records of a PubMed XML file.

    Raises KbError when it is an error message of PubMed instead, or declares entities.
    """
    if error := _ERROR.search(source.head):
        said = error[1].decode("utf-8", errors="replace").strip()
        raise KbError(
            f"{source.path}: PubMed answered with an error instead of records: {said} Fetch it again."
        )
    return read_elements(source, XmlFormat(FORMAT, ("PubmedArticle", "PubmedBookArticle"), _citation))


def _citation(element: Element, text: str, place: Place, remarks: Remarks) -> Citation:
    read = book if element.tag == "PubmedBookArticle" else article
    return read(element, text, place, remarks)
