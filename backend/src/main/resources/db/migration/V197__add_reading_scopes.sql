-- Every operation that API clients may reach asks for a scope. What they could read without one before, those that may change
-- the same things go on reading.
ALTER TABLE api_client DROP CONSTRAINT api_client_scopes_known;
ALTER TABLE api_client ADD CONSTRAINT api_client_scopes_known
    CHECK (scopes <@ ARRAY['catalogue:read', 'catalogue:write', 'events:read', 'orders:write', 'organization:read',
        'usage:write', 'vouchers:apply', 'vouchers:read', 'vouchers:redeem']);

UPDATE api_client SET scopes = scopes || ARRAY['organization:read']
WHERE NOT 'organization:read' = ANY (scopes);

UPDATE api_client SET scopes = scopes || ARRAY['catalogue:read']
WHERE 'catalogue:write' = ANY (scopes) AND NOT 'catalogue:read' = ANY (scopes);

UPDATE api_client SET scopes = scopes || ARRAY['vouchers:read']
WHERE 'vouchers:redeem' = ANY (scopes) AND NOT 'vouchers:read' = ANY (scopes);
