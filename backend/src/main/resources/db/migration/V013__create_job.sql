-- Long work: claimed by one node at a time through a lease, ordered within its lane, resumable from what it has recorded.
CREATE TABLE job (
    id               uuid        NOT NULL,
    kind             text        NOT NULL,
    lane             uuid        NOT NULL,
    state            text        NOT NULL,
    done             bigint      NOT NULL DEFAULT 0,
    total            bigint,
    attempt          integer     NOT NULL DEFAULT 0,
    attempt_from     bigint      NOT NULL DEFAULT 0,
    attempt_at       timestamptz,
    cancel_requested boolean     NOT NULL DEFAULT false,
    failure_code     text,
    lease_owner      uuid,
    lease_until      timestamptz,
    queued_at        timestamptz,
    finished_at      timestamptz,
    created_at       timestamptz NOT NULL,
    CONSTRAINT job_pk PRIMARY KEY (id),
    CONSTRAINT job_state_known CHECK (state IN ('PREPARING', 'QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'))
) WITH (fillfactor = 50);

CREATE INDEX job_unfinished ON job (kind, lane, queued_at, id) WHERE state IN ('QUEUED', 'RUNNING');
