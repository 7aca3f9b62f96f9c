-- What did each yearly review search, and how much did it find?
SELECT policy, opened, source, searched, since, until, records, withdrawn
FROM review_search
ORDER BY policy, opened, number
