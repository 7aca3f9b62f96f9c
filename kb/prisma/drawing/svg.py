"""The diagram as SVG from a template; the same flow makes the same bytes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.prisma.drawing.layout import NOTE_SIZE, SIZE, lay_out
from kb.prisma.flow import Flow
from kb.prisma.flow_rows import numbers_of
from kb.prisma.remarks import SOURCE, remarks_on, title_of

if TYPE_CHECKING:
    from jinja2 import Template

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold; an export may bring them in the name of a source."""


def render_svg(flow: Flow) -> str:
    """A picture with title and description for those who cannot see it, and text that can be selected."""
    layout = lay_out(flow, [*remarks_on(flow), f"Flow diagram as in {SOURCE}."])
    text = _template().render(
        layout=layout,
        title=title_of(flow),
        description=description_of(flow),
        draft=flow.is_draft,
        size=SIZE,
        note_size=NOTE_SIZE,
    )
    return without_controls(text)


def description_of(flow: Flow) -> str:
    """The whole diagram as one paragraph: what a screen reader reads, and the alternative text in Word."""
    parts: dict[str, list[str]] = {}
    for number in numbers_of(flow):
        parts.setdefault(number.part, []).append(f"{number.words} {number.count:,}")
    sentences = [f"{part}: {', '.join(numbers)}." for part, numbers in parts.items()]
    return " ".join([*(["Draft."] if flow.is_draft else []), *sentences])


def without_controls(text: str) -> str:
    """The text with a sign in the place of every character that XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["px"] = _px
    return environment.get_template("flow.svg.j2")


def _px(length: float) -> str:
    """A length without needless decimals."""
    return f"{length:.1f}".removesuffix(".0")
