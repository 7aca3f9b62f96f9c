-- For which indications is the evidence insufficient?
SELECT policy, indication, title, determination, conclusion_text
FROM policy_conclusion
WHERE verdict = 'insufficient'
ORDER BY policy, indication_position
