package cn.dengyun.catalogue;

import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.catalogue.domain.OfferingStatus;
import cn.dengyun.catalogue.domain.RecordedOffering;
import cn.dengyun.catalogue.store.OfferingRevision;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.provider.Provider;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.UUID;

/**
 * What the audit trail keeps of a change of one offering: which version, not what is in it, which its versions tell.
 */
final class OfferingNote {

    private OfferingNote() {}

    /** {@code before} is null for a new offering. */
    static AuditNote declared(Provider provider, RecordedOffering before, OfferingRevision revision) {
        String action = revision.decision().outcome().name().toLowerCase(Locale.ROOT);
        return note(
                provider,
                revision.offeringId(),
                action,
                before == null ? null : state(before.status(), before.version(), before.contentHash()),
                state(
                        revision.decision().status(),
                        revision.decision().version(),
                        revision.declaration().hash()),
                null);
    }

    static AuditNote moved(Provider provider, Offering offering, OfferingStatus target, String reason) {
        return note(
                provider,
                offering.id(),
                target.name().toLowerCase(Locale.ROOT),
                state(offering.status(), offering.version(), offering.contentHash()),
                state(target, offering.version(), offering.contentHash()),
                reason);
    }

    private static AuditNote note(
            Provider provider, UUID offeringId, String action, String before, String after, String reason) {
        return new AuditNote(
                "offering." + action,
                "/api/v1/offerings/" + offeringId,
                provider.organizationId(),
                before,
                after,
                reason);
    }

    private static String state(OfferingStatus status, int version, String hash) {
        return new JsonObject()
                .put("status", status.name())
                .put("version", version)
                .put("contentHash", hash)
                .encode();
    }
}
