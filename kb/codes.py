"""Closed code lists: every coded column takes its values from here, and so do the records.

One entry is ``list name -> {code: meaning}``. The meanings feed the data dictionary, the order is the
order in which people read the codes.
"""

from __future__ import annotations

from collections.abc import Mapping

Codes = Mapping[str, str]

IDENTIFIER_SCHEME: Codes = {
    "pmid": "PubMed identifier, digits only",
    "pmcid": "PubMed Central identifier, PMC followed by digits",
    "doi": "Digital Object Identifier, lower case, without resolver address",
    "url": "Web address of a document that has no other identifier",
    "isbn": "International Standard Book Number, digits only",
}
NOTICE_KIND: Codes = {
    "retraction": "The publication was retracted",
    "concern": "An expression of concern was published",
    "correction": "An erratum or correction was published",
    "reinstatement": "An earlier retraction was withdrawn",
}
REPORT_ROLE: Codes = {
    "primary": "The report that gives the main results of the study",
    "companion": "A further report of the same study",
    "follow-up": "A later report with longer follow-up",
    "protocol": "The protocol or design paper",
    "erratum": "A correction of another report",
}
DATA_DIRECTION: Codes = {
    "prospective": "Data were collected going forward from enrollment",
    "retrospective": "Data were taken from records that already existed",
}
MASKING: Codes = {
    "none": "Open label: nobody was masked",
    "single": "One role was masked",
    "double": "Two roles were masked, or the study calls itself double-blind",
    "triple": "Three roles were masked",
    "quadruple": "Four roles or more were masked",
}
MASKED_ROLE: Codes = {
    "participant": "Those who took part",
    "care-provider": "Those who treated or cared for them",
    "investigator": "Those who ran the study",
    "outcome-assessor": "Those who judged the outcomes",
    "analyst": "Those who analyzed the data",
}
ARM_KIND: Codes = {
    "treatment": "Received what the study is about",
    "control": "Received what that is compared with: placebo, sham, usual care, another treatment",
    "cohort": "Participants who were enrolled or followed together; not a treatment",
    "cases": "Those who have the outcome or the condition, in a case-control study",
    "controls": "Those who do not have it, in a case-control study",
    "external-control": "Participants of another study or a registry, whom it compares its own with",
    "test": "A test that participants had",
    "strategy": "A course of action that a model compares",
}
STOP_REASON: Codes = {
    "benefit": "Benefit was shown early",
    "harm": "Harm or a question of safety",
    "futility": "A benefit had become unlikely",
    "enrollment": "Too few took part",
    "sponsor": "A decision of the sponsor, money included",
    "other": "Another reason",
    "not-stated": "The study does not say why",
}
OUTCOME_INTEREST: Codes = {
    "main": "Of main interest in the question",
    "other": "Another outcome that the question names",
    "none": "Not named in the question, only among the relevant outcomes of the conclusion",
}
MARGIN_HYPOTHESIS: Codes = {
    "noninferiority": "Not worse than the reference by more than the margin",
    "equivalence": "Different from the reference by no more than the margin, either way",
}
MARGIN_MET: Codes = {
    "yes": "The study says that its margin was kept",
    "no": "The study says that its margin was not kept",
    "unclear": "The study does not say, or its analyses disagree",
}
COHORT_RELATION: Codes = {
    "extension": "It continues the other study with the same participants",
    "extended": "The other study continues it",
    "shared": "Both report some or all of the same participants",
}
FUNDING: Codes = {
    "industry": "Paid for by a maker or seller of what is studied",
    "public": "Paid for by a government or another public body",
    "nonprofit": "Paid for by a foundation, society or another body that is neither public nor a business",
    "mixed": "Paid for by a business and by others",
    "none": "The study says that nobody paid for it",
}
DESIGN_GROUP: Codes = {
    "randomized": "Randomized controlled trials",
    "nonrandomized-comparative": "Comparative studies without randomization",
    "noncomparative": "Single-arm studies and series",
    "systematic-review": "Reviews of other studies",
    "diagnostic": "Studies of a test",
    "other": "Models and other designs",
}
INTERVENTION_KIND: Codes = {
    "procedure": "Surgical or interventional procedure, radiotherapy included",
    "device": "Device used over time",
    "drug": "Drug or biologic",
    "test": "Diagnostic or prognostic test",
    "behavioral": "Behavioral or rehabilitative intervention",
    "none": "No intervention, observation, sham or placebo",
    "usual-care": "Usual, standard or supportive care, which goes on beside what is studied",
    "other": "Anything else, mixed categories included",
}
TEST_PURPOSE: Codes = {
    "screening": "To find a condition in people without signs of it",
    "diagnosis": "To find or rule out a condition in people with signs of it",
    "risk": "To tell who will get a condition, carriers included",
    "prognosis": "To tell how a known condition will go on",
    "treatment-selection": "To tell whom a treatment will help or harm",
    "monitoring": "To follow a known condition, or what treatment does to it",
}
ANALYTE_KIND: Codes = {
    "gene": "Genes, or variants of them",
    "chromosome": "Chromosomes, or regions of them",
    "protein": "Proteins, hormones and antibodies",
    "metabolite": "Metabolites and drugs",
    "organism": "Germs",
    "cell": "Cells and tissues",
    "image": "What an image shows",
    "other": "Anything else, mixed analytes included",
}
READER_BLINDING: Codes = {
    "both": "Each test was read without knowledge of the other",
    "index-readers": "Readers of the index test did not know the reference standard; the others knew it",
    "reference-readers": "Readers of the reference standard did not know the index test; the others knew it",
    "neither": "Each test was read with knowledge of the other",
}
VERIFICATION: Codes = {
    "all": "All had the same reference standard",
    "positives": "Only those with a positive index test had it",
    "sample": "A part had it, whatever the index test said",
    "differential": "Some had another reference standard, as the index test said",
}
OUTCOME_DOMAIN: Codes = {
    "survival": "Survival and time to event",
    "recurrence": "Recurrence or progression",
    "response": "Response to treatment",
    "symptom": "Symptoms",
    "function": "What a person is able to do: movement, cognition, work, daily activities",
    "quality-of-life": "Quality of life and health status",
    "biomarker": "Laboratory or imaging markers",
    "harm": "Adverse events, complications and treatment-related death",
    "accuracy": "Accuracy of a test",
    "utility": "Use of care, decisions changed, cost",
    "follow-up": "Length of follow-up",
    "flow": "Numbers of participants, lesions, procedures; dates",
    "baseline": "Characteristics at the start",
    "treatment": "Treatment actually received",
    "review": "Counts within a systematic review",
}
OUTCOME_DIRECTION: Codes = {
    "higher": "A higher value is better for the patient",
    "lower": "A lower value is better for the patient",
    "none": "Neither direction is better",
}
RESULT_ROLE: Codes = {
    "outcome": "A result of the study",
    "follow-up": "How long participants were followed",
    "baseline": "A characteristic of participants at the start",
    "eligibility": "A limit that participants or lesions had to meet",
    "flow": "Numbers of participants, procedures, lesions or studies; dates of the study",
    "treatment": "Treatment that participants actually received",
    "definition": "The limit that defines a population set",
}
POPULATION_KIND: Codes = {
    "whole": "All participants of the arm, contrast or study, as reported",
    "itt": "Intention to treat: analyzed as assigned",
    "per-protocol": "Only those treated as planned",
    "safety": "All who received treatment",
    "matched": "After matching, for example on a propensity score; comparisons in it count as adjusted",
    "subgroup": "A subgroup by a characteristic at the start",
    "responders": "A group by what happened after treatment",
    "design": "In a review: the included studies of one design",
    "interim": "An interim analysis",
}
CONTRAST_KIND: Codes = {
    "arms": "Index arm against reference arm",
    "populations": "One population set against another",
    "factor": "Association of a factor with the outcome",
    "before-after": "After treatment against before, in the same participants",
}
CONTRAST_METHOD: Codes = {
    "randomized": "Compared as randomized",
    "unadjusted": "Compared without adjustment",
    "propensity-matched": "Matched on a propensity score; its numbers count as adjusted",
    "propensity-weighted": "Weighted by a propensity score; its numbers count as adjusted",
    "univariable": "Model with one variable",
    "multivariable": "Multivariable model; its numbers count as adjusted",
    "before-after": "Compared with the state before treatment",
    "not-stated": "The source does not say how",
}
RESULT_SCOPE: Codes = {
    "arm": "Of one arm",
    "contrast": "Of one contrast",
    "study": "Of the whole study",
}
MEASURE_SCOPE: Codes = {
    **RESULT_SCOPE,
    "across-studies": "Over the studies that a systematic review includes",
}
SYNTHESIS: Codes = {
    "range-of-studies": "From the lowest to the highest result of the studies",
    "mean-of-studies": "Mean of the rates of the studies, each counting the same",
    "summary-of-studies": "Another summary of the studies, for example their median",
    "pooled": "Estimate of a meta-analysis",
}
N_SOURCE: Codes = {
    "printed": "The denominator in the same statement, in the unit that is counted; both of a comparison",
    "set": "The printed size of this set of participants",
    "arm": "The printed size of the arm, or of both arms of a comparison",
    "study": "The printed size of the study",
}
SIZE_SOURCE: Codes = {
    "enrolled": "The printed size of the whole study",
    "arms": "The sum of the printed sizes of all its arms",
    "set": "The largest printed size of a set of its participants; the study may be larger",
}
INTERVAL_KIND: Codes = {
    "confidence": "Confidence interval",
    "credible": "Credible interval of a Bayesian analysis",
}
P_TEST: Codes = {
    "difference": "No difference, or no association",
    "superiority": "Superiority",
    "noninferiority": "Noninferiority",
    "trend": "A trend over ordered groups",
    "interaction": "The same effect in subgroups",
    "heterogeneity": "The same effect in all studies",
    "equivalence": "Equivalence",
}
P_MULTIPLICITY: Codes = {
    "adjusted": "Adjusted for several tests or looks, as the source says",
    "fdr": "Adjusted for the false discovery rate",
    "nominal": "Not adjusted for the several tests that were made, as the source says",
}
TABLE_SOURCE: Codes = {
    "printed": "Printed as counts of true and false results",
    "shares": "From the counts printed with sensitivity and specificity, or with the predictive values",
    "printed-and-shares": "Some printed as such, the others from the counts printed with a share",
}
EFFECT_OF: Codes = {
    "event": "That something happens: death, recurrence, response",
    "absence": "That it does not happen: survival, freedom from recurrence",
}
FAVORS: Codes = {
    "index": "The index side is better off",
    "reference": "The reference side is better off",
    "neither": "The number is that of no difference",
}
RISK_SOURCE: Codes = {
    "printed": "A risk difference printed in the same result",
    "counts": "Events and denominators of both arms at the same time",
    "percentages": "Percentages of both arms at the same time",
}
ESTIMATOR: Codes = {
    "as-reported": "The source names no estimator",
    "crude": "Simple proportion or mean",
    "kaplan-meier": "Kaplan-Meier estimate",
    "cumulative-incidence": "Cumulative incidence, competing risks included",
    "reverse-kaplan-meier": "Reverse Kaplan-Meier estimate: follow-up as it would be if nobody had died",
    "least-squares": "Least-squares (model-adjusted) mean; counts as adjusted",
    "model": "Estimate from a regression or decision model",
    "pooled-fixed": "Meta-analysis, fixed effect",
    "pooled-random": "Meta-analysis, random effects",
}
TIME_KIND: Codes = {
    "none": "No time point stated",
    "at": "At this time",
    "within": "At any time up to this time",
    "over": "Over this whole length of time",
    "age": "At this age",
    "by-age": "At any time up to this age",
    "follow-up": "At a median or mean follow-up of this length",
    "event": "At, before or after something that happened: discharge, visit 3",
    "calendar": "In these years",
    "baseline": "Before treatment",
    "end": "At the end of follow-up",
    "series": "Over all the listed times together",
}
ABSENT_REASON: Codes = {
    "not-reported": "The source does not give the number",
    "not-available": "The source says that the number could not be had",
    "not-assessed": "Nobody measured it",
    "not-applicable": "The number makes no sense here",
    "not-reached": "The event had not yet happened in enough participants",
    "not-estimable": "The source says that it could not be estimated",
    "not-extracted": "The source gives the number, nobody has entered it yet",
}
INCLUSION_STATE: Codes = {
    "included": "Included, and part of the synthesis where there was one",
    "included-not-pooled": "Included, but not part of the synthesis",
    "not-included": "Named as not included",
    "none-eligible": "The review found no eligible study",
}
INSTRUMENT_KIND: Codes = {
    "therapeutic": "For studies of treatments, whatever their design",
    "diagnostic": "For studies of tests",
    "randomized": "For randomized trials",
    "nonrandomized": "For studies of treatments without randomization",
    "prognostic": "For studies of prognosis and of prediction models",
    "systematic-review": "For systematic reviews",
    "certainty": "For all the evidence on an outcome together",
    "other": "For anything else, or for studies of every kind",
}
JUDGEMENT_USE: Codes = {
    "any": "Of a domain, and overall",
    "domain": "Of a domain only",
    "overall": "Overall only",
}
RATING_DIRECTION: Codes = {
    "down": "A reason to rate the certainty down",
    "up": "A reason to rate the certainty up",
}
OUTCOME_IMPORTANCE: Codes = {
    "critical": "Critical for a decision",
    "important": "Important, but not critical",
    "limited": "Of limited importance",
}
EVIDENCE_QUESTION: Codes = {
    "analytic-validity": "Does the test measure what it is to measure, and the same each time",
    "clinical-validity": "Does the test tell those with the condition, or its course, from those without",
    "clinical-utility": "Does using the test improve health outcomes",
    "therapy": "Does the treatment improve health outcomes",
    "harms": "What harm does it do",
    "prognosis": "What becomes of those with the condition",
}
LIMITATION_TABLE: Codes = {
    "conduct": "Limitations of design and conduct; they belong to the study",
    "relevance": "Limitations of relevance; they belong to the use of a study for an indication",
}
ANSWER_KIND: Codes = {
    "limitation": "Something that limits the study",
    "strength": "Something that strengthens the study",
}
DETERMINATION_GROUP: Codes = {
    "necessary": "Covered as medically necessary, where what the statement asks for is met",
    "covered": "Covered for another reason than the evidence, for example a mandate",
    "unproven": "Not covered, since the evidence does not show a benefit",
    "not-covered": "Not covered for another reason than the evidence",
    "undecided": "Neither covered nor refused by the policy itself, for example decided case by case",
}
STATEMENT_PHASE: Codes = {
    "trial": "A trial that decides whether lasting use follows",
    "initial": "The first authorization, or first treatment",
    "continuation": "Going on after the first authorization, renewals included",
    "retreatment": "Once more after a treatment that had ended",
    "discontinuation": "When treatment stops",
}
CODE_STATUS: Codes = {
    "active": "In force",
    "unlisted": "Stands for services that have no code of their own",
    "deleted": "Taken out of its code system",
    "temporary": "For the time until the service has a permanent code",
}
CODE_USE: Codes = {
    "procedure": "Names the procedure under review",
    "guidance": "Names imaging guidance that goes with it",
    "drug": "Names the drug under review",
    "device": "Names the device under review",
    "test": "Names the test under review",
    "diagnosis": "Names the diagnosis",
    "other": "Anything else",
}
CRITERION_KIND: Codes = {
    "all": "All of the criteria below it",
    "any": "Any one of the criteria below it",
    "at-least": "At least `minimum` of the criteria below it",
    "none": "None of the criteria below it",
    "single": "One criterion",
}
PICO_ELEMENT: Codes = {
    "intervention": "The intervention under review",
    "comparator": "What it is compared with",
}
PICO_PART: Codes = {
    **PICO_ELEMENT,
    "outcome": "What is measured",
}
VERDICT: Codes = {
    "sufficient": "The evidence is sufficient to determine the effect",
    "insufficient": "The evidence is insufficient to determine the effect",
}
EFFECT_PHRASE: Codes = {
    "improves-net-health-outcome": "that the technology results in an improvement in the net health outcome",
    "meaningful-improvement": (
        "that the technology results in a meaningful improvement in the net health outcome"
    ),
    "likely-to-improve": "that the technology is likely to improve the net health outcome",
    "unlikely-to-improve": "that the technology is unlikely to improve the net health outcome",
    "as-good": "that the technology is as good for the net health outcome as the established alternatives",
    "worsens-net-health-outcome": "that the technology results in a worse net health outcome",
    "effects-on-health-outcomes": "the effects of the technology on health outcomes",
    "unknown": "the effect of the technology on the net health outcome, which is unknown",
}
CHAIN_OF_EVIDENCE: Codes = {
    "direct": "Studies show directly what the technology does for health outcomes",
    "complete": "No direct evidence; linked evidence reaches from the technology to health outcomes",
    "incomplete": "No direct evidence; some links of the chain to health outcomes have evidence, others none",
    "none": "Neither direct evidence nor a chain of evidence",
}
GRADING_KIND: Codes = {
    "strength": "How strong a recommendation is",
    "certainty": "How good the evidence behind a recommendation is",
    "both": "Strength and evidence in one grade",
}
TRIAL_GROUP: Codes = {
    "ongoing": "Under way, or planned",
    "unpublished": "Ended, stopped or withdrawn, without a publication",
}
COVERAGE_POSITION: Codes = {
    "not-applicable": "The authority does not rule on such services",
    "no-national-determination": "There is no national determination",
    "covered": "Covered",
    "covered-with-conditions": "Covered under conditions",
    "not-covered": "Not covered",
    "recommended": "Recommended",
    "not-recommended": "Not recommended",
}
BREAKDOWN_KIND: Codes = {
    "outcomes": "Outcomes of the same participants, for example deaths by cause",
    "populations": "Sets of participants, for example complete and incomplete ablation",
}
CHANGE_ACTION: Codes = {
    "insert": "The row or record was added",
    "update": "The row was changed",
    "delete": "The row or record was removed",
}
SEARCH_KIND: Codes = {
    "policy": "A policy: title, codes, related policies",
    "indication": "An indication of a policy: population, interventions, comparators, outcomes",
    "study": "A study: design, population, arms, outcomes, notes, limitations, conclusion",
    "test": "A diagnostic, screening or prognostic test",
    "finding": "A finding of an indication",
    "statement": "A coverage statement with its criteria",
    "recommendation": "A recommendation of a guideline",
    "grading": "A grading system of guidelines, with what its grades mean",
    "reference": "A bibliographic reference",
    "plan": "A health plan: name, contacts, boilerplate, definitions and other words of its own",
    "text": "Other authored text: sections, definitions, clinical input, history",
}
CYCLE_STATE: Codes = {
    "open": "Under way",
    "concluded": "Concluded, not yet published",
    "published": "Published",
    "abandoned": "Stopped without publication",
}
SCREENING_STAGE: Codes = {
    "title-abstract": "Decision on title and abstract",
    "full-text": "Decision on the full report",
}
SCREENING_ROLE: Codes = {
    "reviewer": "One of those who screen",
    "arbiter": "Settles what two reviewers see differently, or what one was unsure of",
}
SCREENING_DECISION: Codes = {
    "include": "Goes on to the next stage",
    "exclude": "Excluded",
    "unsure": "Another person decides",
    "not-retrieved": "The full report could not be had",
    "withdrawn": "The decision before is taken back",
}
SCREENING_REASON: Codes = {
    "population": "Other population",
    "intervention": "Other intervention",
    "comparator": "Other comparator, or none where one is asked for",
    "outcome": "No relevant outcome",
    "design": "Study design",
    "publication-type": "No original report: editorial, letter, narrative review, news",
    "sample-size": "Too few participants",
    "follow-up": "Follow-up too short",
    "language": "Language",
    "superseded": "A later or fuller report of the same study is used",
    "preclinical": "Animals, cells or models",
    "retracted": "Retracted",
    "other": "Another reason, told in the note",
}
SEARCH_SOURCE: Codes = {
    "database": "Bibliographic database",
    "register": "Register of studies",
    "website": "Web site",
    "organization": "Organization asked",
    "citation": "Reference lists and citing papers",
    "other": "Anything else, tips by colleagues included",
}
DUPLICATE_RELATION: Codes = {
    "same": "One publication: merged",
    "doubtful": "Perhaps one publication: a person judges",
    "tied": "Two publications that belong together, for example an article and its correction",
}
DUPLICATE_JUDGEMENT: Codes = {
    "same": "One publication",
    "different": "Two publications",
    "withdrawn": "The judgement before is taken back; what the program found holds again",
}
EXTRACTION_STATE: Codes = {
    "draft": "Under way",
    "done": "Finished by this person",
    "adopted": "Its content stands in the study record",
}
OFFER_ANSWER: Codes = {
    "used": "The indication uses the study",
    "declined": "The indication does not use it",
}
CONTENT_ENCODING: Codes = {
    "utf-8": "Text as it is",
    "base64": "Bytes as Base64 (RFC 4648)",
}
FINDING_BASIS_KIND: Codes = {
    "figure": "A printed number",
    "limitation": "A limitation or strength of a study",
    "recommendation": "A guideline recommendation",
}
QUALIFIER: Codes = {
    "adjusted": "Adjusted for other variables",
    "unadjusted": "Said not to be adjusted, where others are",
    "imputed": "Missing values were filled in",
    "interim": "Of an interim analysis",
    "planned": "Planned, not observed",
    "read-from-graph": "Read off a graph",
    "one-sided": "A test or an interval with one side",
    "for-interaction": "The p value tests whether the effect differs between subgroups",
    "for-trend": "The p value tests a trend over ordered groups",
    "for-noninferiority": "The p value tests noninferiority",
    "for-superiority": "The p value tests superiority after noninferiority",
    "for-heterogeneity": "The p value tests whether the effect differs between studies",
    "for-equivalence": "The p value tests equivalence",
    "fdr-adjusted": "The p value is adjusted for the false discovery rate",
    "multiplicity-adjusted": "The p value is adjusted for several tests or looks",
    "nominal": "The p value is said not to be adjusted for several tests",
    "across-studies": "From the lowest to the highest of several studies",
}
BOILERPLATE_PLACE: Codes = {
    "back": "After the definitions",
    "front": "Before the policy statement",
    "statement": "Right after the policy statement",
}
FRAME: Codes = {
    "chain-of-evidence": "How far the evidence reaches to health outcomes: chain",
    "clinical-input": "What a round of clinical input was: year, sources, summary, societies, centers",
    "comparator": "The only comparator: comparators",
    "comparators": "Several comparators: comparators",
    "comparators-none": "That no comparator is named",
    "evidence": "What the evidence includes: individuals, interventions, studies, count",
    "guideline": "Whose guideline it is: named, titled, citation, organization, abbreviation, title, version",
    "guideline-silent": "That a guideline recommends nothing here: named, citation, on",
    "interventions": "The interventions: interventions",
    "literature-search": "What was searched: sources, date",
    "no-conclusion": "That there is no conclusion yet",
    "no-guideline-identified": "That no guideline was identified: whose, on, when",
    "no-indication": "That no indication has been entered: adopted",
    "no-study-identified": "That no study was identified",
    "outcome": "The only outcome: outcomes",
    "outcome-other": "The only outcome beside those of main interest: outcomes",
    "outcome-main": "The only outcome of main interest: outcomes",
    "outcomes": "The outcomes: outcomes",
    "outcomes-other": "The outcomes beside those of main interest: outcomes",
    "outcomes-main": "The outcomes of main interest: outcomes",
    "population": "The population: individuals",
    "relevant-outcomes": "The relevant outcomes: relevant_outcome_are, outcome_are, outcomes, count",
    "shared-conclusion": "That a conclusion is that of another indication: title",
    "statement-unchanged": "That the statement did not change",
    "supplemental": "Note above the supplemental information",
    "trial-search": "When a register was searched, and what was found: registry, date, on, result",
    "trials-found": "How many trials were found: found",
    "trials-found-none": "That no trial was found",
    "trials-found-one": "That one trial was found",
    "verdict": "The verdict: verdict, what, effect",
}
DATE_STYLE: Codes = {
    "iso": "2021-11-01",
    "month-day-year": "November 1, 2021",
    "day-month-year": "1 November 2021",
    "slashes": "11/01/2021: month, day, year",
}
SIGN: Codes = {
    "=": "The number is the value",
    "<": "The value is below the number",
    ">": "The value is above the number",
    "<=": "The value is at most the number",
    ">=": "The value is at least the number",
    "~": "The value is about the number",
}
