-- One row per indication of a policy: its PICO question, and how much evidence it rests on.
-- Key: policy, indication
--
-- position (integer): Order of the indications in the policy, from 1
-- title: Heading of the indication
-- population: The population, in our words; reads after `individuals who have`
-- condition: Key of the condition of the population; null when none is entered
-- interventions: Keys of the interventions under review, in order, joined by ", "; null when there are none
-- comparators: Keys of the comparators, in order, joined by ", "; null when there are none
-- outcomes: Names of the outcomes of the question, in order, joined by ", "; null when there are none
-- studies (integer): Number of studies used, each once
-- retracted_studies (integer): How many of these have a retraction in force; studies counts them, too
-- participants (integer): Participants of the studies used, each study once, and participants whom several studies report once; without systematic reviews, whose participants are those of their studies, without models, retracted studies, and studies of unknown size; null when no size is known
-- sized_studies (integer): Number of studies that participants counts
-- unsized_studies (integer): Number of such studies whose size is not known: with any, participants is at least so many
-- verdict (codes verdict): Whether the evidence is sufficient; null while there is no conclusion
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  i.position AS position,
  i.title AS title,
  i.population_verb AS population_verb,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'indication:' || i.id || ':population'), i.population) AS population,
  i.condition_id AS condition,
  (
    WITH RECURSIVE numbered (place, name) AS (
      SELECT ROW_NUMBER() OVER (ORDER BY x.position), x.intervention_id
      FROM pico_element AS x
      WHERE x.indication_id = i.id AND x.element = 'intervention'
    ),
    joined (place, names) AS (
      SELECT place, name FROM numbered WHERE place = 1
      UNION ALL
      SELECT k.place, j.names || ', ' || k.name
      FROM joined AS j
      JOIN numbered AS k ON k.place = j.place + 1
    )
    SELECT names FROM joined ORDER BY place DESC LIMIT 1
  ) AS interventions,
  (
    WITH RECURSIVE numbered (place, name) AS (
      SELECT ROW_NUMBER() OVER (ORDER BY x.position), x.intervention_id
      FROM pico_element AS x
      WHERE x.indication_id = i.id AND x.element = 'comparator'
    ),
    joined (place, names) AS (
      SELECT place, name FROM numbered WHERE place = 1
      UNION ALL
      SELECT k.place, j.names || ', ' || k.name
      FROM joined AS j
      JOIN numbered AS k ON k.place = j.place + 1
    )
    SELECT names FROM joined ORDER BY place DESC LIMIT 1
  ) AS comparators,
  (
    WITH RECURSIVE numbered (place, name) AS (
      SELECT ROW_NUMBER() OVER (ORDER BY x.position), v.name
      FROM indication_outcome AS x
      JOIN vocabulary_outcome AS v ON v.id = x.outcome_id
      WHERE x.indication_id = i.id
    ),
    joined (place, names) AS (
      SELECT place, name FROM numbered WHERE place = 1
      UNION ALL
      SELECT k.place, j.names || ', ' || k.name
      FROM joined AS j
      JOIN numbered AS k ON k.place = j.place + 1
    )
    SELECT names FROM joined ORDER BY place DESC LIMIT 1
  ) AS outcomes,
  (SELECT COUNT(DISTINCT u.study_id) FROM study_use AS u WHERE u.indication_id = i.id) AS studies,
  (
    SELECT COUNT(DISTINCT u.study_id) FROM study_use AS u
    WHERE u.indication_id = i.id
      AND EXISTS (SELECT 1 FROM study_notice AS y WHERE y.study = u.study_id AND y.role = 'primary' AND y.notice = 'retraction')
  ) AS retracted_studies,
  (
    SELECT SUM(q.counted) FROM counted_participants AS q
    WHERE q.policy = i.policy_id AND q.indication = i.key
  ) AS participants,
  (
    SELECT COUNT(*) FROM study_size AS z
    JOIN study AS y ON y.id = z.id
    JOIN design AS d ON d.id = y.design_id
    WHERE z.counts_people AND d.design_group NOT IN ('systematic-review', 'other')
      AND z.id IN (SELECT u.study_id FROM study_use AS u WHERE u.indication_id = i.id)
      AND NOT EXISTS (SELECT 1 FROM study_notice AS q WHERE q.study = z.id AND q.role = 'primary' AND q.notice = 'retraction')
  ) AS sized_studies,
  (
    SELECT COUNT(*) FROM study AS y
    JOIN design AS d ON d.id = y.design_id
    WHERE d.design_group NOT IN ('systematic-review', 'other')
      AND y.id IN (SELECT u.study_id FROM study_use AS u WHERE u.indication_id = i.id)
      AND NOT EXISTS (SELECT 1 FROM study_size AS z WHERE z.id = y.id AND z.counts_people)
      AND NOT EXISTS (SELECT 1 FROM study_notice AS q WHERE q.study = y.id AND q.role = 'primary' AND q.notice = 'retraction')
  ) AS unsized_studies,
  c.verdict AS verdict
FROM indication AS i
LEFT JOIN conclusion AS c ON c.indication_id = COALESCE(i.concluded_with_id, i.id)
