-- How sensitive and specific is each test for each target, and of how many counts?
SELECT study, arm_label, target_name, threshold, population_set, tp, fp, fn, tn, sensitivity, specificity
FROM accuracy_result
ORDER BY target_name, study, arm_label, population_set, result_id
