-- An event for an endpoint. The first unfinished one of each subject is PENDING, those behind it are WAITING.
CREATE TABLE webhook_delivery (
    id               uuid        NOT NULL,
    endpoint_id      uuid        NOT NULL,
    organization_id  uuid        NOT NULL,
    ordinal          bigint      NOT NULL,
    kind             text        NOT NULL,
    event_id         uuid        NOT NULL,
    event_type       text        NOT NULL,
    subject          text        NOT NULL,
    sequence         integer     NOT NULL,
    position         bigint      NOT NULL,
    state            text        NOT NULL,
    attempts         integer     NOT NULL DEFAULT 0,
    first_attempt_at timestamptz,
    last_attempt_at  timestamptz,
    next_attempt_at  timestamptz,
    last_status      integer,
    last_failure     text,
    last_millis      integer,
    finished_at      timestamptz,
    created_at       timestamptz NOT NULL,
    CONSTRAINT webhook_delivery_pk PRIMARY KEY (id),
    CONSTRAINT webhook_delivery_endpoint_fk FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    CONSTRAINT webhook_delivery_kind_known CHECK (kind IN ('EVENT', 'REPLAY', 'REDELIVERY', 'TEST')),
    CONSTRAINT webhook_delivery_state_known CHECK (state IN ('WAITING', 'PENDING', 'DELIVERED', 'DEAD')),
    CONSTRAINT webhook_delivery_finish CHECK ((finished_at IS NULL) = (state IN ('WAITING', 'PENDING')))
) WITH (fillfactor = 70);

CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_attempt_at, ordinal) WHERE state = 'PENDING';
CREATE INDEX webhook_delivery_lane ON webhook_delivery (endpoint_id, subject, ordinal) WHERE state IN ('WAITING', 'PENDING');
CREATE INDEX webhook_delivery_list ON webhook_delivery (organization_id, id);
CREATE INDEX webhook_delivery_endpoint_list ON webhook_delivery (endpoint_id, id);
CREATE INDEX webhook_delivery_finished ON webhook_delivery (finished_at) WHERE finished_at IS NOT NULL;
