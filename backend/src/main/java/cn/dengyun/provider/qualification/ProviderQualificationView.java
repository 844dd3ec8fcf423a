package cn.dengyun.provider.qualification;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.domain.ProviderStatus;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A qualification as its caller sees it: the public sees whose it is, for what and when. */
@Schema(
        name = "ProviderQualification",
        description = "That an organisation may offer as a provider of one kind in one calendar year")
record ProviderQualificationView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "2")
        int version,

        @Schema(required = true, description = "Whose it is", examples = "01900000-0000-7000-8000-000000000101")
        UUID organizationId,

        @Schema(required = true, description = "Its name as certified when it was submitted", examples = "皖云科技有限公司")
        String organizationName,

        @Schema(required = true, description = "Where it is, GB/T 2260", examples = "340000")
        String regionCode,

        @Schema(required = true, description = "What it is for")
        ProviderKind kind,

        @Schema(required = true, description = "The calendar year that it is for", examples = "2018")
        int year,

        @Schema(
                required = true,
                description = "How it came onto record; what was carried over nobody has reviewed",
                examples = "APPLICATION")
        QualificationOrigin origin,

        @Schema(required = true, description = "At this moment")
        QualificationStatus status,

        @Schema(
                required = true,
                description = "Whether its time runs; a sanction of the provider may still stand against it")
        boolean inForce,

        @Schema(required = true, nullable = true, description = "The provider; null before the first was granted")
        UUID providerId,

        @Schema(required = true, nullable = true, description = "How the provider stands at this moment; null likewise")
        ProviderStatus providerStatus,

        @Schema(
                required = true,
                nullable = true,
                description = "From when on it is in force; null before it is granted")
        Instant validFrom,

        @Schema(required = true, description = "The first moment behind its year")
        Instant validUntil,

        @Schema(
                required = true,
                nullable = true,
                description = "Until when everybody may object; null before the public notice")
        Instant noticeUntil,

        @Schema(required = true, nullable = true, description = "The one that it renews; not for the public")
        UUID renewsId,

        @Schema(required = true, nullable = true, description = "Whose turn it is; null unless it is submitted")
        QualificationStage stage,

        @Schema(required = true, nullable = true, description = "By when that should be done; not for the public")
        Instant dueAt,

        @Schema(required = true, nullable = true, description = "When it was submitted last; not for the public")
        Instant submittedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was returned, rejected, granted, withdrawn or revoked; not for the public",
                examples = "材料齐全，符合条件")
        String decision,

        @Schema(
                required = true,
                description = "All that was to be corrected when it was returned last; not for the public",
                examples = "[\"测评报告已过期\"]")
        List<String> remarks,

        @Schema(
                required = true,
                nullable = true,
                description = "What the organisation says; null in lists, and for the public")
        QualificationDossier dossier,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"EDIT\", \"SUBMIT\"]")
        List<String> availableActions,

        @Schema(required = true, description = "When it was begun")
        Instant createdAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt)
        implements Tagged {

    /** @param dossier null where it is not shown */
    static ProviderQualificationView of(
            ProviderQualificationService.Shown shown, QualificationDossier dossier, Actor actor, Instant now) {
        ProviderQualification found = shown.one();
        Provider provider = shown.provider();
        boolean isInsider = found.isSeenWhollyBy(actor);
        return new ProviderQualificationView(
                found.id(),
                found.version(),
                found.organizationId(),
                found.organizationName(),
                found.regionCode(),
                found.kind(),
                found.year(),
                found.origin(),
                found.statusAt(now),
                found.isInForceAt(now),
                found.providerId(),
                provider == null ? null : provider.statusAt(now),
                found.validFrom(),
                found.validUntil(),
                found.noticeUntil(),
                isInsider ? found.renewsId() : null,
                isInsider ? found.stage() : null,
                isInsider ? found.dueAt() : null,
                isInsider ? found.submittedAt() : null,
                isInsider ? found.decision() : null,
                isInsider ? found.remarks() : List.of(),
                isInsider ? dossier : null,
                found.actions(actor, now, shown.facts()),
                found.createdAt(),
                found.updatedAt());
    }

    /** The clock ends it without a new version, and the public sees less of it. */
    @Override
    public String entityTag() {
        return EntityTags.of(
                version, List.of(status, inForce, String.valueOf(providerStatus), availableActions, dossier == null));
    }
}
