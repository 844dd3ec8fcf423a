-- One row per offering: what decides, sorts, filters and finds. Its content is in offering_version. The provider is part of
-- every key, so that the tables of a provider's catalogue can live on one shard.
CREATE TABLE offering (
    id               uuid        NOT NULL,
    provider_id      uuid        NOT NULL,
    external_id      text        COLLATE "C" NOT NULL,
    kind             text        NOT NULL,
    status           text        NOT NULL,
    version          integer     NOT NULL,
    revision         bigint      NOT NULL,
    content_hash     text        NOT NULL,
    name             text        NOT NULL,
    name_en          text,
    category_code    text,
    price_from_fen   bigint,
    price_band       text        NOT NULL,
    has_trial        boolean     NOT NULL,
    voucher_eligible boolean     NOT NULL,
    industries       text[]      NOT NULL,
    regions          text[]      NOT NULL,
    name_key         text        COLLATE "C" NOT NULL,
    description_key  text        COLLATE "C" NOT NULL,
    name_grams       tsvector    NOT NULL,
    text_grams       tsvector    NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    published_at     timestamptz,
    CONSTRAINT offering_pk PRIMARY KEY (id, provider_id),
    CONSTRAINT offering_external_id_unique UNIQUE (provider_id, external_id),
    CONSTRAINT offering_status_known CHECK (status IN ('DRAFT', 'PUBLISHED', 'SUSPENDED', 'RETIRED')),
    CONSTRAINT offering_price_not_negative CHECK (price_from_fen >= 0)
);

-- The public sees published offerings only, so only they are in the indexes of the search.
CREATE INDEX offering_by_name ON offering (name_key, id) WHERE status = 'PUBLISHED';
CREATE INDEX offering_by_update ON offering (updated_at, id) WHERE status = 'PUBLISHED';
CREATE INDEX offering_by_price ON offering (price_from_fen, id) WHERE status = 'PUBLISHED';
-- New entries wait in a short list and go into the index many at a time, which makes a push several times faster. A search
-- also reads the list, so it is short, and each push empties it when it ends.
CREATE INDEX offering_name_grams ON offering USING gin (name_grams) WITH (gin_pending_list_limit = 4096)
    WHERE status = 'PUBLISHED';
CREATE INDEX offering_text_grams ON offering USING gin (text_grams) WITH (gin_pending_list_limit = 4096)
    WHERE status = 'PUBLISHED';
