-- Whoever wants to be told of events. What its owner decides is here; how far the telling has come changes with every
-- delivery and has a narrow row of its own.
CREATE TABLE webhook_endpoint (
    id                   uuid        NOT NULL,
    organization_id      uuid        NOT NULL,
    region_code          text,
    url                  text        NOT NULL,
    description          text,
    types                text[]      NOT NULL,
    contact_email        text,
    state                text        NOT NULL,
    state_reason         text,
    secret               bytea       NOT NULL,
    private_key          bytea       NOT NULL,
    public_key           bytea       NOT NULL,
    previous_secret      bytea,
    previous_private_key bytea,
    previous_public_key  bytea,
    previous_until       timestamptz,
    is_sealed            boolean     NOT NULL,
    version              integer     NOT NULL DEFAULT 0,
    created_at           timestamptz NOT NULL,
    created_by           uuid,
    updated_at           timestamptz NOT NULL,
    updated_by           uuid,
    CONSTRAINT webhook_endpoint_pk PRIMARY KEY (id),
    CONSTRAINT webhook_endpoint_organization_fk FOREIGN KEY (organization_id) REFERENCES organization (id),
    CONSTRAINT webhook_endpoint_state_known CHECK (state IN ('ACTIVE', 'PAUSED', 'DISABLED')),
    CONSTRAINT webhook_endpoint_reason_known CHECK (state_reason IN ('OWNER', 'FAILING', 'GONE')),
    CONSTRAINT webhook_endpoint_reason_given CHECK ((state = 'ACTIVE') = (state_reason IS NULL))
);

CREATE INDEX webhook_endpoint_organization_list ON webhook_endpoint (organization_id, id);

-- Whoever makes, finishes or counts deliveries of an endpoint holds this row: events become deliveries and the cursor
-- moves in one unit of work, and one node at a time delivers.
CREATE TABLE webhook_progress (
    endpoint_id   uuid    NOT NULL,
    cursor        bigint  NOT NULL,
    replay_next   bigint,
    replay_until  bigint,
    next_ordinal  bigint  NOT NULL DEFAULT 1,
    unfinished    integer NOT NULL DEFAULT 0,
    failures      integer NOT NULL DEFAULT 0,
    failing_since timestamptz,
    due_at        timestamptz,
    lease_owner   uuid,
    lease_until   timestamptz,
    CONSTRAINT webhook_progress_pk PRIMARY KEY (endpoint_id),
    CONSTRAINT webhook_progress_endpoint_fk FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoint (id) ON DELETE CASCADE
) WITH (fillfactor = 50);
