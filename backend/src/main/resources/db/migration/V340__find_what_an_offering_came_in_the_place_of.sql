-- Tables of catalogue.
-- What a provider changed or took away lately is looked for whenever one of its young offerings is ordered with vouchers.
CREATE INDEX offering_changed_lately ON offering (provider_id, kind, updated_at)
    WHERE published_at IS NOT NULL AND updated_at > published_at;
