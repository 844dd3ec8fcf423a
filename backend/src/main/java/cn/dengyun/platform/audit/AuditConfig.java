package cn.dengyun.platform.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the audit trail is written. */
@ConfigMapping(prefix = "dengyun.audit")
interface AuditConfig {

    /** How many reads and refusals may wait to be written before further ones are only counted. */
    @WithDefault("20000")
    int buffer();
}
