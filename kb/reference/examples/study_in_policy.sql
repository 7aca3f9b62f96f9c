-- In which order, and under which headings, does a policy tell of its studies?
SELECT indication, group_heading, study, citation_number
FROM study_in_policy
WHERE policy = '7.01.75'
ORDER BY indication_position, group_position, position
