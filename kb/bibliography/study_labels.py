"""Names of authors, and the labels by which a text names a study."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.search.stemming import fold

_PARTICLE = re.compile(
    r"al|ap|bin|da|das|de|del|della|den|der|des|di|do|dos|du|el|la|las|le|les|los|op|st|ten|ter|van|vom|von|zu|zur"
)
_SUFFIXES = re.compile(r",?\s+(?:jr|sr|ii|iii|iv|[234](?:nd|rd|th))\.?$", re.IGNORECASE)
_ET_AL = re.compile(r"([^()\[\],;]+?),? et al\b\.?")
_YEAR = re.compile(r"\b((?:19|20)\d\d)([a-z]?)\b")
_BEFORE_YEAR = re.compile(r"^([^()\[\]]+?),? [(\[]?(?:19|20)\d\d[a-z]?[)\]]?$")
_PAIR = re.compile(r"^(.+?) (?:and|&) (.+)$")


@dataclass(frozen=True, slots=True)
class StudyLabel:
    """A label taken apart: ``Wang et al (2015a)``.

    ``names`` are the persons or the trial it names, empty when it names neither; ``year`` and ``suffix`` are
    null and empty when there is none.
    """

    names: tuple[str, ...]
    et_al: bool
    year: int | None
    suffix: str

    @property
    def first(self) -> str:
        """The first name, empty when there is none."""
        return self.names[0] if self.names else ""


def read_label(text: str) -> StudyLabel:
    """The parts of a label. In ``TRIAL (Wang et al [2015])`` the persons are what counts."""
    years = _YEAR.findall(text)
    year, suffix = (int(years[-1][0]), years[-1][1]) if years else (None, "")
    if (match := _ET_AL.search(text)) is not None:
        return StudyLabel((match[1].strip(),), True, year, suffix)
    match = _BEFORE_YEAR.match(text.strip())
    name = match[1].strip() if match is not None else ""
    pair = _PAIR.match(name)
    names = (pair[1], pair[2]) if pair is not None else (name,) if name else ()
    return StudyLabel(names, False, year, suffix)


def label_of(family: str, authors: int, year: int | None) -> str:
    """The label of a study by its first author; ``authors`` counts all, from 1."""
    return f"{family}{' et al' if authors > 2 else ''} ({year or 'n.d.'})"


def folded(name: str) -> str:
    """A name without case, accents, hyphens, spaces and suffixes such as Jr."""
    return "".join(fold(word) for word in re.split(r"[\W_]+", _SUFFIXES.sub("", name.strip())))


def without_particles(name: str) -> str:
    """A family name without what may come before it (van der, de, al-), folded."""
    words = [fold(word) for word in re.split(r"[\W_]+", _SUFFIXES.sub("", name.strip())) if word]
    while len(words) > 1 and _PARTICLE.fullmatch(words[0]):
        words.pop(0)
    return "".join(words)


def same_name(first: str, second: str) -> bool:
    """Whether two spellings of a family name can be the same, with or without particles."""
    if folded(first) == folded(second):
        return True
    return bool(without_particles(first)) and without_particles(first) == without_particles(second)


def is_acronym(name: str) -> bool:
    """Whether a name is a trial's rather than a person's: digits, or three or more capitals in a row."""
    return re.search(r"\d|[A-Z]{3}", name) is not None
