-- Tables of settlement.
-- Who did what with a claim, and why: only added to.
CREATE TABLE claim_step (
    id           uuid        NOT NULL,
    claim_id     uuid        NOT NULL,
    move         text        NOT NULL,
    status       text        NOT NULL,
    by_id        uuid,
    at           timestamptz NOT NULL,
    due_at       timestamptz,
    reason_codes text[]      NOT NULL,
    reason       text,
    CONSTRAINT claim_step_pk PRIMARY KEY (id),
    CONSTRAINT claim_step_claim_fk FOREIGN KEY (claim_id) REFERENCES settlement_claim (id)
);
CREATE INDEX claim_step_list ON claim_step (claim_id, id);

-- What the rules say of a claim, once for each round: only added to.
CREATE TABLE claim_check (
    claim_id   uuid        NOT NULL,
    round      integer     NOT NULL,
    code       text        NOT NULL,
    verdict    text        NOT NULL,
    finding    text        NOT NULL,
    arguments  text        NOT NULL,
    checked_at timestamptz NOT NULL,
    CONSTRAINT claim_check_pk PRIMARY KEY (claim_id, round, code),
    CONSTRAINT claim_check_claim_fk FOREIGN KEY (claim_id) REFERENCES settlement_claim (id),
    CONSTRAINT claim_check_verdict_known CHECK (verdict IN ('GREEN', 'AMBER', 'RED', 'NOT_APPLICABLE'))
);

-- By which number the claims of a day are drawn that are looked at although nothing speaks against them.
CREATE TABLE claim_sample_seed (
    day     date    NOT NULL,
    seed    text    NOT NULL,
    percent integer NOT NULL,
    CONSTRAINT claim_sample_seed_pk PRIMARY KEY (day),
    CONSTRAINT claim_sample_seed_percent CHECK (percent BETWEEN 0 AND 100)
);
