-- What evidence applications rest on, so that the same contract is found wherever it is used again (F1).
CREATE TABLE application_evidence (
    number         text NOT NULL,
    application_id uuid NOT NULL,
    CONSTRAINT application_evidence_pk PRIMARY KEY (number, application_id)
);
