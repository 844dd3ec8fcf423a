package cn.dengyun.reference;

/** A zone of statistics is no division of GB/T 2260, but enterprises register there. */
enum RegionLevel {
    PROVINCE,
    CITY,
    COUNTY,
    STATISTICS_ZONE
}
