-- API clients of providers may be allowed to capture, release and refund vouchers.
ALTER TABLE api_client DROP CONSTRAINT api_client_scopes_known;
ALTER TABLE api_client ADD CONSTRAINT api_client_scopes_known
    CHECK (scopes <@ ARRAY['catalogue:write', 'catalogue:read', 'orders:write', 'usage:write', 'events:read',
        'vouchers:redeem']);
