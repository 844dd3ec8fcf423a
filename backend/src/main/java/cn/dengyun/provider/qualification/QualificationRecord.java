package cn.dengyun.provider.qualification;

import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Qualifications take documents while they are drafts, and while they are returned. */
@ApplicationScoped
class QualificationRecord implements CaseRecord {

    static final String KIND = "provider-qualification";

    private final ProviderQualificationService qualifications;

    QualificationRecord(ProviderQualificationService qualifications) {
        this.qualifications = qualifications;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String path() {
        return ProviderQualificationResource.PATH;
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return qualifications.find(actor, id).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return qualifications.lock(connection, actor, id).map(found -> standing(found, actor));
    }

    /** The public knows of what is granted, and of none of its documents. */
    private Standing standing(ProviderQualification found, Actor actor) {
        Instant now = qualifications.now();
        if (!found.isSeenWhollyBy(actor)) {
            throw Rejection.notFound("provider-qualification-not-found");
        }
        return new Standing(
                found.organizationId(),
                QualificationMove.SUBMIT.isAllowedFrom(found.statusAt(now)),
                actor.has(Roles.AUTHORITY) || Aggregate.seesAll(actor));
    }
}
