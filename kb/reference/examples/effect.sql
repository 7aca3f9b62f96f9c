-- A forest plot's table: what does each study say, and which side does it favor?
SELECT label, outcome, measure, estimate, ci_low, ci_high, log_estimate, standard_error, effect_of, favors
FROM effect
WHERE scope = 'contrast'
ORDER BY outcome, measure, study, contrast, timepoint_months
