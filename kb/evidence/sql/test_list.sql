-- The tests with this analyte, treatment, code and policy (null = any), with how much is known of each.
SELECT
  t.test AS test,
  t.name AS name,
  t.laboratory AS laboratory,
  t.version AS version,
  t.purpose AS purpose,
  t.analytes AS analytes,
  t.studies AS studies
FROM test_overview AS t
WHERE (CAST(:analyte AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM analyte AS a WHERE a.test_id = t.test AND UPPER(a.text) = UPPER(CAST(:analyte AS TEXT))))
  AND (CAST(:treatment AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM companion_use AS u WHERE u.test_id = t.test AND u.treatment_id = CAST(:treatment AS TEXT)))
  AND (CAST(:code AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM assigned_code AS c WHERE c.test_id = t.test AND c.code = CAST(:code AS TEXT)))
  AND (
    CAST(:policy AS TEXT) IS NULL
    OR EXISTS (
      SELECT 1 FROM arm AS a
      JOIN study_use AS u ON u.study_id = a.study_id
      JOIN indication AS i ON i.id = u.indication_id
      WHERE a.test_id = t.test AND i.policy_id = CAST(:policy AS TEXT)
    )
    OR EXISTS (
      SELECT 1 FROM pico_element AS p
      JOIN indication AS i ON i.id = p.indication_id
      JOIN intervention_ancestor AS n ON n.ancestor = p.intervention_id
      WHERE p.element = 'intervention' AND n.intervention = t.intervention AND i.policy_id = CAST(:policy AS TEXT)
    )
  )
ORDER BY t.name, t.test
