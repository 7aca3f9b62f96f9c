"""What rests on a subject outside the documents of policies, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from kb.db.connect import Reader
from kb.db.queries import run
from kb.impact.item import ImpactItem, ImpactKind
from kb.impact.subject import ImpactSubject
from kb.inlines import Line
from kb.narrative.notices import marked


def outside_documents(reader: Reader, subject: ImpactSubject) -> Iterator[ImpactItem]:
    """Releases, reviews, studies, further reports, guidelines, searches and screening."""
    yield from _releases(reader, subject)
    yield from _reviews(reader, subject)
    yield from _studies(subject)
    yield from _reports(reader, subject)
    yield from _guidelines(reader, subject)
    for reference in subject.references:
        yield from _workflow(reader, reference.reference)


def _releases(reader: Reader, subject: ImpactSubject) -> Iterator[ImpactItem]:
    records = [study.record for study in subject.studies]
    records += [reference.record for reference in subject.references]
    records += [figure.record for figure in subject.figures]
    for record in dict.fromkeys(records):
        for row in run(reader, "impact/releases", record=record):
            state = "which has not changed since" if row["is_unchanged"] else "which has changed since"
            text = f"{row['policy']} of {row['effective_date']}"
            yield ImpactItem(
                ImpactKind.RELEASE,
                row["policy"],
                None,
                row["release_id"],
                text,
                (f"froze {record}, {state}",),
            )


def _reviews(reader: Reader, subject: ImpactSubject) -> Iterator[ImpactItem]:
    """Reviews that include a study that is all of the subject's, or reports a figure of it."""
    own = {study.study for study in subject.studies}
    for study in sorted(subject.holders):
        for row in run(reader, "evidence/study_reviews", study=study):
            if row["state"] != "not-included" and row["systematic_review"] not in own:
                state = row["state"].replace("-", " ").replace("included not", "included, not")
                yield ImpactItem(
                    ImpactKind.REVIEW,
                    None,
                    None,
                    row["systematic_review"],
                    marked(Line(row["label"]), row["notice"]).plain,
                    (f"{study} {state}",),
                )


def _studies(subject: ImpactSubject) -> Iterator[ImpactItem]:
    for study in subject.studies:
        how = study.through or (f"the reference is its {study.role} report" if study.role is not None else "")
        if how:
            yield ImpactItem(ImpactKind.STUDY, None, None, study.study, study.label, (how,))


def _reports(reader: Reader, subject: ImpactSubject) -> Iterator[ImpactItem]:
    asked = subject.key if "reference" in subject.kinds else None
    for study in subject.studies:
        if study.through:
            continue
        for row in run(reader, "impact/reports", study=study.study):
            if row["reference"] != asked:
                citation = row["citation_text"].replace("*", "")
                how = f"{row['role']} report of {study.study}"
                yield ImpactItem(ImpactKind.REPORT, None, None, row["reference"], citation, (how,))


def _guidelines(reader: Reader, subject: ImpactSubject) -> Iterator[ImpactItem]:
    for reference in subject.references:
        rows = run(reader, "impact/guidelines", reference=reference.reference)
        for guideline in dict.fromkeys(row["guideline"] for row in rows):
            own = [row for row in rows if row["guideline"] == guideline]
            count = sum(1 for row in own if row["recommendation"] is not None)
            text = f"{own[0]['organization']}: {own[0]['title']}"
            how = (
                f"published as {reference.reference}, with {count} recommendation{'' if count == 1 else 's'}"
            )
            yield ImpactItem(ImpactKind.GUIDELINE, None, None, guideline, text, (how,))


def _workflow(reader: Reader, reference: str) -> Iterator[ImpactItem]:
    for row in run(reader, "impact/searches", reference=reference):
        text = f"{row['source']}, searched on {row['run_at']}"
        yield ImpactItem(
            ImpactKind.SEARCH,
            row["policy"],
            None,
            row["hit"],
            text,
            (f"hit {row['position']} is {reference}",),
        )
    for row in run(reader, "impact/screening", reference=reference):
        reason = f": {row['reason']}" if row["reason"] else ""
        decision = row["decision"].replace("-", " ").capitalize()
        text = f"{decision}{reason}, by {row['who']} on {row['decided_at']}"
        stage = f"{row['stage'].replace('-', ' ')} of {reference}"
        yield ImpactItem(
            ImpactKind.SCREENING, row["policy"], row["indication"], row["screening"], text, (stage,)
        )
