-- How many studies of each kind does each indication rest on?
SELECT policy, indication, design_group, studies
FROM evidence_base
ORDER BY policy, indication_position, design_group
