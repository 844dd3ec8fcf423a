package cn.dengyun.identity.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long people stay signed in. */
@ConfigMapping(prefix = "dengyun.sessions")
interface SessionConfig {

    /** A session that is not refreshed for so long ends. */
    @WithDefault("2H")
    Duration idle();

    /** A session ends after so long, however busy it was. */
    @WithDefault("12H")
    Duration longest();
}
