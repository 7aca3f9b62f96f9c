"""The identified count of PRISMA is the number of records that a host exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bibliography.formats import hosts
from tests.builders.reviews import Review
from tests.command_line import Kb
from tests.tiers import mostly_slow


@pytest.mark.parametrize("host", mostly_slow(hosts.RIS_OF_HOSTS))
def test_prisma_identifies_a_hundred_records_in_an_export_of_a_hundred(
    kb: Kb, seed_url: str, tmp_path: Path, host: str
) -> None:
    review = Review(seed_url).open()
    file = tmp_path / "export.ris"
    file.write_text(hosts.RIS_OF_HOSTS[host](100), encoding="utf-8")
    imported = kb("--database", review.url, "review", "import", str(file), "--source", host)
    assert f"Run 1, {host}: 100 records of export.ris." in imported.stderr
    flow = kb("--database", review.url, "prisma", review.policy, "--format", "json")
    assert [
        source["records"] for source in json.loads(flow.stdout)["databases_and_registers"]["sources"]
    ] == [100]
