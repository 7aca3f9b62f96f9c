"""What is concluded before and after, and why."""

from __future__ import annotations

import re

import pytest

from kb.db.connect import read
from kb.differences.conclusions import Conclusions, as_printed
from kb.differences.difference import Difference
from kb.differences.page import build_difference_page
from kb.differences.reasons import OTHERWISE
from kb.differences.sides import choose
from kb.documents import render
from kb.documents.content import Document
from kb.errors import KbError
from kb.inlines import Line
from kb.store.database import writing
from kb.store.edits import put_in
from kb.store.record_texts import record_text
from kb.store.row_changes import ChangeAuthor
from tests.builders.releases import POLICY, frozen
from tests.differences.changing import edit

POLICY_RECORD = f"policies/{POLICY}/policy"
NET = f"policies/{POLICY}/indications/net"


def compared(url: str) -> Difference:
    """The newest version and the draft, everything read."""
    with read(url) as reader:
        found = Difference(POLICY, *choose(reader, POLICY, (None, None)))
        assert found.conclusions is not None
        return found


def why(conclusions: Conclusions, words: str) -> tuple[str, ...]:
    """Why the sentence changed that holds these words now."""
    (found,) = {one.why for one in conclusions.sentences if words in one.after.plain}
    return found


@pytest.mark.parametrize(
    ("prose", "paragraph", "printed"),
    [
        ("Trials are needed.", "First. Trials are needed. Last.", "Trials are needed."),
        ("It was [[a/b/c]] vs [[a/b/d]].", "x It was 40% vs 38%. It is so.", "It was 40% vs 38%."),
        ("Shown [@wang-2015] twice.", "Shown [12] twice.", "Shown [12] twice."),
        ("Not there.", "Something else.", "Not there."),
        ("Ends in [[a/b/c]]", "Ends in 3.9 months", "Ends in 3.9"),
    ],
)
def test_findings_are_told_as_they_are_printed(prose: str, paragraph: str, printed: str) -> None:
    assert as_printed(prose, Line(paragraph)).plain == printed


@pytest.mark.filled_by(fill=frozen)
def test_figures_of_the_policy_and_words_of_its_statements_are_reasons(filled_url: str) -> None:
    edit(
        filled_url,
        {
            POLICY_RECORD: {
                'cell: "<=2 years"': 'cell: "<=3 years"',
                "27024: up to 2 years": "27024: up to 3 years",
                "(cryosurgical ablation), whether primary or metastatic, is investigational.\n"
                "    indications": "(cryosurgical ablation), wherever they began, is investigational.\n"
                "    indications",
            }
        },
    )
    conclusions = compared(filled_url).conclusions
    told = why(conclusions, "but some groups of")
    assert told == (f"{POLICY}, facts, crc-disease-mortality, cell: <=2 years → <=3 years",)
    (statement,) = (one for one in conclusions.sentences if one.place.headings == ("Policy statement",))
    assert statement.why == (f"{POLICY}, statements, s1: edited",)
    assert [one for one in conclusions.sentences if OTHERWISE in one.why] == []
    assert not any(aspect.is_changed for one in conclusions.indications for aspect in one.aspects)


@pytest.mark.filled_by(fill=frozen)
def test_the_terms_of_a_statement_are_reasons_for_their_line(filled_url: str) -> None:
    terms = "    phase: initial\n    service_to: 2022-12-31\n    lines_of_business: [Commercial]\n"
    edit(
        filled_url,
        {POLICY_RECORD: {"    indications: [hcc, net, crc]\n": terms + "    indications: [hcc, net, crc]\n"}},
    )
    reasons = why(compared(filled_url).conclusions, "Dates of service: through 2022-12-31")
    assert OTHERWISE not in reasons
    assert f"{POLICY}, statements, s1, service to: added 2022-12-31" in reasons


@pytest.mark.filled_by(fill=frozen)
def test_an_indication_that_came_is_told_whole(filled_url: str) -> None:
    with writing(filled_url) as writer:
        text = record_text(writer, NET).replace("indication: net", "indication: other")
        text = text[: text.index("acknowledged:")] if "acknowledged:" in text else text
        text = text.replace("position: 2", "position: 4").replace("title: Neuro", "title: Other neuro")
        put_in(writer, {f"policies/{POLICY}/indications/other": text}, ChangeAuthor.now("rita", "a test"))
    difference = compared(filled_url)
    kinds = {one.key: one.kind for one in difference.conclusions.indications}
    assert kinds == {"hcc": "both", "net": "both", "crc": "both", "other": "added"}
    (other,) = (one for one in difference.conclusions.indications if one.key == "other")
    said = {aspect.name: (aspect.before, aspect.after) for aspect in other.aspects}
    assert said["verdict"] == ("", "insufficient")
    assert said["studies, case series"] == ("0", "1")


@pytest.mark.filled_by(fill=frozen)
def test_an_indication_that_is_concluded_with_another_says_so(filled_url: str) -> None:
    """The others keep their paragraphs of the summary, which has one less."""
    with writing(filled_url) as writer:
        text = record_text(writer, NET)
        text = text[: text.index("conclusion:")] + "concluded_with: hcc\n"
        put_in(writer, {NET: text}, ChangeAuthor.now("rita", "a test"))
    hcc, net, _ = compared(filled_url).conclusions.indications
    said = {aspect.name: (aspect.before, aspect.after) for aspect in net.aspects}
    assert said["concluded with"] == ("", "hcc")
    (evidence,) = (aspect for aspect in hcc.aspects if aspect.name == "evidence")
    assert evidence.after


@pytest.mark.filled_by(fill=frozen)
def test_a_new_reference_is_the_reason_for_its_line_in_the_list(filled_url: str) -> None:
    """The line in the list of references came because the record of the reference did."""
    with writing(filled_url) as writer:
        reference = record_text(writer, "references/rong-2015").replace("rong-2015", "other-2015")
        reference = reference.replace("25849963", "25849964").replace("Long-term outcomes", "Early outcomes")
        net = record_text(writer, NET).replace("[@jaeck-2001]", "[@jaeck-2001] [@other-2015]")
        texts = {"references/other-2015": reference, NET: net}
        put_in(writer, texts, ChangeAuthor.now("rita", "a test"))
    assert why(compared(filled_url).conclusions, "Early outcomes") == ("references/other-2015 added",)


@pytest.mark.filled_by(fill=frozen)
def test_a_reference_is_no_reason_for_a_count_of_studies(filled_url: str) -> None:
    """A study and its reference have the same key, and only the study is counted."""
    with writing(filled_url) as writer:
        reference = record_text(writer, "references/chung-2001").replace("chung-2001", "other-2001")
        reference = re.sub(r'pmid: "\d+"', 'pmid: "11448433"', reference)
        study = record_text(writer, "studies/chung-2001").replace("chung-2001", "other-2001")
        net = record_text(writer, NET).replace(
            "[saxena-2012, chung-2001]", "[saxena-2012, chung-2001, other-2001]"
        )
        texts = {"references/other-2001": reference, "studies/other-2001": study, NET: net}
        put_in(writer, texts, ChangeAuthor.now("rita", "a test"))
    (net_now,) = (one for one in compared(filled_url).conclusions.indications if one.key == "net")
    reasons = {aspect.name: aspect.why for aspect in net_now.aspects}
    assert "studies/other-2001 added" in reasons["evidence"]
    assert not any("references/" in reason for reason in reasons["evidence"])


@pytest.mark.filled_by(fill=frozen)
def test_a_changed_date_names_its_own_row_alone(filled_url: str) -> None:
    """Other dates that changed to the same year are no reasons."""
    words = {
        "effective_date: 2021-11-01": "effective_date: 2022-11-01",
        "    source: PubMed\n": "    source: PubMed\n    through: 2022-09-02\n",
    }
    edit(filled_url, {POLICY_RECORD: words})
    (told,) = (one.why for one in compared(filled_url).conclusions.sentences if one.place.kind == "fact")
    assert told == (f"{POLICY}, effective date: 2021-11-01 → 2022-11-01",)


@pytest.mark.filled_by(fill=frozen)
def test_the_colors_of_a_terminal_are_ours_alone(filled_url: str) -> None:
    """A record cannot steer the terminal: what turns signs around is refused, and never shown."""
    with pytest.raises(KbError, match=r"U\+202E"):
        edit(filled_url, {NET: {"title: Neuroendocrine": "title: Neuro\u202eendocrine"}})
    edit(filled_url, {NET: {"title: Neuroendocrine": "title: Neuro-endocrine"}})
    page = build_difference_page(compared(filled_url), ("records",), at_length=False)
    told = render(
        Document("Neuro\u202eendocrine", page.facts, page.blocks, page.changed_by), "text", colors=True
    )
    assert "\x1b[31;9m" in told
    assert "\x1b[32;4m" in told
    assert "\u202e" not in told
    assert "\x1b" not in render(page, "text")


@pytest.mark.filled_by(fill=frozen)
def test_of_two_figures_that_changed_alike_each_sentence_names_its_own(filled_url: str) -> None:
    """A reason is where the number comes from, not where the same number stands."""
    changes = {
        "cryo: [3%, 7%, 7%]": "cryo: [3%, 8%, 7%]",
        "3%, 7%, and 7%": "3%, 8%, and 7%",
        "cryo: 7/180 (3.9%)": "cryo: 8/180 (3.9%)",
        "10636: 7 (3.9%)": "10636: 8 (3.9%)",
    }
    edit(filled_url, {"studies/wang-2015": changes})
    reasons = {one.after.plain: one.why for one in compared(filled_url).conclusions.sentences}
    tumors = {why for text, why in reasons.items() if "8%" in text}
    complications = {why for text, why in reasons.items() if "8 of" in text or "8/180" in text}
    assert tumors == {("wang-2015, local tumor progression at 2 y, cryo: 7% → 8%",)}
    assert complications == {("wang-2015, major complications, cryo: 7/180 (3.9%) → 8/180 (3.9%)",)}
