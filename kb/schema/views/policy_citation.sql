-- One row per place of a policy's document that cites, in reading order.
--
-- The number of a reference is the place of its first citation among those of all references, so nothing
-- stores a number. A study that is used without a primary report has a row without reference and number.
-- The order of sections here is the order in which the report prints them.
-- Key: policy, sequence
--
-- sequence (integer): Place among the citations of the policy, from 1
-- reference: Reference cited; null for a study without a primary report
-- citation_number (integer): Number of the reference in the document of the policy; null without a reference
-- retracted (boolean): 1 = a retraction of the reference is in force; 0 = none, or a later reinstatement lifted it
-- is_first (boolean): 1 = the first citation of the reference, 0 = a later one
-- listed_only (boolean): 1 = not cited in the text, only listed with the references; 0 = cited
-- indication: Key of the indication whose section cites; null outside one
-- study: Key of the study whose primary report is cited; null when prose or a guideline cites
WITH citing AS (
  -- 1: sections before the indications
  SELECT
    t.policy_id AS policy, l.reference_id AS reference, 1 AS part, 0 AS indication_position,
    CASE t.section
      WHEN 'coding' THEN 1 WHEN 'description' THEN 2 WHEN 'benefit' THEN 3 WHEN 'regulatory' THEN 4
      WHEN 'background' THEN 5 ELSE 6
    END AS step,
    t.position AS a, 0 AS b, l.position AS c, l.place AS place,
    CAST(NULL AS TEXT) AS indication, CAST(NULL AS TEXT) AS study
  FROM section_text AS t
  JOIN prose_link AS l ON l.place = 'section_text:' || t.id || ':text'
  WHERE t.indication_key IS NULL AND l.reference_id IS NOT NULL
    AND t.section IN ('description', 'coding', 'benefit', 'regulatory', 'background', 'review-method')
  UNION ALL
  -- 2: indications; first their prose ...
  SELECT
    t.policy_id, l.reference_id, 2, i.position,
    CASE t.section
      WHEN 'context' THEN 1 WHEN 'purpose' THEN 2 WHEN 'question' THEN 3 WHEN 'outcome-note' THEN 4 ELSE 5
    END,
    t.position, 0, l.position, l.place, i.key, CAST(NULL AS TEXT)
  FROM section_text AS t
  JOIN indication AS i ON i.id = t.indication_id
  JOIN prose_link AS l ON l.place = 'section_text:' || t.id || ':text'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  -- ... then their criteria ...
  SELECT
    i.policy_id, l.reference_id, 2, i.position, 6, k.position, 0, l.position, l.place, i.key,
    CAST(NULL AS TEXT)
  FROM indication AS i
  JOIN selection_criterion AS k ON k.indication_id = i.id
  JOIN prose_link AS l ON l.place = 'selection_criterion:' || k.id || ':text'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  -- ... their groups with the studies in them ...
  SELECT
    i.policy_id, l.reference_id, 2, i.position, 7, g.position, 0, l.position, l.place, i.key,
    CAST(NULL AS TEXT)
  FROM indication AS i
  JOIN evidence_group AS g ON g.indication_id = i.id
  JOIN prose_link AS l ON l.place = 'evidence_group:' || g.id || ':intro'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  SELECT
    i.policy_id,
    (
      SELECT r.reference_id FROM study_report AS r
      WHERE r.study_id = u.study_id AND r.role = 'primary'
      ORDER BY r.position, r.reference_id LIMIT 1
    ),
    2, i.position, 7, g.position, u.position, 0, 'study_use:' || u.id || ':study_id', i.key, u.study_id
  FROM indication AS i
  JOIN study_use AS u ON u.indication_id = i.id
  JOIN evidence_group AS g ON g.id = u.evidence_group_id
  UNION ALL
  -- ... the reasons for the certainty of evidence ...
  SELECT
    i.policy_id, l.reference_id, 2, i.position, 8, 0, rc.position,
    CASE r.direction WHEN 'down' THEN 0 ELSE 10000 END + r.position * 100 + l.position, l.place, i.key, CAST(NULL AS TEXT)
  FROM indication AS i
  JOIN rated_certainty AS rc ON rc.indication_id = i.id
  JOIN rating_reason AS r ON r.rated_certainty_id = rc.id
  JOIN prose_link AS l ON l.place = 'rating_reason:' || r.id || ':note'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  SELECT
    i.policy_id, l.reference_id, 2, i.position, 8, 0, rc.position, 20000 + l.position, l.place, i.key, CAST(NULL AS TEXT)
  FROM indication AS i
  JOIN rated_certainty AS rc ON rc.indication_id = i.id
  JOIN prose_link AS l ON l.place = 'rated_certainty:' || rc.id || ':note'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  -- ... and their findings and verdict
  SELECT
    i.policy_id, l.reference_id, 2, i.position, 8, f.position, 0, l.position, l.place, i.key,
    CAST(NULL AS TEXT)
  FROM indication AS i
  JOIN finding AS f ON f.indication_id = i.id
  JOIN prose_link AS l ON l.place = 'finding:' || f.id || ':text'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  SELECT
    i.policy_id, l.reference_id, 2, i.position, 9, 0, 0, l.position, l.place, i.key,
    CAST(NULL AS TEXT)
  FROM indication AS i
  JOIN prose_link AS l ON l.place = 'conclusion:' || i.id || ':sentence'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  -- 3: clinical input, how guidelines were chosen, and their recommendations
  SELECT
    k.policy_id, l.reference_id, 3, 0, 0, k.year, 0, l.position, l.place, CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
  FROM clinical_input AS k
  JOIN prose_link AS l ON l.place = 'clinical_input:' || k.id || ':summary'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  SELECT
    t.policy_id, l.reference_id, 3, 0, 1, t.position, 0, l.position, l.place, CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
  FROM section_text AS t
  JOIN prose_link AS l ON l.place = 'section_text:' || t.id || ':text'
  WHERE t.indication_key IS NULL AND t.section = 'guideline-selection' AND l.reference_id IS NOT NULL
  UNION ALL
  SELECT
    p.policy_id, g.reference_id, 3, 0, 2, p.position, 0, 0,
    'guideline:' || g.id || ':reference_id', i.key, CAST(NULL AS TEXT)
  FROM policy_recommendation AS p
  JOIN recommendation AS r ON r.id = p.recommendation_id
  JOIN guideline AS g ON g.id = r.guideline_id
  LEFT JOIN indication AS i ON i.id = p.indication_id
  WHERE g.reference_id IS NOT NULL
  UNION ALL
  SELECT
    p.policy_id, l.reference_id, 3, 0, 2, p.position, 1, l.position, l.place, i.key, CAST(NULL AS TEXT)
  FROM policy_recommendation AS p
  JOIN prose_link AS l ON l.place = 'recommendation:' || p.recommendation_id || ':text'
  LEFT JOIN indication AS i ON i.id = p.indication_id
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  SELECT
    k.policy_id, g.reference_id, 3, 0, 3, k.position, 0, 0,
    'guideline_search:' || k.id || ':guideline_id', CAST(NULL AS TEXT), CAST(NULL AS TEXT)
  FROM guideline_search AS k
  JOIN guideline AS g ON g.id = k.guideline_id
  WHERE g.reference_id IS NOT NULL
  UNION ALL
  SELECT
    k.policy_id, l.reference_id, 3, 0, 3, k.position, 1, l.position, l.place, CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
  FROM guideline_search AS k
  JOIN prose_link AS l ON l.place = 'guideline_search:' || k.id || ':text'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  -- 4: positions of payers, searches for trials, trials
  SELECT
    k.policy_id, l.reference_id, 4, 0, 2, k.position, 0, l.position, l.place, CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
  FROM coverage_position AS k
  JOIN prose_link AS l ON l.place = 'coverage_position:' || k.id || ':text'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  SELECT
    k.policy_id, l.reference_id, 4, 0, 3, 0, 0, l.position, l.place, CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
  FROM trial_search AS k
  JOIN prose_link AS l ON l.place = 'trial_search:' || k.id || ':text'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  SELECT
    k.policy_id, l.reference_id, 4, 0, 4, k.position, 0, l.position, l.place, CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
  FROM listed_trial AS k
  JOIN prose_link AS l ON l.place = 'listed_trial:' || k.id || ':note'
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  -- 5: the sections after them
  SELECT
    t.policy_id, l.reference_id, 5, 0, 0, t.position, 0, l.position, l.place, CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
  FROM section_text AS t
  JOIN prose_link AS l ON l.place = 'section_text:' || t.id || ':text'
  WHERE t.indication_key IS NULL AND l.reference_id IS NOT NULL
    AND t.section NOT IN (
      'description', 'coding', 'benefit', 'regulatory', 'background', 'review-method',
      'guideline-selection'
    )
  UNION ALL
  -- 9: listed only
  SELECT
    k.policy_id, k.reference_id, 9, 0, 0, k.position, 0, 0, 'listed_reference:' || k.id || ':reference_id',
    CAST(NULL AS TEXT), CAST(NULL AS TEXT)
  FROM listed_reference AS k
),

-- One window to a step, each by policy: only so does SQLite carry `WHERE policy = ...` down to the tables.
ordered AS (
  SELECT
    policy, reference, place, indication, study, part,
    ROW_NUMBER() OVER (
      PARTITION BY policy ORDER BY part, indication_position, step, a, b, c, place
    ) AS sequence
  FROM citing
),

numbered AS (
  SELECT
    policy, reference, place, indication, study, sequence,
    MIN(sequence) OVER same_reference AS first_sequence,
    MIN(part) OVER same_reference AS first_part
  FROM ordered
  WINDOW same_reference AS (PARTITION BY policy, reference)
)

SELECT
  policy,
  sequence,
  reference,
  CASE
    WHEN reference IS NOT NULL THEN DENSE_RANK() OVER (
      PARTITION BY policy ORDER BY CASE WHEN reference IS NULL THEN 1 ELSE 0 END, first_sequence
    )
  END AS citation_number,
  CASE WHEN reference IS NOT NULL AND sequence = first_sequence THEN 1 ELSE 0 END AS is_first,
  CASE WHEN first_part = 9 THEN 1 ELSE 0 END AS listed_only,
  place,
  indication,
  study,
  CASE WHEN EXISTS (
    SELECT 1 FROM reference_notice AS y WHERE y.reference = numbered.reference AND y.notice = 'retraction' AND y.in_force = 1
  ) THEN 1 ELSE 0 END AS retracted
FROM numbered
