-- What the findings of a policy rest on, in order.
SELECT
  e.indication AS indication, e.finding AS finding, e.kind AS kind, e.study AS study, e.key AS key, e.says AS says
FROM finding_evidence AS e
WHERE e.policy = :policy
ORDER BY e.indication, e.finding, e.position
