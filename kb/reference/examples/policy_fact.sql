-- Which background numbers does a policy quote?
SELECT fact_label, fact_text, document, source_start
FROM policy_fact
WHERE policy = '7.01.75' AND is_main = 1
ORDER BY fact, position
