package cn.dengyun.reference;

import cn.dengyun.shared.WorkingDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The public holidays of a year as they were announced.
 *
 * @param daysOff sorted, as are the make-up days
 * @param makeUpDays at weekends that are worked on in exchange
 * @param document by which they were announced
 */
record HolidayArrangement(
        int year, List<LocalDate> daysOff, List<LocalDate> makeUpDays, String document, Instant recordedAt) {

    HolidayArrangement {
        daysOff = daysOff.stream().distinct().sorted().toList();
        makeUpDays = makeUpDays.stream().distinct().sorted().toList();
    }

    /** What the arrangements of all years together say. */
    static WorkingDays together(Collection<HolidayArrangement> all) {
        Set<LocalDate> daysOff = new HashSet<>();
        Set<LocalDate> makeUpDays = new HashSet<>();
        all.forEach(each -> {
            daysOff.addAll(each.daysOff);
            makeUpDays.addAll(each.makeUpDays);
        });
        return new WorkingDays(daysOff, makeUpDays);
    }
}
