package cn.dengyun.provider;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * What else follows where a security incident turns out to be none: each bean of this type is told in the unit of work
 * in which it is dismissed, with the incident locked. Whoever names an incident locks it before what names it.
 */
public interface IncidentEffect {

    Uni<Void> dismissed(SqlConnection connection, UUID incidentId);
}
