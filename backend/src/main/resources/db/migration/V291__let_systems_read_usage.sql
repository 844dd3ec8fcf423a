-- A scope for systems that read what was measured of the orders of their organisation; who could report it may read it.
ALTER TABLE api_client DROP CONSTRAINT api_client_scopes_known;
ALTER TABLE api_client ADD CONSTRAINT api_client_scopes_known
    CHECK (scopes <@ ARRAY['catalogue:read', 'catalogue:write', 'events:read', 'orders:read', 'orders:write',
        'organization:read', 'usage:read', 'usage:write', 'vouchers:apply', 'vouchers:read', 'vouchers:redeem']);

UPDATE api_client SET scopes = scopes || ARRAY['usage:read']
WHERE 'usage:write' = ANY (scopes) AND NOT 'usage:read' = ANY (scopes);
