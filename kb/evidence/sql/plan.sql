-- One plan.
SELECT
  h.id AS key,
  h.name AS name,
  h.abbreviation AS abbreviation,
  h.website AS website,
  h.review_months AS review_months,
  h.date_style AS dates,
  h.disclaimer AS disclaimer,
  h.disclaimer_place AS disclaimer_place,
  h.logo_text AS logo_text,
  h.logo_picture AS logo_picture
FROM health_plan AS h
WHERE h.id = :plan
ORDER BY h.id
