-- Which margins of noninferiority were not kept?
SELECT study, outcome, margin
FROM study_margin
WHERE hypothesis = 'noninferiority' AND met = 'no'
ORDER BY study, position
