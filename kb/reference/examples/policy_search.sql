-- When was the literature of each policy last searched, and when were its ongoing trials?
SELECT policy, sought, source, searched_through
FROM policy_search
ORDER BY policy, sought, position, indication
