"""Patterns of numbers in prose: what is surely a result, and what a name, limit, dose, date or time holds."""

from __future__ import annotations

import re


def _any(words: str) -> str:
    """A pattern of words, one space apart; a space inside of one is written ``_``."""
    return f"(?:{'|'.join(word.replace('_', ' ') for word in words.split())})"


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


HYPHEN = r"[-\u2010\u2011\u2012\u2013\u2212]"
NUMBER = r"[0-9]+(?:[.,\u00b7][0-9]+)*"
_CLASS = r"(?:[0-9]+[a-zA-Z]?|[IVX]+[a-dA-D]?\b)"
NUMBERS_LISTED = rf"{_CLASS}(?:(?:\s*[-\u2013,/]\s*|,?\s+(?:and|or|to)\s+){_CLASS})*"
"""Numbers one after the other, in digits or Roman: 3, 3 or 4, 19-21, II or 3."""
CLASSES = (
    r"\b(?:phases?|stages?|grades?|types?|class(?:es)?|category|categories"
    r"|tiers?|exons?|codons?|chromosomes?|(?:tri|mono|tetra)som(?:y|ies)|ECOG|ASA|NYHA)(?:\s+|-)"
    rf"{NUMBERS_LISTED}(?!\s?[%\w.]*[0-9%])",
    r"\bcopy numbers?(?: of)?\s+[0-9]+(?:(?:\s*-\s*|\s+(?:or|to)\s+)[0-9]+)?",
    r"(?<!\w)\*[0-9]+[A-Z]?(?:/\*[0-9]+[A-Z]?)*",
    r"\b(?:t|inv|del|dup|der|add|ins|trp)\([0-9XYpq;.]+\)(?:\([pq0-9;.]+\))?",
    r"\blevels?\s+[0-9][a-z]?(?=\s+(?:evidence|recommendation|study|studies|trial|trials)\b)",
)
"""Classes of a scale, alleles and karyotypes: type 2 diabetes, grade 3 or 4, exon 45, *4, t(9;22)."""
MEASURES = (
    rf"\b[0-9]+{HYPHEN}(?:item|question|gene|protein|marker|lead|channel|plex)\b",
    rf"\b[0-9]+{HYPHEN}(?:minute|meter|metre) walk",
    rf"\b[0-9]+{HYPHEN}point(?:\s+\w+){{0,2}}?\s+(?:scale|score|system)\b",
)
"""Names of tests and scales that hold a number: 6-minute walk test."""
NAMED = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*CLASSES, *MEASURES))

_SPAN = rf"{NUMBER}(?:\s*(?:{HYPHEN}|,|/|,?\s*(?:to|and|or))\s*{NUMBER})*"
"""One number or several: 3, 3 to 5, 1, 15, and 29."""
COUNTED = _any(
    "patients? participants? individuals? people persons? subjects? adults? children child infants? women"
    " woman men"
    " man boys? girls? newborns? neonates volunteers controls cases survivors responders carriers"
    " enrollees deaths?"
    " events? complications? recurrences tumou?rs lesions eyes knees hips limbs teeth procedures"
    " pregnancies births"
    " false_positives? false_negatives? true_positives? true_negatives?"
    " samples specimens biopsies trials RCTs studies cohorts"
)
TIME = _any(
    "seconds? minutes? min hours? h days? d nights? weeks? wks? wk months? mos? years? yrs? yr y cycles?"
    " courses?"
    " doses? sessions? visits? times? trimesters?"
)
SETTING = (
    r"(?:study |medical )?(?:centers?|centres?|sites?|hospitals?|institutions?|clinics?|countries|country)"
)
UNIT = _any(
    r"mg mcg \u00b5g \u03bcg ug ng g kg mL ml dL L l IU U units? mEq mmol \u00b5mol mol cGy Gy mSv MBq"
    r" GBq mCi Ci J"
    r" W kV V mA Hz kHz MHz GHz T tesla nm \u00b5m kPa cm_?H2O \u00b0C \u00b0F \u00b0 degrees? F French"
    r" gauge copies"
    r" cells vg pfu PFU tablets? capsules? puffs? fractions? needles? injections? applications?"
)
BOUND = (
    r"(?:[<>\u2264\u2265=]+|\b"
    + _any(
        "at_least at_most (?:no|not)_(?:more|less|fewer)_than"
        " (?:less|more|fewer|greater|lower|higher)_than up_to below"
        " (?:older|younger|smaller|larger|longer|shorter)_than above under over beyond"
        " exceed(?:s|ed|ing)? between"
        " minimum(?:_of)? maximum(?:_of)?"
    )
    + ")"
)
OR_MORE = (
    "(?:or|and) "
    + _any(
        "more less fewer older younger smaller larger greater longer shorter higher lower above below"
        " over under"
        " beyond worse better later earlier"
    )
    + r"\b"
)
LIMIT_WORDS = re.compile(
    r"\b"
    + _any(
        r"defin\w* thresholds? cut-?offs? criteri\w* margins? eligib\w*"
        r" includ\w*_(?:adults|patients|people) requir\w*"
        r" limits? target(?:ed|s)? indicat\w* restricted qualif\w* counted_as considered"
    )
    + r"\b",
    re.IGNORECASE,
)
_STATISTIC = (
    "(?:"
    + _any("a?HR a?OR a?RR RD ARR SMD WMD NNT NNH AUC AUROC IQR SD SE SEM CI CrI PPV NPV SUCRA")
    + "|(?i:"
    + _any(
        r"hazard_ratios? odds_ratios? relative_risks? risk_ratios? rate_ratios? risk_differences?"
        r" mean_differences?"
        r" means? medians? averag(?:e|es|ed|ing) sensitivit(?:y|ies) specificit(?:y|ies)"
        r" predictive_values? kappa"
        r" likelihood_ratios? area_under_the_(?:ROC_)?curve c-?(?:index|statistic) number_needed_to_\w+"
        r" incidence"
        r" interquartile_range standard_(?:deviation|error) (?:confidence|credible)_interval prevalence"
        r" I2 I\u00b2"
    )
    + "))"
)
_LINK = (
    r"(?:\s*(?:[,(:=]|\b"
    + _any(
        "of was were is are at in about approximately to from the a an follow-?up age overall survival"
        " time duration"
        " size score value values level change increase decrease reduction improvement difference ratio"
        " reached"
        " reported rates? only for both groups? by"
    )
    + r"\b))*\s*[<>\u2264\u2265\u2248~=\u2212+-]*\s*"
)
"""What stands between a statistic and its number."""

RESULTS = _compiled(
    r"\b[Pp](?:\s*values?)?\s*(?:of\s*)?[=<>\u2264\u2265]\s*0?[.\u00b7]?[0-9]+",
    r"\b[Nn]\s*=\s*[0-9][0-9,]*",
    rf"{_STATISTIC}(?![\w-])(?:\s*\([^()0-9]*\))?{_LINK}{NUMBER}%?",
    rf"(?<![\w.]){NUMBER}%?\s+(?:out )?of (?:the |all |these |those )?{NUMBER}\b%?",
    rf"(?<![\w.]){NUMBER}%? of (?:them|whom|these|those)\b",
    rf"(?<![\w./-])[0-9][0-9,]*\s?/\s?[0-9][0-9,]*(?=\s*\(|\s+(?:[a-z-]+\s+){{0,2}}{COUNTED}\b)",
    rf"(?<![\w.])[0-9][0-9.]*(?:{HYPHEN}|\s)?fold\b|\b{NUMBER} times (?:as|more|less|higher|lower)\b",
    rf"(?<![\w.]){NUMBER}(?:\s+[a-z-]+){{0,3}}\s+(?:per|in|in every)\s+[0-9][0-9,]*(?:00|000)\b",
    r"\b[rgd]\s*=\s*[\u2212-]?0?[.\u00b7][0-9]+",
    rf"(?<![\w.,-]){NUMBER}\s?(?:{UNIT}|{TIME})?\s+(?:vs\.?|versus)\s+{NUMBER}\b",
    rf"(?<![\w.])1 in [0-9][0-9,]*(?=\s+(?:[a-z-]+\s+){{0,2}}{COUNTED}\b)",
)
"""What is a result whatever stands around it."""
COUNT = re.compile(rf"(?<![\w.,/$-]){NUMBER}(?:\s+[a-z]+(?:-[a-z]+)?){{0,2}}?\s+{COUNTED}\b")
"""People or events counted: a result, or a limit."""
DONE = re.compile(
    r"(?<![\w.,/-])(?!(?:19|20)[0-9]{2}\b)[0-9][0-9,]*\s+"
    + _any(
        r"(?:were|was)_(?:randomi[sz]ed|enrolled|excluded|treated|lost|assigned|allocated|analy[sz]ed|included)"
        r" withdrew died crossed_over recovered survived responded relapsed dropped_out improved"
    )
    + r"\b"
)
"""People by what became of them: a result, unless the number is the last word of a name."""
SHARE = re.compile(rf"(?<![\w.]){NUMBER}(?:\s?(?:%|percent\b|per cent\b)|\s?percentage points?\b)")
"""A percentage: a result, a limit or a level of confidence."""
ANY_NUMBER = re.compile(rf"(?<![\w.])\.?{NUMBER}|[0-9]+(?:[.,][0-9]+)*")

_MONTH = _any(
    "Jan(?:uary)? Feb(?:ruary)? Mar(?:ch)? Apr(?:il)? May June? July? Aug(?:ust)? Sept?(?:ember)?"
    " Oct(?:ober)?"
    " Nov(?:ember)? Dec(?:ember)?"
)
_FIRST_WORD = _any("In Of At By On To For The A An And Or From With After About Only All Both Over Within")
_COUNTED_THROUGH = _any(
    r"tables? figures? fig\. sections? chapter appendix part title version edition items? domain question"
    r" codes?"
    r" modifier note protocol cohort arm groups? step line segments? zone gene factor interleukin vitamin"
    r" omega visit"
    r" copies_of dose cycle tesla model criterion criteria scores? serotypes? genotypes? strains?"
    r" monosomy tetrasomy"
    r" alleles? variants? introns? subtypes? subunits? protein receptor levels? percentiles? quartiles?"
    r" tertiles? recommendations? objectives? aims? options? requirements?"
)
_SCALE_WORD = _any(
    "performance_status PS scores? grades? groups? sum status"
    " category class type stage index scale version part level"
)
_NAMES = _compiled(
    # Letters and digits in one word, but for a number with its unit or before a word of small letters.
    r"\b(?=[\w.+*/\u2013-]*[A-Za-z])(?=[\w.+*/\u2013-]*[0-9])(?![0-9.,]+(?:cm|mm|mg|d|y|mo|wk|h|st|nd|rd"
    r"|th)\b)"
    r"(?!(?:[A-Za-z]\.)?[0-9][0-9.,]*-[a-z])[\w.+*/\u2013-]+",
    # An abbreviation, a name in the middle of a sentence, a known scale, and its number.
    rf"\b(?!{_FIRST_WORD}\b)(?:[A-Z][\w-]*[A-Z]\w*|(?<=[a-z,;(] )[A-Z][a-z]+(?:-[A-Z][a-z]+)*"
    rf"|Gleason|Bosniak|Karnofsky|Apgar|Kellgren|Child-Pugh)(?:\s+(?i:{_SCALE_WORD})(?: of)?)*\s+{_SPAN}"
    rf"(?:\s?\+\s?[0-9]+)*(?!\s?(?:%|{TIME}\b|{COUNTED}\b|cm\b|mm\b))",
    rf"\b(?:[A-Z]+-RADS|Gleason|Bosniak)(?: (?:score|category|grade|group))?(?: of)? {_SPAN}",
    rf"(?i:\b{_COUNTED_THROUGH}(?: of)? {_SPAN}(?:\+[0-9]+)?)(?!\s?%|[.][0-9])",
    r"(?<![\w.])[0-9]+(?:\.[0-9]+){2,}\b",
    rf"\b[0-9]+{HYPHEN}(?!(?:fold|percent)\b)[A-Za-z][\w-]*",
    rf"(?<![\w.]){NUMBER} {SETTING}\b",
    rf"(?<![\w.]){_SPAN} (?:[A-Z][A-Z0-9]+ )?(?:copies|repeats)\b",
    rf"(?<![\w.]){_SPAN} (?:prior|previous|earlier) (?:lines?|therap|treatments?|medications?|drugs?)",
    r"(?i:\b(?:acuity|vision)\b[^0-9.;]{0,30}20/[0-9]+)|\b20/[0-9]+ (?:vision|Snellen)",
    rf"(?i:\b(?:scales?|scor(?:es?|ed|ing)|rang(?:es?|ed|ing)|runs|running)\b(?: \w+)?(?: of| from)?"
    rf" 0(?: to |{HYPHEN}){NUMBER})",
    r"(?i:\b(?:iodine|yttrium|lutetium|radium|strontium|samarium|gallium|technetium|cobalt|palladium|cesium"
    r"|iridium|actinium|holmium|rhenium) [0-9]+m?\b)",
    r"\b[Ss]ection [0-9]+(?:\([0-9A-Za-z]+\))+",
    r"(?<![\w.])[0-9]+ (?:tests?|vials?|units?|kits?|tablets?|capsules?) per (?:[0-9]+ )?\w+",
    rf"(?:[0-9]+{HYPHEN}(?:,\s*|\s+)(?:and |or |to )?)+[0-9]+{HYPHEN}[a-z]+",
    r"(?<![\w.])(?:1st|2nd|3rd|[0-9]+th|[0-9]+(?:st|nd|rd))\b",
    r"\b4[0-9],\s?X[XY]*\b",
    r"\b[0-9]+ CFR(?: [0-9.]+)?|\b510\(k\)|\b(?:CPT|HCPCS|ICD|NCT|PMA|K)\W{0,2}[0-9][\w.]*",
    r"(?<![\w.])[0-9]+(?:\.[0-9]+)?:[0-9]+(?:\.[0-9]+)?(?::[0-9]+)*",
)
_DATES = _compiled(
    rf"\b{_MONTH}\.?\s+[0-9]{{1,2}}(?:,?\s+[12][0-9]{{3}})?\b",
    rf"\b[0-9]{{1,2}}\s+{_MONTH}\.?(?:\s+[12][0-9]{{3}})?\b",
    rf"\b{_MONTH}\.?,?\s+[12][0-9]{{3}}\b",
    r"\b[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\b|\b[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}\b",
    r"(?<![\w.,$])(?:19|20)[0-9]{2}s?\b(?!,?[0-9]|\s?%)",
)
_DOSES = _compiled(
    rf"(?<![\w.])(?:{_SPAN}"
    rf"|[0-9.]+\s?[x\u00d7]\s?10\^?[0-9]+)\s?{UNIT}(?![\w])(?:\s?/\s?\w+)*(?:\s*[x\u00d7]\s*[0-9]+)?",
    rf"(?<![\w.]){_SPAN} times (?:daily|weekly|monthly|yearly)\b",
    rf"\b(?:once|twice|every|each|daily|weekly|monthly) {_SPAN}(?:\s+{TIME})?\b",
    rf"(?<![\w.]){_SPAN}\s+(?:\w+\s+)?(?:doses|injections|infusions|cycles|sessions|courses|fractions)\b",
    rf"(?<![\w.]){_SPAN}\s+(?:times|tablets?|{TIME})?\s*(?:a|an|per|/|each)\s*"
    r"(?:day|week|month|year|hour"
    rf"|h|d|wk|mo|y)\b",
)
_LEADING_TO_TIME = _any(
    "at within after before for over during through until till since from between lasting beyond first"
    " last next past"
    " previous every"
)
_COUNTED_TIME = _any("ages? aged ages_of days? weeks? months? years? hours? minutes? visits? cycles?")
_AFTER_TIME = (
    r"(?:of (?:[a-z-]+ ){0,2}(?:age|follow|treatment|therapy|observation|use)|old\b|follow|before"
    r"|after|apart|later|earlier"
    r"|postoperatively|(?:and|or) (?:older|younger|more|less))"
)
_TIMES = _compiled(
    rf"(?i:\b{_LEADING_TO_TIME}\s+(?:(?:the|about|approximately|a|first|last|next)"
    rf" )*{_SPAN}(?:\s+|{HYPHEN}){TIME}\b)",
    rf"(?i:\b{_COUNTED_TIME}\s+(?:(?:about|approximately|over|under) )?{_SPAN})",
    rf"(?<![\w.]){_SPAN}(?:{HYPHEN}|\s){TIME}\s+{_AFTER_TIME}",
    rf"(?i:\b(?:ages?|aged) {NUMBER} {TIME} (?:to|through|and) {NUMBER} {TIME}\b)",
    rf"(?i:\b(?:trials?|cycles?|courses?|sessions?|periods?|exposures?) of {_SPAN} {TIME}\b)",
    r"\b(?:follow-?up|duration|interval|period|age)s?\s+(?:of|was|were|is|to|at|=)?\s*(?:(?:at least|up"
    r" to|about) )?"
    rf"{_SPAN}\s+{TIME}\b",
)
_SET_BY = _any("cut-?offs? thresholds? limits? margins? alpha MCID")
_VALUED = _any("scores? points? ratio levels?")
_LIMITS = _compiled(
    rf"(?i:{BOUND})\s*(?:(?:the|about|a|an) )*[$\u20ac\u00a3]?{HYPHEN}?\.?{_SPAN}"
    r"(?:\s?[x\u00d7]\s?10\^?[0-9]+)?",
    rf"\b{_VALUED}\s+(?:of|at|set at)\s*\.?{_SPAN}",
    rf"{_SPAN}(?:\s?[\w%/\u00b5\u00b0.^-]+){{0,3}}?\s+{OR_MORE}",
    rf"\b{_SET_BY}\s+(?:of|at|was|is|=|(?:was )?set at)\s*[$\u20ac\u00a3]?\.?{_SPAN}",
    r"\b9[0-9](?:\.[0-9])?\s?%\s+(?:confidence|credible|CI|CrI|prediction|one-sided|two-sided)",
)
NO_RESULTS = (*NAMED, *_NAMES, *_DATES, *_DOSES, *_TIMES, *_LIMITS)
"""What holds numbers that are no results."""
OF_INTERVAL = re.compile(r"\s+(?:confidence|credible|prediction|one-sided|two-sided|CI\b|CrI\b)")
"""What follows a level of confidence."""
CHANGE = re.compile(
    r"\s+(?:\w+\s+)?"
    + _any("reduction decrease decline increase improvement change stenosis loss rise fall relief oxygen"),
    re.IGNORECASE,
)
"""What follows a share that responders are defined by."""
SET_LIMIT = re.compile(
    r"\b(?:margin|threshold|cut-?off|limit|level)s? (?:of|at|was|is|set at)\s*$"
    rf"|\bwith(?! \w+ (?:was|were|had))(?:\s+[\w-]+){{1,4}}\s+{BOUND}\s*$",
    re.IGNORECASE,
)
"""What stands before a share that is a limit anywhere."""
MARKER = re.compile(
    r"\b(?!(?:mean|median|average) )(?:[\w-]+ )?(?:(?:Hb)?A1[cC]|FEV1|FVC|DLCO|(?:LV)?EF|ejection fraction"
    r"|hematocrit|saturation|[Ss]pO2|S[pa]O2|TPS|CPS|proportion score|expression|[Ss]tenosis"
    rf"|[Rr]isk|[Pp]robability)(?: of| {BOUND}|\s*{BOUND})*(?: {NUMBER}%? (?:to|and))?\s*$"
)
"""What stands before a share that a person is measured by: A1c above 7%, ejection fraction of 35%."""
SOLUTION = re.compile(
    r"\s+(?:[a-z]+ )?(?:\w+caine|saline|dextrose|glucose|solution|gel|cream|ointment|lotion|foam"
    r"|spray|drops|ethanol|alcohol|albumin|oxygen|chlorhexidine|acetic acid|polidocanol|minoxidil|formalin)\b"
)
"""What follows a share that is a strength."""
POWER = re.compile(r"\s+(?:statistical )?power\b")
MEASURED_RESULT = re.compile(
    r"\b(?:fell|rose|dropped|declined|shrank|lost|gained|averaged|(?:loss|weight|pressure|cholesterol|glucose"
    r"|creatinine|hemoglobin|LDL(?:-C)?|concentration|time|stay) (?:was|were|decreased|increased|improved)"
    r"|blood loss of)(?: by| from| to| about| only)*\s+$"
)
"""What stands before a measurement that is no dose."""
