package cn.dengyun.voucher.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Oversight;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherMove;
import cn.dengyun.voucher.domain.VoucherStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A voucher as its enterprise, its authorities, finance and auditors see it. */
@Schema(
        name = "Voucher",
        description = "A cloud-service voucher. Always faceFen = availableFen + heldFen + capturedFen + returnedFen +"
                + " voidFen")
record VoucherView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "What people read out", examples = "DY4K-7M2P-9QXT-8")
        String code,

        @Schema(required = true, description = "The programme")
        UUID programmeId,

        @Schema(required = true, description = "Of the programme's rules, by which it was issued", examples = "1")
        int ruleVersion,

        @Schema(
                required = true,
                nullable = true,
                description = "The application that it was issued for; null where there was none")
        UUID applicationId,

        @Schema(required = true, description = "The enterprise whose voucher it is")
        UUID organizationId,

        @Schema(required = true, nullable = true, description = "Where alone it can be used; null: anywhere")
        UUID providerId,

        @Schema(required = true, description = "Of the enterprise at issue", examples = "340123")
        String regionCode,

        @Schema(required = true) VoucherStatus status,

        @Schema(required = true, description = "What it was issued for, in fen", examples = "5000000")
        long faceFen,

        @Schema(required = true, description = "Free to be reserved", examples = "4856000")
        long availableFen,

        @Schema(required = true, description = "Reserved", examples = "144000")
        long heldFen,

        @Schema(required = true, description = "Owed or paid to the payee, net of refunds", examples = "0")
        long capturedFen,

        @Schema(required = true, description = "Refunded to the budget, because the voucher was over", examples = "0")
        long returnedFen,

        @Schema(required = true, description = "Never used, gone back to the budget", examples = "0")
        long voidFen,

        @Schema(required = true, description = "When it was issued")
        Instant issuedAt,

        @Schema(required = true, nullable = true, description = "By when it has to be accepted; null when it has not")
        Instant acceptUntil,

        @Schema(required = true, nullable = true, description = "When the enterprise accepted it; null until then")
        Instant acceptedAt,

        @Schema(
                required = true,
                description = "The first moment at which it is over, 23:59:59 Asia/Shanghai of its last day; a freeze"
                        + " postpones it")
        Instant validUntil,

        @Schema(required = true, nullable = true, description = "Since when it is frozen; null while it is not")
        Instant frozenAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it is frozen; null while it is not",
                examples = "涉嫌虚假合同，核查期间冻结")
        String frozenReason,

        @Schema(required = true, nullable = true, description = "When it was revoked; null while it is not")
        Instant revokedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was revoked; null while it is not",
                examples = "经核查，申领材料虚假")
        String revokedReason,

        @Schema(
                required = true,
                nullable = true,
                description = "Since when a proposed revocation waits for its decision")
        Instant revocationProposedAt,

        @Schema(required = true, nullable = true, description = "Why it was proposed", examples = "涉嫌虚假合同")
        String revocationProposedReason,

        @Schema(
                required = true,
                nullable = true,
                description = "Whether its revocation takes back what was captured too; null where nobody wants it"
                        + " taken back")
        Boolean revocationTakesCaptured,

        @Schema(required = true, description = "What the caller can do with it now")
        List<VoucherMove> availableActions) {

    static VoucherView of(Voucher voucher, Actor actor, Instant now) {
        VoucherStatus status = voucher.statusAt(now);
        return new VoucherView(
                voucher.id(),
                voucher.code(),
                voucher.programmeId(),
                voucher.ruleVersion(),
                voucher.applicationId(),
                voucher.organizationId(),
                voucher.providerId(),
                voucher.regionCode(),
                status,
                voucher.faceFen(),
                voucher.availableFen(),
                voucher.heldFen(),
                voucher.capturedFen(),
                voucher.returnedFen(),
                voucher.voidFen(),
                voucher.issuedAt(),
                voucher.validity().acceptUntil(),
                voucher.validity().acceptedAt(),
                voucher.validity().validUntil(),
                voucher.validity().frozenAt(),
                voucher.frozenReason(),
                voucher.validity().revokedAt(),
                voucher.revokedReason(),
                voucher.awaitsRevocation() ? voucher.revocation().proposedAt() : null,
                voucher.awaitsRevocation() ? voucher.revocation().reason() : null,
                voucher.revocation() == null ? null : voucher.revocation().isOfCaptured(),
                actions(voucher, status, actor, now));
    }

    private static List<VoucherMove> actions(Voucher voucher, VoucherStatus status, Actor actor, Instant now) {
        if (actor.isViewer()) {
            return List.of();
        }
        Stream<VoucherMove> own = actor.actsFor(voucher.organizationId())
                ? Stream.of(VoucherMove.ACCEPT, VoucherMove.RESERVE)
                        .filter(move -> move != VoucherMove.RESERVE || voucher.availableFen() > 0)
                : Stream.empty();
        Stream<VoucherMove> authoritys =
                Oversight.of(actor).covers(voucher.regionCode()) ? measures(voucher, actor) : Stream.empty();
        return Stream.concat(own, authoritys)
                .filter(move -> move.isAllowedFrom(status))
                .filter(move -> move != VoucherMove.PROPOSE_REVOCATION || voucher.mayBeRevokedAt(now))
                .toList();
    }

    private static Stream<VoucherMove> measures(Voucher voucher, Actor actor) {
        if (!voucher.awaitsRevocation()) {
            return Stream.of(VoucherMove.FREEZE, VoucherMove.UNFREEZE, VoucherMove.PROPOSE_REVOCATION);
        }
        boolean isMaker = voucher.revocation().proposedBy().equals(actor.id());
        return isMaker
                ? Stream.of(VoucherMove.REJECT_REVOCATION)
                : Stream.of(VoucherMove.APPROVE_REVOCATION, VoucherMove.REJECT_REVOCATION);
    }
}
