-- The money of a programme in one region: the programme's own pool stands at its own region, below it the units and
-- their counties. The row is narrow and nothing that changes is indexed, for the opening second is spent on it.
CREATE TABLE budget (
    id            uuid        NOT NULL,
    programme_id  uuid        NOT NULL,
    region_code   text        NOT NULL,
    parent_id     uuid,
    available_fen bigint      NOT NULL DEFAULT 0,
    committed_fen bigint      NOT NULL DEFAULT 0,
    issued_fen    bigint      NOT NULL DEFAULT 0,
    intake        bigint      NOT NULL DEFAULT 0,
    moved_at      timestamptz NOT NULL,
    CONSTRAINT budget_pk PRIMARY KEY (id),
    CONSTRAINT budget_region_unique UNIQUE (programme_id, region_code),
    CONSTRAINT budget_programme_fk FOREIGN KEY (programme_id) REFERENCES programme (id),
    CONSTRAINT budget_available_not_negative CHECK (available_fen >= 0),
    CONSTRAINT budget_committed_not_negative CHECK (committed_fen >= 0),
    CONSTRAINT budget_issued_not_negative CHECK (issued_fen >= 0)
) WITH (fillfactor = 20);

-- How much of a programme one provider may come to, and how much is committed to it.
CREATE TABLE provider_ceiling (
    programme_id  uuid   NOT NULL,
    provider_id   uuid   NOT NULL,
    ceiling_fen   bigint NOT NULL,
    committed_fen bigint NOT NULL DEFAULT 0,
    CONSTRAINT provider_ceiling_pk PRIMARY KEY (programme_id, provider_id),
    CONSTRAINT provider_ceiling_kept CHECK (committed_fen >= 0 AND (committed_fen <= ceiling_fen OR ceiling_fen < 0))
) WITH (fillfactor = 50);

-- What one enterprise has come to in a programme: the annual cap is judged by it.
CREATE TABLE entitlement (
    programme_id    uuid   NOT NULL,
    organization_id uuid   NOT NULL,
    committed_fen   bigint NOT NULL DEFAULT 0,
    CONSTRAINT entitlement_pk PRIMARY KEY (programme_id, organization_id),
    CONSTRAINT entitlement_not_negative CHECK (committed_fen >= 0)
) WITH (fillfactor = 50);
