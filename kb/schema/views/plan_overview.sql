-- One row per health plan.
-- Key: plan
--
-- plan: Key of the plan
-- name: Name of the plan as it prints it
-- abbreviation: Abbreviation; null when there is none
-- website: Web address; null when not told
-- review_months (integer): Months from one review of a policy to the next, 12 unless the plan says otherwise
-- dates (codes date_style): How the plan writes dates in its documents
-- disclaimer: Disclaimer of its policies, in its own words; null when there is none
-- disclaimer_place (codes boilerplate_place): Where its policies print the disclaimer
-- logo (integer): 1 where it has a picture above its documents, else 0
-- policies (integer): Number of its policies
SELECT
  h.id AS plan,
  h.name AS name,
  h.abbreviation AS abbreviation,
  h.website AS website,
  COALESCE(h.review_months, 12) AS review_months,
  h.date_style AS dates,
  h.disclaimer AS disclaimer,
  h.disclaimer_place AS disclaimer_place,
  CASE WHEN h.logo_picture IS NULL THEN 0 ELSE 1 END AS logo,
  (SELECT COUNT(*) FROM policy AS p WHERE p.plan_id = h.id) AS policies
FROM health_plan AS h
