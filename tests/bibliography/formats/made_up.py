"""Made-up publications, and what each database would export of them. No record here is a real article."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

FAMILIES = ("Wang", "Müller", "van der Berg", "O'Brien", "Šimůnek", "De Luca", "Ng", "Østergaard")
GIVEN = ("Anna", "Jean-Pierre", "Yuki M", "José", "Wei")
WORDS = (
    "patients",
    "outcomes",
    "survival",
    "trial",
    "(p < 0.05)",
    "95% CI, 1.2 to 3.4;",
    "\u03b1-fetoprotein",
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TAGS = {
    "retracted-by": ("RIN", "RetractionIn"),
    "retraction-of": ("ROF", "RetractionOf"),
    "concern-by": ("ECI", "ExpressionOfConcernIn"),
    "concern-about": ("ECF", "ExpressionOfConcernFor"),
    "corrected-by": ("EIN", "ErratumIn"),
    "correction-of": ("EFR", "ErratumFor"),
    "corrected-and-republished-in": ("CRI", "CorrectedandRepublishedIn"),
    "updated-by": ("UIN", "UpdateIn"),
    "update-of": ("UOF", "UpdateOf"),
    "comment-on": ("CON", "CommentOn"),
    "comment-by": ("CIN", "CommentIn"),
}
"""Kind of a link -> tag of the text format, RefType of the XML."""


@dataclass
class Article:
    """A made-up article, as it should be read."""

    pmid: str = "90000001"
    title: str = "Cryoablation of made-up tumors: a randomized trial"
    journal: str = "Journal of Made-Up Hepatology"
    abbreviation: str = "J Made Up Hepatol"
    printed: str = "2015 Mar 12"
    issued: str = "2015-03-12"
    volume: str = "12"
    issue: str = "3"
    pages: str = "123-9"
    doi: str = "10.5555/jmuh.2015.1"
    pmcid: str = "PMC9000001"
    authors: tuple[tuple[str, str], ...] = (("Wang", "Anna"), ("Müller", "Jean-Pierre"))
    group: str = "EXAMPLE-1 Study Group"
    abstract: tuple[tuple[str, str], ...] = (
        ("BACKGROUND", "Little is known."),
        ("RESULTS", "All was made up."),
    )
    types: tuple[str, ...] = ("Journal Article", "Randomized Controlled Trial")
    mesh: tuple[str, ...] = ("Liver Neoplasms/*surgery", "Humans")
    language: str = "eng"
    issn: str = "0000-001X"
    links: tuple[tuple[str, str, str], ...] = ()
    """Kind, citation as printed, PMID ("" for none)."""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def one_line_abstract(self) -> str:
        return " ".join(f"{label}: {text}" for label, text in self.abstract)

    @property
    def source(self) -> str:
        """The article as PubMed cites it."""
        return (
            f"{self.abbreviation}. {self.printed};{self.volume}({self.issue}):{self.pages}. doi: {self.doi}."
        )


def articles(count: int, seed: int = 1) -> list[Article]:
    """Different made-up articles, some tied to one another."""
    chance = random.Random(seed)
    made = [_article(chance, 90_000_000 + number) for number in range(count)]
    for one, other in zip(made[::5], made[1::5], strict=False):
        kind, back = chance.choice(
            [
                ("retracted-by", "retraction-of"),
                ("concern-by", "concern-about"),
                ("corrected-by", "correction-of"),
            ]
        )
        one.links += ((kind, other.source, other.pmid), ("comment-by", other.source, other.pmid))
        other.links += ((back, one.source, one.pmid),)
    return made


def _article(chance: random.Random, pmid: int) -> Article:
    year, month, day = chance.randrange(1998, 2027), chance.randrange(1, 13), chance.randrange(1, 29)
    name = MONTHS[month - 1]
    printed, issued = chance.choice(
        [
            (f"{year}", f"{year}"),
            (f"{year} {name}", f"{year}-{month:02d}"),
            (f"{year} {name} {day}", f"{year}-{month:02d}-{day:02d}"),
            (f"{year} Spring", f"{year}"),
            (f"{year} Jan-Feb", f"{year}"),
        ]
    )
    people = tuple((chance.choice(FAMILIES), chance.choice(GIVEN)) for _ in range(chance.randrange(9)))
    parts = [(label, _words(chance)) for label in ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS")]
    return Article(
        pmid=str(pmid),
        title=f"Effect of {_words(chance)[:90].strip()} {pmid}",
        printed=printed,
        issued=issued,
        volume=str(year - 1970),
        issue=str(month),
        pages=chance.choice(["123-9", "e123456", "S12-S19"]),
        doi=f"10.5555/made-up.{pmid}",
        pmcid=f"PMC{pmid}" if chance.random() < 0.5 else "",
        authors=people,
        group="EXAMPLE-2 Investigators" if chance.random() < 0.2 or not people else "",
        abstract=tuple(parts) if chance.random() < 0.8 else (),
    )


def _words(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(5, 60)))


def initials(given: str) -> str:
    return "".join(word[0] for word in given.replace("-", " ").split())


def wrapped(tag: str, text: str) -> str:
    """A line of PubMed's text format."""
    return textwrap.fill(
        text,
        88,
        initial_indent=f"{tag:<4}- ",
        subsequent_indent=" " * 6,
        break_long_words=False,
        break_on_hyphens=False,
    )


def nbib(article: Article) -> str:
    """The record as PubMed exports it as text, a blank line after it."""
    lines = [("PMID", article.pmid), ("OWN", "NLM"), ("STAT", "MEDLINE"), ("IS", f"{article.issn} (Print)")]
    lines += [("VI", article.volume), ("IP", article.issue), ("DP", article.printed)]
    lines += [("TI", f"{article.title}."), ("PG", article.pages), ("LID", f"{article.doi} [doi]")]
    lines += [("AB", article.one_line_abstract)] if article.abstract else []
    for family, given in article.authors:
        lines += [
            ("FAU", f"{family}, {given}"),
            ("AU", f"{family} {initials(given)}"),
            ("AD", "Made-Up City."),
        ]
    lines += [("CN", article.group)] if article.group else []
    lines += [("LA", article.language), *(("PT", name) for name in article.types)]
    lines += [("TA", article.abbreviation), ("JT", article.journal)]
    for kind, text, pmid in article.links:
        lines.append((TAGS[kind][0], f"{text} PMID: {pmid}" if pmid else text))
    lines += [("MH", heading) for heading in article.mesh]
    lines += [("PMC", article.pmcid)] if article.pmcid else []
    lines += [
        *article.more.items(),
        ("AID", f"{article.doi} [doi]"),
        ("PST", "ppublish"),
        ("SO", article.source),
    ]
    return "".join(f"{wrapped(tag, text)}\n" for tag, text in lines) + "\n"


def pubmed_xml(article: Article) -> str:
    """The PubmedArticle element of the record."""
    people = "".join(
        f"<Author ValidYN='Y'><LastName>{escape(family)}</LastName><ForeName>{escape(given)}</ForeName>"
        f"<Initials>{initials(given)}</Initials></Author>"
        for family, given in article.authors
    )
    group = f"<Author><CollectiveName>{article.group}</CollectiveName></Author>" if article.group else ""
    links = "".join(
        f"<CommentsCorrections RefType='{TAGS[kind][1]}'><RefSource>{escape(text)}</RefSource>"
        + (f"<PMID Version='1'>{pmid}</PMID>" if pmid else "")
        + "</CommentsCorrections>"
        for kind, text, pmid in article.links
    )
    parts = "".join(
        f"<AbstractText Label='{label}'>{escape(text)}</AbstractText>" for label, text in article.abstract
    )
    types = "".join(f"<PublicationType>{escape(name)}</PublicationType>" for name in article.types)
    pmcid = f"<ArticleId IdType='pmc'>{article.pmcid}</ArticleId>" if article.pmcid else ""
    return (
        f"<PubmedArticle><MedlineCitation Status='MEDLINE'><PMID Version='1'>{article.pmid}</PMID>"
        f"<Article><Journal><ISSN IssnType='Print'>{article.issn}</ISSN><JournalIssue>"
        f"<Volume>{article.volume}</Volume><Issue>{article.issue}</Issue><PubDate>{_pub_date(article.printed)}</PubDate></JournalIssue>"
        f"<Title>{article.journal}</Title></Journal><ArticleTitle>{escape(article.title)}.</ArticleTitle>"
        f"<Pagination><MedlinePgn>{article.pages}</MedlinePgn></Pagination>"
        f"<ELocationID EIdType='doi' ValidYN='Y'>{article.doi}</ELocationID>"
        + (f"<Abstract>{parts}</Abstract>" if parts else "")
        + f"<AuthorList CompleteYN='Y'>{people}{group}</AuthorList><Language>{article.language}</Language>"
        f"<PublicationTypeList>{types}</PublicationTypeList></Article>"
        f"<MedlineJournalInfo><MedlineTA>{article.abbreviation}</MedlineTA></MedlineJournalInfo>"
        + (f"<CommentsCorrectionsList>{links}</CommentsCorrectionsList>" if links else "")
        + f"<MeshHeadingList>{''.join(map(_heading, article.mesh))}</MeshHeadingList></MedlineCitation>"
        f"<PubmedData><ArticleIdList><ArticleId IdType='pubmed'>{article.pmid}</ArticleId>"
        f"<ArticleId IdType='doi'>{article.doi}</ArticleId>{pmcid}</ArticleIdList>"
        "<ReferenceList><Reference><Citation>Made up.</Citation><ArticleIdList>"
        "<ArticleId IdType='pubmed'>1</ArticleId><ArticleId IdType='doi'>10.5555/cited</ArticleId>"
        "</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>\n"
    )


def _pub_date(printed: str) -> str:
    year, _, rest = printed.partition(" ")
    if "-" in rest:
        return f"<MedlineDate>{printed}</MedlineDate>"
    name, _, day = rest.partition(" ")
    tag = "Month" if name in MONTHS else "Season"
    middle = f"<{tag}>{name}</{tag}>" if name else ""
    return f"<Year>{year}</Year>{middle}" + (f"<Day>{day}</Day>" if day else "")


def _heading(heading: str) -> str:
    descriptor, _, qualifier = heading.partition("/")
    more = f"<QualifierName MajorTopicYN='Y'>{qualifier.lstrip('*')}</QualifierName>" if qualifier else ""
    return f"<MeshHeading><DescriptorName MajorTopicYN='N'>{descriptor}</DescriptorName>{more}</MeshHeading>"


XML_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, '
    '1st January 2027//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_270101.dtd">\n<PubmedArticleSet>\n'
)
XML_TAIL = "</PubmedArticleSet>\n"


def pubmed_set(made: list[Article]) -> str:
    """A whole PubMed XML file."""
    return XML_HEAD + "".join(map(pubmed_xml, made)) + XML_TAIL
