package cn.dengyun.platform.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What stands around the platform. {@link DerivedSettings} tells Quarkus about it. */
@ConfigMapping(prefix = "dengyun")
interface SurroundingsConfig {

    Database database();

    Cors cors();

    /** Addresses of proxies whose {@code X-Forwarded-*} is believed; nobody else's is. */
    Optional<List<String>> trustedProxies();

    /** An external PostgreSQL and the two roles there. */
    interface Database {

        /** As {@link DatabaseUrl} reads it; without one the platform starts a database of its own. */
        Optional<String> url();

        /** The service's own role, which owns nothing. */
        Optional<String> username();

        Optional<String> password();

        /** The role that owns the tables, for migrations only; without one it is the service's. */
        Optional<String> ownerUsername();

        Optional<String> ownerPassword();

        /** Connections of this instance. */
        @WithDefault("12")
        int connections();
    }

    /** Other web sites. */
    interface Cors {

        /** Those that may call, by name; without any no other site may. */
        Optional<List<String>> origins();
    }
}
