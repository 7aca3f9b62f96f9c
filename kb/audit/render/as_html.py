"""An audit as one page: the source text with every claimed number marked and linked to its row, and back.

The page needs nothing else, neither network nor script, and is fit for print and for screen readers: what a
color says, a sign and a text say, too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kb.audit.audit import Audit
from kb.audit.held import Span, Status
from kb.audit.render.marks import blocks_of, marks_of
from kb.audit.snippets import snippet
from kb.audit.wording import KINDS, about_label, coverage, headline, numbers_line, printed, recorded, subject

#: Before marks that need a look: the sign, and what a screen reader says.
_SIGNS = {
    "differs": ("≠", "printed otherwise"),
    "unclaimed": ("?", "unclaimed"),
    "label": ("!", "label not on file"),
}


def render_html(audit: Audit) -> str:
    """The page. Everything that comes from the text or from records is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((Path(__file__).parent / "audit.html.j2").read_text("utf-8"))
    marks = marks_of(audit)
    rows = list(enumerate(audit.held, start=1))
    return template.render(
        audit=audit,
        blocks=list(blocks_of(audit, marks)),
        rows=rows,
        amiss=[(n, one) for n, one in rows if one.status is not Status.OK],
        unclaimed=list(enumerate(audit.unclaimed, start=1)),
        unknown=list(enumerate(audit.unknown, start=1)),
        first=_first_rows(audit),
        beside=_beside(audit),
        **_words(audit),
    )


def _first_rows(audit: Audit) -> dict[str, int]:
    """By owner, the row of its figure that stands first in the text."""
    order = sorted(enumerate(audit.held, start=1), key=lambda pair: pair[1].near, reverse=True)
    return {str(one.claim.owner): number for number, one in order}


def _beside(audit: Audit) -> dict[int, list[int]]:
    """By row, the other rows whose figures the same characters state."""
    rows: dict[Span, list[int]] = {}
    for number, one in enumerate(audit.held, start=1):
        if one.span is not None:
            rows.setdefault(one.span, []).append(number)
    return {
        number: [other for other in numbers if other != number]
        for numbers in rows.values()
        for number in numbers
        if len(numbers) > 1
    }


def _words(audit: Audit) -> dict[str, Any]:
    source = audit.source

    def place(offset: int) -> str:
        return str(source.place(offset))

    def around(start: int, stop: int) -> Any:
        return snippet(source.text, start, stop)

    return {
        "headline": headline(audit),
        "numbers_line": numbers_line(audit),
        "coverage": coverage,
        "subject": subject,
        "recorded": recorded,
        "printed": printed,
        "about_label": about_label,
        "kinds": KINDS,
        "signs": _SIGNS,
        "place": place,
        "around": around,
    }
