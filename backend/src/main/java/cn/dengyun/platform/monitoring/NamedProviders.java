package cn.dengyun.platform.monitoring;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/** What providers are called. One bean knows them. */
public interface NamedProviders {

    /**
     * The name of a provider that may offer services, and may until the unit of work ends. Rejects with
     * {@code provider-not-found} (404) and {@code provider-not-qualified} (409).
     */
    Uni<String> requireQualified(SqlConnection connection, UUID provider);
}
