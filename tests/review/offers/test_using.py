"""Studies offered, used and declined in the database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.db.connect import read
from kb.errors import KbError, ProblemsFound
from kb.records.indications import IndicationRecord
from kb.records.kinds import RecordName
from kb.records.validating import validate
from kb.records.yaml_source import read_text
from kb.review.offers.matches import find_offers
from kb.review.offers.using import Use, decline, use_study
from kb.store.edits import put
from kb.store.record_texts import record_text
from tests.builders.reviews import Review

NEW = """study: made-up-2022
label: Madeup et al (2022)
design: randomized-controlled-trial
reports: {primary: sohn-2003}
conditions: [perivascular-hepatocellular-carcinoma]
arms:
  cryo: {label: cryoablation, interventions: [percutaneous-cryoablation], n: 50}
  rfa: {label: RFA, interventions: [radiofrequency-ablation], n: 52}
results:
  - outcome: overall-survival
    at: 5 y
    cryo: 59.5%
    rfa: 55%
limitations:
  instrument: limitations-therapeutic-2021
  items:
    - {code: conduct/allocation/3}
    - {domain: conduct/power, note: no word on it}
"""
USE = Use("made-up-2022", "7.01.75/hcc", "rct", ("population/4: perivascular only",), "lea")


@pytest.fixture
def with_study(seed_url: str) -> str:
    """The bundled evidence and an invented trial that no policy uses."""
    put(seed_url, {"studies/made-up-2022": NEW}, "anna", "invented for a test")
    return seed_url


def indication(url: str, key: str = "hcc") -> IndicationRecord:
    """The indication record as it is held."""
    record_id = f"policies/7.01.75/indications/{key}"
    with read(url) as reader:
        text = record_text(reader, record_id)
    found: IndicationRecord = validate(
        read_text(text, key), RecordName("indications", record_id, key, "7.01.75")
    )
    return found


def test_a_study_is_offered_where_it_fits_and_is_not_used(with_study: str) -> None:
    with read(with_study) as reader:
        offers = find_offers(reader, study="made-up-2022")
        everything = find_offers(reader)
    assert [(one.policy, one.indication) for one in offers] == [("7.01.75", "hcc")]
    assert offers[0].fit.comparators == ("radiofrequency-ablation",)
    assert all(one.study != "wang-2015" for one in everything if one.indication == "hcc")


def test_used_it_stands_in_its_place_with_its_limitations(with_study: str) -> None:
    used = use_study(with_study, replace(USE, after="wang-2015"))
    assert used.conduct == ("allocation/3: concealment of allocation unclear", "power: no word on it")
    record = indication(with_study)
    assert record.groups[0].studies == ("wang-2015", "made-up-2022")
    (found,) = [one for one in record.limitations if one.study == "made-up-2022"]
    assert (found.code, found.note) == ("relevance/population/4", "perivascular only")
    with read(with_study) as reader:
        assert find_offers(reader, study="made-up-2022") == []
        assert [row["answer"] for row in reader.rows("SELECT answer FROM study_offer")] == ["used"]


def test_used_again_nothing_changes(with_study: str) -> None:
    use_study(with_study, USE)
    assert use_study(with_study, USE).amended.changed == ()
    with read(with_study) as reader:
        assert len(reader.rows("SELECT id FROM study_offer")) == 1


def test_limitations_of_relevance_are_asked_for(with_study: str) -> None:
    with pytest.raises(KbError, match=r"Say what limits its relevance for 7\.01\.75/hcc") as caught:
        use_study(with_study, replace(USE, limitations=()))
    assert "population/4  study population does not represent the intended use" in str(caught.value)
    assert use_study(with_study, replace(USE, limitations=(), none_limits=True)).amended.changed
    assert all(one.study != "made-up-2022" for one in indication(with_study).limitations)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"group": "rtc"}, "has no group rtc"),
        ({"after": "chen-2021"}, "is not under rct"),
        ({"indication": "7.01.75/hc"}, "has no indication hc"),
        ({"indication": "hcc"}, "No review is under way"),
        ({"study": "made-up-2023"}, "There is no study made-up-2023. Did you mean made-up-2022"),
        ({"study": "chen-2021"}, "is under nonrandomized-comparative"),
        ({"limitations": ("4",)}, "is no limitation of relevance"),
        ({"limitations": ("population/4: 12 of them",)}, "`12 of them` is a result"),
    ],
)
def test_what_is_wrong_is_told(with_study: str, changes: dict[str, object], said: str) -> None:
    with pytest.raises(KbError, match=said):
        use_study(with_study, replace(USE, **changes))  # type: ignore[arg-type]


def test_a_code_that_the_edition_does_not_have_is_refused_whole(with_study: str) -> None:
    with pytest.raises(ProblemsFound):
        use_study(with_study, replace(USE, limitations=("population/9",)))
    assert "made-up-2022" not in indication(with_study).studies()
    with read(with_study) as reader:
        assert reader.rows("SELECT id FROM study_offer") == []


def test_a_new_group_is_made_by_its_heading_in_the_policy_under_review(with_study: str) -> None:
    Review(with_study).open()
    use_study(with_study, replace(USE, indication="hcc", group="new", heading="New trials"))
    group = indication(with_study).groups[-1]
    assert (group.key, group.heading, group.studies) == ("new", "New trials", ("made-up-2022",))


def test_declined_it_is_not_offered_again_until_it_is_used(with_study: str) -> None:
    assert decline(with_study, "made-up-2022", "7.01.75/hcc", "too small", "lea") == "7.01.75/hcc"
    with read(with_study) as reader:
        assert find_offers(reader, study="made-up-2022") == []
    use_study(with_study, USE)
    with pytest.raises(KbError, match=r"7\.01\.75/hcc uses made-up-2022"):
        decline(with_study, "made-up-2022", "7.01.75/hcc", "too small", "lea")
