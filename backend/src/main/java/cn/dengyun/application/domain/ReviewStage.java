package cn.dengyun.application.domain;

import cn.dengyun.shared.RegionCode;

/** A level of authority that reviews. */
public enum ReviewStage {
    COUNTY(ApplicationStatus.COUNTY_REVIEW, ApplicationMove.TAKE_UP_BY_COUNTY),
    CITY(ApplicationStatus.CITY_REVIEW, ApplicationMove.TAKE_UP_BY_CITY),
    PROVINCE(ApplicationStatus.PROVINCE_REVIEW, ApplicationMove.TAKE_UP_BY_PROVINCE);

    private final ApplicationStatus status;
    private final ApplicationMove takeUp;

    ReviewStage(ApplicationStatus status, ApplicationMove takeUp) {
        this.status = status;
        this.takeUp = takeUp;
    }

    /** Where an application stands while it is this level's turn. */
    public ApplicationStatus status() {
        return status;
    }

    ApplicationMove takeUp() {
        return takeUp;
    }

    /** How it comes here from the stage before. */
    ApplicationMove passTo() {
        return this == CITY ? ApplicationMove.PASS_TO_CITY : ApplicationMove.PASS_TO_PROVINCE;
    }

    /** The region whose authority reviews an application of this region. */
    public RegionCode authority(RegionCode region) {
        return switch (this) {
            case COUNTY -> region;
            case CITY -> region.isCity() ? region : region.parent().orElse(region);
            case PROVINCE -> new RegionCode(region.value().substring(0, 2) + "0000");
        };
    }
}
