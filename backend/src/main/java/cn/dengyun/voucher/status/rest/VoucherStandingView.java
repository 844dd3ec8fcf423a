package cn.dengyun.voucher.status.rest;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.voucher.domain.VoucherStatus;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** How a voucher stands. */
@Schema(name = "VoucherStanding", description = "How a voucher stands, and nothing else of it")
public record VoucherStandingView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The code on the voucher", examples = "DY4K-7M2P-9QXT-8")
        String code,

        @Schema(required = true, description = "The programme")
        UUID programmeId,

        @Schema(required = true) VoucherStatus status,

        @Schema(required = true, description = "Whether some of it can be reserved now")
        boolean isUsable,

        @Schema(required = true, description = "What it was issued for, in fen", examples = "5000000")
        long faceFen,

        @Schema(required = true, description = "Free to be reserved", examples = "3000000")
        long availableFen,

        @Schema(required = true, description = "Reserved", examples = "1000000")
        long heldFen,

        @Schema(required = true, description = "Owed or paid to providers, net of refunds", examples = "1000000")
        long capturedFen,

        @Schema(required = true, description = "The first moment at which it is over")
        Instant validUntil,

        @Schema(
                required = true,
                nullable = true,
                description = "By when it has to be accepted, if it has to be and was not")
        Instant acceptUntil,

        @Schema(required = true, description = "Counts its changes", examples = "4")
        int revision) {

    static VoucherStandingView of(VoucherStanding standing, Instant now) {
        return new VoucherStandingView(
                standing.id(),
                standing.code(),
                standing.programmeId(),
                standing.statusAt(now),
                standing.isUsableAt(now),
                standing.faceFen(),
                standing.availableFen(),
                standing.heldFen(),
                standing.capturedFen(),
                standing.validity().validUntil(),
                standing.validity().acceptedAt() == null ? standing.validity().acceptUntil() : null,
                standing.revision());
    }

    /** With its tag, or 304 without it when the caller knows that tag already. */
    static RestResponse<VoucherStandingView> respond(VoucherStanding standing, Instant now, String ifNoneMatch) {
        return EntityTags.respond(of(standing, now), standing.tagAt(now), ifNoneMatch);
    }
}
