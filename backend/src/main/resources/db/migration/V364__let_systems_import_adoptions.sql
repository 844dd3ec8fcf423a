-- Scopes for systems of providers that say who uses their services, and read what became of it.
ALTER TABLE api_client DROP CONSTRAINT api_client_scopes_known;
ALTER TABLE api_client ADD CONSTRAINT api_client_scopes_known
    CHECK (scopes <@ ARRAY['adoption:read', 'adoption:write', 'catalogue:read', 'catalogue:write', 'events:read',
        'orders:read', 'orders:write', 'organization:read', 'settlement:read', 'settlement:write', 'usage:read',
        'usage:witness', 'usage:write', 'vouchers:apply', 'vouchers:read', 'vouchers:redeem']);
