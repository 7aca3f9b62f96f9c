-- What the conclusions of the indications of policies in a range rest on (of one indication, when given): the
-- question, the studies used with their figures as reported, limitations, judgements by instruments, certainty
-- of evidence, notices, recommendations, findings (of another indication, where its conclusion is shared).
-- One row per fact; `key` names it and a to d say it. The verdict is no part of its basis, and neither is the
-- order or the heading under which anything stands. CROSS JOIN keeps SQLite from reading whole tables first.
WITH asked AS (
  SELECT
    i.id AS id, i.policy_id AS policy, i.population AS population, i.condition_id AS condition,
    COALESCE(i.concluded_with_id, i.id) AS concluded
  FROM indication AS i
  WHERE i.policy_id >= :first AND i.policy_id <= :last
    AND (CAST(:indication AS TEXT) IS NULL OR i.id = CAST(:indication AS TEXT))
),

used AS (
  SELECT q.id AS id, u.study_id AS study
  FROM asked AS q
  JOIN study_use AS u ON u.indication_id = q.id
)

SELECT
  q.id AS indication, 'population' AS kind, '' AS key, q.population AS a, q.condition AS b,
  CAST(NULL AS TEXT) AS c, CAST(NULL AS TEXT) AS d
FROM asked AS q
UNION ALL
SELECT q.id, 'question', p.element || '/' || p.intervention_id, NULL, NULL, NULL, NULL
FROM asked AS q
JOIN pico_element AS p ON p.indication_id = q.id
UNION ALL
SELECT q.id, 'outcome', o.outcome_id, CASE WHEN o.relevant THEN 'relevant' ELSE '' END, o.interest, NULL, NULL
FROM asked AS q
JOIN indication_outcome AS o ON o.indication_id = q.id
UNION ALL
SELECT u.id, 'study', s.id, s.design_id, s.data_direction, s.known_through_id, NULL
FROM used AS u
JOIN study AS s ON s.id = u.study
UNION ALL
SELECT u.id, 'stopped early', s.id, s.stopped_because, NULL, NULL, NULL
FROM used AS u
JOIN study AS s ON s.id = u.study
WHERE s.stopped_because IS NOT NULL
UNION ALL
SELECT u.id, 'extension of', s.id || '/' || s.extension_of_id, NULL, NULL, NULL, NULL
FROM used AS u
JOIN study AS s ON s.id = u.study
WHERE s.extension_of_id IS NOT NULL
UNION ALL
SELECT u.id, 'shares cohort with', l.id, NULL, NULL, NULL, NULL
FROM used AS u
JOIN cohort_link AS l ON l.sharing_study_id = u.study
UNION ALL
SELECT u.id, 'margin', m.id, m.outcome_id, m.population_set_id, m.margin, m.met
FROM used AS u
JOIN set_margin AS m ON m.study_id = u.study
UNION ALL
SELECT u.id, 'arm', x.id, NULL, NULL, NULL, NULL
FROM used AS u
CROSS JOIN arm AS a
CROSS JOIN received_intervention AS x
WHERE a.study_id = u.study AND x.arm_id = a.id
UNION ALL
SELECT u.id, 'figure', f.id, f.reported, f.unit, f.counted, f.absent_reason
FROM used AS u
CROSS JOIN result AS r
CROSS JOIN figure AS f
WHERE r.study_id = u.study AND f.result_id = r.id
UNION ALL
SELECT
  u.id, 'inclusion', x.systematic_review_id || '/' || COALESCE(x.study_id, x.label, 'unnamed'), x.state,
  CAST(x.unnamed AS TEXT), NULL, NULL
FROM used AS u
JOIN included_study AS x ON x.systematic_review_id = u.study
UNION ALL
SELECT u.id, w.kind, a.study_id, w.table_name, w.domain, w.item_id, w.note
FROM used AS u
CROSS JOIN appraisal AS a
CROSS JOIN appraisal_answer AS w
WHERE a.study_id = u.study AND w.appraisal_id = a.id
  AND (COALESCE(a.indication_id, '') = '' OR COALESCE(a.indication_id, '') = u.id)
UNION ALL
SELECT
  u.id, 'appraisal',
  a.study_id || '/' || a.instrument_version_id || '/' || COALESCE(a.outcome_id, '') || '/' || COALESCE(a.judged_by_id, ''),
  a.overall_id, a.score, NULL, NULL
FROM used AS u
CROSS JOIN judged_appraisal AS a
WHERE a.study_id = u.study
UNION ALL
SELECT
  u.id, 'judgement',
  a.study_id || '/' || a.instrument_version_id || '/' || COALESCE(a.outcome_id, '') || '/' || COALESCE(a.judged_by_id, ''),
  d.domain_id, d.judgement_id, d.note, NULL
FROM used AS u
CROSS JOIN judged_appraisal AS a
CROSS JOIN domain_judgement AS d
WHERE a.study_id = u.study AND d.judged_appraisal_id = a.id
UNION ALL
SELECT q.id, 'certainty', c.outcome_id || '/' || COALESCE(c.comparator_id, ''), c.level_id, c.starts_id, NULL, NULL
FROM asked AS q
JOIN rated_certainty AS c ON c.indication_id = q.id
UNION ALL
SELECT
  q.id, 'rated ' || r.direction, c.outcome_id || '/' || COALESCE(c.comparator_id, ''), r.domain_id,
  CAST(r.levels AS TEXT), r.note, NULL
FROM asked AS q
JOIN rated_certainty AS c ON c.indication_id = q.id
JOIN rating_reason AS r ON r.rated_certainty_id = c.id
UNION ALL
SELECT u.id, 'notice', n.reference_id, n.kind, n.date, NULL, NULL
FROM used AS u
JOIN study_report AS p ON p.study_id = u.study
JOIN notice AS n ON n.reference_id = p.reference_id
UNION ALL
SELECT q.id, 'recommendation', r.id, r.category, r.text, g.version, NULL
FROM asked AS q
JOIN policy_recommendation AS p
  ON p.policy_id = q.policy AND (p.indication_id = q.id OR p.indication_id IS NULL)
JOIN recommendation AS r ON r.id = p.recommendation_id
JOIN guideline AS g ON g.id = r.guideline_id
UNION ALL
SELECT q.id, 'finding', f.key, f.text, NULL, NULL, NULL
FROM asked AS q
JOIN finding AS f ON f.indication_id = q.concluded
UNION ALL
SELECT q.id, 'rests on', f.key, b.written, NULL, NULL, NULL
FROM asked AS q
CROSS JOIN finding AS f
CROSS JOIN finding_basis AS b
WHERE f.indication_id = q.concluded AND b.finding_id = f.id AND b.stated
UNION ALL
SELECT q.id, 'quoted', f.key || '/' || x.id, x.reported, x.unit, x.counted, x.absent_reason
FROM asked AS q
CROSS JOIN finding AS f
CROSS JOIN finding_basis AS b
CROSS JOIN figure AS x
WHERE f.indication_id = q.concluded AND b.finding_id = f.id AND x.id = b.figure_id
