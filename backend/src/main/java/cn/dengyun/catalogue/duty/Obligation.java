package cn.dengyun.catalogue.duty;

import cn.dengyun.platform.clock.ClockProducer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;

/**
 * How much of an obligation is met at a moment.
 *
 * @param forecast how many it will be at the end if it goes on so
 * @param dueAt until when it is to be met; null when there is nothing to do
 */
record Obligation(ObligationId id, int required, int counted, int forecast, Instant dueAt, Instant moment) {

    static final int APPS_A_YEAR = 100;

    /** Of so many apps by now. */
    static Obligation ofApps(ObligationId id, int counted, Instant moment) {
        return new Obligation(id, APPS_A_YEAR, counted, forecast(id.year(), counted, moment), endOf(id.year()), moment);
    }

    /**
     * Of so many of all published offerings that are confirmed.
     *
     * @param nextDue when the first of them has to be confirmed again; null when there are none
     */
    static Obligation ofCatalogue(ObligationId id, int published, int confirmed, Instant nextDue, Instant moment) {
        return new Obligation(id, published, confirmed, confirmed, nextDue, moment);
    }

    static Instant endOf(Year year) {
        return AppCount.startOf(year.plusYears(1));
    }

    /** In proportion to the days that are over, today among them. */
    private static int forecast(Year year, int counted, Instant moment) {
        if (!moment.isBefore(endOf(year))) {
            return counted;
        }
        LocalDate today = LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
        if (today.getYear() < year.getValue()) {
            return 0;
        }
        return Math.toIntExact((long) counted * year.length() / today.getDayOfYear());
    }

    int remaining() {
        return Math.max(0, required - counted);
    }

    /** The same, to be met until another moment. */
    Obligation dueAt(Instant other) {
        return new Obligation(id, required, counted, forecast, other, moment);
    }

    ObligationStanding standing() {
        if (remaining() == 0) {
            return ObligationStanding.MET;
        }
        if (dueAt != null && !moment.isBefore(dueAt)) {
            return ObligationStanding.MISSED;
        }
        return forecast >= required ? ObligationStanding.ON_TRACK : ObligationStanding.BEHIND;
    }

    /** In how many whole days it is due, those begun counted. */
    int daysLeft() {
        long millis = Duration.between(moment, dueAt).toMillis();
        long day = Duration.ofDays(1).toMillis();
        return Math.toIntExact(Math.max(0, (millis + day - 1) / day));
    }
}
