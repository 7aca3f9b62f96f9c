"""The drawing of the tables: what it holds, and that nothing lies on top of anything else."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from kb.db.connect import read
from kb.reference.diagram import Attribute, Diagram, Entity, Link, build_diagram
from kb.reference.layers import lay_out
from kb.reference.svg import render_svg

SVG = "{http://www.w3.org/2000/svg}"
GAP = 18


def entity(name: str, *columns: str) -> Entity:
    attributes = tuple(Attribute(column, "text", column == "id", "", "a & b") for column in ("id", *columns))
    return Entity(name, f"One row per <{name}>.", attributes)


def link(source: str, column: str, target: str) -> Link:
    return Link(source, column, target, optional=False, single=False)


def test_the_picture_tells_what_it_shows(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        diagram = build_diagram(reader)
    picture = ET.fromstring(render_svg(diagram))
    assert picture.get("role") == "img"
    named = (picture.get("aria-labelledby") or "").split()
    assert [picture.find(f"{SVG}title[@id='{named[0]}']"), picture.find(f"{SVG}desc[@id='{named[1]}']")] != [
        None
    ] * 2
    titles = {title.text for title in picture.iter(f"{SVG}title")}
    assert {f"{one.name}: {one.description}" for one in diagram.entities} <= titles
    assert {f"{one.source}.{one.column} → {one.target}" for one in diagram.links} <= titles


def test_boxes_stand_apart_and_inside(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        picture = ET.fromstring(render_svg(build_diagram(reader)))
    boxes = []
    for group in picture.findall(f"{SVG}g[@transform]"):
        x, y = map(int, re.findall(r"\d+", group.get("transform") or ""))
        outline = group.find(f"{SVG}rect")
        assert outline is not None
        boxes.append((x, y, x + int(outline.get("width", 0)), y + int(outline.get("height", 0))))
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    assert max(box[2] for box in boxes) <= int(picture.get("width", 0))
    assert max(box[3] for box in boxes) <= int(picture.get("height", 0))


def test_the_same_diagram_is_the_same_to_the_byte() -> None:
    entities = (entity("arm", "study_id"), entity("study", "known_id"), entity("alone"))
    links = (link("arm", "study_id", "study"), link("study", "known_id", "study"))
    assert render_svg(Diagram(entities, links)) == render_svg(Diagram(entities, links[::1]))


def test_names_and_meanings_are_escaped() -> None:
    ET.fromstring(render_svg(Diagram((entity("a<b"),), ())))


def test_tables_that_point_at_each_other_can_be_drawn() -> None:
    entities = (entity("a", "b_id"), entity("b", "c_id"), entity("c", "a_id"))
    links = (link("a", "b_id", "b"), link("b", "c_id", "c"), link("c", "a_id", "a"))
    assert render_svg(Diagram(entities, links)).count("<path d=") == 4  # with the arrow head


def test_an_empty_diagram_can_be_drawn() -> None:
    ET.fromstring(render_svg(Diagram((), ())))


NAMES = st.sampled_from("abcdefgh")


@given(st.sets(st.tuples(NAMES, NAMES)))
def test_a_layout_keeps_boxes_apart_and_reaches_every_layer(pairs: set[tuple[str, str]]) -> None:
    heights = dict.fromkeys("abcdefgh", 40)
    layout = lay_out(heights, pairs, GAP)
    assert sorted(name for names in layout.layers for name in names if name in heights) == sorted(heights)
    layer = {name: number for number, names in enumerate(layout.layers) for name in names}
    for names in layout.layers:
        for above, below in pairwise(names):
            assert layout.top[below] - layout.top[above] >= heights.get(above, 8) + GAP - 1
    for (source, target), bends in layout.route.items():
        assert [layer[stop] for stop in (source, *bends, target)] == list(
            range(layer[source], layer[target] - 1, -1)
        )
