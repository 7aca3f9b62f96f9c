-- Which outcomes of the question are relevant to the conclusion?
SELECT indication, name, abbreviation
FROM indication_pico
WHERE policy = '7.01.75' AND element = 'outcome' AND relevant = 1
ORDER BY indication, position
