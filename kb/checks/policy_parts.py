"""A policy and its parts as its rules see them. Keys are ids of rows; texts are as authored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.checks.indications import Indication
from kb.checks.reference import Notice
from kb.evidence.study import StudyOutline
from kb.evidence.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Statement:
    """A coverage statement. ``determination`` is a code of DETERMINATION, ``previous`` the text of the
    version before (null when new); indications and codes are ids."""

    id: str
    determination: str
    text: str
    previous: str | None
    indications: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the coding table; ``none`` where a system has none. ``use`` is a code of CODE_USE."""

    id: str
    system: str
    code: str
    use: str | None


@dataclass(frozen=True, slots=True)
class CitedReference:
    """A reference of the list. ``listed_only``: in the list without being cited in the text. ``authors``
    counts those that are named; ``family`` is null for an organization (``literal``)."""

    id: str
    listed_only: bool
    type: str
    issued: str | None
    accessed: str | None
    authors: int
    authors_truncated: bool
    family: str | None
    literal: str | None

    @property
    def named(self) -> str:
        """What a message calls it: ``Reference doe-2020 (Doe et al, 2020)``."""
        name = self.literal or self.family
        if name is None:
            return f"Reference {self.id}"
        several = self.authors > 2 or self.authors_truncated
        return f"Reference {self.id} ({name}{' et al' if several else ''}, {(self.issued or 'n.d.')[:4]})"


@dataclass(frozen=True, slots=True)
class Guideline:
    """A guideline on file. ``issued`` is the date of its document; null when not known, like the version."""

    id: str
    organization: str
    title: str
    version: str | None
    issued: str | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation that a policy reports; ``indication`` is null when it is general."""

    id: str
    indication: str | None
    guideline: Guideline


@dataclass(frozen=True, slots=True)
class Trial:
    """An ongoing trial. ``completion`` is ISO 8601, ``study`` the key of a study of the base with the same
    number; null where not known."""

    id: str
    number: str
    title: str
    planned: int | None
    completion: str | None
    status: str | None
    study: str | None


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with a date: a search for trials (``text`` the registry, ``number`` found), a history entry
    (``text`` the action) or a round of clinical input (``number`` the year)."""

    id: str
    date: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """An authored text. ``place`` is table:id:column; ``indication`` and ``study`` are the ids of what it is
    about, null where it is about neither."""

    place: str
    indication: str | None
    study: str | None
    text: str

    @property
    def row(self) -> str:
        """Id of the row that holds it."""
        return self.place.partition(":")[2].rpartition(":")[0]


@dataclass(frozen=True, slots=True)
class Noticed:
    """The notices about a reference that a policy rests on."""

    reference: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True)
class Policy:
    """One policy. Dates are ISO 8601, null where not entered.

    ``noticed`` are the notices about its references and about every report of its studies. ``on_file`` are
    all guidelines of the base that have organization and title of one it reports.
    """

    id: str
    record: str
    title: str
    original_date: str | None
    effective_date: str | None
    statements: tuple[Statement, ...] = ()
    codes: tuple[Code, ...] = ()
    indications: tuple[Indication, ...] = ()
    studies: Mapping[str, StudyOutline] = field(default_factory=dict)
    references: tuple[CitedReference, ...] = ()
    noticed: tuple[Noticed, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    on_file: tuple[Guideline, ...] = ()
    trials: tuple[Trial, ...] = ()
    searches: tuple[Dated, ...] = ()
    history: tuple[Dated, ...] = ()
    input: tuple[Dated, ...] = ()
    texts: tuple[Text, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def texts_of(self, indication: Indication) -> tuple[Text, ...]:
        """The texts of an indication's own record."""
        return tuple(text for text in self.texts if text.indication == indication.id)
