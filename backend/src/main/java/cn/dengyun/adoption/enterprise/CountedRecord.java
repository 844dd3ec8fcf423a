package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.rule.AdoptionRule;
import cn.dengyun.platform.clock.ClockProducer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A record that counts, as an enterprise is judged by it.
 *
 * @param isImported whether a provider says so; else it is an order of the platform
 * @param categoryCode null where nobody has said what kind of service it is
 * @param endsOn the last day; null where the contract has none
 * @param lastUsedOn as the provider says; null for orders
 */
record CountedRecord(
        UUID id,
        String creditCode,
        String enterpriseName,
        UUID organizationId,
        String regionCode,
        UUID providerId,
        String providerCode,
        boolean isImported,
        String categoryCode,
        LocalDate startsOn,
        LocalDate endsOn,
        LocalDate lastUsedOn,
        Integer devices,
        String broughtByCode,
        Instant countedAt) {

    private static final String EQUIPMENT = "D-";

    /** The first moment at which it is not in force any more; null where there is none. */
    Instant endsAt() {
        return endsOn == null ? null : beginOf(endsOn.plusDays(1));
    }

    boolean isInForceAt(Instant now) {
        return endsOn == null || now.isBefore(endsAt());
    }

    /** From when it makes its enterprise deeply connected; null where it does not, by what is known of it now. */
    Instant deepFrom(AdoptionRule rule) {
        if (categoryCode == null || !rule.form().deepCategories().contains(categoryCode)) {
            return null;
        }
        LocalDate day = startsOn.plusDays(rule.form().deepDays());
        if (isImported) {
            boolean isUsedLongEnough = lastUsedOn != null && !lastUsedOn.isBefore(day);
            boolean lacksDevices = categoryCode.startsWith(EQUIPMENT)
                    && (devices == null || devices < rule.form().minDevices());
            if (!isUsedLongEnough || lacksDevices) {
                return null;
            }
        }
        return beginOf(day);
    }

    private static Instant beginOf(LocalDate day) {
        return day.atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
    }
}
