package cn.dengyun.identity.organization.domain;

import cn.dengyun.shared.Rejection;
import java.time.LocalDate;

/**
 * What a registration has done for its credit code. Anybody can register any code, so that only certification makes it
 * somebody's; before, a registration reserves it for some time.
 *
 * @param isPending whether a request for certification waits with the authority
 * @param wasCertified whether an authority ever vouched for it
 * @param wasRefused whether an authority ever refused it
 */
public record CreditCodeClaim(boolean isPending, boolean wasCertified, boolean wasRefused) {

    /** For how many days a registration reserves its code, to ask for certification. */
    public static final int RESERVED_FOR_DAYS = 30;

    /**
     * Rejects with {@code credit-code-taken} (409) while the code is the holder's, and with
     * {@code credit-code-reserved} (409; the code, the last day) while the holder may still ask for certification.
     *
     * @param registeredOn when the holder registered, a business day as is the other
     */
    public void requireGivesWay(Organization holder, LocalDate registeredOn, LocalDate today) {
        boolean isProven =
                holder.isCertified() || wasCertified || !holder.kind().isCertifiable();
        if (isProven || holder.isFrozen() || isPending) {
            throw taken(holder);
        }
        LocalDate lastDay = registeredOn.plusDays(RESERVED_FOR_DAYS);
        if (!wasRefused && !today.isAfter(lastDay)) {
            throw Rejection.conflict("credit-code-reserved", holder.creditCode(), lastDay);
        }
    }

    /** The code is the holder's. */
    public static Rejection taken(Organization holder) {
        return Rejection.conflict("credit-code-taken", holder.creditCode());
    }
}
