package cn.dengyun.voucher.status.rest;

import cn.dengyun.voucher.domain.VoucherStatus;
import cn.dengyun.voucher.status.PresentedBy;
import cn.dengyun.voucher.status.VerificationService.Recorded;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider may know of a voucher that was shown to it: nothing of the enterprise and its people. */
@Schema(name = "VoucherVerification", description = "A presentation of a voucher to a provider, as it was recorded")
public record VoucherVerificationView(
        @Schema(required = true, description = "Of this presentation")
        UUID id,

        @Schema(required = true, description = "The voucher")
        UUID voucherId,

        @Schema(required = true, description = "The code on the voucher", examples = "DY4K-7M2P-9QXT-8")
        String code,

        @Schema(required = true, description = "The programme")
        UUID programmeId,

        @Schema(required = true, description = "The name of the programme in Chinese", examples = "2018 年皖企登云云服务券")
        String programmeNameZh,

        @Schema(
                required = true,
                nullable = true,
                description = "The name of the programme in English, where there is one",
                examples = "Cloud-service vouchers of 2018")
        String programmeNameEn,

        @Schema(required = true) VoucherStatus status,

        @Schema(required = true, description = "Whether the caller can have some of it reserved now")
        boolean isUsable,

        @Schema(required = true, description = "Whether it can be used with another provider only")
        boolean isForAnotherProvider,

        @Schema(required = true, description = "What it was issued for, in fen", examples = "5000000")
        long faceFen,

        @Schema(required = true, description = "Free to be reserved", examples = "3000000")
        long availableFen,

        @Schema(required = true, description = "When its validity ends")
        Instant validUntil,

        @Schema(required = true, description = "What was shown")
        PresentedBy by,

        @Schema(required = true, description = "When the enterprise presented it")
        Instant presentedAt,

        @Schema(required = true, description = "When the platform recorded it")
        Instant recordedAt) {

    static VoucherVerificationView of(Recorded recorded) {
        VoucherStanding standing = recorded.presented().standing();
        return new VoucherVerificationView(
                recorded.presentation().id(),
                standing.id(),
                standing.code(),
                standing.programmeId(),
                recorded.presented().programmeNameZh(),
                recorded.presented().programmeNameEn(),
                standing.statusAt(recorded.presentation().recordedAt()),
                recorded.isUsable(),
                recorded.isForAnother(),
                standing.faceFen(),
                standing.availableFen(),
                standing.validity().validUntil(),
                recorded.presentation().nonce() == null ? PresentedBy.CODE : PresentedBy.CREDENTIAL,
                recorded.presentation().presentedAt(),
                recorded.presentation().recordedAt());
    }
}
