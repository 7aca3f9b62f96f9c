-- One row per figure, background figure or publication that a text of ours prints or cites.
-- Key: place, position
--
-- position (integer): Order within the text, from 1
-- figure_id: Key of the figure of a study printed there, see figure_detail; null for another mention
-- fact: Key of the background figure printed there; null for another mention
-- reference: Key of the publication cited there; null for a figure
-- says: What is printed there: the figure as a reader sees it, or its whole statement; null for a citation
SELECT
  l.place AS place,
  l.position AS position,
  l.figure_id AS figure_id,
  l.fact_id AS fact,
  l.reference_id AS reference,
  CASE
    WHEN SUBSTR(l.token, LENGTH(l.token) - 11) <> '|statement]]' THEN COALESCE(f.reported_text, a.reported_text)
    WHEN REPLACE(REPLACE(l.token, 'fact:', ''), ':', '') <> REPLACE(l.token, 'fact:', '')
      THEN COALESCE(m.reported_text, r.reported_text, b.reported_text)
    ELSE COALESCE(r.reported_text, b.reported_text)
  END AS says
FROM prose_link AS l
LEFT JOIN figure AS f ON f.id = l.figure_id
LEFT JOIN figure AS a ON a.fact_id = l.fact_id AND a.is_main
LEFT JOIN result AS r ON r.id = f.result_id
LEFT JOIN measure AS m ON m.id = f.id
LEFT JOIN fact AS b ON b.id = COALESCE(l.fact_id, f.fact_id)
