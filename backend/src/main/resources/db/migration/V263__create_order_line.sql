-- Tables of trade.
-- What was ordered, with the plan as it was and a price of which every step is told.
CREATE TABLE order_line (
    order_id       uuid    NOT NULL,
    line           integer NOT NULL,
    plan_code      text    NOT NULL,
    plan_name      text    NOT NULL,
    plan           text    NOT NULL,
    quantity       numeric NOT NULL,
    with_subsidy   boolean NOT NULL,
    list_fen       bigint  NOT NULL,
    concession_code text,
    concession_fen bigint  NOT NULL,
    campaign_name  text,
    campaign_fen   bigint  NOT NULL,
    net_fen        bigint  NOT NULL,
    ex_tax_fen     bigint,
    tax_rate       numeric,
    tax_fen        bigint,
    subsidy_fen    bigint  NOT NULL,
    explanation    text    NOT NULL,
    delivered      numeric NOT NULL,
    accepted       numeric NOT NULL,
    cancelled      numeric NOT NULL,
    CONSTRAINT order_line_pk PRIMARY KEY (order_id, line),
    CONSTRAINT order_line_order_fk FOREIGN KEY (order_id) REFERENCES service_order (id),
    CONSTRAINT order_line_one_of_a_plan UNIQUE (order_id, plan_code),
    CONSTRAINT order_line_sums CHECK (list_fen - concession_fen - campaign_fen = net_fen
        AND least(list_fen, concession_fen, campaign_fen, net_fen, subsidy_fen) >= 0),
    CONSTRAINT order_line_taxed_whole CHECK (num_nonnulls(ex_tax_fen, tax_rate, tax_fen) IN (0, 3)),
    CONSTRAINT order_line_tax CHECK (ex_tax_fen IS NULL OR ex_tax_fen >= 0 AND ex_tax_fen + tax_fen = net_fen),
    CONSTRAINT order_line_subsidy_within CHECK (subsidy_fen <= net_fen AND (with_subsidy OR subsidy_fen = 0)),
    CONSTRAINT order_line_quantities CHECK (quantity > 0 AND accepted >= 0 AND accepted <= delivered AND cancelled >= 0)
) WITH (fillfactor = 80);
