-- Tables of trade.
-- What a credit note takes off which line of its bill; nobody changes it. A note of which nothing is here names no line.
CREATE TABLE credit_note_line (
    bill_id    uuid    NOT NULL,
    note       integer NOT NULL,
    line       integer NOT NULL,
    amount_fen bigint  NOT NULL,
    CONSTRAINT credit_note_line_pk PRIMARY KEY (bill_id, note, line),
    CONSTRAINT credit_note_line_note_fk FOREIGN KEY (bill_id, note) REFERENCES credit_note (bill_id, number),
    CONSTRAINT credit_note_line_line_fk FOREIGN KEY (bill_id, line) REFERENCES bill_line (bill_id, number),
    CONSTRAINT credit_note_line_amount CHECK (amount_fen > 0)
);
