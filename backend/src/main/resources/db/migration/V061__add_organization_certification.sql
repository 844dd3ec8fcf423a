-- What an organisation says about itself, what of it is certified (a copy, in force until the next decision), and
-- whether an authority has frozen it.
ALTER TABLE organization
    ADD COLUMN staff_count bigint CONSTRAINT organization_staff_not_negative CHECK (staff_count >= 0),
    ADD COLUMN revenue_fen bigint CONSTRAINT organization_revenue_not_negative CHECK (revenue_fen >= 0),
    ADD COLUMN assets_fen bigint CONSTRAINT organization_assets_not_negative CHECK (assets_fen >= 0),
    ADD COLUMN tags text[] NOT NULL DEFAULT '{}',
    ADD COLUMN certification_id uuid,
    ADD COLUMN certified_at timestamptz,
    ADD COLUMN certified_name_zh text,
    ADD COLUMN certified_name_en text,
    ADD COLUMN certified_region_code text,
    ADD COLUMN certified_industry_code text,
    ADD COLUMN certified_staff_count bigint,
    ADD COLUMN certified_revenue_fen bigint,
    ADD COLUMN certified_assets_fen bigint,
    ADD COLUMN certified_size text,
    ADD COLUMN certified_tags text[],
    ADD COLUMN frozen_at timestamptz,
    ADD COLUMN frozen_reason text,
    ADD CONSTRAINT organization_certification_whole CHECK (
        num_nulls(certification_id, certified_at, certified_name_zh, certified_region_code, certified_industry_code,
            certified_size, certified_tags) IN (0, 7)),
    ADD CONSTRAINT organization_freeze_whole CHECK (num_nulls(frozen_at, frozen_reason) IN (0, 2));

-- An authority sees those that are certified in its region too, while they say that they have moved.
CREATE INDEX organization_certified_region_list ON organization (certified_region_code, id)
    WHERE certified_region_code IS NOT NULL;
-- Every node asks every few seconds which organisations are frozen.
CREATE INDEX organization_frozen ON organization (frozen_at) WHERE frozen_at IS NOT NULL;
