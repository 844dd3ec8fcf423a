package cn.dengyun.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which providers there are at first start. */
@ConfigMapping(prefix = "dengyun")
interface ProviderConfig {

    /** Whether the demo's providers are loaded. */
    @WithDefault("false")
    boolean demo();
}
