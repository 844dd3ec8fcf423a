-- Tables of adoption.
-- What providers say in bulk of enterprises that use their services. Its progress is the job of the same id.
CREATE TABLE adoption_import (
    id              uuid        NOT NULL,
    provider_id     uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    provider_name   text        NOT NULL,
    caller_id       uuid        NOT NULL,
    idempotency_key text        NOT NULL,
    fingerprint     text        NOT NULL,
    format          text        NOT NULL,
    validate_only   boolean     NOT NULL,
    upload          text        NOT NULL,
    received_lines  bigint      NOT NULL DEFAULT 0,
    received_chunks integer     NOT NULL DEFAULT 0,
    touched_at      timestamptz NOT NULL,
    created_count   bigint      NOT NULL DEFAULT 0,
    changed_count   bigint      NOT NULL DEFAULT 0,
    unchanged_count bigint      NOT NULL DEFAULT 0,
    rejected_count  bigint      NOT NULL DEFAULT 0,
    conflict_count  bigint      NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    CONSTRAINT adoption_import_pk PRIMARY KEY (id),
    CONSTRAINT adoption_import_key_unique UNIQUE (caller_id, idempotency_key),
    CONSTRAINT adoption_import_format_known CHECK (format IN ('NDJSON', 'CSV')),
    CONSTRAINT adoption_import_upload_known CHECK (upload IN ('RECEIVING', 'INTERRUPTED', 'COMPLETE'))
) WITH (fillfactor = 50);

CREATE INDEX adoption_import_by_organization ON adoption_import (organization_id, id);

-- What arrived and what came of it, a thousand lines a row, both compressed.
CREATE TABLE adoption_import_chunk (
    import_id  uuid    NOT NULL,
    number     integer NOT NULL,
    first_line bigint  NOT NULL,
    line_count integer NOT NULL,
    lines      bytea   NOT NULL,
    digest     bytea   NOT NULL,
    results    bytea,
    CONSTRAINT adoption_import_chunk_pk PRIMARY KEY (import_id, number)
);
ALTER TABLE adoption_import_chunk ALTER COLUMN lines SET STORAGE EXTERNAL;
ALTER TABLE adoption_import_chunk ALTER COLUMN results SET STORAGE EXTERNAL;

-- The part of an import that one county judges. The seed is drawn when its records are fixed; who knows it can draw the
-- same sample.
CREATE TABLE adoption_batch (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    import_id       uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    provider_id     uuid        NOT NULL,
    provider_name   text        NOT NULL,
    rule_number     integer     NOT NULL,
    record_count    bigint      NOT NULL,
    deep_count      bigint      NOT NULL,
    unregistered    bigint      NOT NULL,
    seed            text        NOT NULL,
    sample_size     integer     NOT NULL,
    inspected       integer     NOT NULL,
    unconfirmed     integer     NOT NULL,
    rechecked       integer     NOT NULL,
    recheck_unconfirmed   integer     NOT NULL,
    inspectors      uuid[]      NOT NULL,
    status          text        NOT NULL,
    prepared_at     timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    decided_by      uuid,
    decided_at      timestamptz,
    reason          text,
    settled_at      timestamptz,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT adoption_batch_pk PRIMARY KEY (id),
    CONSTRAINT adoption_batch_once UNIQUE (import_id, region_code),
    CONSTRAINT adoption_batch_import_fk FOREIGN KEY (import_id) REFERENCES adoption_import (id),
    CONSTRAINT adoption_batch_status_known CHECK (status IN ('CHECKING', 'ACCEPTED', 'RETURNED')),
    CONSTRAINT adoption_batch_decided CHECK ((status = 'CHECKING') = (decided_at IS NULL)
        AND (decided_at IS NULL) = (decided_by IS NULL)),
    CONSTRAINT adoption_batch_counts CHECK (record_count >= sample_size AND sample_size >= 1
        AND inspected BETWEEN 0 AND sample_size AND unconfirmed BETWEEN 0 AND inspected
        AND rechecked BETWEEN 0 AND sample_size AND recheck_unconfirmed BETWEEN 0 AND rechecked),
    -- Nobody accepts what was not looked at, nor what he has looked at alone.
    CONSTRAINT adoption_batch_was_looked_at CHECK (status <> 'ACCEPTED' OR inspected = sample_size),
    CONSTRAINT adoption_batch_four_eyes CHECK (status <> 'ACCEPTED' OR decided_by <> ALL (inspectors))
);

CREATE INDEX adoption_batch_list ON adoption_batch (region_code, id);
CREATE INDEX adoption_batch_provider_list ON adoption_batch (organization_id, id);
CREATE INDEX adoption_batch_to_judge ON adoption_batch (region_code, due_at, id) WHERE status = 'CHECKING';
CREATE INDEX adoption_batch_to_judge_all ON adoption_batch (due_at, id) WHERE status = 'CHECKING';
CREATE INDEX adoption_batch_to_settle ON adoption_batch (id) WHERE status <> 'CHECKING' AND settled_at IS NULL;

-- That a provider's service is used by an enterprise, under one contract.
CREATE TABLE adoption_record (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    source                   text        NOT NULL,
    credit_code              text        NOT NULL,
    enterprise_name          text        NOT NULL,
    organization_id          uuid,
    region_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    provider_code            text        NOT NULL,
    reference                text        NOT NULL,
    import_id                uuid,
    line                     bigint,
    batch_id                 uuid,
    order_id                 uuid,
    category_code            text,
    signed_on                date        NOT NULL,
    starts_on                date        NOT NULL,
    ends_on                  date,
    amount_fen               bigint,
    last_used_on             date,
    devices                  integer,
    brought_by_code          text,
    content_hash             text        NOT NULL,
    new_ends_on              date,
    new_last_used_on         date,
    new_devices              integer,
    new_hash                 text,
    status                   text        NOT NULL,
    told_at                  timestamptz,
    objection_until          timestamptz NOT NULL,
    grounds                  text,
    statement                text,
    objected_by              uuid,
    objected_at              timestamptz,
    objection_due_at         timestamptz,
    decided_by               uuid,
    decided_at               timestamptz,
    counted_at               timestamptz,
    reason                   text,
    created_at               timestamptz NOT NULL,
    updated_at               timestamptz NOT NULL,
    CONSTRAINT adoption_record_pk PRIMARY KEY (id),
    CONSTRAINT adoption_record_once UNIQUE (provider_id, credit_code, source, reference),
    CONSTRAINT adoption_record_source_whole CHECK (source = 'ORDER' AND order_id IS NOT NULL AND import_id IS NULL
        OR source = 'IMPORT' AND order_id IS NULL AND import_id IS NOT NULL AND line IS NOT NULL),
    CONSTRAINT adoption_record_status_known CHECK (status IN ('PENDING', 'OBJECTED', 'COUNTED', 'ENDED', 'REJECTED', 'RETURNED',
        'WITHDRAWN', 'REMOVED')),
    CONSTRAINT adoption_record_days CHECK (ends_on >= starts_on AND last_used_on >= starts_on),
    CONSTRAINT adoption_record_amount CHECK (amount_fen >= 0),
    CONSTRAINT adoption_record_devices CHECK (devices >= 0),
    CONSTRAINT adoption_record_update CHECK (new_hash IS NOT NULL
        OR new_ends_on IS NULL AND new_last_used_on IS NULL AND new_devices IS NULL),
    CONSTRAINT adoption_record_counted CHECK (status <> 'COUNTED' OR counted_at IS NOT NULL),
    CONSTRAINT adoption_record_objected CHECK ((objected_at IS NULL) = (grounds IS NULL)
        AND (status <> 'OBJECTED' OR objected_at IS NOT NULL AND decided_at IS NULL)),
    CONSTRAINT adoption_record_two_sides CHECK (organization_id <> provider_organization_id
        AND credit_code <> provider_code AND brought_by_code <> credit_code)
) WITH (fillfactor = 80);

CREATE UNIQUE INDEX adoption_record_of_order ON adoption_record (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX adoption_record_of_enterprise ON adoption_record (credit_code, id);
CREATE INDEX adoption_record_list ON adoption_record (organization_id, id) WHERE organization_id IS NOT NULL;
CREATE INDEX adoption_record_provider_list ON adoption_record (provider_organization_id, id);
CREATE INDEX adoption_record_region_list ON adoption_record (region_code, id);
CREATE INDEX adoption_record_of_import ON adoption_record (import_id, region_code, id) WHERE batch_id IS NULL;
CREATE INDEX adoption_record_of_batch ON adoption_record (batch_id, id) WHERE batch_id IS NOT NULL;
CREATE INDEX adoption_record_open ON adoption_record (batch_id, objection_until, id)
    WHERE status IN ('PENDING', 'OBJECTED') OR new_hash IS NOT NULL;
CREATE INDEX adoption_record_to_end ON adoption_record (ends_on, id) WHERE status = 'COUNTED';
CREATE INDEX adoption_record_objected ON adoption_record (region_code, objection_due_at, id) WHERE status = 'OBJECTED';
CREATE INDEX adoption_record_objected_all ON adoption_record (objection_due_at, id) WHERE status = 'OBJECTED';

-- The records of a batch that are looked at, in the order in which the seed has drawn them.
CREATE TABLE adoption_sample (
    batch_id        uuid        NOT NULL,
    place           integer     NOT NULL,
    record_id       uuid        NOT NULL,
    finding         text,
    note            text,
    inspected_by    uuid,
    inspected_at    timestamptz,
    recheck         text,
    recheck_note    text,
    rechecked_by    uuid,
    rechecked_at    timestamptz,
    CONSTRAINT adoption_sample_pk PRIMARY KEY (batch_id, place),
    CONSTRAINT adoption_sample_once UNIQUE (batch_id, record_id),
    CONSTRAINT adoption_sample_batch_fk FOREIGN KEY (batch_id) REFERENCES adoption_batch (id),
    CONSTRAINT adoption_sample_finding_known CHECK (finding IN ('CONFIRMED', 'UNTRUE', 'UNREACHABLE')),
    CONSTRAINT adoption_sample_recheck_known CHECK (recheck IN ('CONFIRMED', 'UNTRUE', 'UNREACHABLE')),
    CONSTRAINT adoption_sample_inspected CHECK ((finding IS NULL) = (inspected_at IS NULL)
        AND (finding IS NULL) = (inspected_by IS NULL)),
    CONSTRAINT adoption_sample_rechecked CHECK ((recheck IS NULL) = (rechecked_at IS NULL)
        AND (recheck IS NULL) = (rechecked_by IS NULL))
);

-- Orders of which something has changed, until that is looked at.
CREATE TABLE adoption_order (
    order_id   uuid        NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT adoption_order_pk PRIMARY KEY (order_id)
);
