-- Terms that cells of an extraction sheet take, by the list they are in, in its order.
SELECT 'designs' AS list, id AS term, name AS meaning, rank AS place FROM design
UNION ALL
SELECT 'interventions', id, name, 0 FROM vocabulary_intervention
UNION ALL
SELECT 'conditions', id, name, 0 FROM vocabulary_condition
UNION ALL
SELECT 'outcomes', id, name, 0 FROM vocabulary_outcome
UNION ALL
SELECT 'documents', id, '', 0 FROM document
UNION ALL
SELECT 'tests', id, name, 0 FROM test
UNION ALL
SELECT 'studies', id, label, 0 FROM study
UNION ALL
SELECT 'references', id, '', 0 FROM reference
UNION ALL
SELECT 'instruments', id, title, 0 FROM instrument_version
UNION ALL
SELECT 'judged domains', key, MIN(label), MIN(position) FROM instrument_domain GROUP BY key
UNION ALL
SELECT 'judgement words', key, MIN(label), MIN(position) FROM instrument_judgement GROUP BY key
UNION ALL
SELECT 'roles', id, role, 0 FROM vocabulary_outcome
UNION ALL
SELECT 'codes of ' || instrument_version_id, table_name || '/' || domain || '/' || code, label, position
FROM instrument_item
ORDER BY 1, 4, 2
