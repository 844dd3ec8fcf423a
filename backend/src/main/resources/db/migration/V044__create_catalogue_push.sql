-- A bulk push. Its progress is the job of the same id.
CREATE TABLE catalogue_push (
    id                  uuid        NOT NULL,
    provider_id         uuid        NOT NULL,
    organization_id     uuid        NOT NULL,
    caller_id           uuid        NOT NULL,
    idempotency_key     text        NOT NULL,
    fingerprint         text        NOT NULL,
    mode                text        NOT NULL,
    validate_only       boolean     NOT NULL,
    upload              text        NOT NULL,
    received_lines      bigint      NOT NULL DEFAULT 0,
    received_chunks     integer     NOT NULL DEFAULT 0,
    touched_at          timestamptz NOT NULL,
    retirement_withheld text,
    created_count       bigint      NOT NULL DEFAULT 0,
    updated_count       bigint      NOT NULL DEFAULT 0,
    unchanged_count     bigint      NOT NULL DEFAULT 0,
    retired_count       bigint      NOT NULL DEFAULT 0,
    rejected_count      bigint      NOT NULL DEFAULT 0,
    conflict_count      bigint      NOT NULL DEFAULT 0,
    created_at          timestamptz NOT NULL,
    CONSTRAINT catalogue_push_pk PRIMARY KEY (id),
    CONSTRAINT catalogue_push_key_unique UNIQUE (caller_id, idempotency_key),
    CONSTRAINT catalogue_push_mode_known CHECK (mode IN ('MERGE', 'SNAPSHOT')),
    CONSTRAINT catalogue_push_upload_known CHECK (upload IN ('RECEIVING', 'INTERRUPTED', 'COMPLETE'))
) WITH (fillfactor = 50);

CREATE INDEX catalogue_push_by_provider ON catalogue_push (provider_id, id);

-- What arrived and what came of it, a thousand lines a row, both compressed: a line costs no row of its own.
CREATE TABLE catalogue_push_chunk (
    push_id     uuid    NOT NULL,
    number      integer NOT NULL,
    first_line  bigint  NOT NULL,
    line_count  integer NOT NULL,
    lines       bytea,
    results     bytea,
    CONSTRAINT catalogue_push_chunk_pk PRIMARY KEY (push_id, number)
);
ALTER TABLE catalogue_push_chunk ALTER COLUMN lines SET STORAGE EXTERNAL;
ALTER TABLE catalogue_push_chunk ALTER COLUMN results SET STORAGE EXTERNAL;
