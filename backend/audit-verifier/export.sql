-- The audit trail for AuditVerifier.java, read straight from the database: lines of JSON, in Base64 where people's texts
-- are in them. No program on the way, nor its locale, can show such a line otherwise than it is.
--   psql --no-align --tuples-only --quiet --file=export.sql "$DATABASE" > audit.export
-- One consistent picture: nothing that is chained meanwhile comes half into it.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT json_build_object('type', 'key', 'id', id, 'publicKey', public_key) FROM audit_key;
SELECT json_build_object('type', 'beginning', 'position', coalesce(max(up_to), 0), 'digest',
    coalesce((array_agg(digest ORDER BY up_to DESC))[1], repeat('0', 64))) FROM audit_archive;
SELECT json_build_object('type', 'checkpoint', 'position', position, 'digest', digest, 'keyId', key_id, 'signature', signature)
    FROM audit_checkpoint ORDER BY position;
SELECT json_build_object('type', 'head', 'position', position, 'digest', digest, 'keyId', key_id, 'signature', signature)
    FROM audit_head;
SELECT translate(encode(convert_to(json_build_object('type', 'link', 'position', c.position, 'sealed', c.is_sealed, 'previous', c.previous,
    'digest', c.digest, 'entry', CASE WHEN e.id IS NOT NULL THEN json_build_object('id', e.id,
        'occurredAtMicros', (extract(epoch FROM e.occurred_at) * 1000000)::bigint, 'kind', e.kind, 'action', e.action,
        'subject', e.subject, 'organizationId', e.organization_id, 'actorId', e.actor_id, 'actorKind', e.actor_kind,
        'actorRoles', e.actor_roles, 'actorOrganizationId', e.actor_organization_id, 'onBehalfOf', e.on_behalf_of,
        'delegationId', e.delegation_id, 'traceId', e.trace_id, 'reason', e.reason, 'details', e.details,
        'commitment', e.commitment) END,
    'personal', CASE WHEN p.salt IS NOT NULL THEN json_build_object('salt', p.salt, 'address', p.address,
        'before', p.before, 'after', p.after) END, 'erasedBy', p.erased_by)::text, 'UTF8'), 'base64'), chr(10), '')
    FROM audit_chain c LEFT JOIN audit_entry e ON e.id = c.entry_id LEFT JOIN audit_personal p ON p.entry_id = c.entry_id
    ORDER BY c.position;
SELECT json_build_object('type', 'stray', 'entryId', e.id, 'position',
    coalesce((SELECT min(position) FROM audit_chain WHERE entry_id > e.id), (SELECT position + 1 FROM audit_head)))
    FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_chain c WHERE c.entry_id = e.id)
    AND NOT EXISTS (SELECT FROM audit_pending w WHERE w.entry_id = e.id) ORDER BY e.id;
COMMIT;
