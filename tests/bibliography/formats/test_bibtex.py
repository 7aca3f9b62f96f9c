"""BibTeX: entries, values and LaTeX."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.bibliography.citation import Citation, CitationAuthor, Malformed
from kb.bibliography.formats import encoding
from kb.bibliography.formats.latex import without_latex
from tests.bibliography.formats.comparing import assert_same_bibliography
from tests.bibliography.formats.made_up import articles
from tests.bibliography.formats.made_up_exports import bibtex
from tests.bibliography.formats.reading_whole import citations, read


def test_every_field_of_every_record_is_read(tmp_path: Path) -> None:
    made = articles(200, seed=9)
    for citation, article in zip(citations(tmp_path, "".join(map(bibtex, made))), made, strict=True):
        assert_same_bibliography(citation, article)


@pytest.mark.parametrize("size", [1, 3, 7, 64])
def test_records_are_the_same_wherever_a_piece_of_the_file_ends(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(map(bibtex, articles(3)))
    whole = read(tmp_path, text)
    monkeypatch.setattr(encoding, "CHUNK", size)
    assert read(tmp_path, text) == whole


def one(folder: Path, text: str) -> Citation:
    (citation,) = citations(folder, text)
    return citation


def test_ways_to_write_a_value(tmp_path: Path) -> None:
    text = '@string{jmu = "Journal of Made-Up"}\n@comment{none}\n@preamble{"\\relax"}\n'
    text += (
        '@Article(key1, title = "Made {"}up{"} tumors" , JOURNAL=jmu # { Hepatology}, year = 2015,month=mar,)'
    )
    citation = one(tmp_path, text)
    assert citation.title == 'Made "up" tumors'
    assert (citation.journal, citation.issued) == ("Journal of Made-Up Hepatology", "2015-03")
    assert citation.extra["key"] == ("key1",)


def test_names(tmp_path: Path) -> None:
    """Names come with family, given name and suffix; a group is one name, and "others" is told."""
    names = "Wang, Anna and {EXAMPLE and Example Group} and Jean de la Fontaine and King, Jr, Martin and EASL"
    names += ' AND M{\\"u}ller, J{\\o}rn and Li,~A.~B. and others'
    citation = one(
        tmp_path,
        f"@article{{k, title = {{T}}, author = {{{names}}}}}",
    )
    assert citation.authors == (
        CitationAuthor("Wang", "Anna"),
        CitationAuthor(literal="EXAMPLE and Example Group"),
        CitationAuthor("de la Fontaine", "Jean"),
        CitationAuthor("King", "Martin", "Jr"),
        CitationAuthor(literal="EASL"),
        CitationAuthor("Müller", "Jørn"),
        CitationAuthor("Li", "A. B."),
    )
    assert citation.authors_truncated


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"M{\"u}ller", "Müller"),
        (r"M\"{u}ller", "Müller"),
        (r"Garc{\'\i}a", "García"),
        (r"Garc\'{\i}a", "García"),
        (r"{\c{C}}elik", "Çelik"),
        (r"\v{S}im\r{u}nek", "Šimůnek"),
        (r"\O{}stergaard", "Østergaard"),
        (r"\o stergaard", "østergaard"),
        (r"\AA ngstr\"om", "Ångström"),
        (r"Stra\ss e", "Straße"),
        (r"50\% \& \$5 \_x \#1", "50% & $5 _x #1"),
        (r"$p \geq 0.05$", "p ≥ 0.05"),
        (r"$\alpha$-fetoprotein", "\u03b1-fetoprotein"),
        (r"\textit{In vitro} {DNA}", "In vitro DNA"),
        (r"pages 1--2~and --- more", "pages 1\u20132 and \u2014 more"),
        (r"``quoted''", "\u201cquoted\u201d"),
        (r"$10^{-3}$ and CO$_{2}$", "10<sup>-3</sup> and CO2"),
        (r"\unknown{x} stays", r"\unknownx stays"),
        (r"\cite{k} and \unknown", r"\cite{k} and \unknown"),
        (r"{\textless} 5 \textgreater{} 3", "< 5 > 3"),
        (r"12% of \'etudes & more, M{\"u}ller 5%", "12% of études & more, Müller 5%"),
        (r"{H$_2$O} per m\textsuperscript{2}", "H2O per m<sup>2</sup>"),
        (r"$\mathrm{kg}$ and \mathbf{x}", "kg and x"),
        ("plain text, 5 < 6", "plain text, 5 < 6"),
    ],
)
def test_latex_becomes_letters(written: str, read: str) -> None:
    """Commands of LaTeX for letters and accents are read as those letters."""
    assert without_latex(written) == read


def test_a_missing_brace_spoils_no_other_record(tmp_path: Path) -> None:
    made = articles(3)
    texts = [bibtex(article) for article in made]
    texts[1] = texts[1].replace("  title = {", "  title = {{", 1)
    found = read(tmp_path, "".join(texts))
    assert [type(item) for item in found] == [Citation, Malformed, Citation]
    assert isinstance(found[1], Malformed)
    assert "cannot be read" in found[1].message
    assert found[1].raw == texts[1]


def test_a_brace_too_many_is_told(tmp_path: Path) -> None:
    text = "@article{k,\n title = {Made-up} tumors},\n year = 2015\n}\n"
    (problem,) = read(tmp_path, text)
    assert isinstance(problem, Malformed)
    assert "its line 2 has `tumors},`" in problem.message
    found = read(tmp_path, "@article{k,\n title = {Made-up}},\n year = 2015\n}\n")
    assert [type(item) for item in found] == [Citation, Malformed]
    assert "looks like a part of it" in str(found[1])


def test_entries_on_one_line_are_parted(tmp_path: Path) -> None:
    found = citations(
        tmp_path, "@article{a, title={One}}@book{b, title={Two}, publisher={P}} @misc{c, title={Three}}"
    )
    assert [(citation.title, citation.type) for citation in found] == [
        ("One", "article-journal"),
        ("Two", "book"),
        ("Three", "document"),
    ]
    assert [citation.place.offset for citation in found] == [0, 24, 61]


def test_text_between_entries_is_comment_and_told(tmp_path: Path) -> None:
    text = "Made by hand; mail me@example.com\n\n@article{a, title={One}}\n\nand more\n% a = b\n"
    before, entry, after = read(tmp_path, text)
    assert isinstance(entry, Citation) and (entry.title, entry.place.record) == ("One", 1)
    assert isinstance(before, Malformed) and isinstance(after, Malformed)
    assert not before.is_record and not after.is_record
    assert before.message == "This text is outside of the records, and was not counted."


def test_biblatex_and_pubmed_numbers(tmp_path: Path) -> None:
    text = (
        "@article{k, title={T}, journaltitle={J}, date={2015-03-12}, eprint={90000001}, eprinttype={pubmed}}"
    )
    citation = one(tmp_path, text)
    assert (citation.pmid, citation.journal, citation.issued) == ("90000001", "J", "2015-03-12")
    citation = one(
        tmp_path, "@article{k, title={T}, note={PMID: 90000001}, pmcid={PMC9}, doi={10.5555/a\\_b}}"
    )
    assert (citation.pmid, citation.pmcid, citation.doi) == ("90000001", "PMC9", "10.5555/a_b")


def test_fields_without_a_comma_between_them_are_told(tmp_path: Path) -> None:
    """Nothing of a value goes over into the one before it."""
    (problem,) = read(tmp_path, "@article{k,\n title = {Made-up}\n year = 2015\n}\n")
    assert isinstance(problem, Malformed)
    assert "its line 3 has `year = 2015`" in problem.message


@pytest.mark.parametrize("text", ["@article{, title={One}}", "@article{title={One}, year=2015}"])
def test_an_entry_may_have_no_key(text: str, tmp_path: Path) -> None:
    assert one(tmp_path, text).title == "One"


def test_quotation_marks_within_braces_are_signs_of_a_value(tmp_path: Path) -> None:
    assert one(tmp_path, '@article{k, title = "A {"quoted, word"} here"}').title == 'A "quoted, word" here'


def test_a_field_that_comes_twice_keeps_both_values(tmp_path: Path) -> None:
    citation = one(tmp_path, "@article{k, title={T}, author={Wang, A}, author={Li, B}}")
    assert citation.authors == (CitationAuthor("Wang", "A"), CitationAuthor("Li", "B"))


def test_definitions_of_definitions_do_not_fill_memory(tmp_path: Path) -> None:
    """Thirty doublings would be a thousand million characters: told, and what follows is read."""
    text = '@string{a0 = "lol lol lol"}\n'
    text += "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 31))
    found = read(tmp_path, text + "@article{k, title={One}}\n")
    assert isinstance(found[0], Malformed)
    assert "more text than any export does" in found[0].message
    assert [item.title for item in found if isinstance(item, Citation)] == ["One"]


def test_a_name_used_without_end_costs_one_record(tmp_path: Path) -> None:
    value = " # ".join(["long"] * 3000)
    text = f'@string{{long = "{"x" * 1000}"}}\n@article{{k, title={value}}}\n@article{{l, title={{One}}}}\n'
    problem, citation = read(tmp_path, text)
    assert isinstance(problem, Malformed)
    assert "more text than any record does" in problem.message
    assert isinstance(citation, Citation)


@pytest.mark.parametrize(
    "value",
    [
        r"\begin{a}" * 9000,
        r"{\"u" * 90 + "}" * 90,
        "$" * 20_001,
        "\\" * 20_000,
        r"\frac" * 9000,
        r"\left(" * 9000,
    ],
    ids=["environments", "braces", "dollars", "backslashes", "fractions", "delimiters"],
)
def test_no_latex_takes_long_or_breaks(value: str, recwarn: pytest.WarningsRecorder) -> None:
    assert isinstance(without_latex(value), str)
    assert not recwarn
