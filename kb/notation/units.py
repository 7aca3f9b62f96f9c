"""The closed list of units and of nouns that can be counted, with the spellings accepted."""

import re

# canonical = accepted spellings; a plural word is written in the singular after 1
_UNITS = """
minutes = minute min
hours = hour hr hrs h
days = day d
weeks = week wk wks
months = month mo mos
years = year y yr yrs
person-years = person-year
patient-years = patient-year
person-months = person-month
person-days = person-day
h/day = hours/day h/d
days/week = d/wk
mm = millimeters
cm = centimeters
m = meters
mm2 = mm²
cm2 = cm²
m2 = m²
mm3 = mm³
cm3 = cm³ cc
mL = ml
L
ng
mcg = µg μg ug
mg
g
kg
lb
kg/m2 = kg/m²
mg/kg
mcg/kg = µg/kg μg/kg
mg/m2 = mg/m²
m/s = m/sec meters/second
cm/s = cm/sec
mg/day = mg/d
mg/dL = mg/dl
g/dL = g/dl
g/L
mg/L
mcg/L = µg/L μg/L
mcg/mL = µg/mL μg/mL
ng/mL = ng/ml
pg/mL = pg/ml
ng/dL = ng/dl
mmol/L
mcmol/L = µmol/L μmol/L umol/L
nmol/L
mmol/mol
mEq/L
IU
IU/L = U/L
IU/mL
IU/dL
IU/kg
mL/min
mL/min/1.73 m2 = mL/min/1.73m2
mL/kg
L/min
mm Hg = mmHg
cm H2O = cmH2O
beats/min = bpm
breaths/min
events/h
cells/mcL = cells/µL cells/μL
copies/mL
Gy
mSv
Hz
kHz
dB
mV
W
J
°C = C
logMAR
diopters = diopter
letters = letter
degrees = degree
METs = MET
points = point
percentage points = percentage point
standard deviations = standard deviation
QALYs = QALY
life-years = life-year
US dollars = US dollar USD
euros = euro EUR
pounds sterling = pound sterling GBP
Canadian dollars = Canadian dollar CAD
Australian dollars = Australian dollar AUD
Swiss francs = Swiss franc CHF
yen = JPY
packs = pack
pack-years = pack-year
steps = step
""".strip()

_NOUNS = """
patients=patient participants=participant persons=person people individuals=individual
women=woman men=man adults=adult children=child infants=infant families=family couples=couple
carriers=carrier cases=case controls=control donors=donor recipients=recipient fetuses=fetus
pregnancies=pregnancy births=birth newborns=newborn
lesions=lesion tumors=tumor nodules=nodule metastases=metastasis masses=mass cysts=cyst
nodes=node polyps=polyp ulcers=ulcer wounds=wound plaques=plaque fractures=fracture
aneurysms=aneurysm stenoses=stenosis
eyes=eye ears=ear limbs=limb legs=leg feet=foot arms=arm hands=hand hips=hip knees=knee
shoulders=shoulder joints=joint levels=level segments=segment vertebrae=vertebra discs=disc
teeth=tooth breasts=breast kidneys=kidney livers=liver lobes=lobe vessels=vessel
veins=vein arteries=artery grafts=graft implants=implant devices=device leads=lead
procedures=procedure operations=operation sessions=session treatments=treatment cycles=cycle
injections=injection doses=dose ablations=ablation resections=resection biopsies=biopsy
transplants=transplant applications=application visits=visit admissions=admission
samples=sample specimens=specimen tests=test scans=scan images=image readings=reading
variants=variant genes=gene alleles=allele reports=report
events=event deaths=death complications=complication recurrences=recurrence bleeds=bleed
episodes=episode attacks=attack seizures=seizure infections=infection falls=fall
hospitalizations=hospitalization reoperations=reoperation relapses=relapse
exacerbations=exacerbation
studies=study trials=trial RCTs=RCT cohorts=cohort reviews=review articles=article records=record
comparisons=comparison centers=center sites=site hospitals=hospital countries=country
societies=society respondents=respondent groups=group
adolescents=adolescent neonates=neonate toddlers=toddler pupils=pupil students=student residents=resident
veterans=veteran volunteers=volunteer employees=employee survivors=survivor smokers=smoker
"""

# What an event rate can be taken per, besides a bare number such as 1000.
_PERIODS = ("minute", "hour", "day", "week", "month", "year", "decade")
_PER_HEADS = """QALYs life-years live_births person-years patient-years person-months person-days years
person-weeks patient-months patient-days patient-weeks woman-years women-years device-days catheter-days
bed-days device-years lead-years graft-years implant-years eye-years cycles million
persons people patients participants procedures treatments sessions lesions tumors births pregnancies
women men children infants newborns tests samples hospitalizations admissions discharges operations eyes
injections infusions doses"""


_OTHER_MONEY = ("Canadian dollars", "Australian dollars", "Swiss francs")
_OF_TWO_WORDS = frozenset(
    {"percentage points", "standard deviations", "US dollars", "pounds sterling", *_OTHER_MONEY}
)
CURRENCIES = {
    "US$": "US dollars",
    "$": "US dollars",
    "C$": "Canadian dollars",
    "A$": "Australian dollars",
    "\N{YEN SIGN}": "yen",
    "\N{EURO SIGN}": "euros",
    "\N{POUND SIGN}": "pounds sterling",
}
"""Signs before an amount of money to its unit."""


def _read_units() -> dict[str, str]:
    spellings: dict[str, str] = {}
    for line in _UNITS.splitlines():
        unit, _, rest = line.partition(" = ")
        spellings[unit] = unit
        if unit in _OF_TWO_WORDS:
            singular_form, *codes = re.split(r" (?=[A-Z]{3}$)", rest)
            spellings.update(dict.fromkeys((singular_form, *codes), unit))
        else:
            spellings.update(dict.fromkeys(rest.split(), unit))
    return spellings


UNIT_WORDS: dict[str, str] = _read_units()
"""Accepted spelling of a unit to the unit stored."""

UNITS = frozenset(UNIT_WORDS.values())

_NOUN_PAIRS = dict(word.partition("=")[::2] for word in _NOUNS.split())
NOUN_WORDS: dict[str, str] = {
    **{plural: plural for plural in _NOUN_PAIRS},
    "live births": "live births",
    "live birth": "live births",
    **{singular_noun: plural for plural, singular_noun in _NOUN_PAIRS.items() if singular_noun},
}
"""Accepted noun, singular or plural, to the plural stored as ``Figure.counted``."""

PEOPLE = frozenset(
    {
        *(
            "patients",
            "participants",
            "persons",
            "people",
            "individuals",
            "women",
            "men",
            "adults",
            "children",
        ),
        *("infants", "families", "couples", "carriers", "cases", "controls", "donors", "recipients"),
        *("pregnancies", "respondents", "adolescents", "newborns", "neonates", "toddlers", "pupils"),
        *("students", "residents", "veterans", "volunteers", "employees", "survivors", "smokers"),
    }
)
"""Counted nouns that stand for those who take part: a count of them is out of the participants."""

_SINGULAR = {
    **{plural: singular_noun or plural for plural, singular_noun in _NOUN_PAIRS.items()},
    **{
        unit: unit.removesuffix("s")
        for unit in UNITS
        if unit.endswith("s") and unit.removesuffix("s") in UNIT_WORDS
    },
    "live births": "live birth",
    **{
        head: head.removesuffix("s")
        for head in _PER_HEADS.split()
        if head.endswith(("days", "weeks", "months", "years"))
    },
}

_HEAD = "|".join(
    re.escape(form)
    for plural in (head.replace("_", " ") for head in _PER_HEADS.split())
    for form in sorted({plural, _SINGULAR.get(plural, plural)}, key=len, reverse=True)
)
_END = r"(?![\w-])"
_EXPOSURE = r"(?! (?:y|yr|years?|mo|months?|kg|g|mg|mm|cm|mL|U|IU|points?|units?|SD)\b)"
"""What follows the number of an exposure, not of a rate: HR per 10 y."""
PER_PATTERN = (
    rf"per (?:[0-9][0-9,]*(?: (?:{_HEAD}){_END}|(?![0-9,]){_EXPOSURE})"
    rf"|(?:{'|'.join(_PERIODS)}|{_HEAD}){_END})"
)
"""What a rate is taken per: ``per year``, ``per 1000``, ``per 10,000 person-years``."""


def singular(plural: str) -> str:
    """Return the form of a unit or counted noun that follows the number 1."""
    head, mark, rest = re.split(r"( per | on |$)", plural, maxsplit=1)
    return _SINGULAR.get(head, head) + mark + rest
