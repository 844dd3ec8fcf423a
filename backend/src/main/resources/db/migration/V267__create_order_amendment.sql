-- Tables of trade.
-- What one side of an order wants otherwise. One at a time is open; the other side agrees, or it lapses.
CREATE TABLE order_amendment (
    id              uuid        NOT NULL,
    order_id        uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    kind            text        NOT NULL,
    proposed_side   text        NOT NULL,
    addressee_id    uuid        NOT NULL,
    proposed_by     uuid        NOT NULL,
    proposed_at     timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    lines           text        NOT NULL,
    ends_on         date,
    note            text,
    status          text        NOT NULL,
    decided_by      uuid,
    decided_at      timestamptz,
    reason          text,
    CONSTRAINT order_amendment_pk PRIMARY KEY (id),
    CONSTRAINT order_amendment_order_fk FOREIGN KEY (order_id) REFERENCES service_order (id),
    CONSTRAINT order_amendment_kind_known CHECK (kind IN ('QUANTITY', 'PRICE_CUT', 'TERM', 'CANCEL_REST')),
    CONSTRAINT order_amendment_side_known CHECK (proposed_side IN ('ENTERPRISE', 'PROVIDER')),
    CONSTRAINT order_amendment_status_known CHECK (status IN ('PROPOSED', 'AGREED', 'REJECTED', 'WITHDRAWN', 'LAPSED')),
    CONSTRAINT order_amendment_term CHECK ((kind = 'TERM') = (ends_on IS NOT NULL)),
    CONSTRAINT order_amendment_decided_whole CHECK ((status = 'PROPOSED') = (decided_at IS NULL)
        AND (decided_by IS NULL OR decided_at IS NOT NULL)),
    CONSTRAINT order_amendment_by_two CHECK (status <> 'AGREED' OR decided_by IS NOT NULL AND decided_by <> proposed_by)
) WITH (fillfactor = 80);

CREATE INDEX order_amendment_list ON order_amendment (order_id, id);
CREATE UNIQUE INDEX order_amendment_open ON order_amendment (order_id) WHERE status = 'PROPOSED';
CREATE INDEX order_amendment_lapses ON order_amendment (due_at, id) WHERE status = 'PROPOSED';
