-- Who signed the conclusions of a policy, and when?
SELECT indication, signed_at, who, verdict
FROM sign_off
WHERE policy = '7.01.75'
ORDER BY indication, signed_at, who
