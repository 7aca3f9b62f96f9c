-- Which references does a policy cite, newest first?
SELECT citation_number, first_author, year, journal, pmid
FROM policy_reference
WHERE policy = '7.01.75' AND listed_only = 0
ORDER BY year DESC, citation_number
