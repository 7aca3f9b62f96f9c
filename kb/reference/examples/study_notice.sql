-- Which studies have been retracted or called in question, and where are they used?
SELECT n.study, n.notice, n.date, u.policy, u.indication
FROM study_notice AS n
LEFT JOIN study_in_policy AS u ON u.study = n.study
WHERE n.notice IN ('retraction', 'concern')
ORDER BY n.study, n.position, u.policy, u.indication
