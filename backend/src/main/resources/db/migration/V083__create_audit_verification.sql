-- Verifications of the audit trail and what they found; how far one has come says its job.
CREATE TABLE audit_verification (
    id             uuid        NOT NULL,
    requested_by   uuid        NOT NULL,
    created_at     timestamptz NOT NULL,
    after_position bigint,
    head_position  bigint,
    head_digest    text,
    erased         bigint,
    wrong          text,
    wrong_position bigint,
    CONSTRAINT audit_verification_pk PRIMARY KEY (id),
    CONSTRAINT audit_verification_wrong_known
        CHECK (wrong IN ('CHANGED', 'DELETED', 'REORDERED', 'INSERTED', 'TRUNCATED')),
    CONSTRAINT audit_verification_wrong_placed CHECK ((wrong IS NULL) = (wrong_position IS NULL))
);
