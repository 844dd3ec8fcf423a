package cn.dengyun.identity.organization;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/**
 * What follows in another slice when an organisation is certified, refused, revoked, frozen or unfrozen: each bean of
 * this type is called in the unit of work that decides it, behind the change, with the organisation locked.
 */
public interface StandingEffect {

    /** @param standing as it is from now on */
    Uni<Void> follow(SqlConnection connection, CertifiedStanding standing, Instant now);
}
