-- By which codes is each test billed?
SELECT test, system, code, description
FROM test_code
ORDER BY test, position
