-- Ongoing and unpublished trials, in order.
SELECT t.number AS number, t.title AS title, t.planned AS planned, t.completion AS completion, t.status AS status
FROM ongoing_trial AS t
WHERE t.policy_id = :policy
ORDER BY t.position
