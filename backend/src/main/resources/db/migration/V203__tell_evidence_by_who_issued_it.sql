-- A number of evidence is unique for whoever issued it: the same number of two sellers is two contracts. Where nobody is named
-- it may be anybody's.
ALTER TABLE application_evidence
    ADD COLUMN kind text NOT NULL DEFAULT 'CONTRACT',
    ADD COLUMN issuer_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';

UPDATE application_evidence e SET issuer_id = line.provider_id
FROM (
    SELECT a.id, (l ->> 'providerId')::uuid AS provider_id,
        upper(regexp_replace(normalize(l ->> 'contractNumber', NFKC), E'[\\s\\-\u2010-\u2015\u2e3a\u2e3b]+', '', 'g')) AS number
    FROM voucher_application a, jsonb_array_elements(a.request::jsonb -> 'lines') AS l
    WHERE l ->> 'providerId' IS NOT NULL AND l ->> 'contractNumber' IS NOT NULL
) AS line
WHERE line.id = e.application_id AND line.number = e.number;

ALTER TABLE application_evidence ALTER COLUMN kind DROP DEFAULT;
ALTER TABLE application_evidence ALTER COLUMN issuer_id DROP DEFAULT;
ALTER TABLE application_evidence DROP CONSTRAINT application_evidence_pk;
ALTER TABLE application_evidence
    ADD CONSTRAINT application_evidence_pk PRIMARY KEY (number, kind, issuer_id, application_id);
CREATE INDEX application_evidence_application_list ON application_evidence (application_id);
COMMENT ON COLUMN application_evidence.issuer_id IS 'Of a contract the provider; all zeros where none is named';
