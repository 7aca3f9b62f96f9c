-- Which tests look at a gene?
SELECT test, test_name, analyte, detail
FROM test_analyte
WHERE analyte = 'BRCA1'
ORDER BY test
