-- Which share of each arm was alive, study by study and over time?
SELECT label, arm_label, timepoint_months, estimate, unit, reported_text
FROM arm_result
WHERE outcome = 'overall-survival' AND measure = 'percent' AND population_set = 'whole' AND scope = 'arm'
ORDER BY study, arm, timepoint_months
