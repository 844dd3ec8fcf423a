package cn.dengyun.settlement.purchase.rest;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.settlement.purchase.PurchaseService.Shown;
import cn.dengyun.settlement.purchase.domain.ProcurementMethod;
import cn.dengyun.settlement.purchase.domain.PurchaseContract;
import cn.dengyun.settlement.purchase.domain.PurchaseStage;
import cn.dengyun.settlement.purchase.domain.PurchaseStatus;
import cn.dengyun.settlement.purchase.domain.StageStatus;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A contract of an office as its caller sees it. */
@Schema(name = "PurchaseContract", description = "A contract by which an office buys services, with its stages")
record PurchaseView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "0")
        int version,

        @Schema(required = true, description = "What people read out", examples = "GB7M-2P9Q-XT84-K")
        String number,

        @Schema(required = true, description = "The programme that pays")
        UUID programmeId,

        @Schema(required = true, description = "Its name then", examples = "2018 年企业登云公共服务采购")
        String programmeName,

        @Schema(required = true, description = "The office that buys")
        UUID organizationId,

        @Schema(required = true, description = "Its name then", examples = "安徽省经济和信息化委员会")
        String organizationName,

        @Schema(required = true, description = "Of the office, GB/T 2260", examples = "340000")
        String regionCode,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name then", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "The number on the contract", examples = "ZFCG-HT-2018-0042")
        String contractNumber,

        @Schema(required = true, description = "When it was signed", examples = "2030-07-01")
        LocalDate signedOn,

        @Schema(required = true, description = "What is bought", examples = "2018 年企业登云培训与诊断服务")
        String title,

        @Schema(required = true, description = "How the provider was found")
        ProcurementMethod procurement,

        @Schema(required = true, description = "The number of the announcement", examples = "2018BFCZ0042")
        String procurementNumber,

        @Schema(required = true, description = "The price, in fen", examples = "40000000")
        long amountFen,

        @Schema(required = true, description = "Where it stands")
        PurchaseStatus status,

        @Schema(required = true, nullable = true, description = "When a second person concluded it; null before")
        Instant concludedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "By when the next step has to be done; null where nothing more happens")
        Instant dueAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The organisation whose turn it is; null where nothing more happens")
        UUID owner,

        @Schema(
                required = true,
                nullable = true,
                description = "What whoever acted last has said",
                examples = "诊断报告 200 份已提交")
        String reason,

        @Schema(required = true, description = "Its stages in their order", maxItems = 20)
        List<StageView> stages,

        @Schema(
                required = true,
                description = "What the caller may do with it now",
                examples = "[\"CONCLUDE\", \"TERMINATE\"]")
        List<String> availableActions)
        implements Tagged {

    static PurchaseView of(Shown shown, Actor actor) {
        PurchaseContract contract = shown.contract();
        return new PurchaseView(
                contract.id(),
                contract.version(),
                contract.number(),
                contract.programmeId(),
                contract.programmeName(),
                contract.organizationId(),
                contract.organizationName(),
                contract.regionCode(),
                contract.providerId(),
                contract.providerName(),
                contract.contractNumber(),
                contract.signedOn(),
                contract.title(),
                contract.procurement(),
                contract.procurementNumber(),
                contract.amountFen(),
                contract.status(),
                contract.conclusion() == null ? null : contract.conclusion().concludedAt(),
                contract.dueAt(),
                owner(shown),
                contract.reason(),
                shown.stages().stream()
                        .map(stage -> StageView.of(stage, contract, actor))
                        .toList(),
                contract.actions(actor));
    }

    /** The office, while it is to be concluded or something that was delivered waits for it; else the provider. */
    private static UUID owner(Shown shown) {
        PurchaseContract contract = shown.contract();
        if (contract.dueAt() == null) {
            return null;
        }
        boolean isOffice = contract.status() == PurchaseStatus.DRAFT
                || shown.stages().stream()
                        .anyMatch(stage ->
                                stage.status() == StageStatus.DELIVERED || stage.status() == StageStatus.CHECKED);
        return isOffice ? contract.organizationId() : contract.providerOrganizationId();
    }

    /** A stage of a contract. */
    @Schema(name = "PurchaseStage", description = "A stage of a contract")
    record StageView(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "Its place, from 1", examples = "1")
            int line,

            @Schema(required = true, description = "What is delivered", examples = "完成 200 家企业登云诊断")
            String title,

            @Schema(required = true, description = "What of the price it is, in fen", examples = "40000000")
            long amountFen,

            @Schema(required = true, description = "By when it is to be delivered", examples = "2030-07-01")
            LocalDate dueOn,

            @Schema(required = true, description = "Where it stands")
            StageStatus status,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What was said of it last; null before",
                    examples = "诊断报告 200 份已提交")
            String note,

            @Schema(required = true, nullable = true, description = "When the provider delivered it; null before")
            Instant deliveredAt,

            @Schema(required = true, nullable = true, description = "What became owed of it; null before")
            UUID entitlementId,

            @Schema(required = true, description = "What the caller may do with it now", examples = "[\"DELIVER\"]")
            List<String> availableActions) {

        static StageView of(PurchaseStage stage, PurchaseContract contract, Actor actor) {
            return new StageView(
                    stage.id(),
                    stage.line(),
                    stage.title(),
                    stage.amountFen(),
                    stage.dueOn(),
                    stage.status(),
                    stage.note(),
                    stage.deliveredAt(),
                    stage.entitlementId(),
                    contract.actions(actor, stage));
        }
    }
}
