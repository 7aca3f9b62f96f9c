"""Made-up records for properties of differences: data as the YAML of records gives it."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

KEYS = st.sampled_from(["s1", "s2", "hcc", "net", "crc", "a", "b"])
WORDS = st.sampled_from(
    [
        "survival was longer after freezing",
        "survival was shorter after freezing",
        "survival was longer after burning",
        "nothing is known of harms",
        "harms were rare",
        "further trials are needed",
    ]
)
CELLS = st.sampled_from(["97%", "67%", "40%", "7/180 (3.9%)", "p .043", "median 25 months"])
TIMES = st.sampled_from(["1 y", "3 y", "5 y", "30 d"])


def _distinct(items: st.SearchStrategy[Any], by: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=4, unique_by=by, min_size=1).map(tuple)


@st.composite
def results(draw: st.DrawFn) -> dict[str, Any]:
    """One result with cells at one or several times."""
    entry: dict[str, Any] = {"outcome": draw(st.sampled_from(["overall-survival", "recurrence", "death"]))}
    if draw(st.booleans()):
        entry["population"] = draw(st.sampled_from(["matched", "over-2cm"]))
    times = draw(st.lists(TIMES, unique=True, max_size=3))
    if len(times) == 1:
        entry["at"] = times[0]
    elif times:
        entry["at"] = tuple(times)
    for column in draw(st.lists(st.sampled_from(["cryo", "rfa", "cryo-rfa"]), unique=True, min_size=1)):
        many = len(times) > 1 and draw(st.booleans())
        entry[column] = tuple(draw(CELLS) for _ in times) if many else draw(CELLS)
    return entry


PARAGRAPHS = st.one_of(WORDS, st.fixed_dictionaries({"heading": KEYS, "text": WORDS}))
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": WORDS,
    "effective_date": st.sampled_from(["2021-11-01", "2022-11-01"]),
    "results": st.lists(results(), max_size=4).map(tuple),
    "statements": _distinct(
        st.fixed_dictionaries(
            {"key": KEYS, "text": WORDS},
            optional={"indications": st.lists(KEYS, unique=True, min_size=1).map(tuple)},
        ),
        lambda one: one["key"],
    ),
    "context": st.lists(WORDS, min_size=1, max_size=4).map(tuple),
    "studies": st.lists(KEYS, min_size=1, unique=True).map(tuple),
    "sections": st.dictionaries(KEYS, st.lists(PARAGRAPHS, min_size=1, max_size=3).map(tuple), min_size=1),
    "reports": st.fixed_dictionaries(
        {"primary": st.one_of(KEYS, st.lists(KEYS, min_size=2, unique=True).map(tuple))}
    ),
    "criteria": st.recursive(
        WORDS,
        lambda inner: st.fixed_dictionaries(
            {"all": st.lists(inner, min_size=1, max_size=3).map(tuple)}, optional={"text": WORDS}
        ),
        max_leaves=4,
    ),
    "limitations": _distinct(
        st.fixed_dictionaries(
            {"study": KEYS, "code": st.sampled_from(["x/1", "x/2"])}, optional={"note": WORDS}
        ),
        lambda one: (one["study"], one["code"]),
    ),
}
RECORDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries({}, optional=FIELDS)


@st.composite
def versions(draw: st.DrawFn, count: int) -> list[dict[str, Any]]:
    """Several records of which most fields are the same: as versions of one record are."""
    shared = draw(RECORDS)
    found = []
    for _ in range(count):
        other = draw(RECORDS)
        fields = draw(st.sets(st.sampled_from(sorted(FIELDS)), max_size=4))
        kept = {key: value for key, value in shared.items() if key not in fields}
        found.append(kept | {key: value for key, value in other.items() if key in fields})
    return found
