-- Tables of voucher.
-- An order that vouchers pay for: one of an enterprise with a provider, by the number it has there. Whoever makes a hold for it
-- locks its row first, so that holds on different vouchers for one order are weighed one after the other.
CREATE TABLE paid_order (
    organization_id    uuid    NOT NULL,
    provider_id        uuid    NOT NULL,
    external_reference text    NOT NULL,
    holds              integer NOT NULL DEFAULT 1,
    CONSTRAINT paid_order_pk PRIMARY KEY (organization_id, provider_id, external_reference),
    CONSTRAINT paid_order_held CHECK (holds > 0)
) WITH (fillfactor = 80);

INSERT INTO paid_order (organization_id, provider_id, external_reference, holds)
SELECT organization_id, provider_id, external_reference, count(*) FROM reservation GROUP BY 1, 2, 3;

CREATE INDEX reservation_order_list ON reservation (organization_id, provider_id, external_reference);
