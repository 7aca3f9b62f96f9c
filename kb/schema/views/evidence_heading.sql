-- One row per heading under which an indication places its studies.
-- Key: policy, indication, evidence_group
--
-- indication_position (integer): Order of the indications in the policy, from 1
-- group_position (integer): Reading order of the headings in the indication, from 1
-- heading: The heading
-- question (codes evidence_question): Question that the studies under it answer; null when not told
-- edition: Edition whose codes name what limits the relevance of its studies; null for none
-- intro: Sentence under the heading, in our words; null when there is none
-- none_identified (boolean): 1 = studies were looked for and none was found, 0 = nobody said so
-- studies (integer): Number of studies under it
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  i.position AS indication_position,
  g.key AS evidence_group,
  g.position AS group_position,
  g.heading AS heading,
  g.question AS question,
  g.instrument_version_id AS edition,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'evidence_group:' || g.id || ':intro'), g.intro) AS intro,
  CASE WHEN g.none_identified THEN 1 ELSE 0 END AS none_identified,
  (SELECT COUNT(*) FROM study_use AS u WHERE u.evidence_group_id = g.id) AS studies
FROM indication AS i
JOIN evidence_group AS g ON g.indication_id = i.id
