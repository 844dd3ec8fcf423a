package cn.dengyun.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Which accounts there are at first start. */
@ConfigMapping(prefix = "dengyun")
interface AccountsConfig {

    /** Whether the demo accounts are loaded and their well-known secrets accepted. */
    @WithDefault("false")
    boolean demo();

    /** The password of the first {@code sysadmin}, who must change it at first sign-in; used once, then worthless. */
    Optional<String> bootstrapPassword();
}
