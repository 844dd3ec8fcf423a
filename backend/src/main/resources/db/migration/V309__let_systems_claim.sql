-- Scopes for systems that claim what was captured, and read the claims of their organisation.
ALTER TABLE api_client DROP CONSTRAINT api_client_scopes_known;
ALTER TABLE api_client ADD CONSTRAINT api_client_scopes_known
    CHECK (scopes <@ ARRAY['catalogue:read', 'catalogue:write', 'events:read', 'orders:read', 'orders:write',
        'organization:read', 'settlement:read', 'settlement:write', 'usage:read', 'usage:write',
        'vouchers:apply', 'vouchers:read', 'vouchers:redeem']);
