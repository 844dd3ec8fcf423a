package cn.dengyun.programme.domain;

import cn.dengyun.shared.RegionCode;

/** Whose money it is (本级): the level of the authority that owns the programme. */
public enum FundingLevel {
    PROVINCE,
    CITY,
    COUNTY;

    /** The level of the authority of a region. */
    public static FundingLevel of(RegionCode region) {
        if (region.isProvince()) {
            return PROVINCE;
        }
        return region.isCity() ? CITY : COUNTY;
    }
}
