-- Which studies report some or all of the same participants?
SELECT study, other_study
FROM shared_cohort
WHERE relation = 'shared'
ORDER BY study, other_study
