package cn.dengyun.identity.organization;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.UUID;

/**
 * What ends with an organisation that is closed, so that nobody acts for it any more: each bean of this type is called
 * in the unit of work that closes it, with the organisation locked.
 */
public interface ClosingEffect {

    /** @param by whose registration it gives way to */
    Uni<Void> follow(SqlConnection connection, UUID organizationId, Instant now, UUID by);
}
