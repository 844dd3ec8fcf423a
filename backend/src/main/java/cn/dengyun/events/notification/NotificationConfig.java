package cn.dengyun.events.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What people are told without anything having happened. */
@ConfigMapping(prefix = "dengyun.notifications")
interface NotificationConfig {

    /** Whether people are told each working day what is overdue or due soon. */
    @WithDefault("true")
    boolean workDigest();
}
