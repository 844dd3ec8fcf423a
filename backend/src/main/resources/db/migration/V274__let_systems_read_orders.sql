-- A scope for systems that read the orders of their organisation; who could write them may read them.
ALTER TABLE api_client DROP CONSTRAINT api_client_scopes_known;
ALTER TABLE api_client ADD CONSTRAINT api_client_scopes_known
    CHECK (scopes <@ ARRAY['catalogue:read', 'catalogue:write', 'events:read', 'orders:read', 'orders:write',
        'organization:read', 'usage:write', 'vouchers:apply', 'vouchers:read', 'vouchers:redeem']);

UPDATE api_client SET scopes = scopes || ARRAY['orders:read']
WHERE 'orders:write' = ANY (scopes) AND NOT 'orders:read' = ANY (scopes);
