"""A file with three versions of the shipped policy, the later two from reviews with events of every kind."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kb.formats import DOCUMENTS
from kb.review.concluding.revising import Revision, revise
from kb.review.publishing.publish import PublicationResult, Publishing, publish
from kb.store.database import writing
from kb.store.row_changes import ChangeAuthor
from tests.builders.releases import POLICY, frozen
from tests.builders.reviews import Year
from tests.databases import SqliteFolder


@pytest.fixture(scope="module")
def published_file(sqlite_databases: SqliteFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; copied by ``three_versions``."""
    file = tmp_path_factory.mktemp("published") / "kb.db"
    shutil.copyfile(sqlite_databases.seed, file)
    url = f"sqlite:///{file.as_posix()}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kb.releases.forms.KEPT", [form for form in DOCUMENTS.formats if form.is_text])
        frozen(url)
        publish_year(url, 2022)
        publish_year(url, 2023)
    return file


@pytest.fixture
def three_versions(published_file: Path, tmp_path: Path) -> str:
    """URL of a database with the versions 2021-11-01, 2022-11-01 and 2023-11-01 of the policy."""
    file = tmp_path / "kb.db"
    shutil.copyfile(published_file, file)
    return f"sqlite:///{file.as_posix()}"


def publish_year(url: str, year: int) -> PublicationResult:
    """A review with an event of every kind, published on the first of November."""
    _review(url, year)
    author = ChangeAuthor("rita", "the yearly review", f"{year}-10-15T10:00:00+00:00")
    with writing(url) as writer:
        revise(writer, POLICY, "hcc", Revision(), ChangeAuthor.now("olga", f"As in {year}."), approve=True)
    with writing(url) as writer:
        return publish(writer, Publishing(POLICY, date(year, 11, 1), author, because="A test."))


def _review(url: str, year: int) -> None:
    review = Year(url, opened=f"{year}-09-01").open()
    run = review.run(1, records=3)
    one, other = (review.candidate(f"pmid:99{year}0{number}", run) for number in (1, 2))
    review.hit(None, run)
    for candidate, decision in ((one, "include"), (other, "exclude")):
        review.decide(candidate, decision)
    review.doubt(one, other, "different")
    at = f"{year}-09-05T10:00:00.000000+00:00"
    review._insert(
        "adjudication",
        id=f"wang-2015/label/{at}",
        study="wang-2015",
        place="label",
        first_who="rita",
        second_who="olga",
        because="As printed.",
        who="ann",
        decided_at=at,
    )
    review._insert(
        "study_offer",
        id=f"wang-2015/{POLICY}/net/{at}",
        study_id="wang-2015",
        indication_id=f"{POLICY}/net",
        answer="declined",
        who="rita",
        answered_at=at,
    )
    review.write()
