package cn.dengyun.platform.citation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Tells whoever publishes a policy what that everybody knows of still cites its clauses. */
public interface CitationSource {

    /**
     * What cites one of these clauses at a moment or later, by anchor, at most so much of it.
     *
     * @param policyId the first edition of the policy
     */
    Uni<List<Citing>> citing(SqlClient client, UUID policyId, Collection<String> anchors, Instant moment, int max);

    /**
     * Something that cites a clause.
     *
     * @param nameZh what it is called
     * @param address where everybody reads it
     */
    record Citing(String anchor, String nameZh, String address) {}
}
