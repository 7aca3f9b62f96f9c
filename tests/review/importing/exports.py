"""Small exports for tests. Every record is made up, unless its PMID is that of a bundled reference."""

from __future__ import annotations

from pathlib import Path

from kb.db.connect import Row, read
from kb.review.importing.import_report import ImportReport
from kb.review.importing.origin import ToldSearch
from kb.review.importing.run_import import ImportRequest, import_exports

TITLE = "An invented trial of a made-up device in adults with cirrhosis"
WANG = "25284802"
"""PMID of a reference of the bundled policy."""


def ris(
    title: str = TITLE,
    *,
    page: str = "12-19",
    pmid: str = "",
    doi: str = "",
    year: str = "2020",
    more: str = "",
) -> str:
    """A record in RIS."""
    ids = (f"AN  - {pmid}\nDB  - PubMed\n" if pmid else "") + (f"DO  - {doi}\n" if doi else "")
    return (
        f"TY  - JOUR\nAU  - Madeup, Anna\nAU  - Invented, Bo\nTI  - {title}\n"
        f"T2  - Journal of Made-Up Medicine\nPY  - {year}\nVL  - 7\nSP  - {page}\n{ids}{more}ER  -\n\n"
    )


def nbib(pmid: str, title: str = TITLE, more: str = "", author: str = "Madeup, Anna") -> str:
    """A record in PubMed's text format."""
    return (
        f"PMID- {pmid}\nTI  - {title}.\nFAU - {author}\nFAU - Invented, Bo\n"
        f"JT  - Journal of made-up medicine\nTA  - J Made Up Med\nDP  - 2020 Mar\nVI  - 7\nPG  - 12-9\n"
        f"PT  - Journal Article\n{more}\n"
    )


def import_text(url: str, folder: Path, name: str, text: str, **told: object) -> ImportReport:
    """Import a text as a file into the only review under way."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return import_exports(url, ImportRequest([file], None, "rita", ToldSearch(**told)))  # type: ignore[arg-type]


def rows(url: str, sql: str) -> list[Row]:
    """Rows of a select."""
    with read(url) as reader:
        return reader.rows(sql)


def candidates(url: str) -> dict[str, tuple[str | None, str | None]]:
    """Candidate -> the one that stands for it, and its reference."""
    found = rows(url, "SELECT id, same_as_id, reference_id FROM candidate ORDER BY id")
    return {row["id"]: (row["same_as_id"], row["reference_id"]) for row in found}
