-- Personal details of the audit trail are erased when one person proposes it and another approves.
CREATE TABLE audit_erasure (
    id              uuid        NOT NULL,
    actor_id        uuid,
    subject         text,
    reason          text        NOT NULL,
    concerned       bigint      NOT NULL,
    status          text        NOT NULL,
    proposed_at     timestamptz NOT NULL,
    proposed_by     uuid        NOT NULL,
    decided_at      timestamptz,
    decided_by      uuid,
    decision_reason text,
    erased          bigint      NOT NULL,
    has_more        boolean     NOT NULL,
    entry_id        uuid,
    CONSTRAINT audit_erasure_pk PRIMARY KEY (id),
    CONSTRAINT audit_erasure_of_one CHECK (num_nulls(actor_id, subject) = 1),
    CONSTRAINT audit_erasure_status_known CHECK (status IN ('PROPOSED', 'APPROVED', 'REJECTED')),
    CONSTRAINT audit_erasure_decision_whole CHECK (
        num_nulls(decided_at, decided_by, decision_reason) = CASE status WHEN 'PROPOSED' THEN 3 ELSE 0 END),
    CONSTRAINT audit_erasure_four_eyes CHECK (status <> 'APPROVED' OR decided_by <> proposed_by),
    CONSTRAINT audit_erasure_approved CHECK (
        status = 'APPROVED' AND entry_id IS NOT NULL OR erased = 0 AND NOT has_more AND entry_id IS NULL)
);

-- Erases the personal part of entries. The erasure must be approved, and the deed on record first.
CREATE OR REPLACE FUNCTION audit_erase(entries uuid[], erasure uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    erased bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM audit_pending p JOIN audit_entry e ON e.id = p.entry_id
            WHERE e.id = erasure AND e.action = 'audit.personal-erased') THEN
        RAISE EXCEPTION 'there is no fresh record of the erasure %', erasure;
    END IF;
    IF NOT EXISTS (SELECT FROM audit_erasure a WHERE a.entry_id = erasure AND a.status = 'APPROVED') THEN
        RAISE EXCEPTION 'nobody has approved the erasure %', erasure;
    END IF;
    PERFORM set_config('dengyun.audit', 'maintained', true);
    UPDATE audit_personal SET salt = NULL, address = NULL, before = NULL, after = NULL, erased_by = erasure
        WHERE entry_id = ANY (entries) AND erased_by IS NULL;
    GET DIAGNOSTICS erased = ROW_COUNT;
    PERFORM set_config('dengyun.audit', '', true);
    RETURN erased;
END
$$;
