"""What the manual shows of appraisals is taken by records as it stands."""

from __future__ import annotations

import re

from kb.manual import page
from kb.records.indications import IndicationRecord
from kb.records.instruments import InstrumentRecord
from kb.records.studies import StudyRecord
from tests.builders.texts import STUDY, changed, read

STUDY_PART, GROUPS, CERTAINTY, INSTRUMENT = re.findall(r"```yaml\n(.*?)```", page("appraise").text, re.S)
INDICATION = """\
policy: "1.01"
indication: hcc
position: 1
title: Tumors
population: {who: have, text: a tumor}
interventions: [cryoablation]
"""


def test_a_study_takes_the_judgements() -> None:
    study = read(changed("limitations:\n", f"{STUDY_PART}limitations:\n", STUDY))
    assert isinstance(study, StudyRecord)
    assert [appraisal.overall for appraisal in study.appraisals] == ["some-concerns", "critically-low"]
    assert study.appraisals[0].judgements["randomization"].note == "concealment not described"


def test_an_indication_takes_groups_limitations_and_certainty() -> None:
    indication = read(INDICATION + GROUPS + CERTAINTY, "policies/1.01/indications/hcc")
    assert isinstance(indication, IndicationRecord)
    assert [group.question for group in indication.groups] == ["clinical-validity", "clinical-utility"]
    assert [reason.levels for reason in indication.certainty[0].down] == [1, 1]


def test_a_plan_adds_its_own_instrument() -> None:
    instrument = read(INSTRUMENT, "instruments/own-score-2024")
    assert isinstance(instrument, InstrumentRecord)
    assert [judgement.key for judgement in instrument.judgements] == ["good", "poor"]
