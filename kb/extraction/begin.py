"""``kb extract new``: from a publication to a draft, in one transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kb.bibliography.citation import Citation, CitationAuthor, Format, RecordPlace
from kb.bibliography.notice_titles import CONCERN, RETRACTION
from kb.bibliography.notices import notices_of
from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.evidence.studies import study_keys
from kb.extraction.bibliography import reference_of
from kb.extraction.citations import read_citation
from kb.extraction.designs import Guess, guess_design
from kb.extraction.draft import Basis, draft_of
from kb.extraction.keys import base_key, free_key
from kb.extraction.questions import choose_question, read_questions
from kb.extraction.saved_extractions import DRAFT, SavedExtraction, own_extraction, read_extractions, save
from kb.records.kinds import RecordName, id_of
from kb.records.prose_tokens import SLUG
from kb.records.references import ReferenceRecord
from kb.records.validating import validate
from kb.records.writing import write_record
from kb.records.yaml_source import read_text
from kb.review.cycles import UNDER_WAY, Cycle, cycle_under_way, read_cycles
from kb.review.outcome import FULL_TEXT, RecordedDecision, ScreeningStatus, outcome_of
from kb.store.database import Writer, writing
from kb.store.record_texts import record_text


def known_reference(reader: Reader, id: str, name: str) -> tuple[str, Citation] | None:
    """Key and citation of the reference that a key, PMID or DOI names; None when there is none."""
    named = {id, f"pmid:{name}", f"doi:{name.lower()}", f"pmcid:{name}"}
    for row in run(reader, "evidence/reference_names"):
        if row["name"] in named:
            return str(row["reference"]), _citation(reader, str(row["reference"]))
    return None


def _citation(reader: Reader, key: str) -> Citation:
    record_id = id_of("references", key)
    name = RecordName("references", record_id, key)
    record: ReferenceRecord = validate(read_text(record_text(reader, record_id), record_id), name)
    csl = record.csl
    return Citation(
        Format.CSL_JSON,
        RecordPlace(0, 0, None),
        "",
        title=csl.title,
        authors=tuple(CitationAuthor(a.family, a.given, a.suffix, a.literal) for a in csl.author),
        authors_truncated=csl.authors_truncated,
        journal=csl.container_title,
        issued=csl.issued,
        issued_text=csl.issued_text,
        pmid=record.identifiers.pmid,
        dois=(record.identifiers.doi,) if record.identifiers.doi else (),
    )


@dataclass(frozen=True, slots=True)
class ExtractionRequest:
    """What to begin with."""

    id: str
    """PMID, DOI, id of a candidate, or key of a reference."""
    who: str
    policy: str | None = None
    """None for the only review under way."""
    indication: str | None = None
    key: str | None = None
    """Key of the study; None to make one from author and year."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft that was begun, or one that was there."""

    extraction: SavedExtraction
    guess: Guess | None
    """The design that was guessed; None for an extraction that was there before."""
    remarks: tuple[str, ...]
    """What the person should know, one sentence or two each."""


@dataclass(frozen=True, slots=True)
class _Publication:
    """The publication: its citation, the candidate (in a cycle) and the reference (when held)."""

    citation: Citation
    cycle: Cycle | None
    candidate: str | None
    reference: str | None


def begin(url: str, request: ExtractionRequest) -> Begun:
    """Begin the extraction of a publication; the same draft again when the person has begun it before.

    Raises KbError when the publication is not found, or a study of it is there already.
    """
    # Keys are given out here, so two who begin at once have to wait for one another.
    with writing(url) as writer:
        reader = writer.reader()
        publication = _find(reader, request)
        _refuse_extracted(reader, publication)
        if (own := _own(reader, publication, request)) is not None:
            return Begun(own, None, ("This extraction was begun before; it goes on from there.",))
        return _begin(writer, publication, request)


def _find(reader: Reader, request: ExtractionRequest) -> _Publication:
    name = re.sub(
        r"^(pmid:\s*|doi:\s*|https?://(dx\.)?doi\.org/)", "", request.id.strip(), flags=re.IGNORECASE
    )
    cycle, which_cycle = _cycle(reader, request.policy)
    if cycle is not None and (candidate := _candidate(reader, cycle, request.id.strip(), name)) is not None:
        citation = read_citation(reader, candidate)
        assert citation is not None
        page = run(reader, "extraction/candidate_page", candidate=candidate)[0]
        return _Publication(citation, cycle, candidate, page["reference"] or _reference(reader, citation))
    known = known_reference(reader, request.id.strip(), name)
    if known is not None:
        return _Publication(known[1], cycle, None, known[0])
    if cycle is not None:
        remedy = "Import it first: kb review import FILE. Give a PMID, DOI, candidate or reference."
        raise KbError(f"{request.id} is not in the review of {cycle.policy}. {remedy}")
    remedy = f"Add it first: kb reference add {request.id.strip()} (or a file that has it). {which_cycle}"
    raise KbError(f"{request.id} is not in the knowledge base. {remedy}".strip())


def _cycle(reader: Reader, policy: str | None) -> tuple[Cycle | None, str]:
    """The cycle under way; None outside of a review, with which are under way where several are."""
    try:
        return cycle_under_way(reader, policy), ""
    except KbError as error:
        return None, error.message if policy is None and _several(reader) else ""


def _several(reader: Reader) -> bool:
    return any(cycle.state in UNDER_WAY for cycle in read_cycles(reader, None))


def _candidate(reader: Reader, cycle: Cycle, id: str, name: str) -> str | None:
    for word in (id, name):
        rows = run(reader, "extraction/named_candidates", cycle=cycle.id, name=word, doi=word.lower())
        if len(rows) > 1:
            listed = ", ".join(row["candidate"] for row in rows)
            raise KbError(f"{id} names several candidates ({listed}). Give the id of one of them.")
        if rows:
            return str(rows[0]["candidate"])
    return None


def _reference(reader: Reader, citation: Citation) -> str | None:
    """The reference with an identifier of the citation."""
    named = {f"pmid:{citation.pmid}", f"pmcid:{citation.pmcid}", *(f"doi:{doi}" for doi in citation.dois)}
    keys = run(reader, "evidence/reference_names")
    return next((str(row["reference"]) for row in keys if row["name"] in named), None)


def _refuse_extracted(reader: Reader, publication: _Publication) -> None:
    if publication.reference is None:
        return
    rows = run(reader, "extraction/studies_of_reference", reference=publication.reference)
    if not rows:
        return
    study = rows[0]["study"]
    uses = [f"{row['policy']}/{row['indication']}" for row in rows if row["study"] == study and row["policy"]]
    used = f"It is used for {', '.join(uses)}." if uses else "No policy uses it yet."
    raise KbError(
        f"{publication.reference} is a report of the study {study} already. {used}"
        f" kb review use {study} INDICATION --group KEY uses it here;"
        f" kb extract sheet {study} corrects or completes it."
    )


def _own(reader: Reader, publication: _Publication, request: ExtractionRequest) -> SavedExtraction | None:
    study = _agreed(reader, publication)
    return own_extraction(reader, study, request.who) if study is not None else None


def _agreed(reader: Reader, publication: _Publication) -> str | None:
    """The key of the study when somebody has begun with this publication."""
    for extraction in read_extractions(reader):
        if publication.candidate is not None and extraction.candidate == publication.candidate:
            return extraction.study
        if publication.candidate is None and publication.reference == extraction.study:
            return extraction.study
    return None


def _begin(writer: Writer, publication: _Publication, request: ExtractionRequest) -> Begun:
    reader = writer.reader()
    study = _agreed(reader, publication) or _key(reader, publication, request)
    reference = publication.reference or study
    if publication.reference is None:
        reference_of(publication.citation, reference)  # refuses now what could not be adopted later
    groups = {row["id"]: row["design_group"] for row in run(reader, "extraction/designs")}
    if not groups:
        raise KbError("The knowledge base has no vocabulary of designs. Load it first: kb load.")
    guess = guess_design(publication.citation, groups)
    policy = _policy(reader, publication, request)
    questions = read_questions(reader, policy) if policy is not None else []
    question = choose_question(questions, request.indication, publication.citation)
    draft = draft_of(Basis(study, reference, publication.citation, guess, groups[guess.design], question))
    cycle = publication.cycle.id if publication.cycle is not None else None
    extraction = SavedExtraction(study, request.who, DRAFT, write_record(draft), cycle, publication.candidate)
    save(writer, extraction)
    remarks = (*_screened(reader, publication), *_remarks(reader, publication.citation, question is not None))
    return Begun(replace(extraction), guess, remarks)


def _policy(reader: Reader, publication: _Publication, request: ExtractionRequest) -> str | None:
    """The policy whose question it is for: the one named, that of the review, or the only one it can be.

    None where several could be meant. Raises KbError for an indication that none or several have.
    """
    named = (request.indication or "").rpartition("/")[0] or None
    if policy := request.policy or named or (publication.cycle.policy if publication.cycle else None):
        return policy
    questions = read_questions(reader, None)
    own = request.indication
    policies = list(dict.fromkeys(pico.policy for pico in questions if own in (None, pico.indication)))
    if own is not None and not policies:
        close = nearest(own, sorted({pico.indication for pico in questions}))
        raise KbError(f"No policy has an indication {own}. {close}".rstrip())
    if own is not None and len(policies) > 1:
        listed = " or ".join(f"--indication {policy}/{own}" for policy in policies)
        raise KbError(f"Several policies have an indication {own}. Say which: {listed}.")
    return policies[0] if len(policies) == 1 else None


def _key(reader: Reader, publication: _Publication, request: ExtractionRequest) -> str:
    """The key of a new study. Raises KbError for one that is taken or is no key."""
    taken = set(study_keys(reader))
    taken |= {extraction.study for extraction in read_extractions(reader)}
    if publication.reference is None:
        taken |= {row["name"] for row in run(reader, "evidence/reference_names")}
    if request.key is None:
        return free_key(publication.reference or base_key(publication.citation), taken)
    if not SLUG.fullmatch(request.key):
        raise KbError(
            f"{request.key} is no key. A key has lower-case letters, digits and hyphens: wang-2015."
        )
    if request.key in taken:
        raise KbError(f"The key {request.key} is taken. Free: {free_key(request.key, taken)}")
    return request.key


def _screened(reader: Reader, publication: _Publication) -> list[str]:
    """What to tell when screening has not included the candidate yet."""
    if publication.cycle is None or publication.candidate is None:
        return []
    decisions = [
        RecordedDecision(**{name: value for name, value in row.items() if name not in ("candidate", "stage")})
        for row in run(reader, "review/decisions", cycle=publication.cycle.id)
        if (row["candidate"], row["stage"]) == (publication.candidate, FULL_TEXT)
    ]
    status = outcome_of(decisions, publication.cycle.reviewers, FULL_TEXT).status
    if status is ScreeningStatus.INCLUDE:
        return []
    return [f"Screening of the full text has not included it (it stands at: {status.value})."]


def _remarks(reader: Reader, citation: Citation, asked: bool) -> list[str]:
    remarks = []
    studies = {row["number"]: row["study"] for row in run(reader, "extraction/registered_studies")}
    for number in citation.registrations:
        if number in studies:
            remarks.append(
                f"{number} is the registration of {studies[number]}: perhaps a further report of that study."
                f" Then add it under `reports` there (kb extract sheet {studies[number]})."
            )
    told = {notice.nature for notice in notices_of(citation) if notice.is_own}
    if RETRACTION in told:
        remarks.append("The publication was RETRACTED.")
    elif CONCERN in told:
        remarks.append("There is an EXPRESSION OF CONCERN about the publication.")
    if not asked:
        remarks.append(
            "No PICO question is known, so no arms or outcomes are offered; --policy or --indication"
            " names one."
        )
    return remarks
