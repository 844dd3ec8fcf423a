package cn.dengyun.provider.qualification;

import cn.dengyun.shared.RegionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A level of authority that reviews applications, from below to above. */
enum QualificationStage {
    COUNTY,
    CITY,
    PROVINCE;

    /**
     * Who reviews, in order: county and city where there are any, and the province always. A county that the province
     * administers directly has no city; a renewal is the province's business alone.
     */
    static List<QualificationStage> path(RegionCode region, QualificationOrigin origin) {
        List<QualificationStage> stages = new ArrayList<>();
        boolean isApplication = origin != QualificationOrigin.RENEWAL;
        if (isApplication && !region.isCity() && !region.isProvince()) {
            stages.add(COUNTY);
        }
        if (isApplication && !region.isProvince() && !region.isUnderTheProvince()) {
            stages.add(CITY);
        }
        stages.add(PROVINCE);
        return stages;
    }

    /** The level behind this one; empty for the last. */
    Optional<QualificationStage> next(RegionCode region, QualificationOrigin origin) {
        return path(region, origin).stream()
                .filter(stage -> stage.compareTo(this) > 0)
                .findFirst();
    }

    /** The region whose authority reviews an organisation of this region. */
    RegionCode authority(RegionCode region) {
        return switch (this) {
            case COUNTY -> region;
            case CITY -> region.isCity() ? region : region.parent().orElse(region);
            case PROVINCE -> new RegionCode(region.value().substring(0, 2) + "0000");
        };
    }
}
