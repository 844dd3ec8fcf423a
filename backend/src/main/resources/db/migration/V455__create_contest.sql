-- Tables of activity.
-- Contests and the selection of outstanding CIOs: what is announced, who judges, what was shown in the notice.
CREATE TABLE contest (
    id                uuid        NOT NULL,
    version           integer     NOT NULL,
    organization_id   uuid        NOT NULL,
    organizer_name    text        NOT NULL,
    region_code       text        NOT NULL,
    kind              text        NOT NULL,
    title             text        NOT NULL,
    nominations_from  timestamptz NOT NULL,
    nominations_until timestamptz NOT NULL,
    form              text        NOT NULL,
    status            text        NOT NULL,
    jurors            uuid[]      NOT NULL,
    announced_by      uuid,
    announced_at      timestamptz,
    judging_at        timestamptz,
    first_scored_at   timestamptz,
    noticed_by        uuid,
    noticed_at        timestamptz,
    notice_until      timestamptz,
    sheet             text,
    corrections       text,
    open_objections   integer     NOT NULL,
    ended_at          timestamptz,
    explanation       text,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT contest_pk PRIMARY KEY (id),
    CONSTRAINT contest_kind_known CHECK (kind IN ('CONTEST', 'CIO_SELECTION')),
    CONSTRAINT contest_status_known
        CHECK (status IN ('DRAFT', 'ANNOUNCED', 'JUDGING', 'NOTICE', 'CONCLUDED', 'CANCELLED')),
    CONSTRAINT contest_window CHECK (nominations_from < nominations_until),
    CONSTRAINT contest_announced_whole CHECK ((announced_by IS NULL) = (announced_at IS NULL)
        AND (announced_at IS NOT NULL OR status IN ('DRAFT', 'CANCELLED')) AND (announced_at IS NULL OR status <> 'DRAFT')),
    CONSTRAINT contest_jury CHECK ((judging_at IS NULL OR cardinality(jurors) >= 3)
        AND (judging_at IS NOT NULL OR status IN ('DRAFT', 'ANNOUNCED', 'CANCELLED'))
        AND (first_scored_at IS NULL OR judging_at IS NOT NULL)),
    CONSTRAINT contest_notice_whole CHECK ((sheet IS NULL) = (noticed_at IS NULL) AND (sheet IS NULL) = (noticed_by IS NULL)
        AND (sheet IS NULL) = (notice_until IS NULL) AND (sheet IS NULL) = (corrections IS NULL)
        AND (sheet IS NOT NULL OR status NOT IN ('NOTICE', 'CONCLUDED'))
        AND (sheet IS NULL OR status IN ('NOTICE', 'CONCLUDED', 'CANCELLED'))),
    CONSTRAINT contest_objections_counted CHECK (open_objections >= 0 AND (open_objections = 0 OR status <> 'CONCLUDED')),
    CONSTRAINT contest_end_whole CHECK ((ended_at IS NOT NULL) = (status IN ('CONCLUDED', 'CANCELLED'))
        AND (explanation IS NOT NULL) = (status = 'CANCELLED'))
);
CREATE INDEX contest_announced ON contest (id) WHERE announced_at IS NOT NULL;

-- What was shown in the notice stays as it was shown, and what is concluded as it is.
CREATE TRIGGER contest_sheet_stays BEFORE UPDATE ON contest FOR EACH ROW
    WHEN (OLD.sheet IS NOT NULL AND NEW.sheet IS DISTINCT FROM OLD.sheet) EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER contest_concluded_stays BEFORE UPDATE OR DELETE ON contest FOR EACH ROW
    WHEN (OLD.status = 'CONCLUDED') EXECUTE FUNCTION audit_refuse_change();

CREATE TABLE contest_entry (
    id                uuid        NOT NULL,
    contest_id        uuid        NOT NULL,
    organization_id   uuid        NOT NULL,
    organization_name text        NOT NULL,
    region_code       text        NOT NULL,
    title             text        NOT NULL,
    statement         text        NOT NULL,
    person_name       text,
    person_position   text,
    consented_at      timestamptz,
    status            text        NOT NULL,
    nominated_by      uuid        NOT NULL,
    nominated_at      timestamptz NOT NULL,
    ended_at          timestamptz,
    CONSTRAINT contest_entry_pk PRIMARY KEY (id),
    CONSTRAINT contest_entry_contest_fk FOREIGN KEY (contest_id) REFERENCES contest (id),
    CONSTRAINT contest_entry_status_known CHECK (status IN ('NOMINATED', 'WITHDRAWN', 'STRUCK', 'TITLED')),
    CONSTRAINT contest_entry_ended CHECK ((status = 'NOMINATED') = (ended_at IS NULL)),
    CONSTRAINT contest_entry_person_whole CHECK ((person_name IS NULL) = (person_position IS NULL)
        AND (person_name IS NULL) = (consented_at IS NULL))
);

-- An enterprise nominates itself once in a contest; what it has withdrawn does not count.
CREATE UNIQUE INDEX contest_entry_once ON contest_entry (contest_id, organization_id) WHERE status <> 'WITHDRAWN';
CREATE INDEX contest_entry_of_contest ON contest_entry (contest_id, id);

-- Who of a jury does not judge which entry, and why; only added.
CREATE TABLE contest_conflict (
    contest_id uuid        NOT NULL,
    entry_id   uuid        NOT NULL,
    account_id uuid        NOT NULL,
    kind       text        NOT NULL,
    reason     text,
    stated_by  uuid,
    stated_at  timestamptz NOT NULL,
    CONSTRAINT contest_conflict_pk PRIMARY KEY (entry_id, account_id),
    CONSTRAINT contest_conflict_contest_fk FOREIGN KEY (contest_id) REFERENCES contest (id),
    CONSTRAINT contest_conflict_entry_fk FOREIGN KEY (entry_id) REFERENCES contest_entry (id),
    CONSTRAINT contest_conflict_kind_known CHECK (kind IN ('STATED', 'SAME_ORGANIZATION', 'NOMINATOR', 'LINKED')),
    CONSTRAINT contest_conflict_stated_whole CHECK ((kind = 'STATED') = (stated_by IS NOT NULL)
        AND (kind = 'STATED') = (reason IS NOT NULL))
);

CREATE TABLE contest_score (
    id         uuid        NOT NULL,
    version    integer     NOT NULL,
    contest_id uuid        NOT NULL,
    entry_id   uuid        NOT NULL,
    account_id uuid        NOT NULL,
    points     text        NOT NULL,
    remark     text,
    scored_at  timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT contest_score_pk PRIMARY KEY (id),
    CONSTRAINT contest_score_contest_fk FOREIGN KEY (contest_id) REFERENCES contest (id),
    CONSTRAINT contest_score_entry_fk FOREIGN KEY (entry_id) REFERENCES contest_entry (id),
    CONSTRAINT contest_score_once UNIQUE (entry_id, account_id)
);
CREATE INDEX contest_score_of_contest ON contest_score (contest_id, id);

-- Scores are given and changed while the jury judges, and by nobody from the notice on. The contest is held meanwhile, so that
-- a notice that is being posted is waited for.
CREATE FUNCTION contest_score_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM contest
        WHERE id = CASE TG_OP WHEN 'INSERT' THEN NEW.contest_id ELSE OLD.contest_id END AND status = 'JUDGING' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'scores are locked unless the jury judges' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.contest_id, NEW.entry_id, NEW.account_id)
            IS DISTINCT FROM (OLD.contest_id, OLD.entry_id, OLD.account_id) THEN
        RAISE EXCEPTION 'a score stays with its juror and its entry' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER contest_score_locked BEFORE INSERT OR UPDATE OR DELETE ON contest_score FOR EACH ROW
    EXECUTE FUNCTION contest_score_locked();

-- What an entrant has against an entry in the notice, or against the score of a juror for it.
CREATE TABLE contest_objection (
    id                uuid        NOT NULL,
    version           integer     NOT NULL,
    contest_id        uuid        NOT NULL,
    entry_id          uuid        NOT NULL,
    juror             integer,
    organization_id   uuid        NOT NULL,
    organization_name text        NOT NULL,
    region_code       text        NOT NULL,
    statement         text        NOT NULL,
    status            text        NOT NULL,
    filed_by          uuid        NOT NULL,
    filed_at          timestamptz NOT NULL,
    decided_by        uuid,
    decided_at        timestamptz,
    reason            text,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT contest_objection_pk PRIMARY KEY (id),
    CONSTRAINT contest_objection_contest_fk FOREIGN KEY (contest_id) REFERENCES contest (id),
    CONSTRAINT contest_objection_entry_fk FOREIGN KEY (entry_id) REFERENCES contest_entry (id),
    CONSTRAINT contest_objection_status_known CHECK (status IN ('PENDING', 'UPHELD', 'DISMISSED')),
    CONSTRAINT contest_objection_four_eyes CHECK (decided_by <> filed_by),
    CONSTRAINT contest_objection_decision_whole CHECK ((status = 'PENDING') = (decided_by IS NULL)
        AND (decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (reason IS NULL))
);
CREATE UNIQUE INDEX contest_objection_once ON contest_objection (contest_id, organization_id, entry_id, coalesce(juror, 0));
CREATE INDEX contest_objection_of_contest ON contest_objection (contest_id, id);
