"""The flow as text, Markdown, JSON, PNG and Word: the same numbers in each."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings

from kb.prisma.as_docx import render_docx
from kb.prisma.as_json import render_json
from kb.prisma.as_text import render_markdown, render_text
from kb.prisma.drawing.svg import description_of
from kb.prisma.flow import Flow, FlowSource
from kb.prisma.flow_rows import numbers_of
from kb.prisma.living import Addition
from kb.prisma.picture import render_png
from tests.prisma.flows import flows

LIVING = [Addition("L1", "Living mode", "reviewed every 12 months")]
_some = settings(suppress_health_check=[HealthCheck.too_slow])


def test_the_text_is_for_reading(sample: Flow) -> None:
    assert render_text(sample, LIVING) == (
        """\
PRISMA 2020 flow of the updated review of 7.01.75, opened 2022-09-01

Previous version of the review
  Studies included ...............................    28
  Reports of these studies .......................    29

New studies via databases and registers
  Records identified ............................. 1,500
    databases .................................... 1,500
      PubMed ..................................... 1,500
  Records removed before screening ...............   300
    duplicates ...................................   285
    marked as ineligible by automation tools .....     0
    already in the policy ........................     8
    excluded in an earlier review ................     5
    could not be read ............................     2
  Records screened ............................... 1,200
  Records excluded ............................... 1,190
  Reports sought for retrieval ...................    10
  Reports not retrieved ..........................     1
  Reports assessed for eligibility ...............     9
  Reports excluded ...............................     5
    study design .................................     3
    other reason .................................     2
  Reports included ...............................     4

Included
  New studies included ...........................     2
  Reports of new included studies ................     3
  New reports of studies of the previous version .     1
  Total studies included .........................    30
  Reports of total included studies ..............    33

Previous version: the one in effect since 2021-11-01.
Already in the policy before this review: 8 publications.
Excluded in an earlier review, whose flow counts their screening: 5 publications.

For a review that is re-run on a schedule (PRISMA-LSR, BMJ 2024;387:e079183)
  L1. Living mode: reviewed every 12 months

Boxes as in PRISMA 2020 (Page MJ et al. BMJ 2021;372:n71, doi:10.1136/bmj.n71).
"""
    )


@given(flow=flows())
@_some
def test_text_and_markdown_hold_every_number(flow: Flow) -> None:
    text, markdown = render_text(flow, []), render_markdown(flow, [])
    for one in numbers_of(flow):
        assert f"{one.count:,}\n" in text
        assert f"| {one.count} |" in markdown
    assert ("Draft" in text) == ("Draft" in markdown) == flow.is_draft


@given(flow=flows())
@_some
def test_json_has_plain_names_and_sums_that_hold(flow: Flow) -> None:
    found = json.loads(render_json(flow, LIVING))
    lane = found["databases_and_registers"]
    assert lane["records_identified"] - lane["records_removed"]["total"] == lane["records_screened"]
    assert lane["reports_excluded"] == sum(one["n"] for one in lane["reports_excluded_reasons"])
    assert found["total"] == {"studies": flow.total_studies, "reports": flow.total_reports}
    assert all(one["left"] == one["right"] for one in found["sums"])
    assert found["draft"] == flow.is_draft == bool(found["open"])
    assert found["prisma_lsr"] == [{"item": "L1", "name": "Living mode", "told": "reviewed every 12 months"}]


def test_the_png_is_one_at_print_resolution_and_the_same_every_time(sample: Flow) -> None:
    from docx.image.image import Image

    picture = render_png(sample)
    assert picture.startswith(b"\x89PNG")
    image = Image.from_blob(picture)
    assert (image.horz_dpi, image.vert_dpi) == (300, 300)
    assert image.px_width > 2000
    assert picture == render_png(sample)


def docx_of(flow: Flow) -> Any:
    """The Word file as python-docx reads it."""
    import docx

    return docx.Document(io.BytesIO(render_docx(flow, LIVING)))


def test_word_has_the_picture_with_alternative_text_and_the_numbers(sample: Flow) -> None:
    document = docx_of(sample)
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == description_of(sample)
    section = document.sections[0]
    assert shape.width <= section.page_width - section.left_margin - section.right_margin
    assert shape.height <= section.page_height - section.top_margin - section.bottom_margin
    (table,) = document.tables
    cells = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert {one.words: f"{one.count:,}" for one in numbers_of(sample)}.items() <= cells.items()
    assert any("L1. Living mode" in paragraph.text for paragraph in document.paragraphs)


def test_a_source_with_strange_characters_can_be_drawn(sample: Flow) -> None:
    lane = replace(sample.databases, sources=(FlowSource("a\x00b\x0b<&>\ufffe", "database", 1500),))
    flow = replace(sample, databases=lane)
    assert render_png(flow).startswith(b"\x89PNG")
    with zipfile.ZipFile(io.BytesIO(render_docx(flow, []))) as package:
        assert b"&lt;&amp;&gt;" in package.read("word/document.xml")
