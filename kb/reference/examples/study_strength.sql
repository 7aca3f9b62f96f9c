-- What do reviewers count as a strength?
SELECT study, text
FROM study_strength
ORDER BY study, position
