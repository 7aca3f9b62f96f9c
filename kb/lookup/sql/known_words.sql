-- Keys that filters may name, with the other names a person may use for them.
SELECT 'design' AS kind, id AS key, name AS name, abbreviation AS abbreviation FROM design
UNION ALL
SELECT 'design', design_group, NULL, NULL FROM design GROUP BY design_group
UNION ALL
SELECT 'intervention', id, name, abbreviation FROM vocabulary_intervention
UNION ALL
SELECT 'outcome', id, name, abbreviation FROM vocabulary_outcome
UNION ALL
SELECT 'policy', id, number, NULL FROM policy
UNION ALL
SELECT 'indication', key, NULL, NULL FROM indication GROUP BY key
UNION ALL
SELECT 'limitation', domain, NULL, NULL FROM instrument_item GROUP BY domain
UNION ALL
SELECT 'limitation', table_name, NULL, NULL FROM instrument_item GROUP BY table_name
UNION ALL
SELECT 'limitation', table_name || '/' || domain, NULL, NULL FROM instrument_item GROUP BY table_name, domain
UNION ALL
SELECT 'limitation', domain || '/' || code, NULL, NULL FROM instrument_item GROUP BY domain, code
UNION ALL
SELECT 'limitation', table_name || '/' || domain || '/' || code, NULL, NULL
FROM instrument_item GROUP BY table_name, domain, code
ORDER BY 1, 2
