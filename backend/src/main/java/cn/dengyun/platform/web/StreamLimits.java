package cn.dengyun.platform.web;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What {@link Streams} holds streams to. Tests, which wait for it, bring a bean of this type. */
@Singleton
@DefaultBean
class StreamLimits {

    /** How many streams a caller may have open on one node. */
    int ofCaller() {
        return 100;
    }

    /** How often it is looked whether the token of a stream is still trusted. */
    Duration look() {
        return Duration.ofSeconds(15);
    }
}
