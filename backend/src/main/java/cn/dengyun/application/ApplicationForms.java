package cn.dengyun.application;

import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.platform.operation.Variants;
import cn.dengyun.policy.domain.Ask;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.policy.domain.fraud.FraudRule;
import cn.dengyun.shared.Fen;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent about applications for vouchers. */
public final class ApplicationForms {

    private ApplicationForms() {}

    /** A draft to be. */
    @Schema(name = "VoucherApplicationRequest", description = "What a voucher is asked for")
    public record NewApplication(
            @NotNull
            @Schema(required = true, description = "The programme", examples = "01900000-0000-7000-8000-000000000401")
            UUID programmeId,

            @NotNull @Size(min = 1, max = 200) @Schema(required = true, description = "The services that are bought")
            List<@NotNull @Valid Line> lines,

            @Schema(
                    nullable = true,
                    description = "Whether the same content has other fiscal money; to be declared before it is handed"
                            + " in, where the programme asks",
                    examples = "false")
            Boolean otherFiscalMoney,

            @Schema(
                    nullable = true,
                    description = "Whether to take what is left of the quota instead of waiting for the whole amount;"
                            + " absent: no",
                    examples = "false")
            Boolean acceptsLess) {}

    /** What may change while it is a draft or was returned; read as a merge patch. */
    public record Request(
            @NotNull @Size(min = 1, max = 200) List<@NotNull @Valid Line> lines,
            Boolean otherFiscalMoney,
            Boolean acceptsLess) {}

    /** One service that is bought. */
    @Schema(name = "VoucherApplicationLine", description = "One service that is bought")
    public record Line(
            @NotBlank @Size(max = 200) @Schema(required = true, description = "What is bought", examples = "云 ERP 年费")
            String description,

            @Schema(
                    nullable = true,
                    description = "Of the catalogue; layer and provider then follow from it",
                    examples = "01900000-0000-7000-8000-000000000a01")
            UUID offeringId,

            @Schema(nullable = true, description = "Required without an offering", examples = "SAAS")
            ServiceLayer layer,

            @Schema(
                    nullable = true,
                    description = "Required where the programme has ceilings for providers",
                    examples = "01900000-0000-7000-8000-000000000002")
            UUID providerId,

            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "Price with tax, in fen", examples = "1060000")
            Long inclTaxFen,

            @NotNull
            @Min(0)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "Price without tax, in fen", examples = "1000000")
            Long exTaxFen,

            @Size(max = 100)
            @Schema(
                    nullable = true,
                    description = "The number of the contract, if there is one",
                    examples = "HT-2018-0612")
            String contractNumber,

            @PlausibleDay
            @Schema(
                    nullable = true,
                    description = "The day of the contract, if there is one; in the years 1800 to 2100",
                    examples = "2018-06-12")
            LocalDate contractDate) {}

    /** What a reviewer decides. */
    @Variants("decision")
    @Schema(name = "VoucherReviewRequest", description = "What a reviewer decides")
    public record NewReview(
            @NotNull
            @Schema(
                    required = true,
                    description = "`TAKE_UP` (受理); `PASS` to the next level, or approved by the last; `RETURN`, at most"
                            + " twice; `REJECT`")
            ReviewDecision decision,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Told to the applicant", examples = "材料齐全，符合条件")
            String reason,

            @Size(max = 50)
            @OnlyWith("REJECT")
            @Schema(nullable = true, description = "Code of `application-refusals`", examples = "NOT_ELIGIBLE")
            String reasonCode,

            @Size(max = 500)
            @OnlyWith("REJECT")
            @Schema(nullable = true, description = "The clause that the refusal rests on", examples = "第四条第一款")
            String clause,

            @Size(max = 1_000)
            @OnlyWith("REJECT")
            @Schema(nullable = true, description = "What the applicant can do", examples = "可在十个工作日内申诉")
            String remedy,

            @Size(max = 50) @OnlyWith("RETURN") @Schema(nullable = true, description = "Everything to be mended")
            List<@NotNull @Valid NewDefect> defects,

            @Valid
            @Schema(nullable = true, description = "What was looked up in registers that the platform does not keep")
            Facts facts,

            @Min(1)
            @OnlyWith(value = "PASS", required = false)
            @Schema(
                    nullable = true,
                    description = "In fen; to pass it with less than it holds. The difference goes back to the budget",
                    examples = "500000")
            Long amountFen) {}

    /** What a reviewer looked up. */
    @Schema(name = "VoucherReviewFacts", description = "What a reviewer looked up in registers")
    public record Facts(
            @PlausibleDay
            @Schema(
                    nullable = true,
                    description = "First day of the legal entity; in the years 1800 to 2100",
                    examples = "2012-03-01")
            LocalDate registeredOn,

            @Size(max = 10)
            @Schema(
                    nullable = true,
                    description = "Section or division of GB/T 4754-2017 in the business register",
                    examples = "34")
            String registeredIndustryCode,

            @Size(max = 100)
            @Schema(
                    nullable = true,
                    description =
                            "Days of serious fiscal violations, in the years 1800 to 2100; empty when there are none",
                    examples = "[]")
            List<@NotNull @PlausibleDay LocalDate> violations) {}

    /** One thing to be mended. */
    @Schema(name = "VoucherApplicationDefectRequest", description = "One thing to be mended")
    public record NewDefect(
            @NotNull
            @Pattern(regexp = "^(/[A-Za-z0-9]{1,40}){0,4}$")
            @Schema(
                    required = true,
                    description = "Where it is in the application (RFC 6901)",
                    examples = "/lines/0/contractNumber")
            String pointer,

            @NotNull
            @Size(max = 50)
            @Schema(required = true, description = "Code of `application-defects`", examples = "CONTRACT_UNCLEAR")
            String code,

            @Size(max = 500) @Schema(nullable = true, description = "What is wrong, in words", examples = "合同编号看不清")
            String detail) {}

    /** The same decision on many applications. */
    @Schema(name = "VoucherReviewsRequest", description = "The same decision on many applications")
    public record NewReviews(
            @NotNull
            @NotEmpty
            @Size(max = 200)
            @Schema(
                    required = true,
                    description = "The applications to be decided",
                    examples = "[\"01900000-0000-7000-8000-000000000501\"]")
            List<@NotNull UUID> applicationIds,

            @NotNull @Valid @Schema(required = true) NewReview review) {}

    /** Why an applicant withdraws. */
    @Schema(name = "VoucherApplicationWithdrawal", description = "Why it is withdrawn")
    public record Withdrawal(
            @Size(max = 500) @Schema(nullable = true, description = "Why, if anybody wants to say", examples = "项目取消")
            String reason) {}

    /** Why a refusal is wrong. */
    @Schema(name = "VoucherAppealRequest", description = "Why a refusal is wrong")
    public record NewAppeal(
            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Why the refusal is wrong", examples = "合同已补充盖章页，符合第四条")
            String reason) {}

    /** What becomes of an appeal. */
    @Schema(name = "VoucherAppealDecisionRequest", description = "What becomes of an appeal or an objection")
    public record NewAppealDecision(
            @NotNull
            @Schema(
                    required = true,
                    description = "`UPHELD`: whoever complained is right; `DISMISSED`: it stays as it is")
            Verdict outcome,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "经复核，原决定有误")
            String reason) {}

    /** Whether a complaint was right. */
    @Schema(name = "ComplaintVerdict")
    public enum Verdict {
        UPHELD,
        DISMISSED
    }

    /** Prices that fell after a voucher was issued. */
    @Schema(name = "PriceCutRequest", description = "Prices that fell after the voucher was issued")
    public record NewPriceCut(
            @NotNull
            @Size(min = 1, max = Ask.MAX_LINES)
            @Schema(required = true, description = "One for each line of the application, in its order")
            List<@NotNull @Valid Price> prices,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "服务商降价，合同金额已变更")
            String reason) {}

    /** Why a proposed price cut is approved or rejected. */
    @Schema(name = "PriceCutDecision", description = "Why a proposed price cut is approved or rejected")
    public record NewPriceCutDecision(
            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "已核对变更后的合同")
            String reason) {}

    /** What a line costs now. */
    @Schema(name = "CutPrice", description = "What a line costs now")
    public record Price(
            @NotNull
            @Min(0)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "With tax, in fen", examples = "530000")
            Long inclTaxFen,

            @NotNull
            @Min(0)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "Without tax, in fen", examples = "500000")
            Long exTaxFen) {}

    /** What somebody found out about a hit. */
    @Schema(name = "FraudDispositionRequest", description = "What was found out about a hit of a fraud rule")
    public record NewDisposition(
            @NotNull @Schema(required = true, examples = "SPLIT_CONTRACTS")
            FraudRule rule,

            @NotNull @Schema(required = true, description = "Whether it is harmless", examples = "true")
            Boolean cleared,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record", examples = "经核实，两份合同内容不同")
            String reason) {}
}
