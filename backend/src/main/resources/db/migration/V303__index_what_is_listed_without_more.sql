-- Views of trade.
-- What was read of all meters of an organisation, newest first.
CREATE INDEX usage_event_list ON usage_event (organization_id, id);
CREATE INDEX usage_event_provider_list ON usage_event (provider_organization_id, id);

-- The province sees disputes of all regions by when they are due.
CREATE INDEX order_dispute_work_all ON order_dispute (due_at, id) WHERE status = 'OPEN';

-- The same invitations: found by their organisation as well as by their demand, so both conditions say it.
CREATE OR REPLACE VIEW work_quote_invitation AS
SELECT 'QUOTE_INVITATION' AS kind, md5(d.id::text || p.id)::uuid AS item, d.id AS subject_id, '/api/v1/demands/' || d.id AS subject_path,
    NULL::uuid AS organization_id, d.service_region_code AS region_code, d.title AS name, d.number AS detail,
    NULL::timestamptz AS from_at, coalesce(d.quoting_closed_at, d.quotes_until) AS until_at, d.opened_at AS since,
    coalesce(d.quoting_closed_at, d.quotes_until) AS due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    p.id AS acting_organization_id, NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM demand d JOIN organization p ON p.id = ANY (d.invited) AND d.invited @> ARRAY[p.id] AND p.frozen_at IS NULL
WHERE d.status = 'OPEN'
    AND NOT EXISTS (SELECT FROM quote q WHERE q.demand_id = d.id AND q.organization_id = p.id AND q.status = 'SUBMITTED');
