"""Where everything stands. Boxes grow with their texts; rows grow with their boxes, so that nothing overlaps.

Lengths are in pixels of the SVG, from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kb.prisma.drawing.boxes import (
    FlowBox,
    FlowColumn,
    databases_column,
    included_box,
    other_column,
    previous_column,
    total_box,
)
from kb.prisma.drawing.measure import SLACK, text_width, wrap
from kb.prisma.flow import Flow

SIZE = 12
"""Font size in boxes."""
NOTE_SIZE = 10
"""Font size below the diagram."""
LINE = 15
"""From one line of text to the next."""
ASCENT = 11
"""From the top of a line of text to its base line."""
PADDING = 8
EDGE = 3
"""What a line leaves free at the right even in a wide font."""
INDENT = 10
"""One step of indentation; the further lines of an indented paragraph are in by half of it."""
PARAGRAPH = 5
"""Between paragraphs that are not indented."""
MARGIN = 14
WIDTH = 206
"""Width of a box on the way down, and of one beside it."""
BETWEEN = 26
"""Between a box and the one beside it: room for an arrow."""
LANES = 30
"""Between lanes."""
DOWN = 26
"""Between rows: room for an arrow."""
SIDE = 28
"""Width of the labels at the left edge."""
LABELS = ("Identification", "Screening", "Included")


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of text; ``x`` is its start (its middle in a header), ``y`` its base line."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box with its place and its lines."""

    name: str
    style: str
    """``main`` and ``side`` lane, their headers (``main-header``, ``side-header``)."""
    x: float
    y: float
    width: float
    height: float
    lines: tuple[PlacedLine, ...]

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.x + self.width / 2, self.y + self.height / 2)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class SideLabel:
    """A label at the left edge, read upwards."""

    text: str
    x: float
    y: float
    width: float
    height: float


@dataclass
class DiagramLayout:
    """The whole picture."""

    width: float = 0
    height: float = 0
    boxes: list[PlacedBox] = field(default_factory=list)
    arrows: list[tuple[tuple[float, float], ...]] = field(default_factory=list)
    """Corners of each arrow; its head is at the last one."""
    labels: list[SideLabel] = field(default_factory=list)
    notes: list[PlacedLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Lane:
    """A column with its place."""

    column: FlowColumn
    style: str
    x: float
    width: float


def lay_out(flow: Flow, notes: Sequence[str]) -> DiagramLayout:
    """The picture of a flow, with sentences below it."""
    layout = DiagramLayout()
    lanes = _lanes(flow)
    layout.width = lanes[-1].x + lanes[-1].width + MARGIN
    top = _place_headers(layout, lanes)
    rows = [top]
    for number in range(4):
        rows.append(_place_row(layout, lanes, number, rows[-1]) + DOWN)
    _draw_arrows_of_lanes(layout, lanes)
    end = _place_included(layout, flow, lanes, rows[-1])
    _place_labels(layout, [(rows[0], rows[1]), (rows[1], rows[4]), (rows[4], end + DOWN)])
    layout.height = _place_notes(layout, notes, end) + MARGIN
    return layout


def _lanes(flow: Flow) -> list[_Lane]:
    """The lanes from left to right: the former version, databases and registers, other methods."""
    columns: list[tuple[FlowColumn, str, float]] = [
        (databases_column(flow.databases), "main", 2 * WIDTH + BETWEEN)
    ]
    if flow.previous is not None:
        columns.insert(0, (previous_column(flow.previous), "side", WIDTH))
    if flow.other is not None:
        columns.append((other_column(flow.other), "side", 2 * WIDTH + BETWEEN))
    lanes = []
    x = float(MARGIN + SIDE + PADDING)
    for column, style, width in columns:
        lanes.append(_Lane(column, style, x, width))
        x += width + LANES
    return lanes


def _place_headers(layout: DiagramLayout, lanes: Sequence[_Lane]) -> float:
    """The headers, all as high as the highest. Returns where the first row begins."""
    texts = [
        wrap(lane.column.header.words[0].text, lane.width - 2 * PADDING, SIZE, bold=True) for lane in lanes
    ]
    height = max(len(lines) for lines in texts) * LINE + 2 * PADDING
    for lane, lines in zip(lanes, texts, strict=True):
        first = MARGIN + (height - len(lines) * LINE) / 2 + ASCENT
        placed = tuple(
            PlacedLine(text, lane.x + lane.width / 2, first + number * LINE)
            for number, text in enumerate(lines)
        )
        layout.boxes.append(
            PlacedBox(
                lane.column.header.name, f"{lane.style}-header", lane.x, MARGIN, lane.width, height, placed
            )
        )
    return MARGIN + height + LINE


def _place_row(layout: DiagramLayout, lanes: Sequence[_Lane], number: int, y: float) -> float:
    """The boxes of all lanes at one stop, their upper edges on one line. Returns where the lowest ends."""
    end = y
    for lane in lanes:
        if number < len(lane.column.stops):
            for box, x in zip(lane.column.stops[number], (lane.x, lane.x + WIDTH + BETWEEN), strict=True):
                if box is not None:
                    placed = place(box, lane.style, x, y, WIDTH)
                    layout.boxes.append(placed)
                    end = max(end, placed.bottom)
    if number == 0:  # the label beside it has to fit as well
        end = max(end, y + _room_for(LABELS[0]))
    return end


def place(box: FlowBox, style: str, x: float, y: float, width: float) -> PlacedBox:
    """A box of this width, as high as its text."""
    lines: list[PlacedLine] = []
    down = y + PADDING
    for number, words in enumerate(box.words):
        if number and not words.level:
            down += PARAGRAPH
        start = PADDING + words.level * INDENT
        hanging = INDENT / 2 if words.level else 0
        texts = wrap(words.text, width - start - EDGE, SIZE, hanging=hanging)
        for count, text in enumerate(texts):
            lines.append(PlacedLine(text, x + start + (hanging if count else 0), down + ASCENT))
            down += LINE
    return PlacedBox(box.name, style, x, y, width, down + PADDING - y, tuple(lines))


def _draw_arrows_of_lanes(layout: DiagramLayout, lanes: Sequence[_Lane]) -> None:
    """From each box on the way down to the next, and to the one beside it."""
    placed = {box.name: box for box in layout.boxes}
    for lane in lanes:
        way = [placed[box.name] for box, _ in lane.column.stops if box is not None]
        for upper, lower in pairwise(way):
            layout.arrows.append(((upper.middle[0], upper.bottom), (lower.middle[0], lower.y)))
        for box, beside in lane.column.stops:
            if box is not None and beside is not None:
                here, there = placed[box.name], placed[beside.name]
                y = here.y + min(here.height, there.height) / 2
                layout.arrows.append(((here.right, y), (there.x, y)))


def _place_included(layout: DiagramLayout, flow: Flow, lanes: Sequence[_Lane], y: float) -> float:
    """The last boxes, below databases and registers, and the ways that lead there. Returns where they end."""
    placed = {box.name: box for box in layout.boxes}
    lane = next(lane for lane in lanes if lane.style == "main")
    new = place(included_box(flow), "main", lane.x, y, WIDTH)
    layout.boxes.append(new)
    last = placed["box8"]
    layout.arrows.append(((last.middle[0], last.bottom), (new.middle[0], new.y)))
    if "box14" in placed:
        x, bottom = placed["box14"].middle[0], placed["box14"].bottom
        layout.arrows.append(((x, bottom), (x, new.middle[1]), (new.right, new.middle[1])))
    if "box1" not in placed:
        return max(new.bottom, y + _room_for(LABELS[2]))
    total = place(total_box(flow), "side", lane.x, new.bottom + DOWN, WIDTH)
    layout.boxes.append(total)
    layout.arrows.append(((new.middle[0], new.bottom), (total.middle[0], total.y)))
    x, bottom = placed["box1"].middle[0], placed["box1"].bottom
    layout.arrows.append(((x, bottom), (x, total.middle[1]), (total.x, total.middle[1])))
    return total.bottom


def _room_for(label: str) -> float:
    """How long a label is, written upwards."""
    return text_width(label, SIZE, bold=True) * SLACK + 2 * PADDING


def _place_labels(layout: DiagramLayout, spans: Sequence[tuple[float, float]]) -> None:
    """Labels beside the rows they stand for; a span ends where the next row begins."""
    for text, (start, end) in zip(LABELS, spans, strict=True):
        layout.labels.append(SideLabel(text, MARGIN, start, SIDE, end - start - DOWN))


def _place_notes(layout: DiagramLayout, notes: Sequence[str], end: float) -> float:
    """Sentences below the diagram, over its whole width. Returns where they end."""
    y = end + DOWN
    for text in _lines_of(notes, layout.width - 2 * MARGIN):
        layout.notes.append(PlacedLine(text, MARGIN, y))
        y += NOTE_SIZE + 4
    return y - NOTE_SIZE


def _lines_of(notes: Sequence[str], room: float) -> Iterator[str]:
    for note in notes:
        yield from wrap(note, room, NOTE_SIZE)
