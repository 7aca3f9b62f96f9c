"""What is refused before a record is looked at: each time with place and way out."""

from __future__ import annotations

import pytest
import yaml

from kb.records.kinds import RecordName
from kb.records.validating import read_record
from kb.records.yaml_errors import explain
from kb.records.yaml_source import Unreadable, read_bytes, read_text
from tests.builders.texts import STUDY, changed, problem, problems


def _refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(content, "f.yaml")
    return "\n".join(map(str, caught.value.problems))


def test_scalars_stay_as_written() -> None:
    source = read_text("a: .767\nb: 2A\nc: 3.2021\nd: yes\ne: 0.30\nf: 1,944\ng: 2015-05\n", "f.yaml")
    assert source.data == {
        "a": ".767",
        "b": "2A",
        "c": "3.2021",
        "d": "yes",
        "e": "0.30",
        "f": "1,944",
        "g": "2015-05",
    }


def test_every_value_knows_its_line() -> None:
    source = read_text("a: 1\nb:\n  - c: 2\n  - {d: 3,\n     e: 4}\n", "f.yaml")
    assert source.line(("b", 1, "e")) == 5
    assert source.line(("b", 1, "nowhere")) == 4


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    assert read_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f.yaml").data == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "f.yaml: the file is empty. Write the record, or remove the file."),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00",
            "f.yaml:1: not a text file. Records are text in YAML.",
        ),
        (
            b"a: b\nc: caf\xe9\n",
            "f.yaml:2: byte 0xe9 is not UTF-8. Save the file with the encoding UTF-8.",
        ),
        (b"a:\n\tb: c\n", "f.yaml:2: there is a tab character. Use spaces."),
        (
            b"a: b\nc: d\na: e\n",
            "f.yaml:3: the key `a` is here for the second time (first in line 1). Keep one of them.",
        ),
        (
            b"a: &x b\nc: *x\n",
            "f.yaml:1: anchors and aliases are not used in records. Write the value out.\n"
            "f.yaml:2: anchors and aliases are not used in records. Write the value out.",
        ),
        (b"a: !!int 3\n", "f.yaml:1: the tag tag:yaml.org,2002:int is not used in records. Remove it."),
        (
            b"a: b # why\n",
            "f.yaml:1: comments are not kept in records."
            " Move what it says into a `note` or the commit message.",
        ),
        (b"a: b\n---\nc: d\n", "f.yaml:2: a second document starts here. Write one record per file."),
    ],
)
def test_what_is_no_record_is_refused_in_words(content: bytes, message: str) -> None:
    assert _refused(content) == message


@pytest.mark.parametrize(
    ("complaint", "message"),
    [
        (
            "expected chomping or indentation indicators, but found '2'",
            'a value starts with `>` or `|`, which YAML keeps for itself. Put the value in quotes: ">2 cm".',
        ),
        (
            "mapping values are not allowed here",
            'a second `: ` in one value. Put the value in quotes: key: "a: b".',
        ),
        (
            "did not find expected ',' or ']'",
            "a `[` is not closed, or a comma is missing. The file may be cut off; check brackets and commas.",
        ),
        (
            "expected ',' or ']', but got ':'",
            "a `[` is not closed, or a comma is missing. The file may be cut off; check brackets and commas.",
        ),
        (
            "exceeded maximum nesting depth",
            "brackets or braces are nested too deep to be read. Simplify them; one may not be closed.",
        ),
        (
            "words of a later parser",
            "not YAML (words of a later parser). Check quotes, braces and indentation.",
        ),
    ],
)
def test_a_complaint_of_the_parser_is_put_in_our_words(complaint: str, message: str) -> None:
    """Its words are given here: they may change with any version, and what kb makes of them may not."""
    error = yaml.MarkedYAMLError(problem=complaint, problem_mark=yaml.Mark("f", 0, 1, 4, None, None))
    assert str(explain(error, "f.yaml")) == f"f.yaml:2: column 5: {message}"


@pytest.mark.parametrize(
    ("content", "line"), [(b"a: >2 cm\n", 1), (b"a: b: c\n", 1), (b"a: [b, c\nd: e\n", 1)]
)
def test_whatever_the_parser_complains_of_comes_with_its_line_and_a_remedy(content: bytes, line: int) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(content, "f.yaml")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("f.yaml", line)
    assert problem.message.startswith("column ")
    assert problem.remedy


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'a: "b\nc: d\ne: "f"\n', "f.yaml:1: column 4: a quoted text that does not end."),
        (b"a: {b: 'c, d: e}\nf: g\n", "f.yaml:1: column 8: a quoted text that does not end."),
        (b'a: "5" to 6\n', "f.yaml:1: column 8: the text goes on after its closing quote."),
        (b"a: [b]]\nc: d\n", "f.yaml:1: column 7: a `]` that nothing opened."),
        (b"a: b\n  c: d\n", "f.yaml:2: column 4: a `key: value` where the text of the line above goes on."),
        (b"a: {b: c\nd: e\n", "f.yaml:1: column 4: a `{` is not closed, or a comma is missing."),
    ],
)
def test_a_slip_is_told_where_it_was_made_and_not_where_the_parser_stumbles(
    content: bytes, message: str
) -> None:
    assert _refused(content).startswith(message)


def test_a_hash_inside_a_value_is_no_comment() -> None:
    assert read_text('a: "x # y"\nb: z#1\n', "f.yaml").data == {"a": "x # y", "b": "z#1"}


def test_half_a_file_is_refused_wherever_it_is_cut() -> None:
    """A cut at the end of a line may leave a whole record; no other cut does."""
    for cut in range(1, len(STUDY)):
        if STUDY[cut - 1] != "\n":
            assert problems(STUDY[:cut]), f"read although cut after {STUDY[:cut][-20:]!r}"


def test_a_file_cut_inside_a_mapping_says_so() -> None:
    cut = STUDY[: STUDY.index("n: 20, stated")]
    assert "The file may be cut off" in problem(cut)


def test_a_key_without_a_value_is_refused() -> None:
    text = changed("population: adults with small tumors", "population:")
    assert problem(text) == (
        "studies/doe-2020.yaml:7: population: has no value. Write one, or remove the key."
    )


def test_a_file_nested_too_deep_is_named() -> None:
    with pytest.raises(Unreadable) as refused:
        read_record(b"study: " + b"[" * 3000 + b"\n", RecordName("studies", "studies/x", "x"), "x.yaml")
    (found,) = refused.value.problems
    assert found.file == "x.yaml"
    assert "braces" in f"{found.message} {found.remedy}"


@pytest.mark.parametrize("key", ["reference[x]", "[key]", "a-[b]", "tuple[int]"])
@pytest.mark.parametrize(
    ("old", "field"),
    [("label: Doe", ""), ("label: RFA,", "arms.rfa."), ("note: the", "limitations.items[1].")],
)
def test_an_unknown_key_is_named_whatever_signs_it_has(key: str, old: str, field: str) -> None:
    """A key with brackets looks like a word that pydantic puts into places of its own."""
    text = changed(old, f'"{key}": x, {old}' if field else f'"{key}": x\n{old}')
    (found,) = problems(text)
    assert found.field == f"{field}{key}"
    assert found.message == f"unknown key `{key}`."


def test_an_unknown_key_of_an_entry_is_told_with_the_keys_that_the_entry_may_have() -> None:
    """Entries of lists and mappings name their own keys, not those of the record."""
    assert problem(changed("label: RFA,", "label: RFA, lable: x,")).endswith("Did you mean label?")
    unknown = problem(changed("note: the list", "zzz: x, note: the list"))
    assert unknown.endswith("Known: code, domain, note, instrument.")


def test_values_nested_too_deep_are_named_with_their_line() -> None:
    """A load reads the text, too, where the parser itself sees no limit."""
    refused = _refused(b"study: x\nlabel: " + b"{a: " * 200 + b"b" + b"}" * 200 + b"\n")
    assert refused.startswith("f.yaml:2: ")
    assert "too deep" in refused


def test_a_key_longer_than_a_name_of_a_file_is_refused() -> None:
    """Keys name files and are parts of keys of rows, which have limits."""
    found = problem(changed("conditions: [hepatocellular-carcinoma]", f"conditions: [{'x' * 5000}]"))
    assert "is too long for a key. Use at most 100 characters." in found
    assert len(found) < 200


def test_a_value_that_fills_pages_is_not_quoted_whole() -> None:
    """A problem stays readable whatever it is about."""
    found = problem(changed("document: source\n", f"document: source\ndata: {'x' * 100_000}\n"))
    assert "data: `xxx" in found
    assert "is none of the codes." in found
    assert len(found) < 3000


@pytest.mark.parametrize("sign", ["\x92", "\ufffe", "\uffff", "\x80"])
def test_signs_that_yaml_does_not_take_are_told_with_their_line(sign: str) -> None:
    """A quote of Windows read as Latin-1 (U+0092), and code points that are no characters."""
    with pytest.raises(Unreadable) as refused:
        read_text(f"study: doe-2020\nlabel: Doe{sign}s study\n", "studies/doe-2020.yaml")
    assert str(refused.value.problems[0]).startswith("studies/doe-2020.yaml:2: not a text file")


@pytest.mark.parametrize("escape", ["\\0", "\\x07", "\\u0001"])
def test_a_control_character_is_refused_though_it_is_written_as_an_escape(escape: str) -> None:
    """PostgreSQL keeps no text with a zero byte."""
    found = problem(changed("label: Doe et al (2020)", f'label: "Doe{escape}"'))
    assert found == ("studies/doe-2020.yaml:2: label: holds a control character. Write the text without it.")


def test_keys_that_are_no_words_are_not_told_to_be_equal() -> None:
    """Each of them is told once."""
    assert _refused(b"? [a, b]\n: c\n? {a: b}\n: c\n").count("\n") == 1


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("Doe \u202e0202", "U+202E"),
        ('"Doe \\u2066x"', "U+2066"),
        ("Doe\u200f", "U+200F"),
        ("\u061cDoe", "U+061C"),
    ],
)
def test_a_sign_that_turns_the_direction_of_writing_is_refused(written: str, sign: str) -> None:
    """What a person sees would not be what is kept; in keys and in values, written out or as an escape."""
    found = problem(changed("label: Doe et al (2020)", f"label: {written}"))
    assert found.startswith(f"studies/doe-2020.yaml:2: label: holds the invisible sign {sign}, which turns")
    assert sign in _refused(f"study: x\n{written}: x\n".encode())


def test_a_text_of_hundreds_of_thousands_of_keys_is_no_record() -> None:
    keys = "".join(f"k{number}: x\n" for number in range(60_000))
    assert "no more than 50,000 keys and values" in _refused(keys.encode())


def test_of_many_problems_the_first_are_told() -> None:
    """Each looks for the nearest known name: thousands of them would take minutes."""
    found = problems(
        changed("label: Doe", "".join(f"k{number}: x\n" for number in range(5_000)) + "label: Doe")
    )
    assert len(found) == 101
    assert found[-1].message == "there are more problems in this text."


@pytest.mark.parametrize("content", [b"# x\n" * 100_000, b"a: x\n" * 20_000, b"- &a x\n" * 20_000])
def test_whatever_is_wrong_with_a_text_is_told_in_a_hundred_lines(content: bytes) -> None:
    assert _refused(content).count("\n") <= 100
