package cn.dengyun.programme;

import cn.dengyun.platform.citation.CitationSource;
import cn.dengyun.programme.store.ProgrammeStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Rules of public programmes that are in force, or will be, until the programme is accounted for. */
@ApplicationScoped
class CitingRules implements CitationSource {

    private final ProgrammeStore store;

    CitingRules(ProgrammeStore store) {
        this.store = store;
    }

    @Override
    public Uni<List<Citing>> citing(
            SqlClient client, UUID policyId, Collection<String> anchors, Instant moment, int max) {
        return store.citing(client, policyId, anchors, moment, max);
    }
}
