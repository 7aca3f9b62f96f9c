"""How messages call a result."""

from __future__ import annotations

from typing import Any

import pytest

from kb.checks.problem_wording import described
from tests.builders.studies import study

ARMS = {"cryo": {"label": "cryoablation"}, "rfa": {"label": "RFA"}, "mwa": {"label": "MWA"}}
PAIR = {"cryo-rfa": {"index": "cryo", "reference": "rfa"}}
SEVERAL = {**PAIR, "cryo-mwa": {"index": "cryo", "reference": "mwa"}, "size": {"factor": "tumor size"}}
SETS = {"young": {"label": "younger patients"}, "old": {"label": "older patients"}}


def named(entry: dict[str, Any], contrasts: dict[str, Any]) -> str:
    """What the last result of a record is called."""
    record = {"arms": ARMS, "populations": SETS, "contrasts": contrasts}
    one = study({**record, "results": [entry]})
    return described(one, one.results[-1])


@pytest.mark.parametrize(
    ("entry", "contrasts", "words"),
    [
        ({"cryo": "5%"}, PAIR, "pain (cryoablation)"),
        ({"cryo-rfa": "p .04"}, PAIR, "pain"),
        ({"cryo-mwa": "p .04"}, SEVERAL, "pain (cryoablation vs MWA)"),
        ({"size": "p .04", "population": "old"}, SEVERAL, "pain by tumor size in older patients"),
        ({"size": "p .04"}, {"size": {"factor": "tumor size"}}, "pain by tumor size"),
        (
            {"age": "p .04"},
            {**PAIR, "age": {"index": "young", "reference": "old"}},
            "pain (younger patients vs older patients)",
        ),
        ({"cryo-rfa": "p .04", "at": "1 y"}, PAIR, "pain at 1 y"),
        ({"cryo-rfa": "p .04", "at": ["1 y", "3 y", "5 y"]}, PAIR, "pain at 1 y, 3 y and 5 y"),
        ({"cryo-rfa": "p .04", "at": "within 1 y"}, PAIR, "pain within 1 y"),
        ({"cryo-rfa": "p .04", "at": ["within 1 y", "within 2 y"]}, PAIR, "pain within 1 y and within 2 y"),
    ],
)
def test_a_result_is_told_from_the_others_of_its_study(
    entry: dict[str, Any], contrasts: dict[str, Any], words: str
) -> None:
    assert named({"outcome": "pain", **entry}, contrasts) == words
