-- The Ed25519 keys that credentials of vouchers and their status lists are signed with. They are no keys of access tokens.
CREATE TABLE voucher_key (
    kid          text        NOT NULL,
    public_key   bytea       NOT NULL,
    private_key  bytea       NOT NULL,
    is_encrypted boolean     NOT NULL,
    created_at   timestamptz NOT NULL,
    active_from  timestamptz NOT NULL,
    CONSTRAINT voucher_key_pk PRIMARY KEY (kid)
);
