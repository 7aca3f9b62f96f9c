"""``kb policy take``: the records that a workbook says come into the knowledge base, all of them or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, Problem, ProblemsFound
from kb.files import require_plain
from kb.records.kinds import MODELS, RecordName, id_of, name_of
from kb.records.writing import write_record
from kb.records.yaml_source import Path as RecordPath
from kb.records.yaml_source import shown
from kb.sheets.cell_places import Complaint, SheetData
from kb.sheets.filling import Data, data_of
from kb.sheets.lists import read_lists
from kb.sheets.marking import marked_problems, remarks_on_sheets
from kb.sheets.new_terms import held_data, with_held_terms
from kb.sheets.policy_workbook import layouts
from kb.sheets.record_problems import STAND_IN, LookedAt, in_workbook, look_at
from kb.sheets.sheet_table import INSTRUCTIONS, RecordLayout
from kb.sheets.taking_back import TakenRecords, take_records
from kb.sheets.workbook_memory import note_taken, remembered
from kb.sheets.workbook_reader import Grid, read_grids
from kb.store.convert import VOCABULARY
from kb.store.database import Writer, writing
from kb.store.edits import Amended, put_in
from kb.store.lookups import PARTS, Lookups
from kb.store.row_changes import ChangeAuthor
from kb.store.selects import ReaderSelects
from kb.store.special import Pointer


@dataclass(frozen=True, slots=True)
class TakenWorkbook:
    """What came of a workbook."""

    amended: Amended
    policy: str
    """Key of its policy; empty when it has none."""
    remarks: tuple[str, ...]
    """What the person should look at."""


_CHANGED = (
    "{id} was changed in the knowledge base after this workbook was written.",
    "Write a new one (kb policy sheet) and copy your cells into it, or write over it (--overwrite).",
)
_NOT_NOTED = (
    "{file} itself could not be told that it was taken; Excel may have it open. To correct something later,"
    " write a new one: kb policy sheet."
)
_THERE = (
    "{id} is in the knowledge base already, and says something else.",
    "If you mean that one, empty its cells here: its key can be used without them. Else choose another key."
    " To change it, write a new workbook that has it (kb policy sheet), or write over it (--overwrite).",
)


@dataclass(slots=True)
class _RecordTaken:
    """One record of a workbook: its name, what its sheets say, and what became of that."""

    name: RecordName
    data: SheetData
    seen: LookedAt = field(default_factory=LookedAt)


def take_policy_sheet(
    url: str, file: Path, author: ChangeAuthor, *, overwrite: bool = False
) -> TakenWorkbook:
    """Write what a workbook says into the knowledge base.

    Raises ProblemsFound with every problem at its cell, after a copy of the workbook was written that shows
    them. A record that was changed since the workbook was written is one of them.
    """
    require_plain(file)
    grids, states = read_grids(file), remembered(file)
    with writing(url) as writer:
        work = _Work(writer, grids, layouts(), states)
        work.read()
        if not work.records and not work.complaints:
            raise KbError(f"{file}: no sheet says anything. Take a workbook that kb policy sheet wrote.")
        outdated = [] if overwrite else list(work.outdated())
        amended = work.write(author)
        if work.complaints or outdated or amended is None:
            raise marked_problems(file, [*work.complaints, *outdated])
        remarks = [*remarks_on_sheets(grids, work.layouts), *work.left()]
        now = work.states_now()
    if now != states and not note_taken(file, now):
        remarks.append(_NOT_NOTED.format(file=file))
    policy = next((taken.name.key for taken in work.records.values() if taken.name.kind == "policies"), "")
    return TakenWorkbook(amended, policy, tuple(remarks))


@dataclass(slots=True)
class _Work:
    """The work of one taking."""

    writer: Writer
    grids: dict[str, Grid]
    layouts: list[RecordLayout]
    states: Mapping[str, str]
    records: dict[str, _RecordTaken] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    lacks_results: bool = False
    """Whether rows of results are missing for a reason that is told."""

    @property
    def _reader(self) -> Reader:
        return self.writer.reader()

    def read(self) -> None:
        """The records of all sheets, with every problem that they have by themselves or among each other."""
        lists = read_lists(self._reader, None)
        taken = take_records(self.grids, self.layouts, lists, self._held())
        self.complaints += taken.complaints
        self.lacks_results = taken.lacks_results
        for kind, records in taken.records.items():
            for key, data in records.items():
                self.complaints += data.complaints
                self._complete(kind, data, taken)
                name = self._name(kind, key, data)
                self.records.setdefault(name.id, _RecordTaken(name, data))
        self._look()

    def _held(self) -> dict[str, dict[str, Data]]:
        """The records that the workbook was written from, as they are now."""
        held: dict[str, dict[str, Data]] = {}
        for id in self.states:
            name = name_of(id)
            if name is not None and run(self._reader, "sheets/record_state", record=id):
                held.setdefault(name.kind, {})[name.key] = held_data(self._reader, name)
        return held

    def _complete(self, kind: str, data: SheetData, taken: TakenRecords) -> None:
        """What a sheet may leave out because the workbook says it."""
        if kind == "indications":
            policy = next(iter(taken.records.get("policies", {})), None)
            if policy is not None:
                data.data.setdefault("policy", policy)
            place = list(taken.records[kind].values()).index(data) + 1
            data.data.setdefault("position", str(place))
        elif kind in VOCABULARY:
            self.complaints += with_held_terms(self._reader, kind, data)

    def _name(self, kind: str, key: str, data: SheetData) -> RecordName:
        policy = str(data.data.get("policy", "")) if kind == "indications" else ""
        return RecordName(kind, id_of(kind, key, policy), "" if kind in VOCABULARY else key, policy)

    def _look(self) -> None:
        names = Lookups(ReaderSelects(self._reader), None)
        ordered = sorted(self.records.values(), key=lambda taken: taken.name.kind not in VOCABULARY)
        for taken in ordered:
            taken.seen = look_at(taken.data.source(f"{taken.name.id}.yaml"), taken.name, names, self._has)
            self.complaints += [
                taken.data.places.complaint(in_workbook(p, MODELS))
                for p in taken.seen.problems
                if not taken.data.places.is_told(p)
            ]
            if taken.name.kind in VOCABULARY and taken.seen.record is not None:
                names.learn(taken.seen.record, taken.name.kind)

    def _has(self, pointer: Pointer) -> bool:
        """Whether what a record points at is in the workbook."""
        if pointer.kind in VOCABULARY:
            return False  # the vocabulary is looked at first, and its terms are known then
        owner, _, part = pointer.key.partition("/")
        if pointer.kind == "indications":
            return id_of(pointer.kind, part, owner) in self.records
        if pointer.kind == "recommendations":
            guideline = self.records.get(id_of("guidelines", owner))
            entries = guideline.data.data.get("recommendations", ()) if guideline is not None else ()
            return any(entry.get("key") == part for entry in entries)
        if pointer.kind in PARTS:
            return id_of(PARTS[pointer.kind].kind, owner) in self.records
        return id_of(pointer.kind, pointer.key) in self.records

    def outdated(self) -> Iterator[Complaint]:
        """Records that would change what is not as it was when the workbook was written, at their cells."""
        for id, taken in self.records.items():
            rows = run(self._reader, "sheets/record_state", record=id)
            if (
                not rows
                or taken.name.kind in VOCABULARY
                or str(rows[0]["content_hash"]) == self.states.get(id)
            ):
                continue
            if taken.seen.record is not None and not self._differs(taken):
                continue
            message, remedy = _CHANGED if id in self.states else _THERE
            yield Complaint(*taken.data.places.cells[0], message.format(id=id), remedy)

    def states_now(self) -> dict[str, str]:
        """What the workbook is to remember: the states of its records after they were written."""
        rows = {
            id: run(self._reader, "sheets/record_state", record=id)
            for id, taken in self.records.items()
            if taken.name.kind not in VOCABULARY
        }
        left = {id: state for id, state in self.states.items() if id not in self.records}
        return left | {id: str(held[0]["content_hash"]) for id, held in rows.items() if held}

    def _differs(self, taken: _RecordTaken) -> bool:
        return held_data(self._reader, taken.name) != data_of(taken.seen.record)

    def write(self, author: ChangeAuthor) -> Amended | None:
        """Put the records in; None when they have problems, which are complaints then.

        It is tried although there are complaints, so that what only the writing finds is told as well.
        """
        made = {id: taken.seen.record for id, taken in self.records.items() if taken.seen.record is not None}
        try:
            return put_in(self.writer, {id: write_record(record) for id, record in made.items()}, author)
        except ProblemsFound as error:
            told = [complaint for problem in error.problems for complaint in self._at_cell(problem)]
            if told or self.complaints:
                self.complaints += told
                return None
            raise
        except KbError:
            if self.complaints:
                return None
            raise

    def _at_cell(self, problem: Problem) -> Iterator[Complaint]:
        """A problem of writing, where it is in the workbook; none for what only follows from others."""
        if STAND_IN in problem.message or (self.complaints and self._follows(problem)):
            return
        taken = self.records.get(problem.file.removesuffix(".yaml"))
        if taken is None:
            yield Complaint(INSTRUCTIONS, "A1", problem.message, problem.remedy)
            return
        sheet, cell = self._place(taken, problem)
        yield Complaint(sheet, cell, problem.message, problem.remedy)

    def _follows(self, problem: Problem) -> bool:
        """Whether a problem names what is in a record of the workbook that has problems of its own."""
        if "is not among the" in problem.message or "vocabulary of" in problem.message:
            return True
        if self.lacks_results and "names no figure" in problem.message:
            return True
        own = self.records.get(problem.file.removesuffix(".yaml"))
        if own is not None and any(f"`{path[-1]}`" in problem.message for path in own.seen.mended if path):
            return True
        named = re.search(r"(?:\[\[|\[@|^`?)([a-z0-9.+-]+)", problem.message)
        wrong = {
            taken.name.key for taken in self.records.values() if taken.seen.problems or taken.seen.mended
        }
        return named is not None and named[1] in wrong

    def _place(self, taken: _RecordTaken, problem: Problem) -> tuple[str, str]:
        """The cell of a problem: by its field, else by what of the cell it quotes."""
        places = taken.data.places
        by_field: dict[str, RecordPath] = {shown(path): path for path in places.numbers}
        if problem.field in by_field:
            return places.cells[places.numbers[by_field[problem.field]]]
        quoted = re.search(r"\[\[[^\]]+\]\]|\[@[^\]]+\]|`[^`]+`|^\S+", problem.message)
        word = quoted[0].strip("`") if quoted is not None else ""
        for sheet, cell in dict.fromkeys(places.cells) if word else ():
            if word in _text_at(self.grids.get(sheet), cell):
                return sheet, cell
        return places.cells[0]

    def left(self) -> Iterator[str]:
        """What to tell of records that the workbook was written from and does not have any more."""
        for id in self.states:
            if id not in self.records:
                yield f"{id} is not in the workbook any more. It stays in the knowledge base as it is."


def _text_at(grid: Grid | None, cell: str) -> str:
    """The text of a cell by its address."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    if grid is None or match is None:
        return ""
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return grid.text(int(match[2]), column)
