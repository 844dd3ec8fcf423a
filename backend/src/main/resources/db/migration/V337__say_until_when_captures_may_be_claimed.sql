-- Tables of settlement.
-- Until when a capture may be claimed. What was captured before there is no row of it may be claimed at any time.
CREATE TABLE claim_window (
    redemption_id            uuid        NOT NULL,
    programme_id             uuid        NOT NULL,
    organization_id          uuid        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    order_id                 uuid,
    region_code              text        NOT NULL,
    voucher_id               uuid        NOT NULL,
    voucher_code             text        NOT NULL,
    payee                    text        NOT NULL,
    amount_fen               bigint      NOT NULL,
    until_at                 timestamptz NOT NULL,
    paused_by                text[]      NOT NULL,
    paused_at                timestamptz,
    reminded_days            integer,
    CONSTRAINT claim_window_pk PRIMARY KEY (redemption_id),
    CONSTRAINT claim_window_payee_known CHECK (payee IN ('PROVIDER', 'ENTERPRISE')),
    CONSTRAINT claim_window_amount CHECK (amount_fen > 0),
    CONSTRAINT claim_window_paused CHECK ((paused_at IS NULL) = (paused_by = '{}'))
) WITH (fillfactor = 80);
CREATE INDEX claim_window_until ON claim_window (until_at) WHERE paused_at IS NULL;
CREATE INDEX claim_window_enterprise ON claim_window (organization_id);
CREATE INDEX claim_window_provider ON claim_window (provider_organization_id);
CREATE INDEX claim_window_order ON claim_window (order_id) WHERE order_id IS NOT NULL;
