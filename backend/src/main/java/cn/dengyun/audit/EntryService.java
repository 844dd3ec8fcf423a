package cn.dengyun.audit;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Entries for auditors, who read all of them, and for the owners of an organisation, who read what concerns it. System
 * administrators read none: who runs the platform does not watch himself (GB/T 22239-2019, three separate
 * administrators).
 */
@ApplicationScoped
class EntryService {

    private final EntryStore store;
    private final Cursors cursors;
    private final AuditTrail trail;

    EntryService(EntryStore store, Cursors cursors, AuditTrail trail) {
        this.store = store;
        this.cursors = cursors;
        this.trail = trail;
    }

    /**
     * Newest first. Reading the trail leaves an entry, too.
     *
     * <p>Rejects with {@code forbidden} for whoever is neither, {@code organization-not-found} when another
     * organisation's are asked for, {@code cursor-invalid}.
     */
    Uni<Page<AuditEntryView>> list(Actor actor, EntryFilter wanted, String cursor, int limit) {
        EntryFilter filter = visible(actor, wanted);
        String query = "audit-entries " + filter;
        UUID before = cursors.idBehind(query, cursor, Ids.NEWEST);
        trail.read(AuditNote.ofRead("audit.read", "/api/v1/audit-entries", filter.organizationId()));
        return store.page(filter, before, limit + 1)
                .map(rows -> cursors.pageById(query, rows, limit, AuditEntryView::id))
                .map(page -> page.map(
                        entry -> actor.has(Roles.AUDITOR) ? entry : entry.forOrganization(actor.organizationId())));
    }

    private static EntryFilter visible(Actor actor, EntryFilter wanted) {
        if (actor.has(Roles.AUDITOR)) {
            return wanted;
        }
        if (!actor.owns(actor.organizationId())) {
            throw Rejection.forbidden("forbidden");
        }
        if (wanted.organizationId() != null && !actor.actsFor(wanted.organizationId())) {
            throw Rejection.notFound("organization-not-found");
        }
        return wanted.within(actor.organizationId());
    }
}
