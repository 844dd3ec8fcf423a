package cn.dengyun.catalogue;

import cn.dengyun.catalogue.domain.Freshness;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.util.Arrays;

/**
 * The strong entity tag of an offering. It grows with every change of the row, and differs also with what the
 * representation shows beside it: the confirmation and how fresh that is.
 */
public final class OfferingTag {

    private OfferingTag() {}

    public static String of(Offering offering, Instant now) {
        return "r" + offering.revision()
                + "-" + Long.toString(offering.lastConfirmedAt().getEpochSecond(), Character.MAX_RADIX)
                + "-" + Freshness.at(now, offering.lastConfirmedAt()).ordinal();
    }

    /**
     * Checks the precondition of a change. Only the row's own revision counts: a confirmation in between loses nobody's
     * work.
     *
     * <p>Rejects with {@code if-match-required} (428) or {@code changed-meanwhile} (412).
     */
    static void check(Precondition basis, long revision) {
        String ifMatch = basis.ifMatch();
        if (ifMatch == null || ifMatch.isBlank()) {
            if (basis.isRequired()) {
                throw Rejection.of(Rejection.Kind.PRECONDITION_REQUIRED, "if-match-required");
            }
            return;
        }
        if (ifMatch.trim().equals("*")) {
            return;
        }
        String prefix = "\"r" + revision + "-";
        boolean isCurrent = Arrays.stream(ifMatch.split(",")).map(String::trim).anyMatch(tag -> tag.startsWith(prefix));
        if (!isCurrent) {
            throw Rejection.of(Rejection.Kind.STALE, "changed-meanwhile");
        }
    }
}
