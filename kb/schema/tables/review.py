"""The yearly update: cycles, searches and what they returned. Workflow rows, not curated ones."""

from __future__ import annotations

from kb import codes
from kb.schema.tables.base import (
    SchemaTable,
    bytes_column,
    check,
    coded,
    described,
    flag_column,
    foreign_key,
    integer_column,
    primary_key,
    real_column,
    text_column,
    unique,
)


class ReviewCycleTable(SchemaTable, table=True):
    __tablename__ = "review_cycle"
    __table_args__ = described(
        "One row per literature-review update of a policy.",
        unique("policy_id", "opened"),
        coded("state", codes.CYCLE_STATE),
        check("reviewers", "reviewers IN (1, 2)"),
    )
    id: str = primary_key("policy@date opened")
    policy_id: str = foreign_key("policy.id", "The policy")
    opened: str = text_column("When it was opened, ISO 8601 date")
    opened_by: str = text_column("Who opened it")
    reviewers: int = integer_column("How many people decide on each record, 1 or 2")
    due: str | None = text_column("When it is due, ISO 8601 date; null when not set", null=True)
    closed: str | None = text_column("When it was closed, ISO 8601 date; null while open", null=True)
    state: str = text_column("Where it stands", codes=codes.CYCLE_STATE)


class SearchRunTable(SchemaTable, table=True):
    __tablename__ = "search_run"
    __table_args__ = described(
        "One row per search of one source in a review cycle, or per export taken in.",
        unique("review_cycle_id", "number"),
        coded("kind", codes.SEARCH_SOURCE),
        check("records_not_negative", "records >= 0"),
    )
    id: str = primary_key("cycle/number")
    review_cycle_id: str = foreign_key("review_cycle.id", "The review cycle")
    number: int = integer_column("Number of the run in its cycle, from 1")
    strategy: str | None = text_column(
        "Key of the stored strategy of the policy; null without one", null=True
    )
    source: str = text_column("Database, register or other source searched, for example PubMed")
    kind: str = text_column("What sort of source, as PRISMA parts them", codes=codes.SEARCH_SOURCE)
    run_at: str = text_column("When it was searched, ISO 8601: a day, or a moment in UTC")
    who: str = text_column("Who ran it, or took the export in")
    query: str | None = text_column("The query as sent; null when not told", null=True)
    translation: str | None = text_column(
        "How the source read the query; null when it does not say", null=True
    )
    since: str | None = text_column("First day of the date window, ISO 8601; null without a limit", null=True)
    until: str | None = text_column("Last day of the date window, ISO 8601; null without a limit", null=True)
    found: int | None = integer_column(
        "Records that the source says it found; null when it is not told", null=True
    )
    records: int = integer_column("Records taken in, those that could not be read included")
    file: str | None = text_column("Name of the export; null when there is none", null=True)
    file_format: str | None = text_column("Format of the export; null when there is none", null=True)
    file_sha256: str | None = text_column("SHA-256 of the export; null when there is none", null=True)
    text_sha256: str | None = text_column(
        "SHA-256 of its text as UTF-8 without blanks and line ends; null when there is none",
        null=True,
    )


class SearchRunCorrectionTable(SchemaTable, table=True):
    __tablename__ = "search_run_correction"
    __table_args__ = described(
        "One row per correction or withdrawal of a search run: all that holds of the run since. Append only.",
        unique("search_run_id", "number"),
        coded("kind", codes.SEARCH_SOURCE),
    )
    id: str = primary_key("search run/number")
    search_run_id: str = foreign_key("search_run.id", "The search run")
    number: int = integer_column("Order among those of the run, from 1; the newest applies")
    strategy: str | None = text_column(
        "Key of the stored strategy of the policy; null without one", null=True
    )
    source: str = text_column("Database, register or other source searched, for example PubMed")
    kind: str = text_column("What sort of source, as PRISMA parts them", codes=codes.SEARCH_SOURCE)
    run_at: str = text_column("When it was searched, ISO 8601: a day, or a moment in UTC")
    query: str | None = text_column("The query as sent; null when not told", null=True)
    since: str | None = text_column("First day of the date window, ISO 8601; null without a limit", null=True)
    until: str | None = text_column("Last day of the date window, ISO 8601; null without a limit", null=True)
    found: int | None = integer_column(
        "Records that the source says it found; null when it is not told", null=True
    )
    is_withdrawn: bool = flag_column("Whether the run is withdrawn: it counts for nothing then")
    because: str = text_column("Why")
    who: str = text_column("Who corrected it")
    corrected_at: str = text_column("When, UTC, ISO 8601")


class CandidateTable(SchemaTable, table=True):
    __tablename__ = "candidate"
    __table_args__ = described(
        "One row per publication that a search returned, for all policies: what people screen.",
        check("same_as_other", "same_as_id <> id"),
        index=("pmid", "pmcid", "doi"),
    )
    id: str = primary_key("pmid:number, else search run#position of the first record of it")
    same_as_id: str | None = foreign_key(
        "candidate.id", "The candidate that replaces it since they were merged; null for itself", null=True
    )
    reference_id: str | None = foreign_key(
        "reference.id", "The reference that it is; null when the knowledge base has none", null=True
    )
    title: str | None = text_column("Title; null when the export has none", null=True)
    original_title: str | None = text_column("Title in the original language; null when not given", null=True)
    authors: str | None = text_column("Authors, parted by semicolons; null when not given", null=True)
    journal: str | None = text_column("Journal, book or series; null when not given", null=True)
    issued: str | None = text_column(
        "Date of publication, ISO 8601, as precise as known; null when not given", null=True
    )
    volume: str | None = text_column("Volume; null when not given", null=True)
    issue: str | None = text_column("Issue; null when not given", null=True)
    pages: str | None = text_column("Pages or article number; null when not given", null=True)
    abstract: str | None = text_column("Abstract; null when not given", null=True)
    publication_types: str | None = text_column(
        "Types as the source calls them, parted by semicolons; null when not given", null=True
    )
    languages: str | None = text_column("Languages, parted by semicolons; null when not given", null=True)
    pmid: str | None = text_column("PubMed identifier; null when not given", null=True)
    pmcid: str | None = text_column("PubMed Central identifier; null when not given", null=True)
    doi: str | None = text_column("Digital Object Identifier, the first one; null when not given", null=True)
    title_key: str | None = text_column(
        "Hash of the words of the title, by which notices find it; null without a title, and for a notice",
        null=True,
    )


class PublishedNoticeTable(SchemaTable, table=True):
    __tablename__ = "published_notice"
    __table_args__ = described(
        "One row per notice about a publication that an export or a register tells of, for all reviews.",
        coded("kind", codes.NOTICE_KIND),
        index=("pmid", "doi", "title_key"),
    )
    id: str = primary_key("Hash of what it says")
    kind: str = text_column("What sort of notice", codes=codes.NOTICE_KIND)
    basis: str = text_column("What tells it: register, link, note, publication type or title")
    source: str = text_column("Retraction Watch, PubMed or citation export")
    candidate_id: str | None = foreign_key(
        "candidate.id", "The candidate whose own record tells it; null when another record does", null=True
    )
    pmid: str | None = text_column(
        "PubMed identifier of the publication that it is about; null when not told", null=True
    )
    doi: str | None = text_column("DOI of that publication; null when not told", null=True)
    title: str | None = text_column("Title of that publication; null when not told", null=True)
    title_key: str | None = text_column(
        "Hash of the words of that title; null when it is not told or too short", null=True
    )
    journal: str | None = text_column(
        "Journal of the publication, which is that of the notice; null when not told", null=True
    )
    date: str | None = text_column("When it was published, ISO 8601; null when not known", null=True)
    notice_pmid: str | None = text_column(
        "PubMed identifier of the notice itself; null when not told", null=True
    )
    notice_doi: str | None = text_column("DOI of the notice itself; null when not told", null=True)
    text: str | None = text_column("The notice as cited, or its title; null when not told", null=True)


class CandidateLinkTable(SchemaTable, table=True):
    __tablename__ = "candidate_link"
    __table_args__ = described(
        "One row per publication that a candidate is tied to by its database: notices, comments, updates.",
        unique("candidate_id", "position"),
        index=("pmid",),
    )
    id: str = primary_key("candidate/position")
    candidate_id: str = foreign_key("candidate.id", "The candidate")
    position: int = integer_column("Order, from 1")
    kind: str = text_column("What the other one is to this one: retracted-by, correction-of ...")
    pmid: str | None = text_column("PubMed identifier of the other one; null when not given", null=True)
    doi: str | None = text_column("DOI of the other one; null when not given", null=True)
    text: str | None = text_column("The other one as cited; null when not given", null=True)


class SearchHitTable(SchemaTable, table=True):
    __tablename__ = "search_hit"
    __table_args__ = described(
        "One row per record that a search returned. A record that could not be read has a problem.",
        unique("search_run_id", "position"),
        check("read_or_not", "(problem IS NULL) = (citation IS NOT NULL)"),
        check("candidate_of_read", "problem IS NULL OR candidate_id IS NULL"),
        index=("search_run_id candidate_id",),
    )
    id: str = primary_key("search run#position")
    search_run_id: str = foreign_key("search_run.id", "The search")
    position: int = integer_column("Place in the result, from 1")
    line: int = integer_column("Line of the export where it starts, from 1; 0 for the file as a whole")
    candidate_id: str | None = foreign_key(
        "candidate.id", "The publication it is a record of; null when it could not be read", null=True
    )
    raw: bytes = bytes_column("The record as received, compressed (raw deflate of UTF-8)")
    citation: bytes | None = bytes_column(
        "What was read from it, JSON, compressed with raw as dictionary; null when it could not be read",
        null=True,
    )
    problem: str | None = text_column("Why it could not be read, and what to do; null when it was", null=True)


class ComparedRecordTable(SchemaTable, table=True):
    __tablename__ = "compared_record"
    __table_args__ = described(
        "One row per record that could be read, as it is compared with others to find duplicates; derived.",
        index=("candidate_id",),
    )
    id: str = primary_key("search run#position, as in search_hit")
    candidate_id: str = foreign_key("candidate.id", "The publication it is a record of")
    rules: str = text_column("Rules by which the record was taken apart; made anew by newer ones")
    keys: bytes = bytes_column(
        "Hashes of 8 bytes, lowest first: two that part large groups, then the keys; records that share one"
        " are compared"
    )
    titles: str | None = text_column(
        "Words of each title on a line, lower case, without accents; null for none", null=True
    )
    page: int | None = integer_column("First page; null when not given", null=True)
    year: int | None = integer_column("Year of publication; null when not given", null=True)
    volume: str | None = text_column("Volume as it is compared; null when not given", null=True)
    is_plain: bool = flag_column("Whether it is an article, and no notice, comment, part or version of one")
    record: str = text_column("What else is compared (kinds, people, journals, places ...), JSON")


class DuplicatePairTable(SchemaTable, table=True):
    __tablename__ = "duplicate_pair"
    __table_args__ = described(
        "One row per two candidates, or candidate and reference, found to belong together.",
        coded("relation", codes.DUPLICATE_RELATION),
        check("one_other", "(other_id IS NULL) <> (reference_id IS NULL)"),
        check("tie", "(relation = 'tied') = (tie IS NOT NULL)"),
    )
    id: str = primary_key("candidate = candidate, or candidate = reference")
    review_cycle_id: str = foreign_key("review_cycle.id", "The review cycle in which it was found")
    one_id: str = foreign_key("candidate.id", "One candidate")
    other_id: str | None = foreign_key("candidate.id", "The other; null when it is a reference", null=True)
    reference_id: str | None = foreign_key(
        "reference.id", "The reference; null when the other is a candidate", null=True
    )
    relation: str = text_column("What was found", codes=codes.DUPLICATE_RELATION)
    tie: str | None = text_column("How they are tied: correction, reply ...; null unless tied", null=True)
    score: float | None = real_column(
        "How alike, in the units of the weights; null when not weighed", null=True
    )
    why: str = text_column("Why, in words")
    found_at: str = text_column("When, UTC, ISO 8601")


class DuplicateJudgementTable(SchemaTable, table=True):
    __tablename__ = "duplicate_judgement"
    __table_args__ = described(
        "One row per judgement of a person on a pair. Append only: the newest applies.",
        unique("pair_id", "judged_at", "who"),
        coded("judgement", codes.DUPLICATE_JUDGEMENT),
    )
    id: str = primary_key("pair/time/who")
    pair_id: str = foreign_key("duplicate_pair.id", "The pair")
    judgement: str = text_column("What was judged", codes=codes.DUPLICATE_JUDGEMENT)
    because: str | None = text_column("Why; null when not said", null=True)
    who: str = text_column("Who judged")
    judged_at: str = text_column("When, UTC, ISO 8601")
