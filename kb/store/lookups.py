"""What records say of each other, answered by the folder that is loaded and the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from kb.errors import nearest
from kb.records.kinds import RecordFolder, how_to_add, id_of, name_of
from kb.records.prose_tokens import ProseToken, TokenError, parse_figure_token
from kb.store.appraisals import answer_names
from kb.store.convert import VOCABULARY
from kb.store.figures import is_measure, quoted_id
from kb.store.printed_sizes import PARTICIPANTS
from kb.store.selects import Selects


class RecordPart(NamedTuple):
    """What pointers name that is a part of a record: the select of its keys, the kind of record, in words."""

    keys: str
    kind: str
    words: str


PARTS = {
    "items": RecordPart("SELECT id FROM instrument_item", "instruments", "codes of the instrument"),
    "domains": RecordPart("SELECT id FROM instrument_domain", "instruments", "domains of the instrument"),
    "judgements": RecordPart(
        "SELECT id FROM instrument_judgement WHERE use <> 'overall'",
        *("instruments", "judgements of the instrument for a domain"),
    ),
    "overall judgements": RecordPart(
        "SELECT id FROM instrument_judgement WHERE use <> 'domain'",
        *("instruments", "overall judgements of the instrument"),
    ),
    "recommendations": RecordPart("SELECT id FROM recommendation", "guidelines", "recommendations"),
    "grades": RecordPart("SELECT id FROM grade_meaning", "gradings", "grades of the grading system"),
}
"""Kind of pointer -> what it is a part of."""
PART_OWNERS = {part.kind for part in PARTS.values()}
"""Kinds of records that have such parts."""


def part_in_words(kind: str) -> str:
    """What a kind of pointer is called in messages: ``domains of the instrument``, ``studies``."""
    return PARTS[kind].words if kind in PARTS else kind


_MANY = 20
"""Parts of a record that are too many to be listed where none is near."""
_ANSWERS = (
    "SELECT w.* FROM appraisal_answer AS w JOIN appraisal AS a ON a.id = w.appraisal_id"
    " WHERE a.study_id = ? AND a.indication_id IS NULL ORDER BY a.id, w.position"
)
"""Limitations of conduct and strengths of a study, in order."""


class Lookups:
    """Names across records. Vocabulary is held in memory, everything else is asked for."""

    def __init__(self, database: Selects, folder: RecordFolder | None, *, prune: bool = False) -> None:
        self._database = database
        self._folder = folder
        self._prune = prune
        self.keys: dict[str, set[str]] = {}
        self.roles: dict[str, str] = {}
        for kind, table in VOCABULARY.items():
            columns = "id, role" if kind == "outcomes" else "id"
            rows = database.rows(f"SELECT {columns} FROM {table}")
            self.keys[kind] = {row["id"] for row in rows}
            self.roles |= {row["id"]: row["role"] for row in rows if "role" in row}
        self._names = {kind: _numbered(self._database.rows(_NAMES[kind])) for kind in _NAMES}
        self._in_folder = set() if folder is None else {name.id for name in folder.names}
        self.has_record = lru_cache(maxsize=4096)(self._has_record)

    def expect(self, ids: Iterable[str]) -> None:
        """Take records for there that are being written: a policy and its indications name each other."""
        self._in_folder |= set(ids)
        self.has_record.cache_clear()

    def learn(self, record: Any, kind: str) -> None:
        """Take over the keys of a vocabulary record that is being loaded."""
        self.keys[kind] = set(record.root)
        if kind in _NAMES:
            entries = record.root.values()
            self._names[kind] = _numbered([{"name": e.name, "abbreviation": e.abbreviation} for e in entries])
        if kind == "outcomes":
            self.roles = {key: entry.role for key, entry in record.root.items()}

    @property
    def numbered_names(self) -> frozenset[str]:
        """Names and abbreviations of terms and tests that hold numbers: trisomy 21, lipoprotein 2."""
        tests = _numbered(self._database.rows("SELECT name, abbreviation FROM test ORDER BY id"))
        return tests.union(*self._names.values())

    def role(self, outcome: str) -> str:
        """Usual role of the results of an outcome."""
        return usual_role(self.roles, outcome)

    def main_figure(self, owner: str) -> str | None:
        """Id of the figure that a result or fact is quoted by; None where a text has to name one."""
        for column in ("result_id", "fact_id"):
            sql = f"SELECT id, statistic, is_main FROM figure WHERE {column} = ? ORDER BY position"
            if rows := self._database.rows(sql, (owner,)):
                return quoted_id(rows)
        return None

    def statements(self, owner: str) -> dict[str, int]:
        """Ids of the figures of a result or fact, with the statement that each is in, in order."""
        column = "result_id" if self.has_row("result", owner) else "fact_id"
        sql = f"SELECT id, statement FROM figure WHERE {column} = ? ORDER BY position"
        return {row["id"]: row["statement"] for row in self._database.rows(sql, (owner,))}

    def has_row(self, table: str, id: str) -> bool:
        """Whether a row with this id exists."""
        return bool(self._database.rows(f"SELECT id FROM {table} WHERE id = ?", (id,)))

    def has_reference(self, key: str) -> bool:
        """Whether there is a reference with this key."""
        return self.has_record(id_of("references", key))

    def answer(self, study: str, name: str) -> str | None:
        """Id of the limitation of conduct, or strength, of a study that is called ``name``."""
        return answer_names(self._database.rows(_ANSWERS, (study,))).get(name)

    def exists(self, kind: str, key: str) -> bool:
        """Whether what a pointer names exists."""
        if kind in VOCABULARY:
            return key in self.keys[kind]
        if kind in PARTS:
            return bool(
                self._database.rows(f"SELECT p.id FROM ({PARTS[kind].keys}) AS p WHERE p.id = ?", (key,))
            )
        return self.has_record(_record_id(kind, key))

    def _has_record(self, id: str) -> bool:
        if id in self._in_folder:
            return True
        return not self._prune and bool(self._database.rows("SELECT id FROM record WHERE id = ?", (id,)))

    def near(self, kind: str, key: str) -> str:
        """A remedy that names keys near to one that does not exist, and says how it is added."""
        if kind in PARTS:
            return self._near_part(kind, key)
        if kind in VOCABULARY:
            close = self._of_another_kind(kind, key) or self._near_term(kind, key)
        else:
            close = nearest(_record_id(kind, key), self._records(kind)).replace(f"{kind}/", "")
            if kind == "indications":
                close = close.replace("policies/", "")
        return (
            f"{close} Else add it: {how_to_add(kind, key)}" if close else f"Add it: {how_to_add(kind, key)}"
        )

    def _near_part(self, kind: str, key: str) -> str:
        """Parts near to a key in the record that it names, else all that it has, else those of others."""
        parts = [row["id"] for row in self._database.rows(PARTS[kind].keys)]
        if kind == "recommendations":  # findings name them with their guideline
            return nearest(key, sorted(parts))
        owner, _, name = key.partition("/")
        own = sorted(part.removeprefix(f"{owner}/") for part in parts if part.startswith(f"{owner}/"))
        listed = f"It has: {', '.join(own)}." if 0 < len(own) < _MANY else ""
        return nearest(name, own) or listed or nearest(key, sorted(parts))

    def _of_another_kind(self, kind: str, key: str) -> str:
        """Where the key is a term all the same, of another vocabulary."""
        others = [other for other in VOCABULARY if other != kind and key in self.keys.get(other, ())]
        return f"It is among the {others[0]}: write it in a field of {others[0]}." if others else ""

    def _near_term(self, kind: str, key: str) -> str:
        """Terms near to a key, or that have it as their name or abbreviation (rct)."""
        words = key.replace("-", " ")
        sql = f"SELECT id FROM {VOCABULARY[kind]} WHERE LOWER(abbreviation) IN (?, ?) ORDER BY id"
        named = [row["id"] for row in self._database.rows(sql, (key, words)) if row["id"] in self.keys[kind]]
        return f"Did you mean {' or '.join(named[:3])}?" if named else nearest(key, sorted(self.keys[kind]))

    def _records(self, kind: str) -> list[str]:
        """Ids of the records of a kind, in the folder or else in the database."""
        if self._folder is not None:
            return [name.id for name in self._folder.names if name.kind == kind]
        names = [name_of(row["id"]) for row in self._database.rows("SELECT id FROM record ORDER BY id")]
        return [name.id for name in names if name is not None and name.kind == kind]

    def near_token(self, written: str, policy: str) -> str:
        """A remedy for a token or basis that names nothing."""
        if written.startswith("[@"):
            return self.near("references", written[2:-1])
        try:
            token = parse_figure_token(written.strip("[]"))
        except TokenError:
            return self._near_answer(written)
        owner = token.target if token.kind == "figure" else f"{policy}/{token.target}"
        figures = self._figures_of(owner)
        measures = [name for name in (id.rpartition(":")[2] for id in figures) if is_measure(name)]
        if len(measures) > 1 and not token.statistic:
            return f"Say which: {', '.join(f'{token.target}:{name}' for name in measures)}."
        if figures:
            return f"It has: {', '.join(figures)}."
        return self._near_owner(token, owner, policy)

    def _figures_of(self, owner: str) -> list[str]:
        return [*self.statements(owner)]

    def _near_owner(self, token: ProseToken, owner: str, policy: str) -> str:
        if token.kind != "figure":
            rows = self._database.rows("SELECT key FROM fact WHERE policy_id = ?", (policy,))
            return nearest(token.target, sorted(row["key"] for row in rows if "/" not in row["key"]))
        study = token.target.partition("/")[0]
        if not self.has_record(id_of("studies", study)):
            return self.near("studies", study)
        rows = self._database.rows("SELECT id FROM result WHERE study_id = ?", (study,))
        named = sorted(row["id"] for row in rows)
        longer = [id for id in named if id.startswith((f"{owner}@", f"{owner},"))]
        return f"Did you mean {' or '.join(longer[:3])}?" if longer else nearest(owner, named)

    def _near_answer(self, written: str) -> str:
        study, hash_, name = written.partition("#")
        if not hash_:
            return self.near("recommendations", written)
        return nearest(name, list(answer_names(self._database.rows(_ANSWERS, (study,)))))


_NAMES = {
    kind: f"SELECT name, abbreviation FROM {VOCABULARY[kind]} ORDER BY id"
    for kind in ("interventions", "conditions", "outcomes")
}


def _numbered(rows: Sequence[Mapping[str, str | None]]) -> frozenset[str]:
    """Names among these that hold a digit."""
    names = (row[column] for row in rows for column in ("name", "abbreviation"))
    return frozenset(name for name in names if name and any(map(str.isdigit, name)))


def usual_role(roles: Mapping[str, str], outcome: str) -> str:
    """Usual role of the results of an outcome, by the roles of those of the vocabulary."""
    return roles.get(outcome, "flow" if outcome == PARTICIPANTS else "outcome")


def _record_id(kind: str, key: str) -> str:
    policy, _, indication = key.partition("/")
    return id_of(kind, indication, policy) if kind == "indications" else id_of(kind, key)
