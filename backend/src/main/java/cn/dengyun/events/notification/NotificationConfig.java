package cn.dengyun.events.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long people are told things. */
@ConfigMapping(prefix = "dengyun.notifications")
interface NotificationConfig {

    /** How long a notification is kept, read or not. */
    @WithDefault("180D")
    Duration keep();
}
