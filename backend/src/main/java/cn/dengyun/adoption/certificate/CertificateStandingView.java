package cn.dengyun.adoption.certificate;

import cn.dengyun.platform.web.Language;
import cn.dengyun.reference.ReferenceService;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a certificate stands, for everybody who has its code. */
@Schema(name = "CertificateStanding", description = "What a certificate says, and whether that is so now")
record CertificateStandingView(
        @Schema(description = "What it is about") CertificateSubject subject,

        @Schema(description = "Its code", examples = "Y4K7-M2P9-QXT8-V")
        String code,

        @Schema(description = "Whether it is good now") CertificateStatus status,

        @Schema(
                description = "What the holder is now, or was last: `CLOUD` or `DEEP` of `ADOPTION`, `L1` to `L5` of"
                        + " `LEVEL`, `ATTENDED` of `ATTENDANCE`")
        CertificateLevel level,

        @Schema(
                description = "The name of the holder; of `ATTENDANCE` the enterprise that had registered who came",
                examples = "合肥示范制造有限公司")
        String holderName,

        @Schema(description = "The credit code of the holder", examples = "91340100MA2N0AAA01")
        String holderCode,

        @Schema(description = "Where the holder is", examples = "340123")
        String regionCode,

        @Schema(description = "The name of that region", examples = "肥西县")
        String regionName,

        @Schema(
                description = "Since when it counts without a break, since when the level holds, or on which day"
                        + " somebody was there")
        LocalDate since,

        @Schema(
                nullable = true,
                description = "Since when it is deeply connected, or was last; null where it never was, and of others")
        LocalDate deepOn,

        @Schema(description = "Until when, unless something changes; past for one that has lapsed")
        Instant validUntil,

        @Schema(description = "The moment that this tells of")
        Instant asOf,

        @Schema(
                nullable = true,
                description = "What the activity is called; null but of `ATTENDANCE`",
                examples = "企业登云实务培训（合肥站）")
        String activity,

        @Schema(
                nullable = true,
                description = "Who was there: the first character of the name; null but of `ATTENDANCE`",
                examples = "张*")
        String participant) {

    static CertificateStandingView of(
            CertificateStanding found, ReferenceService reference, Language language, Instant now) {
        return new CertificateStandingView(
                found.subject(),
                found.code(),
                found.status(),
                found.level(),
                found.holderName(),
                found.holderCode(),
                found.regionCode(),
                reference
                        .name(ReferenceService.REGIONS, found.regionCode(), language)
                        .orElse(found.regionCode()),
                found.since(),
                found.deepOn(),
                found.validUntil(),
                now,
                found.activity(),
                found.participant());
    }
}
