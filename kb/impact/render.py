"""What rests on a subject as a page for reading, and as JSON and rows for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.documents.content import Block, Bullets, Document, Inline, Line, Paragraph, Section, Strong, Text
from kb.documents.render import render
from kb.impact.item import Impact, Item, Kind

COLUMNS = ("kind", "policy", "indication", "place", "text", "why", "figures")
_HEADINGS = {
    Kind.STATEMENT: "Statements that decide on it",
    Kind.CONCLUSION: "Conclusion",
    Kind.FINDING: "Findings",
    Kind.SENTENCE: "Sentences",
    Kind.TABLE: "Tables",
    Kind.APPROVAL: "Sign-offs",
    Kind.RELEASE: "Releases",
    Kind.REVIEW: "Systematic reviews that include it",
    Kind.STUDY: "Studies",
    Kind.REPORT: "Further reports of its studies",
    Kind.GUIDELINE: "Guidelines",
    Kind.DERIVED: "Figures derived from it",
    Kind.SEARCH: "Searches that found it",
    Kind.SCREENING: "Screening decisions",
}


def render_impact(impact: Impact, form: str, width: int | None = None) -> str:
    """All of it as text (wrapped at ``width``; null: lines stay whole), markdown or json."""
    if form == "json":
        return json.dumps(_data(impact), indent=2, ensure_ascii=False) + "\n"
    return render(_page(impact, plain=form == "text"), form, width)


def rows(impact: Impact) -> Iterator[tuple[str | None, ...]]:
    """One row for each item, in the order of COLUMNS."""
    for item in impact.items:
        why, figures = "; ".join(item.why), " ".join(item.figures)
        yield (item.kind.value, item.policy, item.indication, item.place, item.marked, why, figures)


def _data(impact: Impact) -> dict[str, object]:
    subject = impact.subject
    items = [
        {
            "kind": item.kind.value,
            "policy": item.policy,
            "indication": item.indication,
            "place": item.place,
            "text": item.text,
            "spans": [list(span) for span in item.spans],
            "why": list(item.why),
            "figures": list(item.figures),
        }
        for item in impact.items
    ]
    names = [{"kind": kind, "title": title} for kind, title in subject.names]
    about = {"key": subject.key, "names": names, "notices": list(subject.notices)}
    return {**about, "counts": impact.counts, "items": items}


def _page(impact: Impact, *, plain: bool) -> Document:
    """The page; ``plain`` marks what comes from the subject by asterisks, for text that knows no bold."""
    subject = impact.subject
    facts = [(kind.capitalize(), title) for kind, title in subject.names]
    facts += [("Notice", notice) for notice in subject.notices]
    blocks: list[Block] = [Paragraph((Text(line),)) for line in _opening(impact, plain=plain)]
    for (policy, indication), group in groupby(impact.items, key=lambda item: (item.policy, item.indication)):
        items = list(group)
        blocks.append(Section(_title(impact, policy, indication), tuple(_kinds(items, plain=plain))))
    return Document(f"What rests on {subject.key}", tuple(facts), tuple(blocks))


def _opening(impact: Impact, *, plain: bool) -> Iterator[str]:
    key, kinds = impact.subject.key, impact.subject.kinds
    if len(kinds) > 1:
        yield f"{key} is the key of a {' and of a '.join(kinds)}; what rests on any of them is shown."
    yield impact.head
    if any(item.spans for item in impact.items):
        yield f"What comes from it stands {'between *asterisks*' if plain else 'in bold'}."


def _title(impact: Impact, policy: str | None, indication: str | None) -> str:
    if policy is None:
        return "Outside the policies"
    if indication is None:
        return f"Policy {policy}: {impact.policies.get(policy, '')}".rstrip(": ")
    return f"Policy {policy}, indication {indication}: {impact.indications[policy, indication]}"


def _kinds(items: Sequence[Item], *, plain: bool) -> Iterator[Block]:
    for kind, group in groupby(items, key=lambda item: item.kind):
        members = list(group)
        if kind is Kind.POLICY:
            told = [f"{'; '.join(item.why)}." for item in members if item.why]
            yield from (Paragraph((Text(text[:1].upper() + text[1:]),)) for text in told)
        else:
            listed = (
                _sentences(members, plain=plain) if kind is Kind.SENTENCE else _listed(members, plain=plain)
            )
            yield Section(_HEADINGS[kind], (listed,))


def _sentences(items: Sequence[Item], *, plain: bool) -> Bullets:
    """Sentences under the headings above them."""
    lines: list[Line] = []
    depths: list[int] = []
    for place, group in groupby(items, key=lambda item: item.place):
        members = list(group)
        lines += [(Text(place),), *(_line(item, plain=plain) for item in members)]
        depths += [0, *(1 for _ in members)]
    return Bullets(tuple(lines), depths=tuple(depths))


def _listed(items: Sequence[Item], *, plain: bool) -> Bullets:
    """Other things: their place and what they say, and below how they rest on the subject."""
    lines: list[Line] = []
    depths: list[int] = []
    for item in items:
        reasons = () if item.kind is Kind.TABLE else item.why
        named = () if item.kind is Kind.CONCLUSION else (Text(f"{item.place}: "),)
        lines += [(*named, *_line(item, plain=plain)), *((Text(why),) for why in reasons)]
        depths += [0, *(1 for _ in reasons)]
    return Bullets(tuple(lines), depths=tuple(depths))


def _line(item: Item, *, plain: bool) -> Line:
    if plain:
        return (Text(item.marked),)
    pieces: list[Inline] = []
    end = 0
    for start, stop in item.spans:
        pieces += [Text(item.text[end:start]), Strong(item.text[start:stop])]
        end = stop
    pieces.append(Text(item.text[end:]))
    return tuple(piece for piece in pieces if not isinstance(piece, Text) or piece.text)
