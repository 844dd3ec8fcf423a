package cn.dengyun.catalogue.store;

import cn.dengyun.catalogue.document.Declaration;
import cn.dengyun.catalogue.domain.Change;
import cn.dengyun.catalogue.domain.Decision;
import cn.dengyun.catalogue.domain.Recorded;
import cn.dengyun.catalogue.search.IndexEntry;
import cn.dengyun.shared.Ids;
import java.util.UUID;

/**
 * One declared offering on its way into the tables.
 *
 * @param change what the public sees of it; null when nothing
 */
public record Revision(UUID offeringId, Declaration declaration, Decision decision, Change change, IndexEntry entry) {

    /** The revision that a decision asks for; {@code recorded} is null for a new offering. */
    public static Revision of(Recorded recorded, Declaration declaration, Decision decision, IndexEntry entry) {
        UUID id = recorded == null ? Ids.next() : recorded.id();
        Change change =
                Change.of(recorded == null ? null : recorded.status(), decision.status(), decision.hasNewContent());
        return new Revision(id, declaration, decision, change, entry);
    }
}
