"""A plan says its boilerplate, definitions and style once; its policies print it word by word."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from kb.db.connect import read
from kb.documents import render
from kb.documents.content import Document, Section
from kb.documents.render import rendered
from kb.errors import KbError, ProblemsFound
from kb.narrative.frames import OWN, Frames
from kb.reports.plan_page import build_plan_page
from kb.reports.report import build_report
from kb.reports.summary import build_summary
from kb.sheets.lists import read_lists
from kb.store.dump import dump
from tests.builders.folders import Folder, rows
from tests.command_line import Kb
from tests.plans.plans import CONTRACT, NORTH, RECORDS, png


@pytest.fixture(scope="module")
def url(module_seed_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The shipped evidence with two invented plans beside it."""
    folder = Folder(tmp_path_factory.mktemp("plans") / "records", RECORDS)
    folder.load(module_seed_url)
    return module_seed_url


def report(url: str, policy: str) -> Document:
    with read(url) as reader:
        return build_report(reader, policy)


def text_of(url: str, policy: str) -> str:
    return render(report(url, policy), "text")


@pytest.mark.parametrize("words", CONTRACT)
def test_legal_words_are_printed_as_entered(url: str, words: str) -> None:
    """Numbers, quotation marks, brackets and every script, in each form that holds text."""
    document = report(url, "n-1")
    assert words in render(document, "text")
    assert words in unescape(render(document, "html"))
    assert words in {
        paragraph.text for paragraph in docx.Document(io.BytesIO(rendered(document, "docx"))).paragraphs
    }
    told = json.loads(render(document, "json"))
    (benefit,) = (block for block in told["blocks"] if block.get("key") == "benefit")
    assert words in [paragraph["sentences"][0][0]["text"] for paragraph in benefit["blocks"]]


def test_numbered_and_nested_items_keep_their_own_numbers(url: str) -> None:
    text = text_of(url, "n-2")
    start = text.index("Ask before treatment:")
    assert text[start:].splitlines()[:6] == [
        "Ask before treatment:",
        "",
        "1.  by fax, within 5 days;",
        "  (a) for drugs: form 22-B",
        "  (b) for tests: form 23",
        "2.  by telephone.",
    ]


def test_items_with_letters_are_a_list_in_markdown(url: str) -> None:
    """Markdown counts in digits only: a letter stands behind a bullet."""
    assert "1. by fax, within 5 days;\n  - (a) for drugs: form 22-B" in render(report(url, "n-2"), "markdown")


def test_a_policy_leaves_out_and_adds_boilerplate(url: str) -> None:
    assert "Ask before treatment" not in text_of(url, "n-1")
    assert "Appeal within 180 days." in text_of(url, "n-1")
    assert "Appeal within 180 days." not in text_of(url, "n-2")


def test_a_note_may_stand_right_after_the_policy_statement(url: str) -> None:
    text = text_of(url, "n-1")
    places = [text.index(words) for words in ("Madeup ablation is not", "NOTE 1", "Appeal within")]
    assert places == sorted(places)
    sections = [section.key for section in report(url, "n-1").blocks if isinstance(section, Section)]
    assert sections.index("note-1") == sections.index("statement") + 1


def test_a_definition_of_the_policy_outweighs_that_of_the_plan(url: str) -> None:
    text = text_of(url, "n-1")
    assert "Adult: Here, a person of 21 years or more." in text
    assert "18 years" not in text
    assert "Adult: A person of 18 years or more." in text_of(url, "n-2")


def test_headings_sentences_labels_and_dates_are_in_the_style_of_the_plan(url: str) -> None:
    text = text_of(url, "n-1")
    assert "Coverage\n" in text and "Policy statement\n" not in text
    assert "E/I/U. Madeup ablation is not covered." in text
    assert "E/I/U: Experimental, investigational or unproven, as in 2 of 3 contracts." in text
    assert "The plan has not yet decided what the evidence shows." in text
    assert "Effective date: 03/09/2026" in " ".join(text.split())
    assert "Your contract\n" in text
    with read(url) as reader:
        summary = render(build_summary(reader, "n-1"), "text")
    assert "has not yet decided" in summary
    assert "Effective date: 03/09/2026" in " ".join(summary.split())


def test_an_indication_without_criteria_has_those_of_its_plan(url: str) -> None:
    assert "- Trials with ≥50 participants were sought." in text_of(url, "n-1")


def test_the_disclaimer_stands_where_the_plan_wants_it(url: str) -> None:
    text = text_of(url, "n-1")
    assert text.index("© 2026 Madeup Health.") < text.index("Coverage\n")


def test_whom_to_ask_is_printed_at_the_back_with_every_way_to_reach_them(url: str) -> None:
    assert "Phone 800-555-0100; pa@north.example; P.O. Box 99, Madeup, MU 00001" in render(
        report(url, "n-1"), "markdown"
    )


def test_a_plan_that_adopts_a_policy_prints_its_own_words(url: str) -> None:
    text = text_of(url, "s-9")
    assert "Madeup Health of the North n-1" in text  # adopted from, read from the adopted policy itself
    assert "Benefits are as the South says." in text
    assert "Medically necessary: Needed in the South." in text
    assert CONTRACT[0] not in text and "Madeup Health of the North n-1" in text


def test_no_plan_changes_the_documents_of_another(url: str) -> None:
    text = text_of(url, "7.01.75")
    assert "2021-11-01" in text and "Policy statement\n" in text
    assert "Madeup" not in text


def test_sql_tells_what_a_policy_prints_and_whose_words_these_are(url: str) -> None:
    sql = "SELECT policy, section, said_by FROM policy_boilerplate WHERE policy LIKE 'n-%'"
    said = rows(url, f"{sql} ORDER BY policy, position")
    assert [tuple(row.values()) for row in said] == [
        ("n-1", "benefit", "plan"),
        ("n-1", "appeals", "policy"),
        ("n-1", "note-1", "policy"),
        ("n-2", "benefit", "plan"),
        ("n-2", "prior-authorization", "plan"),
    ]
    overview = rows(url, "SELECT policies, review_months FROM plan_overview WHERE plan = 'madeup-north'")
    assert overview == [{"policies": 2, "review_months": 6}]
    months = rows(
        url, "SELECT policy, review_months FROM policy_overview WHERE plan_key LIKE 'madeup%' ORDER BY policy"
    )
    assert [row["review_months"] for row in months] == [6, 6, 12]


def test_the_page_of_a_plan_shows_all_it_says(url: str) -> None:
    with read(url) as reader:
        page = render(build_plan_page(reader, "madeup-north"), "text")
    for words in (
        *CONTRACT,
        "E/I/U",
        "≥50",
        "form 22-B",
        "18 years",
        "© 2026",
        "800-555-0100",
        "n-2",
        "no-conclusion",
    ):
        assert words in page


def test_an_unknown_plan_is_told_with_the_near_ones(url: str) -> None:
    with read(url) as reader, pytest.raises(KbError, match="Did you mean madeup-north"):
        build_plan_page(reader, "madup-north")


def test_policies_are_listed_by_plan(url: str, kb: Kb) -> None:
    listed = kb("--database", url, "policy", "list", "--plan", "madeup-north", "--format", "csv").stdout
    assert [line.partition(",")[0] for line in listed.splitlines()] == ["policy", "n-1", "n-2"]
    plans = kb("--database", url, "plan", "list", "--format", "csv").stdout
    assert "madeup-south,Madeup Mutual of the South,,1" in plans


def test_words_of_a_plan_are_found_by_search(url: str, kb: Kb) -> None:
    found = kb("--database", url, "search", "appeal 180", "--format", "json").stdout
    assert "n-1" in found
    found = kb("--database", url, "search", "CFR 156.122", "--format", "json").stdout
    assert "kb plan show madeup-north" in found


def test_a_dump_gives_back_the_words_to_the_byte(url: str, tmp_path: Path) -> None:
    dump(url, tmp_path)
    from kb.records.formatting import format_text
    from kb.records.kinds import name_of

    name = name_of("plans/madeup-north")
    assert name is not None
    dumped = (tmp_path / "plans" / "madeup-north.yaml").read_text("utf-8")
    assert dumped == format_text(NORTH, name) == format_text(dumped, name)
    assert all(words in re.sub("[ \\n]+", " ", dumped) for words in CONTRACT)


def test_a_sentence_of_a_plan_that_cannot_be_filled_in_is_told() -> None:
    """A record is data: only values are filled in, and nothing in it is run."""
    frames = Frames(None, {"verdict": "It is {{ verdict.upper() }}."}, "madeup")
    with pytest.raises(KbError, match="The sentence `verdict` of the plan madeup cannot be filled in"):
        frames.say("verdict", verdict="sufficient", what="x", effect="y")


def test_the_workbook_of_a_study_offers_the_codes_of_the_edition_that_a_plan_uses(
    seed_url: str, tmp_path: Path
) -> None:
    """Of two editions the newer is usual, unless a plan names the older among its instruments."""
    newer = (
        'instrument: madeup-2026\nedition: "2026"\nkind: therapeutic\ntitle: Madeup limitations\n'
        "items:\n  - {code: conduct/allocation/9, label: madeup}\n"
    )
    folder = Folder(tmp_path / "records", {"instruments/madeup-2026": newer})
    folder.load(seed_url)
    sql = "SELECT edition, plan FROM plan_instrument ORDER BY plan"
    assert rows(seed_url, sql) == [
        {"edition": "limitations-therapeutic-2021", "plan": "blue-shield-of-california"}
    ]
    with read(seed_url) as reader:
        assert "madeup" not in str(read_lists(reader, None).terms["limitation codes"])


def test_every_frame_can_be_replaced_by_a_plan() -> None:
    from kb import codes

    assert sorted(codes.FRAME) == sorted(file.stem for file in OWN.glob("*.j2"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("plan: madeup-north\nname", "plan: madeup-north\ndisclaimer: ''\nname", "second time|is empty"),
        ("review_months: 6", "review_months: 0", "a policy is reviewed after a month at the earliest"),
        (
            "{term: Adult, text: A",
            "{term: medically Necessary, text: A",
            "`medically Necessary` is defined twice",
        ),
        ("frame: no-conclusion", "frame: no-conclusions", "Did you mean no-conclusion"),
        ("dates: slashes", "dates: dots", "none of the codes"),
    ],
)
def test_slips_in_a_plan_are_told_in_words(tmp_path: Path, url: str, old: str, new: str, told: str) -> None:
    folder = Folder(tmp_path / "records", {"plans/madeup-north": NORTH.replace(old, new)})
    with pytest.raises(ProblemsFound) as caught:
        folder.load(url)
    assert re.search(told, " ".join(map(str, caught.value.problems)))


def test_the_logo_of_a_plan_stands_in_word_html_and_pdf(seed_url: str, tmp_path: Path, kb: Kb) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    words = ("--database", seed_url, "plan", "logo", "blue-shield-of-california")
    taken = kb(*words, str(tmp_path / "logo.png"), "--text", "A gray logo")
    assert taken.exit_code == 0, taken.stderr
    document = report(seed_url, "7.01.75")
    html = render(document, "html")
    assert 'alt="A gray logo" src="data:image/png;base64,iVBOR' in html
    with ZipFile(io.BytesIO(rendered(document, "docx"))) as file:
        assert [name for name in file.namelist() if name.startswith("word/media/")]
        assert 'descr="A gray logo"' in file.read("word/document.xml").decode()
    assert b"/Subtype /Image" in rendered(document, "pdf") or b"/Image" in rendered(document, "pdf")
    from kb.documents.render.as_json import read_json

    assert read_json(render(document, "json")) == document
    assert kb(*words, "--remove").exit_code == 0
    assert report(seed_url, "7.01.75").logo is None


@pytest.mark.parametrize("content", [b"GIF89a", b"", png()[:-20]])
def test_what_is_no_picture_is_no_logo(seed_url: str, tmp_path: Path, kb: Kb, content: bytes) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    refused = kb(
        "--database", seed_url, "plan", "logo", "blue-shield-of-california", str(tmp_path / "logo.png")
    )
    assert refused.exit_code == 1
    assert "is no PNG or JPEG picture" in refused.stderr
