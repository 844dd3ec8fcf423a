-- What an enterprise can move to the cloud, as the plan's text names it.
CREATE TABLE service_category (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    layer text NOT NULL,
    clause text NOT NULL,
    sort integer NOT NULL,
    CONSTRAINT service_category_pk PRIMARY KEY (code),
    CONSTRAINT service_category_sort_unique UNIQUE (sort),
    CONSTRAINT service_category_code_fits_layer
        CHECK (code ~ '^[IPSDC]-[1-9]$' AND left(code, 1) = left(layer, 1)),
    CONSTRAINT service_category_layer_known CHECK (layer IN ('IAAS', 'PAAS', 'SAAS', 'DEVICE', 'CAPABILITY'))
);

COMMENT ON COLUMN service_category.clause IS 'The part of the plan, section 2(2), that names it';
