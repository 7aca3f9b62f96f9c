-- title: Policies that cite a publication, by PMID
-- question: Which policies cite this article, under which number, and where?
-- parameter pmid (text): PubMed identifier
SELECT
  c.policy,
  c.citation_number,
  c.sequence,
  c.indication,
  c.study,
  CASE
    WHEN c.listed_only = 1 THEN 'listed only'
    WHEN c.study IS NOT NULL THEN 'study'
    WHEN c.place LIKE 'guideline:%' OR c.place LIKE 'recommendation:%' THEN 'guideline'
    ELSE 'text'
  END AS cited_as,
  c.place,
  c.reference,
  r.retracted,
  r.citation_text
FROM policy_citation AS c
JOIN policy_reference AS r ON r.policy = c.policy AND r.reference = c.reference
WHERE r.pmid = :pmid
ORDER BY c.policy, c.sequence
