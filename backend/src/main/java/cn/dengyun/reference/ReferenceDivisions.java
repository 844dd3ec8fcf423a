package cn.dengyun.reference;

import cn.dengyun.platform.monitoring.Divisions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The divisions as monitoring is told of them, from memory. */
@ApplicationScoped
class ReferenceDivisions implements Divisions {

    private final ReferenceService reference;

    ReferenceDivisions(ReferenceService reference) {
        this.reference = reference;
    }

    @Override
    public List<Division> all() {
        return reference.regions().stream().map(ReferenceDivisions::division).toList();
    }

    private static Division division(Region region) {
        return new Division(
                region.code(),
                region.nameZh(),
                region.nameEn(),
                level(region.level()),
                region.parent(),
                region.isReportingUnit(),
                region.validity().from(),
                region.validity().to(),
                region.successors().stream().map(Region.Successor::code).toList());
    }

    private static Level level(RegionLevel level) {
        return switch (level) {
            case PROVINCE -> Level.PROVINCE;
            case CITY -> Level.CITY;
            case COUNTY -> Level.COUNTY;
            case STATISTICS_ZONE -> Level.ZONE;
        };
    }
}
