-- What is certainty rated down for most often?
SELECT r.domain_label, COUNT(*) AS outcomes, SUM(r.levels) AS levels
FROM certainty_reason AS r
WHERE r.direction = 'down'
GROUP BY r.domain_label
ORDER BY outcomes DESC, r.domain_label
