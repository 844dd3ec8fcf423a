-- Tables of settlement.
-- Who is rewarded after the fact: drawn up by one person of the office whose programme it is, granted by another, on public
-- notice before anything is owed. The database holds on to that as well.
CREATE TABLE award_list (
    id                uuid        NOT NULL,
    version           integer     NOT NULL,
    number            text        NOT NULL,
    programme_id      uuid        NOT NULL,
    programme_name    text        NOT NULL,
    organization_id   uuid        NOT NULL,
    organization_name text        NOT NULL,
    region_code       text        NOT NULL,
    title             text        NOT NULL,
    basis             text        NOT NULL,
    condition         text        NOT NULL,
    most_fen          bigint      NOT NULL,
    ratio             numeric,
    status            text        NOT NULL,
    awards            integer     NOT NULL,
    amount_fen        bigint      NOT NULL,
    drawn_up_by       uuid        NOT NULL,
    drawn_up_at       timestamptz NOT NULL,
    granted_by        uuid,
    granted_at        timestamptz,
    noticed_by        uuid,
    noticed_at        timestamptz,
    notice_ends_at    timestamptz,
    finalized_by      uuid,
    finalized_at      timestamptz,
    due_at            timestamptz,
    reason            text,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT award_list_pk PRIMARY KEY (id),
    CONSTRAINT award_list_number UNIQUE (number),
    CONSTRAINT award_list_condition_known
        CHECK (condition IN ('BENCHMARK_ENTERPRISE', 'LEVEL_ASSESSMENT', 'EXPENSE', 'OTHER')),
    CONSTRAINT award_list_terms CHECK (most_fen > 0 AND ratio > 0 AND ratio <= 1),
    CONSTRAINT award_list_status_known CHECK (status IN ('DRAFT', 'GRANTED', 'NOTICED', 'FINAL', 'CANCELLED')),
    CONSTRAINT award_list_size CHECK (awards BETWEEN 0 AND 1000 AND amount_fen >= 0),
    CONSTRAINT award_list_four_eyes CHECK (granted_by <> drawn_up_by AND finalized_by <> noticed_by),
    CONSTRAINT award_list_in_turn CHECK ((status NOT IN ('GRANTED', 'NOTICED', 'FINAL') OR granted_by IS NOT NULL)
        AND (status NOT IN ('NOTICED', 'FINAL') OR notice_ends_at IS NOT NULL)
        AND (status = 'FINAL') = (finalized_by IS NOT NULL)),
    CONSTRAINT award_list_after_its_notice CHECK (finalized_at >= notice_ends_at),
    CONSTRAINT award_list_due CHECK ((status IN ('FINAL', 'CANCELLED')) = (due_at IS NULL))
) WITH (fillfactor = 80);

CREATE INDEX award_list_of_office ON award_list (organization_id, id);
CREATE INDEX award_list_of_programme ON award_list (programme_id, id);
CREATE INDEX award_list_of_region ON award_list (region_code, id);
CREATE INDEX award_list_public ON award_list (id) WHERE noticed_at IS NOT NULL;
CREATE INDEX award_list_due ON award_list (due_at, id) WHERE due_at IS NOT NULL;

CREATE TABLE award (
    id                uuid        NOT NULL,
    list_id           uuid        NOT NULL,
    line              integer     NOT NULL,
    organization_id   uuid        NOT NULL,
    organization_name text        NOT NULL,
    region_code       text        NOT NULL,
    base_fen          bigint      NOT NULL,
    amount_fen        bigint      NOT NULL,
    proof             text        NOT NULL,
    status            text        NOT NULL,
    budget_id         uuid,
    struck_reason     text,
    entitlement_id    uuid,
    moved_at          timestamptz NOT NULL,
    CONSTRAINT award_pk PRIMARY KEY (id),
    CONSTRAINT award_list_fk FOREIGN KEY (list_id) REFERENCES award_list (id),
    CONSTRAINT award_entitlement_fk FOREIGN KEY (entitlement_id) REFERENCES settlement_entitlement (id),
    CONSTRAINT award_place UNIQUE (list_id, line),
    CONSTRAINT award_once UNIQUE (list_id, organization_id),
    CONSTRAINT award_amount CHECK (amount_fen > 0 AND base_fen >= 0),
    CONSTRAINT award_status_known CHECK (status IN ('LISTED', 'STRUCK', 'OWED')),
    CONSTRAINT award_struck CHECK ((status = 'STRUCK') = (struck_reason IS NOT NULL)),
    CONSTRAINT award_owed CHECK ((status = 'OWED') = (entitlement_id IS NOT NULL))
) WITH (fillfactor = 80);

CREATE INDEX award_of_organization ON award (organization_id, id);
-- Never twice for one proof under one programme, whose budget is the same for one organisation; what was never granted, or was
-- struck off, stands in nobody's way.
CREATE UNIQUE INDEX award_fact_once ON award (organization_id, budget_id, (lower(regexp_replace(proof, '[[:space:]]+', '', 'g'))))
    WHERE budget_id IS NOT NULL AND status <> 'STRUCK';
