"""Which document on file a text is, or is an edition of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.audit.folding import Folded, fold
from kb.audit.source_text import SourceText
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, nearest

_MOST_EXCERPTS = 12
"""Excerpts of each document that are looked for, the longest ones."""
_SHORTEST = 8
"""Folded characters from which on an excerpt hardly occurs by chance."""
_ENOUGH = 0.3
"""Part of them that must be in a text for it to be taken for an edition of the document."""


@dataclass(frozen=True, slots=True)
class DocumentChoice:
    """The document that a text is compared with.

    ``same`` says that the text is the very document of the record, by SHA-256. ``why`` says in words how it
    was chosen.
    """

    document: str
    title: str
    same: bool
    why: str


def choose(reader: Reader, source: SourceText, wanted: str | None, read_from: str | None) -> DocumentChoice:
    """The document asked for, else that of this SHA-256, of policy or study, or with most excerpts in it.

    ``read_from`` is the document that the chosen policy or study was read from; None where none is chosen or
    it has none. Raises KbError when no document fits, or no figure is traced to it.
    """
    known = {row["document"]: row for row in run(reader, "audit/documents")}
    if not known:
        raise KbError(
            "There is no document on file. Figures are traced to documents by `stated:` in records."
        )
    same = [row for row in known.values() if row["sha256"] in source.hashes]
    if wanted is not None:
        if wanted not in known:
            hint = nearest(wanted, list(known)) or "kb sql lists them from figure_detail."
            raise KbError(f"There is no document {wanted!r}. {hint}")
        return _chosen(known[wanted], source, "as asked for")
    if same:
        return _chosen(same[0], source, "")
    if read_from is not None and known[read_from]["places"]:
        return _chosen(known[read_from], source, "the document that the figures asked for were read from")
    return _by_excerpts(reader, source, known)


def _chosen(row: Row, source: SourceText, why: str) -> DocumentChoice:
    if not row["places"]:
        raise KbError(
            f"No figure says that it is stated in the document {row['document']}. Enter where figures are"
            " stated (`stated:` in the record of a study) first."
        )
    same = row["sha256"] in source.hashes
    reason = "the very text of the record, by its SHA-256" if same else f"another edition, {why}"
    return DocumentChoice(row["document"], row["title"], same, reason)


def _by_excerpts(reader: Reader, source: SourceText, known: dict[str, Row]) -> DocumentChoice:
    folded = fold(source.text)
    excerpts: dict[str, list[str]] = {}
    for row in run(reader, "audit/excerpts", most=_MOST_EXCERPTS):
        excerpts.setdefault(row["document"], []).append(row["excerpt"])
    counts = {document: _found(texts, folded) for document, texts in excerpts.items()}
    best = max(counts, key=lambda document: counts[document][0] / counts[document][1], default=None)
    if best is None or counts[best][0] < _ENOUGH * counts[best][1]:
        shown = (
            f" Nearest is {best}, with {counts[best][0]} of {counts[best][1]} excerpts in it." if best else ""
        )
        raise KbError(
            f"{source.file}: is no edition of any document on file, as far as can be seen.{shown} Name the"
            " document by --document KEY if it is one."
        )
    count, whole = counts[best]
    return _chosen(known[best], source, f"because {count} of {whole} of its longest excerpts are in it")


def _found(excerpts: Sequence[str], folded: Folded) -> tuple[int, int]:
    """How many of the longer excerpts are in a text, and of how many."""
    texts = [fold(excerpt).text for excerpt in excerpts]
    longer = [text for text in texts if len(text) >= _SHORTEST] or texts
    return sum(text in folded.text for text in longer), len(longer)
