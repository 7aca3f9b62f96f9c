-- Indications of a policy that use a study, with the number it is cited by.
SELECT
  u.policy AS policy,
  p.title AS policy_title,
  u.indication AS indication,
  i.title AS indication_title,
  u.group_heading AS group_heading,
  u.citation_number AS citation_number
FROM study_in_policy AS u
JOIN policy_overview AS p ON p.policy = u.policy
JOIN indication_overview AS i ON i.policy = u.policy AND i.indication = u.indication
WHERE u.policy = :policy AND u.study = :study
ORDER BY u.indication_position
