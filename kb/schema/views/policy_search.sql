-- One row per search that the record of a policy tells of, and indication that it is for: where literature, guidelines
-- and ongoing trials were looked for, and how far the published version has searched. What yearly reviews searched, each time they
-- did, is in review_search.
-- Key: policy, sought, position, indication
--
-- sought: What was looked for: literature, trials (ongoing and unpublished ones), or guidelines
-- position (integer): Order of the searches for one thing in the policy, from 1
-- indication: Key of the indication that it is for; null when it is for all of the policy
-- strategy: Key of the stored strategy, as in review_search; null for trials and guidelines
-- source: Database, register or other source searched, for example PubMed; for guidelines the organization, null for all of them
-- platform: Platform that it was searched on, for example Ovid; null when not told
-- kind (codes search_source): What sort of source, as PRISMA parts them; null for guidelines
-- searched_through: How far the published version has searched, for trials and guidelines when they were looked for; ISO 8601, as precise as known (2024-06 or 2024-06-30); null when the record does not tell
-- query: The query as sent, without its date window; null for trials and guidelines
-- limits: Limits set besides the query, for example English; null for none
-- found (integer): Trials found that could influence the review; 0 = none identified, as for guidelines always, since those that were found are in guideline_recommendation; null for literature
-- text: More on it, in our words; null when not entered
SELECT
  s.policy_id AS policy,
  'literature' AS sought,
  s.position AS position,
  i.key AS indication,
  s.key AS strategy,
  s.source AS source,
  s.platform AS platform,
  s.kind AS kind,
  s.through AS searched_through,
  s.query AS query,
  s.limits AS limits,
  NULL AS found,
  NULL AS text
FROM search_strategy AS s
LEFT JOIN strategy_indication AS x ON x.strategy_id = s.id
LEFT JOIN indication AS i ON i.id = x.indication_id
UNION ALL
SELECT
  t.policy_id,
  'trials',
  t.position,
  i.key,
  NULL,
  t.registry_name,
  NULL,
  'register',
  t.date,
  NULL,
  NULL,
  t.found,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'trial_search:' || t.id || ':text'), t.text)
FROM trial_search AS t
LEFT JOIN trial_search_indication AS x ON x.trial_search_id = t.id
LEFT JOIN indication AS i ON i.id = x.indication_id
UNION ALL
SELECT
  g.policy_id,
  'guidelines',
  g.position,
  i.key,
  NULL,
  g.organization,
  NULL,
  NULL,
  g.date,
  NULL,
  NULL,
  0,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'guideline_search:' || g.id || ':text'), g.text)
FROM guideline_search AS g
LEFT JOIN guideline_search_indication AS x ON x.guideline_search_id = g.id
LEFT JOIN indication AS i ON i.id = x.indication_id
