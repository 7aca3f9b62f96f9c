"""A document as PDF: tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-2a)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kb.documents.content import Document
from kb.documents.render.columns import columns_of
from kb.documents.render.dating import date_of, running_head
from kb.documents.render.linked import (
    Linked,
    LinkedBlock,
    LinkedList,
    LinkedParagraph,
    LinkedRow,
    LinkedSection,
    LinkedTable,
    Spans,
)
from kb.documents.render.linking import link
from kb.errors import KbError

_LACKING = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_ATTEMPTS = 9
"""Fonts differ between upright, bold and italics, so that another try can find further characters lacking."""

_LONGEST_WORD = 60
"""Characters after which a word in a paragraph may be broken."""


def render(document: Document) -> bytes:
    """The PDF file, the same at every run; it bears the date of the policy.

    Only fonts that come with typst are used, so that every machine makes the same file; a character that they
    lack is printed by its number, such as [U+4E2D]. A document without a date is no PDF/A, which demands one.
    """
    import typst

    linked = link(document)
    standards: list[Any] = ["ua-1"] if date_of(linked) is None else ["a-2a", "ua-1"]
    template = (Path(__file__).parent / "document.typ").read_bytes()
    words = json.dumps(_data(linked), ensure_ascii=False)
    for _ in range(_ATTEMPTS):
        try:
            made = typst.compile(
                template,
                format="pdf",
                ignore_system_fonts=True,
                sys_inputs={"document": words},
                pdf_standards=standards,
                timestamp=0,
            )
        except typst.TypstError as error:
            words = _with_numbers(words, error.diagnostic)
        else:
            assert isinstance(made, bytes)
            return made
    raise KbError("The document cannot be laid out as PDF. Take another form: html or docx.")


def _with_numbers(words: str, diagnostic: str) -> str:
    """The words with numbers in the place of characters that typst complains about.

    Raises KbError when it complains about something else.
    """
    lacking = {
        char for text in _LACKING.findall(diagnostic) for char in _unquoted(text) if not char.isascii()
    }
    if not lacking:
        complaint = diagnostic.strip().partition("\n")[0]
        raise KbError(
            f"The document cannot be laid out as PDF ({complaint}). Take another form: html or docx."
        )
    return words.translate({ord(char): f"[U+{ord(char):04X}]" for char in lacking})


def _unquoted(text: str) -> str:
    """What typst prints of a text with the characters themselves for their escapes."""
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)


def _data(document: Linked) -> dict[str, Any]:
    made = date_of(document)
    policy = document.fact("Policy")
    return {
        "title": document.title,
        "shown_title": _spans(document.spans),
        "author": document.fact("Plan"),
        "subject": f"Policy {policy}" if policy else "",
        "date": None if made is None else {"year": made.year, "month": made.month, "day": made.day},
        "head": running_head(document),
        "logo": _logo(document),
        "facts": [[_spans(fact.label), _spans(fact.value)] for fact in document.facts],
        "blocks": [_block(block) for block in document.blocks],
    }


def _logo(document: Linked) -> dict[str, Any] | None:
    """The picture above the title as numbers: what JSON can hold of bytes."""
    logo = document.logo
    return None if logo is None else {"bytes": list(logo.content), "type": logo.type, "text": logo.text}


def _block(block: LinkedBlock) -> dict[str, Any]:
    if isinstance(block, LinkedSection):
        inner = [_block(part) for part in block.blocks]
        return {**block._asdict(), "spans": _spans(block.spans), "blocks": inner}
    if isinstance(block, LinkedParagraph):
        return {"kind": block.kind, "spans": _spans(block.spans)}
    if isinstance(block, LinkedList):
        items = [
            {**item._asdict(), "spans": _spans(item.spans), "label": _spans(item.label)}
            for item in block.items
        ]
        return {"kind": block.kind, "items": items}
    return _table(block)


def _table(table: LinkedTable) -> dict[str, Any]:
    columns = columns_of(table)

    def cells(row: LinkedRow) -> list[list[dict[str, Any]]]:
        return [_spans(cell, columns.letters(index)) for index, cell in enumerate(row.cells)]

    rows = [cells(row) for row in table.rows]
    data = {"kind": table.kind, "caption": _spans(table.caption), "header": cells(table.header), "rows": rows}
    return {**data, **columns._asdict()}


def _spans(spans: Spans, longest: int = _LONGEST_WORD) -> list[dict[str, Any]]:
    return [{**span._asdict(), "text": _breakable(span.text, longest)} for span in spans]


def _breakable(text: str, longest: int) -> str:
    """The text with places to break, which print as nothing, in words that would run off the page."""
    return re.sub(rf"[^\s/-]{{{longest}}}(?=[^\s/-])", "\\g<0>\N{ZERO WIDTH SPACE}", text)
