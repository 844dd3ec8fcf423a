package cn.dengyun.settlement.entitlement.rest;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.settlement.claim.domain.ClaimSource;
import cn.dengyun.settlement.entitlement.domain.EntitlementStatus;
import cn.dengyun.settlement.entitlement.domain.SettlementEntitlement;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entitlement as its caller sees it. */
@Schema(name = "SettlementEntitlement", description = "What somebody is owed outside vouchers")
record EntitlementView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "0")
        int version,

        @Schema(required = true, description = "Of what it comes: an award, or a stage of a purchase")
        ClaimSource source,

        @Schema(required = true, description = "The award, or the contract")
        UUID caseId,

        @Schema(required = true, description = "The number of the list or the contract", examples = "JB7M-2P9Q-XT84-K")
        String caseNumber,

        @Schema(required = true, description = "What it is for", examples = "2018 年工业互联网标杆企业")
        String title,

        @Schema(required = true, description = "The programme that pays")
        UUID programmeId,

        @Schema(required = true, description = "The beneficiary, or the office that buys")
        UUID organizationId,

        @Schema(required = true, description = "Its name then", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "Whose authorities oversee it, GB/T 2260", examples = "340123")
        String regionCode,

        @Schema(required = true, nullable = true, description = "The provider; null of an award")
        UUID providerId,

        @Schema(required = true, nullable = true, description = "Its name then", examples = "皖云示范云平台")
        String providerName,

        @Schema(
                required = true,
                nullable = true,
                description = "The contract; null of an award",
                examples = "HT20180042")
        String contractNumber,

        @Schema(required = true, nullable = true, description = "Its day", examples = "2030-07-01")
        LocalDate contractOn,

        @Schema(required = true, description = "What it is a share of, in fen; 0 where it is none", examples = "0")
        long baseFen,

        @Schema(required = true, description = "What is owed, in fen", examples = "50000000")
        long amountFen,

        @Schema(required = true, description = "Where it stands")
        EntitlementStatus status,

        @Schema(required = true, description = "Since when it is owed")
        Instant owedAt,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "From then on it can be claimed no more; null where it is claimed, has lapsed or was taken back")
        Instant dueAt,

        @Schema(required = true, nullable = true, description = "Whose turn it is; null where it is nobody's")
        UUID owner,

        @Schema(
                nullable = true,
                description = "Since when it waits that somebody decides whether it is taken back; null while it does"
                        + " not")
        Instant revocationProposedAt,

        @Schema(
                nullable = true,
                description = "Why it is to be taken back, or was; null where nobody wants that",
                examples = "经核查，认定证书虚假")
        String revocationReason,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"CLAIM\"]")
        List<String> availableActions)
        implements Tagged {

    static EntitlementView of(SettlementEntitlement entitlement, Actor actor) {
        boolean isOpen = entitlement.status() == EntitlementStatus.OWED;
        return new EntitlementView(
                entitlement.id(),
                entitlement.version(),
                entitlement.source(),
                entitlement.caseId(),
                entitlement.caseNumber(),
                entitlement.title(),
                entitlement.programmeId(),
                entitlement.organizationId(),
                entitlement.organizationName(),
                entitlement.regionCode(),
                entitlement.providerId(),
                entitlement.providerName(),
                entitlement.contractNumber(),
                entitlement.contractOn(),
                entitlement.baseFen(),
                entitlement.amountFen(),
                entitlement.status(),
                entitlement.owedAt(),
                isOpen ? entitlement.claimUntil() : null,
                isOpen ? entitlement.claimantId() : null,
                entitlement.awaitsRevocation() ? entitlement.revocation().revocationProposedAt() : null,
                entitlement.revocation() == null
                        ? null
                        : entitlement.revocation().revocationReason(),
                entitlement.actions(actor));
    }
}
