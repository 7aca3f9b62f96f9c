-- What a policy rests on: its studies, itself, and the guidelines it names; and the document it was read from.
SELECT 'study' AS kind, u.study AS key, NULL AS document FROM study_in_policy AS u
WHERE u.policy = :policy
GROUP BY u.study
UNION ALL
SELECT 'policy', p.id, p.document_id FROM policy AS p WHERE p.id = :policy
UNION ALL
SELECT 'guideline', n.guideline_id, NULL FROM policy_recommendation AS x
JOIN recommendation AS n ON n.id = x.recommendation_id
WHERE x.policy_id = :policy
GROUP BY n.guideline_id
ORDER BY 1, 2
