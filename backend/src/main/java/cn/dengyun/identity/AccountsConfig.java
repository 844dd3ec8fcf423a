package cn.dengyun.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may sign in where there is neither a demo nor any account yet. */
@ConfigMapping(prefix = "dengyun")
interface AccountsConfig {

    /** The password of the first {@code sysadmin}, who must change it at first sign-in; used once, then worthless. */
    Optional<String> bootstrapPassword();

    /** Where mail for that account goes: without one its password cannot be reset by mail. */
    Optional<String> bootstrapEmail();
}
