-- Tables of trade.
-- Who did what with an order, and why: only added to.
CREATE TABLE order_step (
    id       uuid        NOT NULL,
    order_id uuid        NOT NULL,
    move     text        NOT NULL,
    by_id    uuid,
    at       timestamptz NOT NULL,
    reason   text,
    CONSTRAINT order_step_pk PRIMARY KEY (id),
    CONSTRAINT order_step_order_fk FOREIGN KEY (order_id) REFERENCES service_order (id)
);
CREATE INDEX order_step_list ON order_step (order_id, id);
