package cn.dengyun.application;

import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Applications take documents while they are drafts, and while they are returned and not too late. */
@ApplicationScoped
class ApplicationRecord implements CaseRecord {

    static final String KIND = "voucher-application";

    /** Whom the operations on applications are for; a colleague for the provider side of the organisation is none. */
    private static final List<String> READERS = List.of(Roles.ENTERPRISE, Roles.AUTHORITY, Roles.AUDITOR);

    private final Pool pool;
    private final ApplicationStore applications;
    private final Clock clock;

    ApplicationRecord(Pool pool, ApplicationStore applications, Clock clock) {
        this.pool = pool;
        this.applications = applications;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String path() {
        return "/api/v1/voucher-applications";
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return applications.find(pool, id).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return applications.lock(connection, List.of(id)).map(found -> standing(found.get(id), actor));
    }

    private Standing standing(VoucherApplication found, Actor actor) {
        VoucherApplication seen = ApplicationAccess.requireSeen(found, actor);
        if (READERS.stream().noneMatch(actor::has)) {
            throw Rejection.notFound("application-not-found");
        }
        return new Standing(
                seen.organizationId(),
                seen.status().isEditable() && !seen.isOverdueAt(clock.instant()),
                ApplicationAccess.seesSignals(seen, actor));
    }
}
