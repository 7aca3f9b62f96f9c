-- Studies whose primary report, and references which, have a retraction or an expression of concern in force, the more serious last.
SELECT 'study' AS kind, n.study AS key, n.notice AS notice
FROM study_notice AS n
WHERE n.notice IN ('retraction', 'concern') AND n.role = 'primary'
UNION
SELECT 'reference', n.reference, n.notice
FROM reference_notice AS n
WHERE n.notice IN ('retraction', 'concern') AND n.in_force = 1
ORDER BY notice, kind, key
