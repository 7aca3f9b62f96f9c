-- One row per moment of the history of a conclusion: its record was entered, it was changed, a version was published.
-- Key: policy, indication, number
--
-- event: What happened: entered, changed or published
-- number (integer): Order of the moment in the history of the conclusion, from 1; what has one time is entered, changed, then published
-- version (date): Effective date of the version; null for what happened between versions
-- at: When it happened, UTC, ISO 8601
-- verdict (codes verdict): Whether the evidence was sufficient from then on; null without a conclusion
-- effect (codes effect_phrase): What it was, or was not, sufficient to determine; null without a conclusion
-- conclusion_text: The verdict as a sentence; null without a conclusion
-- who: Who entered, changed or published it
-- why: Why, in their words; for a version as its sign-off says; null when nothing was said
SELECT
  e.policy AS policy,
  e.indication AS indication,
  e.event AS event,
  ROW_NUMBER() OVER (
    PARTITION BY e.policy, e.indication
    ORDER BY e.at, CASE e.event WHEN 'entered' THEN 1 WHEN 'changed' THEN 2 ELSE 3 END, e.event_id
  ) AS number,
  e.version AS version,
  e.at AS at,
  e.verdict AS verdict,
  e.effect AS effect,
  'The evidence is ' || e.verdict || ' to determine '
  || (SELECT y.meaning FROM code_list AS y WHERE y.list = 'effect_phrase' AND y.code = e.effect) || '.' AS conclusion_text,
  e.who AS who,
  e.why AS why
FROM (
  SELECT
    i.policy_id AS policy,
    i.key AS indication,
    'entered' AS event,
    h.id AS event_id,
    NULL AS version,
    h.at AS at,
    CASE WHEN f.id IS NULL THEN c.verdict ELSE f.old_verdict END AS verdict,
    CASE WHEN f.id IS NULL THEN c.effect ELSE f.old_effect END AS effect,
    h.who AS who,
    h.why AS why
  FROM indication AS i
  JOIN change AS h ON h.id = (
    SELECT MAX(n.id) FROM change AS n
    WHERE n.record_id = i.record_id AND n.table_name = 'record' AND n.action = 'insert'
  )
  LEFT JOIN conclusion AS c ON c.indication_id = i.id
  LEFT JOIN conclusion_change AS f ON f.id = (
    SELECT MIN(n.id) FROM conclusion_change AS n WHERE n.record_id = i.record_id AND n.at >= h.at
  )
  UNION ALL
  SELECT
    i.policy_id, i.key, 'changed', h.id, NULL, h.at, h.new_verdict, h.new_effect, h.who, h.why
  FROM indication AS i
  JOIN conclusion_change AS h ON h.record_id = i.record_id
  UNION ALL
  SELECT
    r.policy_id,
    k.indication_key,
    'published',
    (SELECT COUNT(*) FROM release AS n WHERE n.policy_id = r.policy_id AND n.effective_date <= r.effective_date),
    r.effective_date,
    r.published_at,
    k.verdict,
    k.effect,
    r.who,
    (
      SELECT a.because
      FROM approval AS a
      JOIN indication AS i ON i.id = a.indication_id
      WHERE i.policy_id = r.policy_id AND i.key = k.indication_key AND a.review_cycle_id = r.review_cycle_id
      ORDER BY a.approved_at DESC
      LIMIT 1
    )
  FROM release_conclusion AS k
  JOIN release AS r ON r.id = k.release_id
) AS e
