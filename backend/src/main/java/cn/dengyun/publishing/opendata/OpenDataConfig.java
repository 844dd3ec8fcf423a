package cn.dengyun.publishing.opendata;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** What the operator says of the data that everybody may have. */
@ConfigMapping(prefix = "dengyun.open-data")
interface OpenDataConfig {

    /** The address of the licence under which the data may be used; where it is not set, nothing is said of that. */
    Optional<URI> licence();
}
