-- Which limits part the results of each test?
SELECT test, threshold, result
FROM test_threshold
ORDER BY test, position
