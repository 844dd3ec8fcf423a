package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.CertificationDecision;
import cn.dengyun.identity.organization.domain.CertificationDecision.CertificationDefect;
import cn.dengyun.identity.organization.domain.CertificationDecision.CertificationOutcome;
import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.Variants;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an authority wants to decide on a certification. */
@Variants("decision")
@Schema(name = "CertificationDecisionRequest", description = "What the authority decides about a certification")
public record NewDecision(
        @NotNull @Schema(required = true, description = "What is decided")
        CertificationOutcome decision,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "Told to the applicant", examples = "材料与登记信息一致")
        String reason,

        @Size(max = 500)
        @OnlyWith("REJECT")
        @Schema(nullable = true, description = "The clause that the refusal rests on", examples = "实施方案第三条第二款")
        String clause,

        @Size(max = 50) @OnlyWith("RETURN") @Schema(nullable = true, description = "Everything that has to be mended")
        List<@NotNull @Valid NewDefect> defects) {

    /** One thing to be mended. */
    @Schema(name = "CertificationDefectRequest", description = "One thing to be mended")
    public record NewDefect(
            @NotNull
            @Pattern(regexp = "^(/[A-Za-z0-9]{1,40}){0,3}$")
            @Schema(
                    required = true,
                    description = "Where it is in the organisation (RFC 6901); empty for the whole",
                    examples = "/industryCode")
            String pointer,

            @NotNull
            @Schema(required = true, description = "Code of `certification-defects`", examples = "INDUSTRY_WRONG")
            String code,

            @Size(max = 500) @Schema(nullable = true, description = "What is wrong, in words", examples = "请按主营业务填写 34")
            String detail) {}

    CertificationDecision toDecision(Instant now) {
        List<CertificationDefect> named = defects == null
                ? List.of()
                : defects.stream()
                        .map(defect -> new CertificationDefect(defect.pointer(), defect.code(), defect.detail()))
                        .toList();
        return new CertificationDecision(decision, reason, clause, named, now);
    }
}
