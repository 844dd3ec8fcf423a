package cn.dengyun.voucher.status.domain;

import cn.dengyun.voucher.domain.VoucherStatus;
import cn.dengyun.voucher.domain.VoucherValidity;
import java.time.Instant;
import java.util.UUID;

/**
 * The few facts of a voucher that say how it stands. Amounts are in fen.
 *
 * @param organizationId whose it is
 * @param providerId where alone it can be used; null: anywhere
 * @param statusIndex its place in the status list of its programme
 */
public record VoucherStanding(
        UUID id,
        String code,
        UUID programmeId,
        UUID organizationId,
        UUID providerId,
        int statusIndex,
        long faceFen,
        long availableFen,
        long heldFen,
        long capturedFen,
        int revision,
        VoucherValidity validity) {

    public VoucherStatus statusAt(Instant now) {
        return validity.statusAt(now, availableFen + heldFen);
    }

    /** Whether some of it can be reserved. */
    public boolean isUsableAt(Instant now) {
        return statusAt(now) == VoucherStatus.ACTIVE && availableFen > 0;
    }

    /**
     * A strong entity tag: the revision counts what is done to the voucher, and the status is all that changes by the
     * clock alone.
     */
    public String tagAt(Instant now) {
        return revision + "-" + statusAt(now);
    }
}
