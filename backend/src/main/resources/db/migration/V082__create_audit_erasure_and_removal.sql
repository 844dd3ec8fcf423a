-- The beginnings of the chain that were written to a file and removed: it goes on from the last one.
CREATE TABLE audit_archive (
    up_to      bigint      NOT NULL,
    digest     text        NOT NULL,
    entries    bigint      NOT NULL,
    file       text        NOT NULL,
    sha256     text        NOT NULL,
    removed_at timestamptz NOT NULL,
    CONSTRAINT audit_archive_pk PRIMARY KEY (up_to)
);

-- The only two ways in which anything leaves the audit trail. They run with the rights of the owner of the tables; the
-- application may call them and has no such right itself.

-- Erases the personal part of entries. The erasure must be on record first.
CREATE FUNCTION audit_erase(entries uuid[], erasure uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    erased bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM audit_pending p JOIN audit_entry e ON e.id = p.entry_id
            WHERE e.id = erasure AND e.action = 'audit.personal-erased') THEN
        RAISE EXCEPTION 'there is no fresh record of the erasure %', erasure;
    END IF;
    PERFORM set_config('dengyun.audit', 'maintained', true);
    UPDATE audit_personal SET salt = NULL, address = NULL, before = NULL, after = NULL, erased_by = erasure
        WHERE entry_id = ANY (entries) AND erased_by IS NULL;
    GET DIAGNOSTICS erased = ROW_COUNT;
    PERFORM set_config('dengyun.audit', '', true);
    RETURN erased;
END
$$;

-- Removes the beginning of the chain up to a checkpoint, once it is in a file. The law wants six months at least
-- (Cybersecurity Law of the PRC, article 21), whatever is configured.
CREATE FUNCTION audit_remove(last bigint, file_name text, file_sha256 text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    removed bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM audit_checkpoint WHERE position = last) THEN
        RAISE EXCEPTION 'position % is no checkpoint', last;
    END IF;
    IF EXISTS (SELECT FROM audit_chain c JOIN audit_entry e ON e.id = c.entry_id
            WHERE c.position <= last AND e.occurred_at > now() - interval '6 months') THEN
        RAISE EXCEPTION 'entries up to position % are not six months old', last;
    END IF;
    PERFORM set_config('dengyun.audit', 'maintained', true);
    INSERT INTO audit_archive (up_to, digest, entries, file, sha256, removed_at)
        SELECT last, k.digest, count(c.position), file_name, file_sha256, now()
        FROM audit_checkpoint k LEFT JOIN audit_chain c ON c.position <= k.position
        WHERE k.position = last GROUP BY k.digest;
    DELETE FROM audit_personal USING audit_chain c WHERE c.entry_id = audit_personal.entry_id AND c.position <= last;
    DELETE FROM audit_entry USING audit_chain c WHERE c.entry_id = audit_entry.id AND c.position <= last;
    DELETE FROM audit_chain WHERE position <= last;
    GET DIAGNOSTICS removed = ROW_COUNT;
    PERFORM set_config('dengyun.audit', '', true);
    RETURN removed;
END
$$;

-- Where one role has to be both owner and application, its own mistakes are stopped at least (afterMigrate.sql).
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('dengyun.audit', true) = 'maintained' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
