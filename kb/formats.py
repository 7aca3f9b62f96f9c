"""Formats that kb writes: the one place that knows their names, the endings of files, and what they need.

A command says which of them it offers by a :class:`FormatChoice`; ``--format`` and the ending of ``-o FILE``
then mean the same everywhere.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from kb.errors import ExitCode, KbError
from kb.extras import PARQUET, Library

_BINARY = frozenset((".docx", ".pdf", ".xlsx", ".parquet", ".png"))


class OutputFormat(StrEnum):
    """A format: its value is what ``--format`` takes.

    ``label`` is what people call it. ``endings`` are those of its files, the usual one first; several formats
    may share one. ``holds`` says what it can hold: "table", "document", "drawing", "references", or
    something of its own (empty). ``library`` is what it needs besides the plain install (null: nothing).
    """

    label: str
    endings: tuple[str, ...]
    holds: tuple[str, ...]
    library: Library | None

    def __new__(
        cls, name: str, label: str, endings: str, holds: str = "", library: Library | None = None
    ) -> OutputFormat:
        made = str.__new__(cls, name)
        made._value_ = name
        made.label, made.endings, made.holds = label, tuple(endings.split()), tuple(holds.split())
        made.library = library
        return made

    TABLE = "table", "Plain text", ".txt", "table"
    TEXT = "text", "Plain text", ".txt", "document"
    CSV = "csv", "CSV", ".csv", "table"
    JSON = "json", "JSON", ".json", "table document"
    JSONL = "jsonl", "JSON lines", ".jsonl .ndjson", "table"
    MARKDOWN = "markdown", "Markdown", ".md .markdown", "table document"
    HTML = "html", "HTML", ".html .htm", "document"
    DOCX = "docx", "Word", ".docx", "document drawing"
    PDF = "pdf", "PDF", ".pdf", "document"
    XLSX = "xlsx", "Excel", ".xlsx", "table"
    PARQUET = "parquet", "Parquet", ".parquet", "table", PARQUET
    SVG = "svg", "SVG", ".svg", "drawing"
    PNG = "png", "PNG", ".png", "drawing"
    MERMAID = "mermaid", "Mermaid", ".mmd .mermaid", "drawing"
    SARIF = "sarif", "SARIF", ".sarif .json"
    YAML = "yaml", "YAML", ".yaml .yml"
    PUBMED_XML = "pubmed-xml", "PubMed XML", ".xml"
    NBIB = "nbib", "NBIB", ".nbib .txt", "references"
    RIS = "ris", "RIS", ".ris", "references"
    BIBTEX = "bibtex", "BibTeX", ".bib", "references"
    CSL_JSON = "csl-json", "CSL-JSON", ".json", "references"
    ENDNOTE_XML = "endnote-xml", "EndNote XML", ".xml", "references"

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return self.endings[0] not in _BINARY

    @property
    def holds_only_rows(self) -> bool:
        """Whether it is the rows of a table for programs, such as CSV: neither a page nor the plain table."""
        return self.holds == ("table",) and self is not OutputFormat.TABLE

    def require(self) -> None:
        """Raises KbError with the line that installs the library that it needs, where that is missing."""
        if self.library is not None:
            self.library.require(f"{self.label} files")


class WrongFormat(KbError):
    """The options contradict each other, or do not tell the format."""

    exit_code = ExitCode.USAGE


class FormatChoice:
    """The formats that a command offers; the first is the usual one."""

    def __init__(self, *formats: OutputFormat) -> None:
        self.formats = tuple(dict.fromkeys(formats))

    @property
    def usual(self) -> OutputFormat:
        """The format where nobody asks for one."""
        return self.formats[0]

    def named(self, name: str) -> OutputFormat:
        """The format of this name. Raises KbError when it is none of these."""
        for each in self.formats:
            if name.lower() == each:
                return each
        listed = ", ".join(repr(each.value) for each in self.formats)
        raise KbError(f"{name!r} is not one of {listed}.")

    def choose(self, asked: OutputFormat | None, file: Path | None) -> OutputFormat:
        """The format asked for, else the one that the ending of the file says, else the usual one.

        Raises WrongFormat when the two contradict each other, or when nothing here goes by the ending.
        """
        ending = "" if file is None else file.suffix.lower()
        if asked is None:
            return self.by_ending(file, ", or say it with --format") if file and ending else self.usual
        if _names_a_format(ending) and ending not in asked.endings:
            otherwise = "Leave out --format, or name" if ending in _ENDINGS else "Name"
            raise WrongFormat(
                f"{file}: --format {asked} contradicts the ending {ending}. {otherwise} a file that ends in"
                f" {asked.endings[0]}."
            )
        return asked

    def refuse_others(self, asked: OutputFormat | None, file: Path | None) -> None:
        """For an output that has but these formats, where ``--format`` and the ending choose nothing.

        Raises WrongFormat when another format is asked for, or the ending is that of another.
        """
        if asked is not None and asked not in self.formats:
            raise WrongFormat(f"This comes as {self.usual.label} only. Leave out --format {asked}.")
        if file is not None and _names_a_format(file.suffix.lower()):
            self.by_ending(file)

    def by_ending(self, file: Path, otherwise: str = "") -> OutputFormat:
        """The format that the ending of a file says.

        Raises WrongFormat when it says none of these; ``otherwise`` is what else the person can do.
        """
        ending = file.suffix.lower()
        for each in self.formats:
            if ending in each.endings:
                return each
        *others, last = dict.fromkeys(each.endings[0] for each in self.formats)
        listed = f"{', '.join(others)} or {last}" if others else last
        if ending in _ENDINGS:
            raise WrongFormat(
                f"{file}: {ending} files are not written here. Name a file that ends in {listed}."
            )
        remedy = "" if _names_a_format(ending) else otherwise
        raise WrongFormat(
            f"{file}: the ending does not tell the format. Name a file that ends in {listed}{remedy}."
        )


_LONGEST_ENDING = 12
"""Characters of an ending with its full stop; what is longer is a part of a name."""
_ENDINGS = frozenset(ending for each in OutputFormat for ending in each.endings)


def _names_a_format(ending: str) -> bool:
    """Whether people and programs take it for a format, be it one of ours or not; a number or date is none.

    So nobody finds a table of ours in a file that says it is from EndNote.
    """
    return ending in _ENDINGS or (
        ending[1:].isalnum() and not ending[1:].isdecimal() and len(ending) <= _LONGEST_ENDING
    )


def formats_by_ending(file: Path) -> tuple[OutputFormat, ...]:
    """All formats whose files end so; several may share an ending."""
    return tuple(each for each in OutputFormat if file.suffix.lower() in each.endings)


def _formats_for(kind: str) -> FormatChoice:
    return FormatChoice(*(each for each in OutputFormat if kind in each.holds))


TABLES = _formats_for("table")
DOCUMENTS = _formats_for("document")
REFERENCES = _formats_for("references")
