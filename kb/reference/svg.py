"""The diagram as SVG, drawn from a template without any other program; same input, same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.reference.diagram import Diagram, Entity, Link
from kb.reference.layers import Layout, lay_out

if TYPE_CHECKING:
    from jinja2 import Template

ROW = 16
"""Height of one line of text."""
_CHARACTER = 7
_BETWEEN_LAYERS = 110
_GAP = 18
_MARGIN = 24
_NARROWEST = 660
"""Room for the lines above the boxes."""


@dataclass(frozen=True, slots=True)
class Box:
    """A table with the place of its upper left corner."""

    entity: Entity
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Line:
    """A foreign key as a path; it ends at the table it points at."""

    link: Link
    path: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """The layout with where each layer begins and how wide its boxes are."""

    layout: Layout
    left: list[int]
    width: list[int]
    boxes: dict[str, Box]


def render_svg(diagram: Diagram) -> str:
    """A picture with title and description for those who cannot see it."""
    plan = _plan(diagram)
    boxes = list(plan.boxes.values())
    return _template().render(
        diagram=diagram,
        title=f"Tables around {diagram.centre}" if diagram.centre else "Tables and their foreign keys",
        boxes=boxes,
        lines=[Line(link, _path(plan, link)) for link in diagram.links],
        width=max([_NARROWEST, *(box.x + box.width + _MARGIN for box in boxes)]),
        height=max((box.y + box.height + _MARGIN for box in boxes), default=4 * ROW),
        row=ROW,
        top=_MARGIN + 2 * ROW,
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("diagram.svg.j2")


def _plan(diagram: Diagram) -> _Plan:
    linked = {name for link in diagram.links for name in (link.source, link.target)}
    heights = {e.name: _height(e) for e in diagram.entities if e.name in linked}
    layout = lay_out(heights, [(link.source, link.target) for link in diagram.links], _GAP)
    entities = {entity.name: entity for entity in diagram.entities}
    widths = [
        max((_width(entities[n]) for n in names if n in entities), default=0) for names in layout.layers
    ]
    left = [_MARGIN + sum(widths[:n]) + n * _BETWEEN_LAYERS for n in range(len(widths))]
    plan = _Plan(layout, left, widths, {})
    top = _MARGIN + 3 * ROW
    for number, names in enumerate(layout.layers):
        for name in names:
            if name in entities:
                plan.boxes[name] = _box(entities[name], left[number], top + layout.top[name], widths[number])
    _add_unlinked(plan, [entity for entity in diagram.entities if entity.name not in linked])
    return plan


def _add_unlinked(plan: _Plan, entities: list[Entity]) -> None:
    """Tables without a link stand in a row below the others."""
    x = _MARGIN
    y = max((box.y + box.height for box in plan.boxes.values()), default=_MARGIN + 2 * ROW) + 2 * ROW
    for entity in entities:
        box = _box(entity, x, y, _width(entity))
        plan.boxes[entity.name] = box
        x += box.width + 2 * _GAP


def _box(entity: Entity, x: int, y: int, width: int) -> Box:
    return Box(entity, x, y, width, _height(entity))


def _height(entity: Entity) -> int:
    return ROW * (len(entity.attributes) + 1) + 12


def _width(entity: Entity) -> int:
    longest = max(len(f"{a.name} {a.type}") for a in entity.attributes)
    return _CHARACTER * (max(longest, len(entity.name)) + 2) + 16


def _path(plan: _Plan, link: Link) -> str:
    """From the row of the column to the head of the table it points at, through the bends between."""
    source, target = plan.boxes[link.source], plan.boxes[link.target]
    start = (source.x, _row_of(source, link.column))
    if link.source == link.target:
        side = source.x + source.width
        end_y = source.y + ROW // 2 + 2
        return f"M{side} {start[1]} C{side + 40} {start[1]} {side + 40} {end_y} {side} {end_y}"
    pair = (link.source, link.target)
    bends = plan.layout.route.get(pair)
    if bends is None:  # turned round, because it closes a cycle
        bends = plan.layout.route[(link.target, link.source)][::-1]
    end = (target.x + target.width, target.y + ROW // 2 + 2)
    if source.x < target.x:
        start, end = (source.x + source.width, start[1]), (target.x, end[1])
    stops = [start]
    for bend in bends:
        sides = _sides(plan, bend)
        stops += sides if source.x < target.x else sides[::-1]
    return _curve([*stops, end])


def _row_of(box: Box, column: str) -> int:
    index = next(n for n, attribute in enumerate(box.entity.attributes) if attribute.name == column)
    return box.y + ROW * (index + 1) + 6 + ROW // 2


def _sides(plan: _Plan, bend: str) -> list[tuple[int, int]]:
    """Where a link enters and leaves the layer that it passes, from left to right."""
    number = int(bend.rpartition(">")[2])
    y = _MARGIN + 3 * ROW + plan.layout.top[bend] + 4
    return [(plan.left[number], y), (plan.left[number] + plan.width[number], y)]


def _curve(stops: list[tuple[int, int]]) -> str:
    """Soft curves between layers, straight lines across them."""
    (x, y), *others = stops
    parts = [f"M{x} {y}"]
    for (x1, y1), (x2, y2) in zip(stops, others, strict=False):
        middle = (x1 + x2) // 2
        parts.append(f"H{x2}" if y1 == y2 else f"C{middle} {y1} {middle} {y2} {x2} {y2}")
    return " ".join(parts)
