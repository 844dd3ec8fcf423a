package cn.dengyun.reference;

/** Why a region's code was followed by another. */
enum RegionChange {
    COUNTY_TO_CITY,
    COUNTY_TO_DISTRICT,
    /** It became part of the successor. */
    MERGED,
    /** It came under another city. */
    MOVED,
    /** Only the code changed. */
    RECODED
}
