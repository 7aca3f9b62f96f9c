"""What differs, for each indication, between the last release and today: its basis, findings and verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kb.db.connect import Reader
from kb.db.queries import run
from kb.records.kinds import id_of, name_of
from kb.releases.state import FrozenState
from kb.review.concluding.change import EvidenceChange, What
from kb.store.appraisals import answer_names
from kb.store.row_changes import fetch
from kb.store.rows import RecordRows, Row
from kb.store.selects import ReaderSelects

Statements = Mapping[str, str]
"""Key of a thing -> what it says."""


def changes_since(reader: Reader, policy: str, state: FrozenState) -> dict[str, list[EvidenceChange]]:
    """Key of each indication of a policy to what differs from a release; empty lists where nothing does.

    Compared is what ``kb.evidence.basis`` hashes, and what was concluded. Raises KbError when records of the
    release can no longer be read.
    """
    keys = [row["key"] for row in run(reader, "evidence/indication_keys", policy=policy)]
    both = _Both(reader, state)
    return {key: list(_Comparison(both, policy, key).changes()) for key in keys}


class _Both:
    """Rows of records at the release and today."""

    def __init__(self, reader: Reader, state: FrozenState) -> None:
        self._asks = ReaderSelects(reader)
        self._state = state
        self._now: dict[str, RecordRows] = {}
        rows = run(reader, "evidence/record_hashes")
        self._hashes = {row["id"]: row["content_hash"] for row in rows}

    def is_same(self, id: str) -> bool:
        """Whether a record says what it said."""
        return bool(self._state.manifest.get(id, "") == self._hashes.get(id, ""))

    def before(self, id: str) -> RecordRows:
        """The rows of a record at the release; none when it was not frozen."""
        return self._state.rows(id) or RecordRows(id)

    def now(self, id: str) -> RecordRows:
        """The rows of a record today; none when it is gone."""
        if id not in self._now:
            name = name_of(id)
            assert name is not None
            self._now[id] = fetch(self._asks, name.kind, [id])[id]
        return self._now[id]


class _Comparison:
    """One indication."""

    def __init__(self, both: _Both, policy: str, key: str) -> None:
        self._both = both
        self._id = f"{policy}/{key}"
        self._policy = id_of("policies", policy)
        self._record = id_of("indications", key, policy)
        self._uses = [_uses(rows) for rows in (both.before(self._record), both.now(self._record))]

    def changes(self) -> Iterator[EvidenceChange]:
        """What differs, in the order of ``What``."""
        yield from self._of_record(What.QUESTION, _question)
        yield from self._of_studies()
        yield from self._of_record(What.CERTAINTY, _certainty)
        yield from self._of_notices()
        yield from self._of_recommendations()
        for what, read_statements in (
            (What.FINDING, _findings),
            (What.BASIS, _bases),
            (What.VERDICT, _verdict),
        ):
            yield from self._of_record(what, read_statements)

    def _of_record(
        self, what: What, read_statements: Callable[[RecordRows], Statements]
    ) -> Iterator[EvidenceChange]:
        before, now = self._both.before(self._record), self._both.now(self._record)
        yield from _differing(what, read_statements(before), read_statements(now))

    def _of_studies(self) -> Iterator[EvidenceChange]:
        before, now = self._uses
        for study in now:
            if study not in before:
                yield EvidenceChange(What.STUDY, study, None, _label(self._study(study)[1]), study)
        for study in before:
            if study not in now:
                yield EvidenceChange(What.STUDY, study, _label(self._study(study)[0]), None, study)
        kept = [study for study in now if study in before]
        for what, read_statements in _OF_STUDY.items():
            for study in kept:
                if not self._both.is_same(id_of("studies", study)):
                    before_it, now_it = map(read_statements, self._study(study))
                    yield from _differing(what, before_it, now_it, study)
        relevance = [_answers(rows(self._record)) for rows in (self._both.before, self._both.now)]
        for study in kept:
            was, is_now = (_of_study(version, study) for version in relevance)
            yield from _differing(What.LIMITATION, was, is_now, study)

    def _study(self, study: str) -> tuple[RecordRows, RecordRows]:
        id = id_of("studies", study)
        return self._both.before(id), self._both.now(id)

    def _of_notices(self) -> Iterator[EvidenceChange]:
        for study in self._uses[1]:
            for report in self._study(study)[1].of("study_report"):
                id = id_of("references", report["reference_id"])
                if not self._both.is_same(id):
                    before, now = self._both.before(id), self._both.now(id)
                    yield from _differing(What.NOTICE, _notices(before), _notices(now), study)

    def _of_recommendations(self) -> Iterator[EvidenceChange]:
        before = self._recommended(self._both.before)
        now = self._recommended(self._both.now)
        guidelines = {key.partition("/")[0] for key in before.keys() & now.keys()}
        for guideline in sorted(guidelines):
            id = id_of("guidelines", guideline)
            before_it, now_it = _version(self._both.before(id)), _version(self._both.now(id))
            yield from _differing(What.GUIDELINE, before_it, now_it)
        yield from _differing(What.RECOMMENDATION, before, now)

    def _recommended(self, rows: Callable[[str], RecordRows]) -> Statements:
        """The recommendations that bear on the indication, those on none in particular included."""
        statements: dict[str, str] = {}
        for use in rows(self._policy).of("policy_recommendation"):
            key = use["recommendation_id"]
            if use["indication_id"] in (None, self._id):
                guideline = rows(id_of("guidelines", key.partition("/")[0]))
                recommendations = (row for row in guideline.of("recommendation") if row["id"] == key)
                statements |= {row["id"]: _recommendation(row) for row in recommendations}
        return statements


def _differing(
    what: What, before: Statements, now: Statements, study: str | None = None
) -> Iterator[EvidenceChange]:
    for key in dict.fromkeys([*now, *before]):
        if before.get(key) != now.get(key):
            yield EvidenceChange(what, key, before.get(key), now.get(key), study)


def _uses(rows: RecordRows) -> list[str]:
    """The studies of an indication, in reading order."""
    groups = {row["id"]: row["position"] for row in rows.of("evidence_group")}
    parts = [
        (groups[row["evidence_group_id"]], row["position"], row["study_id"]) for row in rows.of("study_use")
    ]
    return [study for _, _, study in sorted(parts)]


def _label(rows: RecordRows) -> str:
    """What a study is called; its key where its record is not held."""
    studies = rows.of("study")
    return str(studies[0]["label"]) if studies else rows.record_id.partition("/")[2]


def _question(rows: RecordRows) -> Statements:
    statements = {f"{row['element']}: {row['intervention_id']}": "asked" for row in rows.of("pico_element")}
    for row in rows.of("indication_outcome"):
        statements[f"outcome: {row['outcome_id']}"] = "relevant" if row["relevant"] else "asked"
    for row in rows.of("indication"):
        statements["population"] = _joined(row["population"], row["condition_id"])
    return statements


def _description(rows: RecordRows) -> Statements:
    statements = {f"arm {row['id']}": "given" for row in rows.of("received_intervention")}
    for row in rows.of("study"):
        statements["design"] = _joined(row["design_id"], row["data_direction"], row["known_through_id"])
    statements |= _conduct(rows)
    for row in rows.of("included_study"):
        statements[f"includes {row['study_id'] or row['label'] or 'unnamed studies'}"] = _joined(
            row["state"], row["unnamed"]
        )
    return statements


def _conduct(rows: RecordRows) -> Statements:
    """An early stop, margins, and the studies whose participants these are too."""
    statements: dict[str, str] = {}
    for row in rows.of("study"):
        if row["stopped_because"] is not None:
            statements["stopped early"] = str(row["stopped_because"])
        if row["extension_of_id"] is not None:
            statements[f"extension of {row['extension_of_id']}"] = "said"
    for row in rows.of("cohort_link"):
        statements[f"shares participants with {row['study_id']}"] = "said"
    for row in rows.of("set_margin"):
        place = f"margin {row['outcome_id']} in {row['population_set_id'].rpartition('/')[2]}"
        statements[f"{place} {row['position']}"] = _joined(row["margin"], row["met"])
    return statements


def _figures(rows: RecordRows) -> Statements:
    return {
        row["id"]: _figure(row)
        for row in sorted(rows.of("figure"), key=lambda row: (row["result_id"] or "", row["position"]))
        if row["result_id"] is not None
    }


def _figure(row: Row) -> str:
    if row["absent_reason"] is not None:
        return str(row["absent_reason"]).replace("-", " ")
    unit = "" if row["unit"] == "%" else row["unit"]
    return " ".join(word for word in (row["reported_text"], unit, row["counted"]) if word)


def _answers(rows: RecordRows) -> Statements:
    """Limitations and strengths: ``study#name`` -> the note; the codes of indications name the study, too."""
    studies = {row["id"]: row["study_id"] for row in rows.of("appraisal")}
    statements = {}
    for appraisal, study in studies.items():
        answers = rows.ordered("appraisal_answer", appraisal_id=appraisal)
        for name, id in answer_names(answers).items():
            note = next(row["note"] for row in answers if row["id"] == id)
            statements[f"{study}#{name}"] = note or "stated"
    return statements


def _judgements(rows: RecordRows) -> Statements:
    """How instruments judge a study: ``study/edition/outcome/domain`` -> the judgement and why."""
    domains = rows.below("domain_judgement", "judged_appraisal_id")
    statements = {}
    for row in rows.ordered("judged_appraisal"):
        parts = (row["study_id"], row["instrument_version_id"], row["outcome_id"], row["judged_by_id"])
        judged = "/".join(part for part in parts if part is not None)
        if overall := _joined(_last(row["overall_id"]), row["score"]):
            statements[judged] = overall
        for domain in domains.get(row["id"], ()):
            statements[f"{judged}/{domain['key']}"] = _joined(_last(domain["judgement_id"]), domain["note"])
    return statements


def _certainty(rows: RecordRows) -> Statements:
    """How certain evidence was rated: outcome and comparator -> level, and the reasons."""
    reasons = rows.below("rating_reason", "rated_certainty_id")
    statements = {}
    for row in rows.ordered("rated_certainty"):
        rated = " vs ".join(part for part in (row["outcome_id"], row["comparator_id"]) if part is not None)
        told = (
            f"{reason['direction']} {reason['levels']} for {_last(reason['domain_id'])}"
            for reason in reasons.get(row["id"], ())
        )
        statements[rated] = _joined(_last(row["level_id"]), *told)
    return statements


def _last(id: str | None) -> str:
    return (id or "").rpartition("/")[2]


def _of_study(statements: Statements, study: str) -> Statements:
    return {key: text for key, text in statements.items() if key.partition("#")[0] == study}


def _notices(rows: RecordRows) -> Statements:
    key = rows.record_id.partition("/")[2]
    return {
        f"{key} ({row['kind']})": _joined(row["kind"], row["date"] or "undated", row["text"])
        for row in rows.ordered("notice")
    }


def _version(rows: RecordRows) -> Statements:
    return {row["id"]: row["version"] or "no version" for row in rows.of("guideline")}


def _recommendation(row: Row) -> str:
    return f"{row['text']} (category {row['category']})" if row["category"] else str(row["text"])


def _findings(rows: RecordRows) -> Statements:
    return {row["key"]: row["text"] for row in rows.ordered("finding")}


def _bases(rows: RecordRows) -> Statements:
    """What the record itself names as the basis of each finding; the figures in its text go with the text."""
    keys = {row["id"]: row["key"] for row in rows.of("finding")}
    statements: dict[str, list[str]] = {}
    for row in rows.ordered("finding_basis"):
        if row["stated"]:
            statements.setdefault(keys[row["finding_id"]], []).append(row["written"])
    return {key: ", ".join(sorted(written)) for key, written in statements.items()}


def _verdict(rows: RecordRows) -> Statements:
    return {
        name: (row[name] or "not told").replace("-", " ")
        for row in rows.of("conclusion")
        for name in ("verdict", "effect")
    }


def _joined(*parts: Any) -> str:
    return ", ".join(str(part) for part in parts if part is not None and part != "")


_OF_STUDY: dict[What, Callable[[RecordRows], Statements]] = {
    What.DESCRIPTION: _description,
    What.FIGURE: _figures,
    What.LIMITATION: _answers,
    What.JUDGEMENT: _judgements,
}
