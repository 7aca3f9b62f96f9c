-- title: Policies due for review
-- question: When did the newest version of each policy take effect, and which policies are due by this day?
-- note: Due is the date set for the review under way, else so many months after the newest version as the policy says, as
--   `kb review due` has it; 31 in a shorter month stands for its last day.
-- parameter day (date, optional): The day to judge by; else today
-- parameter months (integer, optional): Months between reviews, whatever the policies say
WITH newest AS (
  SELECT
    p.policy, p.title, p.plan, p.effective_date, COALESCE(:months, p.review_months) AS months,
    (
      SELECT MAX(y.due) FROM yearly_review AS y WHERE y.policy = p.policy AND y.state IN ('open', 'concluded')
    ) AS due_set,
    (
      SELECT MAX(y.opened) FROM yearly_review AS y WHERE y.policy = p.policy AND y.state IN ('open', 'concluded')
    ) AS under_way
  FROM policy_overview AS p
),

counted AS (
  SELECT
    n.*,
    CAST(SUBSTR(n.effective_date, 1, 4) AS INTEGER) * 12 + CAST(SUBSTR(n.effective_date, 6, 2) AS INTEGER) - 1
      + n.months AS due_month
  FROM newest AS n
),

dated AS (
  SELECT
    c.*,
    COALESCE(
      c.due_set,
      CAST(c.due_month / 12 AS TEXT) || '-' || CASE WHEN c.due_month % 12 < 9 THEN '0' ELSE '' END
      || CAST(c.due_month % 12 + 1 AS TEXT) || SUBSTR(c.effective_date, 8)
    ) AS due,
    COALESCE(:day, CAST(CURRENT_DATE AS TEXT)) AS judged_on
  FROM counted AS c
)

SELECT
  policy,
  title,
  plan,
  effective_date,
  months,
  due,
  CASE WHEN due IS NULL THEN NULL WHEN due <= judged_on THEN 1 ELSE 0 END AS is_due,
  under_way
FROM dated
ORDER BY CASE WHEN due IS NULL THEN 0 ELSE 1 END, due, policy
