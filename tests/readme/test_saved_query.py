"""The saved query that the manual shows is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.db.connect import read
from kb.db.readonly import query
from kb.lookup.saved import saved_query, values_for
from tests.readme.pages import PAGES, blocks


@pytest.mark.parametrize("loaded_url", ["sqlite"], indirect=True)
def test_the_example_can_be_read_and_run(loaded_url: str, tmp_path: Path) -> None:
    (text,) = blocks(PAGES["sql"], "sql")
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "large.sql").write_text(text, encoding="utf-8")
    saved = saved_query([tmp_path], "large")
    with read(loaded_url) as reader:
        values = values_for(reader, saved, {"indication": "hcc"})
    assert query(loaded_url, saved.sql, values).rows[0] == ("rong-2015", 2015, 866)
