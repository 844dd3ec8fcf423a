package cn.dengyun.identity.organization;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * What another slice has that rests on an organisation although nobody certified it, such as money: each bean of this
 * type is asked before a registration gives way, with the organisation locked.
 */
public interface OrganizationTie {

    /** Whether there is something, so that the organisation has to stay. */
    Uni<Boolean> binds(SqlConnection connection, UUID organizationId);
}
