package cn.dengyun.programme;

import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.store.ProgrammeStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
}
