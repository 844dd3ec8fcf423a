package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.web.Language;
import cn.dengyun.reference.ReferenceService;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a certificate stands, for everybody who has its code. */
@Schema(name = "CertificateStanding", description = "What a certificate says, and whether that is so now")
record CertificateStandingView(
        @Schema(description = "Its code", examples = "Y4K7-M2P9-QXT8-V")
        String code,

        @Schema(description = "Whether its holder counts now")
        AdoptedStatus status,

        @Schema(description = "What the holder counts as now, or did last")
        AdoptionLevel level,

        @Schema(description = "The name of the holder", examples = "合肥示范制造有限公司")
        String holderName,

        @Schema(description = "The credit code of the holder", examples = "91340100MA2N0AAA01")
        String holderCode,

        @Schema(description = "Where the holder is", examples = "340123")
        String regionCode,

        @Schema(description = "The name of that region", examples = "肥西县")
        String regionName,

        @Schema(description = "Since when it counts without a break")
        LocalDate adoptedOn,

        @Schema(
                nullable = true,
                description = "Since when it is deeply connected, or was last; null where it never was")
        LocalDate deepOn,

        @Schema(description = "Until when, unless something changes; past for one that has lapsed")
        Instant validUntil,

        @Schema(description = "The moment that this tells of")
        Instant asOf) {

    static CertificateStandingView of(
            AdoptedEnterprise found, ReferenceService reference, Language language, Instant now) {
        return new CertificateStandingView(
                found.certificateCode(),
                found.statusAt(now),
                found.level(),
                found.name(),
                found.creditCode(),
                found.regionCode(),
                reference
                        .name(ReferenceService.REGIONS, found.regionCode(), language)
                        .orElse(found.regionCode()),
                found.adoptedOn(),
                found.deepOn(),
                found.validUntil(),
                now);
    }
}
