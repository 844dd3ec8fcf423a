package cn.dengyun.settlement.purchase.rest;

import cn.dengyun.settlement.purchase.domain.PurchaseContract;
import cn.dengyun.settlement.purchase.domain.PurchaseStatus;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A contract of an office in a list. */
@Schema(name = "PurchaseContractItem", description = "A contract of an office in a list")
record PurchaseItemView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "What people read out", examples = "GB7M-2P9Q-XT84-K")
        String number,

        @Schema(required = true, description = "The programme that pays")
        UUID programmeId,

        @Schema(required = true, description = "The office that buys", examples = "安徽省经济和信息化委员会")
        String organizationName,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name then", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "What is bought", examples = "2018 年企业登云培训与诊断服务")
        String title,

        @Schema(required = true, description = "The price, in fen", examples = "40000000")
        long amountFen,

        @Schema(required = true, description = "Where it stands")
        PurchaseStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "By when the next step has to be done; null where nothing more happens")
        Instant dueAt,

        @Schema(
                required = true,
                description = "What the caller may do with it now",
                examples = "[\"CONCLUDE\", \"TERMINATE\"]")
        List<String> availableActions) {

    static PurchaseItemView of(PurchaseContract contract, Actor actor) {
        return new PurchaseItemView(
                contract.id(),
                contract.number(),
                contract.programmeId(),
                contract.organizationName(),
                contract.providerId(),
                contract.providerName(),
                contract.title(),
                contract.amountFen(),
                contract.status(),
                contract.dueAt(),
                contract.actions(actor));
    }
}
