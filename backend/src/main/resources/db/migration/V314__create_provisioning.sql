-- Tables of trade.
-- The service of an order at its provider's endpoint: one for each order, under one id for ever.
CREATE TABLE provisioning (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    order_id                 uuid        NOT NULL,
    order_number             text        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    offering_id              uuid        NOT NULL,
    offering_version         integer     NOT NULL,
    offering_name            text        NOT NULL,
    endpoint_id              uuid        NOT NULL,
    request                  text        NOT NULL,
    status                   text        NOT NULL,
    wanted                   boolean     NOT NULL,
    again                    boolean     NOT NULL,
    tries                    integer     NOT NULL,
    doubts                   integer     NOT NULL,
    calls                    integer     NOT NULL,
    confirmations            integer     NOT NULL,
    call_id                  uuid,
    lease_until              timestamptz,
    asked_since              timestamptz NOT NULL,
    since                    timestamptz NOT NULL,
    due_at                   timestamptz,
    remove_at                timestamptz,
    operation                text,
    service_reference        text,
    activated                boolean     NOT NULL,
    outcome                  text,
    message                  text,
    reason                   text,
    created_at               timestamptz NOT NULL,
    provisioned_at           timestamptz,
    ended_at                 timestamptz,
    updated_at               timestamptz NOT NULL,
    CONSTRAINT provisioning_pk PRIMARY KEY (id),
    CONSTRAINT provisioning_order_fk FOREIGN KEY (order_id) REFERENCES service_order (id),
    CONSTRAINT provisioning_endpoint_fk FOREIGN KEY (endpoint_id) REFERENCES provisioning_endpoint (id),
    CONSTRAINT provisioning_of_order UNIQUE (order_id),
    CONSTRAINT provisioning_status_known CHECK (status IN ('PENDING', 'CALLING', 'IN_PROGRESS', 'PROVISIONED', 'ROLLING_BACK',
        'FAILED', 'DEPROVISIONING', 'GONE', 'STUCK')),
    CONSTRAINT provisioning_call_whole CHECK ((call_id IS NULL) = (lease_until IS NULL)),
    CONSTRAINT provisioning_call_while_calling CHECK (status <> 'CALLING' OR call_id IS NOT NULL),
    CONSTRAINT provisioning_ended CHECK ((status = 'GONE') = (ended_at IS NOT NULL)),
    -- Whatever is not settled is looked at again.
    CONSTRAINT provisioning_goes_on CHECK (due_at IS NOT NULL
        OR status NOT IN ('PENDING', 'CALLING', 'IN_PROGRESS', 'ROLLING_BACK', 'DEPROVISIONING'))
) WITH (fillfactor = 70);

CREATE INDEX provisioning_list ON provisioning (organization_id, id);
CREATE INDEX provisioning_provider_list ON provisioning (provider_organization_id, id);
CREATE INDEX provisioning_region_list ON provisioning (region_code, id);
CREATE INDEX provisioning_due ON provisioning (due_at, endpoint_id) WHERE due_at IS NOT NULL;
CREATE INDEX provisioning_due_at_endpoint ON provisioning (endpoint_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX provisioning_under_way ON provisioning (endpoint_id) WHERE call_id IS NOT NULL;

-- What endpoints were asked, written before they were, and what they have answered.
CREATE TABLE provisioning_call (
    id              uuid        NOT NULL,
    provisioning_id uuid        NOT NULL,
    kind            text        NOT NULL,
    attempt         integer     NOT NULL,
    begun_at        timestamptz NOT NULL,
    millis          bigint,
    outcome         text,
    status          integer,
    message         text,
    CONSTRAINT provisioning_call_pk PRIMARY KEY (id),
    CONSTRAINT provisioning_call_provisioning_fk FOREIGN KEY (provisioning_id) REFERENCES provisioning (id),
    CONSTRAINT provisioning_call_kind_known CHECK (kind IN ('PROVISION', 'POLL', 'REMOVE'))
);

CREATE INDEX provisioning_call_list ON provisioning_call (provisioning_id, id);
