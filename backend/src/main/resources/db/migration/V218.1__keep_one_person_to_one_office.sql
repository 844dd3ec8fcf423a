-- Whoever has a say over others is known by a mobile number, and has one such account.
ALTER TABLE account ADD COLUMN mobile text CONSTRAINT account_mobile_form CHECK (mobile ~ '^1[3-9][0-9]{9}$');

CREATE UNIQUE INDEX account_mobile_of_office ON account (mobile)
    WHERE disabled_at IS NULL AND roles && ARRAY['AUTHORITY', 'FINANCE', 'AUDITOR', 'SYSADMIN'];
