-- Where does a policy cite each reference first?
SELECT citation_number, reference, indication, study, place
FROM policy_citation
WHERE policy = '7.01.75' AND is_first = 1
ORDER BY sequence
