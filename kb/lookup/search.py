"""Full-text search: ranked hits with their snippets, the same on SQLite and PostgreSQL.

The engines find the texts that fit; ranks and snippets are ours (:mod:`kb.search`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.codes import SEARCH_KIND
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError
from kb.evidence.references import NOTICE_MARKS
from kb.lookup.search_engines import Params, known_words, matching
from kb.lookup.search_texts import figures_named, filled_in, uses_of
from kb.search.question import SearchQuery, SearchTerm, forms_of, read_question
from kb.search.ranking import IndexedText, rarity, score
from kb.search.snippets import marked, snippet

MOST_RANKED = 400
"""So many hits are ranked by their words: those with all of them in the title first, then the shortest."""

KINDS = tuple(SEARCH_KIND)
"""What can be found, in the order in which hits of the same rank are shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One text that answers.

    ``used`` lists where it is used, as policy or policy/indication; ``title_marked`` and ``snippet`` have
    the words that were asked for between ``**``; ``command`` shows the whole thing. ``notice`` says that a
    study or reference was retracted or called in question, empty when neither holds.
    """

    kind: str
    key: str
    title: str
    title_marked: str
    snippet: str
    used: tuple[str, ...]
    command: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class FoundTexts:
    """The best hits, and how many texts fit in all; ``question`` is as it was understood."""

    question: SearchQuery
    hits: tuple[Hit, ...]
    total: int


def search(
    reader: Reader, text: str, kinds: Sequence[str] = (), policy: str | None = None, limit: int = 20
) -> FoundTexts:
    """The texts that hold all the words of ``text``, best first; of these kinds, used by this policy.

    Any text is a question; a KbError is raised only when it holds no word at all.
    """
    same = [
        forms_of(row["key"], row["name"], row["abbreviation"])
        for row in run(reader, "lookup/search_synonyms")
    ]
    question = read_question(text, same)
    if not question.groups:
        raise KbError('There is no word to search for. Give some, for example: kb search "local recurrence".')
    found = _candidates(
        reader, question, {"kinds": _listed(kinds), "policy": policy}, max(limit, MOST_RANKED)
    )
    weights = _weights(reader, question.groups)
    taken = {row["key"] + row["kind"]: _indexed_text(row) for row in found}
    found.sort(
        key=lambda row: (
            -score(taken[row["key"] + row["kind"]], question.groups, weights),
            KINDS.index(row["kind"]),
            row["key"],
        )
    )
    total = int(found[0]["total"]) if found else 0
    return FoundTexts(question, _hits(reader, found[:limit], question.groups), total)


def _listed(kinds: Sequence[str]) -> str | None:
    return f" {' '.join(kinds)} " if kinds else None


# The narrow rows are sorted and counted first; the texts are fetched of the best only.
_CANDIDATES = """SELECT
  t.kind, t.key, t.policy_id, t.indication_key, t.title, t.text,
  t.title_words, t.title_stems, t.words, t.stems, b.total
FROM (
  SELECT e.number, COUNT(*) OVER () AS total
  FROM search_entry AS e
  JOIN ({fitting}) AS f ON f.number = e.number
  WHERE (CAST(:kinds AS TEXT) IS NULL OR :kinds LIKE '% ' || e.kind || ' %')
    AND (CAST(:policy AS TEXT) IS NULL OR e.policy_id = :policy
      OR (e.kind, e.key) IN (SELECT u.kind, u.key FROM use_in_policy AS u WHERE u.policy = :policy))
  ORDER BY
    CASE WHEN e.number IN ({in_title}) THEN 0 ELSE 1 END, LENGTH(e.words), e.number
  LIMIT :ranked
) AS b
JOIN search_entry AS t ON t.number = b.number"""


def _candidates(reader: Reader, question: SearchQuery, filters: Params, ranked: int) -> list[Row]:
    fitting, params = matching(reader.engine, question.groups, "fitting")
    in_title, more = matching(reader.engine, question.groups, "in_title", in_title=True)
    sql = _CANDIDATES.format(fitting=fitting, in_title=in_title)
    return reader.rows(sql, {**params, **more, **filters, "ranked": ranked})


def count(reader: Reader, group: SearchTerm) -> int:
    """How many texts fit one group."""
    fitting, params = matching(reader.engine, [group], "fitting")
    return int(reader.rows(f"SELECT COUNT(*) AS texts FROM ({fitting}) AS f", params)[0]["texts"])


def _weights(reader: Reader, groups: Sequence[SearchTerm]) -> Mapping[SearchTerm, float]:
    if len(groups) == 1:
        return dict.fromkeys(groups, 1.0)
    texts = int(reader.rows("SELECT COUNT(*) AS texts FROM search_entry")[0]["texts"])
    return rarity(texts, {group: count(reader, group) for group in groups})


def _indexed_text(row: Row) -> IndexedText:
    columns = ("title_words", "title_stems", "words", "stems")
    return IndexedText(*(str(row[column]).split() for column in columns))


def _hits(reader: Reader, rows: Sequence[Row], groups: Sequence[SearchTerm]) -> tuple[Hit, ...]:
    if not rows:
        return ()
    uses = uses_of(reader, rows)
    snippets = [snippet(row["text"], row["words"].split(), row["stems"].split(), groups) for row in rows]
    figures = figures_named(reader, snippets, rows)
    noticed = run(reader, "lookup/notices")
    notices = {(row["kind"], row["key"]): NOTICE_MARKS[row["notice"]] for row in noticed}
    return tuple(
        Hit(
            row["kind"],
            row["key"],
            row["title"],
            marked(row["title"], row["title_words"].split(), row["title_stems"].split(), groups),
            filled_in(shown, row, figures),
            uses[row["kind"], row["key"]],
            command_for(row["kind"], row["key"], uses[row["kind"], row["key"]]),
            notices.get((row["kind"], row["key"]), ""),
        )
        for row, shown in zip(rows, snippets, strict=True)
    )


def command_for(kind: str, key: str, used: Sequence[str]) -> str:
    """The command that shows a hit whole."""
    if kind in ("study", "test", "reference", "policy"):
        return f"kb {kind} show {key}"
    if kind == "plan":
        return f"kb plan show {key.partition('/')[0]}"
    policy, _, indication = used[0].partition("/") if used else ("", "", "")
    if not policy:
        table = "recommendation" if kind == "recommendation" else "search_entry"
        id = key if kind == "recommendation" else f"{kind}:{key}"
        return f"kb sql \"SELECT text FROM {table} WHERE id = '{id}'\""
    if kind in ("indication", "finding"):
        return f"kb indication show {policy} {indication}"
    return f"kb policy show {policy}" if kind == "statement" else f"kb report {policy}"


@dataclass(frozen=True, slots=True)
class Miss:
    """A word that was asked for: how many texts hold it, and words of the texts that are near to it."""

    asked: str
    texts: int
    near: tuple[str, ...]


def misses(reader: Reader, question: SearchQuery) -> tuple[Miss, ...]:
    """What became of each word of a question that no text answers."""
    missed = []
    for group in question.groups:
        texts = count(reader, group)
        missed.append(Miss(group.asked, texts, () if texts else _near(reader, group)))
    return tuple(missed)


def _near(reader: Reader, group: SearchTerm) -> tuple[str, ...]:
    from difflib import get_close_matches

    from kb.search.stemming import words_of

    near: list[str] = []
    for word in (word.word for word in words_of(group.asked)):
        lengths = {"shortest": max(len(word) - 3, 2), "longest": len(word) + 3}
        known = [str(row["word"]) for row in reader.rows(known_words(reader.engine), lengths)]
        if word not in known:
            near += get_close_matches(word, known, n=3, cutoff=0.7)
    return tuple(dict.fromkeys(near))
