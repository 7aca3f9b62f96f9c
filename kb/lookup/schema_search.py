"""Finding views and columns of the data dictionary by words of their names, meanings and codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError
from kb.search.stemming import stem, words_of

_SHORTEST_BEGINNING = 3
"""Letters from which on the beginning of a word finds the word."""


@dataclass(frozen=True)
class Place:
    """A view or a column that may be what is looked for.

    ``name`` is ``view`` or ``view.column``; ``type`` is empty for a view; ``codes`` are lines
    ``code: meaning``; ``also`` names the other views that have the very same column.
    """

    name: str
    type: str
    meaning: str
    codes: tuple[str, ...]
    also: list[str] = field(default_factory=list)

    @cached_property
    def words(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """The words of its name, of its meaning, and of its codes."""
        return _words(self.name), _words(self.meaning), _words("\n".join(self.codes))

    def row(self, asked: Sequence[str]) -> Row:
        """What is shown of it: of its codes those that fit a word that neither name nor meaning has."""
        name, meaning, _ = self.words
        only_in_codes = [word for word in asked if not (_fits(word, name) or _fits(word, meaning))]
        codes = [code for code in self.codes if any(_fits(word, _words(code)) for word in only_in_codes)]
        return {
            "name": self.name,
            "type": self.type,
            "meaning": self.meaning,
            "codes": "; ".join(codes),
            "also_in": " ".join(self.also),
        }


COLUMNS = ("name", "type", "meaning", "codes", "also_in")


def find(reader: Reader, question: str, *, tables: bool = False) -> list[Row]:
    """The views and columns that all the words fit, those with them in the name first.

    A word fits in any form, and by its beginning. A column that several views share is one row. Raises
    KbError, with what is near, when there are none.
    """
    asked = [word.word for word in words_of(question)]
    if not asked:
        raise KbError("There is no word to look for. Give some, for example: kb schema --find retracted")
    places = _places(run(reader, "lookup/dictionary", tables=int(tables)))
    ranked = [(rank, place) for place in places if (rank := _rank(place, asked)) is not None]
    if not ranked:
        raise KbError(f"Nothing fits {' and '.join(asked)}. {_near(places, asked, tables=tables)}")
    ranked.sort(key=lambda pair: pair[0])
    return [place.row(asked) for _, place in ranked]


def _places(entries: Iterable[Row]) -> list[Place]:
    places: dict[tuple[str, str], Place] = {}
    for row in entries:
        relation, column = str(row["relation"]), row["column_name"] or ""
        codes = tuple((row["codes"] or "").splitlines())
        meaning = str(row["description"])
        name = f"{relation}.{column}" if column else relation
        place = Place(name, row["type"] or "", meaning, codes)
        known = places.setdefault((column or relation, meaning), place)
        if known is not place:
            known.also.append(relation)
    return list(places.values())


def _words(text: str) -> frozenset[str]:
    return frozenset(word.word for word in words_of(text.replace("_", " ")))


def _fits(asked: str, words: frozenset[str]) -> bool:
    return _is_word(asked, words) or _begins_word(asked, words)


def _is_word(asked: str, words: frozenset[str]) -> bool:
    """It is one of the words, in any form."""
    if asked in words:
        return True
    wanted = stem(asked)
    return any(stem(word) == wanted for word in words)


def _begins_word(asked: str, words: frozenset[str]) -> bool:
    return len(asked) >= _SHORTEST_BEGINNING and any(word.startswith(asked) for word in words)


def _rank(place: Place, asked: Sequence[str]) -> tuple[int, bool] | None:
    """How far from the name the words are, then whether its name has more words than those; None when one of
    them does not fit.
    """
    distances = [_distance(place, word) for word in asked]
    if None in distances:
        return None
    called = _words(place.name.rpartition(".")[2])
    return sum(far for far in distances if far), {stem(word) for word in called} != {*map(stem, asked)}


def _distance(place: Place, asked: str) -> int | None:
    """0 = in the name, 1 = in the meaning, 2 = in the codes; 3 more where words only begin so."""
    fits = (_is_word, _begins_word)
    ways = [(form, where) for form in range(2) for where in range(3)]
    return next((3 * form + where for form, where in ways if fits[form](asked, place.words[where])), None)


def _near(places: Sequence[Place], asked: Sequence[str], *, tables: bool) -> str:
    """What to look for instead: words that nothing has are named with the nearest there are."""
    from difflib import get_close_matches

    everything = {word for place in places for words in place.words for word in words}
    unknown = [word for word in asked if not _fits(word, frozenset(everything))]
    if not unknown:
        return "Each word fits something, but nothing fits them all: leave one out."
    remedies = []
    for word in unknown:
        near = get_close_matches(word, sorted(everything), n=3, cutoff=0.7)
        remedies.append(f"{word}: did you mean {' or '.join(near)}?" if near else f"No view has {word}.")
    rest = "" if tables else " --all looks through the tables too; kb search looks through the evidence."
    return " ".join(remedies) + rest
