-- The outbox: every fact that other parts or other systems may want to know, written in the unit of work that makes it
-- true. A sequencer gives each committed fact its position later, so that no writer waits for another and no reader can
-- miss one: positions are gapless and in the order in which facts became visible.
CREATE TABLE fact (
    id              uuid        NOT NULL,
    position        bigint,
    type            text        NOT NULL,
    subject         text        NOT NULL,
    organization_id uuid,
    is_public       boolean     NOT NULL,
    data            text        NOT NULL,
    occurred_at     timestamptz NOT NULL,
    CONSTRAINT fact_pk PRIMARY KEY (id)
) WITH (fillfactor = 90);

CREATE UNIQUE INDEX fact_position_unique ON fact (position);
CREATE INDEX fact_unsequenced ON fact (id) WHERE position IS NULL;

CREATE TABLE fact_head (
    id       integer NOT NULL,
    position bigint  NOT NULL,
    CONSTRAINT fact_head_pk PRIMARY KEY (id),
    CONSTRAINT fact_head_single CHECK (id = 1)
);
INSERT INTO fact_head (id, position) VALUES (1, 0);
