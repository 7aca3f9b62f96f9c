"""What workbooks say about how they are filled in."""

from __future__ import annotations

STUDY_GUIDE = (
    "How to fill in this workbook:",
    " Study has one line for each thing about the study as a whole. The other sheets have one entry per row;"
    " point at a header to read what its column takes. Cells with a small arrow offer the terms that are"
    " known; the sheet Lists shows all of them. Leave empty what the report does not have.",
    "",
    "Order of work:",
    " First Arms (and Populations, where results are given for a part of the participants), then Contrasts,"
    " then Results.",
    " Results has a column for each arm and contrast, and `all` for the whole study. For a new arm or"
    " contrast, add its key as a header to the right of the last one; `stated: KEY` and `flag: KEY` may"
    " follow it in the same way.",
    " Rows that were offered and say `not extracted` everywhere are left out when you say that you are"
    " done. Delete such a row, or its figures, where the report has no such result.",
    "",
    "Figures:",
    " Type them as printed: 7/180 (3.9%) | median 25 months (range 8-64) | 59.5% | HR 0.62 (95% CI 0.41-0.93)"
    " | p .043 | p <.001 | mean 5.6 cm (SD 2.1) | not reported | not reached | none.",
    " One statement after another in one cell: HR 0.62 (95% CI 0.41-0.93); p .02.",
    " Several times: one row for each, all with the same number in `entry no`; one p for the whole curve goes"
    " into a further row of that number whose `at` lists all times: 1 y, 3 y, 5 y.",
    "",
    "Where it is printed:",
    " One line in the cell for each place (Alt+Enter begins a new line): Table 2: 25 months",
    "",
    "What to avoid:",
    " All cells to fill in are marked as text, so that 7/18 does not become a date and 0.30 keeps its zero."
    " When you paste, paste values only. Cells that became a date, a decimal number or a formula are"
    " refused, because what was typed is lost in them.",
    " Sentences of ours (population, notes, definitions, conclusion) hold no numbers: a number is a figure.",
    " Do not rename sheets or headers.",
    "",
    "Then:",
    " kb extract take FILE reads it back. What is wrong is marked in red in a copy of the workbook"
    " (FILE-problems.xlsx), which you can correct and take instead. kb extract take FILE --done says that"
    " you have finished.",
)

_FILL_IN = (
    "How to fill in this workbook:",
    " Sheets that stand upright (Policy, Indications, Studies, Plans) have a line for each field, and a"
    " column for each record. All other sheets have one entry per row; point at a header to read what"
    " its column takes. Yellow fields are needed wherever there is an entry. Cells with a small arrow"
    " offer the terms that are known; the sheet Lists shows all of them. Leave empty what you do not"
    " need.",
    " Keys are short names of yours by which other sheets name an entry: lower-case letters, digits,"
    " hyphens.",
    " The first columns of a sheet say what a row belongs to (the indication, the study). Where they"
    " are empty, it belongs to what the row above does.",
    " Criteria are one a row. `level` is 1 for the outermost, 2 for what stands under it, and so on;"
    " `rule` says of a row with others under it whether all, any or at least 2 of them must hold.",
    " A new outcome, condition or intervention goes onto the sheet New outcomes, New conditions or New"
    " interventions; then its key can be used on every other sheet.",
    " Figures are typed as printed: 7/180 (3.9%) | median 25 months (range 8-64) | HR 0.62 (95% CI"
    " 0.41-0.93) | p .043 | not reported. In a text of ours, [[study/outcome/arm]] stands for a figure,"
    " [@key] cites a reference.",
    " All cells are marked as text, so that 7/18 does not become a date. When you paste, paste values"
    " only. Do not rename sheets or headers.",
    "",
)
POLICY_GUIDE = (
    *_FILL_IN,
    "Then:",
    " kb policy take FILE reads it back: changed and new entries come in, emptied rows are taken out."
    " What is wrong is marked in red in a copy of the workbook (FILE-problems.xlsx), which you can"
    " correct and take.",
    "",
    "Sheets:",
)
NEW_POLICY_GUIDE = (
    *_FILL_IN,
    "Order of work for a first policy:",
    " 1. References: one row for each publication. 2. New conditions, New interventions, New outcomes:"
    " the words that Lists does not have. 3. Plans and Policy: the head. 4. Indications with their"
    " outcomes: the PICO question. 5. Studies with Study arms, Study contrasts and Study results: write"
    " the keys of your arms and contrasts as headers in the place of treatment, control and treatment-"
    " control. 6. Indication groups: the headings with the keys of their studies; then verdict, effect"
    " and findings. 7. Statements, Statement criteria and Codes.",
    " Not everything has to be there at once: take it, look at kb report, and write it anew with kb"
    " policy sheet POLICY, which then has every sheet.",
    "",
    "Then:",
    " kb policy take FILE reads it. What is wrong is marked in red in a copy of the workbook (FILE-"
    " problems.xlsx), which you can correct and take instead. kb report POLICY -o policy.docx shows the"
    " policy.",
    "",
    "Sheets:",
)
