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
