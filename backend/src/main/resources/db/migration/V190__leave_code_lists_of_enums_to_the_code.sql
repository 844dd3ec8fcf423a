-- These lists are the enums of the contract. Kept here too they drifted: operators were missing among the kinds of organisation,
-- and prices on quotation were listed that no field takes. The platform now lists its enums itself, under the same names.
DELETE FROM code_list_item WHERE list_name IN (
    'offering-kinds', 'service-layers', 'offering-states', 'organization-kinds', 'provider-kinds', 'price-models',
    'enterprise-sizes', 'region-levels');

DELETE FROM code_list WHERE name IN (
    'offering-kinds', 'service-layers', 'offering-states', 'organization-kinds', 'provider-kinds', 'price-models',
    'enterprise-sizes', 'region-levels');
