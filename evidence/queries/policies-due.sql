-- title: Policies due for review
-- question: When was each policy last reviewed, and which are due by this day?
-- note: Due is the date set for an open review, else so many years after the last entry of the history.
-- parameter day (date, optional): The day to judge by; else today
-- parameter years (integer, default 1): Years between reviews
WITH reviewed AS (
  SELECT
    p.policy, p.title, p.plan,
    (SELECT MAX(t.effective_date) FROM policy_timeline AS t WHERE t.policy = p.policy) AS last_reviewed,
    (SELECT MIN(c.due) FROM review_cycle AS c WHERE c.policy_id = p.policy AND c.state = 'open') AS due_set,
    (SELECT COUNT(*) FROM review_cycle AS c WHERE c.policy_id = p.policy AND c.state = 'open') AS reviews_open
  FROM policy_overview AS p
),

dated AS (
  SELECT
    r.*,
    COALESCE(
      r.due_set,
      CAST(CAST(SUBSTR(r.last_reviewed, 1, 4) AS INTEGER) + :years AS TEXT) || SUBSTR(r.last_reviewed, 5)
    ) AS due,
    COALESCE(:day, CAST(CURRENT_DATE AS TEXT)) AS judged_on
  FROM reviewed AS r
)

SELECT
  policy,
  title,
  plan,
  last_reviewed,
  due,
  CASE WHEN due IS NULL THEN NULL WHEN due <= judged_on THEN 1 ELSE 0 END AS is_due,
  reviews_open
FROM dated
ORDER BY CASE WHEN due IS NULL THEN 0 ELSE 1 END, due, policy
