-- Which publications did a review exclude at full text, and why?
SELECT pmid, title, reason, note, who
FROM screening_event
WHERE policy = '7.01.75' AND stage = 'full-text' AND decision = 'exclude'
ORDER BY decided_at, candidate
