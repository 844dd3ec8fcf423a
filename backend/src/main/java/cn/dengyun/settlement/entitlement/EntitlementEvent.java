package cn.dengyun.settlement.entitlement;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.entitlement.domain.EntitlementStatus;
import cn.dengyun.settlement.entitlement.domain.SettlementEntitlement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of entitlements: to whoever is owed one, the office that buys, and the authorities of the region. */
@Events(family = "cn.dengyun.settlement.entitlement.", subject = "/api/v1/entitlements/{entitlementId}")
enum EntitlementEvent implements EventType<EntitlementEvent.Data> {
    OWED,
    CLAIMED,
    FREED,
    LAPSED,
    REVOCATION_PROPOSED,
    REVOCATION_REJECTED,
    REVOKED;

    DomainEvent told(SettlementEntitlement entitlement) {
        return told(entitlement, null);
    }

    /** @param said by whoever acted last; null where nobody had to */
    DomainEvent told(SettlementEntitlement entitlement, String said) {
        return of(
                        entitlement.organizationId(),
                        new Data(
                                entitlement.id(),
                                entitlement.source(),
                                entitlement.caseNumber(),
                                entitlement.title(),
                                entitlement.programmeId(),
                                entitlement.claimantId(),
                                entitlement.claimantName(),
                                entitlement.amountFen(),
                                entitlement.status(),
                                entitlement.claimUntil(),
                                said),
                        entitlement.updatedAt())
                .alsoTo(entitlement.providerOrganizationId())
                .inRegion(entitlement.regionCode());
    }

    @Schema(name = "EntitlementEventData", description = "How an entitlement stands afterwards.")
    record Data(
            @Schema(description = "The entitlement.") UUID entitlementId,

            @Schema(description = "Of what it comes.") ClaimSource source,

            @Schema(description = "The number of the list or the contract.", examples = "JB7M-2P9Q-XT84-K")
            String caseNumber,

            @Schema(description = "What it is for.", examples = "2018 年工业互联网标杆企业")
            String title,

            @Schema(description = "The programme that pays.")
            UUID programmeId,

            @Schema(description = "The organisation that is owed it.")
            UUID claimantOrganizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String claimantName,

            @Schema(description = "What is owed, in fen.", minimum = "1", examples = "50000000")
            long amountFen,

            @Schema(description = "Where it stands.") EntitlementStatus status,

            @Schema(description = "From then on it can be claimed no more.")
            Instant claimUntil,

            @Schema(
                    nullable = true,
                    description = "What whoever acted last has said; null where nobody had to.",
                    examples = "经核查，认定证书虚假")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<EntitlementEvent> {}
}
