-- Which test selects patients for which drug, and what supports the pair?
SELECT treatment_name, condition_name, test_name, result, approval, recommendation
FROM companion_test
ORDER BY treatment, test, position
