"""Which file is which record, what the other kinds refuse, and the JSON Schema for editors."""

from __future__ import annotations

import os
from pathlib import Path

import jsonschema
import pytest
import yaml

import kb
from kb.errors import KbError, ProblemsFound
from kb.records.formatting import format_folder
from kb.records.json_schema import json_schema
from kb.records.kinds import MODELS, id_of, list_folder, name_of
from kb.records.yaml_source import Unreadable, bytes_of
from tests.builders.texts import problem, problems

EVIDENCE = Path(kb.__file__).parents[1] / "evidence"
REFERENCE = """\
reference: doe-2020
identifiers: {pmid: "123", doi: 10.1000/x.1}
csl:
  type: article-journal
  title: A trial
  author: [{family: Doe, given: J}]
  issued: 2020-05
"""


@pytest.mark.parametrize(
    "id",
    [
        "vocabulary/outcomes",
        "studies/wang-2015",
        "policies/7.01.75/policy",
        "policies/7.01.75/indications/hcc",
    ],
)
def test_a_record_is_found_by_its_place(id: str) -> None:
    name = name_of(id)
    assert name is not None
    assert id_of(name.kind, name.key, name.policy) == id


@pytest.mark.parametrize("id", ["vocabulary/words", "studies/a/b", "policies/7.01.75/hcc", "notes/x"])
def test_no_record_lives_elsewhere(id: str) -> None:
    assert name_of(id) is None


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KbError, match=r"nowhere is not there\. Check the path"):
        list_folder(tmp_path / "nowhere")


def test_a_folder_without_records(tmp_path: Path) -> None:
    with pytest.raises(
        KbError, match=r"holds no records\. A folder of records has: documents, gradings, guidelines"
    ):
        list_folder(tmp_path)


@pytest.mark.parametrize(
    ("stray", "remedy"),
    [
        ("doe-2020.yaml", "Records are in documents, gradings, guidelines"),
        ("Studies/doe-2020.yaml", "Did you mean studies?"),
        ("reviews/doe-2020.yml", "Rename it to end in .yaml"),
    ],
)
def test_a_record_outside_its_folder_is_told_and_not_passed_over(
    tmp_path: Path, stray: str, remedy: str
) -> None:
    for name in ("references/doe-2020.yaml", stray):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(REFERENCE, encoding="utf-8")
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "mine.sql").write_text("SELECT 1", encoding="utf-8")
    [found] = list_folder(tmp_path).strays
    assert Path(found.file) == tmp_path / stray
    assert remedy in found.remedy


def test_what_cannot_be_read_outside_the_folders_of_records_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that holds records may hold links of others, which lead where we may not look."""
    (tmp_path / "references").mkdir()
    (tmp_path / "references" / "doe-2020.yaml").write_text(REFERENCE)
    (tmp_path / "others").write_text("")

    def is_dir(file: Path) -> bool:
        if file.name == "others":
            raise PermissionError
        return file.suffix == ""

    monkeypatch.setattr(Path, "is_dir", is_dir)
    assert [name.id for name in list_folder(tmp_path).names] == ["references/doe-2020"]


def test_files_that_are_no_records_are_told(tmp_path: Path) -> None:
    (tmp_path / "studies").mkdir()
    (tmp_path / "studies" / "a.yml").write_text("")
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "outcome.yaml").write_text("")
    first, second = list_folder(tmp_path).strays
    assert str(first).endswith("a.yml: not a record: records end in .yaml. Rename it to end in .yaml.")
    assert str(second).endswith("outcome.yaml: unknown vocabulary. Did you mean outcomes?")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"123"', "12a", "identifiers.pmid: `12a` is no PMID. A PMID has digits only, at most nine."),
        ("10.1000/x.1", "x.1", "identifiers.doi: `x.1` is no DOI. A DOI starts with 10."),
        ("2020-05", "2020-13", "csl.issued: `2020-13` is no date. Write 2021, 2021-11 or 2021-11-01."),
        ("2020-05", "Spring 2020", "Write `issued: 2020`, and `issued-text: Spring 2020` for a season"),
        ("issued: 2020-05", "issued: 2020-05\n  issued-text: Spring 2021", "is not in the year of `issued`."),
        ("family: Doe", "name: Doe", "csl.author[1].name: unknown key `name`."),
    ],
)
def test_a_reference_is_refused_with_place_and_remedy(old: str, new: str, message: str) -> None:
    assert problems(REFERENCE, "references/doe-2020") == []
    found = problem(REFERENCE.replace(old, new), "references/doe-2020")
    assert message in found


@pytest.mark.parametrize("kind", MODELS)
def test_the_json_schema_is_valid(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))


class _EditorLoader(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: numbers are numbers, `yes` and dates are strings."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (as in the class above)
        first: [(tag, pattern) for tag, pattern in found if tag.endswith((":int", ":float"))]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def test_the_json_schema_accepts_what_an_editor_reads() -> None:
    validators = {kind: jsonschema.Draft202012Validator(json_schema(kind)) for kind in MODELS}
    for name in list_folder(EVIDENCE).names:
        data = yaml.load((EVIDENCE / f"{name.id}.yaml").read_text(), Loader=_EditorLoader)
        validators[name.kind].validate(data)


def test_the_json_schema_refuses_an_unknown_key() -> None:
    with pytest.raises(jsonschema.ValidationError, match="lable"):
        jsonschema.validate({"lable": "x"}, json_schema("studies"))


def test_an_unknown_kind_has_no_schema() -> None:
    with pytest.raises(KbError, match=r"There is no kind of record `study`\. Did you mean studies"):
        json_schema("study")


def test_every_field_is_described() -> None:
    for kind in MODELS:
        schema = json_schema(kind)
        for model in [schema, *schema.get("$defs", {}).values()]:
            for field, said in model.get("properties", {}).items():
                assert said.get("description"), f"{kind}: {model.get('title')}.{field}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_a_device_and_a_link_to_nothing_are_told_and_never_read(tmp_path: Path) -> None:
    """A pipe would be waited for, and a device read for ever, also through a link."""
    folder = tmp_path / "references"
    folder.mkdir()
    os.mkfifo(folder / "pipe.yaml")
    (folder / "zero.yaml").symlink_to("/dev/zero")
    (folder / "lost.yaml").symlink_to("nowhere")
    (folder / "folder.yaml").symlink_to(tmp_path)
    found = list_folder(tmp_path)
    assert found.names == ()
    assert [Path(stray.file).stem for stray in found.strays] == ["folder", "lost", "pipe", "zero"]
    with pytest.raises(ProblemsFound, match="Nothing was written"):
        format_folder(tmp_path)


def test_records_behind_a_link_to_a_folder_are_not_silently_left_out(tmp_path: Path) -> None:
    """They are not followed, since they may lead anywhere, also in a circle; saved queries may be one."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "studies").mkdir(parents=True)
    (elsewhere / "studies" / "a-2020.yaml").write_text("study: a-2020\n", encoding="utf-8")
    folder = tmp_path / "evidence"
    (folder / "references").mkdir(parents=True)
    (folder / "references" / "a-2020.yaml").write_text("reference: a-2020\n", encoding="utf-8")
    (folder / "studies").symlink_to(elsewhere / "studies")
    (folder / "queries").symlink_to(elsewhere)
    (folder / "references" / "circle").symlink_to(folder)
    problems = [(Path(stray.file).name, stray.message) for stray in list_folder(folder).strays]
    words = "is a link to a folder, and such links are not followed."
    assert problems == [("studies", words), ("circle", words)]


def test_a_text_larger_than_a_record_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "studies").mkdir()
    file = tmp_path / "studies" / "large.yaml"
    with file.open("wb") as large:
        large.truncate(5_000_000_000)
    with pytest.raises(Unreadable) as refused:
        bytes_of(file)
    assert str(refused.value.problems[0]).endswith(
        "is larger than 4 MB, which nothing of its kind is. Look what is in it."
    )
