"""Random canonical cells over the whole grammar."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy, composite

from kb.notation.statistics import NAMED, PROPORTIONS, STATISTICS
from kb.notation.terms import ABSENT, P_QUALIFIERS, QUALIFIERS, VERBAL
from kb.notation.units import NOUN_WORDS, UNITS

Draw = st.DrawFn

signs = st.sampled_from(["", "", "", "<", ">", "<=", ">=", "~"])
ungrouped = st.integers(2, 999_999).map(str)
whole = ungrouped | st.integers(1000, 9_999_999).map("{:,}".format)
"""Counts; of another number with one comma nobody knows whether it is a decimal one."""
decimal = st.builds("{}.{}".format, st.integers(0, 999), st.integers(0, 999))
millions = st.integers(1_000_000, 9_999_999).map("{:,}".format)
positive = ungrouped | millions | decimal | st.integers(0, 99).map(".{}".format)
number = positive | st.builds("{}{}".format, st.sampled_from("+-"), positive)
unit = st.sampled_from(sorted(UNITS))
noun = st.sampled_from(sorted(set(NOUN_WORDS.values())))
per = st.sampled_from(["per year", "per month", "per 1000", "per 10,000 person-years"])
absent = st.sampled_from(sorted(ABSENT.values()))
trailing = sorted(set(QUALIFIERS.values()) - {"across studies", "unadjusted"})
for_p = {QUALIFIERS[slug] for slug in P_QUALIFIERS}


def optional(text: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.just("") | text.map(" {}".format)


def qualifiers(of: list[str]) -> SearchStrategy[str]:
    lists = st.lists(st.sampled_from(of), max_size=2, unique=True)
    return lists.map(lambda words: "".join(f" {word}" for word in words))


plain_qualifiers = qualifiers([word for word in trailing if word not in for_p])


@composite
def ends(draw: Draw) -> str:
    low = draw(signs) + draw(number)
    high = draw(st.builds(str.__add__, signs, number) | absent)
    has_sign = any(end.lstrip("<>=~")[0] in "+-" for end in (low, high))
    is_word = has_sign or high[:3] == "not"
    return f"{low} to {high}" if is_word else f"{low}-{high}"


@composite
def spread(draw: Draw) -> str:
    label = draw(st.sampled_from(["CI", "CrI", "PI", "range", "range across studies", "IQR", "SD"]))
    if label == "SD":
        return f"SD {draw(positive)}"
    if label in {"CI", "CrI", "PI"}:
        label = draw(st.sampled_from(["95% ", "90% ", "97.5% ", ""])) + label
        if draw(st.booleans()):
            return f"{label} {draw(st.sampled_from(['<', '>', '<=', '>=']))}{draw(number)} one-sided"
    return f"{label} {draw(ends() | absent)}"


spreads = st.just("") | st.lists(spread(), min_size=1, max_size=3).map(lambda items: f" ({', '.join(items)})")


@composite
def share(draw: Draw) -> str:
    counts = draw(whole | st.just("none"))
    counts += draw(st.just("") | whole.map("/{}".format)) + draw(optional(noun))
    percent = f"{draw(positive)}%"
    share = st.sampled_from([counts, f"{counts} ({percent})", f"{percent} ({counts})"])
    text = draw(share)
    if "%" in text and draw(st.booleans()):
        slug = draw(st.sampled_from(sorted(PROPORTIONS - {"percent"})))
        text = f"{STATISTICS[slug].written} {text}"
    return text


@composite
def measured(draw: Draw) -> str:
    text = draw(signs) + draw(number)
    kind = draw(st.sampled_from(["%", "% of", "unit", "points on", "per", "unit per", "noun per"]))
    if kind[0] == "%":
        return f"{text}%" + (f" of {draw(noun)}" if kind == "% of" else "")
    if kind == "points on":
        return (
            f"{text} points on {draw(st.sampled_from(['HFMSE', 'PHQ-9', 'Gleason', 'mNIS+7', 'VAS Pain']))}"
        )
    words = {"unit": unit, "noun": noun, "per": per}
    return " ".join([text, *(draw(words[word]) for word in kind.split())])


@composite
def named(draw: Draw) -> str:
    name = STATISTICS[draw(st.sampled_from(NAMED))].written
    name += draw(st.sampled_from(["", "", " across studies"]))
    name += draw(st.sampled_from(["", "", " per allele", " per 10 mg/dL", " per SD"]))
    return f"{name} {draw(measured() | number | absent)}"


@composite
def p_value(draw: Draw) -> str:
    value = st.integers(0, 999).map(".{}".format) | st.just("1.9x10^-4") | st.just("0.037")
    sign = draw(st.sampled_from(["", "", "<", ">", "<="]))
    return f"p {draw(value.map(lambda digits: sign + digits) | absent | st.just('not significant'))}"


statement = st.one_of(
    st.builds("{}{}{}".format, share() | measured() | named(), spreads, plain_qualifiers),
    st.builds("{}-fold{}".format, positive, spreads),
    st.builds("range {}{}".format, ends(), optional(unit)).filter(lambda text: " not " not in text),
    st.builds("from {} to {}{}".format, number, number, optional(per)),
    st.builds("{} h/day for {} days".format, positive, positive),
    st.builds("{}{}".format, p_value(), qualifiers(trailing)),
    st.sampled_from(VERBAL),
    absent,
)
cells = st.lists(statement, min_size=1, max_size=3).map("; ".join)

# Text near the grammar finds more than text at random.
marks = list("/()[],;-%<~p=.\n\N{PLUS-MINUS SIGN}")
words = [
    "to",
    "of",
    "for",
    "from",
    "at",
    "per",
    "and",
    "NR",
    "none",
    "adjusted",
    "not reached",
    "not significant",
]
parts = [
    "7",
    "180",
    "1.5",
    "x10^-4",
    "1e9",
    "-fold",
    "LR-",
    "median",
    "HR",
    "95% CI",
    "range",
    "SD",
    "months",
    "y",
]
fragments = st.lists(st.sampled_from(marks) | st.sampled_from(words) | st.sampled_from(parts), max_size=9)
near_cells = st.builds(str.join, st.sampled_from(["", " "]), fragments)
