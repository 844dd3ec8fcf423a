-- A registration that nobody certified gives way to another of the same credit code: then it is closed, and the other one
-- says when it had been made.
ALTER TABLE organization
    ADD COLUMN closed_at timestamptz,
    ADD COLUMN earlier_registration_at timestamptz,
    ADD CONSTRAINT organization_closed_is_nobody CHECK (closed_at IS NULL OR num_nonnulls(certification_id, frozen_at) = 0),
    DROP CONSTRAINT organization_credit_code_unique;

CREATE UNIQUE INDEX organization_credit_code_unique ON organization (credit_code) WHERE closed_at IS NULL;

-- An address is proven when a token that was mailed to it was used. What nobody has proven reserves no address.
ALTER TABLE account ADD COLUMN email_proven_at timestamptz;

UPDATE account a SET email_proven_at = p.at
    FROM (SELECT account_id, min(at) AS at FROM (
            SELECT account_id, accepted_at AS at FROM invitation WHERE accepted_at IS NOT NULL
            UNION ALL SELECT account_id, used_at FROM password_reset WHERE used_at IS NOT NULL) used GROUP BY account_id) p
    WHERE p.account_id = a.id AND a.email IS NOT NULL;

DROP INDEX account_email_unique;
CREATE UNIQUE INDEX account_email_unique ON account (email) WHERE email_proven_at IS NOT NULL;
CREATE INDEX account_email ON account (email, id) WHERE email IS NOT NULL;
