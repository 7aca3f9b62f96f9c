"""All that is known as one subject, so that everything of a policy is marked at once."""

from __future__ import annotations

from kb.db.connect import Reader
from kb.db.queries import run
from kb.impact.subject import ImpactSubject, read_subject


def everything(reader: Reader) -> ImpactSubject:
    """A subject of all studies, references and figures."""
    keys = [row["study"] for row in run(reader, "evidence/study_keys")]
    keys += [row["reference"] for row in run(reader, "evidence/reference_names")]
    keys += [row["id"] for row in reader.rows("SELECT id FROM fact ORDER BY id")]
    subjects = [read_subject(reader, key) for key in dict.fromkeys(keys)]
    return ImpactSubject(
        key="everything",
        names=(),
        notices=(),
        studies=tuple({one.study: one for subject in subjects for one in subject.studies}.values()),
        references=tuple({one.reference: one for subject in subjects for one in subject.references}.values()),
        figures=tuple({one.figure: one for subject in subjects for one in subject.figures}.values()),
        recommendations=tuple(dict.fromkeys(r for subject in subjects for r in subject.recommendations)),
    )
