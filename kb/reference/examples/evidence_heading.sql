-- Under which headings does each indication place how many studies, and what question do they answer?
SELECT h.policy, h.indication, h.heading, h.question, h.studies
FROM evidence_heading AS h
ORDER BY h.policy, h.indication_position, h.group_position
