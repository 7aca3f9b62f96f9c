-- What does each finding rest on?
SELECT indication, finding, kind, study, says
FROM finding_evidence
WHERE policy = '7.01.75'
ORDER BY indication, finding, position
