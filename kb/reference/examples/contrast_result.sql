-- Which comparisons of local recurrence came with a p value, and which way did they go?
SELECT label, index_arm, reference_arm, measure, estimate, ci_low, ci_high, p_text
FROM contrast_result
WHERE outcome IN ('local-recurrence', 'local-tumor-progression') AND p_text IS NOT NULL
ORDER BY study, contrast, timepoint_months
