-- Tables of monitoring.
-- What of a published bulletin was wrong: proposed by one person, published by another under the next number of the bulletin.
CREATE TABLE bulletin_erratum (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    bulletin_id     uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    text            text        NOT NULL,
    corrections     text        NOT NULL,
    corrects        integer,
    number          integer,
    status          text        NOT NULL,
    proposed_by     uuid        NOT NULL,
    published_by    uuid,
    published_at    timestamptz,
    reason          text,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT bulletin_erratum_pk PRIMARY KEY (id),
    CONSTRAINT bulletin_erratum_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES bulletin (id),
    CONSTRAINT bulletin_erratum_number_once UNIQUE (bulletin_id, number),
    CONSTRAINT bulletin_erratum_status_known CHECK (status IN ('PROPOSED', 'PUBLISHED', 'DISCARDED')),
    CONSTRAINT bulletin_erratum_four_eyes CHECK (published_by <> proposed_by),
    CONSTRAINT bulletin_erratum_corrects_before CHECK (corrects < number),
    CONSTRAINT bulletin_erratum_whole CHECK ((number IS NOT NULL) = (status = 'PUBLISHED')
        AND (published_at IS NOT NULL) = (status = 'PUBLISHED') AND (published_by IS NOT NULL) = (status = 'PUBLISHED'))
);

CREATE TRIGGER bulletin_erratum_published_stays BEFORE UPDATE OR DELETE ON bulletin_erratum FOR EACH ROW
    WHEN (OLD.status = 'PUBLISHED') EXECUTE FUNCTION audit_refuse_change();
