package cn.dengyun.reference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Reference data that changes while the platform runs. */
@ConfigMapping(prefix = "dengyun.reference")
interface ReferenceConfig {

    /** How often a node looks which public holidays are on record. */
    @WithDefault("30S")
    Duration calendarRefresh();
}
