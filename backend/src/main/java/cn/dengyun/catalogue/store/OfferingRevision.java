package cn.dengyun.catalogue.store;

import cn.dengyun.catalogue.document.OfferingDeclaration;
import cn.dengyun.catalogue.domain.DeclarationDecision;
import cn.dengyun.catalogue.domain.MirrorChange;
import cn.dengyun.catalogue.domain.RecordedOffering;
import cn.dengyun.catalogue.search.IndexEntry;
import cn.dengyun.shared.Ids;
import java.util.UUID;

/**
 * One declared offering on its way into the tables.
 *
 * @param change what the public sees of it; null when nothing
 */
public record OfferingRevision(
        UUID offeringId,
        OfferingDeclaration declaration,
        DeclarationDecision decision,
        MirrorChange change,
        IndexEntry entry) {

    /** The revision that a decision asks for; {@code recorded} is null for a new offering. */
    public static OfferingRevision of(
            RecordedOffering recorded,
            OfferingDeclaration declaration,
            DeclarationDecision decision,
            IndexEntry entry) {
        UUID id = recorded == null ? Ids.next() : recorded.id();
        MirrorChange change = MirrorChange.of(
                recorded == null ? null : recorded.status(), decision.status(), decision.hasNewContent());
        return new OfferingRevision(id, declaration, decision, change, entry);
    }
}
