"""The before-and-after appendix: every statement and conclusion as it was, as it is, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kb.db.connect import Reader
from kb.db.queries import run
from kb.documents.content import Document, Paragraph, Section, Table
from kb.errors import KbError
from kb.evidence.policies import read_prose_figures
from kb.narrative.prose import ProseReader
from kb.records.kinds import id_of
from kb.records.prose_tokens import tokens_of
from kb.releases.release import Release
from kb.releases.state import FrozenState
from kb.reports.own_words import in_one_line
from kb.review.concluding.change import EvidenceChange
from kb.review.concluding.sign_offs import ReviewConclusions, ReviewedIndication
from kb.review.publishing.update import policy_record

_SAID = frozenset({"text", "determination", "verdict", "effect"})
"""Columns that a reader sees; a row that only moved has no reason of its own."""


def read_reasons(reader: Reader, policy: str, since: Release | None) -> dict[str, str]:
    """Row (``finding 7.01.75/hcc/need``) to the reason of its newest change since a release."""
    if since is None:
        return {}
    reasons = {}
    for row in run(reader, "review/publishing/reasons", policy=policy, since=since.published_at):
        if row["action"] != "update" or row["field"] in _SAID:
            reasons[f"{row['table_name']} {row['row_id']}"] = row["why"]
    return reasons


_HEADER = ("Which", "Before", "After", "Why")
_SAME, _NEW, _GONE = "Unchanged.", "New.", "Removed."


def build_appendix(
    reader: Reader,
    conclusions: ReviewConclusions,
    former: FrozenState | None,
    facts: Sequence[tuple[str, str]],
) -> Document:
    """The appendix of a review; ``facts`` are under its title. Without a former version all is new."""
    policy = conclusions.cycle.policy
    title = run(reader, "evidence/policies", first=policy, last=policy)[0]["title"]
    texts = _Texts(reader, policy, former)
    sections = (
        Section("Policy statements", (_statements(reader, conclusions, texts),), key="statements"),
        *(_conclusion(indication, texts) for indication in conclusions.indications),
    )
    return Document(f"{policy} {title}: before and after", tuple(facts), sections)


class _Texts:
    """Prose as its readers saw it in the former version, and see it now."""

    def __init__(self, reader: Reader, policy: str, former: FrozenState | None) -> None:
        self.policy = policy
        self.former = former
        self._now = ProseReader(read_prose_figures(reader, policy=policy), owner=policy)
        self._names = {
            row["determination"]: row["name"]
            for row in run(reader, "review/publishing/determinations", policy=policy)
        }
        self._reasons = read_reasons(reader, policy, None if former is None else former.release)

    def decided(self, statement: Any, text: str) -> str:
        """A statement with what it decides, as its plan words it today."""
        key = statement.determination
        return f"{self._names.get(key, key.replace('-', ' ').capitalize())}. {in_one_line(text)}"

    def reason(self, row: str, otherwise: str) -> str:
        """Why a row was changed last, as it was said then; else the reason of the sign-off."""
        return self._reasons.get(row, otherwise)

    def now(self, text: str) -> str:
        return self._now.line(text).plain

    def before(self, text: str) -> str:
        if self.former is None:
            return text
        studies = {token.target.partition("/")[0] for token in tokens_of(text) if token.kind == "figure"}
        ids = [*(id_of("studies", study) for study in sorted(studies)), id_of("policies", self.policy)]
        try:
            return ProseReader(self.former.figures(ids), owner=self.policy).line(text).plain
        except KbError:  # a figure of a record that the release did not freeze
            return text


def _statements(reader: Reader, conclusions: ReviewConclusions, texts: _Texts) -> Table:
    policy, former = texts.policy, texts.former
    now = policy_record(reader, policy)
    before = None if former is None else former.record(id_of("policies", policy))
    old = {} if before is None else {statement.key: statement for statement in before.statements}
    rows = []
    for statement in now.statements:
        was = old.pop(statement.key, None)
        old_text = "" if was is None else texts.decided(was, texts.before(was.text))
        new_text = texts.decided(statement, texts.now(statement.text))
        reason = texts.reason(
            f"statement {policy}/{statement.key}", _reasons(conclusions, statement.indications)
        )
        rows.append((statement.key, old_text, new_text, _why((old_text, new_text), reason)))
    rows += [(key, in_one_line(texts.before(statement.text)), "", _GONE) for key, statement in old.items()]
    return Table("", _HEADER, tuple(rows))


def _reasons(conclusions: ReviewConclusions, keys: Sequence[str]) -> str:
    """The reasons of those who signed the conclusions that a statement decides on, each once."""
    signed = [
        indication.approval for indication in conclusions.indications if not keys or indication.key in keys
    ]
    return " ".join(
        dict.fromkeys(approval.because for approval in signed if approval is not None and approval.because)
    )


def _why(texts: tuple[str, str], reasons: str) -> str:
    before, after = texts
    if before == after:
        return _SAME
    return " ".join(part for part in ("" if before else _NEW, reasons) if part)


def _conclusion(indication: ReviewedIndication, texts: _Texts) -> Section:
    because = (
        indication.approval.because if indication.approval is not None and indication.approval.because else ""
    )
    record = (
        None
        if texts.former is None
        else texts.former.record(id_of("indications", indication.key, texts.policy))
    )
    old = None if record is None else record.conclusion
    verdicts = (
        "" if old is None else _verdict(old.verdict, old.effect),
        _verdict(indication.verdict, indication.effect),
    )
    reason = texts.reason(f"conclusion {texts.policy}/{indication.key}", because)
    rows = [("verdict", *verdicts, _why(verdicts, reason))]
    rows += _findings(
        indication, {} if old is None else {each.key: each.text for each in old.findings}, texts
    )
    moved = [str(change) for change in indication.changes if not change.what.is_said]
    blocks = [Table("", _HEADER, tuple(rows))]
    note = f"What changed of its evidence: {'; '.join(moved)}." if moved else "Its evidence did not change."
    return Section(f"Conclusion: {indication.title}", (*blocks, Paragraph(note)), key=indication.key)


def _verdict(verdict: str | None, effect: str | None) -> str:
    if verdict is None:
        return ""
    return f"The evidence is {verdict} ({(effect or '').replace('-', ' ')})."


def _findings(
    indication: ReviewedIndication, old: Mapping[str, str], texts: _Texts
) -> Iterator[tuple[str, str, str, str]]:
    because = (
        indication.approval.because if indication.approval is not None and indication.approval.because else ""
    )
    left, place = dict(old), f"{texts.policy}/{indication.key}"
    for finding in indication.findings:
        was = left.pop(finding.key, None)
        texts_of_finding = ("" if was is None else texts.before(was), finding.shown)
        reason = texts.reason(f"finding {place}/{finding.key}", because)
        yield finding.key, *texts_of_finding, _why(texts_of_finding, _touched(finding.touched_by, reason))
    for key, was in left.items():
        reason = texts.reason(f"finding {place}/{key}", because)
        yield key, texts.before(was), "", f"{_GONE} {reason}".strip()


def _touched(touched: Sequence[EvidenceChange], because: str) -> str:
    """Which rows changed the sentence, and the reason given."""
    rows = "; ".join(str(change) for change in touched)
    return " ".join(part for part in (f"{rows}." if rows else "", because) if part)
