package cn.dengyun.programme;

import cn.dengyun.shared.Fen;
import cn.dengyun.shared.RegionCode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent about the money of programmes. */
public final class BudgetForms {

    private BudgetForms() {}

    /** Money from finance. */
    @Schema(name = "AppropriationRequest", description = "Money that finance gives to a programme")
    public record Appropriation(
            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "In fen", examples = "1000000000")
            Long amountFen,

            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "The paper that it rests on", examples = "财教〔2018〕88号")
            String document,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Why the money is given", examples = "年度预算下达")
            String reason) {}

    /** Money to a region below. */
    @Schema(
            name = "AllocationRequest",
            description = "Money from the pool to a reporting unit, or from a unit to its county")
    public record Allocation(
            @NotNull
            @Pattern(regexp = RegionCode.PATTERN)
            @Schema(
                    required = true,
                    description = "Who gets it; what lies above it in the programme gives it",
                    examples = "340100")
            String regionCode,

            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "In fen", examples = "50000000")
            Long amountFen,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Why the money is to be allocated", examples = "按规上企业数分配")
            String reason) {}

    /** Money from region to region. */
    @Schema(name = "ReallocationRequest", description = "Free money from one region to another, or back to the pool")
    public record Reallocation(
            @NotNull
            @Pattern(regexp = RegionCode.PATTERN)
            @Schema(required = true, description = "The region that gives, a GB/T 2260 code", examples = "340200")
            String fromRegionCode,

            @NotNull
            @Pattern(regexp = RegionCode.PATTERN)
            @Schema(required = true, description = "The region that gets, a GB/T 2260 code", examples = "340100")
            String toRegionCode,

            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "In fen", examples = "10000000")
            Long amountFen,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Why the money is to move", examples = "按申请进度调剂")
            String reason) {}

    /** The limit of a provider. */
    @Schema(name = "ProviderCeilingRequest", description = "How much of a programme one provider may come to")
    public record Ceiling(
            @NotNull
            @Schema(required = true, description = "The provider", examples = "01900000-0000-7000-8000-000000000001")
            UUID providerId,

            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "In fen", examples = "800000000")
            Long ceilingFen,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Why it may come to that much", examples = "服务能力经评估可以上调")
            String reason) {}

    /** What is left goes back. */
    @Schema(name = "ReturnRequest", description = "What is left, or a part of it, goes back to finance")
    public record Return(
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(
                    nullable = true,
                    description = "In fen, at most what is free when it is approved; all that is free when absent",
                    examples = "500")
            Long amountFen,

            @Pattern(regexp = RegionCode.PATTERN)
            @Schema(
                    nullable = true,
                    description = "Whose budget gives it, a GB/T 2260 code; when absent the pool gives an amount, and"
                            + " all budgets give what is free",
                    examples = "340000")
            String fromRegionCode,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Why it is returned", examples = "年度终了，结余退回财政")
            String reason) {}

    /** What is left goes on. */
    @Schema(
            name = "CarryOverRequest",
            description = "What is left, or a part of it, goes to a following programme of the same owner")
    public record CarryOver(
            @NotNull
            @Schema(
                    required = true,
                    description = "The programme that gets what is left",
                    examples = "01900000-0000-7000-8000-000000000401")
            UUID toProgrammeId,

            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(
                    nullable = true,
                    description = "In fen, at most what is free when it is approved; all that is free when absent",
                    examples = "500")
            Long amountFen,

            @Pattern(regexp = RegionCode.PATTERN)
            @Schema(
                    nullable = true,
                    description = "Whose budget gives it, a GB/T 2260 code; when absent the pool gives an amount, and"
                            + " all budgets give what is free",
                    examples = "340000")
            String fromRegionCode,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Why it is carried over", examples = "结转下年继续使用")
            String reason) {}
}
