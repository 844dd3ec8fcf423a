-- Administrative divisions and statistics zones, each with the time in which its code is valid.
CREATE TABLE region (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    level text NOT NULL,
    parent_code text,
    is_reporting_unit boolean NOT NULL,
    valid_from date,
    valid_to date,
    CONSTRAINT region_pk PRIMARY KEY (code),
    CONSTRAINT region_parent_fk FOREIGN KEY (parent_code) REFERENCES region (code),
    CONSTRAINT region_code_format CHECK (code ~ '^[0-9]{6}$'),
    CONSTRAINT region_level_known CHECK (level IN ('PROVINCE', 'CITY', 'COUNTY', 'STATISTICS_ZONE')),
    CONSTRAINT region_parent_unless_province CHECK ((level = 'PROVINCE') = (parent_code IS NULL)),
    CONSTRAINT region_validity_ordered CHECK (valid_from < valid_to)
);

COMMENT ON COLUMN region.is_reporting_unit IS
    'One of the plan''s 18 units: the 16 cities and the two counties directly under the province, Susong and Guangde';
COMMENT ON COLUMN region.valid_from IS
    'First day of the code: the date of the first source that shows it, NULL when it is older than the sources';
COMMENT ON COLUMN region.valid_to IS
    'First day on which the code is no longer valid: the date of the first source that lacks it, NULL while it is valid';

CREATE TABLE region_successor (
    code text NOT NULL,
    successor_code text NOT NULL,
    kind text NOT NULL,
    effective_on date NOT NULL,
    observed_in text NOT NULL,
    CONSTRAINT region_successor_pk PRIMARY KEY (code, successor_code),
    CONSTRAINT region_successor_code_fk FOREIGN KEY (code) REFERENCES region (code),
    CONSTRAINT region_successor_successor_fk FOREIGN KEY (successor_code) REFERENCES region (code),
    CONSTRAINT region_successor_kind_known
        CHECK (kind IN ('COUNTY_TO_CITY', 'COUNTY_TO_DISTRICT', 'MERGED', 'MOVED', 'RECODED'))
);

COMMENT ON COLUMN region_successor.effective_on IS 'The date of the first source that shows the change, not the legal date';
COMMENT ON COLUMN region_successor.observed_in IS 'The source that shows the change first';
