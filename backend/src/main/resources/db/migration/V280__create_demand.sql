-- Tables of trade.
-- What an enterprise needs and asks providers to quote for.
CREATE TABLE demand (
    id                    uuid        NOT NULL,
    version               integer     NOT NULL,
    number                text        NOT NULL,
    organization_id       uuid        NOT NULL,
    organization_name     text        NOT NULL,
    region_code           text        NOT NULL,
    title                 text        NOT NULL,
    description           text        NOT NULL,
    kind                  text        NOT NULL,
    category_code         text,
    quantity              text        NOT NULL,
    unit                  text        NOT NULL,
    budget_fen            bigint,
    quotes_until          timestamptz NOT NULL,
    wanted_on             date        NOT NULL,
    service_region_code   text        NOT NULL,
    visibility            text        NOT NULL,
    invited               uuid[]      NOT NULL,
    invited_provider_ids  uuid[]      NOT NULL,
    status                text        NOT NULL,
    created_by            uuid        NOT NULL,
    created_at            timestamptz NOT NULL,
    opened_at             timestamptz,
    quoting_closed_at     timestamptz,
    lapses_at             timestamptz,
    ended_at              timestamptz,
    awarded_quote_id      uuid,
    awarded_provider_id   uuid,
    awarded_provider_name text,
    awarded_fen           bigint,
    order_id              uuid,
    updated_at            timestamptz NOT NULL,
    reason                text,
    CONSTRAINT demand_pk PRIMARY KEY (id),
    CONSTRAINT demand_number UNIQUE (number),
    CONSTRAINT demand_visibility_known CHECK (visibility IN ('PUBLIC', 'NAME_HIDDEN', 'INVITED')),
    CONSTRAINT demand_status_known CHECK (status IN ('DRAFT', 'OPEN', 'AWARDED', 'CLOSED', 'WITHDRAWN', 'LAPSED')),
    CONSTRAINT demand_budget CHECK (budget_fen > 0),
    CONSTRAINT demand_invited_few CHECK (cardinality(invited) <= 20 AND cardinality(invited) = cardinality(invited_provider_ids)),
    CONSTRAINT demand_open_whole CHECK ((opened_at IS NULL) = (lapses_at IS NULL)
        AND (opened_at IS NOT NULL OR quoting_closed_at IS NULL AND status IN ('DRAFT', 'WITHDRAWN'))
        AND (status <> 'DRAFT' OR opened_at IS NULL)),
    CONSTRAINT demand_closed_early CHECK (quoting_closed_at < quotes_until),
    CONSTRAINT demand_ended CHECK ((status IN ('DRAFT', 'OPEN')) = (ended_at IS NULL)),
    CONSTRAINT demand_awarded_whole CHECK (num_nonnulls(awarded_quote_id, awarded_provider_id, awarded_provider_name, awarded_fen,
        order_id) = CASE status WHEN 'AWARDED' THEN 5 ELSE 0 END)
) WITH (fillfactor = 80);

COMMENT ON COLUMN demand.invited IS 'the organisations of the providers that the enterprise has invited, by id; not in the order of those';
COMMENT ON COLUMN demand.lapses_at IS 'the first moment at which nothing can be awarded any more';

CREATE INDEX demand_list ON demand (organization_id, id);
CREATE INDEX demand_region_list ON demand (region_code, id);
CREATE INDEX demand_invited ON demand USING gin (invited);
CREATE INDEX demand_due ON demand (lapses_at, id) WHERE status = 'OPEN';
CREATE INDEX demand_living ON demand (organization_id) WHERE status IN ('DRAFT', 'OPEN');
CREATE INDEX demand_to_decide ON demand (organization_id, (work_due(coalesce(quoting_closed_at, quotes_until), 10)), id)
    WHERE status = 'OPEN';
