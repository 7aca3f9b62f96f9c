"""The vocabulary: names of conditions, interventions and outcomes, and which term is a form of which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kb.db.connect import Reader
from kb.db.queries import run


@dataclass(frozen=True, slots=True)
class Term:
    """A condition, intervention or outcome. ``sort`` is the kind of an intervention, the domain of an
    outcome, empty for a condition; ``broader`` the key of the wider term, null when there is none."""

    key: str
    name: str
    abbreviation: str | None
    broader: str | None
    sort: str

    @property
    def names(self) -> tuple[str, ...]:
        """Name and abbreviation."""
        return (self.name,) if self.abbreviation is None else (self.name, self.abbreviation)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome of the vocabulary.

    ``whole_numbers``: each participant's value is a whole number. ``scale``: the lowest and highest that it
    can be (``0 to 64``), null when there is no such limit.
    """

    key: str
    name: str
    domain: str
    direction: str
    whole_numbers: bool
    scale: str | None = None


class Naming(NamedTuple):
    """How texts name a term that has an abbreviation; the plural is null where it is not known."""

    name: str
    plural: str | None
    abbreviation: str


def read_namings(reader: Reader) -> tuple[Naming, ...]:
    """How texts name what of the vocabulary, designs and tests has an abbreviation, by name."""
    return tuple(Naming(**row) for row in run(reader, "evidence/abbreviations"))


Terms = dict[str, Term]


@dataclass(frozen=True)
class Vocabulary:
    """All terms by key; ``outcomes`` has what is known of an outcome besides its names."""

    conditions: Terms = field(default_factory=dict)
    interventions: Terms = field(default_factory=dict)
    outcome_terms: Terms = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)


def is_form_of(terms: Terms, key: str, wider: str) -> bool:
    """Whether a term is another one, or a form of it at any remove."""
    seen: set[str] = set()
    at: str | None = key
    while at is not None and at not in seen:
        if at == wider:
            return True
        seen.add(at)
        at = terms[at].broader if at in terms else None
    return False


def name_of(terms: Terms, key: str) -> str:
    """The name of a term, its key when it is unknown."""
    return terms[key].name if key in terms else key


def read_vocabulary(reader: Reader) -> Vocabulary:
    """The vocabulary of the base."""
    terms: dict[str, Terms] = {"condition": {}, "intervention": {}, "outcome": {}}
    for row in run(reader, "evidence/terms"):
        kind = row.pop("kind")
        terms[kind][row["key"]] = Term(**row)
    rows = run(reader, "evidence/outcomes")
    outcomes = {row["key"]: Outcome(**row | {"whole_numbers": bool(row["whole_numbers"])}) for row in rows}
    return Vocabulary(terms["condition"], terms["intervention"], terms["outcome"], outcomes)
