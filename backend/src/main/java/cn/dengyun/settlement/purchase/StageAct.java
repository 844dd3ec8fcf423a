package cn.dengyun.settlement.purchase;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That something is done with a stage of a contract. */
@Schema(name = "PurchaseStageAct", description = "That something is done with a stage of a contract")
public record StageAct(
        @NotNull @Schema(required = true, description = "The stage", examples = "01900000-0000-7000-8000-000000000901")
        UUID stageId,

        @NotBlank
        @Size(max = 2_000)
        @Schema(required = true, description = "What there is to say of it, kept on record", examples = "诊断报告 200 份已提交")
        String note) {}
