package cn.dengyun.adoption.record;

import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A record as its caller sees it. */
@Schema(name = "AdoptionRecord", description = "That an enterprise uses a service of a provider under one contract")
record AdoptionRecordView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "By what it is known") AdoptionSource source,

        @Schema(description = "The credit code of the enterprise", examples = "91340100MA2N0AAA01")
        String creditCode,

        @Schema(description = "As whoever says so calls it", examples = "合肥示范制造有限公司")
        String enterpriseName,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                nullable = true,
                description = "What it is called in other records, ten at most; for authorities and auditors, of one"
                        + " record alone",
                examples = "[\"合肥示范制造公司\"]")
        List<String> otherNames,

        @Schema(
                nullable = true,
                description = "The organization; null where it is none of the platform that is certified")
        UUID organizationId,

        @Schema(description = "The county in which it is", examples = "340123")
        String regionCode,

        @Schema(description = "Its name", examples = "肥西县") String regionName,

        @Schema(description = "The provider") UUID providerId,

        @Schema(description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(description = "The number of the contract, or of the order", examples = "HT20180042")
        String reference,

        @Schema(nullable = true, description = "The import; null for an order")
        UUID importId,

        @Schema(nullable = true, description = "The batch; null for an order, and while the import runs")
        UUID batchId,

        @Schema(nullable = true, description = "The order; null for an import")
        UUID orderId,

        @Schema(nullable = true, description = "What is used; null where nobody has said so", examples = "S-4")
        String categoryCode,

        @Schema(nullable = true, description = "The name of that category", examples = "生产销售")
        String categoryName,

        @Schema(description = "When it was signed") LocalDate signedOn,

        @Schema(description = "Since when it is used") LocalDate startsOn,

        @Schema(nullable = true, description = "The last day; null where the contract has none")
        LocalDate endsOn,

        @Schema(nullable = true, description = "What the contract is about, in fen; null where nobody has said so")
        Long amountFen,

        @Schema(nullable = true, description = "When it was used last; null where nobody has said so")
        LocalDate lastUsedOn,

        @Schema(nullable = true, description = "Devices that are connected; null where nobody has said so")
        Integer devices,

        @Schema(
                nullable = true,
                description = "The credit code of who is said to have brought the enterprise; null where nobody is",
                examples = "91340100MA2N0BBB0Y")
        String broughtByCode,

        @Schema(
                nullable = true,
                description = "What the provider says of how it is used now, while that is looked at; null where it has"
                        + " said nothing new")
        Update update,

        @Schema(description = "Where it stands") AdoptionRecordStatus status,

        @Schema(nullable = true, description = "When the enterprise was told; null where it could not be")
        Instant toldAt,

        @Schema(description = "Until when it can object, or could")
        Instant objectionUntil,

        @Schema(nullable = true, description = "The last objection; null where there was none")
        Objection objection,

        @Schema(
                nullable = true,
                description = "By when its county has to decide; null where there is nothing to decide")
        Instant dueAt,

        @Schema(nullable = true, description = "When it was decided on, or removed; null where it was not")
        Instant decidedAt,

        @Schema(nullable = true, description = "Since when it counts; null before")
        Instant countedAt,

        @Schema(
                nullable = true,
                description = "Why the last step was taken; null where nobody had to say",
                examples = "经电话核实，情况属实。")
        String reason,

        @Schema(description = "What the caller may do now", examples = "[\"OBJECT\"]")
        List<String> availableActions)
        implements Tagged {

    /** How something that counts is used now, as its provider says. */
    @Schema(name = "AdoptionUpdate", description = "How something that counts is used now, as its provider says")
    record Update(
            @Schema(nullable = true, description = "The last day; null where the contract has none")
            LocalDate endsOn,

            @Schema(nullable = true, description = "When it was used last; null where nobody has said so")
            LocalDate lastUsedOn,

            @Schema(nullable = true, description = "Devices that are connected; null where nobody has said so")
            Integer devices) {}

    /** Why an enterprise says that it is not so. */
    @Schema(name = "AdoptionObjection", description = "Why an enterprise says that it is not so")
    record Objection(
            @Schema(description = "What it is about") AdoptionGrounds grounds,

            @Schema(description = "In its words", examples = "我单位未与该服务商签订合同。")
            String statement,

            @Schema(description = "When it objected") Instant objectedAt) {}

    /** @param otherNames null where they are not shown */
    static AdoptionRecordView of(
            AdoptionRecord found,
            List<String> otherNames,
            Actor actor,
            ReferenceService reference,
            Language language,
            Instant now) {
        AdoptionFacts facts = found.facts();
        AdoptionUpdate update = found.update();
        AdoptionObjection objection = found.objection();
        return new AdoptionRecordView(
                found.id(),
                found.version(),
                found.source(),
                found.creditCode(),
                found.enterpriseName(),
                otherNames,
                found.organizationId(),
                found.regionCode(),
                reference
                        .name(ReferenceService.REGIONS, found.regionCode(), language)
                        .orElse(found.regionCode()),
                found.origin().providerId(),
                found.origin().providerName(),
                found.origin().reference(),
                found.origin().importId(),
                found.origin().batchId(),
                found.origin().orderId(),
                facts.categoryCode(),
                facts.categoryCode() == null
                        ? null
                        : reference
                                .name(ReferenceService.SERVICE_CATEGORIES, facts.categoryCode(), language)
                                .orElse(null),
                facts.signedOn(),
                facts.startsOn(),
                facts.endsOn(),
                facts.amountFen(),
                facts.lastUsedOn(),
                facts.devices(),
                facts.broughtByCode(),
                update == null ? null : new Update(update.newEndsOn(), update.newLastUsedOn(), update.newDevices()),
                found.status(),
                found.toldAt(),
                found.objectionUntil(),
                objection == null
                        ? null
                        : new Objection(objection.grounds(), objection.statement(), objection.objectedAt()),
                found.dueAt(),
                found.decidedAt(),
                found.countedAt(),
                found.reason(),
                found.actionsAt(actor, now));
    }
}
