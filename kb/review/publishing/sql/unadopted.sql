-- Studies that were extracted in a cycle and of which no extraction is in the study record yet.
SELECT e.study, MIN(e.who) AS who, MAX(CASE WHEN e.state = 'done' THEN 'done' ELSE 'draft' END) AS state
FROM extraction AS e
WHERE e.review_cycle_id = :cycle
GROUP BY e.study
HAVING MAX(CASE WHEN e.state = 'adopted' THEN 1 ELSE 0 END) = 0
ORDER BY e.study
