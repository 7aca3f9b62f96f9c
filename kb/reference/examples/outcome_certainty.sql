-- How certain is the evidence on each outcome?
SELECT c.policy, c.indication, c.outcome, c.certainty_label, c.levels_down
FROM outcome_certainty AS c
ORDER BY c.policy, c.indication, c.position
