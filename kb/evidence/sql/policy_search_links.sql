-- Indications that searches for trials and guidelines, and trials, of policies in a range are about, in order.
SELECT s.policy_id AS policy, s.id AS owner, i.key AS indication, x.position AS position
FROM trial_search AS s
JOIN trial_search_indication AS x ON x.trial_search_id = s.id
JOIN indication AS i ON i.id = x.indication_id
WHERE s.policy_id >= :first AND s.policy_id <= :last
UNION ALL
SELECT s.policy_id, 'guidelines:' || s.id, i.key, x.position
FROM guideline_search AS s
JOIN guideline_search_indication AS x ON x.guideline_search_id = s.id
JOIN indication AS i ON i.id = x.indication_id
WHERE s.policy_id >= :first AND s.policy_id <= :last
UNION ALL
SELECT t.policy_id, t.id, i.key, x.position
FROM listed_trial AS t
JOIN trial_indication AS x ON x.listed_trial_id = t.id
JOIN indication AS i ON i.id = x.indication_id
WHERE t.policy_id >= :first AND t.policy_id <= :last
ORDER BY 1, 2, 4
