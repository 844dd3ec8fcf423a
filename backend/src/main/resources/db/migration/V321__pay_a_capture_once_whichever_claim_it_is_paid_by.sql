-- Tables of settlement.
-- What a bank says is said of the money of a capture. A claim that was given up and made anew is the same money, so what is
-- paid once, and what the bank contradicts itself about, hangs on the capture.
ALTER TABLE settlement_line ADD COLUMN redemption_id uuid;
UPDATE settlement_line l SET redemption_id = c.redemption_id FROM settlement_claim c WHERE c.id = l.claim_id;
ALTER TABLE settlement_line ALTER COLUMN redemption_id SET NOT NULL;
-- Two that live are the same money twice: somebody has to see to that before the platform starts, and is told of which.
DO $$
DECLARE
    twice text;
BEGIN
    SELECT string_agg(redemption_id::text, ', ' ORDER BY redemption_id) INTO twice FROM (SELECT redemption_id
        FROM settlement_line WHERE status IN ('INCLUDED', 'INSTRUCTED', 'PAID') GROUP BY 1 HAVING count(*) > 1 LIMIT 20) found;
    IF twice IS NOT NULL THEN
        RAISE EXCEPTION 'captures that are in a batch or paid more than once: %', twice
            USING HINT = 'Ask the bank which of the payments it made, and take the other line of each out of its batch.';
    END IF;
END
$$;
CREATE UNIQUE INDEX settlement_line_capture_once ON settlement_line (redemption_id)
    WHERE status IN ('INCLUDED', 'INSTRUCTED', 'PAID');
DROP INDEX settlement_line_contradicted;
CREATE INDEX settlement_line_contradicted ON settlement_line (redemption_id) WHERE contradicted_at IS NOT NULL;

-- Of the side that is frozen only what has not ended is read.
CREATE INDEX settlement_claim_living_of_enterprise ON settlement_claim (organization_id, id)
    WHERE status NOT IN ('PAID', 'REJECTED', 'WITHDRAWN');
CREATE INDEX settlement_claim_living_of_provider ON settlement_claim (provider_organization_id, id)
    WHERE status NOT IN ('PAID', 'REJECTED', 'WITHDRAWN');

-- All that a bank said of lines, whatever became of it: what stands with a line is what it said last.
CREATE TABLE settlement_result (
    id             uuid        NOT NULL,
    batch_id       uuid        NOT NULL,
    line_id        uuid        NOT NULL,
    said           text        NOT NULL,
    amount_fen     bigint      NOT NULL,
    currency       text        NOT NULL,
    reason_code    text        NOT NULL,
    bank_reference text        NOT NULL,
    value_on       date        NOT NULL,
    outcome        text        NOT NULL,
    recorded_by    uuid        NOT NULL,
    recorded_at    timestamptz NOT NULL,
    CONSTRAINT settlement_result_pk PRIMARY KEY (id),
    CONSTRAINT settlement_result_batch_fk FOREIGN KEY (batch_id) REFERENCES settlement_batch (id),
    CONSTRAINT settlement_result_line_fk FOREIGN KEY (line_id) REFERENCES settlement_line (id),
    CONSTRAINT settlement_result_said_known CHECK (said IN ('PAID', 'FAILED', 'RETURNED'))
);

CREATE INDEX settlement_result_of_line ON settlement_result (line_id, id);
