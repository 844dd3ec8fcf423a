package cn.dengyun.platform.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;

/** The cap that the HTTP server itself enforces; read here so that its refusal is a problem. */
@ConfigMapping(prefix = "quarkus.http.limits")
interface BodyLimitsConfig {

    /** Bytes of a request body at an address that takes no stream. */
    @WithName("max-body-size")
    MemorySize maxBodySize();
}
