-- Whom does one ask about prior authorization?
SELECT plan, purpose, phone, fax, email
FROM plan_contact
ORDER BY plan, position
