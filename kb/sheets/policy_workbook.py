"""``kb policy sheet``: a policy with all that belongs to it as a workbook; an empty one for a new policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.records.kinds import MODELS, id_of, name_of
from kb.records.prose_tokens import SLUG
from kb.sheets.filling import Data, FilledSheet, fill
from kb.sheets.guides import NEW_POLICY_GUIDE, POLICY_GUIDE
from kb.sheets.lists import Lists, read_lists
from kb.sheets.new_terms import held_data
from kb.sheets.record_layout import layout_of
from kb.sheets.sheet_table import RecordLayout
from kb.sheets.workbook_writer import WorkbookPages, write_workbook

_FIRST = ("plans", "policies", "indications", "guidelines", "gradings", "references", "tests", "studies")
_LAST = ("instruments", "documents", "conditions", "interventions", "outcomes", "determinations", "designs")
_BEGINNING = {
    "plans": (),
    "policies": ("statements", "criteria", "codes", "history"),
    "indications": ("outcomes", "groups", "limitations", "findings"),
    "guidelines": ("recommendations",),
    "references": (),
    "studies": ("arms", "populations", "contrasts", "outcomes", "targets", "items"),
    "tests": (),
    "conditions": ("",),
    "interventions": ("",),
    "outcomes": ("",),
}
"""The sheets of a first workbook: kind of record -> its lists. Others are rarely needed at the beginning."""


def layouts() -> list[RecordLayout]:
    """The sheets of every kind of record, in the order in which a person fills them in."""
    order = (*_FIRST, *_LAST)
    kinds = [kind for kind in order if kind in MODELS] + [kind for kind in MODELS if kind not in order]
    return [layout_of(kind, single=kind == "policies") for kind in kinds]


@dataclass(frozen=True, slots=True)
class PolicySheetRequest:
    """What a workbook is to hold."""

    policy: str
    """Key of the policy; with ``is_new`` that of one which is not there yet."""
    is_new: bool = False
    studies: Sequence[str] = ()
    """Studies to put in as well."""
    all_sheets: bool = False
    """Whether a new one has all sheets, and not only those of the beginning."""


@dataclass(slots=True)
class _Contents:
    """Records of a workbook by their kind, and the hash of what each says."""

    records: dict[str, list[Data]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)


def make_policy_sheet(reader: Reader, request: PolicySheetRequest, file: Path) -> tuple[str, ...]:
    """Write the workbook; the names of its sheets. Raises KbError for a policy that is, or is not, there."""
    lower = request.policy.lower()
    if not request.is_new and not _is_there(reader, id_of("policies", request.policy)):
        request = replace(request, policy=lower)
    contents = _contents_of_new(reader, request) if request.is_new else _contents_of(reader, request)
    lists = read_lists(reader, None)
    sheets = list(_sheets(contents, lists, request))
    guide = NEW_POLICY_GUIDE if request.is_new else POLICY_GUIDE
    pages = WorkbookPages(guide, sheets, states=contents.states, with_contents=True)
    write_workbook(file, pages, lists)
    return tuple(sheet.name for sheet in sheets)


def _contents_of_new(reader: Reader, request: PolicySheetRequest) -> _Contents:
    key = request.policy.lower()
    if not SLUG.fullmatch(key):
        remedy = "Its key has letters, digits, hyphens and dots: rx501.086."
        raise KbError(f"`{request.policy}` is no key of a policy. {remedy}")
    if _is_there(reader, id_of("policies", key)):
        raise KbError(f"There is a policy {key} already. Leave --new out to get its workbook.")
    number = {"number": request.policy} if request.policy != key else {}
    contents = _Contents({"policies": [{"policy": key, **number}]})
    _add(reader, contents, (id_of("studies", study) for study in request.studies))
    return contents


def _contents_of(reader: Reader, request: PolicySheetRequest) -> _Contents:
    own = id_of("policies", request.policy)
    if not _is_there(reader, own):
        known = [row["id"].split("/")[1] for row in _ids(reader) if row["id"].startswith("policies/")]
        close = nearest(request.policy, sorted(set(known)))
        remedy = f"kb policy sheet {request.policy} --new writes a workbook for a new policy."
        raise KbError(f"There is no policy {request.policy}. {close} {remedy}".replace("  ", " "))
    contents = _Contents()
    _add(reader, contents, [own])
    (policy,) = contents.records["policies"]
    own_folder = own.removesuffix("policy")
    indications = [row["id"] for row in _ids(reader) if row["id"].startswith(f"{own_folder}indications/")]
    _add(reader, contents, indications)
    contents.records.get("indications", []).sort(key=lambda data: int(data["position"]))
    guidelines = dict.fromkeys(str(use["guideline"]) for use in policy.get("guidelines", ()))
    _add(reader, contents, [id_of("guidelines", key) for key in guidelines])
    _add(reader, contents, _parts(contents, "guidelines", "gradings"))
    plan = id_of("plans", str(policy.get("plan", "")))
    _add(reader, contents, [plan] if _is_there(reader, plan) else [])
    _add(reader, contents, [id_of("studies", study) for study in request.studies])
    _add(reader, contents, _parts(contents, "studies", "tests"))
    return contents


def _parts(contents: _Contents, kind: str, wanted: str) -> list[str]:
    """Ids of the records of a kind that others name in a field of theirs: the tests of arms."""
    if wanted not in MODELS:
        return []
    words = {word for data in contents.records.get(kind, ()) for word in _named(data, wanted[:-1])}
    return [id_of(wanted, word) for word in sorted(words)]


def _named(data: object, field_name: str) -> Iterator[str]:
    if isinstance(data, dict):
        for key, inside in data.items():
            if key in (field_name, f"{field_name}s") and isinstance(inside, str | tuple):
                yield from (
                    word
                    for word in ((inside,) if isinstance(inside, str) else inside)
                    if isinstance(word, str)
                )
            yield from _named(inside, field_name)
    elif isinstance(data, tuple):
        for inside in data:
            yield from _named(inside, field_name)


def _ids(reader: Reader) -> list[dict[str, str]]:
    return [dict(row) for row in run(reader, "sheets/record_ids")]


def _is_there(reader: Reader, record: str) -> bool:
    return bool(run(reader, "sheets/record_state", record=record))


def _add(reader: Reader, contents: _Contents, ids: Iterable[str]) -> None:
    for id in ids:
        rows = run(reader, "sheets/record_state", record=id)
        name = name_of(id)
        if name is None or not rows:
            kind, _, key = id.partition("/")
            raise KbError(f"There is no {key} among the {kind}.")
        contents.states[id] = str(rows[0]["content_hash"])
        contents.records.setdefault(name.kind, []).append(held_data(reader, name))


def _sheets(contents: _Contents, lists: Lists, request: PolicySheetRequest) -> Iterator[FilledSheet]:
    for layout in layouts():
        records = contents.records.get(layout.kind, [])
        wanted = _BEGINNING.get(layout.kind)
        in_full = bool(records) and not request.is_new
        if not in_full and not request.all_sheets and wanted is None:
            continue
        lasts = {table.name: (table.path or ("",))[-1] for table in layout.all_tables()}
        for sheet in fill(layout, records, lists):
            is_beginning = sheet.name not in lasts or lasts[sheet.name] in (wanted or ())
            if in_full or sheet.rows or request.all_sheets or is_beginning:
                yield sheet
