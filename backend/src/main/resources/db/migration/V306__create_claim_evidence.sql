-- Tables of settlement.
-- The numbers of contracts, invoices and bank slips that a claim rests on, those of each round: only added to.
CREATE TABLE claim_evidence (
    claim_id   uuid    NOT NULL,
    round      integer NOT NULL,
    line       integer NOT NULL,
    kind       text    NOT NULL,
    issuer_id  uuid    NOT NULL,
    number     text    NOT NULL,
    amount_fen bigint,
    issued_on  date,
    payer_name text,
    payee_name text,
    CONSTRAINT claim_evidence_pk PRIMARY KEY (claim_id, round, line),
    CONSTRAINT claim_evidence_claim_fk FOREIGN KEY (claim_id) REFERENCES settlement_claim (id),
    CONSTRAINT claim_evidence_kind_known CHECK (kind IN ('CONTRACT', 'INVOICE', 'BANK_RECEIPT')),
    CONSTRAINT claim_evidence_amount CHECK (amount_fen > 0)
);

-- Which business a number stands for, as long as a living claim rests on it: it stands for no other meanwhile. Parts of one
-- order are captured one by one, and may rest on the same contract and the same invoice.
CREATE TABLE claim_number (
    kind      text    NOT NULL,
    issuer_id uuid    NOT NULL,
    number    text    NOT NULL,
    case_id   uuid    NOT NULL,
    uses      integer NOT NULL,
    CONSTRAINT claim_number_pk PRIMARY KEY (kind, issuer_id, number),
    CONSTRAINT claim_number_uses CHECK (uses > 0)
);
CREATE INDEX claim_number_of_any ON claim_number (kind, number);
