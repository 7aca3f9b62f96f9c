-- The tests that a policy asks about, or that an arm of its studies had, by name; numbers of analytes and of codes.
SELECT
  t.test AS test,
  t.name AS name,
  t.laboratory AS laboratory,
  t.version AS version,
  t.specimen AS specimen,
  COALESCE(t.panel_size, t.analytes) AS analytes,
  (SELECT MIN(c.code) FROM assigned_code AS c WHERE c.test_id = t.test)
    || CASE WHEN t.codes > 1 THEN ' and ' || CAST(t.codes - 1 AS TEXT) || ' more' ELSE '' END AS codes,
  t.status AS status
FROM test_overview AS t
WHERE EXISTS (
    SELECT 1 FROM study_use AS u
    JOIN indication AS i ON i.id = u.indication_id
    JOIN arm AS a ON a.study_id = u.study_id
    WHERE a.test_id = t.test AND i.policy_id = :policy
  )
  OR EXISTS (
    SELECT 1 FROM indication AS i
    JOIN pico_element AS p ON p.indication_id = i.id
    JOIN intervention_ancestor AS n ON n.ancestor = p.intervention_id
    WHERE p.element = 'intervention' AND n.intervention = t.intervention AND i.policy_id = :policy
  )
ORDER BY t.name, t.test
