"""What rests on a subject as JSON and rows, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kb.impact.item import Impact

COLUMNS = ("kind", "policy", "indication", "place", "text", "why", "figures")


def render_json(impact: Impact) -> str:
    """All of it, with the spans of each text that come from the subject."""
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
    data = {**about, "counts": impact.counts, "items": items}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def rows(impact: Impact) -> Iterator[tuple[str | None, ...]]:
    """One row for each item, in the order of COLUMNS."""
    for item in impact.items:
        why, figures = "; ".join(item.why), " ".join(item.figures)
        yield (item.kind.value, item.policy, item.indication, item.place, item.marked, why, figures)
