"""Text, HTML, Word and PDF files as plain text, and what is refused."""

from __future__ import annotations

import hashlib
import os
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kb.audit.reading import by_format, docx, read_source
from kb.audit.source_text import SourceText
from kb.errors import KbError
from tests.audit.pdf_maker import Words, lines, pdf

SENTENCE = "Survival was 97%, 67%, and 40% in the naïve group (p=.043)."


def read(folder: Path, content: bytes, name: str = "source.bin") -> SourceText:
    """The source of a file with this content."""
    file = folder / name
    file.write_bytes(content)
    return read_source(file)


def refusal(folder: Path, content: bytes, name: str = "source.bin") -> str:
    """Why a file is refused: one line that names it."""
    with pytest.raises(KbError) as error:
        read(folder, content, name)
    assert str(error.value).startswith(str(folder / name))
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"])
def test_a_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, SENTENCE.encode(encoding)).text == SENTENCE


def test_a_text_is_known_by_its_hash_whatever_ends_its_lines(tmp_path: Path) -> None:
    wanted = hashlib.sha256(b"one\ntwo\n").hexdigest()
    for content in (b"one\ntwo\n", b"one\r\ntwo\r\n", b"\xef\xbb\xbfone\ntwo\n"):
        assert wanted in read(tmp_path, content).hashes


def test_a_place_is_told_by_line_and_column_and_page(tmp_path: Path) -> None:
    source = read(tmp_path, b"one\n\ntwo three")
    assert str(source.place(source.text.index("three"))) == "3:5"
    paged = read(
        tmp_path, pdf([lines(["The first page of a report."]), lines(["On the second", "is a 3%."])])
    )
    assert str(paged.place(paged.text.index("3%"))) == "page 2, 2:6"


HTML = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>Not seen</title>
<style>p {{ color: red }}</style></head><body><!-- not seen --><h2>Results</h2>
<p>The na&iuml;ve  group,<sup><a href="#r2">2</a>,3</sup> n&nbsp;=&nbsp;20,
had 4&#37; &lt;5&shy;% on 12 m<sup>2</sup><script>let n = 77;</script>.</p><p hidden>88</p>
<p style="display: none">99</p>Loose <b>wo</b>rds<br>next line
<table><tr><th>Arm<th>1 y</tr><tr><td><p>Cryo</p></td><td>97%</td></tr></table><pre>a  b
c</pre></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("windows-1252", "cp1252")])
def test_html_gives_what_a_reader_sees(tmp_path: Path, charset: str, encoding: str) -> None:
    source = read(tmp_path, HTML.format(charset=charset).encode(encoding))
    assert source.form == "HTML"
    assert source.text.split("\n\n") == [
        "Results",
        "The naïve group,²⸴³ n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}20, had 4% <5% on 12 m².",
        "Loose words\nnext line",
        "Arm\t1 y\nCryo\t97%",
        "a  b\nc\n",
    ]


def test_html_nested_to_any_depth_is_read(tmp_path: Path) -> None:
    page = "<html>" + "<div>" * 5000 + "5%" + "</div>" * 5000
    try:
        assert "5%" in read(tmp_path, page.encode()).text
    except KbError as error:  # a parser may have a limit; it must be told in words
        assert "cannot be read" in str(error) or "holds no text" in str(error)


def _word_file(path: Path) -> bytes:
    document = Document()
    document.add_heading("Results", 2)
    paragraph = document.add_paragraph("Survival was 97%")
    paragraph.add_run("12,13").font.superscript = True
    paragraph.add_run(" in cryo")
    for tag, text in (("w:ins", "ablation"), ("w:del", "surgery")):
        change = OxmlElement(tag)
        run = OxmlElement("w:r")
        held = OxmlElement("w:t" if tag == "w:ins" else "w:delText")
        held.text = text
        run.append(held)
        change.append(run)
        paragraph._p.append(change)
    hidden = paragraph.add_run("hidden 55")
    hidden.font.hidden = True
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Arm", "1 y", "Cryo", "97%"], strict=True):
        cell.text = text
    document.add_paragraph("The end.")
    document.save(str(path))
    return path.read_bytes()


def test_a_word_file_gives_paragraphs_tables_and_insertions(tmp_path: Path) -> None:
    source = read(tmp_path, _word_file(tmp_path / "made.docx"))
    assert source.form == "DOCX"
    assert source.text.split("\n\n") == [
        "Results",
        "Survival was 97%¹²⸴¹³ in cryoablation",
        "Arm\t1 y\nCryo\t97%",
        "The end.\n",
    ]


def test_the_footnotes_of_a_word_file_come_last(tmp_path: Path) -> None:
    document = Document()
    run = document.add_paragraph("Death was rare.").add_run()
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), "1")
    run._r.append(mark)
    document.save(str(tmp_path / "made.docx"))
    packed = tmp_path / "noted.docx"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>Two of 60.</w:t></w:r></w:p></w:footnote>'
    notes = f'<w:footnotes xmlns:w="{word}">{note}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with zipfile.ZipFile(tmp_path / "made.docx") as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "[Content_Types].xml":
                added = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                text = text.replace(b"</Types>", added.encode())
            if part == "word/_rels/document.xml.rels":
                added = f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'
                text = text.replace(b"</Relationships>", added.encode())
            new.writestr(part, text)
        new.writestr("word/footnotes.xml", notes)
    assert read(tmp_path, packed.read_bytes()).text == "Death was rare.¹\n\nTwo of 60.\n"


def test_pdf_lines_become_paragraphs_and_raised_digits_marks(tmp_path: Path) -> None:
    first = Words("Survival was 97% in HCC.", 50, 740)
    rest = lines(["It rose to 98% later.", "", "A new paragraph of 20 people."], top=728)
    page = [first, Words("12", 166, 744, 6), Words(" There", 173, 740), *rest]
    source = read(tmp_path, pdf([page]))
    assert source.form == "PDF"
    assert source.text.split("\n\n")[0].endswith("later.")
    assert source.text.startswith("Survival was 97% in HCC.¹² There\n")
    assert source.text.split("\n\n")[1] == "A new paragraph of 20 people."


def test_heads_and_feet_of_pdf_pages_are_left_out(tmp_path: Path) -> None:
    pages = [
        [
            Words("Policy 7.01.75", 50, 770),
            *lines([f"Words of page {word} go on", "to the end."]),
            Words(f"Page {number} of 3", 50, 20),
        ]
        for number, word in enumerate(["one", "two", "three"], start=1)
    ]
    text = read(tmp_path, pdf(pages)).text
    assert "Policy" not in text
    assert "of 3" not in text
    assert text.count("Words of page") == 3


LEFT = ["The left column tells of one study with 11% deaths", "and goes on for a while with words and"] * 5
RIGHT = ["the right column tells of another with 22% deaths", "and goes on to the end of it in words."] * 5


@pytest.mark.parametrize("by_rows", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, by_rows: bool) -> None:
    """However the page is painted: a column at a time, or across."""
    left, right = lines(LEFT, 40), lines(RIGHT, 320)
    page = [word for pair in zip(left, right, strict=True) for word in pair] if by_rows else [*left, *right]
    text = " ".join(read(tmp_path, pdf([page])).text.split())
    assert text == " ".join([*LEFT, *RIGHT])


def test_rows_of_a_pdf_table_stay_rows(tmp_path: Path) -> None:
    rows = [("Arm", "1 y", "5 y"), ("Cryo", "97%", "40%"), ("RFA", "97%", "38%")] * 3
    page = [
        Words(cell, 50 + 150 * column, 740 - 12 * row)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    page += lines(["Some words that stand under the table."], top=500)
    assert "Cryo\t97%\t40%\nRFA\t97%\t38%" in read(tmp_path, pdf([page])).text


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path, pdf([lines(["secret"])], encrypted=True))
    assert message.endswith("is encrypted. Save a copy without a password.")


def test_a_pdf_of_pictures_is_refused_and_a_page_of_them_told(tmp_path: Path) -> None:
    assert "OCR" in refusal(tmp_path, pdf([[], []]))
    source = read(tmp_path, pdf([lines([SENTENCE.replace("ï", "i")]), []]))
    assert source.remarks == ("No text on page 2: numbers printed in pictures are not found.",)


def test_a_broken_pdf_is_refused(tmp_path: Path) -> None:
    assert "cannot be read as PDF" in refusal(tmp_path, b"%PDF-1.4\nnothing")


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that unpacks to more than it may, or whose entities do, is refused unread."""
    monkeypatch.setattr(docx, "MOST_UNPACKED", 1_000_000)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b"0" * 2_000_000)
    assert "too large" in refusal(tmp_path, bomb.read_bytes())
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(bomb, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", entities)
    assert "cannot be read as a Word file" in refusal(tmp_path, bomb.read_bytes())
    monkeypatch.setattr(by_format, "MOST_CHARACTERS", 100)
    assert "too large" in refusal(tmp_path, b"word " * 100)
    monkeypatch.setattr(by_format, "MOST_BYTES", 100)
    assert "too large" in refusal(tmp_path, b"word " * 100)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file"),
        (b"{\\rtf1 text}", "an RTF file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"\x00\x01\x02\x03", "is not a text, HTML, PDF or DOCX file"),
        (b"", "holds no text"),
        (b" \n\n ", "holds no text"),
        (b"<html><body><p hidden>words</p></body></html>", "holds no text"),
        (b"PK\x03\x04 broken", "cannot be read as a Word file"),
    ],
)
def test_other_files_are_refused_in_words(tmp_path: Path, content: bytes, told: str) -> None:
    assert told in refusal(tmp_path, content)


def test_a_packed_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("notes.txt", "words")
    assert "no Word file" in refusal(tmp_path, (tmp_path / "a.zip").read_bytes())


def test_a_folder_or_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KbError, match="is a folder"):
        read_source(tmp_path)
    with pytest.raises(KbError, match="there is no such file"):
        read_source(tmp_path / "none.txt")


LANCET = "Survival was 62·5% (HR 0·73, 95% CI 0·61\u20130·88; p=0·0012) in 1\u2009234 patients.\u00b9"
GERMAN = "Survival was 62,5% (HR 0,73, 95% CI 0,61\u20130,88; p=0,0012) in 1 234 patients."


def test_a_text_with_decimal_commas_says_so(tmp_path: Path) -> None:
    """Its figures cannot be compared: whoever reads that most are printed otherwise learns why first."""
    (remark,) = read(tmp_path, GERMAN.encode()).remarks
    assert "writes decimals with a comma (62,5; 0,73; 0,61)" in remark
    assert "Audit an edition in English" in remark


@pytest.mark.parametrize(
    "text",
    [
        LANCET,
        SENTENCE,
        "In 1,234 of 12,345 patients (10%; p<.001) it was 3,456 days, in others 1,180,000.",
        "Two trials showed it.1,2 Three others did not,3,4 nor did 5,6 and 7,8 (see 2,3).",
        "It was 0,5 in one place, which is a slip, and 0.6 and 0.7 elsewhere.",
    ],
)
def test_thousands_citations_and_points_are_no_decimal_commas(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text.encode()).remarks == ()


def test_a_file_that_stops_before_its_end_says_so(tmp_path: Path) -> None:
    """What is missing would else be told as figures that are not found."""
    whole = pdf([lines(["The first page of a report with words."])])
    assert read(tmp_path, whole).remarks == ()
    assert read(tmp_path, whole + b"\n\n").remarks == ()
    (remark,) = read(tmp_path, whole[: whole.rindex(b"%%EOF")]).remarks
    assert "stops before its end (%%EOF)" in remark
    page = b"<html><body><p>In 360 patients.</p>"
    assert "</html>" in read(tmp_path, page).remarks[0]
    assert read(tmp_path, page + b"</body></html>").remarks == ()
    assert read(tmp_path, b"<p>A part of a page.</p>", "part.html").remarks == ()


def test_a_device_or_a_pipe_is_refused(tmp_path: Path) -> None:
    """It may never end."""
    with pytest.raises(KbError, match="is no file but a device or a pipe"):
        read_source(Path(os.devnull))


def _damaged(whole: bytes, random: Random) -> bytes:
    """A file that was cut short, overwritten in places, or lost or doubled a part."""
    held = bytearray(whole)
    place, length = random.randrange(len(held)), random.randrange(1, 200)
    match random.randrange(4):
        case 0:
            del held[place:]
        case 1:
            for _ in range(random.randrange(1, 30)):
                held[random.randrange(len(held))] = random.randrange(256)
        case 2:
            del held[place : place + length]
        case _:
            held[place:place] = held[:length]
    return bytes(held)


def _damaged_part(whole: Path, random: Random) -> bytes:
    """A Word file that is packed well, with a part in it that is damaged or missing."""
    made = BytesIO()
    with zipfile.ZipFile(whole) as packed, zipfile.ZipFile(made, "w") as again:
        victim = random.choice(packed.namelist())
        for name in packed.namelist():
            content = packed.read(name)
            if name != victim:
                again.writestr(name, content)
            elif random.random() < 0.8:
                again.writestr(name, _damaged(content or b"-", random))
    return made.getvalue()


@pytest.mark.parametrize("form", ["docx", "part of docx", "pdf", "html"])
def test_damaged_files_are_read_or_refused_in_words(tmp_path: Path, form: str) -> None:
    """Never with what a library happens to raise: 40 damages of each kind, 2,000 in the thorough profile."""
    word = _word_file(tmp_path / "whole.docx")
    whole = {
        "docx": word,
        "pdf": pdf([lines(["In 360 patients", "it was 97%."])] * 3),
        "html": HTML.format(charset="utf-8").encode(),
    }
    random = Random(form)
    for _ in range(2_000 if os.environ.get("KB_TEST_PROFILE") == "thorough" else 40):
        content = (
            _damaged_part(tmp_path / "whole.docx", random)
            if form == "part of docx"
            else _damaged(whole[form], random)
        )
        try:
            read(tmp_path, content, f"damaged.{form[-4:].strip()}")
        except KbError as error:
            assert str(error).startswith(str(tmp_path)) and "\n" not in str(error)
