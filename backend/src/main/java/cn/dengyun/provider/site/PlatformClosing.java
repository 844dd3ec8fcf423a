package cn.dengyun.provider.site;

import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/**
 * What ends in another slice when a platform is closed: each bean of this type is called in the unit of work that
 * closes it, with the platform locked.
 */
public interface PlatformClosing {

    /** @param reason in the words of the provider */
    Uni<Void> follow(SqlConnection connection, Actor actor, ProviderPlatform closed, String reason, Instant now);
}
