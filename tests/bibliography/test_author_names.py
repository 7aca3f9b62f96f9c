"""Names of authors: what is a person, a group or nobody, and where one name ends and the next begins."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.author_lists import authors_in
from kb.bibliography.author_names import given_first, people, person
from kb.bibliography.citation import CitationAuthor
from kb.bibliography.publication_dates import iso_date, printed_range
from tests.bibliography.formats.reading_whole import citations


def _group(name: str) -> CitationAuthor:
    return CitationAuthor(literal=name)


@pytest.mark.parametrize(
    "written",
    [
        "Cobbler, Fields, Jr.",
        "Cobbler, Fields, Jr",
        "Cobbler, Jr., Fields",
        "Cobbler Jr, Fields",
        "Cobbler Jr., Fields",
        "Cobbler, Fields Jr",
        "Cobbler, Fields, JR",
        "Fields Cobbler, Jr.",
    ],
)
def test_a_suffix_is_read_wherever_it_stands(written: str) -> None:
    assert person(written) == CitationAuthor("Cobbler", "Fields", "Jr")


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("Doyle F 3rd", CitationAuthor("Doyle", "F", "3rd")),
        ("Doyle Jr FM", CitationAuthor("Doyle", "FM", "Jr")),
        ("Doyle III, F", CitationAuthor("Doyle", "F", "III")),
        ("Doyle F. M.", CitationAuthor("Doyle", "F. M.")),
        ("van der Made, Jr.", CitationAuthor("van der Made", None, "Jr")),
        ("Madeup, Xavier V", CitationAuthor("Madeup", "Xavier V")),
        ("Ivanov II", CitationAuthor("Ivanov", "II")),
    ],
)
def test_a_suffix_is_no_initial_and_an_initial_no_suffix(written: str, author: CitationAuthor) -> None:
    assert person(written) == author


@pytest.mark.parametrize(
    "written",
    ["Wang, Anna, MD, PhD", "Wang, Anna, M.D.", "Wang, Anna, PhD", "Wang, Dr. Anna", "Wang, Anna MPH"],
)
def test_degrees_are_no_names(written: str) -> None:
    assert person(written) == CitationAuthor("Wang", "Anna")


@pytest.mark.parametrize("family", ["Adams", "Williams", "Abrams", "Alexandr"])
def test_the_end_of_a_family_name_is_no_title(family: str) -> None:
    """Ms and Dr are titles only as words of their own."""
    assert person(f"{family} D") == CitationAuthor(family, "D")
    assert people([f"{family} D, Roe A, et al"])[0][0] == CitationAuthor(family, "D")


@pytest.mark.parametrize("written", ["Wang, M.D.", "Wang MD", "Garcia Madeup, MA"])
def test_initials_that_look_like_a_degree_stay(written: str) -> None:
    family = "Garcia Madeup" if "Garcia" in written else "Wang"
    assert person(written).family == family
    assert person(written).given in ("M.D.", "MD", "MA")


@pytest.mark.parametrize(
    "name",
    [
        "National Institute for Inventions, Health and Care",
        "Centers for Disease Invention, U.S.",
        "The COLD-1 Study Group, on behalf of the Investigators",
        "Department of Health and Human Madeup",
        "Madeup Pharma, Inc.",
        "Barnes and Madeup, Inc.",
        "Madeup & Daughters",
        "FROST Investigators (Europe; Asia)",
    ],
)
def test_the_name_of_a_group_stays_whole(name: str) -> None:
    """A comma, an `and`, a `&` or a semicolon of its own takes it apart neither alone nor in a cell."""
    assert person(name) == _group(name)
    assert authors_in(name) == ((_group(name),), False)
    for cell in (f"{name}; Trent, Bo", f"{name} | Trent, Bo"):
        assert authors_in(cell) == ((_group(name), CitationAuthor("Trent", "Bo")), False)


def test_a_group_that_was_turned_round_is_turned_back() -> None:
    """Programs that know only persons make a family name of its last word."""
    assert person("Collaboration, COLD") == _group("COLD Collaboration")
    assert person("Group, EXAMPLE-1 Study") == _group("EXAMPLE-1 Study Group")


def test_two_commas_are_one_of_a_group() -> None:
    assert person("Madeup House,, Berkeley") == _group("Madeup House, Berkeley")


@pytest.mark.parametrize(
    "name", ["Center, David", "The, Lian", "And, Metin", "Nguyen, The Anh", "Team, Anna"]
)
def test_a_word_for_groups_may_be_the_name_of_a_person(name: str) -> None:
    family, given = name.split(", ")
    assert person(name) == CitationAuthor(family, given)


MADEN, TRENT, QUILL = (
    CitationAuthor("Maden", "Ana"),
    CitationAuthor("Trent", "Bo"),
    CitationAuthor("Quill", "Carl"),
)


@pytest.mark.parametrize(
    "cell",
    [
        "Maden, Ana; Trent, Bo; Quill, Carl",
        "Maden, Ana; Trent, Bo & Quill, Carl",
        "Maden, Ana; Trent, Bo; and Quill, Carl",
        "Maden, Ana and Trent, Bo and Quill, Carl",
        "Maden, Ana|Trent, Bo|Quill, Carl",
        "Ana Maden, Bo Trent, Carl Quill",
        "Ana Maden, Bo Trent and Carl Quill",
        "Ana Maden, Bo Trent, and Carl Quill",
        "Ana Maden; Bo Trent; Carl Quill".replace(";", " and"),
        "Ana Maden, MD; Bo Trent, PhD and Carl Quill, MD",
        "Maden, Ana, Trent, Bo, Quill, Carl",
    ],
)
def test_three_names_are_three_however_they_are_joined(cell: str) -> None:
    assert authors_in(cell) == ((MADEN, TRENT, QUILL), False)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Maden A, Trent B, COLD Study Group", ["Maden A", "Trent B", "COLD Study Group"]),
        ("Maden, A., Trent, B., COLD Study Group", ["Maden A.", "Trent B.", "COLD Study Group"]),
        ("Maden A, Trent B and the COLD Study Group", ["Maden A", "Trent B", "the COLD Study Group"]),
        ("COLD Study Group, Maden A, Trent B", ["COLD Study Group", "Maden A", "Trent B"]),
        ("Maden A; COLD Study Group; Trent B", ["Maden A", "COLD Study Group", "Trent B"]),
        ("Maden A, MD; Trent B, PhD", ["Maden A", "Trent B"]),
        ("Maden A Jr, Trent B 3rd", ["Maden A Jr", "Trent B 3rd"]),
        ("Ana Maden, MD, Bo Trent, PhD", ["Maden Ana", "Trent Bo"]),
        ("Maden A (1), Trent B (1, 2)*", ["Maden A", "Trent B"]),
        ("COLD Study Group, Maden A", ["COLD Study Group", "Maden A"]),
        ("Maden, Ana, on behalf of the COLD Group", ["Maden Ana", "on behalf of the COLD Group"]),
        ("U.S. Food and Drug Administration", ["U.S. Food and Drug Administration"]),
        ("Maden, G.N., Jr., Trent, F.A.", ["Maden G.N. Jr", "Trent F.A."]),
        ("\u738b\u5c0f\u660e\uff0c\u674e\u56db\u5149", ["\u738b\u5c0f\u660e", "\u674e\u56db\u5149"]),
        ("M&uuml;ller, A; Trent, B", ["Müller A", "Trent B"]),
    ],
)
def test_groups_suffixes_and_degrees_among_persons(cell: str, names: list[str], tmp_path: Path) -> None:
    text = f"Title,Authors\nMade-up,{json.dumps(cell, ensure_ascii=False)}\n"
    (citation,) = citations(tmp_path, text)
    assert [_name(author) for author in citation.authors] == names


def _name(author: CitationAuthor) -> str:
    return author.literal or " ".join(filter(None, (author.family, author.given, author.suffix)))


@pytest.mark.parametrize(
    "cell", ["Maden A, et al.", "Maden A et al", "Maden A; et al.", "Maden A, and others", "Maden A\u2026"]
)
def test_et_al_is_no_author(cell: str) -> None:
    assert authors_in(cell) == ((CitationAuthor("Maden", "A"),), True)
    assert people(["Maden A", cell.removeprefix("Maden A").strip(" ,;") or "et al"]) == authors_in(cell)


@pytest.mark.parametrize(
    "cell", ["[No authors listed]", "Anonymous", "[Anonymous]", "No authorship, indicated"]
)
def test_nobody_is_no_author(cell: str) -> None:
    assert authors_in(cell) == ((), False)
    assert people([cell]) == ((), False)


FILES = {
    "RIS": "TY  - JOUR\nTI  - Made-up\nAU  - {0}\nAU  - {1}\nAU  - {2}\nAU  - et al.\nER  - \n",
    "NBIB": "PMID- 99000001\nTI  - Made-up.\nFAU - {0}\nAU  - {0}\n"
    "CN  - {1}\nFAU - {2}\nAU  - {2}\nCN  - et al\n",
    "BibTeX": "@article{{k, title={{Made-up}}, author={{{0} and {{{1}}} and {2} and others}}}}",
    "EndNote": "<xml><records><record><titles><title>Made-up</title></titles><contributors><authors>"
    "<author>{0}</author><author>{1}</author><author>{2}</author><author>et al.</author>"
    "</authors></contributors></record></records></xml>",
    "CSL-JSON": '[{{"title": "Made-up", "author": [{{"family": "Cobbler", "given": "Fields, Jr."}},'
    ' {{"literal": "{1}"}}, {{"family": "Trent", "given": "Bo, PhD"}}, {{"literal": "et al."}}]}}]',
    "table": 'Title,Authors\nMade-up,"{0}; {1}; {2}; et al."\n',
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_reads_the_same_names(name: str, tmp_path: Path) -> None:
    """A suffix, an organization with commas and `and`, a degree, and et al."""
    group = "National Institute for Inventions, Health and Care"
    text = FILES[name].format("Cobbler, Fields, Jr.", group, "Trent, Bo, PhD")
    (citation,) = citations(tmp_path, text)
    assert citation.authors == (CitationAuthor("Cobbler", "Fields", "Jr"), _group(group), TRENT)
    assert citation.authors_truncated


def test_bibtex_leaves_a_group_whole_that_has_no_braces(tmp_path: Path) -> None:
    names = "National Institute for Inventions, Health and Care and Maden, Ana and COLD Study Group"
    (citation,) = citations(tmp_path, f"@article{{k, title={{Made-up}}, author={{{names}}}}}")
    assert citation.authors == (
        _group("National Institute for Inventions, Health and Care"),
        MADEN,
        _group("COLD Study Group"),
    )


_FAMILY = st.sampled_from(("Maden", "van der Trent", "O'Quill", "Østergaard-Zorn", "De Luca", "Ng"))
_GIVEN = st.sampled_from(("Ana", "Jean-Pierre", "Bo M.", "C.", "María José"))
_PERSON = st.builds(CitationAuthor, _FAMILY, _GIVEN, st.sampled_from((None, "Jr", "III", "3rd")))
_GROUPS = st.sampled_from(
    ("COLD Study Group", "Institute for Inventions, Health and Care", "Madeup Pharma, Inc.")
)


@given(st.lists(st.one_of(_PERSON, st.builds(_group, _GROUPS)), min_size=1, max_size=5))
def test_what_is_joined_by_semicolons_comes_apart_again(authors: Sequence[CitationAuthor]) -> None:
    cell = "; ".join(
        author.literal or ", ".join(filter(None, (author.family, author.given, author.suffix)))
        for author in authors
    )
    assert authors_in(cell) == (tuple(authors), False)


@pytest.mark.parametrize(
    "part",
    [
        "Maden, A; ",
        ";",
        "a,",
        "Group of a and ",
        "*",
        "(;",
        "Jr, ",
        "on behalf of ",
        ", et al",
        "(1, ",
        "PhD ",
    ],
)
def test_monstrous_cells_are_read_in_a_moment(part: str) -> None:
    """Twice as long takes about twice as long, not four times: sixty thousand signs take no five seconds."""
    text = part * (60_000 // len(part)) + "x"
    before = time.process_time()
    for read in (authors_in, person, given_first, iso_date, printed_range):
        read(text)
    people([text])
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Quill C., Jr.", CitationAuthor("Quill", "C.", "Jr")),
        ("Quill C. A., III", CitationAuthor("Quill", "C. A.", "III")),
        ("Quill CA, Jr., MD", CitationAuthor("Quill", "CA", "Jr")),
        ("Ana B. Madeup, MD, PhD", CitationAuthor("Madeup", "Ana B.")),
        ("Grupo FRIO", _group("Grupo FRIO")),
        ("Sociedad de Hielo, Nieve y Madeup", _group("Sociedad de Hielo, Nieve y Madeup")),
        (
            "Deutsche Gesellschaft Madeup, Eis und Schnee",
            _group("Deutsche Gesellschaft Madeup, Eis und Schnee"),
        ),
    ],
)
def test_a_suffix_behind_initials_and_groups_of_other_languages(written: str, name: CitationAuthor) -> None:
    """Scopus writes ``Quill C., Jr.``; LILACS lists groups under their own names."""
    assert person(written) == name


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Madeup, Ana B., Trent, Bo, and Quill, Carl", ["Madeup Ana B.", "Trent Bo", "Quill Carl"]),
        ("van den Madeup, Jan, de la Trent, Maria", ["van den Madeup Jan", "de la Trent Maria"]),
        ("Madeup, Ana (57000000001); Trent, Bo (57000000002)", ["Madeup Ana", "Trent Bo"]),
        ("National Frost, Ice, and Snow Institute", ["National Frost, Ice, and Snow Institute"]),
        (
            "Madeup A, Trent B, National Frost, Ice, and Snow Institute",
            ["Madeup A", "Trent B", "National Frost, Ice, and Snow Institute"],
        ),
    ],
)
def test_pairs_of_names_and_groups_with_commas_in_a_list(cell: str, names: list[str]) -> None:
    """A list of family and given names in turn is read as such; a group's own commas part nothing."""
    authors, _ = authors_in(cell)
    assert [author.literal or f"{author.family} {author.given}" for author in authors] == names


def test_a_value_may_hold_persons_and_a_group() -> None:
    """Semicolons in one value of a tag part a group from the persons before it; ``Anonymous,`` is nobody."""
    authors, _ = people(["Madeup, A.; FROST Group", "Anonymous,"])
    assert authors == (CitationAuthor("Madeup", "A."), _group("FROST Group"))


def test_a_year_that_is_written_twice_is_one() -> None:
    """ProQuest writes ``2018///2018 Spring``."""
    assert printed_range("2018///2018 Spring") == "Spring 2018"
    assert printed_range("2018///Winter 2018") == "Winter 2018"


@pytest.mark.parametrize("value", ["Madeup A, Trent BC", "Madeup, A, Trent, BC"])
def test_a_value_with_several_names_is_several_authors(value: str, tmp_path: Path) -> None:
    """Initials tell where a name ends; degrees and suffixes are none of their own."""
    two = (CitationAuthor("Madeup", "A"), CitationAuthor("Trent", "BC"))
    assert people([value])[0] == two
    (entry,) = citations(tmp_path, f"@article{{a, author = {{{value}}}, title = {{Madeup frost}}}}")
    assert entry.authors == two
    assert people(["Madeup, J. D., M.D., F.A.C.S."])[0][0].family == "Madeup"
    assert len(people(["Madeup, A, Jr, MD"])[0]) == 1


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Madeup A and Trent BC", (CitationAuthor("Madeup", "A"), CitationAuthor("Trent", "BC"))),
        ("National Frost, Ice, and Snow Institute", (_group("National Frost, Ice, and Snow Institute"),)),
        (
            "Madeup, Ana and National Frost, Ice, and Snow Institute",
            (CitationAuthor("Madeup", "Ana"), _group("National Frost, Ice, and Snow Institute")),
        ),
    ],
)
def test_bibtex_of_programs_that_pass_on_names(
    value: str, names: tuple[CitationAuthor, ...], tmp_path: Path
) -> None:
    """PubMed's ``Madeup A`` has the family name first; a group without braces keeps its commas."""
    (entry,) = citations(tmp_path, f"@article{{a, author = {{{value}}}, title = {{Madeup frost}}}}")
    assert entry.authors == names
