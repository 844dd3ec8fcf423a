package cn.dengyun.programme;

import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeKind;
import cn.dengyun.programme.store.ProgrammeStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** Programmes as they are on record, for what rests on them; who may see them is not asked here. */
@ApplicationScoped
public class Programmes {

    private final ProgrammeStore store;

    Programmes(ProgrammeStore store) {
        this.store = store;
    }

    /**
     * A programme.
     *
     * @param now decides which version of its rules is in force
     * @return null when there is none with this id
     */
    public Uni<Programme> find(SqlClient client, UUID id, Instant now) {
        return store.find(client, id, now);
    }

    /**
     * One whose money its office promises outside vouchers. Rejects with {@code programme-not-found} (404) what is not
     * public, with {@code not-yours} (403) whoever is not of that office, and as {@link Programme#requireGranting}.
     */
    public Uni<Programme> ofOffice(SqlConnection connection, Actor actor, UUID id, ProgrammeKind kind, Instant now) {
        return find(connection, id, now).invoke(programme -> {
            if (programme == null || !programme.statusAt(now).isPublic()) {
                throw Rejection.notFound("programme-not-found");
            }
            boolean isOfOffice = !actor.isClient()
                    && !actor.isViewer()
                    && actor.organizationId() != null
                    && programme.regionCode().equals(actor.regionCode());
            if (!isOfOffice) {
                throw Rejection.forbidden("not-yours");
            }
            programme.requireGranting(kind, now);
        });
    }

    /**
     * Keeps programmes from being accounted, or moved otherwise, until the unit of work ends. Called before vouchers
     * and budgets are locked, as by whoever moves a programme.
     */
    public Uni<Void> hold(SqlConnection connection, Collection<UUID> ids) {
        return store.share(connection, ids);
    }
}
