package cn.dengyun.voucher.status;

import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.Variants;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.voucher.status.domain.Credential;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a provider was shown. */
@Variants("by")
@Schema(name = "VoucherVerificationRequest", description = "What a provider was shown")
public record NewVerification(
        @NotNull @Schema(required = true, description = "Which of the two was shown")
        PresentedBy by,

        @Size(max = Credential.LONGEST)
        @OnlyWith("CREDENTIAL")
        @Schema(
                nullable = true,
                description = "The text of the QR image",
                examples =
                        "eyJhbGciOiJFZERTQSIsInR5cCI6ImR5diIsImtpZCI6ImExQjJjM0Q0In0.eyJqdGkiOiIuLi4ifQ.c2lnbmF0dXJl")
        String credential,

        @Size(max = 40)
        @OnlyWith("CODE")
        @Schema(
                nullable = true,
                description = "The code of the voucher as it was read out or typed",
                examples = "DY4K-7M2P-9QXT-8")
        String code,

        @Schema(
                nullable = true,
                description = "When it was shown, if that was earlier and without a connection; at most seven days ago")
        Instant presentedAt) {

    List<Defect> defectsAt(Instant now, Duration offlineFor) {
        List<Defect> defects = new ArrayList<>();
        if (code != null && HumanCode.parse(code).isEmpty()) {
            defects.add(Defect.at("/code", "voucher-code-malformed"));
        }
        if (presentedAt != null && (presentedAt.isAfter(now) || presentedAt.isBefore(now.minus(offlineFor)))) {
            defects.add(Defect.at("/presentedAt", "presentation-out-of-range", offlineFor.toDays()));
        }
        return defects;
    }
}
