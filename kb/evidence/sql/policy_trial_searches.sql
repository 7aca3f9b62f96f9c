-- Searches for ongoing and unpublished trials that policies in a range report, by date.
SELECT t.policy_id AS policy, t.id AS id, t.registry_name AS registry, t.date AS date, t.found AS found, t.text AS text
FROM trial_search AS t
WHERE t.policy_id >= :first AND t.policy_id <= :last
ORDER BY t.policy_id, t.date, t.registry_name
