-- Searches for ongoing and unpublished trials, by date.
SELECT t.registry_name AS registry, t.date AS date, t.found AS found, t.text AS text
FROM trial_search AS t
WHERE t.policy_id = :policy
ORDER BY t.date, t.registry_name
