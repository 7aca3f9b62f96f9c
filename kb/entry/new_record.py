"""``kb new``: a record from what a person says of it, valid, with what is still to be filled in marked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kb.db.connect import Reader, read
from kb.db.version import require_current
from kb.entry.record_fields import (
    FieldShape,
    RecordField,
    entry_model,
    fields_of,
    is_vocabulary,
)
from kb.entry.said_fields import Said, Sayings
from kb.entry.written_record import edit_command, existing_data, take_over
from kb.errors import KbError, Problem, ProblemsFound, nearest
from kb.extraction.keys import slug_of
from kb.records.kinds import id_of, name_of, one_of_kind
from kb.records.prose_tokens import SLUG
from kb.store.first_use import add_standard_records
from kb.store.selects import ReaderSelects

TO_FILL_IN = "to fill in"
"""What a text says that nobody has filled in yet."""

Ask = Callable[[RecordField, Sequence[str]], str]
"""Asks the person for a field, of which the values are known or not; an empty answer leaves it open."""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record or term to be made."""

    kind: str
    key: str
    """As the person writes it: ``doe-2020``, ``7.01.75/hcc``, ``RX501.086``."""
    said: Sequence[Said] = ()
    ask: Ask | None = None
    """None where nobody can be asked."""


@dataclass(slots=True)
class Made:
    """What was made."""

    kind: str
    key: str
    to_fill_in: list[str] = field(default_factory=list)
    """Places that are marked ``to fill in``."""
    remarks: list[str] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        """What to tell the person."""
        yield from self.remarks
        yield f"Made the {one_of_kind(self.kind)} {self.key}."
        if self.to_fill_in:
            yield f"To fill in: {', '.join(self.to_fill_in)}."
        edit = edit_command(self.kind, self.key)
        yield f"Next: {_NEXT.get(self.kind, '{edit}').format(key=self.key, edit=edit)}"


_NEXT = {
    "policies": "kb new indication {key} KEY, or {edit}",
    "indications": "kb new study KEY, and {edit} --group ... takes it up",
    "references": "kb new study {key} --reference {key}",
    "studies": "{edit} --result ..., or kb extract sheet {key}",
}


def make(url: str, new: NewRecord, who: str, why: str) -> Made:
    """Make a record. Raises KbError where there is one already, ProblemsFound with all that is wrong."""
    remark = add_standard_records(url, who)
    with read(url) as reader:
        require_current(reader)
        draft = _Draft(reader, new)
        draft.fill()
        needed = draft.needed()
    try:
        take_over(url, draft.id, draft.whole(), (who, why))
    except ProblemsFound as error:
        raise draft.with_what_is_needed(error, needed) from None
    made = Made(new.kind, draft.key, draft.to_fill_in, draft.remarks)
    made.remarks[:0] = [remark] if remark else []
    return made


class _Draft:
    """The data of the record while it comes together."""

    def __init__(self, reader: Reader, new: NewRecord) -> None:
        self._reader = reader
        self._new = new
        self.kind = new.kind
        self._model = entry_model(new.kind)
        self.to_fill_in: list[str] = []
        self.remarks: list[str] = []
        self.key, named = self._named()
        policy, _, own = self.key.rpartition("/")
        self.id = id_of(new.kind, own, policy)
        self._present = existing_data(reader, self.id)
        if (own in self._present) if is_vocabulary(new.kind) else self._present:
            one = one_of_kind(new.kind)
            raise KbError(
                f"There is the {one} {self.key} already: {edit_command(new.kind, self.key)} changes it."
            )
        self.data: dict[str, Any] = named

    def _named(self) -> tuple[str, dict[str, Any]]:
        """The key, and the fields that say it."""
        typed = self._new.key.strip()
        policy, _, own = typed.rpartition("/")
        key = own if SLUG.fullmatch(own) else own.lower() if SLUG.fullmatch(own.lower()) else slug_of(own)
        if not key:
            raise KbError(f"{typed} is no key. A key has lower-case letters, digits and hyphens: wang-2015.")
        if self.kind == "indications":
            policy = self._policy(policy)
            return f"{policy}/{key}", {"policy": policy, "indication": key}
        if is_vocabulary(self.kind):
            return key, {}
        first = next(iter(fields_of(self._model)))
        named = {first: key}
        if "number" in fields_of(self._model) and own != key and self.kind == "policies":
            named["number"] = own
        return key, named

    def _policy(self, policy: str) -> str:
        rows = self._reader.rows("SELECT id FROM policy ORDER BY id")
        known = [str(row["id"]) for row in rows]
        if not policy:
            raise KbError("Name the policy, too: kb new indication POLICY KEY.")
        if policy.lower() not in known:
            raise KbError(
                f"There is no policy {policy}. {nearest(policy.lower(), known)} Or: kb new policy {policy}"
            )
        return policy.lower()

    def fill(self) -> None:
        """Take over what is said, what follows from it, and what is asked; mark the rest."""
        sayings = Sayings(self._model, self.data)
        sayings.take(self._own_words())
        self.data = sayings.data
        self._usual()
        if self._new.ask is not None:
            self._ask_for_needed(self._new.ask)
        self._mark(FieldShape("entry", model=self._model), self.data, "")

    def _own_words(self) -> list[Said]:
        """What is said, with the short words for what a record has deeper inside."""
        said = []
        for name, value in self._new.said:
            if self.kind == "studies" and name in ("reference", "report"):
                said.append(("reports.primary", self._reference(value)))
            elif self.kind == "references" and name in _OF_REFERENCES:
                said.append((_OF_REFERENCES[name], value))
            else:
                said.append((name, value))
        return said

    def _reference(self, named: str) -> str:
        """The key of the reference that a key, PMID or DOI names."""
        from kb.extraction.begin import known_reference

        bare = named.removeprefix("pmid:").removeprefix("doi:")
        known = known_reference(self._reader, named, bare)
        return known[0] if known is not None else named

    def _usual(self) -> None:
        """What follows from the rest of the knowledge base, where nothing else is said."""
        if self.kind == "studies":
            self._usual_of_study()
        elif self.kind == "references":
            csl = self.data.setdefault("csl", {})
            is_online = "URL" in csl and "container-title" not in csl
            csl.setdefault("type", "webpage" if is_online else "article-journal")
        elif self.kind == "indications":
            sql = "SELECT COALESCE(MAX(position), 0) + 1 AS n FROM indication WHERE policy_id = :policy"
            rows = self._reader.rows(sql, {"policy": self.data["policy"]})
            self.data.setdefault("position", str(rows[0]["n"]))
        elif self.kind == "designs":
            rows = self._reader.rows("SELECT COALESCE(MAX(rank), 0) + 1 AS n FROM design")
            self.data.setdefault("rank", str(rows[0]["n"]))
        elif self.kind == "policies" and "effective_date" not in self.data:
            self.data["effective_date"] = datetime.date.today().isoformat()
            self.remarks.append("Set the effective date to today; --effective-date sets another.")

    def _usual_of_study(self) -> None:
        reports = self.data.get("reports", {})
        selects = ReaderSelects(self._reader)
        if not reports and selects.rows("SELECT id FROM reference WHERE id = ?", (self.key,)):
            reports = self.data["reports"] = {"primary": self.key}
        primary = reports.get("primary")
        if isinstance(primary, str) and "label" not in self.data:
            from kb.extraction.begin import known_reference
            from kb.extraction.draft import label_for

            known = known_reference(self._reader, primary, primary)
            if known is not None:
                self.data["label"] = label_for(known[1], self.key)

    def _ask_for_needed(self, ask: Ask) -> None:
        sayings = Sayings(self._model, self.data)
        for name, field_ in list(_needed(self._model, self.data)):
            if answer := ask(field_, self._values(field_)).strip():
                sayings.take([(name, answer)])
        self.data = sayings.data

    def _mark(self, shape: FieldShape, data: Any, place: str) -> None:
        """Mark texts that are needed and not there; the one that is a name follows from the key."""
        if shape.form in ("list", "map") and shape.inner is not None and data:
            items = data.items() if isinstance(data, dict) else enumerate(data, start=1)
            for key, item in items:
                self._mark(shape.inner, item, f"{place}.{key}")
        if shape.form != "entry" or not isinstance(data, dict):
            return
        for name, field_ in fields_of(shape.model).items():
            inside = f"{place}.{name}".lstrip(".")
            if field_.required and name not in data:
                self._mark_field(field_, data, inside)
            if name in data:
                self._mark(field_.shape, data[name], inside)

    def _mark_field(self, field_: RecordField, data: dict[str, Any], place: str) -> None:
        scalar = field_.shape.scalar
        if field_.shape.form == "entry":
            data[field_.name] = {}
        elif field_.name in ("label", "name") and place.count(".") <= 1 and (key := self._key_at(place)):
            data[field_.name] = key.replace("-", " ")
        elif scalar is not None and scalar.made is bool:
            data[field_.name] = "yes"
        elif scalar is not None and scalar.words and not scalar.codes:
            data[field_.name] = TO_FILL_IN
            self.to_fill_in.append(place)

    def _key_at(self, place: str) -> str:
        """The key that an entry is under: the arm's, or the term's own."""
        parts = place.split(".")
        return parts[-2] if len(parts) > 2 else self.key if is_vocabulary(self.kind) else ""

    def needed(self) -> list[Problem]:
        """What the record needs and nobody has said, with the options and values that would say it."""
        return [self._needed_in_words(name, field_) for name, field_ in _needed(self._model, self.data)]

    def with_what_is_needed(self, error: ProblemsFound, needed: Sequence[Problem]) -> ProblemsFound:
        """The problems, with what is needed in the place of what is missing."""
        places = {".".join(filter(None, (self._place(), problem.field))) for problem in needed}
        others = [p for p in error.problems if " missing" not in p.message or not _is_of(p.field, places)]
        problems = [*needed, *others]
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        return ProblemsFound(f"Nothing was written: {count}.", problems)

    def _place(self) -> str:
        return self.key if is_vocabulary(self.kind) else ""

    def _needed_in_words(self, name: str, field_: RecordField) -> Problem:
        values = self._values(field_)
        known = f" One of: {', '.join(values)}." if 0 < len(values) <= _MOST_NAMED else ""
        remedy = f"Say --{name.replace('_', '-')}: {field_.description}.{known}"
        if name == "reports":
            remedy = "Say --reference: the key of its publication. kb reference add makes one."
        return Problem("", 0, name, "is needed.", remedy)

    def _values(self, field_: RecordField) -> tuple[str, ...]:
        """The codes, or the keys of records and terms, that a field takes; none where any words are right."""
        shape = field_.shape.inner if field_.shape.form == "list" and field_.shape.inner else field_.shape
        if shape.key_of is not None and shape.key_of.kind:
            return self._keys(shape.key_of.kind)
        return tuple(shape.scalar.codes) if shape.scalar is not None and shape.scalar.codes else ()

    def _keys(self, kind: str) -> tuple[str, ...]:
        """The keys of a kind that there are, by which the field could be said."""
        if is_vocabulary(kind):
            return tuple(existing_data(self._reader, id_of(kind, "")))
        ids = [str(row["id"]) for row in self._reader.rows("SELECT id FROM record ORDER BY id")]
        return tuple(name.key for id in ids if (name := name_of(id)) is not None and name.kind == kind)

    def whole(self) -> dict[str, Any]:
        """The data of the record: of a term, that of its whole file."""
        if not is_vocabulary(self.kind):
            return self.data
        return {**self._present, self.key: self.data}


_OF_REFERENCES = {
    "journal": "csl.container-title",
    "year": "csl.issued",
    "date": "csl.issued",
    "pages": "csl.page",
}
"""What people call fields of a reference."""


_MOST_NAMED = 30
"""Values that are named where one of them is needed."""


def _is_of(field_name: str, places: set[str]) -> bool:
    return any(place == field_name or field_name.startswith(place) for place in places)


def _needed(model: Any, data: dict[str, Any], place: str = "") -> Iterator[tuple[str, RecordField]]:
    """The fields that a record needs and has not, also inside entries that it needs."""
    for name, field_ in fields_of(model).items():
        if field_.required and field_.shape.form == "entry":
            yield from _needed(field_.shape.model, data.get(name) or {}, f"{place}{name}.")
        elif field_.required and name not in data:
            yield f"{place}{name}", field_
