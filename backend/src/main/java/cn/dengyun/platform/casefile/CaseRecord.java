package cn.dengyun.platform.casefile;

import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * A kind of record that documents are put on. A slice whose records take documents makes it a bean, and gives them the
 * two operations of a collection of documents.
 */
public interface CaseRecord {

    /** What the records are called where documents are kept, e.g. {@code certification}; never changes. */
    String kind();

    /** Where the records are, e.g. {@code /api/v1/certifications}. */
    String path();

    /** How a record stands for an actor. Rejects as the record itself does when the actor may not know of it (404). */
    Uni<Standing> find(Actor actor, UUID id);

    /** The same, held until the unit of work ends: nobody submits the record meanwhile. */
    Uni<Standing> lock(SqlConnection connection, Actor actor, UUID id);

    /**
     * How a record stands.
     *
     * @param organizationId whose record it is; only what that organisation sent is put on it
     * @param isInHands whether its author has it and may still change what is on it
     * @param isReviewer whether the actor is among those who decide on it, or audits them
     */
    record Standing(UUID organizationId, boolean isInHands, boolean isReviewer) {}
}
