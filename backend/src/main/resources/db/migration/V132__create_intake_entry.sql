-- The public log of what was handed in to a budget, in the order in which places were given. Everything that decided is
-- in the row, so that anybody can decide again; only when somebody who waited got a place is added later, once.
CREATE TABLE intake_entry (
    budget_id      uuid        NOT NULL,
    sequence       bigint      NOT NULL,
    programme_id   uuid        NOT NULL,
    region_code    text        NOT NULL,
    application_id uuid        NOT NULL,
    received_at    timestamptz NOT NULL,
    outcome        text        NOT NULL,
    available_fen  bigint      NOT NULL,
    waiting        boolean     NOT NULL,
    entitled_fen   bigint      NOT NULL,
    least_fen      bigint      NOT NULL,
    accepts_less   boolean     NOT NULL,
    held_fen       bigint      NOT NULL,
    served_at      timestamptz,
    served_fen     bigint,
    CONSTRAINT intake_entry_pk PRIMARY KEY (budget_id, sequence),
    CONSTRAINT intake_entry_outcome_known CHECK (outcome IN ('HELD', 'WAITLISTED')),
    CONSTRAINT intake_entry_held_or_waiting CHECK ((outcome = 'HELD') = (held_fen > 0)),
    CONSTRAINT intake_entry_served_whole CHECK (num_nulls(served_at, served_fen) IN (0, 2))
);

CREATE INDEX intake_entry_programme_list ON intake_entry (programme_id, budget_id, sequence);
