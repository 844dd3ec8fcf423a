-- Whom a person is at the issuer that signs people in, where one is configured.
CREATE TABLE external_identity (
    issuer text NOT NULL,
    subject text NOT NULL,
    account_id uuid NOT NULL CONSTRAINT external_identity_account_fk REFERENCES account (id),
    linked_at timestamptz NOT NULL,
    CONSTRAINT external_identity_pk PRIMARY KEY (issuer, subject),
    CONSTRAINT external_identity_account_unique UNIQUE (issuer, account_id)
);
