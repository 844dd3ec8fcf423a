package cn.dengyun.settlement.purchase;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.settlement.purchase.domain.PurchaseContract;
import cn.dengyun.settlement.purchase.domain.PurchaseStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is told of contracts of offices: to the office, the authorities of its region and, once concluded, the provider.
 */
@Events(family = "cn.dengyun.purchase-contract.", subject = "/api/v1/purchase-contracts/{purchaseContractId}")
enum PurchaseEvent implements EventType<PurchaseEvent.Data> {
    DRAWN_UP,
    CONCLUDED,
    STAGE_DELIVERED,
    STAGE_CHECKED,
    STAGE_ACCEPTED,
    STAGE_REJECTED,
    COMPLETED,
    TERMINATED;

    DomainEvent told(PurchaseContract contract) {
        DomainEvent event = of(
                        contract.organizationId(),
                        new Data(
                                contract.id(),
                                contract.number(),
                                contract.programmeId(),
                                contract.providerId(),
                                contract.providerName(),
                                contract.contractNumber(),
                                contract.title(),
                                contract.status(),
                                contract.amountFen(),
                                contract.dueAt(),
                                contract.reason()),
                        contract.updatedAt())
                .inRegion(contract.regionCode());
        return contract.conclusion() == null ? event : event.alsoTo(contract.providerOrganizationId());
    }

    @Schema(name = "PurchaseContractEventData", description = "How a contract of an office stands afterwards.")
    record Data(
            @Schema(description = "The contract.") UUID purchaseContractId,

            @Schema(description = "What people read out.", examples = "GB7M-2P9Q-XT84-K")
            String number,

            @Schema(description = "The programme.") UUID programmeId,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "The number on the contract.", examples = "ZFCG-HT-2018-0042")
            String contractNumber,

            @Schema(description = "What is bought.", examples = "2018 年企业登云培训与诊断服务")
            String title,

            @Schema(description = "Where it stands.") PurchaseStatus status,

            @Schema(description = "The price, in fen.", minimum = "1", examples = "40000000")
            long amountFen,

            @Schema(nullable = true, description = "By when the next step has to be done; null where nothing has.")
            Instant dueAt,

            @Schema(nullable = true, description = "What whoever acted last has said.", examples = "诊断报告 200 份已提交")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<PurchaseEvent> {}
}
