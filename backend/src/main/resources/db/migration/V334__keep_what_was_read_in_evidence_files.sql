-- Tables of settlement.
-- What machines have read in the files of a claim when the rules judged it, once for each round: only added to. Where a file
-- could not be read, fault says why, and nothing else of it is known.
CREATE TABLE claim_reading (
    claim_id    uuid    NOT NULL,
    round       integer NOT NULL,
    document_id uuid    NOT NULL,
    file_name   text    NOT NULL,
    sha256      text    NOT NULL,
    fault       text,
    kind        text,
    number      text,
    issued_on   date,
    payer_name  text,
    payer_code  text,
    payee_name  text,
    payee_code  text,
    ex_tax_fen  bigint,
    tax_fen     bigint,
    amount_fen  bigint,
    differences text    NOT NULL,
    CONSTRAINT claim_reading_pk PRIMARY KEY (claim_id, round, document_id),
    CONSTRAINT claim_reading_claim_fk FOREIGN KEY (claim_id) REFERENCES settlement_claim (id),
    CONSTRAINT claim_reading_kind_known CHECK (kind IN ('INVOICE', 'BANK_RECEIPT')),
    CONSTRAINT claim_reading_read CHECK ((fault IS NULL) = (kind IS NOT NULL)),
    CONSTRAINT claim_reading_whole CHECK (fault IS NOT NULL
        OR number IS NOT NULL AND issued_on IS NOT NULL AND amount_fen IS NOT NULL),
    CONSTRAINT claim_reading_amount CHECK (amount_fen > 0)
);
