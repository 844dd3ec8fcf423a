-- Tables of catalogue.
-- What a provider changed or took away lately is looked for whenever a young offering of the same name is ordered with vouchers.
CREATE INDEX offering_changed_lately ON offering (provider_id, kind, lower(normalize(name, NFKC)), updated_at)
    WHERE published_at IS NOT NULL AND updated_at > published_at;
