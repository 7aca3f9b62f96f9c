-- How many searches a cycle has, and how many records they returned.
SELECT COUNT(*) AS runs, COALESCE(SUM(r.records), 0) AS records
FROM review_search AS r
WHERE r.review_cycle = :cycle AND r.withdrawn = 0
