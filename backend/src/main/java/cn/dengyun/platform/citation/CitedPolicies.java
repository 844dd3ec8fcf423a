package cn.dengyun.platform.citation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Finds clauses of policies that everybody may read at the moment of their citation, and nothing of any other text. */
public interface CitedPolicies {

    /** Those that are there, in one statement; an edition that is withdrawn, a draft or no policy has none. */
    Uni<Map<Citation, CitedClause>> find(SqlClient client, Collection<Citation> citations);

    /** Nothing of these policies is published, withdrawn or amended until the unit of work ends. */
    Uni<Void> hold(SqlConnection connection, Collection<UUID> policies);
}
