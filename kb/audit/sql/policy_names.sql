-- Studies that a policy uses, and references that it cites or lists, with the study they report for it.
SELECT 'study' AS kind, u.study AS key, u.label AS label, NULL AS family, NULL AS year, u.study AS study
FROM study_in_policy AS u
WHERE u.policy = :policy
GROUP BY u.study, u.label
UNION ALL
SELECT
  'reference', c.reference, NULL, c.first_author, c.year,
  (SELECT MIN(p.study_id) FROM study_report AS p WHERE p.reference_id = c.reference)
FROM policy_reference AS c
WHERE c.policy = :policy
ORDER BY 1, 2
