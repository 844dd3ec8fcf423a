package cn.dengyun.programme;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which regions get money of a programme, and from whom: a programme of the province gives to its reporting units,
 * those to their counties; a programme of a city gives to its counties. Only codes in force get money, so that no
 * region gets it twice.
 */
@ApplicationScoped
class BudgetTree {

    private final ReferenceService reference;
    private final Clock clock;

    BudgetTree(ReferenceService reference, Clock clock) {
        this.reference = reference;
        this.clock = clock;
    }

    /** The region whose budget gives to this one; empty for the pool's own and for a region that gets nothing. */
    Optional<String> parentOf(Programme programme, String region) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ClockProducer.BUSINESS_ZONE);
        RegionCode owner = new RegionCode(programme.regionCode());
        Oversight oversight = new Oversight(owner);
        boolean isBelow = RegionCode.hasForm(region)
                && !region.equals(programme.regionCode())
                && oversight.covers(region)
                && !new RegionCode(region).isStatisticsZone()
                && reference.isRegion(region, today);
        if (!isBelow) {
            return Optional.empty();
        }
        if (!owner.isProvince()) {
            return Optional.of(programme.regionCode());
        }
        return reference.reportingUnitOf(region).map(unit -> unit.equals(region) ? programme.regionCode() : unit);
    }

    /** The pool, the unit and the region itself, as far as there are such; empty for a region that gets nothing. */
    List<String> pathTo(Programme programme, String region) {
        List<String> path = new ArrayList<>(List.of(region));
        while (!path.get(0).equals(programme.regionCode())) {
            Optional<String> parent = parentOf(programme, path.get(0));
            if (parent.isEmpty()) {
                return List.of();
            }
            path.add(0, parent.get());
        }
        return path;
    }

    /** The plan's reporting units with codes in force, in the order of their codes. */
    List<String> reportingUnits() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ClockProducer.BUSINESS_ZONE);
        return reference.codes(ReferenceService.REGIONS).stream()
                .filter(code -> reference.isRegion(code, today)
                        && reference.reportingUnitOf(code).filter(code::equals).isPresent())
                .sorted()
                .toList();
    }
}
