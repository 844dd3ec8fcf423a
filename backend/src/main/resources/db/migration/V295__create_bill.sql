-- Tables of trade.
-- What an order comes to in a calendar month. Usage is added until it locks; after that its lines stay, and credit notes take something off.
CREATE TABLE bill (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    number                   text        NOT NULL,
    order_id                 uuid        NOT NULL,
    order_number             text        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    offering_name            text        NOT NULL,
    month                    date        NOT NULL,
    status                   text        NOT NULL,
    with_subsidy             boolean     NOT NULL,
    net_fen                  bigint      NOT NULL,
    tax_fen                  bigint,
    credited_fen             bigint      NOT NULL,
    delivery_id              uuid,
    locked_at                timestamptz,
    due_at                   timestamptz NOT NULL,
    accepted_by              uuid,
    accepted_at              timestamptz,
    dispute_reason           text,
    disputed_lines           text[]      NOT NULL,
    disputed_by              uuid,
    disputed_at              timestamptz,
    answer                   text,
    answer_reason            text,
    answered_by              uuid,
    answered_at              timestamptz,
    decided_by               uuid,
    decided_at               timestamptz,
    final_at                 timestamptz,
    updated_at               timestamptz NOT NULL,
    reason                   text,
    CONSTRAINT bill_pk PRIMARY KEY (id),
    CONSTRAINT bill_order_fk FOREIGN KEY (order_id) REFERENCES service_order (id),
    CONSTRAINT bill_number UNIQUE (number),
    CONSTRAINT bill_once_a_month UNIQUE (order_id, month),
    CONSTRAINT bill_month_begins CHECK (extract(day FROM month) = 1),
    CONSTRAINT bill_status_known CHECK (status IN ('OPEN', 'GRACE', 'LOCKED', 'ACCEPTED', 'DISPUTED', 'FINAL')),
    CONSTRAINT bill_locked_whole CHECK ((status IN ('OPEN', 'GRACE')) = (locked_at IS NULL)),
    CONSTRAINT bill_open_says_nothing CHECK (locked_at IS NOT NULL OR net_fen = 0 AND tax_fen IS NULL),
    CONSTRAINT bill_final CHECK ((status = 'FINAL') = (final_at IS NOT NULL)),
    CONSTRAINT bill_accepted_by_somebody CHECK (num_nonnulls(accepted_by, accepted_at) IN (0, 2)
        AND (status <> 'ACCEPTED' OR accepted_at IS NOT NULL)),
    CONSTRAINT bill_disputed_whole CHECK (num_nonnulls(dispute_reason, disputed_by, disputed_at) IN (0, 3)
        AND (status <> 'DISPUTED' OR disputed_at IS NOT NULL) AND (disputed_at IS NULL OR accepted_at IS NULL)),
    CONSTRAINT bill_answered_whole CHECK (num_nonnulls(answer, answer_reason, answered_by, answered_at) IN (0, 4)
        AND (answer IS NULL OR answer IN ('CONCEDED', 'REJECTED') AND disputed_at IS NOT NULL)),
    CONSTRAINT bill_decided_whole CHECK (num_nonnulls(decided_by, decided_at) IN (0, 2)
        AND (decided_at IS NULL OR disputed_at IS NOT NULL)),
    CONSTRAINT bill_decided_by_another CHECK (decided_by IS NULL
        OR decided_by <> disputed_by AND decided_by IS DISTINCT FROM answered_by),
    CONSTRAINT bill_credit_within CHECK (credited_fen >= 0 AND credited_fen <= greatest(net_fen, 0)),
    CONSTRAINT bill_two_sides CHECK (organization_id <> provider_organization_id)
) WITH (fillfactor = 80);

CREATE INDEX bill_list ON bill (organization_id, id);
CREATE INDEX bill_provider_list ON bill (provider_organization_id, id);
CREATE INDEX bill_region_list ON bill (region_code, id);
CREATE INDEX bill_due ON bill (status, due_at, id) WHERE status <> 'FINAL';

-- What a bill comes to; nobody changes it.
CREATE TABLE bill_line (
    bill_id    uuid    NOT NULL,
    number     integer NOT NULL,
    order_line integer NOT NULL,
    plan_code  text    NOT NULL,
    plan_name  text    NOT NULL,
    kind       text    NOT NULL,
    month      date    NOT NULL,
    quantity   numeric,
    unit       text,
    rate       numeric,
    name       text,
    amount_fen bigint  NOT NULL,
    tax_rate   numeric,
    tax_fen    bigint,
    CONSTRAINT bill_line_pk PRIMARY KEY (bill_id, number),
    CONSTRAINT bill_line_bill_fk FOREIGN KEY (bill_id) REFERENCES bill (id),
    CONSTRAINT bill_line_once UNIQUE (bill_id, order_line, month, kind),
    CONSTRAINT bill_line_kind_known CHECK (kind IN ('USAGE', 'MINIMUM', 'MAXIMUM', 'SETUP', 'CONCESSION', 'CAMPAIGN', 'CUT')),
    CONSTRAINT bill_line_quantity CHECK ((kind = 'USAGE') = (quantity IS NOT NULL)),
    CONSTRAINT bill_line_taxed_whole CHECK (num_nonnulls(tax_rate, tax_fen) IN (0, 2))
);

-- What is taken off a bill that has locked; nobody changes it.
CREATE TABLE credit_note (
    id         uuid        NOT NULL,
    bill_id    uuid        NOT NULL,
    number     integer     NOT NULL,
    amount_fen bigint      NOT NULL,
    reason     text        NOT NULL,
    issued_by  uuid        NOT NULL,
    issued_at  timestamptz NOT NULL,
    CONSTRAINT credit_note_pk PRIMARY KEY (id),
    CONSTRAINT credit_note_bill_fk FOREIGN KEY (bill_id) REFERENCES bill (id),
    CONSTRAINT credit_note_number UNIQUE (bill_id, number),
    CONSTRAINT credit_note_amount CHECK (amount_fen > 0)
);
