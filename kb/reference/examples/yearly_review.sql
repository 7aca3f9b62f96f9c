-- How many publications did each yearly review have to screen?
SELECT policy, opened, state, records, candidates
FROM yearly_review
ORDER BY policy, opened
