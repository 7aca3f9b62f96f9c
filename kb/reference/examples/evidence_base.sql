-- Which indications have no randomized trial?
SELECT policy, indication, design_group, studies
FROM evidence_base
WHERE design_group = 'randomized' AND studies = 0
ORDER BY policy, indication_position
