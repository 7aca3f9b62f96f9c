-- Interventions, comparators and outcomes of the questions of a policy, in order.
SELECT indication, element, name, abbreviation, relevant
FROM indication_pico
WHERE policy = :policy
ORDER BY indication, element, position
