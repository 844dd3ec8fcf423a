-- One row per Idempotency-Key of a caller, written in the unit of work of its effect.
CREATE TABLE idempotency_record (
    caller_id   uuid        NOT NULL,
    key         text        NOT NULL,
    fingerprint text        NOT NULL,
    status      integer,
    body        text,
    location    text,
    etag        text,
    created_at  timestamptz NOT NULL,
    CONSTRAINT idempotency_record_pk PRIMARY KEY (caller_id, key)
) WITH (fillfactor = 80);
