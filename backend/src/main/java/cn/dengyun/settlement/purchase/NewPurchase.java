package cn.dengyun.settlement.purchase;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.settlement.purchase.domain.ProcurementMethod;
import cn.dengyun.shared.Defect;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A contract of an office to be. */
@Schema(
        name = "PurchaseContractRequest",
        description = "What an office buys of a provider, and in which stages it pays")
public record NewPurchase(
        @NotNull
        @Schema(
                required = true,
                description = "The programme, one of purchases, of the caller's own office",
                examples = "01900000-0000-7000-8000-000000000401")
        UUID programmeId,

        @NotNull
        @Schema(
                required = true,
                description = "The provider, who is qualified",
                examples = "01900000-0000-7000-8000-000000000001")
        UUID providerId,

        @NotBlank
        @Size(max = 100)
        @Pattern(regexp = "^(\\S.*)?[0-9A-Za-z](.*\\S)?$")
        @Schema(required = true, description = "The number of the contract", examples = "ZFCG-HT-2018-0042")
        String contractNumber,

        @NotNull @PlausibleDay @Schema(required = true, description = "When it was signed", examples = "2018-06-20")
        LocalDate signedOn,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "What is bought", examples = "2018 年企业登云培训与诊断服务")
        String title,

        @NotNull @Schema(required = true, description = "How the provider was found")
        ProcurementMethod procurement,

        @NotBlank
        @Size(max = 100)
        @Schema(
                required = true,
                description = "The number of the announcement by which he was found",
                examples = "2018BFCZ0042")
        String procurementNumber,

        @NotNull
        @Min(1)
        @Max(Fen.MAX_AMOUNT)
        @Schema(required = true, description = "The price, tax included, in fen", examples = "40000000")
        Long amountFen,

        @NotEmpty
        @Size(max = 20)
        @Schema(required = true, description = "In which stages it is delivered and paid, at most 20")
        List<@NotNull @Valid NewStage> stages,

        @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "按政府采购结果签订")
        String reason) {

    /** A stage to be. */
    @Schema(name = "PurchaseStageRequest", description = "A stage of a contract")
    public record NewStage(
            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "What is delivered", examples = "完成 200 家企业登云诊断")
            String title,

            @NotNull
            @Min(1)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "What of the price it is, in fen", examples = "40000000")
            Long amountFen,

            @NotNull
            @PlausibleDay
            @Schema(required = true, description = "By when it is to be delivered", examples = "2018-06-20")
            LocalDate dueOn) {}

    /** What does not hold together in it. */
    List<Defect> defects() {
        List<Defect> defects = new ArrayList<>();
        long sum = stages.stream().mapToLong(NewStage::amountFen).sum();
        if (sum != amountFen) {
            defects.add(Defect.at("/stages", "purchase-stages-sum", sum, amountFen));
        }
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).dueOn().isBefore(signedOn)) {
                defects.add(Defect.at("/stages/" + i + "/dueOn", "purchase-stage-early", signedOn));
            }
        }
        return defects;
    }
}
