-- Views of provider.
-- Where the organisation of a provider is registered: what the statistics count a provider and its offerings under.
CREATE VIEW provider_place AS
    SELECT p.id AS provider_id, o.region_code FROM provider p JOIN organization o ON o.id = p.organization_id;
