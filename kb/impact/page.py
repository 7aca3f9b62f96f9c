"""What rests on a subject as a page for reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.documents.content import Block, Bullets, Document, ListItem, Paragraph, Section
from kb.impact.item import Impact, ImpactItem, ImpactKind
from kb.inlines import Line, Marked

_HEADINGS = {
    ImpactKind.STATEMENT: "Statements that decide on it",
    ImpactKind.CONCLUSION: "Conclusion",
    ImpactKind.FINDING: "Findings",
    ImpactKind.SENTENCE: "Sentences",
    ImpactKind.TABLE: "Tables",
    ImpactKind.APPROVAL: "Sign-offs",
    ImpactKind.RELEASE: "Releases",
    ImpactKind.REVIEW: "Systematic reviews that include it",
    ImpactKind.STUDY: "Studies",
    ImpactKind.REPORT: "Further reports of its studies",
    ImpactKind.GUIDELINE: "Guidelines",
    ImpactKind.SEARCH: "Searches that found it",
    ImpactKind.SCREENING: "Screening decisions",
}


def build_impact_page(impact: Impact) -> Document:
    """The page: what the subject is, and by policy and indication all that rests on it."""
    subject = impact.subject
    facts = [(kind.capitalize(), title) for kind, title in subject.names]
    facts += [("Notice", notice) for notice in subject.notices]
    blocks: list[Block] = [Paragraph(line) for line in _opening(impact)]
    for (policy, indication), group in groupby(impact.items, key=lambda item: (item.policy, item.indication)):
        blocks.append(Section(_title(impact, policy, indication), _kinds(list(group))))
    return Document(f"What rests on {subject.key}", facts, blocks)


def _opening(impact: Impact) -> Iterator[str | Line]:
    key, kinds = impact.subject.key, impact.subject.kinds
    if len(kinds) > 1:
        yield f"{key} is the key of a {' and of a '.join(kinds)}; what rests on any of them is shown."
    yield impact.head
    if any(item.spans for item in impact.items):
        yield Line("What comes from it is ", Marked(Line("marked")), ".")


def _title(impact: Impact, policy: str | None, indication: str | None) -> str:
    if policy is None:
        return "Outside the policies"
    if indication is None:
        return f"Policy {policy}: {impact.policies.get(policy, '')}".rstrip(": ")
    return f"Policy {policy}, indication {indication}: {impact.indications[policy, indication]}"


def _kinds(items: Sequence[ImpactItem]) -> Iterator[Block]:
    for kind, group in groupby(items, key=lambda item: item.kind):
        members = list(group)
        if kind is ImpactKind.POLICY:
            sentences = [f"{'; '.join(item.why)}." for item in members if item.why]
            yield from (Paragraph(text[:1].upper() + text[1:]) for text in sentences)
        else:
            listed = _sentences(members) if kind is ImpactKind.SENTENCE else _listed(members)
            yield Section(_HEADINGS[kind], (listed,))


def _sentences(items: Sequence[ImpactItem]) -> Bullets:
    """Sentences under the headings above them."""
    listed: list[ListItem] = []
    for place, group in groupby(items, key=lambda item: item.place):
        listed += [ListItem(place), *(ListItem(_line(item), depth=1) for item in group)]
    return Bullets(listed)


def _listed(items: Sequence[ImpactItem]) -> Bullets:
    """Other things: their place and what they say, and below how they rest on the subject."""
    listed: list[ListItem] = []
    for item in items:
        reasons = () if item.kind is ImpactKind.TABLE else item.why
        named = "" if item.kind is ImpactKind.CONCLUSION else f"{item.place}: "
        listed += [ListItem(Line(named, _line(item))), *(ListItem(why, depth=1) for why in reasons)]
    return Bullets(listed)


def _line(item: ImpactItem) -> Line:
    parts: list[str | Marked] = []
    end = 0
    for start, stop in item.spans:
        parts += [item.text[end:start], Marked(Line(item.text[start:stop]))]
        end = stop
    return Line(*parts, item.text[end:])
