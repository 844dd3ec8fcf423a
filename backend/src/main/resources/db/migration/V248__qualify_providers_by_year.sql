-- Tables of provider.
-- That an organisation may offer as a provider of one kind in one calendar year, and what others have against it.
CREATE TABLE provider_qualification (
    id                uuid        NOT NULL,
    version           integer     NOT NULL,
    organization_id   uuid        NOT NULL,
    organization_name text        NOT NULL,
    region_code       text        NOT NULL,
    kind              text        NOT NULL,
    year              integer     NOT NULL,
    origin            text        NOT NULL,
    renews_id         uuid,
    provider_id       uuid,
    dossier           text        NOT NULL,
    status            text        NOT NULL,
    stage             text,
    due_at            timestamptz,
    created_by        uuid,
    submitted_by      uuid,
    submitted_at      timestamptz,
    reviewers         uuid[]      NOT NULL,
    notice_until      timestamptz,
    decision          text,
    remarks           text[]      NOT NULL,
    granted_by        uuid,
    granted_at        timestamptz,
    valid_from        timestamptz,
    valid_until       timestamptz NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT provider_qualification_pk PRIMARY KEY (id),
    CONSTRAINT provider_qualification_organization_fk FOREIGN KEY (organization_id) REFERENCES organization (id),
    CONSTRAINT provider_qualification_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id),
    CONSTRAINT provider_qualification_renews_fk FOREIGN KEY (renews_id) REFERENCES provider_qualification (id),
    CONSTRAINT provider_qualification_kind_known CHECK (
        kind IN ('CLOUD_PLATFORM', 'CLOUD_APPLICATION', 'TELECOM', 'SERVICE_INSTITUTION')),
    CONSTRAINT provider_qualification_origin_known CHECK (origin IN ('APPLICATION', 'RENEWAL', 'CARRIED_OVER')),
    CONSTRAINT provider_qualification_renewal CHECK ((origin = 'RENEWAL') = (renews_id IS NOT NULL)),
    CONSTRAINT provider_qualification_status_known CHECK (status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'PUBLIC_NOTICE',
        'QUALIFIED', 'REJECTED', 'WITHDRAWN', 'REVOKED')),
    CONSTRAINT provider_qualification_stage_known CHECK (stage IN ('COUNTY', 'CITY', 'PROVINCE')),
    CONSTRAINT provider_qualification_turn CHECK ((status = 'SUBMITTED') = (stage IS NOT NULL)
        AND num_nulls(stage, due_at) IN (0, 2)),
    CONSTRAINT provider_qualification_applied_for CHECK (origin = 'CARRIED_OVER' OR created_by IS NOT NULL),
    CONSTRAINT provider_qualification_shown CHECK (origin <> 'APPLICATION' OR granted_at >= notice_until),
    CONSTRAINT provider_qualification_granted CHECK (num_nulls(granted_at, valid_from) IN (0, 2)
        AND (granted_at IS NULL OR provider_id IS NOT NULL)
        AND (origin = 'CARRIED_OVER' OR num_nulls(granted_at, granted_by) IN (0, 2))
        AND (granted_at IS NOT NULL OR status NOT IN ('QUALIFIED', 'REVOKED'))),
    CONSTRAINT provider_qualification_other_eyes CHECK (granted_by <> created_by AND NOT granted_by = ANY (reviewers)),
    CONSTRAINT provider_qualification_bounded CHECK (valid_from < valid_until)
);

CREATE INDEX provider_qualification_of_organization ON provider_qualification (organization_id, id);
CREATE INDEX provider_qualification_renewal_of ON provider_qualification (renews_id) WHERE renews_id IS NOT NULL;
CREATE INDEX provider_qualification_of_provider ON provider_qualification (provider_id) WHERE status = 'QUALIFIED';
-- One for each kind and year, unless it came to nothing.
CREATE UNIQUE INDEX provider_qualification_once ON provider_qualification (organization_id, kind, year)
    WHERE status NOT IN ('REJECTED', 'WITHDRAWN', 'REVOKED');

-- The same as cn.dengyun.provider.qualification.ProviderQualification.statusAt.
CREATE FUNCTION qualification_status(status text, valid_until timestamptz, moment timestamptz) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN moment >= valid_until
        AND status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'PUBLIC_NOTICE', 'QUALIFIED') THEN 'EXPIRED' ELSE status END $$;

CREATE TABLE qualification_objection (
    id                uuid        NOT NULL,
    version           integer     NOT NULL,
    organization_id   uuid        NOT NULL,
    region_code       text        NOT NULL,
    qualification_id  uuid        NOT NULL,
    organization_name text        NOT NULL,
    statement         text        NOT NULL,
    status            text        NOT NULL,
    filed_by          uuid        NOT NULL,
    filed_for         uuid        NOT NULL,
    reviewers         uuid[]      NOT NULL,
    filed_at          timestamptz NOT NULL,
    due_at            timestamptz NOT NULL,
    decided_by        uuid,
    decided_at        timestamptz,
    reason            text,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT qualification_objection_pk PRIMARY KEY (id),
    CONSTRAINT qualification_objection_qualification_fk FOREIGN KEY (qualification_id)
        REFERENCES provider_qualification (id),
    CONSTRAINT qualification_objection_status_known CHECK (status IN ('PENDING', 'UPHELD', 'DISMISSED')),
    CONSTRAINT qualification_objection_decision_whole CHECK (
        num_nulls(decided_by, decided_at, reason) = CASE status WHEN 'PENDING' THEN 3 ELSE 0 END),
    CONSTRAINT qualification_objection_four_eyes CHECK (decided_by <> filed_by)
);

CREATE INDEX qualification_objection_pending ON qualification_objection (qualification_id) WHERE status = 'PENDING';
-- Every organisation objects once to one, whoever of its people does.
CREATE UNIQUE INDEX qualification_objection_once ON qualification_objection (qualification_id, filed_for);
CREATE INDEX qualification_objection_of_organization ON qualification_objection (organization_id, id);

-- Providers that were there before qualifications were have one for each of their kinds until the end of this year, which
-- says of itself that nobody has reviewed it. From then on they need what everybody needs.
INSERT INTO provider_qualification (id, version, organization_id, organization_name, region_code, kind, year, origin,
        provider_id, dossier, status, reviewers, decision, remarks, granted_at, valid_from, valid_until, created_at,
        updated_at)
    SELECT ordered_id(now()), 0, p.organization_id, coalesce(o.certified_name_zh, o.name_zh),
        coalesce(o.certified_region_code, o.region_code), k.kind, y.year, 'CARRIED_OVER', p.id,
        json_build_object('nameZh', p.name_zh, 'nameEn', p.name_en, 'hotline', p.hotline, 'homepage', p.homepage)::text,
        'QUALIFIED', '{}', '实行资质管理前已登记，结转至本年末', '{}', least(p.created_at, now()), least(p.created_at, now()),
        make_timestamptz(y.year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai'), now(), now()
    FROM provider p JOIN organization o ON o.id = p.organization_id
        CROSS JOIN LATERAL unnest(p.kinds) AS k (kind)
        CROSS JOIN LATERAL (SELECT extract(year FROM now() AT TIME ZONE 'Asia/Shanghai')::integer AS year) y;
