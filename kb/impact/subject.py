"""What is asked about: a study, a reference, or one or several printed numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.evidence.references import read_notices


@dataclass(frozen=True, slots=True)
class SubjectStudy:
    """A study that is all of the subject's.

    ``role`` is that of the reference as a report of it; null where the study was asked for. ``through`` says
    through which study of the subject alone it is known; empty where it is reported itself.
    """

    study: str
    label: str
    record: str
    role: str | None
    through: str


@dataclass(frozen=True, slots=True)
class SubjectReference:
    """A reference whose citations are the subject's, with its citation as plain words."""

    reference: str
    citation: str
    record: str


@dataclass(frozen=True, slots=True)
class SubjectFigure:
    """A printed number of the subject.

    ``owner`` is its result or fact, ``study`` null for a fact; ``policy`` or ``recommendation`` is set for a
    fact only.
    """

    figure: str
    owner: str
    position: int
    reported_text: str
    is_main: bool
    study: str | None
    policy: str | None
    recommendation: str | None
    record: str


@dataclass(frozen=True, slots=True)
class ImpactSubject:
    """What may change or fall.

    ``names`` are the things that go by the key, each as kind (study, reference, result, fact or figure) and
    title; several where a key is that of several. ``notices`` are those about its references, in words.
    ``recommendations`` are those of guidelines that the reference publishes.
    """

    key: str
    names: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    studies: tuple[SubjectStudy, ...]
    references: tuple[SubjectReference, ...]
    figures: tuple[SubjectFigure, ...]
    recommendations: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of things that go by the key."""
        return tuple(kind for kind, _ in self.names)

    @property
    def holders(self) -> frozenset[str]:
        """Studies that report a figure of the subject, or are all of it."""
        reporting = {figure.study for figure in self.figures if figure.study is not None}
        return frozenset(reporting | {study.study for study in self.studies})


def read_subject(reader: Reader, name: str) -> ImpactSubject:
    """The subject that goes by a name: a key, an identifier such as ``pmid:25284802``, a figure or result id.

    Raises KbError that names the nearest ones when there is none.
    """
    named = _named(reader, name)
    keys = {str(row["kind"]): str(row["key"]) for row in named}
    studies = _studies(reader, keys.get("study"), keys.get("reference"))
    references = _references(reader, keys.get("study"), [row for row in named if row["kind"] == "reference"])
    return ImpactSubject(
        key=str(named[0]["key"]),
        names=tuple((str(row["kind"]), _plain(str(row["title"]))) for row in named),
        notices=tuple(_notices(reader, references)),
        studies=studies,
        references=references,
        figures=_figures(reader, keys, studies),
        recommendations=tuple(
            row["recommendation"]
            for reference in references
            for row in run(reader, "impact/guidelines", reference=reference.reference)
            if row["recommendation"] is not None
        ),
    )


def _named(reader: Reader, name: str) -> list[Row]:
    """What goes by the name; a reference and a study may share one."""
    for candidate in _candidates(name):
        named = run(reader, "impact/named", name=candidate)
        if named:
            unique = {(row["kind"], row["key"]): row for row in named}
            return list(unique.values())
    raise KbError(f"There is no study, reference or figure {name!r}. {_remedy(reader, name)}".strip())


def _candidates(name: str) -> Iterable[str]:
    """The name, and as which identifier it may be meant, without the brackets that it has in prose."""
    bare = name.strip().removeprefix("[[").removesuffix("]]").removeprefix("[@").removesuffix("]").strip()
    bare = bare.removesuffix("|statement")
    doi = bare.lower().removeprefix("https://doi.org/").removeprefix("doi:").strip()
    candidates = [
        bare,
        bare.lower(),
        f"pmid:{bare}" if bare.isdigit() else "",
        f"doi:{doi}" if "/" in doi else "",
    ]
    return dict.fromkeys(candidate for candidate in candidates if candidate)


def _remedy(reader: Reader, name: str) -> str:
    """The nearest names: of the results, facts and figures of what is named in front, else of all."""
    first, *rest = name.split("/")
    owners = ["/".join((first, *rest[:count])) for count in range(len(rest))]
    for owner in owners:
        within = [str(row["name"]) for row in run(reader, "impact/near", owner=owner)]
        if within:
            return nearest(name, within) or f"{owner} has no such figure; its figures are named {owner}/..."
    known = [str(row["name"]) for row in run(reader, "impact/near", owner=None)]
    return nearest(name, known) or "kb study list and kb reference list show what there is."


def _notices(reader: Reader, references: Iterable[SubjectReference]) -> Iterator[str]:
    keys = [reference.reference for reference in references]
    notices = read_notices(reader, keys)
    for key in keys:
        for notice in notices.get(key, ()):
            yield f"{notice.kind} of {key}, {notice.date or 'undated'}"


def _studies(reader: Reader, study: str | None, reference: str | None) -> tuple[SubjectStudy, ...]:
    labels: dict[str, str] = {}
    by_key: dict[str, SubjectStudy] = {}
    for row in run(reader, "impact/studies", study=study, reference=reference):
        key = str(row["study"])
        labels[key] = str(row["label"])
        through = "" if row["through"] is None else f"known only through {labels[row['through']]}"
        by_key.setdefault(key, SubjectStudy(key, str(row["label"]), str(row["record"]), row["role"], through))
    return tuple(by_key.values())


def _references(reader: Reader, study: str | None, named: list[Row]) -> tuple[SubjectReference, ...]:
    by_key = {
        str(row["key"]): SubjectReference(row["key"], _plain(row["title"]), row["record"]) for row in named
    }
    for row in run(reader, "impact/reports", study=study) if study is not None else []:
        key = str(row["reference"])
        by_key.setdefault(key, SubjectReference(key, _plain(row["citation_text"]), row["record"]))
    return tuple(by_key.values())


def _plain(citation: str) -> str:
    return citation.replace("*", "")


def _figures(
    reader: Reader, keys: dict[str, str], studies: tuple[SubjectStudy, ...]
) -> tuple[SubjectFigure, ...]:
    owner = keys.get("result") or keys.get("fact")
    asked = [{"study": study.study, "owner": None, "figure": None} for study in studies]
    if owner is not None or "figure" in keys:
        asked.append({"study": None, "owner": owner, "figure": keys.get("figure")})
    by_id: dict[str, SubjectFigure] = {}
    for params in asked:
        for row in run(reader, "impact/figures", **params):
            by_id.setdefault(row["figure"], SubjectFigure(**{**row, "is_main": bool(row["is_main"])}))
    return tuple(by_id.values())
