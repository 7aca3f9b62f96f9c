-- Which tests are there, by whom, and what do they look at?
SELECT test, name, laboratory, version, purpose, analytes, studies
FROM test_overview
ORDER BY test
