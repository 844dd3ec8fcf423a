-- Every dashboard and every plan counts by region and day since when enterprises have adopted the cloud.
CREATE INDEX adopted_enterprise_by_day ON adopted_enterprise (region_code, adopted_on);
CREATE INDEX adopted_enterprise_deep_by_day ON adopted_enterprise (region_code, deep_on) WHERE level = 'DEEP';
CREATE INDEX adopted_enterprise_ended ON adopted_enterprise (ended_at, region_code, level) WHERE status = 'LAPSED';
