"""Which file is which kind of record: folder and name decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import KbError, Problem, nearest
from kb.records.guidelines import GradingRecord, GuidelineRecord
from kb.records.indications import IndicationRecord
from kb.records.instruments import InstrumentRecord
from kb.records.plans import PlanRecord
from kb.records.policies import PolicyRecord
from kb.records.references import DocumentRecord, ReferenceRecord
from kb.records.studies import StudyRecord
from kb.records.tests import DiagnosticTestRecord
from kb.records.vocabulary import Conditions, Designs, Determinations, Interventions, Outcomes

MODELS: dict[str, Any] = {
    "designs": Designs,
    "interventions": Interventions,
    "conditions": Conditions,
    "outcomes": Outcomes,
    "determinations": Determinations,
    "documents": DocumentRecord,
    "instruments": InstrumentRecord,
    "plans": PlanRecord,
    "gradings": GradingRecord,
    "references": ReferenceRecord,
    "tests": DiagnosticTestRecord,
    "studies": StudyRecord,
    "guidelines": GuidelineRecord,
    "policies": PolicyRecord,
    "indications": IndicationRecord,
}
"""Kind of record -> its model, in the order in which a load reads them."""

_FLAT = ("documents", "instruments", "gradings", "plans", "references", "tests", "studies", "guidelines")
_VOCABULARY = ("designs", "interventions", "conditions", "outcomes", "determinations")


@dataclass(frozen=True, slots=True)
class RecordName:
    """What a record is: its kind, its id (path in the folder without ending), and the key it must have."""

    kind: str
    id: str
    key: str
    policy: str = ""
    """Policy whose folder it is in; empty outside."""


def name_of(record_id: str) -> RecordName | None:
    """The kind and key of a record by its id; None when no record lives there."""
    match record_id.split("/"):
        case ["vocabulary", kind] if kind in _VOCABULARY:
            return RecordName(kind, record_id, "")
        case [kind, key] if kind in _FLAT:
            return RecordName(kind, record_id, key)
        case ["policies", policy, "policy"]:
            return RecordName("policies", record_id, policy)
        case ["policies", policy, "indications", key]:
            return RecordName("indications", record_id, key, policy)
    return None


def id_of(kind: str, key: str, policy: str = "") -> str:
    """The id of a record: ``studies/wang-2015``, ``policies/7.01.75/indications/hcc``."""
    if kind in _VOCABULARY:
        return f"vocabulary/{kind}"
    if kind == "policies":
        return f"policies/{key}/policy"
    return f"policies/{policy}/indications/{key}" if kind == "indications" else f"{kind}/{key}"


ONE_OF = {
    "policy": "policies",
    "indication": "indications",
    "study": "studies",
    "reference": "references",
    "guideline": "guidelines",
    "plan": "plans",
    "test": "tests",
    "design": "designs",
    "condition": "conditions",
    "intervention": "interventions",
    "outcome": "outcomes",
    "determination": "determinations",
    "grading": "gradings",
    "instrument": "instruments",
    "document": "documents",
}
"""What one of a kind is called -> the kind."""


def one_of_kind(kind: str) -> str:
    """What one record or term of a kind is called."""
    return next((one for one, many in ONE_OF.items() if many == kind), kind)


def how_to_add(kind: str, key: str) -> str:
    """How a record or term that is missing is added: the command, and the file. ``key`` as others name it."""
    policy, _, own = key.rpartition("/")
    file = f"{id_of(kind, own, policy)}.yaml"
    if kind == "references":
        return f"kb reference add, or {file}."
    return f"kb new {one_of_kind(kind)} {key}, or {'in ' if kind in _VOCABULARY else ''}{file}."


@dataclass(frozen=True, slots=True)
class RecordFolder:
    """A folder of records as found: names in load order, and what does not belong there."""

    path: Path
    names: tuple[RecordName, ...]
    strays: tuple[Problem, ...]

    def file(self, name: RecordName) -> Path:
        """The file of a record."""
        return self.path / f"{name.id}.yaml"


def list_folder(path: Path) -> RecordFolder:
    """The records of a folder. Raises KbError when there is no such folder or it holds none."""
    if not path.exists():
        raise KbError(
            f"The folder of records {path} is not there. Check the path, or --evidence and KB_EVIDENCE."
        )
    if not path.is_dir():
        raise KbError(f"{path} is a file. Give the folder that holds the records.")
    names: list[RecordName] = []
    strays: list[Problem] = []
    outside: list[Problem] = []
    for file in _files(path):
        relative = file.relative_to(path)
        name = name_of(relative.with_suffix("").as_posix()) if file.suffix == ".yaml" else None
        if relative.parts[0] in _ROOTS and file.is_dir():
            strays.append(Problem(str(file), 0, "", _LINK, "Put the folder itself here."))
        elif name is not None and not file.is_file():
            strays.append(Problem(str(file), 0, "", _NO_FILE, "Take it out of the folder."))
        elif name is not None:
            names.append(name)
        elif relative.parts[0] in _ROOTS:
            strays.append(_stray(file, relative))
        elif file.suffix.lower() in _YAML:
            outside.append(_stray(file, relative))
    if not names and not strays:
        known = ", ".join(sorted(_ROOTS))
        raise KbError(f"The folder {path} holds no records. A folder of records has: {known}.")
    order = {kind: index for index, kind in enumerate(MODELS)}
    names.sort(key=lambda name: (order[name.kind], name.id))
    return RecordFolder(path, tuple(names), (*strays, *outside))


_NO_FILE = "is no file: a pipe, a device, a folder, or a link that leads to none."
_LINK = "is a link to a folder, and such links are not followed."
_ROOTS = {"vocabulary", "policies", *_FLAT}
_YAML = {".yaml", ".yml"}


def _files(path: Path) -> Iterator[Path]:
    for root, folders, files in path.walk() if hasattr(path, "walk") else _walk(path):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        links = [folder for folder in folders if (root / folder).is_symlink()]
        yield from (root / file for file in sorted([*links, *files]) if not file.startswith("."))


def _walk(path: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    import os

    for root, folders, files in os.walk(path):
        yield Path(root), folders, files


def _stray(file: Path, relative: Path) -> Problem:
    if file.suffix != ".yaml":
        remedy = "Rename it to end in .yaml." if file.suffix.lower() in _YAML else "Move it elsewhere."
        return Problem(str(file), 0, "", "not a record: records end in .yaml.", remedy)
    if relative.parts[0] == "vocabulary":
        return Problem(str(file), 0, "", "unknown vocabulary.", nearest(relative.stem, _VOCABULARY))
    if relative.parts[0] not in _ROOTS:
        folders = ", ".join(sorted(_ROOTS))
        close = nearest(relative.parts[0], sorted(_ROOTS)) if len(relative.parts) > 1 else ""
        remedy = f"{close or f'Records are in {folders}.'} Move it there, or out of the folder."
        return Problem(str(file), 0, "", "no record lives at this place.", remedy)
    remedy = "Policies: policies/<number>/policy.yaml and policies/<number>/indications/<key>.yaml."
    return Problem(str(file), 0, "", "no record lives at this place.", remedy)
