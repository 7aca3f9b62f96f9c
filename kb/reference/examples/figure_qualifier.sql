-- Which numbers were read off a graph, imputed, interim or one-sided?
SELECT study, figure_id, qualifier, reported_text
FROM figure_qualifier
ORDER BY study, figure_id, position
