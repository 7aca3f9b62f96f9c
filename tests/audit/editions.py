"""Invented documents that state figures, and editions of them with the truth about each figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import fill

from hypothesis import strategies as st

from kb.audit.claims import FigureClaim, Owner

AUTHORS = ("Wang", "Okafor", "Lindqvist", "Garcia", "Ng", "Al-Asfoor")
_PERCENT = st.sampled_from([3, 7, 9, 11, 19, 26, 38, 40, 45, 54, 61, 66, 67, 76, 84, 97])
_MONTHS = st.sampled_from([6, 8, 10, 16, 25, 29, 31, 36, 58, 64])
_P = st.sampled_from([".043", ".767", ".20", "<.001", ".006"])
#: A sentence with its excerpts in {{ }} and the figures within them in [ ].
_SENTENCES = (
    "Survival rates at 1, 3, and 5 years were {{[P%], [P%], and [P%]}} for ablation and"
    " {{[P%], [P%], and [P%]}} for surgery, respectively ({{p=[V]}}).",
    "Major complications were seen in {{[M] ([P%])}} patients after ablation and {{[M] ([P%])}} after it.",
    "The median follow-up was {{[M] months (range, [M]-[M] months)}}.",
    "Recurrence was less frequent after ablation ({{[P%]}} vs {{[P%]}}, {{p=[V]}}).",
    "Groups {{[did not differ significantly]}} in pain.",
    "Among larger tumors, {{[P%]}} recurred within {{[M] months}}, as the authors had expected.",
)
_FILLERS = (
    "The authors called for further work.",
    "Allocation was not concealed, and some patients were lost to follow-up for unknown reasons.",
    "However, the groups were not comparable at the start, which limits what can be concluded from it.",
    "Funding came from the maker of the device.",
)
_TOKEN = re.compile(r"\[P%\]|\[M\]|\[V\]")


@dataclass(frozen=True)
class Sentence:
    """A sentence as printed; ``figures`` are (start, stop, excerpt start, excerpt stop) in it."""

    text: str
    figures: tuple[tuple[int, int, int, int], ...] = ()
    key: int = -1


@st.composite
def _sentence(draw: st.DrawFn, key: int) -> Sentence:
    template = draw(st.sampled_from(_SENTENCES))

    def filled(match: re.Match[str]) -> str:
        kinds = {
            "[P%]": lambda: f"{draw(_PERCENT)}%",
            "[M]": lambda: str(draw(_MONTHS)),
            "[V]": lambda: draw(_P),
        }
        return f"[{kinds[match[0]]()}]"

    marked = _TOKEN.sub(filled, template).replace("p=[<", "p<[").replace("p=[.", "p=[.")
    text, excerpts, figures = "", [], []
    for piece in re.split(r"(\{\{|\}\}|\[|\])", marked):
        if piece == "{{":
            excerpts.append(len(text))
        elif piece == "}}":
            figures = [(a, b, c if d else excerpts[-1], d or len(text)) for a, b, c, d in figures]
        elif piece == "[":
            figures.append((len(text), 0, 0, 0))
        elif piece == "]":
            figures[-1] = (figures[-1][0], len(text), 0, 0)
        else:
            text += piece
    return Sentence(text, tuple(figures), key)


Document = list[list[Sentence]]
"""Paragraphs of sentences."""


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Three to six studies of a paragraph each, with two to six sentences about their figures."""
    paragraphs = []
    key = 0
    for author in AUTHORS[: draw(st.integers(3, 6))]:
        sentences = [Sentence(f"{author} et al (2015) reported on ablation for liver tumors.")]
        for _ in range(draw(st.integers(2, 6))):
            sentences.append(draw(_sentence(key)))
            key += 1
        paragraphs.append(sentences)
    return paragraphs


def fillers() -> st.SearchStrategy[Sentence]:
    """Sentences without a number."""
    return st.sampled_from(_FILLERS).map(Sentence)


def printed(document: Document) -> tuple[str, list[tuple[int, Sentence]]]:
    """The text of a document, and where each of its sentences begins."""
    text = ""
    places = []
    for paragraph in document:
        for index, sentence in enumerate(paragraph):
            text += " " if index else ""
            places.append((len(text), sentence))
            text += sentence.text
        text += "\n\n"
    return text, places


def claims_of(document: Document) -> list[FigureClaim]:
    """The figures of a document as records would have them."""
    text, places = printed(document)
    study = ""
    claims = []
    for start, sentence in places:
        study = sentence.text.split(" et al")[0].lower() if " et al (" in sentence.text else study
        for number, (first, last, begin, end) in enumerate(sentence.figures):
            claims.append(
                claim(
                    f"{sentence.key}.{number}",
                    text[start + begin : start + end],
                    start + begin,
                    start + first,
                    text[start + first : start + last],
                    study,
                )
            )
    return claims


def claim(
    key: str, excerpt: str, excerpt_start: int, start: int, shown: str, study: str = "doe"
) -> FigureClaim:
    """One figure of a study; its unit is a percent sign where it is printed with one."""
    digits = shown.rstrip("%")
    value = float(digits) if re.fullmatch(r"[\d.]+", digits) else None
    return FigureClaim(
        source=f"{key}#1",
        figure=key,
        owner=Owner("study", f"{study}-2015"),
        excerpt_start=excerpt_start,
        excerpt=excerpt,
        start=start,
        printed=shown,
        reported=shown,
        statement=shown,
        statistic="percent" if shown.endswith("%") else "count" if value is not None else "verbal",
        value=value,
        unit="%" if shown.endswith("%") else "",
        outcome="overall survival",
        abbreviation="OS",
        subject="",
        population="",
        time="",
        is_size=False,
    )


def changed_digit(sentence: Sentence, figure: int, by: int) -> Sentence:
    """The sentence with another digit in one of its figures."""
    first, last = sentence.figures[figure][:2]
    place = next(index for index in range(first, last) if sentence.text[index].isdigit())
    digit = str((int(sentence.text[place]) + by) % 10)
    return replace(sentence, text=sentence.text[:place] + digit + sentence.text[place + 1 :])


def set_otherwise(text: str, width: int, dash: str, space: str) -> str:
    """The same words in other typesetting: wrapped lines, dashes, and blanks before units."""
    text = text.replace("-", dash).replace(" months", f"{space}months").replace("p=", f"p{space}={space}")
    return "\n\n".join(fill(paragraph, width, break_on_hyphens=False) for paragraph in text.split("\n\n"))


def spans_of(document: Document) -> dict[str, tuple[int, int]]:
    """Where each figure stands in the text of a document."""
    _, places = printed(document)
    return {
        f"{sentence.key}.{number}": (start + first, start + last)
        for start, sentence in places
        for number, (first, last, _, _) in enumerate(sentence.figures)
    }


def with_digits(document: Document) -> Sequence[tuple[int, int, int]]:
    """Paragraph, sentence and number of every figure that has a digit."""
    return [
        (p, s, f)
        for p, paragraph in enumerate(document)
        for s, sentence in enumerate(paragraph)
        for f, (first, last, _, _) in enumerate(sentence.figures)
        if any(sign.isdigit() for sign in sentence.text[first:last])
    ]
