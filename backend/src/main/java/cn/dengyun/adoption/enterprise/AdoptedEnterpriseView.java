package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An adopted enterprise as its caller sees it. */
@Schema(
        name = "AdoptedEnterprise",
        description = "An enterprise that has moved to the cloud: one for each credit code, whatever it is called")
record AdoptedEnterpriseView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "Its credit code", examples = "91340100MA2N0AAA01")
        String creditCode,

        @Schema(description = "As it is certified, else as the first record calls it", examples = "合肥示范制造有限公司")
        String name,

        @Schema(
                nullable = true,
                description = "The organization; null where it is none of the platform that is certified")
        UUID organizationId,

        @Schema(description = "Where it is", examples = "340123")
        String regionCode,

        @Schema(description = "The name of that region", examples = "肥西县")
        String regionName,

        @Schema(description = "Whether it counts now") AdoptedStatus status,

        @Schema(description = "What it counts as, or did last")
        AdoptionLevel level,

        @Schema(description = "The rule by which it was judged last", examples = "1")
        int ruleNumber,

        @Schema(description = "Records that are in force", examples = "3")
        int records,

        @Schema(description = "Providers of these", examples = "2")
        int providers,

        @Schema(description = "The day on which it counted first, or again after it had lapsed")
        LocalDate adoptedOn,

        @Schema(
                nullable = true,
                description = "Since when it is deeply connected, or was last; null where it never was")
        LocalDate deepOn,

        @Schema(description = "By when it has to be confirmed")
        Instant confirmedUntil,

        @Schema(description = "Until when it counts unless something changes")
        Instant validUntil,

        @Schema(nullable = true, description = "By when it has to be confirmed, once that is possible; null before")
        Instant dueAt,

        @Schema(
                nullable = true,
                description = "The credit code of the provider, or of the deeply connected enterprise, that has brought"
                        + " it; null where nobody is known to have",
                examples = "91340100MA2N0BBB0Y")
        String broughtByCode,

        @Schema(description = "The code of its certificate", examples = "Y4K7-M2P9-QXT8-V")
        String certificateCode,

        @Schema(nullable = true, description = "Why it was confirmed or declined last", examples = "仍在使用")
        String reason,

        @Schema(description = "When something of it changed last")
        Instant updatedAt,

        @Schema(description = "What the caller may do now", examples = "[\"CONFIRM\", \"DECLINE\"]")
        List<String> availableActions)
        implements Tagged {

    static AdoptedEnterpriseView of(
            AdoptedEnterprise found, Actor actor, ReferenceService reference, Language language, Instant now) {
        return new AdoptedEnterpriseView(
                found.id(),
                found.version(),
                found.creditCode(),
                found.name(),
                found.organizationId(),
                found.regionCode(),
                reference
                        .name(ReferenceService.REGIONS, found.regionCode(), language)
                        .orElse(found.regionCode()),
                found.statusAt(now),
                found.level(),
                found.ruleNumber(),
                found.records(),
                found.providers(),
                found.adoptedOn(),
                found.deepOn(),
                found.confirmedUntil(),
                found.validUntil(),
                found.dueAt(now),
                found.broughtByCode(),
                found.certificateCode(),
                found.reason(),
                found.updatedAt(),
                found.actionsAt(actor, now));
    }
}
