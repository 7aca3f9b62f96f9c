"""The drawing: nothing overlaps or runs over, however long the texts, and everybody can read it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.prisma.drawing.layout import MARGIN, PlacedBox, SideLabel, lay_out
from kb.prisma.drawing.measure import SLACK, text_width, wrap
from kb.prisma.drawing.svg import description_of, render_svg
from kb.prisma.flow import Flow
from kb.prisma.remarks import remarks_on
from tests.prisma.flows import flows

SVG = "{http://www.w3.org/2000/svg}"
_some = settings(suppress_health_check=[HealthCheck.too_slow])


@given(flow=flows())
@_some
def test_boxes_and_labels_lie_apart_and_inside_the_picture(flow: Flow) -> None:
    layout = lay_out(flow, remarks_on(flow))
    placed: list[PlacedBox | SideLabel] = [*layout.boxes, *layout.labels]
    areas = [(one.x, one.y, one.x + one.width, one.y + one.height) for one in placed]
    for (left, top, right, bottom), other in combinations(areas, 2):
        assert right < other[0] or other[2] < left or bottom < other[1] or other[3] < top
    for left, top, right, bottom in areas:
        assert left >= MARGIN
        assert top >= MARGIN
        assert right <= layout.width - MARGIN
        assert bottom <= layout.height - MARGIN


@given(flow=flows())
@_some
def test_every_line_fits_into_its_box_even_in_a_wide_font(flow: Flow) -> None:
    layout = lay_out(flow, remarks_on(flow))
    for box in layout.boxes:
        header = box.style.endswith("header")
        for line in box.lines:
            width = text_width(line.text, 12, bold=header) * SLACK
            left = line.x - width / 2 if header else line.x
            assert left > box.x
            assert left + width < box.x + box.width + 0.01
            assert box.y < line.y < box.bottom
        assert all(upper.y + 12 <= lower.y for upper, lower in pairwise(box.lines))
    below = max(box.bottom for box in layout.boxes)
    for line in layout.notes:
        assert below < line.y < layout.height
        assert line.x + text_width(line.text, 10) * SLACK <= layout.width


@given(flow=flows())
@_some
def test_arrows_join_boxes_and_cross_none(flow: Flow) -> None:
    layout = lay_out(flow, [])
    for corners in layout.arrows:
        start, end = corners[0], corners[-1]
        assert any(_on_edge(box, start) for box in layout.boxes)
        assert any(_on_edge(box, end) for box in layout.boxes)
        for one, other in pairwise(corners):
            assert one[0] == other[0] or one[1] == other[1]
            for box in layout.boxes:
                assert not _crosses(box, one, other), (box.name, corners)


def _on_edge(box: PlacedBox, point: tuple[float, float]) -> bool:
    x, y = point
    inside = box.x <= x <= box.right and box.y <= y <= box.bottom
    return inside and (x in (box.x, box.right) or y in (box.y, box.bottom))


def _crosses(box: PlacedBox, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether a straight line passes through the inside of a box."""
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return left < box.right and right > box.x and top < box.bottom and bottom > box.y


@given(flow=flows())
@_some
def test_the_svg_is_well_formed_accessible_and_the_same_every_time(flow: Flow) -> None:
    text = render_svg(flow)
    assert text == render_svg(flow)
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    named = str(root.get("aria-labelledby")).split()
    assert [root.find(f"{SVG}title").get("id"), root.find(f"{SVG}desc").get("id")] == named  # type: ignore[union-attr]
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    said = " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
    said = said.replace("\N{NO-BREAK SPACE}", " ")
    for count in (flow.databases.screened, flow.databases.included, flow.new_studies):
        assert f"{count:,}" in said + description_of(flow)
    assert ("DRAFT" in said) == flow.is_draft


@given(flow=flows())
@_some
def test_the_boxes_are_those_of_the_template(flow: Flow) -> None:
    names = {box.name for box in lay_out(flow, []).boxes} - {"box11-removed"}
    wanted = {"newstud", *(f"box{number}" for number in range(2, 11))}
    if flow.previous is not None:
        wanted |= {"prevstud", "box1", "box16"}
    if flow.other is not None:
        wanted |= {"othstud", *(f"box{number}" for number in range(11, 16))}
    assert names == wanted


def test_every_number_is_printed_in_its_box(sample: Flow) -> None:
    boxes = {
        box.name: " ".join(line.text for line in box.lines).replace("\N{NO-BREAK SPACE}", " ")
        for box in lay_out(sample, []).boxes
    }
    assert (
        boxes["box2"] == "Records identified from: Databases (n = 1,500) PubMed (n = 1,500) Registers (n = 0)"
    )
    assert boxes["box4"].startswith("Records screened (n = 1,200)")
    assert boxes["box9"] == "Reports excluded (n = 5): Study design (n = 3) Other reason (n = 2)"
    assert (
        boxes["box16"]
        == "Total studies included in review (n = 30) Reports of total included studies (n = 33)"
    )


def test_a_final_flow_has_no_watermark_and_no_word_of_waiting(sample: Flow) -> None:
    assert not sample.is_draft
    text = render_svg(sample)
    assert "DRAFT" not in text
    assert "await" not in text.lower()
    assert "DRAFT" in render_svg(replace(sample, doubtful=1))


@given(text=st.text(max_size=200), room=st.integers(40, 300), bold=st.booleans())
def test_wrapping_keeps_every_letter_and_never_runs_over(text: str, room: int, bold: bool) -> None:
    lines = wrap(text, room, 12, bold=bold)
    assert lines
    assert "".join(lines).replace(" ", "") == re.sub(r"[ \t\r\n]", "", text)
    for line in lines:
        assert text_width(line, 12, bold=bold) * SLACK <= room + 0.01 or len(line) == 1


@pytest.mark.parametrize(
    ("text", "width"), [("Records", 44.676), ("(n = 1,200)", 58.368), ("ClinicalTrials.gov", 90.672)]
)
def test_widths_are_those_of_helvetica(text: str, width: float) -> None:
    assert text_width(text, 12) == pytest.approx(width)
