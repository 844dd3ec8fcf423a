package cn.dengyun.catalogue.concession;

import cn.dengyun.platform.casefile.CaseRecord;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A concession takes documents of its provider while that has to confirm it: what it has signed, first of all. */
@ApplicationScoped
class ConcessionRecord implements CaseRecord {

    static final String KIND = "concession";

    private final ConcessionService concessions;

    ConcessionRecord(ConcessionService concessions) {
        this.concessions = concessions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String path() {
        return ConcessionResource.PATH;
    }

    @Override
    public Uni<Standing> find(Actor actor, UUID id) {
        return concessions.find(actor, id).map(found -> standing(found, actor));
    }

    @Override
    public Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id) {
        return concessions.lock(connection, actor, id).map(found -> standing(found, actor));
    }

    /** Everybody knows of what is published, and of none of its documents. */
    private static Standing standing(Concession found, Actor actor) {
        if (!found.isSeenWhollyBy(actor)) {
            throw Rejection.notFound("concession-not-found");
        }
        return new Standing(
                found.providerOrganizationId(),
                found.status() == ConcessionStatus.DRAFT,
                !actor.actsFor(found.providerOrganizationId()));
    }
}
