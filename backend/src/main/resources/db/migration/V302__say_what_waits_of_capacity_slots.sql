-- Views of trade.
-- The provider confirms a slot or declines it until it expires. Who is frozen cannot.
CREATE VIEW work_slot_answer AS
SELECT 'SLOT_ANSWER' AS kind, s.id AS item, s.id AS subject_id, '/api/v1/capacity-slots/' || s.id AS subject_path,
    s.organization_id, s.region_code, s.capacity_name AS name, s.number AS detail,
    NULL::timestamptz AS from_at, s.due_at AS until_at, s.requested_at AS since, s.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, s.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM capacity_slot s JOIN organization p ON p.id = s.provider_organization_id AND p.frozen_at IS NULL
WHERE s.status = 'HELD';

CREATE INDEX capacity_slot_to_answer ON capacity_slot (provider_organization_id, due_at, id) WHERE status = 'HELD';

-- The provider consents to a late cancellation or does not, until the slot ends.
CREATE VIEW work_slot_cancellation AS
SELECT 'SLOT_CANCELLATION' AS kind, s.id AS item, s.id AS subject_id, '/api/v1/capacity-slots/' || s.id AS subject_path,
    s.organization_id, s.region_code, s.capacity_name AS name, s.number AS detail,
    NULL::timestamptz AS from_at, s.due_at AS until_at, s.updated_at AS since, s.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, s.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM capacity_slot s JOIN organization p ON p.id = s.provider_organization_id AND p.frozen_at IS NULL
WHERE s.status = 'CANCELLATION_ASKED';

CREATE INDEX capacity_slot_to_let_go ON capacity_slot (provider_organization_id, due_at, id) WHERE status = 'CANCELLATION_ASKED';

-- The enterprise says that it was rendered what it booked; seven days behind the end that counts as said.
CREATE VIEW work_slot_completion AS
SELECT 'SLOT_COMPLETION' AS kind, s.id AS item, s.id AS subject_id, '/api/v1/capacity-slots/' || s.id AS subject_path,
    s.organization_id, s.region_code, s.capacity_name AS name, s.number AS detail,
    s.ends_at AS from_at, s.due_at AS until_at, s.ends_at AS since, s.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, s.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['ENTERPRISE'] AS needed_roles, '{}'::uuid[] AS barred
FROM capacity_slot s JOIN organization e ON e.id = s.organization_id AND e.frozen_at IS NULL
WHERE s.status = 'CONFIRMED';

CREATE INDEX capacity_slot_to_complete ON capacity_slot (organization_id, due_at, id) WHERE status = 'CONFIRMED';
