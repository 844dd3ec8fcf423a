-- Tables of trade.
-- What an enterprise complains about of an order that was accepted. Nobody else than both sides and their authorities knows of it.
CREATE TABLE order_complaint (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    order_id                 uuid        NOT NULL,
    order_number             text        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    credit_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    provider_region_code     text        NOT NULL,
    supervisor_region_code   text        NOT NULL,
    offering_id              uuid        NOT NULL,
    offering_name            text        NOT NULL,
    kind                     text        NOT NULL,
    statement                text        NOT NULL,
    remedy                   text        NOT NULL,
    status                   text        NOT NULL,
    filed_by                 uuid        NOT NULL,
    filed_at                 timestamptz NOT NULL,
    answer_due_at            timestamptz NOT NULL,
    remind_at                timestamptz,
    answer                   text,
    answered_at              timestamptz,
    settle_due_at            timestamptz,
    grounds                  text,
    escalated_at             timestamptz,
    decision_due_at          timestamptz NOT NULL,
    finding                  text,
    decision                 text,
    measures                 text,
    measures_due_on          date,
    decided_by               uuid,
    decided_at               timestamptz,
    done                     text,
    done_by                  uuid,
    done_at                  timestamptz,
    incident_id              uuid,
    incident_at              timestamptz,
    ruled_out_at             timestamptz,
    closed_at                timestamptz,
    updated_at               timestamptz NOT NULL,
    CONSTRAINT order_complaint_pk PRIMARY KEY (id),
    CONSTRAINT order_complaint_order_fk FOREIGN KEY (order_id) REFERENCES service_order (id),
    CONSTRAINT order_complaint_kind_known CHECK (kind IN ('SERVICE_QUALITY', 'FEES', 'DATA_SECURITY', 'NOT_REACHABLE',
        'FALSE_ADVERTISING', 'OTHER')),
    CONSTRAINT order_complaint_status_known CHECK (status IN ('FILED', 'ANSWER_GIVEN', 'ANSWERED', 'SETTLED', 'ESCALATED',
        'DECIDED', 'WITHDRAWN')),
    CONSTRAINT order_complaint_finding_known CHECK (finding IS NULL OR finding IN ('UPHELD', 'PARTLY_UPHELD', 'NOT_UPHELD')),
    CONSTRAINT order_complaint_answered_whole CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CONSTRAINT order_complaint_settled_by CHECK (status <> 'ANSWER_GIVEN' OR settle_due_at IS NOT NULL),
    CONSTRAINT order_complaint_escalated CHECK (status <> 'ESCALATED' OR escalated_at IS NOT NULL),
    CONSTRAINT order_complaint_decided_whole CHECK (num_nonnulls(finding, decision, decided_by, decided_at)
        = CASE status WHEN 'DECIDED' THEN 4 ELSE 0 END),
    CONSTRAINT order_complaint_measures_whole CHECK (num_nonnulls(measures, measures_due_on)
        = CASE WHEN finding IN ('UPHELD', 'PARTLY_UPHELD') THEN 2 ELSE 0 END),
    CONSTRAINT order_complaint_done_whole CHECK (num_nonnulls(done, done_by, done_at) IN (0, 3)
        AND (done IS NULL OR measures IS NOT NULL)),
    CONSTRAINT order_complaint_ruled_out CHECK (ruled_out_at IS NULL OR kind = 'DATA_SECURITY'),
    CONSTRAINT order_complaint_incident_whole CHECK ((incident_id IS NULL) = (incident_at IS NULL)
        AND (incident_id IS NULL OR kind = 'DATA_SECURITY')),
    CONSTRAINT order_complaint_closed CHECK ((status IN ('ANSWERED', 'SETTLED', 'DECIDED', 'WITHDRAWN')) = (closed_at IS NOT NULL)),
    CONSTRAINT order_complaint_two_sides CHECK (organization_id <> provider_organization_id)
) WITH (fillfactor = 80);

CREATE INDEX order_complaint_of_order ON order_complaint (order_id, id);
CREATE INDEX order_complaint_list ON order_complaint (organization_id, id);
CREATE INDEX order_complaint_provider_list ON order_complaint (provider_organization_id, id);
CREATE INDEX order_complaint_region_list ON order_complaint (region_code, id);
CREATE INDEX order_complaint_provider_region_list ON order_complaint (provider_region_code, id);
CREATE INDEX order_complaint_of_provider ON order_complaint (provider_id, offering_id);
CREATE INDEX order_complaint_pending ON order_complaint (id) WHERE status IN ('FILED', 'ANSWER_GIVEN');
CREATE INDEX order_complaint_open ON order_complaint (organization_id) WHERE closed_at IS NULL;

-- What was said and done, and by whom: only added to. Nobody did what the clock does.
CREATE TABLE order_complaint_step (
    id           uuid        NOT NULL,
    complaint_id uuid        NOT NULL,
    move         text        NOT NULL,
    by_id        uuid,
    at           timestamptz NOT NULL,
    text         text,
    incident_id  uuid,
    CONSTRAINT order_complaint_step_pk PRIMARY KEY (id),
    CONSTRAINT order_complaint_step_complaint_fk FOREIGN KEY (complaint_id) REFERENCES order_complaint (id)
);

CREATE INDEX order_complaint_step_list ON order_complaint_step (complaint_id, id);

COMMENT ON COLUMN order_complaint.supervisor_region_code IS 'the region of the authority that acts on incidents of the provider: a county only looks';
COMMENT ON COLUMN order_complaint.ruled_out_at IS 'when that authority found that it is no security incident';
COMMENT ON COLUMN order_complaint_step.incident_id IS 'to which incident it was handed over; no side of the order is told by this';
