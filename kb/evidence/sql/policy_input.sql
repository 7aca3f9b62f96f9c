-- Rounds of clinical input of policies in a range, by year.
SELECT
  c.policy_id AS policy,
  c.id AS id,
  c.year AS year,
  s.reported_text AS societies,
  sf.id AS societies_figure,
  k.reported_text AS centers,
  kf.id AS centers_figure,
  c.summary AS summary
FROM clinical_input AS c
LEFT JOIN fact AS s ON s.id = c.societies_fact_id
LEFT JOIN figure AS sf ON sf.fact_id = s.id AND sf.is_main
LEFT JOIN fact AS k ON k.id = c.centers_fact_id
LEFT JOIN figure AS kf ON kf.fact_id = k.id AND kf.is_main
WHERE c.policy_id >= :first AND c.policy_id <= :last
ORDER BY c.policy_id, c.year
