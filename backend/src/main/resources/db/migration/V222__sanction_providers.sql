-- Tables of provider.
-- That a provider loses its standing: proposed by one person, heard, decided by another, ended by the clock.
CREATE TABLE sanction (
    id                     uuid        NOT NULL,
    version                integer     NOT NULL,
    organization_id        uuid        NOT NULL,
    region_code            text        NOT NULL,
    authority_code         text        NOT NULL,
    provider_id            uuid        NOT NULL,
    provider_name_zh       text        NOT NULL,
    incident_id            uuid,
    evaluation_id          uuid,
    basis                  text        NOT NULL,
    cause_on               date        NOT NULL,
    legal_basis            text        NOT NULL,
    reason                 text        NOT NULL,
    status                 text        NOT NULL,
    proposed_by            uuid        NOT NULL,
    proposed_at            timestamptz NOT NULL,
    hearing_until          timestamptz,
    statement              text,
    stated_at              timestamptz,
    decided_by             uuid,
    decided_at             timestamptz,
    decision               text,
    ends_at                timestamptz,
    stayed_at              timestamptz,
    revocation_proposed_by uuid,
    revocation_reason      text,
    revoked_by             uuid,
    revoked_at             timestamptz,
    updated_at             timestamptz NOT NULL,
    CONSTRAINT sanction_pk PRIMARY KEY (id),
    CONSTRAINT sanction_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id),
    CONSTRAINT sanction_incident_fk FOREIGN KEY (incident_id) REFERENCES security_incident (id),
    CONSTRAINT sanction_evaluation_fk FOREIGN KEY (evaluation_id) REFERENCES security_evaluation (id),
    CONSTRAINT sanction_one_cause CHECK (num_nulls(incident_id, evaluation_id) = 1),
    CONSTRAINT sanction_basis_known CHECK (basis IN ('DECISION', 'INCIDENT')),
    CONSTRAINT sanction_status_known CHECK (
        status IN ('PROPOSED', 'HEARING', 'EFFECTIVE', 'REVOKED', 'REJECTED', 'WITHDRAWN')),
    CONSTRAINT sanction_heard CHECK (status NOT IN ('HEARING', 'EFFECTIVE', 'REVOKED') OR hearing_until IS NOT NULL),
    CONSTRAINT sanction_statement_whole CHECK (num_nulls(statement, stated_at) IN (0, 2)),
    CONSTRAINT sanction_decision_whole CHECK (num_nulls(decided_by, decided_at, decision)
        = CASE WHEN status IN ('PROPOSED', 'HEARING') THEN 3 ELSE 0 END),
    CONSTRAINT sanction_term_of_imposed CHECK ((ends_at IS NULL) = (status NOT IN ('EFFECTIVE', 'REVOKED'))),
    CONSTRAINT sanction_term_begins_before CHECK (ends_at > decided_at),
    CONSTRAINT sanction_heard_before CHECK (ends_at IS NULL OR decided_at >= hearing_until),
    CONSTRAINT sanction_four_eyes CHECK (ends_at IS NULL OR decided_by <> proposed_by),
    CONSTRAINT sanction_stayed_in_force CHECK (stayed_at IS NULL OR ends_at IS NOT NULL),
    CONSTRAINT sanction_revocation_whole CHECK (num_nulls(revocation_proposed_by, revocation_reason) IN (0, 2)),
    CONSTRAINT sanction_revoked CHECK ((status = 'REVOKED') = (revoked_at IS NOT NULL)
        AND num_nulls(revoked_by, revoked_at) IN (0, 2)),
    CONSTRAINT sanction_revocation_four_eyes CHECK (revoked_by <> revocation_proposed_by)
);

CREATE INDEX sanction_organization ON sanction (organization_id, id);
CREATE INDEX sanction_in_force ON sanction (provider_id) WHERE status = 'EFFECTIVE';
-- What somebody has decided on is not decided on again: a cause is good for one sanction.
CREATE UNIQUE INDEX sanction_incident_once ON sanction (incident_id) WHERE status NOT IN ('REJECTED', 'WITHDRAWN');
CREATE UNIQUE INDEX sanction_evaluation_once ON sanction (evaluation_id) WHERE status NOT IN ('REJECTED', 'WITHDRAWN');

-- The same as cn.dengyun.provider.domain.Sanction.statusAt.
CREATE FUNCTION sanction_status(status text, ends_at timestamptz, moment timestamptz) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN status = 'EFFECTIVE' AND moment >= ends_at THEN 'ENDED' ELSE status END $$;
