"""The made-up publications as reference managers and tables have them."""

from __future__ import annotations

import csv
import io
import json
from xml.sax.saxutils import escape

from tests.bibliography.formats.made_up import Article, initials


def ris(article: Article) -> str:
    """A record of RIS, as Zotero and EndNote write it."""
    lines = ["TY  - JOUR", *(f"AU  - {family}, {given}" for family, given in article.authors)]
    lines += [f"AU  - {article.group}"] if article.group else []
    lines += [f"TI  - {article.title}", f"T2  - {article.journal}", f"J2  - {article.abbreviation}"]
    lines += [f"PY  - {article.issued[:4]}", f"DA  - {article.printed}", f"SN  - {article.issn}"]
    first, _, last = article.pages.partition("-")
    lines += [f"VL  - {article.volume}", f"IS  - {article.issue}", f"SP  - {first}"] + (
        [f"EP  - {last}"] if last else []
    )
    lines += [f"DO  - {article.doi}", f"LA  - {article.language}"]
    lines += [f"AB  - {article.one_line_abstract}"] if article.abstract else []
    lines += [
        *(f"KW  - {word}" for word in article.mesh),
        f"AN  - {article.pmid}",
        "DB  - PubMed",
        "ER  - ",
        "",
        "",
    ]
    return "\n".join(lines)


def endnote_xml(made: list[Article]) -> str:
    """A whole file of EndNote."""
    records = "".join(map(_record, made))
    return f"<?xml version='1.0' encoding='UTF-8'?><xml><records>\n{records}</records></xml>\n"


def _record(article: Article) -> str:
    people = "".join(_styled("author", f"{family}, {given}") for family, given in article.authors)
    people += _styled("author", f"{article.group},") if article.group else ""
    return (
        "<record><database name='m.enl'>m.enl</database><rec-number>1</rec-number>"
        f"<ref-type name='Journal Article'>17</ref-type>"
        f"<contributors><authors>{people}</authors></contributors>"
        f"<titles>{_styled('title', article.title)}{_styled('secondary-title', article.journal)}</titles>"
        f"<periodical>{_styled('full-title', article.journal)}{_styled('abbr-1', article.abbreviation)}"
        f"</periodical>{_styled('pages', article.pages)}{_styled('volume', article.volume)}"
        f"{_styled('number', article.issue)}"
        f"<dates>{_styled('year', article.issued[:4])}"
        f"<pub-dates>{_styled('date', article.printed.partition(' ')[2])}</pub-dates></dates>"
        f"{_styled('isbn', article.issn)}{_styled('accession-num', article.pmid)}"
        f"{_styled('abstract', article.one_line_abstract)}<urls/>"
        f"{_styled('electronic-resource-num', article.doi)}"
        f"{_styled('remote-database-name', 'PubMed')}{_styled('custom2', article.pmcid)}</record>\n"
    )


def _styled(tag: str, text: str) -> str:
    style = f'<style face="normal" font="default" size="100%">{escape(text)}</style>'
    return f"<{tag}>{style}</{tag}>" if text else ""


def bibtex(article: Article) -> str:
    """An entry of BibTeX."""
    people = [f"{family}, {given}" for family, given in article.authors]
    people += [f"{{{article.group}}}"] if article.group else []
    year, _, rest = article.issued.partition("-")
    month, _, day = rest.partition("-")
    fields = {
        "author": " and ".join(people),
        "title": f"{{{article.title}}}",
        "journal": article.journal,
        "year": year,
        "month": month,
        "day": day,
        "volume": article.volume,
        "number": article.issue,
        "pages": article.pages.replace("-", "--"),
        "doi": article.doi,
        "issn": article.issn,
        "pmid": article.pmid,
        "abstract": article.one_line_abstract.replace("%", r"\%"),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@article{{made-up-{article.pmid},\n{lines}\n}}\n\n"


def csl_json(made: list[Article], indent: int | None = 2) -> str:
    """A whole file of CSL-JSON."""
    return json.dumps([_item(article) for article in made], indent=indent, ensure_ascii=False)


def _item(article: Article) -> dict[str, object]:
    people = [{"family": family, "given": given} for family, given in article.authors]
    return {
        "id": f"made-up-{article.pmid}",
        "type": "article-journal",
        "title": article.title,
        "author": people + ([{"literal": article.group}] if article.group else []),
        "container-title": article.journal,
        "container-title-short": article.abbreviation,
        "issued": {"date-parts": [[int(part) for part in article.issued.split("-")]]},
        "volume": article.volume,
        "issue": int(article.issue),
        "page": article.pages,
        "DOI": article.doi.upper(),
        "PMID": article.pmid,
        "ISSN": article.issn,
        "abstract": article.one_line_abstract,
    }


_HEADER = (
    "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI"
)
COLUMNS = _HEADER.split(",")


def pubmed_csv(made: list[Article], separator: str = ",") -> str:
    """A table as PubMed saves it."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for article in made:
        names = ", ".join(f"{family} {initials(given)}" for family, given in article.authors)
        people = "; ".join(filter(None, (names, article.group)))
        short = [article.abbreviation, article.issued[:4], "2015/03/12", article.pmcid, "", article.doi]
        writer.writerow([article.pmid, f"{article.title}.", f"{people}.", article.source, "", *short])
    return written.getvalue()
